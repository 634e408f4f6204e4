"""Spans of roles before they are linked: adding, dropping, cutting, covering."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.tokens import Tokens

Span = tuple[str, int, int]  # role, first token, last token (exclusive)
SURE = 0.9  # score of a span that a rule made


def replace_spans(spans: pd.DataFrame, dropped: NDArray[np.bool_], added: list[Span]) -> pd.DataFrame:
    """Drop spans and add others; the result is in the order of the text."""
    more = pd.DataFrame(added, columns=["role", "first", "last"]).assign(score=SURE)
    kept = pd.concat([spans[~dropped], more]) if added else spans[~dropped]
    return kept.sort_values(["first", "last"], kind="stable", ignore_index=True)


def cut_at_sentences(tokens: Tokens, first: Ints, last: Ints) -> tuple[Ints, Ints, Ints]:
    """Cut stretches of tokens at the ends of sentences: each piece's stretch, first and last token."""
    opening = tokens.sentence[first]
    whole, sentence = expand_ranges(opening, tokens.sentence[last - 1] - opening + 1)
    starts, ends = (np.searchsorted(tokens.sentence, sentence, side=side) for side in ("left", "right"))
    return whole, np.maximum(starts, first[whole]), np.minimum(ends, last[whole])


def cover_tokens(tokens: Tokens, spans: pd.DataFrame, *roles: str) -> NDArray[np.bool_]:
    """Tell which tokens stand in spans of some roles."""
    here = spans[spans["role"].isin(roles).to_numpy()]
    opened = np.bincount(here["first"], minlength=len(tokens) + 1)
    closed = np.bincount(here["last"], minlength=len(tokens) + 1)
    return np.cumsum(opened - closed)[:-1] > 0


def count_inside(flags: NDArray[np.bool_], first: Ints, last: Ints) -> Ints:
    """Count the flags in each stretch of tokens."""
    sums = np.append(0, np.cumsum(flags))
    return sums[last] - sums[first]


def flag_tokens(tokens: Tokens, flags: list[bool]) -> NDArray[np.bool_]:
    """Give each token the flag of its form, given one for each form of the vocabulary."""
    return np.array(flags, dtype=bool)[tokens.form]
