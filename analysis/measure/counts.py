"""What can be counted in each article, by voice.

A `Count` takes the annotations and a voice and gives one number an article, in the order of
`Annotations.articles`.
"""

from collections.abc import Callable, Collection

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.measure.annotations import Annotations

Counts = NDArray[np.float64]
Count = Callable[[Annotations, str], Counts]

NAMED = ("named_person", "named_organisation")


def count_rows(annotations: Annotations, rows: pd.DataFrame) -> Counts:
    """Count the rows of each article."""
    return np.bincount(rows["article"].to_numpy(), minlength=len(annotations.articles)).astype(np.float64)


def in_voice(rows: pd.DataFrame, voice: str) -> pd.DataFrame:
    """Keep the rows in one voice, or all for 'both'."""
    return rows if voice == "both" else rows[rows["voice"] == voice]


def count_words(annotations: Annotations, voice: str) -> Counts:
    """Count words."""
    words = in_voice(annotations.words, voice)
    counts = np.zeros(len(annotations.articles))
    np.add.at(counts, words["article"].to_numpy(), words["count"].to_numpy())
    return counts


def count_content_words(annotations: Annotations, voice: str) -> Counts:
    """Count words inside attributed content, each once, whatever the voice asked for."""
    return count_words(annotations, "source")


def count_hedges(annotations: Annotations, voice: str) -> Counts:
    """Count hedges of all classes."""
    hedges = annotations.hedges
    return count_rows(annotations, in_voice(hedges[hedges["kind"] == "hedge"], voice))


def count_boosters(annotations: Annotations, voice: str) -> Counts:
    """Count boosters."""
    hedges = annotations.hedges
    return count_rows(annotations, in_voice(hedges[hedges["kind"] == "booster"], voice))


def count_balance(annotations: Annotations, voice: str) -> Counts:
    """Count boosters less hedges."""
    return count_boosters(annotations, voice) - count_hedges(annotations, voice)


def count_hedges_of(hedge_class: str) -> Count:
    """Make the count of the hedges of one class."""

    def count(annotations: Annotations, voice: str) -> Counts:
        hedges = annotations.hedges
        chosen = (hedges["kind"] == "hedge") & (hedges["class"] == hedge_class)
        return count_rows(annotations, in_voice(hedges[chosen], voice))

    return count


def count_attributions(annotations: Annotations, voice: str) -> Counts:
    """Count attributions with content."""
    return count_rows(annotations, annotations.attributions)


def count_non_answers(annotations: Annotations, voice: str) -> Counts:
    """Count attributions without content."""
    return count_rows(annotations, annotations.non_answers)


def count_attributions_of(column: str, values: Collection[object]) -> Count:
    """Make the count of the attributions with content whose `column` has one of `values`."""

    def count(annotations: Annotations, voice: str) -> Counts:
        attributions = annotations.attributions
        return count_rows(annotations, attributions[attributions[column].isin(list(values))])

    return count


def count_distanced(kinds: Collection[str]) -> Count:
    """Make the count of the attributions to some kinds of source that the outlet holds at a distance."""

    def count(annotations: Annotations, voice: str) -> Counts:
        attributions = annotations.attributions
        chosen = attributions["distanced"] & attributions["source_kind"].isin(list(kinds))
        return count_rows(annotations, attributions[chosen])

    return count


def count_sources(annotations: Annotations, voice: str) -> Counts:
    """Count the different named people and organisations that each article gives the word to."""
    attributions = annotations.attributions
    named = attributions[attributions["source_kind"].isin(NAMED) & attributions["source_name"].notna()]
    return count_rows(annotations, named.drop_duplicates(["article", "source_name"]))


def count_loaded(annotations: Annotations, voice: str) -> Counts:
    """Count loaded words."""
    return count_rows(annotations, in_voice(annotations.loaded, voice))


def count_label(label_set: str, label: str | None = None) -> Count:
    """Make the count of one label of a set, or of all its labels."""

    def count(annotations: Annotations, voice: str) -> Counts:
        labels = annotations.labels[annotations.labels["label_set"] == label_set]
        chosen = labels if label is None else labels[labels["label"] == label]
        return count_rows(annotations, in_voice(chosen, voice))

    return count
