"""Random halves of one outlet: samples in which target and reference do not differ."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.design import MIN_ARTICLES, MIN_EVENTS
from analysis.compare.sample import Sample

HALVES = ("one", "other")
LARGEST = 120  # articles of an outlet that are split; of more, so many are drawn


@dataclass(frozen=True)
class Split:
    """Articles in two halves."""

    rows: NDArray[np.intp]  # positions of the articles, ascending
    half: NDArray[np.int64]  # of each article, position in `HALVES`
    event: NDArray[np.int64]  # of each article; one for all where the outlet was split over all events
    within_events: bool


def split_outlet(sample: Sample, outlet: int, *, seed: int) -> Split | None:
    """Split an outlet's articles at random.

    Parameters
    ----------
    sample
        The articles of a study.
    outlet
        Position in `Sample.outlets`.
    seed
        Another one gives another split.

    Returns
    -------
    Split or None
        Halves of equal size, inside events where the outlet has two articles on at least 6 of them, else
        over all; None with fewer than 6 articles.
    """
    rows = np.flatnonzero(sample.outlet == outlet)
    key = json.dumps(["placebo", seed, *(sample.article_ids[row] for row in rows)]).encode()
    random = np.random.default_rng(int.from_bytes(hashlib.sha256(key).digest()))
    drawn = random.permutation(rows)[:LARGEST]
    by_event = [drawn[found] for found in pd.Series(drawn).groupby(sample.event[drawn]).indices.values()]
    inside = [found for found in by_event if len(found) > 1]
    if len(inside) >= MIN_EVENTS:
        return pair_off(inside, within_events=True)
    return pair_off([drawn], within_events=False) if len(drawn) >= 2 * MIN_ARTICLES else None


def pair_off(groups: Sequence[NDArray[np.intp]], *, within_events: bool) -> Split:
    """Let articles go to either half in turn, inside each group; an odd one is left out."""
    even = [group[: len(group) // 2 * 2] for group in groups]
    rows = np.concatenate(even)
    order = np.argsort(rows)
    event = np.repeat(np.arange(len(even)), [len(group) for group in even])
    half = np.concatenate([np.arange(len(group)) % 2 for group in even])
    return Split(rows[order], half[order], event[order], within_events)


def take_halves(sample: Sample, split: Split) -> Sample:
    """Make a sample in which the halves stand as outlets."""
    return replace(
        sample,
        outlets=HALVES,
        events=tuple(str(event) for event in range(split.event.max() + 1)),
        article_ids=tuple(sample.article_ids[row] for row in split.rows),
        outlet=split.half,
        event=split.event,
        counts=sample.counts[split.rows],
    )
