"""Boxes that interrupt a text: what follows a heading like "Related", until the text goes on."""

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from analysis.ingest.lines import LONG, Line

BOX_MARKS = ("teaser heading", "comments")
BUTTON_MARKS = ("navigation", "share")
CARD = 5  # lines of the longest card


def find_boxes(lines: Sequence[Line], marks: Sequence[str], start: int, end: int) -> set[int]:
    """Find the unmarked lines that stand in boxes between the first paragraph and the end."""
    openings = [i for i in range(start, end) if opens_box(lines, marks, i)]
    sizes = Counter(line.group for line in lines)
    boxed: set[int] = set()
    for opening, limit in pairwise([*openings, end]):
        inside = [i for i in range(opening + 1, limit) if not marks[i]]
        prose = [n for n, i in enumerate(inside) if is_prose(lines, i, sizes[lines[i].group])]
        boxed |= set(inside[: find_resumption(lines, inside, prose)])
    return boxed


def opens_box(lines: Sequence[Line], marks: Sequence[str], i: int) -> bool:
    """Tell whether a line heads a box: by its words, or a button with loose lines below it."""
    if marks[i] not in BUTTON_MARKS:
        return marks[i] in BOX_MARKS
    below = range(i + 1, min(i + 3, len(lines)))
    return len(below) == 2 and not any(marks[j] or lines[j].final for j in below)


def is_prose(lines: Sequence[Line], i: int, size: int) -> bool:
    """Tell whether a line in a box may belong to the text again.

    It ends as a sentence does, is no short question (headlines ask too), and does not stand right below a
    loose line in a small group, as the summary on a card does.
    """
    card = size <= CARD and lines[i - 1].group == lines[i].group and not lines[i - 1].final
    return lines[i].final and not card and not is_question(lines[i])


def is_question(line: Line) -> bool:
    """Tell whether a line is a question short enough for a headline."""
    return line.text.endswith(("?", "؟")) and line.n_words <= LONG


def find_resumption(lines: Sequence[Line], inside: Sequence[int], prose: Sequence[int]) -> int:
    """Count the lines of a box before the text goes on.

    It goes on with two lines of prose in a row, or with one that ends the stretch and is set apart from
    the loose lines above it, which are then all that the box holds. A single one right under the heading
    is the box's own.

    Parameters
    ----------
    lines
        The page.
    inside
        Indices of the unmarked lines from the box's heading to the next.
    prose
        Positions in `inside` of the lines that may be text.
    """
    for n, following in pairwise(prose):
        if following == n + 1:
            return n
    last = len(inside) - 1
    apart = prose and 0 < prose[0] == last and lines[inside[last]].group != lines[inside[last - 1]].group
    return last if apart else len(inside)
