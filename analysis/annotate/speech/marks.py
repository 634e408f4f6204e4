"""Quotation marks: which tokens are marks, and what each can do where it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.tokens import Tokens

GLYPHS = {
    "double opening": "“„‟«",
    "double closing": "”»",
    "double": '"',
    "single opening": "‘‚‹",
    "single closing": "’›",
    "single": "'`",
}
KINDS = ("", *GLYPHS)
BEFORE_OPENING = frozenset("([{-–—/" + "".join(GLYPHS.values()))
INVERTED = frozenset("«»‹›")  # languages turn these either way


@dataclass(frozen=True)
class Mark:
    """A quotation mark: its tokens (half-open), its paragraph, and what it can do where it stands."""

    first: int
    last: int
    paragraph: int
    single: bool
    opens: bool
    closes: bool
    after_punctuation: bool


def number_paragraphs(tokens: Tokens) -> NDArray[np.int64]:
    """Count each token's paragraph in the batch: running within an article, with a gap between two."""
    paragraph = tokens.sentence_paragraph
    if not len(paragraph):
        return paragraph
    first_of_article = np.diff(tokens.sentence_article, prepend=-1) != 0
    before = np.r_[0, paragraph[:-1]]
    return (paragraph + np.cumsum(np.where(first_of_article, before + 2, 0)))[tokens.sentence]


def find_marks(tokens: Tokens, paragraph: NDArray[np.int64]) -> list[Mark]:
    """Find the quotation marks; two equal single marks side by side are one double mark."""
    if not len(tokens):
        return []
    kind = np.array([find_kind(form) for form in tokens.vocabulary], dtype=np.int64)[tokens.form]
    first = np.flatnonzero(kind)
    joined = np.zeros(len(tokens) + 1, dtype=bool)  # no space before this token
    joined[1:-1] = (tokens.start[1:] == tokens.end[:-1]) & (np.diff(tokens.article) == 0)
    last = first + 1 + doubles(tokens, first, kind >= KINDS.index("single opening"), joined)
    kept = last > first
    first, last = first[kept], last[kept]
    opens, closes = find_directions(tokens, (first, last), kind[first], joined)
    single = (kind[first] >= KINDS.index("single opening")) & (last - first == 1)
    stop = np.array([form in ".,;!?…" for form in tokens.vocabulary], dtype=bool)[tokens.form[first - 1]]
    columns = (first, last, paragraph[first], single, opens, closes, stop)
    return [Mark(*row) for row in zip(*(column.tolist() for column in columns), strict=True)]


def find_kind(form: str) -> int:
    """Name the kind of mark a token is, as an index in `KINDS`; 0 is no mark."""
    return next((i for i, kind in enumerate(KINDS) if i and form in GLYPHS[kind]), 0)


def doubles(
    tokens: Tokens, first: NDArray[np.int64], single: NDArray[np.bool_], joined: NDArray[np.bool_]
) -> NDArray[np.int64]:
    """Tell for each mark: 1 where it opens a pair of equal single marks, -1 where it ends one, else 0."""
    pair = np.zeros(len(first), dtype=np.int64)
    if len(first) < 2:
        return pair
    here, after = first[:-1], first[1:]
    same = (after == here + 1) & joined[after] & single[here] & (tokens.form[here] == tokens.form[after])
    run = np.arange(len(same)) - np.maximum.accumulate(np.where(same, -1, np.arange(len(same))))
    starts = np.flatnonzero(same & (run % 2 == 1))
    pair[starts], pair[starts + 1] = 1, -2
    return pair


def find_directions(
    tokens: Tokens,
    span: tuple[NDArray[np.int64], NDArray[np.int64]],
    kind: NDArray[np.int64],
    joined: NDArray[np.bool_],
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell whether each mark can open and can close a quotation, from its glyph and from its spaces."""
    first, last = span
    lone = np.array([form in BEFORE_OPENING for form in tokens.vocabulary], dtype=bool)[tokens.form]
    word = np.array([form[0].isalnum() for form in tokens.vocabulary], dtype=bool)[tokens.form]
    turns = np.array([form in INVERTED for form in tokens.vocabulary], dtype=bool)[tokens.form][first]
    free_before = ~joined[first] | lone[first - 1]
    word_after = joined[last] & word[np.minimum(last, len(word) - 1)]
    inward, outward = free_before & word_after, joined[first] & ~word_after
    paired = last - first == 2
    opening = np.isin(kind, [KINDS.index("double opening"), KINDS.index("single opening")])
    closing = np.isin(kind, [KINDS.index("double closing"), KINDS.index("single closing")]) & ~paired
    opens = np.where(opening, ~(turns & outward), np.where(closing, inward & turns, free_before))
    closes = np.where(opening, outward, np.where(closing, ~(turns & inward), ~inward))
    return opens, closes


def group_by_paragraph(marks: list[Mark]) -> Iterator[list[Mark]]:
    """Group marks by paragraph, in the order of the text."""
    group: list[Mark] = []
    for mark in marks:
        if group and mark.paragraph != group[0].paragraph:
            yield group
            group = []
        group.append(mark)
    if group:
        yield group
