"""Atoms of the speech verbs near each token: which, how far, with how many marks between."""

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.context import BREAK, Ints, Layout, bucket, last_true, look_at, nearest_true
from analysis.annotate.segments import MOST_MARKS, as_atoms, has_class
from analysis.annotate.words import Atoms, WordTable

N_SPEECH = 4  # the first kinds are speech
VERB_CLASSES = (("say",), ("accord",), ("claim", "deny"), ("attack", "urge", "praise"), ("think",), ("show",))


def describe_verbs(
    layout: Layout, own: Atoms, segments: Atoms, table: WordTable
) -> tuple[Atoms, Ints, Atoms]:
    """Describe the speech verbs to either side, in stretches of tokens between which they do not change.

    Returns
    -------
    tuple
        Atoms of the stretches, each token's stretch, and atoms of the tokens: their distances.
    """
    kind = classify_verbs(own["classes"], table)
    is_that = has_class(own["classes"], ("that",), table)
    opens = (kind > 0) | is_that
    opens[1:] |= (kind[:-1] > 0) | (layout.segment[1:] != layout.segment[:-1])
    opens[:1] = True
    start, stretch = np.flatnonzero(opens), np.cumsum(opens) - 1
    passed = np.cumsum(layout.marks & BREAK > 0)
    floor, ceiling = layout.first_in_sentence[start], layout.last_in_sentence[start]
    columns: dict[str, NDArray] = {"inside": segments["inside"][layout.segment[start]]}
    distances = {}
    for prefix, verb in (("", kind > 0), ("speech_", (kind > 0) & (kind <= N_SPEECH))):
        for side, where in zip(("left", "right"), nearest_true(verb, floor, ceiling, start), strict=True):
            found, name = where >= 0, prefix + side
            marks = np.minimum(np.abs(look_at(passed, where, found) - passed[start]), MOST_MARKS)
            columns[name] = np.where(found, look_at(kind, where, found) * 4 + marks + 1, 0)
            columns[f"{name}_verb"] = look_at(own["word"], where, found)
            columns[f"{name}_marks"] = np.where(found, marks, 0)
            distances[name] = where[stretch]
    left, that = distances["left"][start], last_true(is_that, floor, start)
    columns["that"] = np.where(that >= 0, 1 + (that > left) + (that == left + 1), 0) + 1
    return as_atoms(columns), stretch, describe_distances(distances, columns, stretch)


def describe_distances(verbs: dict[str, Ints], columns: dict[str, NDArray], stretch: Ints) -> Atoms:
    """Describe for each token how far the nearest speech verbs are."""
    atoms = {side: columns[side][stretch] for side in ("left", "right")}
    at = np.arange(len(stretch))
    for side, sign in (("left", 1), ("right", -1)):
        away = bucket((at - verbs[side]) * sign) + 1
        away += (columns[f"{side}_marks"] * 9)[stretch]
        atoms[f"{side}_distance"] = np.where(verbs[side] < 0, 0, away)
    return as_atoms(atoms)


def classify_verbs(classes: NDArray[np.uint64], table: WordTable) -> Ints:
    """Tell the kind of speech verb each token is, 0 for none."""
    kind = np.zeros(len(classes), dtype=np.int64)
    for i, names in reversed(list(enumerate(VERB_CLASSES))):
        kind[has_class(classes, names, table)] = i + 1
    return kind
