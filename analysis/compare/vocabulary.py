"""Word counts laid out by cell of the design (event × outlet) and term, for each voice."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from analysis.store import TableError
from analysis.tables import VOICES


@dataclass(frozen=True)
class Vocabulary:
    """The words of one voice.

    Sums over a cell's articles are all that inference over articles needs: those of x, x² and x·n, where
    x is how often an article uses a term and n its words.
    """

    cells: pd.DataFrame  # event, outlet, n_articles, n_speaking, n_words, n_words_squared; sorted
    terms: pd.Index  # sorted
    counts: Any  # sparse, cell × term: occurrences, Σx
    articles: Any  # sparse, cell × term: articles that use the term
    squares: Any  # sparse, cell × term: Σx²
    products: Any  # sparse, cell × term: Σx·n


def lay_out_terms(term_counts: pd.DataFrame, articles: pd.DataFrame) -> dict[str, Vocabulary]:
    """Sum word counts by cell and term, for each voice.

    Raises
    ------
    TableError
        If words belong to an article that is not in `articles`.
    """
    by_voice, terms = count_by_article(term_counts, articles)
    return {voice: sum_cells(counts, articles, terms) for voice, counts in by_voice.items()}


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


def sum_cells(by_article: Any, articles: pd.DataFrame, terms: pd.Index) -> Vocabulary:
    """Sum counts of articles by cell."""
    from scipy.sparse import csr_array, diags_array

    words = by_article.sum(axis=1)
    groups = articles.assign(n_words=words, n_words_squared=words**2, n_speaking=words > 0).groupby(
        ["event", "outlet"]
    )
    sums = groups[["n_speaking", "n_words", "n_words_squared"]].sum()
    cells = sums.astype("int64").assign(n_articles=groups.size()).reset_index()
    n = len(articles)
    indicator = csr_array((np.ones(n, dtype=np.int64), (groups.ngroup(), np.arange(n))), (len(cells), n))
    by_article.sum_duplicates()
    return Vocabulary(
        cells,
        terms,
        indicator @ by_article,
        indicator @ (by_article > 0).astype(np.int64),
        indicator @ by_article.power(2),
        indicator @ (diags_array(words.astype(np.float64)) @ by_article),
    )
