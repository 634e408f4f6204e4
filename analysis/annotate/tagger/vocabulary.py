"""What a batch's distinct tokens tell by themselves: worked out once, looked up by every token."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.tagger.context import Flags, Ints, classify_marks
from analysis.annotate.tagger.segments import sum_bits
from analysis.annotate.tagger.words import Atoms, WordTable, describe_entries, find_entries

SAY, SPEECH = ("say", "accord"), ("say", "accord", "claim", "deny", "attack", "urge", "praise")
KINDS = (SAY, SPEECH, ("think", "show"), ("subj",), ("title", "group", "person"))
VERB_CLASSES = (("say",), ("accord",), ("claim", "deny"), ("attack", "urge", "praise"), ("think",), ("show",))


@dataclass(frozen=True)
class Vocabulary:
    """Distinct tokens; all arrays have one entry each, and a last one for what lies outside of the text."""

    entry: Ints  # place in the word table, see `find_entries`
    word: Atoms  # word, fine, coarse, classes
    surface: Atoms  # shape and endings
    marks: Ints  # bits of MARKS
    kinds: Ints  # bits of KINDS
    verb: Ints  # kind of speech verb, 0 for none
    that: Flags


def describe_vocabulary(forms: Sequence[str], table: WordTable) -> Vocabulary:
    """Describe distinct tokens by what a model knows of them."""
    entry, surface = find_entries(forms, table)
    entry = np.append(entry, table.outside)
    word = describe_entries(entry, table)
    classes = word["classes"]
    return Vocabulary(
        entry=entry,
        word=word,
        surface={name: np.append(values, np.uint64(0)) for name, values in surface.items()},
        marks=np.append(classify_marks(forms), 0),
        kinds=sum_bits([has_class(classes, names, table) for names in KINDS]),
        verb=classify_verbs(classes, table),
        that=has_class(classes, ("that",), table),
    )


def has_class(classes: NDArray[np.uint64], names: tuple[str, ...], table: WordTable) -> Flags:
    """Tell which words bear one of some lexical classes."""
    wanted = np.uint64(sum(table.bit_of_class.get(name, 0) for name in names))
    return (classes & wanted) > 0


def classify_verbs(classes: NDArray[np.uint64], table: WordTable) -> Ints:
    """Tell the kind of speech verb each word is, 0 for none."""
    kind = np.zeros(len(classes), dtype=np.int64)
    for i, names in reversed(list(enumerate(VERB_CLASSES))):
        kind[has_class(classes, names, table)] = i + 1
    return kind
