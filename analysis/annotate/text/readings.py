"""What is known of a word, found out once and remembered from batch to batch."""

from collections.abc import Callable, Sequence

import numpy as np

from analysis.annotate.text.ranges import Ints

REMEMBERED = 1 << 17  # words; with more, all are forgotten


class Readings(dict[str, int]):
    """A number for each word that was asked for."""

    def __init__(self, read: Callable[[str], int]):
        super().__init__()
        self.read = read

    def __missing__(self, word: str) -> int:
        number = self[word] = self.read(word)
        return number


def read_forms(readings: Readings, vocabulary: Sequence[str]) -> Ints:
    """Read each word of a vocabulary."""
    if len(readings) > REMEMBERED:
        readings.clear()
    return np.fromiter(map(readings.__getitem__, vocabulary), dtype=np.int64, count=len(vocabulary))
