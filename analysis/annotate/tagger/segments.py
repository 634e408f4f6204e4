"""Atoms of what tokens stand in: segments between marks, sentences, paragraphs."""

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.tagger.context import (
    COMMA,
    DASH,
    OPENS,
    STOP,
    TURNS,
    Flags,
    Ints,
    Layout,
    QuoteState,
    bucket,
    find_inner,
    first_true,
    last_true,
    look_at,
)
from analysis.annotate.tagger.words import Atoms

MOST_RANKS = 3  # sentences of a paragraph, counted up to here


def sum_bits(flags: list[Flags]) -> Ints:
    """Read flags as the bits of a number."""
    total = np.zeros(len(flags[0]), dtype=np.int64)
    for i, flag in enumerate(flags):
        total += flag.astype(np.int64) << i
    return total


def as_atoms(columns: dict[str, NDArray]) -> Atoms:
    """Turn whole numbers into atoms, 0 kept for what is absent."""
    return {name: values.astype(np.int64, copy=False).view(np.uint64) for name, values in columns.items()}


def join_kinds(kinds: Ints, start: Ints) -> Ints:
    """Sum up which kinds of words each stretch holds, as bits."""
    return np.bitwise_or.reduceat(kinds, start) if len(start) else start


def describe_segments(layout: Layout, quotes: QuoteState, word: Atoms, *, form: Ints, kinds: Ints) -> Atoms:
    """Describe segments by their words, their neighbours and the quotation they stand in."""
    start, end = layout.segments.start, layout.segments.end
    sized = (kinds + 1) * 8 + bucket(end - start)
    opening = form[start]
    classes = word["classes"][opening] + np.uint64(1)
    previous, following = find_word_segments(layout)
    own = {
        "kinds": kinds + 1,
        "sized": sized,
        "first": word["word"][opening],
        "previous": look_at(sized, previous, previous >= 0),
        "next": look_at(sized, following, following >= 0),
        "previous_first": look_at(classes, previous, previous >= 0),
        "next_first": look_at(classes, following, following >= 0),
    }
    return as_atoms(own | describe_quotes(layout, quotes) | find_outer_words(layout, quotes, word, form=form))


def find_word_segments(layout: Layout) -> tuple[Ints, Ints]:
    """Find for each segment the next ones to the left and right, in its sentence, that are no mark."""
    words = layout.marks == 0
    first, last = find_inner(layout.sentences, layout.segments)
    left, right = last_true(words, first), first_true(words, last)
    here = np.arange(len(words))
    previous = np.where(here > first, np.append(-1, left)[:-1], -1)
    return previous, np.where(here + 1 < last, np.append(right, -1)[1:], -1)


def describe_quotes(layout: Layout, quotes: QuoteState) -> dict[str, Ints]:
    """Describe for each segment the quotation around it."""
    start, before, after = layout.segments.start, quotes.before, quotes.after
    has_before, has_after = before >= 0, after >= 0
    kind_before = look_at(quotes.kind, before, has_before)
    inside = kind_before * 3 + look_at(quotes.kind, after, has_after)
    ends_clause = np.append([0, 0], layout.marks & (COMMA | STOP) > 0)
    spoken = np.where(quotes.second, ends_clause[:-2], ends_clause[1:-1]) + 1
    quote = (inside * 3 + look_at(spoken, before, has_before)) * 3 + look_at(spoken, after, has_after)
    length = np.where(has_before & has_after, bucket(start[after] - start[before]), 8)
    since = np.where(has_before & (kind_before != 1), bucket(start - start[before]), 9)
    return {
        "inside": inside + 1,
        "quote": quote + 1,
        "quote_length": length * 9 + inside + 1,
        "since": since * 9 + inside + 1,
        "single": quotes.single + 1,
    }


def find_outer_words(layout: Layout, quotes: QuoteState, word: Atoms, *, form: Ints) -> dict[str, NDArray]:
    """Find the words just outside of the quotation that each segment stands in."""
    start, before, after = layout.segments.start, quotes.before, quotes.after
    within = (before >= 0) & (quotes.kind[before] == 1)
    closed = within & (after >= 0) & (quotes.kind[after] == 2)
    paragraph = layout.sentences.outer[layout.segments.outer]
    floor, ceiling = layout.paragraphs.start[paragraph], layout.paragraphs.end[paragraph]
    after_mark = start[after] + 1 + np.append(quotes.second, False)[after + 1]
    before_mark = start[before] - 1 - quotes.second[before]
    columns = {}
    for name, outer, near in (
        ("after1", after_mark, closed & (after_mark < ceiling)),
        ("after2", after_mark + 1, closed & (after_mark + 1 < ceiling)),
        ("before1", before_mark, within & (before_mark >= floor)),
        ("before2", before_mark - 1, within & (before_mark > floor)),
    ):
        outer_form = look_at(form, outer, near)
        columns[name] = look_at(word["word"], outer_form, near)
        columns[f"{name}_coarse"] = look_at(word["coarse"], outer_form, near)
    return columns


def describe_sentences(layout: Layout, quotes: QuoteState, word: Atoms, *, form: Ints, kinds: Ints) -> Atoms:
    """Describe sentences by their words, their neighbours and their place."""
    start, paragraph = layout.sentences.start, layout.sentences.outer
    first = layout.segment[start]
    quoted = np.logical_or.reduceat(quotes.kind > 0, first) if len(first) else first
    signature = join_kinds(kinds, first) * 2 + quoted + 1
    same = np.diff(paragraph, prepend=-1) == 0
    goes_on = np.append(same, False)[1:]
    number = np.arange(len(start))
    rank = np.minimum(number - number[np.searchsorted(paragraph, paragraph)], MOST_RANKS)
    left = look_at(quotes.before, first - 1, same)
    columns = {
        "kinds": signature,
        "previous": look_at(signature, number - 1, same),
        "next": look_at(signature, number + 1, goes_on),
        "rank": rank * 2 + goes_on + 1,
        "state": look_at(quotes.kind, left, same & (left >= 0)) + 1,
        "first": word["classes"][form[start]] + np.uint64(1),
    }
    return as_atoms(columns | describe_paragraphs(layout, quotes))


def describe_paragraphs(layout: Layout, quotes: QuoteState) -> dict[str, Ints]:
    """Describe the paragraph of each sentence: its place, how it opens, whether a quotation runs into it."""
    paragraph = layout.sentences.outer
    first = layout.segment[layout.paragraphs.start][paragraph]
    last = layout.segment[layout.paragraphs.end - 1][paragraph]
    place = np.minimum(layout.paragraph_rank, 2)
    headline = layout.marks[last] & (STOP | OPENS | TURNS) == 0
    dashed = layout.marks[first] & DASH > 0
    opened = quotes.kind[first] == 1
    left = look_at(quotes.before, first - 1, place > 0)
    left_open = look_at(quotes.kind, left, (place > 0) & (left >= 0)) == 1
    return {
        "paragraph": place * 2 + headline + 1,
        "opening": sum_bits([dashed, opened, left_open]) + 1,
    }
