"""Quotation marks: which tokens are marks, and what each can do where it stands."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.lexical.batches import Batch, find_flags
from analysis.annotate.lexical.facts import (
    BEFORE_OPENING,
    GLYPH,
    GLYPH_KINDS,
    INVERTED,
    PUNCTUATION,
    WORD,
)
from analysis.annotate.text.ranges import Ints

Flags = NDArray[np.bool_]
SINGLE = GLYPH_KINDS.index("single opening")  # it and those behind it
OPENING = (GLYPH_KINDS.index("double opening"), SINGLE)
CLOSING = (GLYPH_KINDS.index("double closing"), GLYPH_KINDS.index("single closing"))


@dataclass(frozen=True)
class Marks:
    """Quotation marks in the order of the text; all columns have one entry a mark."""

    first: Ints  # token
    last: Ints  # exclusive: two equal single marks side by side are one double mark
    line: Ints
    single: Flags
    opens: Flags  # can open a quotation where it stands
    closes: Flags
    after_punctuation: Flags


def find_marks(batch: Batch) -> Marks:
    """Find the quotation marks."""
    first = find_flags(batch, GLYPH)
    kind = batch.facts[first] & GLYPH
    last = first + 1 + find_doubles(batch, first, kind >= SINGLE)
    kept = last > first
    first, last, kind = first[kept], last[kept], kind[kept]
    before = batch.facts[first - 1] if len(first) else first
    opens, closes = find_directions(batch, first, last, kind=kind)
    return Marks(
        first=first,
        last=last,
        line=batch.line_of_sentence[batch.tokens.sentence[first]],
        single=(kind >= SINGLE) & (last - first == 1),
        opens=opens,
        closes=closes,
        after_punctuation=before & PUNCTUATION > 0,
    )


def touch(batch: Batch, token: Ints) -> Flags:
    """Tell which tokens have no space before them."""
    tokens, n = batch.tokens, len(batch)
    here, before = np.minimum(token, n - 1), np.maximum(token - 1, 0)
    same = tokens.article[here] == tokens.article[before]
    return (token > 0) & (token < n) & same & (tokens.start[here] == tokens.end[before])


def find_doubles(batch: Batch, first: Ints, single: Flags) -> Ints:
    """Tell for each mark: 1 where it opens a pair of equal single marks, -2 where it ends one, else 0."""
    pair = np.zeros(len(first), dtype=np.int64)
    if len(first) < 2:
        return pair
    here, after, form = first[:-1], first[1:], batch.tokens.form
    same = (after == here + 1) & touch(batch, after) & single[:-1] & (form[here] == form[after])
    run = np.arange(len(same)) - np.maximum.accumulate(np.where(same, -1, np.arange(len(same))))
    starts = np.flatnonzero(same & (run % 2 == 1))
    pair[starts], pair[starts + 1] = 1, -2
    return pair


def find_directions(batch: Batch, first: Ints, last: Ints, *, kind: Ints) -> tuple[Flags, Flags]:
    """Tell whether each mark can open and can close a quotation, from its glyph and from its spaces."""
    facts, glued = batch.facts, touch(batch, first)
    free_before = ~glued | (facts[first - 1] & BEFORE_OPENING > 0)
    word_after = touch(batch, last) & (facts[np.minimum(last, len(facts) - 1)] & WORD > 0)
    turns = facts[first] & INVERTED > 0
    inward, outward = free_before & word_after, glued & ~word_after
    opening = np.isin(kind, OPENING)
    closing = np.isin(kind, CLOSING) & (last - first < 2)
    opens = np.where(opening, ~(turns & outward), np.where(closing, inward & turns, free_before))
    closes = np.where(opening, outward, np.where(closing, ~(turns & inward), ~inward))
    return opens, closes
