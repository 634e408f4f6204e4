"""The same contrasts without each article, and without each event."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats
from analysis.compare.pooling import (
    Contrast,
    compare_sides,
    find_common_events,
    list_contrasts,
    weigh_events,
)
from analysis.compare.sample import Sample, make_sample


@dataclass(frozen=True)
class LeftOut:
    """Differences without each of some things, before scaling: `without` is thing × column."""

    names: tuple[str, ...]
    without: Floats


def find_influence(measures: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Find the article and the event that each contrast over all events depends on most.

    Nothing is resampled: the difference is worked out again without each article and without each event.

    Parameters
    ----------
    measures, articles
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        The columns of `judgements` from `strongest_article` on, with their key; pairs in both directions.
    """
    sample = make_sample(measures, articles)
    frames = [describe_influence(sample, contrast) for contrast in list_contrasts(sample.outlets)]
    return pd.concat([*frames, *map(swap_sides, frames)], ignore_index=True) if frames else pd.DataFrame()


def describe_influence(sample: Sample, contrast: Contrast) -> pd.DataFrame:
    """Write the rows of one contrast, a row a column of the sample."""
    target, reference = sum_sides(sample, contrast)
    weighed = weigh_events(target, reference)
    difference = compare_sides(weighed.sum(axis=0))[2]
    scale = sample.columns["scale"].to_numpy()
    rows: dict[str, object] = {
        "target": sample.outlets[contrast.target],
        "reference": contrast.reference_name,
        "measure": sample.columns["measure"].to_numpy(),
        "voice": sample.columns["voice"].to_numpy(),
    }
    left_out = {
        "article": leave_articles_out(sample, contrast, weighed),
        "event": leave_events_out(sample, contrast, weighed),
    }
    for kind, found in left_out.items():
        rows |= describe_strongest(kind, found, difference, scale)
    return pd.DataFrame(rows)


def sum_sides(sample: Sample, contrast: Contrast) -> tuple[Floats, Floats]:
    """Sum both sides in each event: event × 3 × column."""
    return sample.cells[:, contrast.target], sample.cells[:, contrast.reference].sum(axis=1)


def leave_events_out(sample: Sample, contrast: Contrast, weighed: Floats) -> LeftOut:
    """Leave each shared event out."""
    events = find_common_events(sample, contrast)
    without = weighed.sum(axis=0) - weighed[events]
    return LeftOut(tuple(sample.events[event] for event in events), compare_sides(without)[2])


def leave_articles_out(sample: Sample, contrast: Contrast, weighed: Floats) -> LeftOut:
    """Leave each article of either side out, in the shared events."""
    sides = sum_sides(sample, contrast)
    names: list[str] = []
    parts = [np.empty((0, len(sample.columns)))]
    for side, event, rows in list_articles(sample, contrast):
        less = [sides[number][event] - (sample.counts[rows] if number == side else 0) for number in (0, 1)]
        others = weighed.sum(axis=0) - weighed[event]
        parts.append(compare_sides(others + weigh_events(*np.broadcast_arrays(*less)))[2])
        names += [sample.article_ids[row] for row in rows]
    return LeftOut(tuple(names), np.concatenate(parts))


def list_articles(sample: Sample, contrast: Contrast) -> Iterator[tuple[int, int, NDArray[np.intp]]]:
    """List the articles of each side in each shared event, as positions."""
    for event in find_common_events(sample, contrast).tolist():
        for side, outlets in enumerate(((contrast.target,), contrast.reference)):
            for outlet in outlets:
                rows = sample.find_articles(outlet, [event])[0]
                if len(rows):
                    yield side, event, rows


def describe_strongest(
    kind: str, found: LeftOut, difference: Floats, scale: NDArray[np.int64]
) -> dict[str, object]:
    """Name what moves each difference most, and count what turns its sign."""
    moved = np.abs(found.without - difference)
    known = ~np.isnan(moved)
    turning = (np.sign(np.round(found.without, 12)) != np.sign(difference)) & known
    counts = turning.sum(axis=0) if len(moved) else np.zeros(len(difference), dtype=np.int64)
    names, without = [], np.full(len(difference), np.nan)
    for column in range(len(difference)):
        strongest = int(np.where(known[:, column], moved[:, column], -1).argmax()) if len(moved) else 0
        has_some = bool(len(moved)) and bool(known[:, column].any())
        names.append(found.names[strongest] if has_some else None)
        without[column] = found.without[strongest, column] if has_some else np.nan
    found_without = {f"strongest_{kind}": names, f"difference_without_{kind}": without * scale}
    return found_without | {f"n_turning_{kind}s": counts}


def swap_sides(rows: pd.DataFrame) -> pd.DataFrame:
    """Turn contrasts of pairs round."""
    pairs = rows[rows["reference"] != "rest"]
    turned = {
        f"difference_without_{kind}": -pairs[f"difference_without_{kind}"] for kind in ("article", "event")
    }
    return pairs.assign(target=pairs["reference"], reference=pairs["target"], **turned)
