"""Where phrases stand: two that stand in the same slots may name the same thing."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from analysis.annotate.text.tokens import Tokens
from analysis.compare.naming.phrases import Uses

REACH = 3  # words to either side
COMMON = 0.1  # a slot in which a larger share of the phrases stands tells nothing
EDGE = ""  # beyond the sentence
Slot = tuple[str, ...]


def compare_slots(tokens: Tokens, uses: Uses) -> Any:
    """Compare phrases by the slots they stand in.

    Returns
    -------
    scipy.sparse.csr_array
        Phrase × phrase: cosine of their slots. A slot weighs 1 + log of how often the phrase stands in it,
        times log of how few phrases do.
    """
    from scipy.sparse import csr_array

    counts = Counter(list_slots(tokens, uses))
    n = len(uses.phrases)
    phrase = np.array([phrase for phrase, _ in counts], dtype=np.int64)
    slot, slots = pd.factorize(pd.Series([slot for _, slot in counts], dtype=object))
    n_phrases = np.bincount(slot, minlength=1)[slot]
    weight = (1 + np.log(np.array(list(counts.values()), dtype=float))) * np.log(n / n_phrases)
    length = np.sqrt(np.bincount(phrase, weight**2, minlength=n))[phrase]
    tells = (n_phrases > 1) & (n_phrases <= max(2, COMMON * n)) & (length > 0)
    places = (phrase[tells], slot[tells])
    matrix = csr_array((weight[tells] / length[tells], places), shape=(n, max(len(slots), 1)))
    return matrix @ matrix.T


def list_slots(tokens: Tokens, uses: Uses) -> Iterator[tuple[int, Slot]]:
    """List the slots of each use of a phrase.

    They are the one to three words before it, those behind it, the word on either side together; and of a
    phrase of several words, what is left of it without its first or last word.
    """
    words, sentence = [form.lower() for form in tokens.strings()], tokens.sentence.tolist()

    def read(place: int, near: int) -> str:
        inside = 0 <= place < len(words) and sentence[place] == sentence[near]
        return words[place] if inside else EDGE

    columns = (column.tolist() for column in (uses.phrase, uses.first, uses.last))
    for phrase, first, last in zip(*columns, strict=True):
        before = [read(first - step, first) for step in range(1, REACH + 1)]
        behind = [read(last - 1 + step, first) for step in range(1, REACH + 1)]
        for step in range(1, REACH + 1):
            yield phrase, ("before", *before[:step])
            yield phrase, ("behind", *behind[:step])
        yield phrase, ("between", before[0], behind[0])
        if last - first > 1:
            yield phrase, ("before", words[first])
            yield phrase, ("behind", words[last - 1])
            yield phrase, ("opens", *words[first : last - 1])
            yield phrase, ("ends", *words[first + 1 : last])
