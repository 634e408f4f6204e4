"""What a token tells by itself: its word, classes, endings and case. Worked out once a distinct string."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.text.characters import (
    CASE_OF_CODE,
    DIGIT,
    KIND_OF_CODE,
    LETTER,
    LOWER_OF_CODE,
    Codes,
    hash_spans,
    learn_characters,
    read_codes,
)

Ints = NDArray[np.int64]
LONGEST = 3  # lengths above count as this one, in shapes
N_SHAPES = 64


class Words(NamedTuple):
    """What the word of each thing tells, as numbers."""

    word: Ints
    fine: Ints  # co-occurrence class, of many; 0: none
    coarse: Ints  # co-occurrence class, of few; 0: none
    classes: Ints  # lexical classes, as bits


class Surface(NamedTuple):
    """What the letters of each thing tell, as numbers."""

    shape: Ints
    suffix2: Ints
    suffix3: Ints


@dataclass(frozen=True)
class WordTable:
    """The words a model knows, sorted by hash; all arrays have one entry a word."""

    hashes: NDArray[np.uint64]  # of the word in lower case
    fine: NDArray[np.uint64]  # co-occurrence class, of many; 0: none
    coarse: NDArray[np.uint64]  # co-occurrence class, of few; 0: none
    classes: NDArray[np.uint64]  # lexical classes, as bits
    bit_of_class: dict[str, int]

    @cached_property
    def index(self) -> pd.Index:
        """The hashes as an index, which finds many faster than a search in the sorted row does."""
        return pd.Index(self.hashes)

    @property
    def outside(self) -> int:
        """Entry of what lies outside of the text, after those of the words and of the shapes."""
        return len(self.hashes) + N_SHAPES


def make_word_table(learned: dict[str, NDArray[np.uint64]], lexicon: pd.DataFrame) -> WordTable:
    """Join the learned word classes (hash, fine, coarse) with the lexical classes of a language."""
    names = sorted(set(lexicon["class"]))
    bit_of_class = {name: 1 << i for i, name in enumerate(names)}
    forms = lexicon.assign(bit=lexicon["class"].map(bit_of_class)).groupby("form", sort=True)["bit"].sum()
    lexical = hash_words(forms.index.tolist())
    hashes = np.union1d(lexical, learned["hashes"])
    columns = {name: np.zeros(len(hashes), dtype=np.uint64) for name in ("fine", "coarse", "classes")}
    columns["classes"][np.searchsorted(hashes, lexical)] = forms.to_numpy(np.uint64)
    for name in ("fine", "coarse"):
        columns[name][np.searchsorted(hashes, learned["hashes"])] = learned[name]
    return WordTable(hashes, columns["fine"], columns["coarse"], columns["classes"], bit_of_class)


def hash_words(words: Sequence[str]) -> NDArray[np.uint64]:
    """Hash strings, lower-cased character by character."""
    codes, start, end = read_words(words)
    return hash_spans(LOWER_OF_CODE[codes], start, end)


def read_words(words: Sequence[str]) -> tuple[Codes, Ints, Ints]:
    """Join strings into one row of characters, with where each one starts and ends."""
    codes = read_codes("".join(words))
    learn_characters(codes)
    end = np.cumsum(np.fromiter(map(len, words), dtype=np.int64, count=len(words)))
    return codes, np.append(0, end)[: len(words)], end


def find_entries(codes: Codes, start: Ints, end: Ints, table: WordTable) -> tuple[Ints, Surface]:
    """Look up strings, given by their characters, in a word table.

    Returns
    -------
    tuple
        For each string its place in the table (unknown words: the table's length plus their shape), and
        its surface: shape and endings.
    """
    lower = LOWER_OF_CODE.take(codes)
    shape = find_shapes(codes, start, end)
    hashes = hash_spans(lower, start, end)
    place = table.index.get_indexer(pd.Index(hashes))
    entry = np.where(place >= 0, place, len(table.hashes) + shape)
    last = [np.where(end - k >= start, lower[np.maximum(end - k, 0)], 0).astype(np.int64) for k in (1, 2, 3)]
    suffix2 = last[0] + (last[1] << 21)
    return entry, Surface(shape, suffix2, suffix2 + (last[2] << 42))


def find_shapes(codes: Codes, start: Ints, end: Ints) -> Ints:
    """Tell shapes apart by number: kind and case of the first character, case of the last, length."""
    kind, case = KIND_OF_CODE[codes].astype(np.int64), CASE_OF_CODE[codes].astype(np.int64)
    length = np.minimum(end - start, LONGEST)
    digits = (kind[start] == DIGIT) * np.minimum(end - start - length, LONGEST)
    first = np.where(kind[start] == LETTER, case[start], LONGEST + (kind[start] == DIGIT))
    return np.where(digits > 0, 60 + digits, (first * 3 + case[end - 1]) * 4 + length)


def describe_entries(entry: Ints, table: WordTable) -> Words:
    """Tell the words at places in a word table; of unknown words only their shape is told."""
    known = entry < len(table.hashes)
    place = np.where(known, entry, 0)
    unknown = np.where(known, 0, entry - len(table.hashes) + 1) << 48
    # a known word is named by its hash, so that weights do not depend on the table's order
    columns = (table.hashes, table.fine, table.coarse, table.classes)
    return Words(*(np.where(known, column[place].view(np.int64), unknown) for column in columns))
