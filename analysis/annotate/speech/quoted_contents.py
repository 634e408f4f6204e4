"""Quotations that are content: as a whole, marks included."""

import numpy as np

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.facts import WORD
from analysis.annotate.speech.quotations import SPEECH, Quotations
from analysis.annotate.speech.role_spans import (
    CONTENT,
    SURE,
    Spans,
    count_flags,
    cover_tokens,
    cut_at_sentences,
    replace_spans,
)
from analysis.annotate.text.ranges import Ints

LONG, SHORT = 8, 4  # words of a quotation that is speech wherever it stands; beside its source or cue


def cover_quotations(batch: Batch, spans: Spans, quotations: Quotations) -> Spans:
    """Make quotations content as a whole.

    That holds where all their words are content; for speech also where some of its words are, where it
    is long, and where it touches a source or cue. A quotation with a source or cue inside is left alone.
    """
    is_content = spans.role == CONTENT
    content, act = (cover_tokens(batch, spans.first[of], spans.last[of]) for of in (is_content, ~is_content))
    first, last = quotations.first, quotations.last
    contents, words = count_flags(content), count_flags(content & (batch.facts & WORD > 0))
    acts = count_flags(act)
    n, covered = batch.words[last] - batch.words[first], words[last] - words[first]
    near = act[np.maximum(first - 1, 0)] | act[np.maximum(first - 2, 0)]  # "Holm said: ..."
    near |= act[np.minimum(last, len(batch) - 1)]
    spoken = (n > SHORT) & (covered > 0) | (n >= LONG) | (near & (n >= SHORT))
    whole = (spoken & (quotations.kind == SPEECH)) | ((n > 0) & (covered == n))
    whole &= (acts[last] == acts[first]) & (contents[last] - contents[first] < last - first)
    _, *pieces = cut_at_sentences(batch, first[whole], last[whole])
    return add_contents(spans, *pieces)


def add_contents(spans: Spans, first: Ints, last: Ints) -> Spans:
    """Add contents, one with those that it overlaps."""
    is_content = spans.role == CONTENT
    start, end = spans.first[is_content], spans.last[is_content]
    left, right = np.searchsorted(end, first, side="right"), np.searchsorted(start, last)
    overlaps, n = left < right, len(start) + 1
    begin = np.where(overlaps, np.minimum(first, np.append(start, 0)[left]), first)
    stop = np.where(overlaps, np.maximum(last, np.append(end, 0)[right - 1]), last)
    met = np.bincount(left[overlaps], minlength=n) - np.bincount(right[overlaps], minlength=n)
    dropped = is_content.copy()
    dropped[is_content] = np.cumsum(met)[:-1] > 0
    apart = begin[1:] >= stop[:-1]
    opens, closes = np.append(True, apart)[: len(begin)], np.append(apart, True)[: len(begin)]
    n_added = int(opens.sum())
    role, score = np.full(n_added, CONTENT), np.full(n_added, SURE)
    return replace_spans(spans, dropped, Spans(role, begin[opens], stop[closes], score))
