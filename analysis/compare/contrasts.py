"""Each outlet against each other and against the rest, within events and pooled over them."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Bootstrap, Floats
from analysis.compare.contrast_intervals import bootstrap_contrasts
from analysis.compare.contrast_tests import correct_families, find_p_values, name_families
from analysis.compare.design import MIN_ARTICLES, MIN_EVENTS
from analysis.compare.permutation import Permutation
from analysis.compare.pooling import (
    Contrast,
    ContrastSums,
    compare_sides,
    list_contrasts,
    list_rows,
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
    measures: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    draws: int,
    permutations: int,
    seed: int,
    confidence: float,
) -> pd.DataFrame:
    """Hold every outlet against every other, and against all others together.

    Parameters
    ----------
    measures, articles
        The tables of these names.
    draws, seed, confidence
        Of the bootstrap, see `analysis.compare.contrast_intervals`.
    permutations
        Draws behind p where there are more arrangements than these, see `analysis.compare.permutation`.

    Returns
    -------
    pandas.DataFrame
        Table `comparisons`: for every contrast a row in each event that both sides cover, and one over all
        of these ('all'), even where there are none. In a study of more than 30 events there are rows over
        all events only. Articles and events are counted where both sides have a denominator. A ratio to 0
        is unknown, and so is the end of an interval that has no bound. Measures that may fall below 0 have
        no ratio.
    """
    sample = make_sample(measures, articles)
    contrasts = list_contrasts(sample.outlets)
    ends = bootstrap_contrasts(sample, contrasts, Bootstrap(draws, seed, confidence))
    p = [find_p_values(sample, contrast, Permutation(permutations, seed)) for contrast in contrasts]
    frames = [describe_contrast(sample, *found) for found in zip(contrasts, ends, p, strict=True)]
    if not frames:
        return finish_table("comparisons", [])
    rows = pd.concat([*frames, *map(swap_sides, frames)], ignore_index=True)
    rows = rows.assign(family=name_families(rows))
    q = correct_families(rows["p"].where(rows["flags"] == ""), rows["family"])
    return finish_table("comparisons", [rows.assign(q=q)])


def describe_contrast(sample: Sample, contrast: Contrast, ends: Floats, p: Floats) -> pd.DataFrame:
    """Write the rows of one contrast: the events both sides cover, then all of them."""
    rows = list_rows(sample, contrast)
    sums = number_sums(sample, sum_contrast(sample, contrast))
    numbers = {name: values[rows] for name, values in sums.items()} | number_ends(sample, ends) | {"p": p}
    return pd.DataFrame(
        {
            "event": np.repeat(np.array([*sample.events, "all"])[rows], len(sample.columns)),
            "target": sample.outlets[contrast.target],
            "reference": contrast.reference_name,
            "measure": np.tile(sample.columns["measure"], len(rows)),
            "voice": np.tile(sample.columns["voice"], len(rows)),
        }
        | {name: values.ravel() for name, values in numbers.items()}
    )


def number_sums(sample: Sample, sums: ContrastSums) -> dict[str, NDArray[Any]]:
    """Work out what follows from a contrast's sums: event × column each."""
    scale = sample.columns["scale"].to_numpy()
    has_ratio = np.where(sample.columns["signed"], np.nan, 1.0)
    target, reference, difference, ratio = compare_sides(sums.weighed)
    return {
        "value_target": target * scale,
        "value_reference": reference * scale,
        "difference": difference * scale,
        "ratio": ratio * has_ratio,
        "n_articles_target": sums.n_articles[0],
        "n_articles_reference": sums.n_articles[1],
        "n_events": sums.n_events,
        "flags": flag_rows(sample, sums),
    }


def number_ends(sample: Sample, ends: Floats) -> dict[str, NDArray[Any]]:
    """Bring the ends of a contrast's intervals into the measures' units: row × column each."""
    scale = sample.columns["scale"].to_numpy()
    has_ratio = np.where(sample.columns["signed"], np.nan, 1.0)
    return {
        "difference_low": ends[:, 0] * scale,
        "difference_high": ends[:, 1] * scale,
        "ratio_low": ends[:, 2] * has_ratio,
        "ratio_high": ends[:, 3] * has_ratio,
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
