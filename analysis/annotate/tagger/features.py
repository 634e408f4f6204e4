"""Tokens → the features of each token: what it is, what stands near it, what it stands in."""

from dataclasses import dataclass

import numpy as np

from analysis.annotate.tagger.context import Ints, Layout, bucket, find_layout, find_quote_state
from analysis.annotate.tagger.hashing import Packed, hash_features, weigh_features
from analysis.annotate.tagger.segments import as_atoms, describe_segments, describe_sentences, join_kinds
from analysis.annotate.tagger.templates import (
    REACH_OF_SURFACE,
    REACH_OF_WORD,
    SEGMENT_TEMPLATES,
    SENTENCE_TEMPLATES,
    TOKEN_TEMPLATES,
    VERB_TEMPLATES,
    WINDOW,
    Templates,
    window_templates,
)
from analysis.annotate.tagger.verbs import describe_verbs, find_stretches
from analysis.annotate.tagger.vocabulary import Vocabulary
from analysis.annotate.tagger.words import Atoms, WordTable, describe_entries
from analysis.annotate.text.tokens import Tokens

SHIFTS = range(-WINDOW, WINDOW + 1)  # places of the neighbours that are looked at


@dataclass(frozen=True)
class Level:
    """Features that many tokens share, such as those of a sentence."""

    name: str
    templates: Templates
    atoms: Atoms  # one entry a thing
    at: Ints | None  # the thing that each token uses; None: each token its own


def find_levels(tokens: Tokens, vocabulary: Vocabulary) -> tuple[list[Level], Layout]:
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
        Levels, whose features together are the tokens', and the layout of the batch.
    """
    form, word = tokens.form, vocabulary.word
    layout = find_layout(tokens, vocabulary.marks)
    quotes = find_quote_state(tokens, layout)
    kinds = join_kinds(vocabulary.kinds[form], layout.segments.start)
    segments = describe_segments(layout, quotes, word, form=form, kinds=kinds)
    sentences = describe_sentences(layout, quotes, word, form=form, kinds=kinds)
    stretches = find_stretches(layout, vocabulary.verb[form], vocabulary.that[form])
    first = form[stretches.spans.start]
    inside = segments["inside"][layout.segment[stretches.spans.start]]
    verbs, near = describe_verbs(
        layout, stretches, word["word"][first], that=vocabulary.that[first], inside=inside
    )
    near |= describe_places(layout, segments) | describe_neighbours(word, form, layout)
    sentence = layout.segments.outer[layout.segment]
    levels = [
        Level("segment", SEGMENT_TEMPLATES, segments, layout.segment),
        Level("sentence", SENTENCE_TEMPLATES, sentences, sentence),
        Level("verb", VERB_TEMPLATES, verbs, stretches.stretch),
        Level("token", TOKEN_TEMPLATES, near, None),
    ]
    return levels, layout


def weigh_entries(table: WordTable, weights: Packed) -> Packed:
    """Add up what each entry of a word table gives to tokens near it: entries x places x numbers."""
    atoms = describe_entries(np.arange(table.outside + 1), table)
    return weigh_window(atoms, REACH_OF_WORD, weights)


def weigh_surface(vocabulary: Vocabulary, weights: Packed) -> Packed:
    """Add up what the surface of each form gives to tokens near it: forms x places x numbers."""
    return weigh_window(vocabulary.surface, REACH_OF_SURFACE, weights)


def weigh_window(atoms: Atoms, reach: dict[str, int], weights: Packed) -> Packed:
    """Add up what atoms give to tokens from `WINDOW` places before to as many behind them."""
    places = [weigh_features(atoms, window_templates(reach, by), f"word{by}", weights) for by in SHIFTS]
    return np.stack(places, axis=1)


def hash_window(atoms: Atoms, reach: dict[str, int], n_bits: int) -> list[Ints]:
    """Number the features that atoms give to tokens near them, a block a place."""
    return [hash_features(atoms, window_templates(reach, by), f"word{by}", n_bits) for by in SHIFTS]


def describe_places(layout: Layout, segments: Atoms) -> Atoms:
    """Describe where each token stands in its segment and sentence."""
    at, segment = np.arange(len(layout.segment)), layout.segment
    inner = bucket(at - layout.segments.start[segment]) * 8
    inner += bucket(layout.segments.end[segment] - 1 - at)
    to_end = bucket(layout.sentences.end[layout.segments.outer][segment] - 1 - at)
    own = {f"segment_{name}": segments[name][segment] for name in ("kinds", "inside")}
    return own | as_atoms({"place": inner, "to_end": to_end})


def describe_neighbours(word: Atoms, form: Ints, layout: Layout) -> Atoms:
    """Give the atoms of each token's word, and of its neighbours as templates name them, "word-1"."""
    before, here, after = look_around(form, layout, 1, absent=len(word["word"]) - 1)
    found = {name: word[name][here] for name in ("word", "coarse", "classes")}
    for sign, neighbour in (("-1", before), ("+1", after)):
        found |= {f"{name}{sign}": word[name][neighbour] for name in ("word", "coarse", "classes")}
    return found


def look_around(form: Ints, layout: Layout, reach: int, *, absent: int) -> list[Ints]:
    """Give for each shift, from -reach on, the form so many tokens further; `absent` beyond the paragraph."""
    around = []
    for by in range(-reach, reach + 1):
        found = np.roll(form, -by)
        for edge in range(by):
            found[np.maximum(layout.paragraphs.end - 1 - edge, 0)] = absent
        for edge in range(-by):
            found[np.minimum(layout.paragraphs.start + edge, len(form) - 1)] = absent
        around.append(found)
    return around
