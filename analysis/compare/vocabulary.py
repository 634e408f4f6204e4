"""Word counts laid out by cell of the design (event × outlet) and term, for each voice."""

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.store import TableError
from analysis.tables import VOICES

DENSE = 10**7  # cells × terms up to which sums are made in a full table, which is faster
CHUNK = 5000  # articles at a time


@dataclass(frozen=True)
class Vocabulary:
    """The words of one voice."""

    cells: pd.DataFrame  # event, outlet, n_articles, n_speaking, n_words, n_words_squared; sorted
    terms: pd.Index  # sorted
    by_article: Any  # sparse, article × term: occurrences
    cell: NDArray[Any]  # of each article

    @cached_property
    def counts(self) -> Any:
        """Sum occurrences by cell: sparse, cell × term."""
        return self.sum_entries(0)

    @cached_property
    def articles(self) -> Any:
        """Count the articles that use a term by cell: sparse, cell × term."""
        return self.sum_entries(1)

    @cached_property
    def squares(self) -> Any:
        """Sum x² by cell, where x is how often an article uses a term: sparse, cell × term."""
        return self.sum_entries(2)

    @cached_property
    def products(self) -> Any:
        """Sum x·n by cell, where n is an article's words: sparse, cell × term."""
        return self.sum_entries(3)

    def sum_entries(self, what: int) -> Any:
        """Sum one of the things that `weigh_entries` gives by cell: sparse, cell × term."""
        from scipy.sparse import csr_array

        if len(self.cells) * len(self.terms) <= DENSE:
            return csr_array(self.sums[what].astype(np.int64))
        weighed = csr_array(self.by_article, copy=True)
        weighed.data = weigh_entries(weighed)[what]
        return sum_rows(weighed, self.cell, len(self.cells))

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """Sum all four by cell, some articles at a time so that the processor's cache holds them."""
        shape = len(self.cells), len(self.terms)
        sums = np.zeros((4, math.prod(shape)))
        for start in range(0, len(self.cell), CHUNK):
            counts = self.by_article[start : start + CHUNK]
            cell = np.repeat(self.cell[start : start + CHUNK], np.diff(counts.indptr))
            place = cell * shape[1] + counts.indices
            for total, weights in zip(sums, weigh_entries(counts), strict=True):
                total += np.bincount(place, weights, len(total))
        return sums.reshape(4, *shape)


def weigh_entries(counts: Any) -> tuple[NDArray[np.int64], ...]:
    """Work out x, 1, x² and x·n for each entry x of a sparse matrix article × term."""
    words = np.repeat(counts.sum(axis=1), np.diff(counts.indptr))
    return counts.data, np.ones_like(counts.data), counts.data**2, counts.data * words


def lay_out_terms(term_counts: pd.DataFrame, articles: pd.DataFrame) -> dict[str, Vocabulary]:
    """Lay word counts out by cell and term, for each voice.

    Raises
    ------
    TableError
        If words belong to an article that is not in `articles`.
    """
    by_voice, terms = count_by_article(term_counts, articles)
    return {voice: lay_out_cells(counts, articles, terms) for voice, counts in by_voice.items()}


def count_by_article(
    term_counts: pd.DataFrame, articles: pd.DataFrame
) -> tuple[dict[str, Any], pd.Index]:
    """Lay word counts out by article and term: a sparse matrix for each voice, and the terms.

    Raises
    ------
    TableError
        If words belong to an article that is not in `articles`.
    """
    from scipy.sparse import csr_array

    article = pd.Index(articles["article_id"]).get_indexer(pd.Index(term_counts["article_id"]))
    if (article < 0).any():
        unknown = term_counts["article_id"].iloc[int((article < 0).argmax())]
        raise TableError(f"table term_counts: article {unknown!r} is not in the table articles")
    term, terms = pd.factorize(term_counts["term"], sort=True)
    count, voices = term_counts["count"].to_numpy(), term_counts["voice"].to_numpy()
    by_voice = {}
    for voice in VOICES:
        rows: Any = slice(None) if voice == "both" else np.flatnonzero(voices == voice)
        entries = (count[rows], (article[rows], term[rows]))
        by_voice[voice] = csr_array(entries, shape=(len(articles), len(terms)))  # adds up voices and parts
    return by_voice, pd.Index(terms)


def lay_out_cells(by_article: Any, articles: pd.DataFrame, terms: pd.Index) -> Vocabulary:
    """Lay counts of articles out by cell."""
    words = by_article.sum(axis=1)
    groups = articles.assign(n_words=words, n_words_squared=words**2, n_speaking=words > 0).groupby(
        ["event", "outlet"]
    )
    sums = groups[["n_speaking", "n_words", "n_words_squared"]].sum()
    cells = sums.astype("int64").assign(n_articles=groups.size()).reset_index()
    return Vocabulary(cells, terms, by_article, groups.ngroup().to_numpy())


def sum_rows(matrix: Any, group: NDArray[np.integer], n_groups: int) -> Any:
    """Sum the rows of a sparse matrix by group."""
    from scipy.sparse import csr_array

    n = len(group)
    indicator = csr_array((np.ones(n, dtype=matrix.dtype), (group, np.arange(n))), shape=(n_groups, n))
    return indicator @ matrix
