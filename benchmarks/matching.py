"""Spans that people marked against spans that were found: four counts, from which every figure follows.

`gold` and `found` count the things of either side; `gold_found` the gold things that were found,
`found_right` the found things that are right.
"""

import re
from collections.abc import Iterable, Sequence

Span = tuple[int, int]
Counts = dict[str, int]
WORD = re.compile(r"\w+")


def read_spans(spans: Iterable[Sequence[int]]) -> list[Span]:
    """Read spans from JSON; empty ones mark nothing and are left out."""
    return [(start, end) for start, end in spans if end > start]


def trim_spans(text: str, spans: Iterable[Span]) -> set[Span]:
    """Take what is neither letter nor digit off both ends; what is then empty is left out."""
    trimmed = set()
    for start, end in spans:
        inner = [i for i in range(start, end) if text[i].isalnum()]
        trimmed |= {(inner[0], inner[-1] + 1)} if inner else set()
    return trimmed


def touches(spans: Iterable[Span], others: Iterable[Span]) -> bool:
    """Tell whether any of the spans shares a character with any of the others."""
    others = list(others)
    return any(a < d and c < b for a, b in spans for c, d in others)


def count_equal(gold: set[Span], found: set[Span]) -> Counts:
    """Count spans that agree in both ends."""
    right = len(gold & found)
    return {"gold": len(gold), "gold_found": right, "found": len(found), "found_right": right}


def count_overlaps(gold: Sequence[Iterable[Span]], found: Sequence[Iterable[Span]]) -> Counts:
    """Count things, each of one span or several, that share a character with a thing of the other side."""
    all_gold, all_found = ([span for spans in side for span in spans] for side in (gold, found))
    return {
        "gold": len(gold),
        "gold_found": sum(touches(spans, all_found) for spans in gold),
        "found": len(found),
        "found_right": sum(touches(spans, all_gold) for spans in found),
    }


def list_words(text: str, spans: Iterable[Span]) -> set[Span]:
    """List the words that start inside the spans."""
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    return {word.span() for word in WORD.finditer(text) if covered[word.start()]}


def count_words(text: str, gold: Iterable[Span], found: Iterable[Span]) -> Counts:
    """Count the words that start inside the spans of either side and of both."""
    return count_equal(list_words(text, gold), list_words(text, found))
