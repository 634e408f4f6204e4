"""Source kind, cue class and speech of attributions that were found, against news_sources."""

from collections.abc import Mapping, Sequence

import numpy as np

from benchmarks.corpora import Document
from benchmarks.estimates import Figure, Floats, describe_figure, divide, draw_weights, f1, recall, sum_counts
from benchmarks.matching import Counts, Span, read_spans, touches

FIELDS = ("source_kind", "cue_class", "speech")
Pair = tuple[str | None, str | None]  # the value coded and the value found, of one attribution


def measure_sources(
    gold: Sequence[Document], polnear: Sequence[Document], found: Mapping[str, Document]
) -> list[Figure]:
    """Measure how many coded attributions are found and, for those, each field; disputed values aside."""
    cues = {(d["doc_id"], a["id"]): read_spans(a["cue"]) for d in polnear for a in d["attributions"]}
    matches = [find_match(cues[row["doc_id"], row["attr_id"]], found[row["doc_id"]]) for row in gold]
    weights = draw_weights(gold)
    sums = sum_counts([{"gold": 1, "gold_found": match is not None} for match in matches], weights)
    figures = [describe_figure("found_share", recall(sums), len(gold))]
    for field in FIELDS:
        pairs = [pair_values(field, row, match) for row, match in zip(gold, matches, strict=True)]
        figures += measure_field(field, pairs, weights)
    return figures


def find_match(cue: Sequence[Span], found: Document) -> Document | None:
    """Find the first attribution whose cue shares a character with a cue."""
    return next((a for a in found["attributions"] if touches(cue, read_spans(a["cue"]))), None)


def pair_values(field: str, row: Document, match: Document | None) -> Pair:
    """Pair the value coded with the value found; both are unknown where either is."""
    if match is None or row[field] is None:
        return None, None
    return str(row[field]), str(match[field])


def measure_field(field: str, pairs: Sequence[Pair], weights: Floats) -> list[Figure]:
    """Measure accuracy, F1 of each class that was coded, and their mean."""
    known = [gold is not None for gold, _ in pairs]
    right = [k and gold == found for k, (gold, found) in zip(known, pairs, strict=True)]
    counts = [{"gold": int(k), "gold_found": int(r)} for k, r in zip(known, right, strict=True)]
    accuracy = recall(sum_counts(counts, weights))
    figures = [describe_figure(f"{field}_accuracy", accuracy, sum(known))]
    scores = []
    for value in sorted({gold for gold, _ in pairs if gold is not None}):
        sums = sum_counts([count_value(pair, value) for pair in pairs], weights)
        scores.append(np.where(sums["gold"] > 0, f1(sums), np.nan))
        figures.append(describe_figure(f"{field}_f1", scores[-1], sums["gold"][0], value))
    by_class = np.array(scores).reshape(-1, len(weights))
    macro = divide(np.nansum(by_class, axis=0), (~np.isnan(by_class)).sum(axis=0))
    return [figures[0], describe_figure(f"{field}_macro_f1", macro, sum(known)), *figures[1:]]


def count_value(pair: Pair, value: str) -> Counts:
    """Count whether a value was coded, found, and both."""
    gold, found = (side == value for side in pair)
    return {"gold": gold, "gold_found": gold and found, "found": found, "found_right": gold and found}
