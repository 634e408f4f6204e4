"""Spans of tokens read by their words: each distinct one once, and what was read is kept."""

from collections.abc import Callable
from typing import TypeVar

import numpy as np
import pandas as pd

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.source_words import CACHED
from analysis.annotate.text.characters import make_powers
from analysis.annotate.text.ranges import Ints, expand_ranges

Read = TypeVar("Read")
ReadSpans = Callable[[Batch, Ints, Ints], tuple[Ints, list[Read]]]


def read_once(read: Callable[[tuple[str, ...], str], Read]) -> ReadSpans[Read]:
    """Make a function that reads words, given a language, one that reads many spans of a batch.

    Spans are not empty. It gives for each span the number of what was read; and what was read, in the
    order of first occurrence.
    """
    kept: dict[str, dict[int, Read]] = {}

    def read_spans(batch: Batch, first: Ints, last: Ints) -> tuple[Ints, list[Read]]:
        """Read the spans that were never read before; look the others up."""
        if not len(first):
            return first, []
        known = kept.setdefault(batch.language, {})
        if len(known) > CACHED:
            known.clear()
        number, codes = pd.factorize(hash_spans(batch, first, last))
        keys = codes.tolist()
        missing = [i for i, key in enumerate(keys) if key not in known]
        if missing:
            example = np.zeros(len(keys), dtype=np.int64)
            example[number[::-1]] = np.arange(len(number))[::-1]
            for i in missing:
                words = batch.list_words(int(first[example[i]]), int(last[example[i]]))
                known[keys[i]] = read(tuple(words), batch.language)
        return number, [known[key] for key in keys]

    return read_spans


def hash_spans(batch: Batch, first: Ints, last: Ints) -> Ints:
    """Hash each span by its words to 64 bits, equal in every batch."""
    span, token = expand_ranges(first, last - first)
    place = token - first[span]
    powers = make_powers(int(place.max()) + 1)[0].view(np.int64)
    mixed = batch.code_of_form[batch.tokens.form[token]] * powers[place]
    return np.add.reduceat(mixed, np.cumsum(last - first) - (last - first))
