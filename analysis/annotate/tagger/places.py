"""Atoms of single tokens: their word and its neighbours, where they stand, how far the speech verbs are."""

from typing import NamedTuple

import numpy as np

from analysis.annotate.tagger.context import Ints, Layout, bucket
from analysis.annotate.tagger.segments import SegmentAtoms
from analysis.annotate.tagger.verbs import Stretches, VerbAtoms
from analysis.annotate.tagger.words import Words
from analysis.compiled import compile_pass


class TokenAtoms(NamedTuple):
    """What is told of a token."""

    word: Ints
    word_before: Ints
    word_after: Ints
    coarse: Ints
    coarse_before: Ints
    coarse_after: Ints
    classes: Ints
    classes_before: Ints
    classes_after: Ints
    place: Ints  # in its segment, from either end
    to_end: Ints  # of its sentence
    segment_kinds: Ints
    segment_inside: Ints
    left_near: Ints  # the speech verb to its left, and how far it is
    right_near: Ints


def describe_tokens(
    layout: Layout, segments: Ints, stretches: Stretches, verbs: Ints, *, form: Ints, words: Words
) -> Ints:
    """Describe tokens by what stands near them: a row each of `TokenAtoms`."""
    table = np.empty((len(TokenAtoms._fields), len(form)), dtype=np.int64)
    atoms = TokenAtoms(*table)
    fill_words(atoms, layout.paragraphs.start, layout.paragraphs.end, words, form)
    spans = layout.segments
    sentence_end = layout.sentences.end[spans.outer]
    fill_places(atoms, (spans.start, spans.end, sentence_end), SegmentAtoms(*segments))
    fill_distances(atoms, stretches.stretch, VerbAtoms(*verbs))
    return table


@compile_pass
def fill_words(atoms: TokenAtoms, first: Ints, last: Ints, words: Words, form: Ints) -> None:
    """Fill the words at and beside tokens; beyond the paragraph lies a last form."""
    absent = len(words.word) - 1
    for paragraph in range(len(first)):
        for i in range(first[paragraph], last[paragraph]):
            before = form[i - 1] if i > first[paragraph] else absent
            after = form[i + 1] if i + 1 < last[paragraph] else absent
            atoms.word[i], atoms.word_before[i] = words.word[form[i]], words.word[before]
            atoms.word_after[i] = words.word[after]
            atoms.coarse[i], atoms.coarse_before[i] = words.coarse[form[i]], words.coarse[before]
            atoms.coarse_after[i] = words.coarse[after]
            atoms.classes[i], atoms.classes_before[i] = words.classes[form[i]], words.classes[before]
            atoms.classes_after[i] = words.classes[after]


@compile_pass
def fill_places(atoms: TokenAtoms, spans: tuple[Ints, Ints, Ints], segments: SegmentAtoms) -> None:
    """Fill where tokens stand in their segment and sentence."""
    start, end, sentence_end = spans
    for segment in range(len(start)):
        for i in range(start[segment], end[segment]):
            atoms.place[i] = bucket(i - start[segment]) * 8 + bucket(end[segment] - 1 - i)
            atoms.to_end[i] = bucket(sentence_end[segment] - 1 - i)
            atoms.segment_kinds[i] = segments.kinds[segment]
            atoms.segment_inside[i] = segments.inside[segment]


@compile_pass
def fill_distances(atoms: TokenAtoms, stretch: Ints, verbs: VerbAtoms) -> None:
    """Fill how far the speech verbs to either side are."""
    for i in range(len(stretch)):
        here = stretch[i]
        atoms.left_near[i] = bucket(i - verbs.nearest_left[here]) + verbs.left[here] * 8
        atoms.right_near[i] = bucket(verbs.nearest_right[here] - i) + verbs.right[here] * 8
