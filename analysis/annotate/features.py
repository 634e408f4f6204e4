"""Tokens → the features of each token, as integers below a power of two (feature hashing)."""

import zlib
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.context import Ints, Layout, bucket, find_layout, find_quote_state
from analysis.annotate.segments import as_atoms, describe_segments, describe_sentences
from analysis.annotate.templates import (
    SEGMENT_TEMPLATES,
    SENTENCE_TEMPLATES,
    TOKEN_TEMPLATES,
    VERB_TEMPLATES,
    Templates,
    window_templates,
)
from analysis.annotate.tokens import Tokens
from analysis.annotate.verbs import describe_verbs
from analysis.annotate.words import Atoms, WordTable, describe_entries, find_entries

WINDOW = 4  # tokens looked at to either side
FACTORS = tuple(
    np.uint64(odd) for odd in (0x9E3779B97F4A7C15, 0xBF58476D1CE4E5B9, 0x94D049BB133111EB, 0xD1B54A32D192ED03)
)
SEED_FACTOR, MIXER, HALF = 0x2545F4914F6CDD1D, np.uint64(0xD6E8FEB86659FD93), np.uint64(32)


@dataclass(frozen=True)
class Level:
    """Features that many tokens share: one column a thing, and for each token the column it uses."""

    ids: NDArray[np.int64]  # templates x things
    at: Ints | None  # None: each token its own


def find_features(tokens: Tokens, table: WordTable, n_bits: int) -> tuple[list[Level], Layout]:
    """Find the features of each token.

    Parameters
    ----------
    tokens
        A batch of articles.
    table
        The words the model knows.
    n_bits
        Features are numbers below 2 ** n_bits.

    Returns
    -------
    tuple
        Levels, whose features together are the tokens', and the layout of the batch.
    """
    layout = find_layout(tokens)
    entry, surface = find_entries(tokens.vocabulary, table)
    word = describe_entries(entry, table)
    around = look_around(tokens.form, layout, WINDOW, absent=len(tokens.vocabulary))
    levels = make_window(word | surface, around, n_bits)
    own = {name: values[tokens.form] for name, values in word.items()}
    quotes = find_quote_state(tokens, layout)
    segments = describe_segments(layout, quotes, own, table)
    sentences, sentence = describe_sentences(layout, quotes, own, table)
    verbs, stretch, distances = describe_verbs(layout, own, segments, table)
    near = own | distances | describe_places(layout, segments) | find_neighbours(word, around)
    levels += [
        Level(hash_templates(segments, SEGMENT_TEMPLATES, "segment", n_bits), layout.segment),
        Level(hash_templates(sentences, SENTENCE_TEMPLATES, "sentence", n_bits), sentence),
        Level(hash_templates(verbs, VERB_TEMPLATES, "verb", n_bits), stretch),
        Level(hash_templates(near, TOKEN_TEMPLATES, "token", n_bits), None),
    ]
    return levels, layout


def describe_places(layout: Layout, segments: Atoms) -> Atoms:
    """Describe where each token stands in its segment and sentence."""
    at = np.arange(len(layout.marks))
    inner = bucket(at - layout.segment_start[layout.segment]) * 8
    inner += bucket(layout.segment_end[layout.segment] - 1 - at)
    places = {
        "place": inner,
        "to_start": bucket(at - layout.first_in_sentence),
        "to_end": bucket(layout.last_in_sentence - 1 - at),
    }
    own = {f"segment_{name}": segments[name][layout.segment] for name in ("kinds", "inside")}
    return own | as_atoms(places)


def find_neighbours(word: Atoms, around: dict[int, Ints]) -> Atoms:
    """Give the atoms of neighbouring words that templates name, as "word-1"."""
    named = {name for template in TOKEN_TEMPLATES for name in template if name[-2] in "+-"}
    return {name: append_absent(word[name[:-2]])[around[int(name[-2:])]] for name in sorted(named)}


def look_around(values: Ints, layout: Layout, reach: int, *, absent: int) -> dict[int, Ints]:
    """Give for each shift the value that many tokens further, or `absent` beyond the paragraph."""
    found = {0: values}
    for by in range(1, reach + 1):
        same = layout.paragraph[by:] == layout.paragraph[:-by]
        edge = np.full(min(by, len(values)), absent)
        found[by] = np.append(np.where(same, values[by:], absent), edge)
        found[-by] = np.append(edge, np.where(same, values[:-by], absent))
    return found


def make_window(atoms: Atoms, around: dict[int, Ints], n_bits: int) -> list[Level]:
    """Make a level for each shift."""
    padded = {name: append_absent(values) for name, values in atoms.items()}
    return [
        Level(hash_templates(padded, window_templates(shift), f"word{shift}", n_bits), at)
        for shift, at in sorted(around.items())
    ]


def append_absent(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Add a last entry, for the tokens that lie outside."""
    return np.append(values, np.uint64(2**63))


def hash_templates(atoms: Atoms, templates: Templates, level: str, n_bits: int) -> NDArray[np.int64]:
    """Hash each template's atoms to a feature number, by multiplying and shifting."""
    n = len(next(iter(atoms.values())))
    ids = np.empty((len(templates), n), dtype=np.int64)
    mixed, product = np.empty(n, dtype=np.uint64), np.empty(n, dtype=np.uint64)
    for row, template in zip(ids, templates, strict=True):
        mixed.fill(zlib.crc32(f"{level} {' '.join(template)}".encode()) * SEED_FACTOR % 2**64)
        for place, name in enumerate(template):
            np.multiply(atoms[name], FACTORS[place], out=product)
            mixed += product
        np.right_shift(mixed, HALF, out=product)
        mixed ^= product
        mixed *= MIXER
        np.right_shift(mixed, np.uint64(64 - n_bits), out=row.view(np.uint64))
    return ids
