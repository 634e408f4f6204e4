"""Candidates for label sets against newswcl50, where people marked who and what each phrase refers to."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import combinations

import pandas as pd

from analysis.compare.naming.candidates import suggest_labels
from analysis.store import make_table
from benchmarks.corpora import Document
from benchmarks.estimates import Figure, describe_figure, divide, draw_weights, precision, sum_counts
from benchmarks.matching import Counts

FIRST = (5, 10, 20)  # pairs of an event
MIN_ARTICLES = 2  # of the five of an event
NO_REFERENTS = ("PROPERTY", "ACTION")  # what is said of somebody, not who


def measure_candidates(gold: Sequence[Document], language: str) -> list[Figure]:
    """Measure how many of an event's first pairs name one thing, and how many of all its pairs would.

    Pairs are judged where people marked both phrases; they name one thing where both were given the
    same referent.
    """
    events = sorted({d["event_id"] for d in gold})
    counts = [count_event([d for d in gold if d["event_id"] == event], language) for event in events]
    weights = draw_weights([{"doc_id": event} for event in events])
    sums = sum_counts(counts, weights)
    figures = []
    for n in FIRST:
        first = {"found": sums[f"found_{n}"], "found_right": sums[f"right_{n}"]}
        figures.append(describe_figure(f"candidates_precision_{n}", precision(first), first["found"][0]))
    chance = divide(sums["all_right"], sums["all"])
    return [*figures, describe_figure("candidates_chance", chance, sums["all"][0])]


def count_event(gold: Sequence[Document], language: str) -> Counts:
    """Count an event's judged pairs, and those that name one thing: of the first suggested, and of all."""
    texts = [{"article_id": d["doc_id"], "text": d["text"]} for d in gold]
    articles = [{"article_id": d["doc_id"], "outlet": d["outlet"], "event": d["event_id"]} for d in gold]
    tables = make_table("texts", texts), pd.DataFrame(articles), make_table("attribution_spans", [])
    pairs, uses = suggest_labels(*tables, language=language, min_articles=MIN_ARTICLES)
    referents = find_referents(gold, uses)
    named = [tuple(pair) for pair in pairs[["label", "other"]].to_numpy().tolist()]
    judged = [is_one(referents, *pair) for pair in named if all(referents[name] for name in pair)]
    known = sorted(name for name, found in referents.items() if found)
    everything = [is_one(referents, *pair) for pair in combinations(known, 2)]
    counts = {"all": len(everything), "all_right": sum(everything)}
    for n in FIRST:
        counts |= {f"found_{n}": len(judged[:n]), f"right_{n}": sum(judged[:n])}
    return counts


def find_referents(gold: Sequence[Document], uses: pd.DataFrame) -> dict[str, set[str]]:
    """Find what each phrase refers to: the referents of the smallest marked mentions that hold its uses."""
    mentions = {d["doc_id"]: [m for m in d["mentions"] if m["type"] not in NO_REFERENTS] for d in gold}
    referents: dict[str, set[str]] = defaultdict(set)
    for label, article, start, end in uses[["label", "article_id", "start", "end"]].to_numpy().tolist():
        around = [m for m in mentions[article] if m["span"][0] <= start and end <= m["span"][1]]
        if around:
            smallest = min(around, key=lambda m: (m["span"][1] - m["span"][0], m["span"], m["code"]))
            referents[label].add(smallest["code"])
    return referents


def is_one(referents: Mapping[str, set[str]], one: str, other: str) -> bool:
    """Tell whether two phrases were given a referent in common."""
    return bool(referents[one] & referents[other])
