"""In whose voice each token stands (codebook 2)."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from pandas.api.extensions import ExtensionArray

from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.tokens import Tokens

VOICE_NAMES = pd.array(["outlet", "source"], dtype="str")


@dataclass(frozen=True)
class RoleTokens:
    """The spans of one role as tokens."""

    article: Ints
    attribution: Ints  # number in its article
    first: Ints
    last: Ints  # exclusive


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
    content = find_role_tokens(tokens, spans, "content")
    article, number = (attributions[name].to_numpy("int64") for name in ("article", "attribution"))
    width = number.max(initial=0) + 1
    nested = np.zeros((len(tokens.texts), width), dtype=bool)
    nested[article, number] = attributions["parent"].notna()
    key = content.article * width + content.attribution
    n_tokens = np.maximum(content.last - content.first, 0)
    length = np.bincount(key, n_tokens, minlength=nested.size)
    outer_first = np.lexsort((nested.ravel()[key], -length[key]))
    span, token = expand_ranges(content.first[outer_first], n_tokens[outer_first])
    voice = np.full(len(tokens), -1, dtype=np.int64)
    voice[token] = content.attribution[outer_first][span]  # of several the last stays
    return voice


def find_role_tokens(tokens: Tokens, spans: pd.DataFrame, role: str) -> RoleTokens:
    """Find the tokens of the spans of one role."""
    chosen = (spans["role"] == role).to_numpy()
    columns = ("article", "attribution", "start", "end")
    article, attribution, start, end = (spans[name].to_numpy("int64")[chosen] for name in columns)
    return RoleTokens(article, attribution, *find_tokens(tokens, article, start, end))


def find_tokens(tokens: Tokens, article: Ints, start: Ints, end: Ints) -> tuple[Ints, Ints]:
    """Find the first token that lies in each span of characters, and the one after its last."""
    width = max(map(len, tokens.texts), default=0) + 1
    first = np.searchsorted(tokens.article * width + tokens.end, article * width + start, side="right")
    stop = np.searchsorted(tokens.article * width + tokens.start, article * width + end, side="left")
    return first, stop


def name_voices(is_source: NDArray[np.bool_]) -> ExtensionArray:
    """Write voices out, `outlet` or `source`."""
    return VOICE_NAMES.take(is_source.astype(np.int64))
