"""Hedges and boosters against news_hedges: ours, and those of the same lexicons counted plainly."""

from collections.abc import Mapping, Sequence

from benchmarks.corpora import Document
from benchmarks.estimates import (
    Figure,
    Floats,
    describe_figure,
    describe_matches,
    draw_weights,
    recall,
    sum_counts,
)
from benchmarks.matching import Counts, touches
from benchmarks.word_list import count_list, read_word_lists

KINDS = ("hedge", "booster")


def measure_hedges(
    gold: Sequence[Document], texts: Mapping[str, str], found: Mapping[str, Document], language: str
) -> list[Figure]:
    """Measure hedges and boosters, the class of the hedges found, and what plain counting would find."""
    lists, weights = read_word_lists(language), draw_weights(gold)
    plain = {doc_id: count_list(texts[doc_id], lists) for doc_id in {row["doc_id"] for row in gold}}
    listed = [cut_sentence(row, plain[row["doc_id"]]) for row in gold]
    ours = [cut_sentence(row, found[row["doc_id"]]["hedges"]) for row in gold]
    classes = sum_counts([count_classes(row["marks"], h) for row, h in zip(gold, ours, strict=True)], weights)
    return [
        *measure_kinds("", gold, ours, weights),
        describe_figure("class_accuracy", recall(classes), classes["gold"][0]),
        *measure_kinds("list_", gold, listed, weights),
    ]


def measure_kinds(
    name: str, gold: Sequence[Document], found: Sequence[Sequence[Document]], weights: Floats
) -> list[Figure]:
    """Measure hedges and boosters, sentence by sentence."""
    figures = []
    for kind in KINDS:
        counts = [count_marks(row["marks"], here, kind) for row, here in zip(gold, found, strict=True)]
        figures += describe_matches(f"{name}{kind}", sum_counts(counts, weights))
    return figures


def cut_sentence(row: Document, hedges: Sequence[Document]) -> list[Document]:
    """Take the hedges that start in a sentence, with offsets into it."""
    return [
        hedge | {"start": hedge["start"] - row["start"], "end": hedge["end"] - row["start"]}
        for hedge in hedges
        if row["start"] <= hedge["start"] < row["end"]
    ]


def count_marks(marks: Sequence[Document], found: Sequence[Document], kind: str) -> Counts:
    """Count marks and finds of a kind; a disputed mark is not required, nor is a find on it alone wrong."""
    marks, found = ([span for span in side if span["kind"] == kind] for side in (marks, found))
    agreed = [mark for mark in marks if mark["status"] == "agreed"]
    reached = [list_statuses(marks, span) for span in found]
    judged = [statuses for statuses in reached if statuses != {"disputed"}]
    return {
        "gold": len(agreed),
        "gold_found": sum(any(meet(mark, span) for span in found) for mark in agreed),
        "found": len(judged),
        "found_right": sum(bool(statuses) for statuses in judged),
    }


def list_statuses(marks: Sequence[Document], span: Document) -> set[str]:
    """List the statuses of the marks that share a character with a span."""
    return {mark["status"] for mark in marks if meet(mark, span)}


def count_classes(marks: Sequence[Document], found: Sequence[Document]) -> Counts:
    """Count agreed hedges that were found, and those whose first find has their class."""
    agreed = [mark for mark in marks if mark["status"] == "agreed" and mark["kind"] == "hedge"]
    hedges = [hedge for hedge in found if hedge["kind"] == "hedge"]
    hits = [[mark["class"] == hedge["class"] for hedge in hedges if meet(mark, hedge)] for mark in agreed]
    return {"gold": sum(map(bool, hits)), "gold_found": sum(hit[0] for hit in hits if hit)}


def meet(mark: Document, span: Document) -> bool:
    """Tell whether two marks share a character."""
    return touches([(mark["start"], mark["end"])], [(span["start"], span["end"])])
