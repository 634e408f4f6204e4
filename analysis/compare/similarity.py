"""How alike outlets word the same event: cosine of TF-IDF vectors."""

from collections.abc import Collection, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.rows import finish_table
from analysis.compare.vocabulary import Vocabulary, lay_out_terms


def compare_wording(
    term_counts: pd.DataFrame, articles: pd.DataFrame, *, stop_words: Collection[str]
) -> pd.DataFrame:
    """Compare the words of each two outlets inside each event that both cover.

    Parameters
    ----------
    term_counts, articles
        The tables of these names.
    stop_words
        Terms to leave out.

    Returns
    -------
    pandas.DataFrame
        Table `similarity`: each pair once, in alphabetical order. A document is all that an outlet wrote
        about an event; inverse document frequencies are those of the whole study in the voice, smoothed as
        scikit-learn does. Unknown where one has no words in the voice; 'all' is the mean of what is known.
    """
    vocabularies = lay_out_terms(term_counts[~term_counts["term"].isin(list(stop_words))], articles)
    pairs = list(combinations(sorted(set(articles["outlet"])), 2))
    frames = []
    for voice, vocabulary in vocabularies.items():
        by_event = compare_cells(vocabulary)
        frames += [rows.assign(voice=voice) for rows in (by_event, average_events(by_event, pairs))]
    return finish_table("similarity", frames)


def compare_cells(vocabulary: Vocabulary) -> pd.DataFrame:
    """Compare each two outlets in each event."""
    vectors, has_words = weigh_cells(vocabulary)
    rows = []
    for event, cells in vocabulary.cells.groupby("event"):
        cosines = (vectors[cells.index] @ vectors[cells.index].T).toarray()
        for one, other in combinations(range(len(cells)), 2):
            known = bool(has_words[cells.index[[one, other]]].all())
            rows.append(
                {
                    "event": event,
                    "outlet": cells["outlet"].iloc[one],
                    "other": cells["outlet"].iloc[other],
                    "similarity": cosines[one, other] if known else np.nan,
                    "n_articles": cells["n_articles"].iloc[[one, other]].sum(),
                    "n_events": int(known),
                }
            )
    return pd.DataFrame(rows, columns=["event", "outlet", "other", "similarity", "n_articles", "n_events"])


def weigh_cells(vocabulary: Vocabulary) -> tuple[Any, NDArray[np.bool_]]:
    """Weigh the words of each cell by TF-IDF, to length 1, and tell which cells have words."""
    from sklearn.feature_extraction.text import TfidfTransformer

    has_words = vocabulary.counts.sum(axis=1) > 0
    if not has_words.any():
        return vocabulary.counts, has_words
    return TfidfTransformer().fit_transform(vocabulary.counts), has_words


def average_events(by_event: pd.DataFrame, pairs: Sequence[tuple[str, str]]) -> pd.DataFrame:
    """Average each pair over the events where its similarity is known."""
    known = by_event[by_event["similarity"].notna()].groupby(["outlet", "other"])
    averages = known.agg({"similarity": "mean", "n_articles": "sum", "n_events": "sum"})
    averages = averages.reindex(pd.MultiIndex.from_tuples(pairs, names=["outlet", "other"]))
    counted = averages.fillna({"n_articles": 0, "n_events": 0})
    return counted.reset_index().assign(event="all")
