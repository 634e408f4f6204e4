"""In whose voice each token stands (codebook 2)."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.tokens import Tokens

VOICE_NAMES = pd.array(["outlet", "source"], dtype="str")


def find_voices(tokens: Tokens, attributions: pd.DataFrame, spans: pd.DataFrame) -> Ints:
    """Find the innermost attribution in whose content each token lies.

    Parameters
    ----------
    tokens
        A batch of articles.
    attributions, spans
        What `find_attributions` found in it; `article` counts the texts of the batch.

    Returns
    -------
    numpy.ndarray
        The number of the attribution in the token's article, or -1: the outlet's own voice.
    """
    content = spans[spans["role"] == "content"]
    content = content.merge(attributions[["article", "attribution", "parent"]], on=["article", "attribution"])
    length = (content["end"] - content["start"]).groupby([content["article"], content["attribution"]])
    content = content.assign(length=length.transform("sum"), inner=content["parent"].notna())
    outer_first = content.sort_values(["length", "inner"], ascending=[False, True], kind="stable")
    first, stop = find_tokens(tokens, outer_first)
    span, token = expand_ranges(first, np.maximum(stop - first, 0))
    voice = np.full(len(tokens), -1, dtype=np.int64)
    voice[token] = outer_first["attribution"].to_numpy("int64")[span]  # of several the last stays
    return voice


def find_tokens(tokens: Tokens, spans: pd.DataFrame) -> tuple[Ints, Ints]:
    """Find the first token that lies in each span (`article`, `start`, `end`), and the one after its last."""
    width = max(map(len, tokens.texts), default=0) + 1
    article = spans["article"].to_numpy("int64") * width
    first = np.searchsorted(tokens.article * width + tokens.end, article + spans["start"], side="right")
    stop = np.searchsorted(tokens.article * width + tokens.start, article + spans["end"], side="left")
    return first, stop


def name_voices(is_source: NDArray[np.bool_]) -> ExtensionArray:
    """Write voices out, `outlet` or `source`."""
    return VOICE_NAMES.take(is_source.astype(np.int64))
