"""Gold annotations → which labels each token may bear."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.tokens import Tokens

ROLES = ("source", "cue", "content")
LABELS = ("O", *(f"{b}-{n}" for n in ("source>", "source<", "cue", "content>", "content<") for b in "BI"))
"""A source or content before its cue ("<") has labels of its own, so that chains stay coherent."""
Spans = list[tuple[int, int]]


def read_gold(folder: Path, corpus: str, part: str) -> list[dict]:
    """Read one part of a gold corpus."""
    path = folder / corpus / f"{part}.jsonl"
    with path.open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Leave out the marks and spaces at the ends of a span."""
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not text[end - 1].isalnum():
        end -= 1
    return start, end


def find_tokens(tokens: Tokens, article: int, start: int, end: int) -> range:
    """Find the tokens of an article that a span of characters touches."""
    low, high = np.searchsorted(tokens.article, [article, article + 1])
    first = np.searchsorted(tokens.end[low:high], start, side="right")
    last = np.searchsorted(tokens.start[low:high], end, side="left")
    return range(int(low + first), int(low + max(first, last)))


def side_of(span: tuple[int, int], role: str, cue: Spans) -> str:
    """Tell whether a source or content stands before (`<`) or after (`>`) its cue, as part of the label."""
    if role == "cue":
        return ""
    if role == "source":
        return ">" if cue and span[0] >= cue[0][0] else "<"
    return "<" if cue and span[0] < cue[0][0] else ">"


def label_fully(documents: Sequence[dict], tokens: Tokens, starts: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Allow each token the one label that a complete annotation gives it; sources win over contents."""
    label = np.zeros(len(tokens), dtype=np.int64)
    for article, document in enumerate(documents):
        for role in reversed(ROLES):
            for attribution in document["attributions"]:
                for span in attribution[role]:
                    begin = LABELS.index(f"B-{role}{side_of(span, role, attribution['cue'])}")
                    found = find_tokens(tokens, article, *trim(document["text"], *span))
                    label[found.start : found.stop] = begin + 1
                    label[found.start : min(found.start + 1, found.stop)] = begin
    cut = (label > 0) & (label % 2 == 0)  # inside a span whose beginning another span has taken
    before = np.append(0, label)[:-1]
    goes_on = (before == label) | (before == label - 1)
    goes_on[starts] = False
    cut &= ~goes_on
    label[cut] -= 1
    return np.eye(len(LABELS), dtype=bool)[label]


def label_partly(documents: Sequence[dict], tokens: Tokens) -> NDArray[np.bool_]:
    """Allow each token what a partial annotation leaves open: known sources and cues, the rest any label."""
    allowed = np.ones((len(tokens), len(LABELS)), dtype=bool)
    bears = {role: np.array([label[2:].rstrip("<>") == role for label in LABELS]) for role in ROLES}
    for article, document in enumerate(documents):
        for role, span in list_known(document):
            found = find_tokens(tokens, article, *span)
            allowed[found.start : found.stop] = bears[role]
        for span in list_other_events(document):
            found = find_tokens(tokens, article, *span)
            allowed[found.start : found.start + 1] &= ~bears["cue"]
    return allowed


def list_known(document: dict) -> Iterator[tuple[str, tuple[int, int]]]:
    """List the sources and cues that a partial annotation names; implicit and long expressions apart."""
    known = [a for a in document.get("attributions", []) if not a.get("implicit")]
    yield from (("source", tuple(span)) for a in known for span in a["source"])
    short = [a["cue"] for a in known if sum(end - start for start, end in a["cue"]) < 40]
    yield from (("cue", tuple(span)) for cue in short for span in cue)
    yield from (("cue", tuple(span)) for span in document.get("reporting", []))


def list_other_events(document: dict) -> Iterator[tuple[int, int]]:
    """List the events that are annotated as no act of reporting or thought."""
    plain = {"OCCURRENCE", "STATE", "ASPECTUAL"}
    reporting = {tuple(span) for span in document.get("reporting", [])}
    for start, end, kind in document.get("events", []):
        if kind in plain and (start, end) not in reporting:
            yield start, end
