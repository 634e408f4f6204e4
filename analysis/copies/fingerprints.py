"""Fingerprints of texts: some of their runs of five words, chosen so that shared passages are sure to show.

Winnowing (Schleimer, Wilkerson and Aiken 2003): of every eight runs that follow each other the one with the
smallest hash is kept, so that two texts that share twelve words in a row share a fingerprint, and the number
of fingerprints grows with the text.
"""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

RUN = 5  # words in a run
WINDOW = 8  # runs of which one is kept
BATCH = 500  # texts at a time
WORD = re.compile(r"\w+")
MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)  # odd, so that multiplying loses nothing


def list_fingerprints(texts: Sequence[str]) -> pd.DataFrame:
    """List the fingerprints of every text, each once.

    Parameters
    ----------
    texts
        Running texts; one with fewer than 5 words has no fingerprint.

    Returns
    -------
    pandas.DataFrame
        `text` (its position) and `hash`, sorted by both.
    """
    frames = [
        mark_batch(texts[start : start + BATCH], start) for start in range(0, len(texts), BATCH)
    ]
    empty = pd.DataFrame({"text": np.empty(0, dtype=np.int64), "hash": np.empty(0, dtype=np.uint64)})
    return pd.concat(frames, ignore_index=True) if frames else empty


def mark_batch(texts: Sequence[str], first: int) -> pd.DataFrame:
    """List the fingerprints of some texts, the first of which has the position `first`."""
    words = [WORD.findall(text.lower()) for text in texts]
    numbers, forms = pd.factorize(np.array([word for found in words for word in found], dtype=object))
    hashes = pd.util.hash_array(np.asarray(forms, dtype=object))[numbers]
    ends = np.cumsum([len(found) for found in words])
    found = [np.unique(winnow(part)) for part in np.split(hashes, ends[:-1])]
    text = np.repeat(np.arange(first, first + len(texts)), [len(part) for part in found])
    return pd.DataFrame({"text": text, "hash": np.concatenate(found)})


def winnow(words: Hashes) -> Hashes:
    """Choose fingerprints among the runs of a text's words, given as hashes."""
    if len(words) < RUN:
        return words[:0]
    runs = np.zeros(len(words) - RUN + 1, dtype=np.uint64)
    for place in range(RUN):
        runs = runs * MULTIPLIER + words[place : place + len(runs)]
    runs = (runs ^ (runs >> np.uint64(31))) * MULTIPLIER  # so that the smallest is any of them
    window = min(WINDOW, len(runs))
    return np.lib.stride_tricks.sliding_window_view(runs, window).min(axis=1)
