"""Reporting words of TimeML and ECB+ against speech cues; attributions of MPQA against attributions."""

from collections.abc import Mapping, Sequence

from analysis.tables import CUE_CLASSES
from benchmarks.corpora import Document
from benchmarks.estimates import (
    Figure,
    describe_figure,
    describe_matches,
    draw_weights,
    recall,
    sum_counts,
)
from benchmarks.matching import Counts, Span, count_overlaps, read_spans, touches

TELLING = ("neutral", "endorsing", "doubting")  # TimeML holds denials, attacks and orders to be other acts


def measure_reporting(gold: Sequence[Document], found: Mapping[str, Document]) -> list[Figure]:
    """Measure the cues of speech acts against words of reporting, where they were annotated.

    `reporting` is of the cues that tell something, as the corpora mean it, `speech` of all cues of speech.
    """
    weights, figures = draw_weights(gold), []
    for name, classes in (("reporting", TELLING), ("speech", CUE_CLASSES)):
        counts = [count_reporting(d, found[d["doc_id"]], classes) for d in gold]
        figures += describe_matches(name, sum_counts(counts, weights))
    return figures


def count_reporting(gold: Document, found: Document, classes: Sequence[str] = CUE_CLASSES) -> Counts:
    """Count reporting words and speech cues of some classes; a cue of two attributions counts once."""
    spoken = (a for a in found["attributions"] if a["speech"] and a["cue_class"] in classes)
    cues = dict.fromkeys(tuple(read_spans(a["cue"])) for a in spoken)
    checked = list_checked(gold)
    marked = [[span] for span in read_spans(gold["reporting"]) if touches([span], checked)]
    return count_overlaps(marked, [cue for cue in cues if touches(cue, checked)])


def list_checked(gold: Document) -> list[Span]:
    """List the stretches in which reporting words are complete: named sentences, or the whole text."""
    if "checked_sentences" not in gold:
        return [(0, len(gold["text"]))]
    checked = set(gold["checked_sentences"])
    return [(start, end) for start, end, number in gold["sentences"] if number in checked]


def measure_recall(gold: Sequence[Document], found: Mapping[str, Document]) -> list[Figure]:
    """Measure how many attributions are found where only a part of them is annotated."""
    weights = draw_weights(gold)
    counts = [count_pairs(d["attributions"], found[d["doc_id"]]["attributions"]) for d in gold]
    figures = {}
    for name in ("found", "pair"):
        sums = sum_counts([count[name] for count in counts], weights)
        figures[name] = describe_figure(f"{name}_recall", recall(sums), sums["gold"][0])
    return list(figures.values())


def count_pairs(gold: Sequence[Document], found: Sequence[Document]) -> dict[str, Counts]:
    """Count cues found, and, of attributions with a source, cues found together with their source."""
    cued = [a for a in gold if read_spans(a["cue"])]
    cues = count_overlaps(*([read_spans(a["cue"]) for a in side] for side in (cued, found)))
    sourced = [a for a in cued if read_spans(a["source"])]
    paired = sum(any(match_pair(a, b) for b in found) for a in sourced)
    return {"found": cues, "pair": {"gold": len(sourced), "gold_found": paired}}


def match_pair(gold: Document, found: Document) -> bool:
    """Tell whether both the cues and the sources of two attributions share a character."""
    return all(touches(read_spans(gold[role]), read_spans(found[role])) for role in ("cue", "source"))
