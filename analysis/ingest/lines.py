"""Text → lines, with the shape each of them has."""

import re
from dataclasses import dataclass
from itertools import pairwise

FINAL = tuple(".!?。！？؟۔।॥")
CLOSING = "\"'”’»›“‘)]}」』 \u00a0"
WORD = re.compile(r"\w+")
SIGNED = re.compile(r"[.!?…]['\"”’»]*\s*\([^()]{1,60}\)$")
SEPARATOR = re.compile(r"[|•·]")
WRAPPED_WIDTHS = (40, 120)  # characters; what pages were ever wrapped at
WRAPPED_LINES = 5  # lines broken, at least
LONG = 20  # words; a longer line is a paragraph, full stop or not
CAPTION_WORDS = 45  # words of the longest caption
SUBSTANTIAL = 4  # letters; shorter words are mostly grammar


@dataclass(frozen=True)
class Line:
    """A line that is not blank (or the lines of one wrapped paragraph, joined)."""

    number: int  # in the file, from 1
    group: int  # lines with no blank line between them share a group
    text: str
    key: str  # the text for comparison: case folded, blanks single
    n_words: int
    final: bool  # ends as a sentence does; an ellipsis cuts one off
    signed: bool  # ... and then in brackets: an agency, or who took a picture


def split_lines(text: str) -> list[Line]:
    """Split a text into its lines that are not blank; wrapped paragraphs are put together."""
    found, group, open_group = [], 0, False
    for number, raw in enumerate(text.split("\n"), start=1):
        stripped = raw.strip()
        group += bool(stripped) and not open_group
        open_group = bool(stripped)
        if stripped:
            found.append((number, group, stripped))
    return [make_line(*line) for line in unwrap(found)]


def make_line(number: int, group: int, text: str) -> Line:
    """Describe a line."""
    signed = bool(SIGNED.search(text[-100:]))
    return Line(number, group, text, make_key(text), len(text.split()), signed or is_final(text), signed)


def make_key(text: str) -> str:
    """Fold a text for comparison."""
    folded = " ".join(text.casefold().split()).replace("’", "'")
    return folded.rstrip(" :,…»›→>-.") or folded


def is_final(text: str) -> bool:
    """Tell whether a text ends as a sentence does."""
    end = text[-40:].rstrip(CLOSING)
    return end.endswith(FINAL) and not end.endswith("...")


def unwrap(lines: list[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """Join the lines of paragraphs that were wrapped at a fixed width."""
    full = find_full(lines)
    joined: list[tuple[int, int, list[str]]] = []
    previous = 0
    for number, group, text in lines:
        if previous in full:
            joined[-1][2].append(text)
        else:
            joined.append((number, group, [text]))
        previous = number
    return [(number, group, " ".join(parts)) for number, group, parts in joined]


def find_full(lines: list[tuple[int, int, str]]) -> set[int]:
    """Find the numbers of the lines that a fixed width has broken; none where lines are paragraphs.

    In wrapped text no line has room for the next line's first word, and most lines end in the middle of
    a sentence. In text with a paragraph a line, some line is longer than any page is wide.
    """
    width = max((len(text) for _, _, text in lines), default=0)
    neighbours = [(a, b) for a, b in pairwise(lines) if a[1] == b[1]]
    full = [a for a, b in neighbours if len(a[2]) + 1 + len(b[2].split(None, 1)[0]) > width]
    broken = [line for line in full if not is_final(line[2])]
    wrapped = WRAPPED_WIDTHS[0] <= width <= WRAPPED_WIDTHS[1] and len(full) >= WRAPPED_LINES
    if wrapped and len(full) >= 0.7 * len(neighbours) and 2 * len(broken) > len(full):
        return {number for number, _, _ in full}
    return set()


def content_words(text: str) -> set[str]:
    """Collect the words of a text that are more than grammar."""
    return {word for word in WORD.findall(text.casefold()) if len(word) >= SUBSTANTIAL}


def is_mostly_names(text: str) -> bool:
    """Tell whether most words of a text begin with a capital letter."""
    words = text.split()
    return sum(word[:1].isupper() for word in words) >= 0.6 * len(words)


def split_segments(text: str) -> list[str]:
    """Split a line at the marks that set its parts apart ("By A. Person | 3 March 2031 | 2 min read")."""
    return [segment.strip() for segment in SEPARATOR.split(text) if segment.strip()]
