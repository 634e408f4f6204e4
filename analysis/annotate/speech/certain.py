"""What is certain by rule, put right in the tagger's spans before they are linked (codebook 1 and 8)."""

from dataclasses import replace

import numpy as np

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.facts import ADVERB, COMMA, COMPLEMENTIZER, CONDITION, WORD
from analysis.annotate.speech.asides import read_asides
from analysis.annotate.speech.dashes import read_dashed
from analysis.annotate.speech.headlines import read_headlines
from analysis.annotate.speech.quotations import Quotations
from analysis.annotate.speech.quoted_contents import cover_quotations
from analysis.annotate.speech.role_spans import CONTENT, CUE, SOURCE, Spans, cut_at_sentences
from analysis.annotate.text.ranges import Ints


def correct_spans(
    batch: Batch, spans: Spans, quotations: Quotations, quoted: Ints, declaring: list[int]
) -> Spans:
    """Put role spans right where a rule is surer than the tagger.

    Parameters
    ----------
    batch
        A batch of articles.
    spans
        Spans of roles.
    quotations
        The quotations of the batch.
    quoted
        The quotation of each token, -1 for none.
    declaring
        The sentences that declare anonymity.

    Returns
    -------
    Spans
        In the order of the text; contents end with their sentence, and spans that the rules made have a
        score of 0.9.
    """
    if not len(batch):
        return spans
    spans = cover_quotations(batch, cut_contents(batch, spans), quotations)
    spans = extend_contents(batch, spans)
    spans = read_dashed(batch, spans, quotations)
    spans = read_headlines(batch, spans)
    spans = trim_sources(batch, read_asides(batch, spans, declaring))
    return drop_stray(batch, spans, quoted)


def cut_contents(batch: Batch, spans: Spans) -> Spans:
    """Cut spans at the ends of sentences, so that each piece can be linked in its own."""
    whole, first, last = cut_at_sentences(batch, spans.first, spans.last)
    return replace(spans.take(whole), first=first, last=last)


def extend_contents(batch: Batch, spans: Spans) -> Spans:
    """Let contents go on where they break off and nothing else stands behind them in the sentence.

    One that ends before a word goes on to the next mark; one that is only the condition of a sentence
    ("if it rains"), to the end of the sentence.
    """
    facts, first, last = np.append(batch.facts, 0), spans.first, spans.last
    marks = np.append(np.flatnonzero(batch.facts & WORD == 0), len(batch))
    next_mark = marks[last - batch.words[last]]
    end = batch.sentences[batch.tokens.sentence[last - 1] + 1]
    opening = np.minimum(first + (facts[first] & COMPLEMENTIZER > 0), len(batch) - 1)
    conditional = (facts[opening] & CONDITION > 0) & (facts[last] & COMMA > 0)
    stop = np.where(conditional, end, np.minimum(next_mark, end))
    free = np.append(first[1:], len(batch))[: len(first)] >= stop
    goes_on = (spans.role == CONTENT) & free & (stop > last)
    return replace(spans, last=np.where(goes_on, stop, last))


def trim_sources(batch: Batch, spans: Spans) -> Spans:
    """Leave out of sources an adverb that ends them, or begins them before a comma: "Still, the mayor"."""
    facts, first, last = batch.facts, spans.first.copy(), spans.last.copy()
    rows = np.flatnonzero(spans.role == SOURCE)
    rows = rows[last[rows] - first[rows] > 1]
    ends = rows[facts[last[rows] - 1] & ADVERB > 0]
    last[ends] -= 1
    rows = rows[last[rows] - first[rows] > 2]
    opens = rows[(facts[first[rows]] & ADVERB > 0) & (facts[first[rows] + 1] & COMMA > 0)]
    first[opens] += 2
    return replace(spans, first=first, last=last)


def drop_stray(batch: Batch, spans: Spans, quoted: Ints) -> Spans:
    """Drop contents that are neither quoted nor in a sentence with a cue."""
    sentence = batch.tokens.sentence[spans.first]
    cued = np.zeros(len(batch.sentences), dtype=bool)
    cued[sentence[spans.role == CUE]] = True
    return spans.take((spans.role != CONTENT) | cued[sentence] | (quoted[spans.first] >= 0))
