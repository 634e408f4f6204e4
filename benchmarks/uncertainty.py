"""Hedges against corpora that were made for something else: modals, weasels, certainty as people rate it."""

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

from benchmarks.corpora import Document
from benchmarks.estimates import (
    Figure,
    Floats,
    correlate,
    describe_figure,
    describe_matches,
    draw_weights,
    recall,
    sum_counts,
)
from benchmarks.matching import Counts, Span, read_spans, touches

POSSIBILITY = ["modal:may", "modal:might", "modal:could"]


def measure_modals(gold: Sequence[Document], found: Mapping[str, Document]) -> list[Figure]:
    """Measure how many modals of uncertain events are found: all, those of possibility, and word by word."""
    weights, words = draw_weights(gold), sorted({word for d in gold for *_, word in d["hedges"]})
    wanted = [("modal_recall", "", words), ("possibility_recall", "", POSSIBILITY)]
    wanted += [("modal_word_recall", word.removeprefix("modal:"), [word]) for word in words]
    figures = []
    for name, group, some in wanted:
        sums = sum_counts([count_modals(d, found[d["doc_id"]], some) for d in gold], weights)
        figures.append(describe_figure(name, recall(sums), sums["gold"][0], group))
    return figures


def count_modals(gold: Document, found: Document, words: Sequence[str]) -> Counts:
    """Count modals, some words only, and those that a hedge of ours touches."""
    hedges = list_hedges(found)
    marked = [(start, end) for start, end, word in gold["hedges"] if word in words]
    return {"gold": len(marked), "gold_found": sum(touches([span], hedges) for span in marked)}


def list_hedges(found: Document, kind: str = "hedge") -> list[Span]:
    """List the hedges, or the boosters, of a document."""
    return [(hedge["start"], hedge["end"]) for hedge in found["hedges"] if hedge["kind"] == kind]


def measure_sentences(gold: Sequence[Document], found: Mapping[str, Document]) -> list[Figure]:
    """Measure which sentences hold a hedge, against those that hold a weasel or hedge."""
    counts = [count_sentences(d, list_hedges(found[d["doc_id"]])) for d in gold]
    return describe_matches("sentence", sum_counts(counts, draw_weights(gold)))


def count_sentences(gold: Document, hedges: Sequence[Span]) -> Counts:
    """Count sentences that are uncertain by the gold, by us, by both."""
    sentences = read_spans(span[:2] for span in gold["sentences"])
    marked = read_spans(span[:2] for span in gold["hedges"])
    uncertain, found = ([touches([s], spans) for s in sentences] for spans in (marked, hedges))
    both = sum(a and b for a, b in zip(uncertain, found, strict=True))
    return {"gold": sum(uncertain), "gold_found": both, "found": sum(found), "found_right": both}


def measure_certainty(gold: Sequence[Document], found: Mapping[str, Document]) -> list[Figure]:
    """Measure the rank correlation of certainty as rated with fewer hedges, and with commitment."""
    weights = draw_weights(gold)
    rated = np.array([d["certainty_1_to_6"] for d in gold])
    hedges, boosters = (
        np.array([len(list_hedges(found[d["doc_id"]], kind)) for d in gold]) for kind in ("hedge", "booster")
    )
    scores = {"certainty_spearman": -hedges, "commitment_spearman": boosters - hedges}
    return [
        describe_figure(name, correlate_ranks(rated, score, weights), len(gold))
        for name, score in scores.items()
    ]


def correlate_ranks(x: Floats, y: Floats, weights: Floats) -> Floats:
    """Spearman's rho of two columns, once for each row of weights (how often each pair counts)."""
    return np.array([correlate_drawn(x, y, row.astype("int64")) for row in weights])


def correlate_drawn(x: Floats, y: Floats, times: NDArray[np.int64]) -> float:
    """Spearman's rho where each pair counts so many times; ties share their mean rank."""
    rank_x, rank_y = (rankdata(np.repeat(column, times)) for column in (x, y))
    return float(correlate(rank_x, rank_y, np.ones((1, len(rank_x))))[0])
