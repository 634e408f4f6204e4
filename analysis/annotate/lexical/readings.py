"""Spans of tokens read by their words: each distinct one once, and what was read is kept."""

from collections.abc import Callable

import numpy as np

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.known import MOST, Code, Known, Read, look_up
from analysis.annotate.text.characters import BASE
from analysis.annotate.text.ranges import Ints
from analysis.compiled import compile_pass

ReadSpans = Callable[[Batch, Ints, Ints], tuple[Ints, Known[Read]]]
PRIME = np.uint64(BASE)


def read_once(
    read: Callable[[tuple[str, ...], str], Read], encode: Callable[[Read], tuple[Code, ...]]
) -> ReadSpans[Read]:
    """Make a function that reads words, given a language, one that reads many spans of a batch.

    Spans are not empty. It gives for each span the number of what was read; and what was read.
    """
    kept: dict[str, Known[Read]] = {}

    def read_spans(batch: Batch, first: Ints, last: Ints) -> tuple[Ints, Known[Read]]:
        """Read the spans that were never read before; look the others up."""
        known = kept.setdefault(batch.language, Known())
        if len(known.items) > MOST:
            known = kept[batch.language] = Known()

        def read_span(i: int) -> Read:
            return read(tuple(batch.list_words(int(first[i]), int(last[i]))), batch.language)

        hashes = hash_spans(batch.tokens.form, batch.tokens.code, first, last)
        return look_up(known, hashes, read_span, encode), known

    return read_spans


@compile_pass
def hash_spans(form: Ints, code: Ints, first: Ints, last: Ints) -> Ints:
    """Hash each span by its words to 64 bits, equal in every batch."""
    found = np.zeros(len(first), dtype=np.int64)
    for span in range(len(first)):
        mixed = np.uint64(0)
        for token in range(first[span], last[span]):
            mixed = (mixed ^ np.uint64(code[form[token]])) * PRIME
            mixed ^= mixed >> np.uint64(29)
        found[span] = np.int64(mixed)
    return found
