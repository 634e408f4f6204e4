"""Log-odds of terms under resampled articles, for all terms at once."""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.compare.bootstrap import Bootstrap, Floats, draw_weights

BLOCK = 64  # draws at a time: a dense block of weights that the processor's cache holds
Singles = NDArray[np.float32]


def bootstrap_terms(
    counts: Any, is_target: NDArray[np.bool_], names: Sequence[str], prior: Floats, *, bootstrap: Bootstrap
) -> Iterator[tuple[Singles, Singles]]:
    """Resample the articles of either side and compare all terms anew.

    Parameters
    ----------
    counts
        Sparse, article × term: occurrences.
    is_target
        Whether an article is the target's; all others are the reference's.
    names
        Of the articles; they decide the draws.
    prior
        Pseudo-counts of each term.
    bootstrap
        How many draws, and the seed.

    Yields
    ------
    tuple of numpy.ndarray
        Log-odds and z of up to 64 draws, term × draw, in single precision.
    """
    sides = [np.flatnonzero(chosen) for chosen in (is_target, ~is_target)]
    blocks = [
        sum_terms(counts[rows], draw_weights(np.array(names)[rows].tolist(), bootstrap, at_a_time=BLOCK))
        for rows in sides
    ]
    for target, reference in zip(*blocks, strict=True):
        yield compare_draws(target, reference, prior.astype(np.float32)[:, None])


def sum_terms(counts: Any, weights: Iterator[Floats]) -> Iterator[Singles]:
    """Sum each term's occurrences over resampled articles: term × draw."""
    by_term = counts.T.tocsr().astype(np.float32)
    for drawn in weights:
        yield by_term @ np.ascontiguousarray(drawn.T, dtype=np.float32)


def compare_draws(target: Singles, reference: Singles, prior: Singles) -> tuple[Singles, Singles]:
    """Compare resampled sums as `weigh_log_odds` compares counts."""
    smoothed = target + prior, reference + prior
    log_target, log_reference = (np.log(side / (side.sum(axis=0) - side)) for side in smoothed)
    log_odds = log_target - log_reference
    return log_odds, log_odds / np.sqrt(1 / smoothed[0] + 1 / smoothed[1])
