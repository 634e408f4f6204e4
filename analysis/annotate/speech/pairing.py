"""Quotation marks → pairs. A mark that finds no partner costs at most its own sentence."""

from collections.abc import Iterator

import numpy as np

from analysis.annotate.speech.marks import Flags, Marks
from analysis.annotate.text.ranges import Ints

Pair = tuple[int, int]  # the mark that opens, the mark that closes or -1


def pair_marks(marks: Marks) -> tuple[Ints, Ints]:
    """Pair the marks of each line: the mark that opens each quotation, and the one that closes it, or -1.

    Where double marks open and close by turns they are paired as they stand; other lines are walked.
    """
    double = ~marks.single
    order = np.cumsum(double)
    starts = np.flatnonzero(np.diff(marks.line, prepend=-1))
    sizes = np.diff(starts, append=len(marks.line))
    is_odd = (order - np.repeat(order[starts] - double[starts], sizes)) % 2 == 1
    fits = np.where(double, np.where(is_odd, marks.opens, marks.closes), ~marks.opens)
    left_open = np.add.reduceat(double, starts) % 2 == 1 if len(starts) else starts > 0
    strange = left_open | ~np.logical_and.reduceat(fits, starts) if len(starts) else left_open
    plain = np.flatnonzero(double & ~np.repeat(strange, sizes))
    walked = list(walk_lines(marks, starts[strange], sizes[strange]))
    pairs = np.concatenate([plain.reshape(-1, 2), np.array(walked, dtype=np.int64).reshape(-1, 2)])
    opener, closer = pairs[np.argsort(pairs[:, 0])].T
    return opener, closer


def walk_lines(marks: Marks, starts: Ints, sizes: Ints) -> Iterator[Pair]:
    """Pair the marks of lines in which they do not simply open and close by turns."""
    columns = marks.single, marks.opens, marks.closes, marks.after_punctuation
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        here = [column[start : start + size] for column in columns]
        for opener, closer in walk_marks(*here):
            yield start + opener, closer if closer < 0 else start + closer


def walk_marks(single: Flags, opens: Flags, closes: Flags, after_punctuation: Flags) -> Iterator[Pair]:
    """Pair the marks of a line; -1 closes a quotation that is not closed."""
    singles, opening, closing = single.tolist(), opens.tolist(), closes.tolist()
    ends = find_single_ends(single, opens, closes, after_punctuation)
    opened, skip_to = -1, 0
    for i in range(len(singles)):
        if i < skip_to:
            continue
        if singles[i]:
            if opened < 0 and opening[i] and ends[i] >= 0:
                yield i, ends[i]
                skip_to = ends[i] + 1
        elif opened < 0:
            opened = i if opening[i] else -1
        elif closing[i]:
            yield opened, i
            opened = -1
        elif opening[i]:
            yield opened, -1
            opened = i
    if opened >= 0:
        yield opened, -1


def find_single_ends(single: Flags, opens: Flags, closes: Flags, after_punctuation: Flags) -> list[int]:
    """Find where a single quotation that opens at each mark ends, -1 for nowhere.

    At a mark after punctuation if there is one, else at the first. The other marks may be apostrophes
    ("the workers' demands"). The next mark that opens a quotation ends the search.
    """
    first, best = -1, -1
    ends = [-1] * len(single)
    columns = (column.tolist()[::-1] for column in (single, opens, closes, after_punctuation))
    rows = zip(reversed(range(len(single))), *columns, strict=True)
    for i, is_single, can_open, can_close, is_after in rows:
        if is_single and can_open:
            ends[i] = best if best >= 0 else first
            first, best = -1, -1
        elif is_single and can_close:
            first, best = i, i if is_after else best
    return ends
