"""Anonymity that the text itself declares: "on condition of anonymity", "not authorised to speak"."""

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.lexical.batches import Batch, find_flags
from analysis.annotate.lexical.facts import ANONYMITY
from analysis.annotate.lexical.source_words import read_anonymity
from analysis.annotate.text.ranges import Ints

Flags = NDArray[np.bool_]
LONGEST_PHRASE = 6  # words
REACH = 2  # sentences back to a source that a sentence on anonymity may speak of


def mark_anonymity(
    batch: Batch, declaring: list[int], *, anchor: Ints, unnamed: Flags, name: list[str | None]
) -> Flags:
    """Tell of each attribution whether the text says that its source's anonymity was granted or asked for.

    A sentence that says so speaks of the unnamed sources in it, else of the last one before it; and so
    do all attributions of the article to the same source.

    Parameters
    ----------
    batch
        A batch of articles.
    declaring
        The sentences that declare anonymity.
    anchor
        A token of each attribution, in their order.
    unnamed
        Whether its source is unnamed.
    name
        Its source's name, None for none.
    """
    tokens, declared = batch.tokens, np.zeros(len(anchor), dtype=bool)
    rows, where = np.flatnonzero(unnamed), tokens.sentence[anchor[unnamed]]
    for said in declaring:
        first, last = np.searchsorted(where, [said, said + 1])
        if first == last and first:
            near = said - where[first - 1] <= REACH
            same = tokens.sentence_article[where[first - 1]] == tokens.sentence_article[said]
            first -= int(near and same)
        declared[rows[first:last]] = True
    if not declared.any():
        return declared
    key = list(zip(tokens.article[anchor].tolist(), name, strict=True))
    hidden = {key[i] for i in np.flatnonzero(declared) if key[i][1] is not None}
    return declared | (unnamed & np.array([each in hidden for each in key], dtype=bool))


def find_declaring_sentences(batch: Batch) -> list[int]:
    """Find the sentences that declare somebody's anonymity."""
    found: set[int] = set()
    anchors = read_anonymity(batch.language)
    for i in find_flags(batch, ANONYMITY).tolist():
        near = batch.list_words(max(i - LONGEST_PHRASE, 0), i + LONGEST_PHRASE)
        text = " ".join(["", *near, ""]).lower()
        word = batch.list_words(i, i + 1)[0].lower()
        if any(f" {phrase} " in text for phrase in anchors[word]):
            found.add(int(batch.tokens.sentence[i]))
    return sorted(found)
