"""The design of a comparison: events × outlets, who covers what, and how much is too little."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import pandas as pd

from analysis.compare.bootstrap import MIN_BLOCKS

MIN_ARTICLES = MIN_BLOCKS  # below, a value is flagged and has no interval
MIN_EVENTS = 6  # from here on events are the blocks: of 5, even 5 with the same sign have p = 2/32 > .05
MAX_EVENTS = 30  # with more, contrasts are pooled over events only: nobody reads each, and rows multiply
MIN_WORDS = 500  # below, one occurrence moves a rate per 1,000 words by more than 2


@dataclass(frozen=True)
class Design:
    """What is compared: events as blocks, outlets within them, articles in the cells.

    Contrasts are made within events and pooled over the events that both sides cover.
    """

    articles: pd.DataFrame = field(repr=False)  # table `articles`, those that are compared
    coverage: pd.DataFrame  # a row an event, a column an outlet: number of articles compared
    copies: pd.DataFrame  # the same: number of copies left out

    @property
    def missing(self) -> list[tuple[str, str]]:
        """List the cells without an article to compare, as (event, outlet)."""
        return [
            (str(event), str(outlet))
            for event, row in self.coverage.iterrows()
            for outlet, n in row.items()
            if n == 0
        ]

    @property
    def n_copies(self) -> int:
        """Count the copies left out."""
        return int(self.copies.to_numpy().sum())

    @property
    def contrasts(self) -> pd.DataFrame:
        """List the contrasts: target, reference, and in how many events they are made."""
        outlets = list(self.coverage.columns) if len(self.coverage.columns) > 1 else []
        pairs = [(t, r) for t in outlets for r in [*(o for o in outlets if o != t), "rest"]]
        rows = [(t, r, len(find_shared_events(self.coverage, t, r))) for t, r in pairs]
        return pd.DataFrame(rows, columns=["target", "reference", "n_events"])


def make_design(
    articles: pd.DataFrame,
    copies: pd.DataFrame,
    *,
    keep_copies: bool = False,
    outlets: Iterable[str] | None = None,
    events: Iterable[str] | None = None,
) -> Design:
    """Lay out what is compared.

    Parameters
    ----------
    articles, copies
        The tables of these names.
    keep_copies
        Whether articles that copy an earlier one are compared, too.
    outlets, events
        Names in the order wanted, such as `Study.outlets` and `Study.events`; those of the articles, in
        alphabetical order, if not given.
    """
    outlets = sorted(set(articles["outlet"])) if outlets is None else list(outlets)
    events = sorted(set(articles["event"])) if events is None else list(events)
    is_left_out = articles["article_id"].isin(copies["article_id"]) & (not keep_copies)
    compared = articles[~is_left_out].reset_index(drop=True)
    return Design(
        compared,
        count_coverage(compared, outlets, events),
        count_coverage(articles[is_left_out], outlets, events),
    )


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
