"""Quotation marks around segments; none are paired: one too many spoils but the words up to the next."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.tagger.context import CLOSES, OPENS, SINGLE, TURNS, Flags, Ints, Layout
from analysis.annotate.text.tokens import Tokens
from analysis.compiled import compile_pass

OPENING, CLOSING = 1, 2


class QuoteState(NamedTuple):
    """For each segment the quotation marks around it in its paragraph."""

    kind: NDArray[np.int64]  # of the segment itself: OPENING, CLOSING, 0 for no double mark
    second: Flags  # whether it is the second of two single marks that are one double mark
    before: Ints  # the last double mark at or before the segment; -1: none
    after: Ints  # the first double mark at or after it; -1: none
    single: Ints  # the last single mark at or before it: 0 none, OPENING, CLOSING


def find_quote_state(tokens: Tokens, layout: Layout) -> QuoteState:
    """Find the quotation marks around each segment; two single marks side by side are a double one.

    A straight mark opens where a space stands before it and none behind.
    """
    n = len(layout.marks)
    kind, before, after, single = np.zeros((4, n), dtype=np.int64)
    state = QuoteState(kind, np.zeros(n, dtype=np.bool_), before, after, single)
    first = layout.segment[layout.paragraphs.start]
    form = tokens.form[layout.segments.start]
    mark_quotes(state, layout.marks, layout.glued, form, np.append(first, n))
    return state


@compile_pass
def mark_quotes(state: QuoteState, marks: Ints, glued: Flags, form: Ints, edges: Ints) -> None:
    """Fill the state, paragraph by paragraph, forwards and backwards."""
    for i in range(1, len(marks)):
        state.second[i] = marks[i] & SINGLE > 0 and glued[i] and form[i] == form[i - 1]
    for paragraph in range(len(edges) - 1):
        last, single = -1, 0
        for i in range(edges[paragraph], edges[paragraph + 1]):
            if marks[i] & (OPENS | CLOSES | TURNS):
                kind = read_mark(marks, glued, state.second, i)
                if marks[i] & SINGLE and not is_double(state.second, i):
                    single = kind
                else:
                    state.kind[i], last = kind, i
            state.before[i], state.single[i] = last, single
        last = -1
        for i in range(edges[paragraph + 1] - 1, edges[paragraph] - 1, -1):
            last = i if state.kind[i] else last
            state.after[i] = last


@compile_pass
def read_mark(marks: Ints, glued: Flags, second: Flags, i: int) -> int:
    """Tell whether a mark opens or closes; of two single marks, the second looks where the first does."""
    free = not glued[i] or (second[i] and not glued[i - 1])  # no word right before it
    behind = i + 2 if i + 1 < len(marks) and second[i + 1] else i + 1
    leans = behind < len(marks) and glued[behind]  # on what follows
    return OPENING if marks[i] & OPENS or (marks[i] & TURNS and free and leans) else CLOSING


@compile_pass
def is_double(second: Flags, i: int) -> bool:
    """Tell whether a single mark is half of a double one."""
    return second[i] or (i + 1 < len(second) and second[i + 1])
