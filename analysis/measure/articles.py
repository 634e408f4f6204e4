"""Annotations → the table `measures`."""

from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from analysis.measure.annotations import Annotations, select_annotations
from analysis.measure.registry import Measure, list_measures
from analysis.store import make_table


def measure_articles(
    tables: dict[str, pd.DataFrame],
    label_sets: Mapping[str, Iterable[str]],
    *,
    headline: bool = True,
) -> pd.DataFrame:
    """Measure every article.

    Parameters
    ----------
    tables
        `articles`, `sentences`, `attributions`, `hedges`, `labels`, `loaded_words`, `term_counts`; others
        are ignored.
    label_sets
        The labels of each declared set (`Study.labels` will do): a label that nobody uses is measured, too.
    headline
        Whether titles and subtitles count.

    Returns
    -------
    pandas.DataFrame
        Table `measures`: a row for every article, measure and voice; an article without words has rows
        with denominators of 0.

    Raises
    ------
    TableError
        If a table or column is missing, or a row belongs to no article.
    """
    annotations = select_annotations(tables, headline=headline)
    frames = [
        measure_voice(annotations, measure, voice)
        for measure in list_measures(label_sets)
        for voice in measure.voices
    ]
    return make_table("measures", pd.concat(frames, ignore_index=True))


def measure_voice(annotations: Annotations, measure: Measure, voice: str) -> pd.DataFrame:
    """Measure every article in one voice."""
    n = len(annotations.articles)
    return pd.DataFrame(
        {
            "article_id": annotations.articles,
            "measure": np.full(n, measure.id),
            "voice": np.full(n, voice),
            "numerator": measure.numerator(annotations, voice),
            "denominator": measure.denominator(annotations, voice),
        }
    )
