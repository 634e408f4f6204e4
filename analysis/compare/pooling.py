"""Contrasts, and how events are pooled in them.

Events are pooled after Mantel and Haenszel (1959): each shared event counts by what both sides wrote about
it, so that an outlet that writes much about one event is not held against others who write about another.
"""

from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats, divide
from analysis.compare.design import MAX_EVENTS
from analysis.compare.sample import ARTICLES, DENOMINATOR, NUMERATOR, Sample

TARGET, REFERENCE, WEIGHT = range(3)  # what `weigh_events` gives on its second last axis


@dataclass(frozen=True)
class Contrast:
    """A target outlet held against one or more others, as positions in `Sample.outlets`."""

    target: int
    reference: tuple[int, ...]
    reference_name: str  # an outlet, or 'rest'
    single_events: bool = True  # whether it is made in each event, too


@dataclass(frozen=True)
class ContrastSums:
    """What a contrast rests on in each event and, in the last row, over all.

    All is 0 in events where one side has no denominator.
    """

    weighed: Floats  # event × (target, reference, weight) × column
    denominators: Floats  # side × event × column
    n_articles: NDArray[np.int64]  # side × event × column
    n_events: NDArray[np.int64]  # event × column


def list_contrasts(outlets: tuple[str, ...]) -> list[Contrast]:
    """List each pair of outlets in one direction, and each outlet against the rest."""
    positions = range(len(outlets))
    pairs = [Contrast(t, (r,), outlets[r]) for t, r in combinations(positions, 2)]
    rest = [Contrast(t, tuple(r for r in positions if r != t), "rest") for t in positions]
    return pairs + (rest if pairs else [])


def find_common_events(sample: Sample, contrast: Contrast) -> NDArray[np.intp]:
    """Find the events that both sides wrote about."""
    reference = sample.coverage[:, contrast.reference].sum(axis=1)
    return np.flatnonzero(sample.coverage[:, contrast.target] * reference)


def list_rows(sample: Sample, contrast: Contrast) -> NDArray[np.intp]:
    """List the rows of a contrast: events that both sides wrote about, if there are not too many, and all."""
    common = find_common_events(sample, contrast)
    single = common if contrast.single_events and len(sample.events) <= MAX_EVENTS else common[:0]
    return np.append(single, len(sample.events))


def sum_contrast(sample: Sample, contrast: Contrast) -> ContrastSums:
    """Sum both sides in each event, and over all."""
    target, reference = sample.cells[:, contrast.target], sample.cells[:, contrast.reference].sum(axis=1)
    weighed = weigh_events(target, reference)
    shared = weighed[:, WEIGHT] > 0
    sides = np.stack([target, reference]) * shared[:, None, :]
    return ContrastSums(
        append_total(weighed, axis=0),
        append_total(sides[:, :, DENOMINATOR], axis=1),
        append_total(sides[:, :, ARTICLES], axis=1).astype(np.int64),
        append_total(shared.astype(np.int64), axis=0),
    )


def append_total(values: NDArray[Any], axis: int) -> NDArray[Any]:
    """Append the sum over an axis to it."""
    return np.concatenate([values, values.sum(axis=axis, keepdims=True)], axis=axis)


def weigh_events(target: Floats, reference: Floats) -> Floats:
    """Weigh both sides' sums in each event so that they can be added over events.

    Parameters
    ----------
    target, reference
        (numerator, denominator, ...) × column, with any axes before them.

    Returns
    -------
    numpy.ndarray
        (target, reference, weight) × column: summed over events, target by weight and reference by weight
        are the pooled values. All three are 0 where one side has no denominator.
    """
    numerator_t, denominator_t = target[..., NUMERATOR, :], target[..., DENOMINATOR, :]
    numerator_r, denominator_r = reference[..., NUMERATOR, :], reference[..., DENOMINATOR, :]
    parts = np.stack(
        [numerator_t * denominator_r, numerator_r * denominator_t, denominator_t * denominator_r], axis=-2
    )
    total = (denominator_t + denominator_r)[..., None, :]
    return np.divide(parts, total, out=np.zeros_like(parts), where=total > 0)


def compare_sides(pooled: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Turn weighted sums into both sides' values, their difference and their ratio."""
    target, reference, weight = (pooled[..., part, :] for part in (TARGET, REFERENCE, WEIGHT))
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = target / reference
    return divide(target, weight), divide(reference, weight), divide(target - reference, weight), ratio
