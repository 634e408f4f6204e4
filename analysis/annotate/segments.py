"""Atoms of what tokens stand in: segments between marks, sentences, the span between speech verbs."""

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.context import (
    BREAK,
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
    look_at,
    nearest_true,
)
from analysis.annotate.words import Atoms, WordTable

SAY, SPEECH = ("say", "accord"), ("say", "accord", "claim", "deny", "attack", "urge", "praise")
REPORT = (*SPEECH, "think", "show")
MOST_MARKS = 3  # marks between a token and a verb, counted up to here
SIGNATURE = (SAY, SPEECH, REPORT[-2:], ("subj",), ("title", "group", "person"))


def has_class(classes: NDArray[np.uint64], names: tuple[str, ...], table: WordTable) -> Flags:
    """Tell which words bear one of some lexical classes."""
    wanted = np.uint64(sum(table.bit_of_class.get(name, 0) for name in names))
    return (classes & wanted) > 0


def sign(classes: NDArray[np.uint64], starts: Ints, table: WordTable) -> Ints:
    """Sum up which kinds of words each stretch of tokens holds, as bits."""
    if not len(starts):
        return starts
    joined = np.bitwise_or.reduceat(classes, starts)
    return sum_bits([has_class(joined, names, table) for names in SIGNATURE])


def sum_bits(flags: list[Flags]) -> Ints:
    """Read flags as the bits of a number."""
    total = np.zeros(len(flags[0]), dtype=np.int64)
    for i, flag in enumerate(flags):
        total += flag.astype(np.int64) << i
    return total


def as_atoms(columns: dict[str, NDArray]) -> Atoms:
    """Turn whole numbers into atoms, 0 kept for what is absent."""
    return {name: values.astype(np.int64, copy=False).view(np.uint64) for name, values in columns.items()}


def describe_segments(layout: Layout, quotes: QuoteState, own: Atoms, table: WordTable) -> Atoms:
    """Describe segments by their words, their neighbours and the quotation they stand in."""
    start, end = layout.segment_start, layout.segment_end
    signature = sign(own["classes"], start, table) + 1
    sized = signature * 8 + bucket(end - start)
    word, classes = own["word"][start], own["classes"][start] + np.uint64(1)
    previous, following = find_word_segments(layout)
    exists = np.ones(len(start), dtype=bool)
    return as_atoms(
        {
            "kinds": signature,
            "sized": sized,
            "first": word,
            "first_classes": classes,
            "previous": look_at(sized, previous, exists),
            "next": look_at(sized, following, exists),
            "previous_first": look_at(classes, previous, exists),
            "next_first": look_at(classes, following, exists),
        }
    ) | describe_quotes(layout, quotes, own)


def find_word_segments(layout: Layout) -> tuple[Ints, Ints]:
    """Find for each segment the next ones to the left and right, in its sentence, that are no mark."""
    start = layout.segment_start
    words = layout.marks[start] & BREAK == 0
    number = np.arange(len(start))
    sentence_start = np.searchsorted(start, layout.first_in_sentence[start])
    sentence_end = np.searchsorted(start, layout.last_in_sentence[start])
    left, right = nearest_true(words, np.zeros_like(number), np.full_like(number, len(start)))
    previous = np.append(-1, left)[: len(start)]
    following = np.append(right, -1)[1:]
    previous = np.where(previous >= sentence_start, previous, -1)
    return previous, np.where((following >= 0) & (following < sentence_end), following, -1)


def describe_quotes(layout: Layout, quotes: QuoteState, own: Atoms) -> Atoms:
    """Describe for each segment the quotation around it and the words just outside of that."""
    at = layout.segment_start
    before, after = quotes.before[at], quotes.after[at]
    has_before, has_after = before >= 0, after >= 0
    kind_before = look_at(quotes.kind, before, has_before)
    kind_after = look_at(quotes.kind, after, has_after)
    closing = np.append([0, 0], layout.marks) & (COMMA | STOP) > 0
    closing = np.where(quotes.second, closing[:-2], closing[1:-1])
    spoken_before = look_at(closing.astype(np.int64), before, has_before) + has_before
    spoken_after = look_at(closing.astype(np.int64), after, has_after) + has_after
    inside = kind_before * 3 + kind_after
    within = kind_before == 1
    closed = within & (kind_after == 2)
    length = np.where(has_before & has_after, bucket(after - before), 8)
    since = np.where(~within & has_before, bucket(at - before), 9)
    columns = {
        "inside": inside + 1,
        "quote": (inside * 3 + spoken_before) * 3 + spoken_after + 1,
        "quote_length": length * 9 + inside + 1,
        "since": since * 9 + inside + 1,
        "single": quotes.single[at] + 1,
    }
    outer_after = after + look_at(quotes.second, after + 1, closed)
    outer_before = before - look_at(quotes.second, before, within)
    for name, outer, allowed in (
        ("after1", outer_after + 1, closed),
        ("after2", outer_after + 2, closed),
        ("before1", outer_before - 1, within),
        ("before2", outer_before - 2, within),
    ):
        near = allowed & (look_at(layout.paragraph, outer, allowed) == layout.paragraph[at])
        columns[name] = look_at(own["word"], outer, near)
        columns[f"{name}_coarse"] = look_at(own["coarse"], outer, near)
    return as_atoms(columns)


def describe_sentences(
    layout: Layout, quotes: QuoteState, own: Atoms, table: WordTable
) -> tuple[Atoms, Ints]:
    """Describe sentences by their words, their neighbours and their place; and place each token in one."""
    opens = np.arange(len(layout.marks)) == layout.first_in_sentence
    start, sentence = np.flatnonzero(opens), np.cumsum(opens) - 1
    end = layout.last_in_sentence[start]
    paragraph = layout.paragraph[start]
    quoted = np.logical_or.reduceat(quotes.kind > 0, start) if len(start) else start > 0
    signature = sign(own["classes"], start, table) * 2 + quoted + 1
    same = np.diff(paragraph, prepend=-1) == 0
    goes_on = np.append(same, False)[1:]
    number = np.arange(len(start))
    rank = np.minimum(number - number[np.searchsorted(paragraph, paragraph)], MOST_MARKS)
    state = look_at(quotes.kind, look_at(quotes.before, start - 1, same), same)
    columns = {
        "kinds": signature,
        "previous": look_at(signature, number - 1, same),
        "next": look_at(signature, number + 1, goes_on),
        "rank": rank * 2 + goes_on + 1,
        "state": state + 1,
        "first": own["classes"][start] + np.uint64(1),
    }
    return as_atoms(columns | describe_paragraphs(layout, quotes, start, end)), sentence


def describe_paragraphs(layout: Layout, quotes: QuoteState, start: Ints, end: Ints) -> dict[str, Ints]:
    """Describe the paragraph of each sentence: its place, how it opens, whether a quotation runs into it."""
    first, last = layout.first_in_paragraph[start], layout.last_in_paragraph[start] - 1
    place = np.minimum(layout.paragraph_rank[start], 2)
    headline = layout.marks[last] & (STOP | OPENS | TURNS) == 0
    dashed = layout.marks[first] & DASH > 0
    opened = quotes.kind[first] == 1
    before = first - 1
    left_open = look_at(quotes.kind, look_at(quotes.before, before, place > 0), place > 0) == 1
    return {
        "paragraph": place * 2 + headline + 1,
        "opening": sum_bits([dashed, opened, left_open]) + 1,
    }
