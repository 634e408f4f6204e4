"""Quotations that are content: as a whole, marks included."""

import numpy as np
import pandas as pd

from analysis.annotate.speech.role_spans import (
    Span,
    count_inside,
    cover_tokens,
    cut_at_sentences,
    replace_spans,
)
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens, is_word

LONG, SHORT = 8, 4  # words of a quotation that is speech wherever it stands; beside its source or cue


def cover_quotations(tokens: Tokens, spans: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """Make quotations content as a whole.

    That holds where all their words are content; for speech also where some of its words are, where it
    is long, and where it touches a source or cue. A quotation with a source or cue inside is left alone.
    """
    word, content = is_word(tokens), cover_tokens(tokens, spans, "content")
    act = cover_tokens(tokens, spans, "source", "cue")
    first, last = quotations["first"].to_numpy(), quotations["last"].to_numpy()
    n, covered = count_inside(word, first, last), count_inside(word & content, first, last)
    near = act[np.maximum(first - 1, 0)] | act[np.maximum(first - 2, 0)]  # "Holm said: ..."
    near |= act[np.minimum(last, len(tokens) - 1)]
    spoken = (n > SHORT) & (covered > 0) | (n >= LONG) | (near & (n >= SHORT))
    spoken &= (quotations["kind"] == "speech").to_numpy()
    whole = spoken | ((n > 0) & (covered == n))
    whole &= count_inside(act, first, last) == 0
    whole &= count_inside(content, first, last) < last - first
    _, *pieces = cut_at_sentences(tokens, first[whole], last[whole])
    return add_contents(spans, *pieces)


def add_contents(spans: pd.DataFrame, first: Ints, last: Ints) -> pd.DataFrame:
    """Add contents, one with those that it overlaps."""
    is_content = (spans["role"] == "content").to_numpy()
    start, end = (spans[edge].to_numpy()[is_content] for edge in ("first", "last"))
    left, right = np.searchsorted(end, first, side="right"), np.searchsorted(start, last)
    gone = np.zeros(len(start), dtype=bool)
    added: list[Span] = []
    for i, j, begin, stop in zip(left.tolist(), right.tolist(), first.tolist(), last.tolist(), strict=True):
        if i < j:
            begin, stop = min(begin, int(start[i])), max(stop, int(end[j - 1]))
            gone[i:j] = True
        if added and begin < added[-1][2]:
            begin = added.pop()[1]
        added.append(("content", begin, stop))
    dropped = is_content.copy()
    dropped[is_content] = gone
    return replace_spans(spans, dropped, added)
