"""The head of a page: where the body starts, and what stands between it and the headline."""

from collections.abc import Sequence
from itertools import pairwise

from analysis.ingest.body import FURNITURE, Role
from analysis.ingest.lines import CAPTION_WORDS, LONG, Line, content_words

HEAD_MARKS = ("byline", "author box", "time", "update", "reading time", "repeats the title")
PICTURE_MARKS = {"credit", "caption", "image"}
LEAD_WORDS = 10  # words of a first paragraph
SHORTEST_SUBTITLE = 4  # words


def find_start(lines: Sequence[Line], marks: Sequence[str], title: int) -> int:
    """Find the first paragraph below the headline; the number of lines if there is none.

    It is the first sentence of some length after which the head does not go on (a by-line, a time, the
    headline again). Pages without one start with any sentence, or with any long line.
    """
    below = [i for i in range(title + 1, len(lines)) if not marks[i]]
    sentences = [i for i in below if is_lead(lines[i])]
    seen = {mark for mark in marks[: title + 1] if mark in HEAD_MARKS}
    at = title + 1
    for start, following in pairwise([*sentences, len(lines)]):
        seen |= {mark for mark in marks[at:start] if mark in HEAD_MARKS}
        new = {mark for mark in marks[start:following] if mark in HEAD_MARKS} - seen
        if not new or following == len(lines):
            return first_of_run(lines, marks, start, title)
        at = start
    return next((i for i in below if lines[i].final or lines[i].n_words >= LONG), len(lines))


def is_lead(line: Line) -> bool:
    """Tell whether a line may be a first paragraph: a sentence of some length, not a signed caption."""
    return line.n_words >= LEAD_WORDS and (is_plain_sentence(line) or line.n_words > CAPTION_WORDS)


def is_plain_sentence(line: Line) -> bool:
    """Tell whether a line ends as a sentence does, with no agency or photographer in brackets after it."""
    return line.final and not line.signed


def first_of_run(lines: Sequence[Line], marks: Sequence[str], start: int, title: int) -> int:
    """Go back over the short sentences right above the first long one, but not up to the headline."""
    first = start
    while first - 1 > title and not marks[first - 1] and is_plain_sentence(lines[first - 1]):
        first -= 1
    return first if first - 1 > title else start


def head_roles(lines: Sequence[Line], marks: Sequence[str], title: int, start: int) -> dict[int, Role]:
    """Give the unmarked lines between headline and body a role.

    A standfirst stands under the headline; below a picture it must take up the headline's words, else
    it is a caption. So is a line signed in brackets.
    """
    roles: dict[int, Role] = {}
    pictured = False
    for i in range(title + 1, start):
        pictured |= marks[i] in PICTURE_MARKS
        if marks[i]:
            continue
        if lines[i].n_words < SHORTEST_SUBTITLE and not lines[i].final:
            roles[i] = (FURNITURE, "section")
        elif lines[i].signed:
            roles[i] = (FURNITURE, "caption")
        elif title < 0 or (pictured and not takes_up(lines[i], lines[title])):
            roles[i] = (FURNITURE, "caption" if pictured else "before the body")
        else:
            roles[i] = ("subtitle", "")
    return roles


def takes_up(line: Line, title: Line) -> bool:
    """Tell whether a line has at least half of the headline's content words."""
    words = content_words(title.text)
    return bool(words) and 2 * len(words & content_words(line.text)) >= len(words)
