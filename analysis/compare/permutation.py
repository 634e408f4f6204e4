"""P-values by permutation: within events the outlets change places.

Under the hypothesis that outlets differ in nothing, any of those that cover an event might have written what
the target wrote. With fewer than 6 shared events single articles change places; from 6 on whole cells do, an
outlet with all it wrote about the event, so that two outlets give the sign test over events.

The statistic is a score. In an event of both sides together, u = numerator - rate x denominator says how far
an article lies above the event's common rate; the target's sum of u over all events is just what
Mantel and Haenszel compare. It is divided by its standard error, which each arrangement estimates anew from
the scatter of u on both sides: such studentised tests hold their level also where outlets differ in length
and spread (Janssen 1997; Chung and Romano 2013).
"""

import hashlib
import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats, divide

MANY_BLOCKS = 1000  # with so many articles or events the statistic is taken as normal
TIE = 1e-9  # relative; arrangements that differ by less are equally extreme
Masks = NDArray[np.bool_]


@dataclass(frozen=True)
class Permutation:
    """How often to draw, from which seed; where there are no more arrangements all are gone through."""

    draws: int
    seed: int

    def __post_init__(self) -> None:
        if self.draws < 1:
            raise ValueError(f"{self}: give at least 1 draw")


@dataclass(frozen=True)
class Piece:
    """One event, or all, under arrangements of which the observed one comes first: arrangement × column."""

    score: Floats  # sum of u over the target
    variance: Floats


def permute_articles(
    counts: Floats,
    event: NDArray[np.intp],
    is_target: Masks,
    names: Sequence[str],
    permutation: Permutation,
) -> Floats:
    """Test columns by letting articles change sides within their event.

    Parameters
    ----------
    counts
        Article × (numerator, denominator) × column.
    event, is_target
        Of each article.
    names
        Of the articles; they decide the draws.
    permutation
        How many draws, and the seed.

    Returns
    -------
    numpy.ndarray
        Two-sided p of each column; unknown where nothing varies.
    """
    rows = [np.flatnonzero(event == one) for one in np.unique(event)]
    sizes = [(len(found), int(is_target[found].sum())) for found in rows]
    n_arrangements = math.prod(math.comb(*size) for size in sizes)
    exact = n_arrangements <= permutation.draws
    if len(names) > MANY_BLOCKS and not exact:
        return compare_with_normal([score_event(counts[r], is_target[r][None]) for r in rows])
    random = make_random(names, permutation.seed)
    pieces = []
    for found, (n, n_target) in zip(rows, sizes, strict=True):
        others = list_sides(n, n_target) if exact else draw_sides(is_target[found], permutation.draws, random)
        pieces.append(score_event(counts[found], np.vstack([is_target[found][None], others])))
    return find_p(pieces, exact=exact)


def permute_outlets(
    cells: Sequence[Floats], names: Sequence[str], permutation: Permutation
) -> Floats:
    """Test columns by letting outlets change places within each event.

    Parameters
    ----------
    cells
        For each event, outlet × (numerator, denominator) × column; the target comes first.
    names
        Of the events; they decide the draws.
    permutation
        How many draws, and the seed.

    Returns
    -------
    numpy.ndarray
        Two-sided p of each column; unknown where nothing varies.
    """
    above = [score_articles(cell) for cell in cells]
    exact = math.prod(len(cell) for cell in cells) <= permutation.draws
    if len(names) > MANY_BLOCKS and not exact:
        return compare_with_normal([Piece(u[:1], u[:1] ** 2) for u in above])
    if not exact:
        random = make_random(names, permutation.seed)
        return find_p([draw_places(above, permutation.draws, random)], exact=False, by_tail=True)
    placed = [np.vstack([u[:1], u]) for u in above]
    return find_p([Piece(u, u**2) for u in placed], exact=True, by_tail=True)


def draw_places(above: Sequence[Floats], draws: int, random: np.random.Generator) -> Piece:
    """Draw which outlet stands for the target in each event, and sum over events."""
    n_outlets = np.array([len(u) for u in above])
    padded = np.zeros((n_outlets.max(), len(above), above[0].shape[1]))  # outlet × event × column
    for event, u in enumerate(above):
        padded[: len(u), event] = u
    picks = np.zeros((draws + 1, len(above)), dtype=np.int64)
    picks[1:] = random.integers(n_outlets, size=(draws, len(above)))
    chosen = [(picks == outlet).astype(np.float64) for outlet in range(len(padded))]
    return Piece(
        np.sum([here @ u for here, u in zip(chosen, padded, strict=True)], axis=0),
        np.sum([here @ u**2 for here, u in zip(chosen, padded, strict=True)], axis=0),
    )


def score_articles(counts: Floats) -> Floats:
    """Find how far each article (or cell) lies above the common rate: block × column."""
    numerator, denominator = counts[:, 0], counts[:, 1]
    rate = divide(numerator.sum(axis=0), denominator.sum(axis=0))
    return numerator - np.nan_to_num(rate) * denominator


def score_event(counts: Floats, is_target: Masks) -> Piece:
    """Score the articles of an event under arrangements (arrangement × article)."""
    above = score_articles(counts)
    denominator = counts[:, 1]
    n = np.count_nonzero(denominator, axis=0)
    sides = is_target.astype(np.float64)
    squares = sides @ above**2
    share = np.nan_to_num(divide(sides @ denominator, denominator.sum(axis=0)))
    spread = (1 - share) ** 2 * squares + share**2 * ((above**2).sum(axis=0) - squares)
    return Piece(sides @ above, spread * n / np.maximum(n - 1, 1))


def list_sides(n: int, n_target: int) -> Masks:
    """List all ways to choose the target's articles of an event: arrangement × article."""
    chosen = np.array(list(combinations(range(n), n_target)), dtype=np.intp)
    sides = np.zeros((len(chosen), n), dtype=np.bool_)
    np.put_along_axis(sides, chosen, True, axis=1)
    return sides


def draw_sides(is_target: Masks, draws: int, random: np.random.Generator) -> Masks:
    """Draw the target's articles of an event at random: draw × article."""
    return random.permuted(np.broadcast_to(is_target, (draws, len(is_target))), axis=1)


def make_random(names: Sequence[str], seed: int) -> np.random.Generator:
    """Make a generator that depends on the seed and the blocks' names alone."""
    key = json.dumps(["permutation", seed, *names]).encode()
    return np.random.default_rng(int.from_bytes(hashlib.sha256(key).digest()))


def find_p(pieces: Sequence[Piece], *, exact: bool, by_tail: bool = False) -> Floats:
    """Find the share of arrangements that lie as far from 0 as the observed one, which counts as a draw.

    With `by_tail` those on the observed side alone, twice: where one of several outlets stands for the
    target, those that are all alike lie far out together on the other side, and say nothing against it.
    """
    observed = studentise(
        sum(piece.score[0] for piece in pieces), sum(piece.variance[0] for piece in pieces)
    )
    statistic = studentise(*(cross if exact else add)(pieces))
    slack = TIE * np.abs(observed)
    if by_tail:
        tails = statistic >= observed - slack, statistic <= observed + slack
        extreme = np.minimum(*(np.count_nonzero(tail, axis=0) for tail in tails))
    else:
        extreme = np.count_nonzero(np.abs(statistic) >= np.abs(observed) - slack, axis=0)
    share = extreme / len(statistic) if exact else (1 + extreme) / (1 + len(statistic))
    varies = np.maximum(np.abs(statistic).max(axis=0), np.abs(observed)) > 0
    return np.where(varies, np.minimum((1 + by_tail) * share, 1), np.nan)


def cross(pieces: Sequence[Piece]) -> tuple[Floats, Floats]:
    """Combine every arrangement of each event with every one of the others."""
    width = pieces[0].score.shape[1]
    score = variance = np.zeros((1, width))
    for piece in pieces:
        score = (score[:, None] + piece.score[1:]).reshape(-1, width)
        variance = (variance[:, None] + piece.variance[1:]).reshape(-1, width)
    return score, variance


def add(pieces: Sequence[Piece]) -> tuple[Floats, Floats]:
    """Add the events draw by draw."""
    return (
        np.sum([piece.score[1:] for piece in pieces], axis=0),
        np.sum([piece.variance[1:] for piece in pieces], axis=0),
    )


def studentise(score: Floats, variance: Floats) -> Floats:
    """Divide the score by its standard error; 0 where nothing varies."""
    return np.nan_to_num(divide(score, np.sqrt(variance)))


def compare_with_normal(pieces: Sequence[Piece]) -> Floats:
    """Find p of the observed arrangement from the normal distribution."""
    from scipy.stats import norm

    score, variance = (sum(getattr(piece, name)[0] for piece in pieces) for name in ("score", "variance"))
    p = 2 * norm.sf(np.abs(studentise(score, variance)))
    return np.where(variance > 0, p, np.nan)
