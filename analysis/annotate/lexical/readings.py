"""Spans of tokens read by their words: each distinct one once, and what was read is kept."""

from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
from numba import njit
from numpy.typing import NDArray

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.source_words import CACHED
from analysis.annotate.text.characters import BASE
from analysis.annotate.text.ranges import Ints

Read = TypeVar("Read")
Code = int | bool
PRIME = np.uint64(BASE)
SLOTS = 1024  # at first; a power of two


class Readings(Generic[Read]):
    """What was read so far in a language: `items`, and a row of numbers of each in `codes`."""

    def __init__(self) -> None:
        self.items: list[Read] = []
        self.codes: NDArray[np.int64] = np.zeros((0, 1), dtype=np.int64)
        self.slots: NDArray[np.int64] = np.zeros((SLOTS, 2), dtype=np.int64)  # hash, and number from 1

    def add(self, hashes: list[int], items: list[Read], rows: list[tuple[Code, ...]]) -> None:
        """Add what was read."""
        number = np.arange(len(self.items), len(self.items) + len(items)) + 1
        codes = np.array(rows, dtype=np.int64)
        self.codes = np.concatenate([self.codes, codes]) if self.items else codes
        self.items += items
        old = self.slots[self.slots[:, 1] > 0]
        added = np.column_stack([np.array(hashes, dtype=np.int64), number])
        if 2 * len(self.items) > len(self.slots):
            self.slots = np.zeros((4 * len(self.slots), 2), dtype=np.int64)
            added = np.concatenate([old, added])
        fill_slots(self.slots, added)


ReadSpans = Callable[[Batch, Ints, Ints], tuple[Ints, Readings[Read]]]


def read_once(
    read: Callable[[tuple[str, ...], str], Read], encode: Callable[[Read], tuple[Code, ...]]
) -> ReadSpans[Read]:
    """Make a function that reads words, given a language, one that reads many spans of a batch.

    Spans are not empty. It gives for each span the number of what was read; and what was read.
    """
    kept: dict[str, Readings[Read]] = {}

    def read_spans(batch: Batch, first: Ints, last: Ints) -> tuple[Ints, Readings[Read]]:
        """Read the spans that were never read before; look the others up."""
        known = kept.setdefault(batch.language, Readings())
        if len(known.items) > CACHED:
            known = kept[batch.language] = Readings()
        hashes = hash_spans(batch.tokens.form, batch.code_of_form, first, last)
        number = find_numbers(known.slots, hashes)
        new = np.flatnonzero(number < 0)
        if len(new):
            unread = dict(zip(hashes[new][::-1].tolist(), new[::-1].tolist(), strict=True))
            spans = [batch.list_words(int(first[i]), int(last[i])) for i in unread.values()]
            items = [read(tuple(words), batch.language) for words in spans]
            known.add(list(unread), items, [encode(item) for item in items])
            number[new] = find_numbers(known.slots, hashes[new])
        return number, known

    return read_spans


@njit(cache=True)
def find_numbers(slots, hashes):  # type: ignore[no-untyped-def]
    """Find the number of each hash, -1 where it is not known."""
    found = np.full(len(hashes), -1, dtype=np.int64)
    for i in range(len(hashes)):
        slot = hashes[i] & (len(slots) - 1)
        while slots[slot, 1] > 0 and slots[slot, 0] != hashes[i]:
            slot = (slot + 1) & (len(slots) - 1)
        found[i] = slots[slot, 1] - 1
    return found


@njit(cache=True)
def fill_slots(slots, rows):  # type: ignore[no-untyped-def]
    """Put hashes with their numbers where they are looked for."""
    for i in range(len(rows)):
        slot = rows[i, 0] & (len(slots) - 1)
        while slots[slot, 1] > 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = rows[i]


@njit(cache=True)
def hash_spans(form, code_of_form, first, last):  # type: ignore[no-untyped-def]
    """Hash each span by its words to 64 bits, equal in every batch."""
    found = np.zeros(len(first), dtype=np.int64)
    for span in range(len(first)):
        mixed = np.uint64(0)
        for token in range(first[span], last[span]):
            mixed = (mixed ^ np.uint64(code_of_form[form[token]])) * PRIME
            mixed ^= mixed >> np.uint64(29)
        found[span] = np.int64(mixed)
    return found
