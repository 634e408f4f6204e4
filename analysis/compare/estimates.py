"""Each outlet's values, per event and over all, with bootstrap intervals."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Bootstrap, Floats, count_effective, divide, find_interval, resample
from analysis.compare.design import MIN_ARTICLES, MIN_EVENTS
from analysis.compare.rows import finish_table, join_flags
from analysis.compare.sample import ARTICLES, DENOMINATOR, NUMERATOR, Sample, are_few_words, make_sample


def estimate_outlets(
    measures: pd.DataFrame, articles: pd.DataFrame, *, draws: int, seed: int, confidence: float
) -> pd.DataFrame:
    """Estimate every measure for every outlet.

    Parameters
    ----------
    measures, articles
        The tables of these names.
    draws, seed, confidence
        Of the bootstrap, which resamples articles; over all events it resamples whole events where the
        outlet covers at least 5.

    Returns
    -------
    pandas.DataFrame
        Table `estimates`: a row for every measure of an outlet in each event it covers and over all of
        them. Values are sums of numerators by sums of denominators, in the measure's unit. No interval
        rests on fewer than 3 articles or events.
    """
    sample = make_sample(measures, articles)
    bootstrap = Bootstrap(draws, seed, confidence)
    sums = np.concatenate([sample.cells, sample.cells.sum(axis=0, keepdims=True)])
    ends = np.full((2, *sums.shape[:2], sums.shape[3]), np.nan)
    for row, outlet in np.argwhere((sums[:, :, ARTICLES] >= MIN_ARTICLES).any(axis=2)):
        covered = np.flatnonzero(sample.coverage[:, outlet])
        events = covered if row == len(sample.events) else [row]
        ends[:, row, outlet] = bootstrap_value(sample, outlet, events, bootstrap)
    return finish_table("estimates", [list_estimates(sample, sums, ends)])


def bootstrap_value(
    sample: Sample, outlet: int, events: Sequence[int] | NDArray[np.intp], bootstrap: Bootstrap
) -> tuple[Floats, Floats]:
    """Find the interval of each column for an outlet in some events, before scaling."""
    if len(events) >= MIN_EVENTS:
        blocks, names = sample.cells[events, outlet], [sample.events[event] for event in events]
    else:
        rows = np.concatenate(sample.find_articles(outlet, events))
        blocks, names = sample.counts[rows], [sample.article_ids[row] for row in rows]
    sums = resample(blocks[:, :ARTICLES], [len(blocks)], names, bootstrap)[:, 0]
    n_blocks = np.count_nonzero(blocks[:, DENOMINATOR], axis=0)
    if len(events) >= MIN_EVENTS:
        n_blocks = count_effective(np.abs(blocks[:, NUMERATOR]), n_blocks)
    return find_interval(divide(sums[:, NUMERATOR], sums[:, DENOMINATOR]), n_blocks, bootstrap.confidence)


def list_estimates(sample: Sample, sums: Floats, ends: Floats) -> pd.DataFrame:
    """Write a row for every column of every cell with articles, and of every outlet over all events."""
    event, outlet = np.nonzero(np.vstack([sample.coverage, sample.coverage.sum(axis=0)]))
    numerator, denominator, n_articles = np.moveaxis(sums[event, outlet], 1, 0)
    n_columns = len(sample.columns)
    scale = sample.columns["scale"].to_numpy()
    few_events = np.count_nonzero(sample.cells[:, :, DENOMINATOR], axis=0)[outlet] < MIN_EVENTS
    overall = (event == len(sample.events))[:, None]
    values = {
        "value": divide(numerator, denominator) * scale,
        "low": ends[0, event, outlet] * scale,
        "high": ends[1, event, outlet] * scale,
        "numerator": numerator,
        "denominator": denominator,
        "n_articles": n_articles.astype(np.int64),
        "flags": join_flags(
            {
                "too_few_articles": n_articles < MIN_ARTICLES,
                "too_few_events": few_events & overall,
                "too_few_words": are_few_words(sample, denominator),
            }
        ),
    }
    return pd.DataFrame(
        {
            "event": np.repeat(np.array([*sample.events, "all"])[event], n_columns),
            "outlet": np.repeat(np.array(sample.outlets)[outlet], n_columns),
            "measure": np.tile(sample.columns["measure"], len(event)),
            "voice": np.tile(sample.columns["voice"], len(event)),
        }
        | {name: value.ravel() for name, value in values.items()}
    )
