"""The bootstrap: resampled sums, and intervals from them.

What is resampled is a block: an article, or an event with all its articles. Draws depend on the seed and
the names of the blocks alone, so that the same blocks are drawn alike for every measure and on both sides of
a contrast, and nothing else in the study changes them.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

MIN_BLOCKS = 3  # fewer say too little about their variation
MANY_BLOCKS = 1000  # from here on blocks are drawn one by one
CHUNK = 250_000  # weights held at a time, few enough for the processor's cache


@dataclass(frozen=True)
class Bootstrap:
    """How often to draw, from which seed, for intervals of which confidence."""

    draws: int
    seed: int
    confidence: float

    def __post_init__(self) -> None:
        if self.draws < 1 or not 0 < self.confidence < 1:
            raise ValueError(f"{self}: give at least 1 draw, and a confidence such as 0.95")


def resample(blocks: Floats, sizes: Sequence[int], names: Sequence[str], bootstrap: Bootstrap) -> Floats:
    """Sum resampled blocks, by group.

    Parameters
    ----------
    blocks
        What to sum, block × ...: whole numbers, whose sums are exact in whatever order they are made.
    sizes
        How many blocks, one after the other, make each group; those of all groups are drawn together.
    names
        The blocks' names, which decide the draws.

    Returns
    -------
    numpy.ndarray
        Draw × group × ...
    """
    flat = blocks.reshape(len(names), -1)
    ends = np.cumsum(sizes)
    sums = np.empty((bootstrap.draws, len(sizes), flat.shape[1]))
    first = 0
    for weights in draw_weights(names, bootstrap):
        for group, (start, end) in enumerate(zip(ends - sizes, ends, strict=True)):
            sums[first : first + len(weights), group] = weights[:, start:end] @ flat[start:end]
        first += len(weights)
    return sums.reshape(*sums.shape[:2], *blocks.shape[1:])


def draw_weights(
    names: Sequence[str], bootstrap: Bootstrap, *, at_a_time: int | None = None
) -> Iterator[Floats]:
    """Draw how often each block enters each draw: draw × block, some draws at a time.

    As many blocks are drawn as there are, with replacement. Of 1,000 blocks or more each is drawn for itself,
    as often as Poisson's law says: that is five times as fast, and ratios of sums do not feel that the total
    varies (Hanley and MacGibbon 2006, "Creating non-parametric bootstrap samples using Poisson frequencies").
    """
    n = len(names)
    key = json.dumps([bootstrap.seed, *names]).encode()
    random = np.random.default_rng(int.from_bytes(hashlib.sha256(key).digest()))
    step = at_a_time or max(1, CHUNK // n)
    for first in range(0, bootstrap.draws, step):
        draws = min(step, bootstrap.draws - first)
        yield (draw_poisson if n >= MANY_BLOCKS else draw_multinomial)(random, draws, n)


def draw_multinomial(random: np.random.Generator, draws: int, n: int) -> Floats:
    """Draw n of n blocks with replacement, so many times: draw × block."""
    picks = random.integers(n, size=(draws, n)) + np.arange(draws)[:, None] * n
    return np.bincount(picks.ravel(), minlength=draws * n).reshape(draws, n).astype(np.float64)


def draw_poisson(random: np.random.Generator, draws: int, n: int) -> Floats:
    """Draw each of n blocks by Poisson's law with mean 1, so many times: draw × block."""
    chances = np.frombuffer(random.bytes(2 * draws * n), dtype="<u2")
    return list_poisson()[chances].reshape(draws, n)


@cache
def list_poisson() -> Floats:
    """List the counts that 65,536 equally likely numbers stand for."""
    from scipy.stats import poisson

    return poisson.ppf((np.arange(2**16) + 0.5) / 2**16, 1)


def count_effective(sizes: Floats, n_blocks: NDArray[Any]) -> Floats:
    """Count the blocks that a sum effectively rests on, by what each adds to it (Kish 1965).

    Equal blocks count one each; where one makes nearly all of the sum there is hardly more than one.

    Parameters
    ----------
    sizes
        Block × column, 0 or more.
    n_blocks
        Blocks of each column; of 3 or more, the effective number is not taken as less than 3.
    """
    effective = np.nan_to_num(divide(sizes.sum(axis=0) ** 2, (sizes**2).sum(axis=0)))
    return np.where(n_blocks >= MIN_BLOCKS, np.maximum(effective, MIN_BLOCKS), n_blocks)


def find_interval(values: Floats, n_blocks: NDArray[Any], confidence: float) -> tuple[Floats, Floats]:
    """Find the expanded percentile interval of each column.

    Percentile intervals are too short when there are few blocks; these reach as far out as Student's t
    and the unbiased variance would (Hesterberg 2015, "What teachers should know about the bootstrap").

    Parameters
    ----------
    values
        Draw × column; unknown draws are left out.
    n_blocks
        Blocks that each column rests on, effectively if they are unequal.
    confidence
        Share of intervals that should hold the true value.

    Returns
    -------
    tuple of numpy.ndarray
        Low and high ends; unknown with fewer than 3 blocks. Where all blocks agree (never a label, always a
        label) the interval has no width: a bootstrap cannot see what the sample does not show.
    """
    known = np.count_nonzero(~np.isnan(values), axis=0)
    usable = (n_blocks >= MIN_BLOCKS) & (known > 0)
    rank = np.floor(find_levels(n_blocks, confidence) * (np.maximum(known, 1) - 1)).astype(np.int64)
    ordered = np.sort(values, axis=0)  # unknown draws come last
    column = np.arange(values.shape[1])
    low, high = ordered[rank, column], ordered[np.maximum(known - 1 - rank, 0), column]
    return np.where(usable, low, np.nan), np.where(usable, high, np.nan)


def find_levels(n_blocks: NDArray[Any], confidence: float) -> Floats:
    """Find the share of draws to leave out at each end."""
    from scipy.stats import norm, t

    n = np.maximum(n_blocks, MIN_BLOCKS)
    reach = np.sqrt(n / (n - 1)) * t.ppf((1 + confidence) / 2, n - 1)
    return np.asarray(norm.cdf(-reach))


def divide(numerator: Floats, denominator: Floats) -> Floats:
    """Divide; by 0 gives unknown."""
    unknown = np.full(np.broadcast_shapes(numerator.shape, denominator.shape), np.nan)
    return np.divide(numerator, denominator, out=unknown, where=denominator != 0)
