"""What a token's surroundings tell: paragraphs, sentences, segments between marks, quotation marks."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.tokens import Tokens

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
OPENS, CLOSES, TURNS, SINGLE, COMMA, STOP, BREAK, DASH = (1 << i for i in range(8))
MARKS = {
    OPENS: "“«„‟‘‚‹",
    CLOSES: "”»’›",
    TURNS: "\"'`",
    SINGLE: "‘’‚‹›'`",
    COMMA: ",",
    STOP: ".?!…",
    BREAK: "“«„‟‘‚‹”»’›\"'`,;:.?!…()[]{}-–—|",  # all others among them
    DASH: "-–—",
}
CLASS_OF_DISTANCE = np.searchsorted([1, 2, 3, 4, 6, 10, 18], np.arange(19), side="right")


@dataclass(frozen=True)
class Spans:
    """Stretches of tokens, one after the other, that leave nothing out; and those they lie in."""

    start: Ints  # first token
    end: Ints  # exclusive
    outer: Ints  # index of the larger span each one lies in


@dataclass(frozen=True)
class Layout:
    """Where paragraphs, sentences and segments begin and end; a segment is a mark, or lies between two."""

    paragraphs: Spans  # in articles
    sentences: Spans  # in paragraphs
    segments: Spans  # in sentences
    segment: Ints  # each token's
    paragraph_rank: Ints  # number of each sentence's paragraph in the article
    marks: Ints  # bits of MARKS of each segment; 0: words
    glued: Flags  # no space between the segment and the token before


@dataclass(frozen=True)
class QuoteState:
    """For each segment the quotation marks around it in its paragraph, as segments; -1: none."""

    before: Ints  # the last double mark at or before the segment
    after: Ints  # the first double mark at or after it
    kind: Ints  # of each segment: 1 opening mark, 2 closing mark, 0 no double mark
    second: Flags  # whether it is the second of two single marks that are one double mark
    single: Ints  # state of single marks: 0 none before, 1 opened, 2 closed


def bucket(distance: Ints) -> Ints:
    """Put distances into eight classes."""
    return CLASS_OF_DISTANCE.take(distance, mode="clip")


def look_at(values: NDArray, index: Ints, allowed: Flags) -> NDArray:
    """Take values where it is allowed, else 0; what is allowed lies inside."""
    return np.where(allowed, values.take(index, mode="clip"), values.dtype.type(0)) if len(values) else values


def last_true(flags: Flags, floor: Ints) -> Ints:
    """Index of the last true entry at or before each place and not before `floor`, else -1."""
    found = np.append(-1, np.flatnonzero(flags))[np.cumsum(flags)]
    return np.where(found >= floor, found, -1)


def first_true(flags: Flags, ceiling: Ints) -> Ints:
    """Index of the first true entry at or after each place and before `ceiling`, else -1."""
    found = np.append(np.flatnonzero(flags), len(flags))[np.cumsum(flags) - flags]
    return np.where(found < ceiling, found, -1)


def find_spans(start: Ints, n: int, outer_start: Ints) -> Spans:
    """Make spans of where they begin, among n tokens, and of where larger ones do."""
    outer = np.searchsorted(outer_start, start, side="right") - 1
    return Spans(start, np.append(start[1:], n)[: len(start)], outer)


def find_inner(outer: Spans, inner: Spans) -> tuple[Ints, Ints]:
    """Give each inner span the first and last, half-open, of those that lie in the same outer one."""
    first = np.searchsorted(inner.start, outer.start)
    last = np.append(first[1:], len(inner.start))[: len(first)]
    return first[inner.outer], last[inner.outer]


def classify_marks(forms: Sequence[str]) -> Ints:
    """Give the bits of MARKS of strings; 0 for words."""
    bits: dict[str, int] = {}
    for bit, characters in MARKS.items():
        for character in characters:
            bits[character] = bits.get(character, 0) | bit
    return np.array([bits.get(form, 0) for form in forms], dtype=np.int64)


def find_layout(tokens: Tokens, marks_of_form: Ints) -> Layout:
    """Lay out a batch of tokens."""
    n = len(tokens)
    sentence = np.flatnonzero(np.diff(tokens.sentence, prepend=-1))
    moved = np.diff(tokens.sentence_article, prepend=-1) | np.diff(tokens.sentence_paragraph, prepend=-1)
    paragraph = sentence[moved != 0]
    article = paragraph[np.diff(tokens.article[paragraph], prepend=-1) != 0]
    broken = np.flatnonzero(marks_of_form[tokens.form])
    opens = np.zeros(n + 1, dtype=bool)
    for places in (sentence, broken, broken + 1):
        opens[places] = True
    segment = np.flatnonzero(opens[:n])
    glued = tokens.start[segment] == tokens.end[segment - 1]
    glued[np.searchsorted(segment, paragraph)] = False
    return Layout(
        paragraphs=find_spans(paragraph, n, article),
        sentences=find_spans(sentence, n, paragraph),
        segments=find_spans(segment, n, sentence),
        segment=np.cumsum(opens[:n]) - 1,
        paragraph_rank=tokens.sentence_paragraph,
        marks=marks_of_form[tokens.form[segment]],
        glued=glued,
    )


def find_quote_state(tokens: Tokens, layout: Layout) -> QuoteState:
    """Find the quotation marks around each segment; two single marks side by side are a double one.

    A straight mark opens where a space stands before it and none behind; nothing is paired, so a mark
    too many spoils no more than the words up to the next one.
    """
    form, glued = tokens.form[layout.segments.start], layout.glued
    single = layout.marks & SINGLE > 0
    second = single & glued & (np.append(-1, form)[:-1] == form)
    first = np.append(second, False)[1:]
    free = ~glued  # before the mark; the second of two looks where the first does
    free[1:] |= second[1:] & free[:-1]
    leans = np.append(glued, False)[1:]  # on what follows; the first of two as the second
    leans[:-1] = np.where(first[:-1], leans[1:], leans[:-1])
    turns = layout.marks & TURNS > 0
    turned = turns & free & leans
    opens = (layout.marks & OPENS > 0) | turned
    closes = (layout.marks & CLOSES > 0) | (turns & ~turned)
    single &= ~first & ~second
    kind = np.where(single, 0, opens + 2 * (closes & ~opens))
    floor, ceiling = find_paragraph_bounds(layout)
    last_single = last_true(single & (opens | closes), floor)
    state = np.where(last_single >= 0, np.where(opens[last_single], 1, 2), 0)
    return QuoteState(last_true(kind > 0, floor), first_true(kind > 0, ceiling), kind, second, state)


def find_paragraph_bounds(layout: Layout) -> tuple[Ints, Ints]:
    """Give each segment the first and last segment, half-open, of its paragraph."""
    paragraph = layout.sentences.outer[layout.segments.outer]
    first = layout.segment[layout.paragraphs.start]
    return first[paragraph], np.append(first[1:], len(paragraph))[: len(first)][paragraph]
