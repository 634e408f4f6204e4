"""What a batch's distinct tokens tell by themselves: worked out once, looked up by every token."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.annotate.tagger.context import Flags, Ints, classify_marks
from analysis.annotate.tagger.words import (
    Surface,
    Words,
    WordTable,
    describe_entries,
    find_entries,
    read_words,
)

SAY, SPEECH = ("say", "accord"), ("say", "accord", "claim", "deny", "attack", "urge", "praise")
KINDS = (SAY, SPEECH, ("think", "show"), ("subj",), ("title", "group", "person"))
VERB_CLASSES = (("say",), ("accord",), ("claim", "deny"), ("attack", "urge", "praise"), ("think",), ("show",))


@dataclass(frozen=True)
class Vocabulary:
    """Distinct tokens; all arrays have one entry each, and a last one for what lies outside of the text."""

    entry: Ints  # place in the word table, see `find_entries`
    words: Words
    surface: Surface
    marks: Ints  # bits of MARKS
    kinds: Ints  # bits of KINDS
    verb: Ints  # kind of speech verb, 0 for none
    that: Flags


def describe_vocabulary(forms: Sequence[str], table: WordTable) -> Vocabulary:
    """Describe distinct tokens by what a model knows of them."""
    codes, start, end = read_words(forms)
    entry, surface = find_entries(codes, start, end, table)
    entry = np.append(entry, table.outside)
    words = describe_entries(entry, table)
    return Vocabulary(
        entry=entry,
        words=words,
        surface=Surface(*(np.append(values, 0) for values in surface)),
        marks=np.append(classify_marks(codes, start, end), 0),
        kinds=np.array([has_class(words, names, table) for names in KINDS]).T @ (1 << np.arange(len(KINDS))),
        verb=classify_verbs(words, table),
        that=has_class(words, ("that",), table),
    )


def has_class(words: Words, names: tuple[str, ...], table: WordTable) -> Flags:
    """Tell which words bear one of some lexical classes."""
    return words.classes & sum(table.bit_of_class.get(name, 0) for name in names) > 0


def classify_verbs(words: Words, table: WordTable) -> Ints:
    """Tell the kind of speech verb each word is, 0 for none."""
    kind = np.zeros(len(words.classes), dtype=np.int64)
    for i, names in reversed(list(enumerate(VERB_CLASSES))):
        kind[has_class(words, names, table)] = i + 1
    return kind
