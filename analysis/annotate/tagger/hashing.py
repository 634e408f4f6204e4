"""Atoms → features, as integers below a power of two (feature hashing), and what their weights add up to.

A feature has one weight a label, a small whole number. Four of them ride in each 64-bit number, so that
three additions add up all; lanes borrow from one another on the way, and `viterbi` gives back.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.tagger.templates import Templates
from analysis.compiled import compile_pass

LANE_BITS, LANES, NUMBERS = 16, 4, 3  # bits of a lane, lanes of a number, numbers of a feature
BLOCK = 2048  # things looked at together, so that their columns stay in a processor's cache
Ints = NDArray[np.int64]
Packed = NDArray[np.int64]  # things x numbers


@dataclass(frozen=True)
class Level:
    """Things, such as sentences, with what is told of them, and which of it makes features together."""

    name: str
    templates: Templates
    fields: tuple[str, ...]  # names of the atoms
    atoms: Ints  # fields x things


class Hashing(NamedTuple):
    """How the templates of a level make numbers of atoms; arrays have one row a template."""

    columns: Ints  # which atoms each template joins; -1 for no more
    factors: NDArray[np.uint64]  # what each is multiplied by
    offsets: NDArray[np.uint64]


@cache
def plan_hashing(name: str, templates: Templates, fields: tuple[str, ...]) -> Hashing:
    """Draw the factors of templates from their names alone, so that weights outlive the code."""
    width = max(map(len, templates), default=0)
    columns = np.full((len(templates), width), -1, dtype=np.int64)
    factors = np.zeros((len(templates), width), dtype=np.uint64)
    for row, template in enumerate(templates):
        for place, atom in enumerate(template):
            columns[row, place] = fields.index(atom)
            factors[row, place] = draw_factor(name, *template, str(place))
    offsets = np.array([draw_factor(name, *template) for template in templates], dtype=np.uint64)
    return Hashing(columns, factors, offsets)


def draw_factor(*names: str) -> np.uint64:
    """Draw an odd number that depends on names alone."""
    return np.uint64(int.from_bytes(blake2b(" ".join(names).encode(), digest_size=8).digest(), "big") | 1)


def hash_features(level: Level, n_bits: int) -> Ints:
    """Give the features of things as numbers, templates x things: multiply, add up, keep the highest bits."""
    plan, atoms = plan_hashing(level.name, level.templates, level.fields), level.atoms.view(np.uint64)
    ids = np.empty((len(level.templates), atoms.shape[1]), dtype=np.uint64)
    for row in range(len(ids)):
        number_features(ids[row], atoms, plan.columns[row], plan.factors[row], plan.offsets[row])
    return (ids >> np.uint64(64 - n_bits)).view(np.int64)


def weigh_features(level: Level, weights: Packed) -> Packed:
    """Add up the weights of the features of things."""
    plan, atoms = plan_hashing(level.name, level.templates, level.fields), level.atoms.view(np.uint64)
    scores = np.zeros((atoms.shape[1], NUMBERS), dtype=np.int64)
    shift = np.uint64(65 - len(weights).bit_length())
    add_weights(scores, atoms, plan, shift, weights)
    return scores


@compile_pass
def add_weights(
    scores: Packed, atoms: NDArray[np.uint64], plan: Hashing, shift: np.uint64, weights: Packed
) -> None:
    """Work out features, template by template, and add up their weights; see `weigh_features`."""
    numbers = np.empty(BLOCK, dtype=np.uint64)
    for start in range(0, len(scores), BLOCK):
        here, block = scores[start : start + BLOCK], atoms[:, start : start + BLOCK]
        for row in range(len(plan.offsets)):
            number_features(numbers, block, plan.columns[row], plan.factors[row], plan.offsets[row])
            for i in range(len(here)):
                feature = numbers[i] >> shift
                for k in range(NUMBERS):
                    here[i, k] += weights[feature, k]


@compile_pass
def number_features(
    numbers: NDArray[np.uint64],
    atoms: NDArray[np.uint64],
    places: Ints,
    factors: NDArray[np.uint64],
    offset: np.uint64,
) -> None:
    """Multiply the atoms that a template joins, and add them up."""
    for i in range(atoms.shape[1]):
        numbers[i] = offset
    for place in range(len(places)):
        if places[place] >= 0:
            for i in range(atoms.shape[1]):
                numbers[i] += atoms[places[place], i] * factors[place]


def pack_lanes(weights: NDArray[np.int8]) -> Packed:
    """Pack weights, things x labels, four labels to a number.

    Raises
    ------
    ValueError
        If there are more labels than lanes.
    """
    n_things, n_labels = weights.shape
    if n_labels > NUMBERS * LANES:
        raise ValueError(f"{n_labels} labels; a feature has room for {NUMBERS * LANES}")
    packed = np.zeros((n_things, NUMBERS), dtype=np.int64)
    for label in range(n_labels):
        packed[:, label // LANES] += weights[:, label].astype(np.int64) << (LANE_BITS * (label % LANES))
    return packed


def unpack_lanes(packed: Packed) -> NDArray[np.int64]:
    """Unpack sums of weights: things x lanes."""
    middle = 1 << (LANE_BITS - 1)
    up = sum(middle << (LANE_BITS * lane) for lane in range(LANES))
    lanes = (packed.view(np.uint64) + np.uint64(up)).astype("<u8", copy=False).view("<u2")
    return lanes.astype(np.int64) - middle
