"""Word counts laid out by cell of the design (event × outlet) and term, for each voice."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.store import TableError
from analysis.tables import VOICES


@dataclass(frozen=True)
class Vocabulary:
    """The words of one voice."""

    cells: pd.DataFrame  # event, outlet, n_articles; sorted
    terms: pd.Index  # sorted
    counts: Any  # sparse, cell × term: occurrences
    articles: Any  # sparse, cell × term: articles that use the term


def lay_out_terms(term_counts: pd.DataFrame, articles: pd.DataFrame) -> dict[str, Vocabulary]:
    """Sum word counts by cell and term, for each voice.

    Raises
    ------
    TableError
        If words belong to an article that is not in `articles`.
    """
    article = pd.Index(articles["article_id"]).get_indexer(pd.Index(term_counts["article_id"]))
    if (article < 0).any():
        unknown = term_counts["article_id"].iloc[int((article < 0).argmax())]
        raise TableError(f"table term_counts: article {unknown!r} is not in the table articles")
    term, terms = pd.factorize(term_counts["term"], sort=True)
    count, voices = term_counts["count"].to_numpy(), term_counts["voice"].to_numpy()
    vocabularies = {}
    for voice in VOICES:
        rows = slice(None) if voice == "both" else np.flatnonzero(voices == voice)
        entries = (count[rows], (article[rows], term[rows]))
        vocabularies[voice] = sum_cells(entries, articles, pd.Index(terms))
    return vocabularies


def sum_cells(
    entries: tuple[NDArray[Any], tuple[NDArray[Any], NDArray[Any]]], articles: pd.DataFrame, terms: pd.Index
) -> Vocabulary:
    """Sum (count, (article, term)) by cell."""
    from scipy.sparse import csr_array

    by_article = csr_array(entries, shape=(len(articles), len(terms)))  # adds up voices and parts
    groups = articles.groupby(["event", "outlet"])
    cells = groups.size().reset_index(name="n_articles")
    n = len(articles)
    indicator = csr_array((np.ones(n, dtype=np.int64), (groups.ngroup(), np.arange(n))), (len(cells), n))
    return Vocabulary(cells, terms, indicator @ by_article, indicator @ (by_article > 0).astype(np.int64))
