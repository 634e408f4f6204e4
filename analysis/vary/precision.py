"""What more articles would buy: which ratio a study of a given size could tell from none.

Studies of two outlets are simulated. Each of their articles is one of the study's own, drawn at random, its
rate moved so that both outlets have the same on average; the target's is then multiplied by a ratio. How much
articles differ inside an outlet is thus taken from the data, and nothing else is. A ratio is told from none
where the difference, pooled over events as in every contrast, exceeds its standard error over events by
Student's t, and, with few events, where the sign test over events finds it, too. Both stand in for the
intervals and p of `comparisons`, and agree with them closely enough to plan by.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats, divide
from analysis.compare.design import MIN_ARTICLES, MIN_EVENTS
from analysis.compare.rows import finish_table
from analysis.compare.sample import ARTICLES, DENOMINATOR, NUMERATOR, Sample, make_sample

ROUNDING = 1e-9
STUDIES = 400  # simulated for each size; a power of 80 % is then known to 2 points
EVENTS = (MIN_EVENTS, 10, 20, 40)
ARTICLES_PER_EVENT = (1, 2, 4, 8, 16)
POWER, PLANNED = 0.8, 1.25
LARGEST = 10  # ratios beyond are not planned for
FEW_EVENTS = 9  # up to here the sign test asks for more than Student's t
HALVINGS = 12  # of the interval in which a ratio is sought


@dataclass(frozen=True)
class Size:
    """A study of two outlets with so many articles each on each of so many events."""

    n_events: int
    n_articles_per_event: int


def plan_precision(
    measures: pd.DataFrame, articles: pd.DataFrame, *, seed: int, confidence: float
) -> pd.DataFrame:
    """Plan how large a study has to be, from the variation of the articles at hand.

    Parameters
    ----------
    measures, articles
        The tables of these names.
    seed, confidence
        Of the draws; of the intervals that are to leave out no difference.

    Returns
    -------
    pandas.DataFrame
        Table `precision`: every measure and voice that was counted at least once and may not fall below 0,
        in studies of many sizes, that of the study at hand among them if it has 5 shared events.
    """
    sample = make_sample(measures, articles)
    sizes = list_sizes(sample)
    picks = draw_articles(len(sample.article_ids), sizes, seed) if len(sample.article_ids) > 1 else None
    frames = []
    for number, column in enumerate(sample.columns.itertuples()):
        if column.signed or not sample.counts[:, NUMERATOR, number].any() or picks is None:
            continue
        sums = [np.cumsum(part[picks], axis=-1) for part in level_outlets(sample, number)]
        rows = [describe_size(size, find_thresholds(take(sums, size), confidence)) for size in sizes]
        frames.append(pd.DataFrame(rows).assign(measure=str(column.measure), voice=str(column.voice)))
    return finish_table("precision", frames)


def list_sizes(sample: Sample) -> list[Size]:
    """List the sizes to plan for, the study's own among them where events can be resampled."""
    own = describe_own_size(sample.coverage)
    events = sorted({*EVENTS, own.n_events} if own.n_events >= MIN_EVENTS else EVENTS)
    per_event = sorted({*ARTICLES_PER_EVENT, own.n_articles_per_event})
    return [Size(k, m) for k in events for m in per_event]


def describe_own_size(coverage: NDArray[np.int64]) -> Size:
    """Describe the study at hand: events that two outlets or more cover, articles in a cell on average.

    Parameters
    ----------
    coverage
        Articles in each cell, event × outlet.
    """
    covered = coverage > 0
    per_cell = round(int(coverage.sum()) / max(int(covered.sum()), 1))
    return Size(int((covered.sum(axis=1) > 1).sum()), max(1, per_cell))


def draw_articles(n: int, sizes: list[Size], seed: int) -> np.ndarray:
    """Draw articles for the largest size; smaller ones take the first: study × side × event × article."""
    events, per_event = max(s.n_events for s in sizes), max(s.n_articles_per_event for s in sizes)
    return np.random.default_rng(seed).integers(n, size=(STUDIES, 2, events, per_event))


def take(sums: list[Floats], size: Size) -> tuple[Floats, Floats]:
    """Take studies of a size out of running sums over the articles of each event: study × side × event."""
    numerator, denominator = (part[:, :, : size.n_events, size.n_articles_per_event - 1] for part in sums)
    return numerator, denominator


def level_outlets(sample: Sample, column: int) -> tuple[Floats, Floats]:
    """Move every article's numerator so that its outlet has the rate of all together.

    Outlets with fewer than 3 articles are left where they are: with so few, what is theirs cannot be told
    from chance, and counts as chance.

    Returns
    -------
    tuple of numpy.ndarray
        Numerators and denominators of the articles.
    """
    numerator, denominator, has = sample.counts[:, (NUMERATOR, DENOMINATOR, ARTICLES), column].T
    n_outlets = len(sample.outlets)
    sums = [
        np.bincount(sample.outlet, values, n_outlets).astype(np.float64)
        for values in (numerator, denominator, has)
    ]
    rate = numerator.sum() / denominator.sum()
    levelled = sums[2] >= MIN_ARTICLES
    rates = np.where(levelled, divide(sums[0], sums[1]), rate)
    n = np.where(levelled, sums[2], has.sum())
    unbiased = np.sqrt(n / np.maximum(n - 1, 1))  # of a rate that was estimated from n articles
    deviation = numerator - denominator * rates[sample.outlet]
    return denominator * rate + deviation * unbiased[sample.outlet], denominator


def find_thresholds(sums: tuple[Floats, Floats], confidence: float) -> Floats:
    """Find the smallest ratio that each simulated study would tell from none; infinite where it tells none.

    Parameters
    ----------
    sums
        Numerators and denominators, study × side × event each.
    confidence
        Of the interval that is to leave out no difference.
    """
    numerator, denominator = sums
    value = np.nan_to_num(divide(numerator, denominator))
    weight = np.nan_to_num(divide(denominator.prod(axis=1), denominator.sum(axis=1)))
    weight = np.nan_to_num(divide(weight, weight.sum(axis=1, keepdims=True)))
    thresholds = solve_t(value, weight, confidence)
    if value.shape[2] <= FEW_EVENTS:
        thresholds = np.maximum(thresholds, search_signs(value * weight[:, None, :], confidence))
    return thresholds


def solve_t(value: Floats, weight: Floats, confidence: float) -> Floats:
    """Find the ratio at which the difference equals its standard error times Student's t.

    Multiplying the target by a ratio multiplies its mean and its spread over events, so that this is the root
    of a quadratic equation.
    """
    from scipy.stats import t

    n_events = value.shape[2]
    target, reference = np.einsum("sie,se->is", value, weight)
    spread = (value - np.stack([target, reference], axis=1)[:, :, None]) * weight[:, None, :]
    reach = t.ppf((1 + confidence) / 2, n_events - 1) ** 2 * n_events / (n_events - 1)
    squares = reach * np.einsum("sie,sje->ijs", spread, spread)
    second = target**2 - squares[0, 0]
    first = target * reference - squares[0, 1]
    discriminant = np.maximum(first**2 - second * (reference**2 - squares[1, 1]), 0)
    tells = (target > 0) & (reference > 0) & (second > 0)
    return np.where(tells, divide(first + np.sqrt(discriminant), np.where(tells, second, 1)), np.inf)


def search_signs(weighed: Floats, confidence: float) -> Floats:
    """Search the ratio from which on the sign test over events, gone through in full, is significant.

    Parameters
    ----------
    weighed
        Weighted values, study × side × event.
    confidence
        1 less the largest p.
    """
    target, reference = weighed[:, 0], weighed[:, 1]
    n_events = weighed.shape[2]
    signs = 1.0 - 2 * ((np.arange(2 ** (n_events - 1))[:, None] >> np.arange(n_events)) & 1)

    def is_told(ratio: Floats) -> NDArray[np.bool_]:
        difference = ratio[:, None] * target - reference
        observed = difference.sum(axis=1)
        extreme = np.abs(difference @ signs.T) >= np.abs(observed)[:, None] * (1 - ROUNDING)
        return (observed > 0) & (extreme.mean(axis=1) <= 1 - confidence + ROUNDING)

    low, high = np.ones(len(weighed)), np.full(len(weighed), float(LARGEST))
    found = is_told(high)
    for _ in range(HALVINGS):
        middle = np.sqrt(low * high)
        told = is_told(middle)
        low, high = np.where(told, low, middle), np.where(told, middle, high)
    return np.where(found, high, np.inf)


def describe_size(size: Size, thresholds: Floats) -> dict[str, float]:
    """Write the row of one size: the smallest ratio with enough power, and the power for the planned one."""
    ratio = np.sort(thresholds)[int(np.ceil(POWER * len(thresholds))) - 1]
    return {
        "n_events": size.n_events,
        "n_articles_per_event": size.n_articles_per_event,
        "n_articles": size.n_events * size.n_articles_per_event,
        "ratio": max(float(ratio), 1) if ratio <= LARGEST else np.nan,
        "power": float((thresholds <= PLANNED).mean()),
    }
