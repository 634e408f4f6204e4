"""Tokens → the features of each token: what it is, what stands near it, what it stands in."""

import numpy as np

from analysis.annotate.tagger.context import Ints, Layout, find_layout
from analysis.annotate.tagger.hashing import Level, Packed, hash_features, weigh_features
from analysis.annotate.tagger.places import TokenAtoms, describe_tokens
from analysis.annotate.tagger.quotes import find_quote_state
from analysis.annotate.tagger.segments import (
    SegmentAtoms,
    SentenceAtoms,
    describe_segments,
    describe_sentences,
    join_kinds,
)
from analysis.annotate.tagger.templates import (
    REACH_OF_SURFACE,
    REACH_OF_WORD,
    SEGMENT_TEMPLATES,
    SENTENCE_TEMPLATES,
    TOKEN_TEMPLATES,
    VERB_TEMPLATES,
    WINDOW,
    window_templates,
)
from analysis.annotate.tagger.verbs import VerbAtoms, describe_verbs, find_stretches
from analysis.annotate.tagger.vocabulary import Vocabulary
from analysis.annotate.tagger.words import Surface, Words, WordTable, describe_entries
from analysis.annotate.text.tokens import Tokens

SHIFTS = range(-WINDOW, WINDOW + 1)  # places of the neighbours that are looked at


def find_levels(tokens: Tokens, vocabulary: Vocabulary) -> tuple[Level, list[tuple[Level, Ints]], Layout]:
    """Find the features that tokens have from their surroundings.

    Parameters
    ----------
    tokens
        A batch of articles.
    vocabulary
        Its distinct tokens.

    Returns
    -------
    tuple
        The level of the tokens themselves; those of what they stand in, each with the thing that each token
        stands in; and the layout of the batch.
    """
    form, words = tokens.form, vocabulary.words
    layout = find_layout(tokens, vocabulary.marks)
    quotes = find_quote_state(tokens, layout)
    kinds = join_kinds(vocabulary.kinds[form], layout.segments.start)
    segments = describe_segments(layout, quotes, words, form, kinds)
    sentences = describe_sentences(layout, quotes, words, form, kinds)
    stretches = find_stretches(layout, vocabulary.verb[form], vocabulary.that[form])
    verbs = describe_verbs(layout, stretches, words, form, vocabulary.that, SegmentAtoms(*segments).inside)
    places = describe_tokens(layout, segments, stretches, verbs, form=form, words=words)
    shared = [
        (Level("segment", SEGMENT_TEMPLATES, SegmentAtoms._fields, segments), layout.segment),
        (Level("sentence", SENTENCE_TEMPLATES, SentenceAtoms._fields, sentences), tokens.sentence),
        (Level("verb", VERB_TEMPLATES, VerbAtoms._fields, verbs), stretches.stretch),
    ]
    return Level("token", TOKEN_TEMPLATES, TokenAtoms._fields, places), shared, layout


def list_entry_levels(table: WordTable) -> list[Level]:
    """List what each entry of a word table gives to tokens near it, a level a place."""
    entries = np.stack(describe_entries(np.arange(table.outside + 1), table))
    return [Level(f"word{by}", window_templates(REACH_OF_WORD, by), Words._fields, entries) for by in SHIFTS]


def list_surface_levels(vocabulary: Vocabulary) -> list[Level]:
    """List what the surface of each form gives to tokens near it, a level a place."""
    surface = np.stack(vocabulary.surface)
    return [
        Level(f"word{by}", window_templates(REACH_OF_SURFACE, by), Surface._fields, surface) for by in SHIFTS
    ]


def weigh_places(levels: list[Level], weights: Packed) -> Packed:
    """Add up the weights of levels that are a place each: things x places x numbers."""
    return np.stack([weigh_features(level, weights) for level in levels], axis=1)


def hash_tokens(tokens: Tokens, vocabulary: Vocabulary, table: WordTable, n_bits: int) -> tuple[Ints, Layout]:
    """Give all features of each token as numbers, templates x tokens, to learn from; and the layout."""
    own, shared, layout = find_levels(tokens, vocabulary)
    ids = [hash_features(own, n_bits)] + [hash_features(level, n_bits)[:, at] for level, at in shared]
    around = look_around(tokens.form, layout, absent=len(tokens.vocabulary))
    near = zip(list_entry_levels(table), list_surface_levels(vocabulary), around, strict=True)
    for by_entry, by_form, form in near:
        ids += [hash_features(by_entry, n_bits)[:, vocabulary.entry[form]]]
        ids += [hash_features(by_form, n_bits)[:, form]]
    return np.concatenate(ids), layout


def look_around(form: Ints, layout: Layout, *, absent: int) -> list[Ints]:
    """Give for each of `SHIFTS` the form so many tokens further; `absent` beyond the paragraph."""
    around = []
    for by in SHIFTS:
        found = np.roll(form, -by)
        for edge in range(by):
            found[np.maximum(layout.paragraphs.end - 1 - edge, 0)] = absent
        for edge in range(-by):
            found[np.minimum(layout.paragraphs.start + edge, len(form) - 1)] = absent
        around.append(found)
    return around
