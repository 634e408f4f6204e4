"""Counts per article → figures with intervals: articles are drawn anew, counts summed, then divided.

Every figure is a function of sums, so that a draw is one row of a matrix product.
"""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from benchmarks.corpora import Document
from benchmarks.matching import Counts

DRAWS, SEED = 2000, 20_310_503
INTERVAL = (0.025, 0.975)
Floats = NDArray[np.float64]
Figure = dict[str, object]


def draw_weights(rows: Sequence[Document]) -> Floats:
    """Draw how often each row counts when articles are drawn anew, each with all its rows.

    Parameters
    ----------
    rows
        Gold data, each of one article (`doc_id`); articles are drawn within their `outlet`, where known.

    Returns
    -------
    numpy.ndarray
        1 + `DRAWS` rows, a column a row of gold; row 0 is the sample as it is. The same for the same rows.
    """
    articles = pd.DataFrame({key: [str(row.get(key)) for row in rows] for key in ("doc_id", "outlet")})
    article, names = pd.factorize(articles["doc_id"])
    outlet = pd.factorize(articles.drop_duplicates("doc_id")["outlet"])[0]
    generator = np.random.default_rng(SEED)
    weights = np.ones((1 + DRAWS, len(names)))
    for stratum in np.unique(outlet):
        (members,) = np.nonzero(outlet == stratum)
        even = np.full(len(members), 1 / len(members))
        weights[1:, members] = generator.multinomial(len(members), even, size=DRAWS)
    return weights[:, article]


def sum_counts(counts: Sequence[Counts], weights: Floats) -> dict[str, Floats]:
    """Sum each count over the rows, once for each row of weights."""
    frame = pd.DataFrame(list(counts))
    sums = weights @ frame.to_numpy("float64")
    return {str(name): sums[:, i] for i, name in enumerate(frame.columns)}


def precision(sums: Mapping[str, Floats]) -> Floats:
    """Share of what was found that is right; unknown where nothing was found."""
    return divide(sums["found_right"], sums["found"])


def recall(sums: Mapping[str, Floats]) -> Floats:
    """Share of the gold that was found; unknown where there is no gold."""
    return divide(sums["gold_found"], sums["gold"])


def f1(sums: Mapping[str, Floats]) -> Floats:
    """Harmonic mean of precision and recall; 0 where nothing is right, unknown without gold and found."""
    right, complete = np.nan_to_num(precision(sums)), np.nan_to_num(recall(sums))
    known = (sums["gold"] + sums["found"]) > 0
    both = np.maximum(right + complete, np.finfo(float).tiny)
    return np.where(known, 2 * right * complete / both, np.nan)


def divide(numerator: Floats, denominator: Floats) -> Floats:
    """Divide; by 0 is unknown."""
    return np.divide(numerator, denominator, out=np.full(len(denominator), np.nan), where=denominator > 0)


def correlate(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Pearson's r of two columns over the articles, once for each row of weights."""
    n = weights.sum(axis=1)
    mean_x, mean_y = weights @ x / n, weights @ y / n
    covariance = weights @ (x * y) / n - mean_x * mean_y
    spread = (weights @ (x * x) / n - mean_x**2) * (weights @ (y * y) / n - mean_y**2)
    return divide(covariance, np.sqrt(np.maximum(spread, 0)))


def describe_figure(figure: str, values: Floats, n: float, group: str = "") -> Figure:
    """Describe a figure: its value is the first, its interval holds the middle 95 % of the others.

    Parameters
    ----------
    figure
        Its name.
    values
        The value measured and one for each draw; draws without a value are left out.
    n
        How many gold things it rests on.
    group
        The outlet or class it is about, if not all.
    """
    drawn = values[1:][~np.isnan(values[1:])]
    low, high = np.quantile(drawn, INTERVAL, method="inverted_cdf") if len(drawn) else (np.nan, np.nan)
    numbers = {"value": values[0], "low": low, "high": high}
    return {"figure": figure, "group": group, **{k: float(v) for k, v in numbers.items()}, "n": int(n)}


def describe_matches(name: str, sums: Mapping[str, Floats]) -> list[Figure]:
    """Describe precision, recall and F1 of one kind of thing."""
    figures = {"precision": precision, "recall": recall, "f1": f1}
    return [
        describe_figure(f"{name}_{figure}", statistic(sums), sums["gold"][0])
        for figure, statistic in figures.items()
    ]
