"""In whose voice hedges stand: ours, and our rule on polnear's own contents, against those contents."""

from collections.abc import Mapping, Sequence

import pandas as pd

from analysis.annotate.text.tokens import split_tokens
from analysis.annotate.voices import find_voices
from benchmarks.attributions import gather_spans
from benchmarks.corpora import Document
from benchmarks.estimates import Figure, describe_figure, draw_weights, recall, sum_counts
from benchmarks.matching import Counts


def measure_voices(gold: Sequence[Document], found: Mapping[str, Document], language: str) -> list[Figure]:
    """Measure how often hedges of ours get the right voice; hearsay, which goes by form, is left out."""
    weights = draw_weights(gold)
    hedges = [
        [h for h in found[d["doc_id"]]["hedges"] if h["kind"] == "hedge" and h["class"] != "hearsay"]
        for d in gold
    ]
    ours = [{h["start"] for h in here if h["voice"] == "source"} for here in hedges]
    ruled = find_attributed_words(gold, language)
    figures = []
    for name, sources in (("given_gold", ruled), ("given_ours", ours)):
        counts = [count_right(*row) for row in zip(gold, hedges, sources, strict=True)]
        sums = sum_counts(counts, weights)
        figures.append(describe_figure(f"hedge_voice_{name}", recall(sums), sums["gold"][0]))
    return figures


def count_right(gold: Document, hedges: Sequence[Document], sources: set[int]) -> Counts:
    """Count hedges, and those that are a source's (start in `sources`) just where gold content is."""
    inside = {i for start, end in gather_spans(gold["attributions"], "content") for i in range(start, end)}
    right = sum((h["start"] in inside) == (h["start"] in sources) for h in hedges)
    return {"gold": len(hedges), "gold_found": right}


def find_attributed_words(gold: Sequence[Document], language: str) -> list[set[int]]:
    """Find where the words start that our rule gives to a source when it is told the gold attributions."""
    tokens = split_tokens([d["text"] for d in gold], language)
    attributions = pd.DataFrame(
        [(i, j, None) for i, d in enumerate(gold) for j in range(len(d["attributions"]))],
        columns=["article", "attribution", "parent"],
    )
    spans = pd.DataFrame(
        [
            (i, j, "content", start, end)
            for i, d in enumerate(gold)
            for j, attribution in enumerate(d["attributions"])
            for start, end in attribution["content"]
        ],
        columns=["article", "attribution", "role", "start", "end"],
    )
    attributed = find_voices(tokens, attributions, spans) >= 0
    return [set(tokens.start[attributed & (tokens.article == i)].tolist()) for i in range(len(gold))]
