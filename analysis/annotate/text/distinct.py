"""Spans of tokens, each distinct one read once."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.text.characters import make_powers
from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.tokens import Tokens

Read = TypeVar("Read")


def read_distinct(
    tokens: Tokens, first: Ints, last: Ints, read: Callable[[tuple[str, ...]], Read]
) -> tuple[Ints, list[Read]]:
    """Read spans (tokens `first` to `last`, half-open, not empty) by their words, each distinct one once.

    Returns
    -------
    tuple
        For each span the number of what was read; and what was read, in the order of first occurrence.
    """
    if not len(first):
        return first, []
    number, uniques = pd.factorize(hash_forms(tokens, first, last))
    example = np.zeros(len(uniques), dtype=np.int64)
    example[number[::-1]] = np.arange(len(number))[::-1]
    spans = zip(first[example].tolist(), last[example].tolist(), strict=True)
    return number, [read(tuple(list_words(tokens, *span))) for span in spans]


def hash_forms(tokens: Tokens, first: Ints, last: Ints) -> NDArray[np.uint64]:
    """Hash each span by its forms, to 64 bits."""
    span, token = expand_ranges(first, last - first)
    place = token - first[span]
    mixed = (tokens.form[token] + 1).astype(np.uint64) * make_powers(int(place.max()) + 1)[0][place]
    return np.add.reduceat(mixed, np.flatnonzero(place == 0))


def list_words(tokens: Tokens, first: int, last: int) -> list[str]:
    """List the words of a span of tokens."""
    return [tokens.vocabulary[form] for form in tokens.form[first:last].tolist()]
