"""Atoms of what tokens stand in: segments between marks, and sentences."""

from typing import NamedTuple

import numpy as np

from analysis.annotate.tagger.context import COMMA, DASH, OPENS, STOP, TURNS, Flags, Ints, Layout, bucket
from analysis.annotate.tagger.quotes import CLOSING, OPENING, QuoteState
from analysis.annotate.tagger.words import Words
from analysis.compiled import compile_pass

MOST_RANKS = 3  # sentences of a paragraph, counted up to here


class SegmentAtoms(NamedTuple):
    """What is told of a segment; 0 for what is absent."""

    kinds: Ints  # of its words, as bits
    sized: Ints  # kinds and length
    first: Ints  # its first word
    previous: Ints  # sized, of the segment of words before it in the sentence
    next: Ints
    previous_first: Ints  # classes of the first word of that segment
    next_first: Ints
    inside: Ints  # the double marks around it
    quote: Ints  # and whether they touch the end of a clause
    quote_length: Ints
    since: Ints  # how far the quotation lies back
    single: Ints
    after1: Ints  # words behind and before the quotation that it stands in
    after2: Ints
    before1: Ints
    before2: Ints
    after1_coarse: Ints
    after2_coarse: Ints
    before1_coarse: Ints


class SentenceAtoms(NamedTuple):
    """What is told of a sentence; 0 for what is absent."""

    kinds: Ints  # of its words, and whether it has quotation marks
    previous: Ints  # kinds of the sentence before, in the paragraph
    next: Ints
    rank: Ints  # in its paragraph
    state: Ints  # whether a quotation is open before it
    first: Ints  # classes of its first word
    paragraph: Ints  # place of its paragraph, and whether that ends like a headline
    opening: Ints  # how its paragraph opens, and whether a quotation runs into it


def join_kinds(kinds: Ints, start: Ints) -> Ints:
    """Sum up which kinds of words each stretch holds, as bits."""
    return np.bitwise_or.reduceat(kinds, start) if len(start) else start


def describe_segments(layout: Layout, quotes: QuoteState, words: Words, form: Ints, kinds: Ints) -> Ints:
    """Describe segments by their words, neighbours and quotation: a row each of `SegmentAtoms`."""
    spans = layout.segments
    table = np.zeros((len(SegmentAtoms._fields), len(spans.start)), dtype=np.int64)
    atoms = SegmentAtoms(*table)
    fill_segments(atoms, (spans.start, spans.end, spans.outer, layout.marks), words, form, kinds)
    fill_quotes(atoms, (spans.start, layout.marks), quotes)
    paragraph = layout.sentences.outer[spans.outer]
    edges = layout.paragraphs.start[paragraph], layout.paragraphs.end[paragraph]
    fill_outer_words(atoms, (spans.start, *edges), quotes, words, form)
    return table


@compile_pass
def fill_segments(
    atoms: SegmentAtoms, spans: tuple[Ints, Ints, Ints, Ints], words: Words, form: Ints, kinds: Ints
) -> None:
    """Fill what the words of segments and of their neighbours in the sentence tell."""
    start, end, sentence, marks = spans
    for i in range(len(start)):
        atoms.kinds[i] = kinds[i] + 1
        atoms.sized[i] = (kinds[i] + 1) * 8 + bucket(end[i] - start[i])
        atoms.first[i] = words.word[form[start[i]]]
    left, right, n = -1, -1, len(start)
    for i in range(n):
        if left >= 0 and sentence[left] == sentence[i]:
            atoms.previous[i] = atoms.sized[left]
            atoms.previous_first[i] = words.classes[form[start[left]]] + 1
        left = left if marks[i] else i
        j = n - 1 - i
        if right >= 0 and sentence[right] == sentence[j]:
            atoms.next[j] = atoms.sized[right]
            atoms.next_first[j] = words.classes[form[start[right]]] + 1
        right = right if marks[j] else j


@compile_pass
def fill_quotes(atoms: SegmentAtoms, spans: tuple[Ints, Ints], quotes: QuoteState) -> None:
    """Fill what the quotation marks around segments tell."""
    start, marks = spans
    for i in range(len(start)):
        before, after = quotes.before[i], quotes.after[i]
        kind_before = quotes.kind[before] if before >= 0 else 0
        inside = kind_before * 3 + (quotes.kind[after] if after >= 0 else 0)
        quote = (inside * 3 + end_clause(marks, quotes.second, before)) * 3
        quote += end_clause(marks, quotes.second, after)
        length = bucket(start[after] - start[before]) if before >= 0 and after >= 0 else 8
        since = bucket(start[i] - start[before]) if before >= 0 and kind_before != OPENING else 9
        atoms.inside[i], atoms.quote[i], atoms.single[i] = inside + 1, quote + 1, quotes.single[i] + 1
        atoms.quote_length[i], atoms.since[i] = length * 9 + inside + 1, since * 9 + inside + 1


@compile_pass
def end_clause(marks: Ints, second: Flags, mark: int) -> int:
    """Tell what stands before a quotation mark: 2 a comma or stop, 1 anything else, 0 without a mark."""
    if mark < 0:
        return 0
    place = mark - 2 if second[mark] else mark - 1
    return 1 + (place >= 0 and marks[place] & (COMMA | STOP) > 0)


@compile_pass
def fill_outer_words(
    atoms: SegmentAtoms, spans: tuple[Ints, Ints, Ints], quotes: QuoteState, words: Words, form: Ints
) -> None:
    """Fill the words just outside of the quotation that segments stand in."""
    start, floor, ceiling = spans
    for i in range(len(start)):
        before, after = quotes.before[i], quotes.after[i]
        if before < 0 or quotes.kind[before] != OPENING:
            continue
        outer = start[before] - 1 - quotes.second[before]
        if outer >= floor[i]:
            atoms.before1[i] = words.word[form[outer]]
            atoms.before1_coarse[i] = words.coarse[form[outer]]
        if outer > floor[i]:
            atoms.before2[i] = words.word[form[outer - 1]]
        if after < 0 or quotes.kind[after] != CLOSING:
            continue
        outer = start[after] + 1 + (after + 1 < len(start) and quotes.second[after + 1])
        if outer < ceiling[i]:
            atoms.after1[i] = words.word[form[outer]]
            atoms.after1_coarse[i] = words.coarse[form[outer]]
        if outer + 1 < ceiling[i]:
            atoms.after2[i] = words.word[form[outer + 1]]
            atoms.after2_coarse[i] = words.coarse[form[outer + 1]]


def describe_sentences(layout: Layout, quotes: QuoteState, words: Words, form: Ints, kinds: Ints) -> Ints:
    """Describe sentences by their words, neighbours and place: a row each of `SentenceAtoms`."""
    start, paragraph = layout.sentences.start, layout.sentences.outer
    first = layout.segment[start]
    quoted = np.logical_or.reduceat(quotes.kind > 0, first) if len(first) else first
    table = np.zeros((len(SentenceAtoms._fields), len(start)), dtype=np.int64)
    atoms = SentenceAtoms(*table)
    atoms.kinds[:] = join_kinds(kinds, first) * 2 + quoted + 1
    atoms.first[:] = words.classes[form[start]] + 1
    fill_sentences(atoms, paragraph, first, quotes)
    edges = layout.segment[layout.paragraphs.start], layout.segment[layout.paragraphs.end - 1]
    fill_paragraphs(atoms, (paragraph, *edges, layout.marks), layout.paragraph_rank, quotes)
    return table


@compile_pass
def fill_sentences(atoms: SentenceAtoms, paragraph: Ints, first: Ints, quotes: QuoteState) -> None:
    """Fill what the neighbours of sentences in their paragraph tell."""
    rank = 0
    for i in range(len(paragraph)):
        same = i > 0 and paragraph[i - 1] == paragraph[i]
        goes_on = i + 1 < len(paragraph) and paragraph[i + 1] == paragraph[i]
        rank = min(rank + 1, MOST_RANKS) if same else 0
        atoms.rank[i] = rank * 2 + goes_on + 1
        atoms.state[i] = 1
        if same:
            left = quotes.before[first[i] - 1]
            atoms.previous[i] = atoms.kinds[i - 1]
            atoms.state[i] += quotes.kind[left] if left >= 0 else 0
        if goes_on:
            atoms.next[i] = atoms.kinds[i + 1]


@compile_pass
def fill_paragraphs(
    atoms: SentenceAtoms, spans: tuple[Ints, Ints, Ints, Ints], ranks: Ints, quotes: QuoteState
) -> None:
    """Fill what paragraphs tell: their place, how they open, whether a quotation runs into them."""
    paragraph, first, last, marks = spans
    for i in range(len(paragraph)):
        opening, ending = first[paragraph[i]], last[paragraph[i]]
        place = min(ranks[i], 2)
        headline = marks[ending] & (STOP | OPENS | TURNS) == 0
        atoms.paragraph[i] = place * 2 + headline + 1
        left = quotes.before[opening - 1] if place > 0 else -1
        left_open = left >= 0 and quotes.kind[left] == OPENING
        dashed, opened = marks[opening] & DASH > 0, quotes.kind[opening] == OPENING
        atoms.opening[i] = dashed + 2 * opened + 4 * left_open + 1
