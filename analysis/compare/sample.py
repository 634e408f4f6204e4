"""The articles of a study laid out as arrays, with their place in the design and their measures."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats
from analysis.compare.design import MIN_WORDS
from analysis.measure.registry import PER_1000_WORDS, find_measure
from analysis.store import TableError

Ints = NDArray[np.int64]

NUMERATOR, DENOMINATOR, ARTICLES = range(3)  # what `Sample.counts` holds on its second axis


@dataclass(frozen=True)
class Sample:
    """The articles in the order of their ids, with their place in the design and their measures."""

    outlets: tuple[str, ...]
    events: tuple[str, ...]
    article_ids: tuple[str, ...]
    outlet: Ints  # of each article, position in `outlets`
    event: Ints
    columns: pd.DataFrame  # measure, voice, scale, signed
    counts: Floats  # article × (numerator, denominator, 1 if there is a denominator) × column

    @cached_property
    def cells(self) -> Floats:
        """Sum `counts` in every cell: event × outlet × 3 × column."""
        from scipy.sparse import csr_array

        n, *width = self.counts.shape
        shape = len(self.events), len(self.outlets)
        cell = self.event * shape[1] + self.outlet
        indicator = csr_array((np.ones(n), (cell, np.arange(n))), shape=(math.prod(shape), n))
        sums = np.asarray(indicator @ self.counts.reshape(n, math.prod(width)))
        return sums.reshape(*shape, *width)

    @cached_property
    def coverage(self) -> Ints:
        """Count the articles in every cell: event × outlet."""
        table = np.zeros((len(self.events), len(self.outlets)), dtype=np.int64)
        np.add.at(table, (self.event, self.outlet), 1)
        return table

    @cached_property
    def articles_of_cell(self) -> dict[Any, Any]:
        """List the articles of every cell that has some: positions by (event, outlet)."""
        return pd.Series(self.event).groupby([self.event, self.outlet]).indices

    def find_articles(self, outlet: int, events: Iterable[int]) -> list[NDArray[np.intp]]:
        """Find an outlet's articles about each of some events, as positions."""
        none = np.empty(0, dtype=np.intp)
        return [self.articles_of_cell.get((event, outlet), none) for event in events]


def make_sample(measures: pd.DataFrame, articles: pd.DataFrame) -> Sample:
    """Lay the measures out by article and column.

    Raises
    ------
    TableError
        If measures belong to an article that is not in `articles`.
    """
    articles = articles.sort_values("article_id")
    columns = measures[["measure", "voice"]].drop_duplicates().sort_values(["measure", "voice"])
    registered = [find_measure(name) for name in columns["measure"]]
    outlet, outlets = pd.factorize(articles["outlet"], sort=True)
    event, events = pd.factorize(articles["event"], sort=True)
    return Sample(
        tuple(outlets),
        tuple(events),
        tuple(articles["article_id"]),
        outlet.astype(np.int64),
        event.astype(np.int64),
        columns.assign(scale=[m.scale for m in registered], signed=[m.signed for m in registered]),
        lay_out(measures, pd.Index(articles["article_id"]), pd.MultiIndex.from_frame(columns)),
    )


def lay_out(measures: pd.DataFrame, article_ids: pd.Index, columns: pd.MultiIndex) -> Floats:
    """Turn rows of `measures` into an array, 0 where there is none."""
    row = article_ids.get_indexer(pd.Index(measures["article_id"]))
    if (row < 0).any():
        unknown = measures["article_id"].iloc[int((row < 0).argmax())]
        raise TableError(f"table measures: article {unknown!r} is not in the table articles")
    column = columns.get_indexer(pd.MultiIndex.from_frame(measures[["measure", "voice"]]))
    counts = np.zeros((len(article_ids), 3, len(columns)))
    counts[row, NUMERATOR, column] = measures["numerator"]
    counts[row, DENOMINATOR, column] = measures["denominator"]
    counts[:, ARTICLES] = counts[:, DENOMINATOR] > 0
    return counts


def are_few_words(sample: Sample, denominator: Floats) -> NDArray[np.bool_]:
    """Tell which rates per 1,000 words rest on few words."""
    is_rate = sample.columns["scale"].to_numpy() == PER_1000_WORDS
    return is_rate & (denominator < MIN_WORDS)
