"""Each outlet against each other and against the rest, within events and pooled over them."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Bootstrap, Floats
from analysis.compare.contrast_intervals import bootstrap_contrasts
from analysis.compare.design import MIN_ARTICLES, MIN_EVENTS
from analysis.compare.pooling import (
    Contrast,
    ContrastSums,
    compare_sides,
    find_common_events,
    list_contrasts,
    sum_contrast,
)
from analysis.compare.rows import finish_table, join_flags
from analysis.compare.sample import Sample, are_few_words, make_sample

OTHER_SIDE = {
    "target": "reference",
    "reference": "target",
    "value_target": "value_reference",
    "value_reference": "value_target",
    "n_articles_target": "n_articles_reference",
    "n_articles_reference": "n_articles_target",
}


def contrast_outlets(
    measures: pd.DataFrame, articles: pd.DataFrame, *, draws: int, seed: int, confidence: float
) -> pd.DataFrame:
    """Hold every outlet against every other, and against all others together.

    Parameters
    ----------
    measures, articles
        The tables of these names.
    draws, seed, confidence
        Of the bootstrap, see `analysis.compare.contrast_intervals`.

    Returns
    -------
    pandas.DataFrame
        Table `comparisons`: for every contrast a row in each event that both sides cover, and one over all
        of these ('all'), even where there are none. Articles and events are counted where both sides have a
        denominator. A ratio to 0 is unknown, and so is the end of an interval that has no bound. Measures
        that may fall below 0 have no ratio.
    """
    sample = make_sample(measures, articles)
    contrasts = list_contrasts(sample.outlets)
    ends = bootstrap_contrasts(sample, contrasts, Bootstrap(draws, seed, confidence))
    frames = [describe_contrast(sample, c, e) for c, e in zip(contrasts, ends, strict=True)]
    return finish_table("comparisons", [*frames, *map(swap_sides, frames)])


def describe_contrast(sample: Sample, contrast: Contrast, ends: Floats) -> pd.DataFrame:
    """Write the rows of one contrast: the events both sides cover, then all of them."""
    rows = np.append(find_common_events(sample, contrast), len(sample.events))
    numbers = number_rows(sample, sum_contrast(sample, contrast), ends)
    return pd.DataFrame(
        {
            "event": np.repeat(np.array([*sample.events, "all"])[rows], len(sample.columns)),
            "target": sample.outlets[contrast.target],
            "reference": contrast.reference_name,
            "measure": np.tile(sample.columns["measure"], len(rows)),
            "voice": np.tile(sample.columns["voice"], len(rows)),
        }
        | {name: values[rows].ravel() for name, values in numbers.items()}
    )


def number_rows(sample: Sample, sums: ContrastSums, ends: Floats) -> dict[str, NDArray[Any]]:
    """Work out the columns of a contrast's rows: event × column each."""
    scale = sample.columns["scale"].to_numpy()
    has_ratio = np.where(sample.columns["signed"], np.nan, 1.0)
    target, reference, difference, ratio = compare_sides(sums.weighed)
    return {
        "value_target": target * scale,
        "value_reference": reference * scale,
        "difference": difference * scale,
        "difference_low": ends[:, 0] * scale,
        "difference_high": ends[:, 1] * scale,
        "ratio": ratio * has_ratio,
        "ratio_low": ends[:, 2] * has_ratio,
        "ratio_high": ends[:, 3] * has_ratio,
        "n_articles_target": sums.n_articles[0],
        "n_articles_reference": sums.n_articles[1],
        "n_events": sums.n_events,
        "flags": flag_rows(sample, sums),
    }


def flag_rows(sample: Sample, sums: ContrastSums) -> NDArray[np.str_]:
    """Say where to be careful: event × column."""
    overall = np.arange(len(sums.n_events))[:, None] == len(sample.events)
    few_words = [are_few_words(sample, denominators) for denominators in sums.denominators]
    return join_flags(
        {
            "no_reference": sums.n_events == 0,
            "too_few_articles": sums.n_articles.min(axis=0) < MIN_ARTICLES,
            "too_few_events": (sums.n_events < MIN_EVENTS) & overall,
            "too_few_words": few_words[0] | few_words[1],
        }
    )


def swap_sides(rows: pd.DataFrame) -> pd.DataFrame:
    """Turn contrasts of pairs round; those against the rest have no counterpart."""
    pairs = rows[rows["reference"] != "rest"]
    with np.errstate(divide="ignore"):
        return pairs.assign(
            **{name: pairs[other] for name, other in OTHER_SIDE.items()},
            difference=-pairs["difference"],
            difference_low=-pairs["difference_high"],
            difference_high=-pairs["difference_low"],
            ratio=1 / pairs["ratio"],
            ratio_low=1 / pairs["ratio_high"],
            ratio_high=1 / pairs["ratio_low"],
        )
