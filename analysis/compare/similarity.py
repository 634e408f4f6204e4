"""How alike outlets word the same event, on a scale that tells how alike an outlet is to itself."""

import hashlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Bootstrap, Floats, divide, draw_weights, find_interval
from analysis.compare.design import MAX_EVENTS, MIN_EVENTS
from analysis.compare.likeness import (
    STATISTICS,
    average_pairs,
    compare_articles,
    hold_against_baseline,
    weigh_words,
)
from analysis.compare.rows import finish_table
from analysis.compare.vocabulary import count_by_article
from analysis.tables import TABLES

CELL = 12  # articles of an outlet that are compared in an event; of more, so many are drawn
SMALL_CELL = 4  # the same where there are many events: pairs grow with the square, and events make up for it


@dataclass(frozen=True)
class Event:
    """An event: how many articles of each outlet are compared, and what each pair of outlets has."""

    name: str
    n_articles: NDArray[np.intp]  # of each outlet
    values: Floats  # draw × statistic × (similarity, baseline, gap) × pair, the sample itself first


def compare_wording(
    term_counts: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    stop_words: Collection[str],
    draws: int,
    seed: int,
    confidence: float,
) -> pd.DataFrame:
    """Compare the words of each two outlets inside each event that both cover.

    Parameters
    ----------
    term_counts, articles
        The tables of these names.
    stop_words
        Terms to leave out.
    draws, seed, confidence
        Of the bootstrap. Inside an event articles are resampled; over all events whole events are where
        the pair shares at least 6, else articles inside them.

    Returns
    -------
    pandas.DataFrame
        Table `similarity`: each pair once, in alphabetical order. Inverse document frequencies are those of
        the whole study in the voice, smoothed as scikit-learn does. Where an outlet has more than 12
        articles on an event, 12 are drawn. Articles without words in the voice are left out. In a study
        of more than 30 events there are rows over all events only, and 4 are drawn.
    """
    articles = articles.sort_values("article_id", ignore_index=True)
    outlets = sorted(set(articles["outlet"]))
    bootstrap = Bootstrap(draws, seed, confidence)
    by_voice, _ = count_by_article(term_counts[~term_counts["term"].isin(list(stop_words))], articles)
    frames = []
    for voice, counts in by_voice.items() if len(outlets) > 1 else []:
        events = compare_events(counts, articles, outlets, bootstrap)
        single = events if len(events) <= MAX_EVENTS else []
        rows = [describe_event(event, outlets, bootstrap) for event in single]
        frames += [found.assign(voice=voice) for found in (*rows, pool_events(events, outlets, bootstrap))]
    return finish_table("similarity", frames)


def compare_events(
    counts: Any, articles: pd.DataFrame, outlets: Sequence[str], bootstrap: Bootstrap
) -> list[Event]:
    """Compare the articles of every event; they are resampled unless events are too many to be shown."""
    vectors = weigh_words(counts)
    code = pd.Index(outlets).get_indexer(pd.Index(articles["outlet"]))
    speaking = articles.assign(code=code)[counts.sum(axis=1) > 0]
    few_events = speaking["event"].nunique() <= MAX_EVENTS
    n_draws, cell = (bootstrap.draws, CELL) if few_events else (0, SMALL_CELL)
    events = []
    for name, found in speaking.groupby("event"):
        kept = found[choose_articles(found, bootstrap.seed, cell)]
        outlet = kept["code"].to_numpy()
        weights = np.vstack([np.ones(len(kept)), *resample_cells(kept, bootstrap)])[: n_draws + 1]
        alike = compare_articles(vectors[kept.index], counts[kept.index])
        means = average_pairs(alike, weights, outlet, len(outlets))
        n_articles = np.bincount(outlet, minlength=len(outlets))
        events.append(Event(str(name), n_articles, hold_against_baseline(means)))
    return events


def choose_articles(found: pd.DataFrame, seed: int, cell: int) -> NDArray[np.bool_]:
    """Choose the articles of an event that are compared: at most so many an outlet, at random."""
    keys = [hashlib.sha256(f"{seed} {name}".encode()).hexdigest() for name in found["article_id"]]
    return (found.assign(key=keys).groupby("code")["key"].rank(method="first") <= cell).to_numpy()


def resample_cells(kept: pd.DataFrame, bootstrap: Bootstrap) -> list[Floats]:
    """Resample the articles of each outlet: draw × article."""
    weights = np.zeros((bootstrap.draws, len(kept)))
    for places in kept.groupby("code").indices.values():
        drawn = draw_weights(kept["article_id"].iloc[places].tolist(), bootstrap)
        weights[:, places] = np.concatenate(list(drawn))
    return [weights]


def describe_event(event: Event, outlets: Sequence[str], bootstrap: Bootstrap) -> pd.DataFrame:
    """Write the rows of an event: each two outlets that have words in it."""
    pairs = np.array(list(combinations(range(len(outlets)), 2)))
    sides = event.n_articles[pairs]
    frames = [
        number_pair(
            event.values[..., place], np.full(2, sides[place].min()), bootstrap.confidence
        ).assign(
            outlet=outlets[one], other=outlets[other], n_articles=sides[place].sum(), n_events=1
        )
        for place, (one, other) in enumerate(pairs)
        if sides[place].all()
    ]
    empty = pd.DataFrame(columns=list(TABLES["similarity"].columns))
    return pd.concat(frames, ignore_index=True).assign(event=event.name) if frames else empty


def pool_events(events: Sequence[Event], outlets: Sequence[str], bootstrap: Bootstrap) -> pd.DataFrame:
    """Write the rows over all events: each two outlets, whether they share an event or not."""
    frames = []
    for place, (one, other) in enumerate(combinations(range(len(outlets)), 2)):
        shared = [event for event in events if event.n_articles[one] and event.n_articles[other]]
        sides = [sum(int(event.n_articles[outlet]) for event in shared) for outlet in (one, other)]
        values = average_events(shared, place, bootstrap)
        n_blocks = count_blocks(shared, place) if len(shared) >= MIN_EVENTS else np.full(2, min(sides))
        frames.append(
            number_pair(values, n_blocks, bootstrap.confidence).assign(
                outlet=outlets[one], other=outlets[other], n_articles=sum(sides), n_events=len(shared)
            )
        )
    return pd.concat(frames, ignore_index=True).assign(event="all")


def average_events(shared: Sequence[Event], place: int, bootstrap: Bootstrap) -> Floats:
    """Average a pair over events: draw × statistic × quantity, the sample itself first."""
    if not shared:
        return np.full((1, len(STATISTICS), 3), np.nan)
    if len(shared) < MIN_EVENTS:
        values = np.stack([event.values[..., place] for event in shared])
        return divide(np.nansum(values, axis=0), (~np.isnan(values)).sum(axis=0))
    values = np.stack([event.values[0, ..., place] for event in shared])
    drawn = draw_weights([event.name for event in shared], bootstrap)
    weights = np.vstack([np.ones(len(shared)), *drawn])
    # not `@`: its sums of fractions differ in the last bits with the number of threads
    sums = np.einsum("de,esq->dsq", weights, np.nan_to_num(values))
    return divide(sums, np.einsum("de,esq->dsq", weights, 1.0 - np.isnan(values)))


def count_blocks(shared: Sequence[Event], place: int) -> NDArray[np.intp]:
    """Count the events in which a pair's similarity is known, and those in which its gap is."""
    known = [~np.isnan(event.values[0, 0, [0, 2], place]) for event in shared]
    return np.sum(known, axis=0)


def number_pair(values: Floats, n_blocks: NDArray[np.intp], confidence: float) -> pd.DataFrame:
    """Write a row for each statistic of a pair, from draws of which the first is the sample.

    `n_blocks` tells what the similarity rests on, and what the gap does.
    """
    similarity, baseline, gap = np.moveaxis(values, -1, 0)
    draws = np.hstack([similarity, gap])[1:]
    ends = np.full((2, draws.shape[1]), np.nan)
    if len(draws):
        ends = np.array(find_interval(draws, np.repeat(n_blocks, len(STATISTICS)), confidence))
    (low, gap_low), (high, gap_high) = (end.reshape(2, -1) for end in ends)
    return pd.DataFrame(
        {
            "statistic": STATISTICS,
            "similarity": similarity[0],
            "low": low,
            "high": high,
            "baseline": baseline[0],
            "gap": gap[0],
            "gap_low": gap_low,
            "gap_high": gap_high,
        }
    )
