"""Which contrasts are tested how: p for every row, q over declared families."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats
from analysis.compare.design import MIN_ARTICLES, MIN_EVENTS
from analysis.compare.permutation import Permutation, permute_articles, permute_outlets
from analysis.compare.pooling import Contrast, find_common_events, list_rows, sum_contrast
from analysis.compare.sample import ARTICLES, Sample


def find_p_values(sample: Sample, contrast: Contrast, permutation: Permutation) -> Floats:
    """Test a contrast in each of its rows.

    Returns
    -------
    numpy.ndarray
        Two-sided p, row of `list_rows` × column; unknown with fewer than 3 articles on a side.
    """
    common = find_common_events(sample, contrast)
    n_articles = sum_contrast(sample, contrast).n_articles.min(axis=0)
    rows = list_rows(sample, contrast)
    p = np.full((len(rows), len(sample.columns)), np.nan)
    for place, row in enumerate(rows):
        known = n_articles[row] >= MIN_ARTICLES
        if known.any():
            events = common if row == len(sample.events) else np.array([row])
            p[place] = np.where(known, permute_events(sample, contrast, events, permutation), np.nan)
    return p


def permute_events(
    sample: Sample, contrast: Contrast, events: NDArray[np.intp], permutation: Permutation
) -> Floats:
    """Test a contrast over some events: their cells change places if there are enough, else articles do."""
    outlets = [contrast.target, *contrast.reference]
    if len(events) >= MIN_EVENTS:
        covering = [[outlet for outlet in outlets if sample.coverage[event, outlet]] for event in events]
        cells = [sample.cells[e, there, :ARTICLES] for e, there in zip(events, covering, strict=True)]
        return permute_outlets(cells, [sample.events[event] for event in events], permutation)
    # in the order of their ids, whoever is the target, so that both directions draw alike
    rows = np.sort(np.concatenate([r for o in outlets for r in sample.find_articles(o, events)]))
    return permute_articles(
        sample.counts[rows, :ARTICLES],
        sample.event[rows],
        sample.outlet[rows] == contrast.target,
        [sample.article_ids[row] for row in rows],
        permutation,
    )


def name_families(comparisons: pd.DataFrame) -> NDArray[np.str_]:
    """Name the family of each row: tests that are corrected together."""
    within = (comparisons["event"] != "all").to_numpy()
    against_rest = (comparisons["reference"] == "rest").to_numpy()
    return np.select([within, against_rest], ["event", "rest"], default="pair")


def correct_families(p: pd.Series, family: pd.Series) -> Floats:
    """Correct p within families for their number (Benjamini and Hochberg 1995).

    Parameters
    ----------
    p
        Unknown ones belong to no family and stay unknown.
    family
        Name of the family of each.

    Returns
    -------
    numpy.ndarray
        q: among the tests of a family with q up to some value, at most that share is expected to be false.
    """
    from scipy.stats import false_discovery_control

    groups = p.dropna().groupby(family)
    q = groups.transform(lambda found: false_discovery_control(found.to_numpy()))
    return q.reindex(p.index).to_numpy(np.float64)
