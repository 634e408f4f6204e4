"""Whose a hedge is (codebook 2 and 8): the outlet's or a source's, and which statement it bears upon."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.speech.quotations import SPEECH, Quotations
from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.tokens import Tokens
from analysis.annotate.voices import RoleTokens, find_role_tokens, name_voices

REACH = 2  # words between hearsay and the cue it weakens ("has reportedly been telling")
UNKNOWN = np.iinfo(np.int64).max


def place_hedges(
    tokens: Tokens, hedges: pd.DataFrame, spans: pd.DataFrame, *, voice: Ints, quotations: Quotations
) -> pd.DataFrame:
    """Say whose each hedge is, and which attribution it belongs to.

    A source's hedge stands in the content of its attribution. Hearsay is the outlet's, unless it is quoted,
    and belongs to the attribution that the outlet holds at a distance by it: in its content, in its cue or
    just before it. All other hedges are the outlet's, and of no attribution.

    Parameters
    ----------
    tokens
        A batch of articles.
    hedges
        As `find_hedges` gives them.
    spans
        The attributions' spans, as `find_attributions` gives them.
    voice
        The innermost attribution of each token or -1, see `find_voices`.
    quotations
        As `find_quotations` gives them: only in quoted speech is hearsay the source's own.

    Returns
    -------
    pandas.DataFrame
        Table `hedges`, with `article` (index in the batch) for `article_id`.
    """
    first, last = hedges["first"].to_numpy(), hedges["last"].to_numpy()
    cues = find_role_tokens(tokens, spans, "cue")
    hearsay, inside = (hedges["class"] == "hearsay").to_numpy(), voice[first]
    is_source = (inside >= 0) & (are_quoted(first, quotations) | ~hearsay)
    beside = np.where(hearsay, find_cue_after(tokens, cues, first, last), -1)
    attribution = np.where(inside >= 0, inside, beside)
    distance = measure_distance(cues, tokens.article[first], attribution, first, last)
    placed = {
        "article": tokens.article[first],
        "start": tokens.start[first],
        "end": tokens.end[last - 1],
        "voice": name_voices(is_source),
        "attribution": pd.arrays.IntegerArray(attribution, attribution < 0),
        "distance": pd.arrays.IntegerArray(distance, distance == UNKNOWN),
    }
    return pd.DataFrame({name: hedges[name].array for name in ("kind", "class", "lemma")} | placed)


def are_quoted(token: Ints, quotations: Quotations) -> NDArray[np.bool_]:
    """Tell which tokens stand in quoted speech; quotations do not overlap."""
    spoken = quotations.kind == SPEECH
    at = np.searchsorted(quotations.first[spoken], token, side="right") - 1
    return token < np.append(quotations.last[spoken], 0)[at]


def find_cue_after(tokens: Tokens, cues: RoleTokens, first: Ints, last: Ints) -> Ints:
    """Find the attribution whose cue holds or closely follows each hedge, -1 where there is none."""
    order = np.argsort(cues.last, kind="stable")
    at = np.searchsorted(cues.last[order], first, side="right")  # the first cue that ends after its start
    cue = np.append(order, -1)[at]
    gap = np.maximum(np.append(cues.first, len(tokens) + REACH + 1)[cue] - last, 0)
    there = np.append(cues.first, 0)[cue]
    near = (gap <= REACH) & (tokens.sentence[there] == tokens.sentence[first])
    return np.where(near, np.append(cues.attribution, -1)[cue], -1)


def measure_distance(cues: RoleTokens, article: Ints, attribution: Ints, first: Ints, last: Ints) -> Ints:
    """Count the words and marks between each hedge and the cue of its attribution; 0 in it or beside it."""
    width = max(cues.attribution.max(initial=0), attribution.max(initial=0)) + 1
    key = cues.article * width + cues.attribution
    order = np.argsort(key, kind="stable")
    wanted = np.where(attribution >= 0, article * width + attribution, -1)
    low, high = (np.searchsorted(key[order], wanted, side=side) for side in ("left", "right"))
    hedge, cue = expand_ranges(low, high - low)
    gap = np.maximum(cues.first[order][cue] - last[hedge], first[hedge] - cues.last[order][cue])
    distance = np.full(len(first), UNKNOWN)
    np.minimum.at(distance, hedge, np.maximum(gap, 0))
    return distance
