"""What a line's neighbours say about it: repetitions, captions, by-lines and biographies."""

import re
from collections import Counter
from collections.abc import Sequence

from analysis.ingest.authors import find_author, is_name_and_place
from analysis.ingest.headline import repeats
from analysis.ingest.lines import CAPTION_WORDS, Line

NAMES = re.compile(r", | and | & ")
GROUP = 5  # lines of a headline with what belongs to it, or of a picture with its caption


def mark_neighbours(
    lines: Sequence[Line], marks: Sequence[str], title: int | None, language: str
) -> list[str]:
    """Add to the marks of single lines those that come from the lines around them.

    Parameters
    ----------
    lines, marks
        The page, and why a line is furniture ("" where it may be text).
    title
        Index of the headline, None if there is none.
    language
        Code of the language.
    """
    marked = mark_captions(lines, mark_repeats(lines, marks, title), title)
    return mark_people(lines, marked, -1 if title is None else title, language)


def mark_repeats(lines: Sequence[Line], marks: Sequence[str], title: int | None) -> list[str]:
    """Mark the lines that repeat the headline, and long lines told before."""
    marked, seen = list(marks), set()
    for i, line in enumerate(lines):
        if title is not None and i != title and not marked[i] and repeats(line, lines[title]):
            marked[i] = "repeats the title"
        if not marked[i] and line.n_words > CAPTION_WORDS and line.key in seen:
            marked[i] = "repeated"
        seen.add(line.key)
    return marked


def mark_captions(lines: Sequence[Line], marks: Sequence[str], title: int | None) -> list[str]:
    """Mark captions: lines told twice in a small group, and the line right above a credit.

    Where no blank lines set the lines apart, a sentence above a credit may as well be a paragraph and
    stays one; a sentence told twice with a blank line between is told once.
    """
    marked = list(marks)
    may_be = [i != title and not marks[i] and is_caption_like(line) for i, line in enumerate(lines)]
    sizes = Counter(line.group for line in lines)
    for i in range(len(lines) - 1):
        together = lines[i].group == lines[i + 1].group
        small = together and sizes[lines[i].group] <= GROUP
        if may_be[i] and may_be[i + 1] and lines[i].key == lines[i + 1].key:
            marked[i : i + 2] = ["caption", "caption"] if small else ["repeated", marked[i + 1]]
        elif may_be[i] and together and (small or not lines[i].final) and marks[i + 1] == "credit":
            marked[i] = "caption"
    return marked


def is_caption_like(line: Line) -> bool:
    """Tell whether a line may be a caption: some words, but no speech."""
    return 1 < line.n_words <= CAPTION_WORDS and line.text[0].isalnum()


def mark_people(lines: Sequence[Line], marks: Sequence[str], title: int, language: str) -> list[str]:
    """Mark a bare name beside a time as by-line, and sentences about the author as biography."""
    marked = list(marks)
    for i in range(title + 1, len(lines)):
        beside = marks[i - 1 : i + 2] if i else marks[:2]
        if not marks[i] and "time" in beside and is_name_and_place(lines[i].text, language):
            marked[i] = "byline"
    author = find_author([line.text for line in lines], marked, language) or ""
    names = tuple(name for name in NAMES.split(author) if " " in name)
    for i, line in enumerate(lines):
        if names and not marked[i] and line.final and line.text.startswith(names):
            marked[i] = "biography"
    return marked
