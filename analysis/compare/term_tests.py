"""Inference about terms with articles as the sample.

The test is the score of `analysis.compare.permutation` for every term at once: in an event of both sides
together, u = x - n x rate says how often an article uses the term beyond what its n words let expect, and the
target's sum of u, over all events, is divided by a standard error from the scatter of u between articles.
Its distribution is taken as normal. Words of one article that come together count once, as far as they do.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats, divide
from analysis.compare.vocabulary import Vocabulary

MIN_USERS = 5  # articles that use a term; 4 of them all on one side have p = .09 at best


@dataclass(frozen=True)
class Sides:
    """A target and a reference, and which cells of the design each takes from the shared events."""

    target: str
    reference: str
    target_cells: NDArray[np.intp]
    reference_cells: NDArray[np.intp]


def find_term_p(vocabulary: Vocabulary, sides: Sides) -> Floats:
    """Find the two-sided p of every term; unknown where fewer than 5 articles use it."""
    from scipy.stats import norm

    score, variance = score_terms(vocabulary, sides)
    both = np.concatenate([sides.target_cells, sides.reference_cells])
    users = vocabulary.articles[both].sum(axis=0)
    z = score / np.sqrt(np.where(variance > 0, variance, np.nan))
    return np.where(users >= MIN_USERS, 2 * norm.sf(np.abs(z)), np.nan)


def score_terms(vocabulary: Vocabulary, sides: Sides) -> tuple[Floats, Floats]:
    """Find every term's score and its variance, summed over events.

    In an event where the target wrote the share a of all words, the variance of the target's sum of u is
    that of (1 - a) times its own sum less a times the other side's.
    """
    both = np.concatenate([sides.target_cells, sides.reference_cells])
    cells = vocabulary.cells.iloc[both]
    event = cells["event"].factorize(sort=True)[0]
    is_target = np.arange(len(both)) < len(sides.target_cells)
    words = sum_by(event, cells["n_words"].to_numpy())
    share = divide(sum_by(event, cells["n_words"].to_numpy() * is_target), words)[event]
    weight = np.nan_to_num(np.where(is_target, 1 - share, -share))  # of each cell
    n = sum_by(event, cells["n_speaking"].to_numpy())
    squared = weight**2 * (n / np.maximum(n - 1, 1))[event]
    return weight @ vocabulary.counts[both], sum_squares(vocabulary, both, event, squared)


def sum_squares(vocabulary: Vocabulary, both: NDArray, event: NDArray, weight: Floats) -> Floats:
    """Sum the squares of u, each cell with its weight, from the cell's sums of x, x², x·n and n²."""
    cells = vocabulary.cells.iloc[both]
    indicator = make_indicator(event)
    words = np.maximum(sum_by(event, cells["n_words"].to_numpy()), 1)
    rate = scale_rows(indicator @ vocabulary.counts[both], 1 / words)  # event × term
    crossed = indicator @ scale_rows(vocabulary.products[both], weight)
    squares = sum_by(event, weight * cells["n_words_squared"].to_numpy())
    total = weight @ vocabulary.squares[both]
    total = total - 2 * np.asarray(rate.multiply(crossed).sum(axis=0)).ravel()
    return np.asarray(total + squares @ rate.power(2))


def sum_by(group: NDArray[np.intp], values: NDArray[Any]) -> Floats:
    """Sum values by group."""
    sums = np.bincount(group, weights=values, minlength=group.max(initial=-1) + 1)
    return sums.astype(np.float64)  # of nothing they are whole numbers


def make_indicator(group: NDArray[np.intp]) -> Any:
    """Make the sparse matrix that sums rows by group."""
    from scipy.sparse import csr_array

    n = len(group)
    return csr_array((np.ones(n), (group, np.arange(n))), shape=(group.max(initial=-1) + 1, n))


def scale_rows(matrix: Any, factors: Floats) -> Any:
    """Multiply each row of a sparse matrix by its factor."""
    from scipy.sparse import diags_array

    return diags_array(factors) @ matrix


def find_clustered_variance(
    vocabulary: Vocabulary, cells: NDArray[np.intp], prior: Floats
) -> Floats:
    """Find the variance of one side's log-odds with articles as the sample, by the delta method.

    The log-odds of a term change by g for an occurrence more and by h for another word less; an article's
    influence is g·x - h·n, and the variance that of the sum of influences over independent articles. It is
    never taken as less than that of independent words: a side that never uses a term shows no variation.

    Parameters
    ----------
    vocabulary
        Word counts.
    cells
        The side's cells.
    prior
        Pseudo-counts of each term.
    """
    count = vocabulary.counts[cells].sum(axis=0)
    used, others = count + prior, (count.sum() - count) + (prior.sum() - prior)
    g, h = 1 / used + 1 / others, 1 / others
    n = int(vocabulary.cells["n_speaking"].iloc[cells].sum())
    squares = (
        g**2 * vocabulary.squares[cells].sum(axis=0)
        - 2 * g * h * vocabulary.products[cells].sum(axis=0)
        + h**2 * vocabulary.cells["n_words_squared"].iloc[cells].sum()
    )
    centred = squares - (g * count - h * count.sum()) ** 2 / max(n, 1)
    return np.maximum(centred * n / max(n - 1, 1), 1 / used)
