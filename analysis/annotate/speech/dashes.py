"""Speech introduced by a dash: "- We stay - Holm declared" (codebook 8)."""

import numpy as np

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.facts import GLYPH
from analysis.annotate.lexical.wording import NOMINAL, PREMODIFIERS, classify_word
from analysis.annotate.speech.quotations import SPEECH, Quotations
from analysis.annotate.speech.role_spans import (
    CONTENT,
    CUE,
    SOURCE,
    Span,
    Spans,
    cut_at_sentences,
    make_spans,
    replace_spans,
)


def read_dashed(batch: Batch, spans: Spans, quotations: Quotations) -> Spans:
    """Make speech introduced by a dash content as a whole; its source and cue follow the closing dash."""
    dashed = (quotations.kind == SPEECH) & (batch.facts[quotations.first] & GLYPH == 0)
    first, last = quotations.first[dashed], quotations.last[dashed]
    _, *pieces = cut_at_sentences(batch, first, last)
    added: list[Span] = [(CONTENT, i, j) for i, j in zip(*(p.tolist() for p in pieces), strict=True)]
    dropped = np.zeros(len(spans), dtype=bool)
    for i, j in zip(first.tolist(), last.tolist(), strict=True):
        act = read_tail(batch, j + 1)
        stop = max([j, *(span[2] for span in act)])
        dropped[np.searchsorted(spans.last, i, side="right") : np.searchsorted(spans.first, stop)] = True
        added += act
    return replace_spans(spans, dropped, make_spans(added))


def read_tail(batch: Batch, first: int) -> list[Span]:
    """Read who speaks behind the closing dash: "Holm declared", "declared Holm"."""
    stop = int(batch.sentences[batch.tokens.sentence[first] + 1])
    names = [classify_word(word, batch.language) for word in batch.list_words(first, stop)]
    verbs = [i for i, name in enumerate(names) if name == "say" and names[i - 1 : i] != ["relative"]]
    if not verbs:
        return []
    verb = begin = verbs[0]
    while begin and names[begin - 1] in PREMODIFIERS:
        begin -= 1
    i, j = find_speaker(names, begin, verb)
    source: list[Span] = [(SOURCE, first + i, first + j)] if i < j else []
    return [*source, (CUE, first + begin, first + verb + 1)]


def find_speaker(names: list[str], begin: int, verb: int) -> tuple[int, int]:
    """Find the source before a cue, without a relative clause; else the one behind it."""
    if not begin:
        last = verb + 1
        while last < len(names) and names[last] in NOMINAL:
            last += 1
        return verb + 1, last
    before = names[:begin]
    if "relative" in before and "," in before:
        return 0, before.index(",")
    return 0, begin - (before[-1] == ",")
