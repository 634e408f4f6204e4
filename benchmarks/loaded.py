"""Loaded words against words that people marked as biased: basil (in the outlet's voice) and babe."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from analysis.annotate.articles import BATCH, annotate_batch
from analysis.compare.loaded import rank_loaded_words
from benchmarks.corpora import Document
from benchmarks.estimates import (
    Figure,
    describe_figure,
    describe_matches,
    divide,
    draw_weights,
    precision,
    sum_counts,
)
from benchmarks.matching import Counts, Span, count_words, list_words, touches

FIRST = 3  # words of an outlet in an event
PRIOR_WORDS = 1000
Tables = Mapping[str, pd.DataFrame]


def measure_loaded_basil(gold: Sequence[Document], language: str) -> list[Figure]:
    """Measure the words in lexical bias spans in the outlet's voice, and the first words of the ranking."""
    tables = annotate(gold, language)
    own = [list_own_voice(tables, i, d) for i, d in enumerate(gold)]
    marked = [list_biased(d) for d in gold]
    found = [list_found(tables, i) for i in range(len(gold))]
    weights = draw_weights(gold)
    ranked = sum_counts(count_ranked(gold, tables, marked), weights)
    return [
        *measure_words([d["text"] for d in gold], own, marked, found, weights=weights),
        describe_figure("ranked_precision", precision(ranked), ranked["found"][0]),
    ]


def measure_loaded_babe(gold: Sequence[Document], language: str) -> list[Figure]:
    """Measure the words marked as biased, and sentences that hold one; voices are not told apart there."""
    tables = annotate(gold, language)
    whole: list[list[Span]] = [[(0, len(d["text"]))] for d in gold]
    marked: list[list[Span]] = [[(s, e) for s, e in d["bias_words"]] for d in gold]
    found = [list_found(tables, i, voices=("outlet", "source")) for i in range(len(gold))]
    weights = draw_weights(gold)
    pairs = [(d["label"] == "Biased", bool(spans)) for d, spans in zip(gold, found, strict=True)]
    counts = [{"gold": g, "found": f, "gold_found": g and f, "found_right": g and f} for g, f in pairs]
    sentences = sum_counts([{name: int(value) for name, value in c.items()} for c in counts], weights)
    share = sentences["gold"] / weights.sum(axis=1)
    return [
        *measure_words([d["text"] for d in gold], whole, marked, found, weights=weights),
        *describe_matches("biased_sentence", sentences),
        describe_figure("biased_sentence_chance", share, len(gold)),
    ]


def annotate(gold: Sequence[Document], language: str) -> dict[str, pd.DataFrame]:
    """Annotate the documents; `article` counts them."""
    blocks = pd.DataFrame({"article": [], "role": [], "start": [], "end": []})
    found: dict[str, list[pd.DataFrame]] = {}
    for start in range(0, len(gold), BATCH):
        texts = [d["text"] for d in gold[start : start + BATCH]]
        for name, rows in annotate_batch(texts, blocks, language, {}).items():
            found.setdefault(name, []).append(rows.assign(article=rows["article"] + start))
    return {name: pd.concat(rows, ignore_index=True) for name, rows in found.items()}


def list_own_voice(tables: Tables, article: int, document: Document) -> list[Span]:
    """List the stretches of a document that lie in no attributed content."""
    spans = tables["attribution_spans"].query("role == 'content' and article == @article")
    inside = np.zeros(len(document["text"]) + 2, dtype=bool)
    for start, end in spans[["start", "end"]].to_numpy().tolist():
        inside[start + 1 : end + 1] = True
    inside[[0, -1]] = True
    edges = np.flatnonzero(inside[1:] != inside[:-1])
    return list(zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True))


def list_biased(document: Document) -> list[Span]:
    """List the lexical bias spans of the body that annotators gave to the outlet, not to somebody quoted."""
    marked = (b for b in document["bias"] if b["type"] == "lexical" and b["in"] == "body")
    return [(b["span"][0], b["span"][1]) for b in marked if not b["in_quote"]]


def list_found(tables: Tables, article: int, voices: Sequence[str] = ("outlet",)) -> list[Span]:
    """List our loaded words in some voices."""
    rows = tables["loaded_words"]
    rows = rows[(rows["article"] == article) & rows["voice"].isin(voices)]
    return list(zip(rows["start"].tolist(), rows["end"].tolist(), strict=True))


def measure_words(
    texts: Sequence[str],
    judged: Sequence[Sequence[Span]],
    marked: Sequence[Sequence[Span]],
    found: Sequence[Sequence[Span]],
    *,
    weights: np.ndarray,
) -> list[Figure]:
    """Measure words, one by one, among those judged; chance is the share of them that is marked."""
    counts: list[Counts] = []
    for text, where, gold, ours in zip(texts, judged, marked, found, strict=True):
        words = list_words(text, where)
        hit = [span for span in words if touches([span], gold)]
        there = [span for span in ours if touches([span], where)]
        counts.append(count_words(text, hit, there) | {"words": len(words)})
    sums = sum_counts(counts, weights)
    chance = divide(sums["gold"], sums["words"])
    figures = describe_matches("loaded", sums)
    return [*figures, describe_figure("loaded_chance", chance, sums["words"][0])]


def count_ranked(
    gold: Sequence[Document], tables: Tables, marked: Sequence[Sequence[Span]]
) -> list[Counts]:
    """Count, for each article, the first words of its outlet's ranking in the event, and those marked."""
    places = {"outlet": [d["outlet"] for d in gold], "event": [d["event_id"] for d in gold]}
    articles = pd.DataFrame({"article_id": range(len(gold))} | places)
    names = ("loaded_words", "term_counts")
    loaded, terms = (tables[name].rename(columns={"article": "article_id"}) for name in names)
    counts = [{"found": 0, "found_right": 0} for _ in gold]
    for _, here in articles.groupby("event"):
        some, words = (frame[frame["article_id"].isin(here["article_id"])] for frame in (loaded, terms))
        ranked = rank_loaded_words(some, words, here, prior_words=PRIOR_WORDS)
        for article, outlet in here[["article_id", "outlet"]].to_numpy().tolist():
            first = ranked.loc[ranked["outlet"] == outlet, "word"].head(FIRST)
            own = some[(some["article_id"] == article) & (some["voice"] == "outlet")]
            for _, rows in own[own["word"].isin(first)].groupby("word"):
                spans = zip(rows["start"].tolist(), rows["end"].tolist(), strict=True)
                counts[article]["found"] += 1
                counts[article]["found_right"] += touches(spans, marked[article])
    return counts
