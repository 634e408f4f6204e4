"""Quotations that are content: as a whole, marks included."""

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.facts import WORD
from analysis.annotate.speech.quotations import SPEECH, Quotations
from analysis.annotate.speech.role_spans import (
    CONTENT,
    SURE,
    Flags,
    Spans,
    cut_at_sentences,
    replace_spans,
)
from analysis.annotate.text.ranges import Ints
from analysis.compiled import compile_pass

Marked = NDArray[np.uint8]
IN_CONTENT, IN_ACT = 1, 2
LONG, SHORT = 8, 4  # words of a quotation that is speech wherever it stands; beside its source or cue


def cover_quotations(batch: Batch, spans: Spans, quotations: Quotations) -> Spans:
    """Make quotations content as a whole.

    That holds where all their words are content; for speech also where some of its words are, where it
    is long, and where it touches a source or cue. A quotation with a source or cue inside is left alone.
    """
    marked = mark_spans(spans.role == CONTENT, spans.first, spans.last, len(batch))
    first, last = quotations.first, quotations.last
    covered, uncovered, acts = count_marked(marked, batch.facts, first, last).T
    n = batch.words[last] - batch.words[first]
    beside = (np.maximum(first - 1, 0), np.maximum(first - 2, 0), np.minimum(last, len(batch) - 1))
    near = np.any([marked[token] & IN_ACT > 0 for token in beside], axis=0)  # "Holm said: ..."
    spoken = (n > SHORT) & (covered > 0) | (n >= LONG) | (near & (n >= SHORT))
    whole = (spoken & (quotations.kind == SPEECH)) | ((n > 0) & (covered == n))
    whole &= (acts == 0) & (uncovered > 0)
    _, *pieces = cut_at_sentences(batch, first[whole], last[whole])
    return add_contents(spans, *pieces)


@compile_pass
def mark_spans(is_content: Flags, first: Ints, last: Ints, n: int) -> Marked:
    """Mark which of n tokens stand in contents, and which in sources and cues."""
    marked = np.zeros(n, dtype=np.uint8)
    for span in range(len(first)):
        bit = IN_CONTENT if is_content[span] else IN_ACT
        for token in range(first[span], last[span]):
            marked[token] |= bit
    return marked


@compile_pass
def count_marked(marked: Marked, facts: Ints, first: Ints, last: Ints) -> Ints:
    """Count in each stretch words in contents, tokens outside of them, tokens of sources and cues."""
    counts = np.zeros((len(first), 3), dtype=np.int64)
    for i in range(len(first)):
        for token in range(first[i], last[i]):
            in_content = marked[token] & IN_CONTENT > 0
            counts[i, 0] += in_content and facts[token] & WORD > 0
            counts[i, 1] += not in_content
            counts[i, 2] += marked[token] & IN_ACT > 0
    return counts


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
