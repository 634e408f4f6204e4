"""Tokens → the features of each token, as integers below a power of two (feature hashing)."""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.tagger.context import Ints, Layout, bucket, find_layout, find_quote_state
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


@dataclass(frozen=True)
class Level:
    """Features that many tokens share: one column a thing, and for each token the column it uses."""

    ids: NDArray[np.int64]  # templates x things
    at: Ints | None  # None: each token its own


def find_levels(tokens: Tokens, vocabulary: Vocabulary, n_bits: int) -> tuple[list[Level], Layout]:
    """Find the features that tokens have from their surroundings.

    Parameters
    ----------
    tokens
        A batch of articles.
    vocabulary
        Its distinct tokens.
    n_bits
        Features are numbers below 2 ** n_bits.

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
    levels = [
        Level(hash_templates(segments, SEGMENT_TEMPLATES, "segment", n_bits), layout.segment),
        Level(
            hash_templates(sentences, SENTENCE_TEMPLATES, "sentence", n_bits),
            layout.segments.outer[layout.segment],
        ),
        Level(hash_templates(verbs, VERB_TEMPLATES, "verb", n_bits), stretches.stretch),
        Level(hash_templates(near, TOKEN_TEMPLATES, "token", n_bits), None),
    ]
    return levels, layout


def hash_entries(table: WordTable, n_bits: int) -> list[NDArray[np.int64]]:
    """Find the features that each entry of a word table gives its neighbours, a block a place."""
    atoms = describe_entries(np.arange(table.outside + 1), table)
    return hash_window(atoms, REACH_OF_WORD, n_bits)


def hash_surface(vocabulary: Vocabulary, n_bits: int) -> list[NDArray[np.int64]]:
    """Find the features that the surface of each form gives its neighbours, a block a place."""
    return hash_window(vocabulary.surface, REACH_OF_SURFACE, n_bits)


def hash_window(atoms: Atoms, reach: dict[str, int], n_bits: int) -> list[NDArray[np.int64]]:
    """Find the features that atoms give to tokens from `WINDOW` places before to as many behind them."""
    shifts = range(-WINDOW, WINDOW + 1)
    return [hash_templates(atoms, window_templates(reach, by), f"word{by}", n_bits) for by in shifts]


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


def hash_templates(atoms: Atoms, templates: Templates, level: str, n_bits: int) -> NDArray[np.int64]:
    """Hash each template's atoms to a feature number: multiply, add up, keep the highest bits."""
    n = len(next(iter(atoms.values())))
    ids = np.empty((len(templates), n), dtype=np.int64)
    product = np.empty(n, dtype=np.uint64)
    for row, template in zip(ids.view(np.uint64), templates, strict=True):
        row.fill(draw_factor(level, *template))
        for place, name in enumerate(template):
            row += np.multiply(atoms[name], draw_factor(level, *template, str(place)), out=product)
        row >>= np.uint64(64 - n_bits)
    return ids


@cache
def draw_factor(*names: str) -> np.uint64:
    """Draw an odd number that depends on names alone."""
    return np.uint64(int.from_bytes(blake2b(" ".join(names).encode(), digest_size=8).digest(), "big") | 1)
