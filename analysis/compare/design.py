"""Events × outlets: who covers what, and how much is too little."""

from collections.abc import Iterable

import pandas as pd

from analysis.compare.bootstrap import MIN_BLOCKS

MIN_ARTICLES = MIN_BLOCKS  # below, a value is flagged and has no interval
MIN_EVENTS = 5  # from here on events are resampled as blocks; below, what is pooled over them is flagged
MIN_WORDS = 500  # below, one occurrence moves a rate per 1,000 words by more than 2


def count_coverage(articles: pd.DataFrame, outlets: Iterable[str], events: Iterable[str]) -> pd.DataFrame:
    """Count articles in every cell of the design, empty cells too.

    Parameters
    ----------
    articles
        Table `articles`.
    outlets, events
        Names in the order wanted, such as `Study.outlets` and `Study.events`.

    Returns
    -------
    pandas.DataFrame
        A row an event, a column an outlet, the number of articles in the cell.
    """
    counts = pd.crosstab(articles["event"], articles["outlet"])
    return counts.reindex(index=list(events), columns=list(outlets), fill_value=0).astype("int64")


def find_shared_events(coverage: pd.DataFrame, target: str, reference: str) -> list[str]:
    """Find the events that both cover; the reference 'rest' is all other outlets together."""
    others = [name for name in coverage.columns if name != target] if reference == "rest" else [reference]
    shared = (coverage[target] > 0) & (coverage[others] > 0).any(axis=1)
    return list(coverage.index[shared])
