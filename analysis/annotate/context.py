"""What a token's surroundings tell: quotation marks, segments between marks, speech verbs near by."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.tokens import Tokens

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
    BREAK: "“«„‟‘‚‹”»’›\"'`,;:.?!…()[]{}-–—|",
    DASH: "-–—",
}
ALL = slice(None)
CLASS_OF_DISTANCE = np.searchsorted([1, 2, 3, 4, 6, 10, 18], np.arange(19), side="right")


@dataclass(frozen=True)
class Layout:
    """Where paragraphs, sentences and segments begin and end; a segment lies between two marks.

    `first_...` and `last_...` give for each token the bounds of what it stands in, half-open.
    """

    marks: Ints  # bits of MARKS of each token
    glued: Flags  # no space between the token and the one before
    paragraph: Ints  # each token's paragraph, counted over the batch
    paragraph_rank: Ints  # its number in the article
    first_in_paragraph: Ints
    last_in_paragraph: Ints
    first_in_sentence: Ints
    last_in_sentence: Ints
    segment: Ints  # each token's segment, counted over the batch
    segment_start: Ints  # one a segment
    segment_end: Ints


@dataclass(frozen=True)
class QuoteState:
    """For each token the quotation marks around it in its paragraph; -1: none."""

    before: Ints  # the last double mark at or before the token
    after: Ints  # the first double mark at or after it
    kind: Ints  # of each token: 1 opening mark, 2 closing mark, 0 no double mark
    second: Flags  # whether it is the second of two single marks that are one double mark
    single: Ints  # state of single marks: 0 none before, 1 opened, 2 closed


def bucket(distance: Ints) -> Ints:
    """Put distances into eight classes."""
    return CLASS_OF_DISTANCE.take(distance, mode="clip")


def last_true(flags: Flags, floor: Ints, at: Ints | slice = ALL) -> Ints:
    """Index of the last true entry at or before each of some places and not before `floor`, else -1."""
    places = np.append(-1, np.flatnonzero(flags))
    found = places[np.cumsum(flags)[at]]
    return np.where(found >= floor, found, -1)


def nearest_true(flags: Flags, floor: Ints, ceiling: Ints, at: Ints | slice = ALL) -> tuple[Ints, Ints]:
    """Index of the last true entry up to each place and of the first one from it on, in bounds, else -1."""
    places = np.concatenate([[-1], np.flatnonzero(flags), [len(flags)]])
    passed = np.cumsum(flags)[at]
    before, after = places[passed], places[passed + ~flags[at]]
    return np.where(before >= floor, before, -1), np.where(after < ceiling, after, -1)


def find_bounds(opens: Flags) -> tuple[Ints, Ints, Ints]:
    """Count the runs that `opens` begins; give each run's first and last entry, half-open."""
    start = np.flatnonzero(opens)
    return np.cumsum(opens) - 1, start, np.append(start[1:], len(opens))[: len(start)]


def find_layout(tokens: Tokens) -> Layout:
    """Lay out a batch of tokens."""
    bits: dict[str, int] = {}
    for bit, characters in MARKS.items():
        for character in characters:
            bits[character] = bits.get(character, 0) | bit
    marks = np.array([bits.get(form, 0) for form in tokens.vocabulary], dtype=np.int64)[tokens.form]
    new_article = np.diff(tokens.article, prepend=-1) != 0
    of_line = tokens.sentence_paragraph[tokens.sentence]
    new_paragraph = new_article | (np.diff(of_line, prepend=-1) != 0)
    new_sentence = np.diff(tokens.sentence, prepend=-1) != 0
    broken = marks & BREAK > 0
    new_segment = new_sentence | broken
    new_segment[1:] |= broken[:-1]
    glued = ~new_paragraph
    glued[1:] &= tokens.start[1:] == tokens.end[:-1]
    paragraph, start, end = find_bounds(new_paragraph)
    sentence, first, last = find_bounds(new_sentence)
    segment, segment_start, segment_end = find_bounds(new_segment)
    bounds = (start[paragraph], end[paragraph], first[sentence], last[sentence])
    return Layout(marks, glued, paragraph, of_line, *bounds, segment, segment_start, segment_end)


def find_quote_state(tokens: Tokens, layout: Layout) -> QuoteState:
    """Find the quotation marks around each token; two single marks side by side are a double one.

    A straight mark opens where a space stands before it and none behind; nothing is paired, so a mark
    too many spoils no more than the words up to the next one.
    """
    single = layout.marks & SINGLE > 0
    second = single & layout.glued & (np.append(-1, tokens.form)[:-1] == tokens.form)
    first = np.append(second, False)[1:]
    free = ~layout.glued  # before the mark; the second of two looks where the first does
    free[1:] |= second[1:] & free[:-1]
    leans = np.append(layout.glued, False)[1:]  # on what follows; the first of two as the second
    leans[:-1] = np.where(first[:-1], leans[1:], leans[:-1])
    turns = layout.marks & TURNS > 0
    turned = turns & free & leans
    opens = (layout.marks & OPENS > 0) | turned
    closes = (layout.marks & CLOSES > 0) | (turns & ~turned)
    single &= ~first & ~second
    kind = np.where(single, 0, opens + 2 * (closes & ~opens))
    before, after = nearest_true(kind > 0, layout.first_in_paragraph, layout.last_in_paragraph)
    last_single = last_true(single & (opens | closes), layout.first_in_paragraph)
    state = np.where(last_single >= 0, np.where(opens[last_single], 1, 2), 0)
    return QuoteState(before, after, kind, second, state)


def look_at(values: NDArray, index: Ints, allowed: Flags) -> NDArray:
    """Take values where it is allowed and the index lies inside, else 0."""
    if not len(values):
        return values[:0]
    found = values.take(index, mode="clip")
    found[~(allowed & (index >= 0) & (index < len(values)))] = 0
    return found
