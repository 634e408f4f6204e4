"""Attributions against polnear: spans per role, attributions found, share of others' words."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from benchmarks.corpora import Document
from benchmarks.estimates import (
    Figure,
    Floats,
    correlate,
    describe_figure,
    describe_matches,
    draw_weights,
    f1,
    recall,
    sum_counts,
)
from benchmarks.matching import (
    WORD,
    Counts,
    Span,
    count_equal,
    count_overlaps,
    count_words,
    list_words,
    read_spans,
    trim_spans,
)

ROLES = ("source", "cue", "content")
FORMS = ("direct", "mixed", "indirect")


def measure_attributions(gold: Sequence[Document], found: Mapping[str, Document]) -> list[Figure]:
    """Measure attributions: per role, as a whole, per outlet and form, and as voice."""
    weights = draw_weights(gold)
    figures = []
    for role in ROLES:
        for name, counts in count_role(gold, found, role).items():
            sums = sum_counts(counts, weights)
            figures.append(describe_figure(f"{role}_{name}_f1", f1(sums), sums["gold"][0]))
    counts = [count_cues(d["attributions"], found[d["doc_id"]]["attributions"]) for d in gold]
    figures += describe_matches("found", sum_counts(counts, weights))
    figures += measure_outlets([d["outlet"] for d in gold], counts, weights)
    for form in FORMS:
        marked = [[a for a in d["attributions"] if a["quote_type_derived"] == form] for d in gold]
        pairs = zip(marked, gold, strict=True)
        counts = [count_cues(of_form, found[d["doc_id"]]["attributions"]) for of_form, d in pairs]
        sums = sum_counts(counts, weights)
        figures.append(describe_figure("form_recall", recall(sums), sums["gold"][0], form))
    return figures + measure_voice(gold, found, weights)


def gather_spans(attributions: Iterable[Document], role: str) -> list[Span]:
    """Gather the spans of one role of all attributions of an article."""
    return [span for attribution in attributions for span in read_spans(attribution[role])]


def count_role(gold: Sequence[Document], found: Mapping[str, Document], role: str) -> dict[str, list[Counts]]:
    """Count one role's spans and words in each article; a span of two attributions counts once."""
    counts: dict[str, list[Counts]] = {"exact": [], "overlap": [], "token": []}
    for document in gold:
        text, there = document["text"], found[document["doc_id"]]["attributions"]
        marked, seen = gather_spans(document["attributions"], role), gather_spans(there, role)
        marked_core, seen_core = trim_spans(text, marked), trim_spans(text, seen)
        counts["exact"].append(count_equal(marked_core, seen_core))
        counts["overlap"].append(count_overlaps([[s] for s in marked_core], [[s] for s in seen_core]))
        counts["token"].append(count_words(text, marked, seen))
    return counts


def count_cues(gold: Iterable[Document], found: Iterable[Document]) -> Counts:
    """Count attributions whose cues share a character; those without a cue are left out."""
    cues = [[read_spans(attribution["cue"]) for attribution in side] for side in (gold, found)]
    return count_overlaps(*([cue for cue in side if cue] for side in cues))


def measure_outlets(outlets: Sequence[str], counts: Sequence[Counts], weights: Floats) -> list[Figure]:
    """Measure recall per outlet, and the distance from the highest to the lowest."""
    figures, recalls = [], []
    for outlet in sorted(set(outlets)):
        here = np.array([name == outlet for name in outlets])
        sums = sum_counts([c for c, keep in zip(counts, here, strict=True) if keep], weights[:, here])
        recalls.append(recall(sums))
        figures.append(describe_figure("outlet_recall", recalls[-1], sums["gold"][0], outlet))
    spread = np.max(recalls, axis=0) - np.min(recalls, axis=0)
    return [*figures, describe_figure("recall_spread", spread, len(recalls))]


def measure_voice(gold: Sequence[Document], found: Mapping[str, Document], weights: Floats) -> list[Figure]:
    """Measure how well the share of an article's words that stand in content is told."""
    marked = np.array([share_content(d["text"], d["attributions"]) for d in gold])
    seen = np.array([share_content(d["text"], found[d["doc_id"]]["attributions"]) for d in gold])
    n = weights.sum(axis=1)
    return [
        describe_figure("voice_pearson", correlate(marked, seen, weights), len(gold)),
        describe_figure("voice_mae", weights @ np.abs(seen - marked) / n, len(gold)),
        describe_figure("voice_bias", weights @ (seen - marked) / n, len(gold)),
    ]


def share_content(text: str, attributions: Iterable[Document]) -> float:
    """Share of a text's words that stand in the content of an attribution."""
    inside = list_words(text, gather_spans(attributions, "content"))
    return len(inside) / max(1, sum(1 for _ in WORD.finditer(text)))
