"""Inference about terms: articles are the sample, or events where there are many.

The test is the score of `analysis.compare.permutation` for every term at once: in an event of both sides
together, u = x - n x rate says how often an article uses the term beyond what its n words let expect. The
target's sum of u, over all events, is divided by a standard error from the scatter of u between articles or,
over 20 shared events or more, from its scatter between events. Its distribution is taken as normal. Words
that come together in an article, or in the articles on an event, do not count as so many independent ones.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats, divide
from analysis.compare.vocabulary import Vocabulary, sum_rows

MIN_USERS = 5  # articles (or events) that use a term; 4 of them all on one side have p = .09 at best
MANY_EVENTS = 20  # from here on events are the sample


@dataclass(frozen=True)
class Sides:
    """A target and a reference, and which cells of the design each takes from the shared events."""

    target: str
    reference: str
    target_cells: NDArray[np.intp]
    reference_cells: NDArray[np.intp]


@dataclass(frozen=True)
class Cells:
    """The cells of a contrast: place, side, event, and the target's share of the event's words."""

    place: NDArray[np.intp]
    is_target: NDArray[np.bool_]
    event: NDArray[np.intp]
    share: Floats

    @property
    def n_events(self) -> int:
        """Count the events."""
        return int(self.event.max(initial=-1)) + 1


def find_cells(vocabulary: Vocabulary, sides: Sides) -> Cells:
    """Find the cells of a contrast."""
    place = np.concatenate([sides.target_cells, sides.reference_cells])
    cells = vocabulary.cells.iloc[place]
    event = cells["event"].factorize(sort=True)[0]
    is_target = np.arange(len(place)) < len(sides.target_cells)
    words = cells["n_words"].to_numpy()
    sums = [np.bincount(event, counted).astype(np.float64) for counted in (words * is_target, words)]
    share = divide(sums[0], sums[1])
    return Cells(place, is_target, event, np.nan_to_num(share)[event])


def find_term_p(vocabulary: Vocabulary, sides: Sides) -> Floats:
    """Find the two-sided p of every term; unknown where fewer than 5 articles (or events) use it."""
    from scipy.stats import norm

    cells = find_cells(vocabulary, sides)
    find = score_by_event if cells.n_events >= MANY_EVENTS else score_by_article
    score, variance, users = find(vocabulary, cells)
    z = score / np.sqrt(np.where((variance > 0) & (users >= MIN_USERS), variance, np.nan))
    return 2 * norm.sf(np.abs(z))


def score_by_event(vocabulary: Vocabulary, cells: Cells) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Find every term's score, its variance from that of events, and how many events use it."""
    weight = np.where(cells.is_target, 1 - cells.share, -cells.share)
    above = sum_rows(scale_rows(vocabulary.counts[cells.place], weight), cells.event, cells.n_events)
    users = np.bincount(above.indices, minlength=len(vocabulary.terms))
    return above.sum(axis=0), above.power(2).sum(axis=0), users


def score_by_article(vocabulary: Vocabulary, cells: Cells) -> tuple[Floats, Floats, NDArray[np.int64]]:
    """Find every term's score, its variance from that of articles, and how many articles use it.

    In an event where the target wrote the share a of all words, the target's sum of u is (1 - a) times its
    own sum of u less a times the other side's; the variance follows from the sums of x², x·n and n².
    """
    table = vocabulary.cells.iloc[cells.place]
    weight = np.where(cells.is_target, 1 - cells.share, -cells.share)
    n = np.bincount(cells.event, table["n_speaking"])
    squared = weight**2 * (n / np.maximum(n - 1, 1))[cells.event]
    counts = vocabulary.counts[cells.place].toarray()
    words = np.maximum(np.bincount(cells.event, table["n_words"]), 1)
    indicator = np.eye(cells.n_events)[cells.event]  # cell × event
    rate = (indicator.T @ counts / words[:, None])[cells.event]
    scatter = (
        vocabulary.squares[cells.place].toarray()
        - 2 * rate * vocabulary.products[cells.place].toarray()
        + rate**2 * table["n_words_squared"].to_numpy()[:, None]
    )
    return weight @ counts, squared @ scatter, vocabulary.articles[cells.place].sum(axis=0)


def scale_rows(matrix: Any, factors: Floats) -> Any:
    """Multiply each row of a sparse matrix by its factor."""
    from scipy.sparse import csr_array

    data = matrix.data * np.repeat(factors, np.diff(matrix.indptr))
    return csr_array((data, matrix.indices, matrix.indptr), shape=matrix.shape)


def find_clustered_variance(vocabulary: Vocabulary, cells: NDArray[np.intp], prior: Floats) -> Floats:
    """Find the variance of one side's log-odds by the delta method.

    The log-odds of a term change by g for an occurrence more and by h for another word less; the influence of
    an article (or an event) is g·x - h·n, and the variance that of the sum of influences over independent
    articles (or events). It is never taken as less than that of independent words: a side that never uses a
    term shows no variation.

    Parameters
    ----------
    vocabulary
        Word counts.
    cells
        The side's cells.
    prior
        Pseudo-counts of each term.
    """
    squares, products, words_squared, n = sum_blocks(vocabulary, cells)
    count = vocabulary.counts[cells].sum(axis=0)
    used, others = count + prior, (count.sum() - count) + (prior.sum() - prior)
    g, h = 1 / used + 1 / others, 1 / others
    influences = g**2 * squares - 2 * g * h * products + h**2 * words_squared
    centred = influences - (g * count - h * count.sum()) ** 2 / max(n, 1)
    return np.maximum(centred * n / max(n - 1, 1), 1 / used)


def sum_blocks(
    vocabulary: Vocabulary, cells: NDArray[np.intp]
) -> tuple[Floats, Floats, float, int]:
    """Sum x², x·n and n² over a side's articles, or over its events where there are many; and count them."""
    table = vocabulary.cells.iloc[cells]
    if table["event"].nunique() < MANY_EVENTS:
        squares, products = vocabulary.squares[cells].sum(axis=0), vocabulary.products[cells].sum(axis=0)
        return squares, products, table["n_words_squared"].sum(), int(table["n_speaking"].sum())
    event = table["event"].factorize(sort=True)[0]
    counts = sum_rows(vocabulary.counts[cells], event, event.max() + 1)
    words = np.bincount(event, table["n_words"])
    return counts.power(2).sum(axis=0), words @ counts, float((words**2).sum()), len(words)
