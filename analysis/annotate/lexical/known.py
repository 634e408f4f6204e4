"""What was read before, found again by a hash of its words: kept from batch to batch, up to a bound."""

from collections.abc import Callable
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.ranges import Ints
from analysis.compiled import compile_pass

Read = TypeVar("Read")
Code = int | bool
MOST = 1 << 16  # things kept
SLOTS = 1024  # at first; a power of two
WIDEST = 16  # numbers a row, at least as many as any reader gives


class Known(Generic[Read]):
    """What was read so far: `items`, and a row of numbers of each in `codes`."""

    def __init__(self) -> None:
        self.items: list[Read] = []
        self.codes: NDArray[np.int64] = np.zeros((0, WIDEST), dtype=np.int64)
        self.slots: NDArray[np.int64] = np.zeros((SLOTS, 2), dtype=np.int64)  # hash, and number from 1

    def add(self, hashes: list[int], items: list[Read], rows: list[tuple[Code, ...]]) -> None:
        """Add what was read."""
        numbers = len(self.items) + np.arange(1, len(items) + 1)
        added = np.column_stack([np.array(hashes, dtype=np.int64), numbers])
        codes = np.array(rows, dtype=np.int64)
        self.codes = np.concatenate([self.codes, codes]) if self.items else codes
        self.items += items
        if 2 * len(self.items) > len(self.slots):
            added = np.concatenate([self.slots[self.slots[:, 1] > 0], added])
            self.slots = np.zeros((1 << (4 * len(self.items)).bit_length(), 2), dtype=np.int64)
        fill_slots(self.slots, added)


def look_up(
    known: Known[Read],
    hashes: Ints,
    read: Callable[[int], Read],
    encode: Callable[[Read], tuple[Code, ...]],
) -> Ints:
    """Find the number of each thing, given its hash; read what was never read before, given its place."""
    number = find_numbers(known.slots, hashes)
    new = np.flatnonzero(number < 0)
    if len(new):
        unread = dict(zip(hashes[new][::-1].tolist(), new[::-1].tolist(), strict=True))
        items = [read(i) for i in unread.values()]
        known.add(list(unread), items, [encode(item) for item in items])
        number[new] = find_numbers(known.slots, hashes[new])
    return number


@compile_pass
def find_numbers(slots: Ints, hashes: Ints) -> Ints:
    """Find the number of each hash, -1 where it is not known."""
    found = np.full(len(hashes), -1, dtype=np.int64)
    for i in range(len(hashes)):
        slot = hashes[i] & (len(slots) - 1)
        while slots[slot, 1] > 0 and slots[slot, 0] != hashes[i]:
            slot = (slot + 1) & (len(slots) - 1)
        found[i] = slots[slot, 1] - 1
    return found


@compile_pass
def fill_slots(slots: Ints, rows: Ints) -> None:
    """Put hashes with their numbers where they are looked for."""
    for i in range(len(rows)):
        slot = rows[i, 0] & (len(slots) - 1)
        while slots[slot, 1] > 0:
            slot = (slot + 1) & (len(slots) - 1)
        slots[slot] = rows[i]
