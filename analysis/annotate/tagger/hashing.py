"""Atoms → features, as integers below a power of two (feature hashing), and what their weights add up to.

A feature has one weight a label, a small whole number. Four of them ride in each 64-bit number, so that
three additions add up all; lanes borrow from one another on the way, and `viterbi` gives back.
"""

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b

import numpy as np
from numba import njit
from numpy.typing import NDArray

from analysis.annotate.tagger.templates import Templates
from analysis.annotate.tagger.words import Atoms

LANE_BITS, LANES, NUMBERS = 16, 4, 3  # bits of a lane, lanes of a number, numbers of a feature
BLOCK = 2048  # things looked at together, so that their columns stay in a processor's cache
Ints = NDArray[np.int64]
Packed = NDArray[np.int64]  # things x numbers


@dataclass(frozen=True)
class Hashing:
    """How the templates of a level make numbers of atoms; arrays have one row a template."""

    columns: Ints  # which atoms each template joins, as `list_atoms` numbers them; -1 for no more
    factors: NDArray[np.uint64]  # what each is multiplied by
    offsets: NDArray[np.uint64]


@cache
def plan_hashing(templates: Templates, level: str) -> Hashing:
    """Draw the factors of templates from their names alone, so that weights outlive the code."""
    atoms, width = list_atoms(templates), max(map(len, templates), default=0)
    columns = np.full((len(templates), width), -1, dtype=np.int64)
    factors = np.zeros((len(templates), width), dtype=np.uint64)
    for row, template in enumerate(templates):
        for place, name in enumerate(template):
            columns[row, place] = atoms.index(name)
            factors[row, place] = draw_factor(level, *template, str(place))
    offsets = np.array([draw_factor(level, *template) for template in templates], dtype=np.uint64)
    return Hashing(columns, factors, offsets)


def list_atoms(templates: Templates) -> list[str]:
    """List the atoms that templates join."""
    return list(dict.fromkeys(name for template in templates for name in template))


def draw_factor(*names: str) -> np.uint64:
    """Draw an odd number that depends on names alone."""
    return np.uint64(int.from_bytes(blake2b(" ".join(names).encode(), digest_size=8).digest(), "big") | 1)


def hash_features(atoms: Atoms, templates: Templates, level: str, n_bits: int) -> Ints:
    """Number the features of things, templates x things: multiply, add up, keep the highest bits."""
    plan, columns = plan_hashing(templates, level), lay_out_atoms(atoms, templates)
    ids = np.empty((len(templates), columns.shape[1]), dtype=np.uint64)
    for row in range(len(templates)):
        number_features(ids[row], columns, plan.columns[row], plan.factors[row], plan.offsets[row])
    return (ids >> np.uint64(64 - n_bits)).view(np.int64)


def weigh_features(atoms: Atoms, templates: Templates, level: str, weights: Packed) -> Packed:
    """Add up the weights of the features of things."""
    plan, columns = plan_hashing(templates, level), lay_out_atoms(atoms, templates)
    scores = np.zeros((columns.shape[1], NUMBERS), dtype=np.int64)
    shift = np.uint64(65 - len(weights).bit_length())
    add_weights(scores, columns, plan.columns, plan.factors, plan.offsets, shift, weights)
    return scores


def lay_out_atoms(atoms: Atoms, templates: Templates) -> NDArray[np.uint64]:
    """Put the atoms that templates join into one table, atoms x things."""
    names = list_atoms(templates)
    columns = np.empty((len(names), len(next(iter(atoms.values())))), dtype=np.uint64)
    for row, name in enumerate(names):
        columns[row] = atoms[name]
    return columns


@njit(cache=True)
def add_weights(scores, columns, places, factors, offsets, shift, weights):  # type: ignore[no-untyped-def]
    """Number features, template by template, and add up their weights; see `weigh_features`."""
    numbers = np.empty(BLOCK, dtype=np.uint64)
    for start in range(0, len(scores), BLOCK):
        here, block = scores[start : start + BLOCK], columns[:, start : start + BLOCK]
        for row in range(len(offsets)):
            number_features(numbers, block, places[row], factors[row], offsets[row])
            for i in range(len(here)):
                feature = numbers[i] >> shift
                for k in range(NUMBERS):
                    here[i, k] += weights[feature, k]


@njit(cache=True)
def number_features(numbers, columns, places, factors, offset):  # type: ignore[no-untyped-def]
    """Multiply the atoms that a template joins, and add them up."""
    for i in range(columns.shape[1]):
        numbers[i] = offset
    for place in range(len(places)):
        if places[place] >= 0:
            for i in range(columns.shape[1]):
                numbers[i] += columns[places[place], i] * factors[place]


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
