"""Atoms of the speech verbs near tokens: which, how far, with how many marks between."""

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.annotate.tagger.context import Flags, Ints, Layout, Spans, find_spans
from analysis.annotate.tagger.words import Words
from analysis.compiled import compile_pass

N_SPEECH = 4  # the first kinds are speech
FAR = 100  # tokens away, where there is no verb
MOST_MARKS = 3  # marks between a token and a verb, counted up to here


@dataclass(frozen=True)
class Stretches:
    """Stretches of tokens between which the speech verbs to either side do not change."""

    spans: Spans  # in sentences
    stretch: Ints  # each token's
    verb: Ints  # kind of speech verb that each stretch is; 0: none


class VerbAtoms(NamedTuple):
    """What is told of a stretch; 0 for what is absent."""

    left: Ints  # kind of the verb at it or to its left, and the marks between
    left_verb: Ints  # which verb
    left_marks: Ints
    right: Ints
    right_verb: Ints
    right_marks: Ints
    speech_left: Ints  # the same for verbs of speech alone
    speech_left_verb: Ints
    speech_left_marks: Ints
    speech_right: Ints
    speech_right_verb: Ints
    speech_right_marks: Ints
    that: Ints  # whether "that" stands to its left, and where the verb does
    inside: Ints  # the double marks around it
    nearest_left: Ints  # token where the verb to its left stands, or far away
    nearest_right: Ints


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
    layout: Layout, stretches: Stretches, words: Words, form: Ints, that: Flags, inside: Ints
) -> Ints:
    """Describe the speech verbs to either side of stretches.

    Parameters
    ----------
    that
        Of each form, whether it is "that".
    inside
        Of each segment, the double marks around it.

    Returns
    -------
    numpy.ndarray
        A row each of `VerbAtoms`.
    """
    start = stretches.spans.start
    segment, first = layout.segment[start], form[start]
    table = np.zeros((len(VerbAtoms._fields), len(start)), dtype=np.int64)
    atoms = VerbAtoms(*table)
    atoms.inside[:] = inside[segment]
    passed = np.cumsum((layout.marks > 0).astype(np.int64))[segment]
    spans = (start, stretches.spans.outer, passed, stretches.verb)
    fill_left(atoms, spans, words.word[first], that[first])
    fill_right(atoms, spans, words.word[first], len(form) + FAR)
    return table


@compile_pass
def fill_left(atoms: VerbAtoms, spans: tuple[Ints, Ints, Ints, Ints], word: Ints, that: Flags) -> None:
    """Fill what stands at stretches or to their left, in the sentence."""
    start, sentence, passed, verb = spans
    near, speech, said = -1, -1, -1
    for i in range(len(start)):
        if i and sentence[i] != sentence[i - 1]:
            near, speech, said = -1, -1, -1
        near = i if verb[i] else near
        speech = i if verb[i] and verb[i] <= N_SPEECH else speech
        said = i if that[i] else said
        atoms.nearest_left[i] = start[near] if near >= 0 else -FAR
        if near >= 0:
            marks = min(passed[i] - passed[near], MOST_MARKS)
            atoms.left[i], atoms.left_verb[i] = verb[near] * 4 + marks + 1, word[near]
            atoms.left_marks[i] = marks
        if speech >= 0:
            marks = min(passed[i] - passed[speech], MOST_MARKS)
            atoms.speech_left[i], atoms.speech_left_verb[i] = verb[speech] * 4 + marks + 1, word[speech]
            atoms.speech_left_marks[i] = marks
        atoms.that[i] = 1
        if said >= 0:
            atoms.that[i] += 1 + (said > near) + (near >= 0 and said == near + 1)


@compile_pass
def fill_right(atoms: VerbAtoms, spans: tuple[Ints, Ints, Ints, Ints], word: Ints, nowhere: int) -> None:
    """Fill what stands at stretches or to their right, in the sentence."""
    start, sentence, passed, verb = spans
    near, speech = -1, -1
    for i in range(len(start) - 1, -1, -1):
        if i + 1 < len(start) and sentence[i] != sentence[i + 1]:
            near, speech = -1, -1
        near = i if verb[i] else near
        speech = i if verb[i] and verb[i] <= N_SPEECH else speech
        atoms.nearest_right[i] = start[near] if near >= 0 else nowhere
        if near >= 0:
            marks = min(passed[near] - passed[i], MOST_MARKS)
            atoms.right[i], atoms.right_verb[i] = verb[near] * 4 + marks + 1, word[near]
            atoms.right_marks[i] = marks
        if speech >= 0:
            marks = min(passed[speech] - passed[i], MOST_MARKS)
            atoms.speech_right[i], atoms.speech_right_verb[i] = verb[speech] * 4 + marks + 1, word[speech]
            atoms.speech_right_marks[i] = marks
