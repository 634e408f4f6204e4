"""A text as given → the text that is annotated, and the way back."""

import re
import unicodedata
from itertools import pairwise

import numpy as np

from analysis.annotate.text.ranges import Ints

LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def freeze_text(text: str) -> tuple[str, Ints]:
    """Bring a text to NFC; with it, where each of its characters (and its end) stands in the text given."""
    text = LONE_SURROGATE.sub("\ufffd", text)
    if unicodedata.is_normalized("NFC", text):
        return text, np.arange(len(text) + 1)
    starts = [i for i, char in enumerate(text) if not joins_previous(char)]
    clusters = [(i, j, unicodedata.normalize("NFC", text[i:j])) for i, j in pairwise([*starts, len(text)])]
    composed = "".join(cluster for _, _, cluster in clusters)
    if not starts or starts[0] or composed != unicodedata.normalize("NFC", text):
        return text, np.arange(len(text) + 1)
    place = [min(i + k, j - 1) for i, j, cluster in clusters for k in range(len(cluster))]
    return composed, np.array([*place, len(text)])


def joins_previous(char: str) -> bool:
    """Tell whether a character may combine with the one before it."""
    return unicodedata.combining(char) != 0 or "\u1160" <= char <= "\u11ff"
