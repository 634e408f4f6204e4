"""Atoms of the speech verbs near each token: which, how far, with how many marks between."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.tagger.context import (
    Flags,
    Ints,
    Layout,
    Spans,
    bucket,
    find_inner,
    find_spans,
    first_true,
    last_true,
    look_at,
)
from analysis.annotate.tagger.segments import as_atoms
from analysis.annotate.tagger.vocabulary import VERB_CLASSES
from analysis.annotate.tagger.words import Atoms

N_SPEECH = 4  # the first kinds are speech
FAR = 100  # tokens away, where there is no verb
MOST_MARKS = 3  # marks between a token and a verb, counted up to here


@dataclass(frozen=True)
class Stretches:
    """Stretches of tokens between which the speech verbs to either side do not change."""

    spans: Spans  # in sentences
    stretch: Ints  # each token's
    verb: Ints  # kind of speech verb that each stretch is; 0: none


def find_stretches(layout: Layout, verb: Ints, that: Flags) -> Stretches:
    """Cut segments at speech verbs and behind them, and at "that"."""
    n = len(verb)
    verbs = np.flatnonzero(verb)
    opens = np.zeros(n + 1, dtype=bool)
    for places in (layout.segments.start, verbs, verbs + 1, np.flatnonzero(that)):
        opens[places] = True
    start = np.flatnonzero(opens[:n])
    spans = find_spans(start, n, layout.sentences.start)
    return Stretches(spans, np.cumsum(opens[:n]) - 1, verb[start])


def describe_verbs(
    layout: Layout,
    stretches: Stretches,
    word: NDArray[np.uint64],
    *,
    that: Flags,
    inside: NDArray,
) -> tuple[Atoms, Atoms]:
    """Describe the speech verbs to either side of stretches, and of tokens.

    Parameters
    ----------
    word, that, inside
        Each stretch's first word, whether that is "that", and the quotation around it.

    Returns
    -------
    tuple
        Atoms of the stretches; and of the tokens: the verbs and how far they are.
    """
    start = stretches.spans.start
    passed = np.cumsum(layout.marks > 0)[layout.segment[start]]
    first, last = find_inner(layout.sentences, stretches.spans)
    columns: dict[str, NDArray] = {"inside": inside}
    near = {}
    for prefix, most in (("", len(VERB_CLASSES)), ("speech_", N_SPEECH)):
        flags = (stretches.verb > 0) & (stretches.verb <= most)
        for side, where in (("left", last_true(flags, first)), ("right", first_true(flags, last))):
            found, name = where >= 0, prefix + side
            marks = np.minimum(np.abs(passed[where] - passed), MOST_MARKS)
            columns[name] = np.where(found, stretches.verb[where] * 4 + marks + 1, 0)
            columns[f"{name}_verb"] = look_at(word, where, found)
            columns[f"{name}_marks"] = np.where(found, marks, 0)
            near[name] = where
    said, left = last_true(that, first), near["left"]
    columns["that"] = np.where(said >= 0, 1 + (said > left) + ((left >= 0) & (said == left + 1)), 0) + 1
    distances = {
        f"{side}_near": find_distances(near[side], columns[side], stretches) for side in ("left", "right")
    }
    return as_atoms(columns), as_atoms(distances)


def find_distances(near: Ints, column: Ints, stretches: Stretches) -> Ints:
    """Tell for each token the nearest speech verb and how far it is."""
    stretch = stretches.stretch
    place = np.where(near >= 0, stretches.spans.start[near], len(stretch) + FAR)
    away = bucket(np.abs(np.arange(len(stretch)) - place[stretch]))
    return away + (column * 8)[stretch]
