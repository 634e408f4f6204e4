"""Which outlet hedges most: counted over all words, and in the outlets' own voice (polnear)."""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.stats import rankdata

from benchmarks.attributions import gather_spans
from benchmarks.corpora import Document
from benchmarks.estimates import Figure, Floats, correlate, describe_figure, divide, draw_weights, sum_counts
from benchmarks.matching import WORD, Counts, list_words
from benchmarks.word_list import count_list, read_word_lists

SIDES = ("list_raw", "list_own_gold", "raw", "own_gold", "own_ours")  # who counts hedges, over which words
FLIPS = {
    "list_flip": ("list_raw", "list_own_gold"),
    "flip_gold": ("raw", "own_gold"),
    "flip_ours": ("raw", "own_ours"),
    "flip_error": ("own_ours", "own_gold"),
}
PER = 1000  # words
Rates = Mapping[str, Floats]  # for each side outlets × draws


def measure_ranking(gold: Sequence[Document], found: Mapping[str, Document], language: str) -> list[Figure]:
    """Measure hedges per 1,000 words of each outlet, the outlets' order, and what own voice does to it."""
    lists, weights = read_word_lists(language), draw_weights(gold)
    listed = [[h for h in count_list(d["text"], lists) if h["kind"] == "hedge"] for d in gold]
    counts = [count_voices(d, found[d["doc_id"]], plain) for d, plain in zip(gold, listed, strict=True)]
    outlets = [d["outlet"] for d in gold]
    rates = {side: measure_rates(side, counts, outlets, weights) for side in SIDES}
    ranks = {side: rankdata(-rate, axis=0) for side, rate in rates.items()}
    return [
        *measure_shares(sum_counts(counts, weights), len(gold)),
        *measure_flips(ranks),
        *describe_outlets(rates, ranks, outlets),
    ]


def count_voices(gold: Document, found: Document, listed: Sequence[Document]) -> Counts:
    """Count an article's words and hedges: over all of it, and in the outlet's voice by gold and by us."""
    text, ours = gold["text"], [h for h in found["hedges"] if h["kind"] == "hedge"]
    words = sum(1 for _ in WORD.finditer(text))
    content, content_found = (gather_spans(side["attributions"], "content") for side in (gold, found))
    own_words = words - len(list_words(text, content))
    inside = {i for start, end in content for i in range(start, end)}
    return {
        "list_raw_hedges": len(listed),
        "list_raw_words": words,
        "list_own_gold_hedges": sum(h["start"] not in inside for h in listed),
        "list_own_gold_words": own_words,
        "raw_hedges": len(ours),
        "raw_words": words,
        "own_gold_hedges": sum(not is_source_voice(h, inside) for h in ours),
        "own_gold_words": own_words,
        "own_ours_hedges": sum(h["voice"] == "outlet" for h in ours),
        "own_ours_words": words - len(list_words(text, content_found)),
    }


def is_source_voice(hedge: Document, inside: set[int]) -> bool:
    """Tell whether a hedge is a source's: in content, and not hearsay, which is the outlet's (codebook 8)."""
    return hedge["start"] in inside and hedge["class"] != "hearsay"


def measure_rates(side: str, counts: Sequence[Counts], outlets: Sequence[str], weights: Floats) -> Floats:
    """Measure hedges per 1,000 words: outlets in alphabetical order × draws."""
    rates = []
    for outlet in sorted(set(outlets)):
        here = np.array([name == outlet for name in outlets])
        sums = sum_counts([c for c, keep in zip(counts, here, strict=True) if keep], weights[:, here])
        rates.append(PER * divide(sums[f"{side}_hedges"], sums[f"{side}_words"]))
    return np.array(rates)


def measure_shares(sums: Mapping[str, Floats], n: int) -> list[Figure]:
    """Measure the share of words and of hedges that are not the outlets' own."""
    return [
        describe_figure(f"{what}_in_content_{who}", 1 - sums[f"own_{who}_{what}"] / sums[f"raw_{what}"], n)
        for what in ("words", "hedges")
        for who in ("gold", "ours")
    ]


def measure_flips(ranks: Rates) -> list[Figure]:
    """Measure by how many places the outlet that moves most moves, and how alike two orders are."""
    figures = []
    for name, sides in FLIPS.items():
        before, after = (ranks[side] for side in sides)
        moved = np.max(np.abs(before - after), axis=0)
        figures.append(describe_figure(name, moved, len(before)))
        figures.append(describe_figure(f"{name}_spearman", correlate_columns(before, after), len(before)))
    return figures


def correlate_columns(x: Floats, y: Floats) -> Floats:
    """Pearson's r of the columns of one matrix with those of another."""
    even = np.ones((1, len(x)))
    return np.array([correlate(a, b, even)[0] for a, b in zip(x.T, y.T, strict=True)])


def describe_outlets(rates: Rates, ranks: Rates, outlets: Sequence[str]) -> list[Figure]:
    """Describe the rate and the place of each outlet by each way of counting, and the places it moves."""
    moves = {name: ranks[after] - ranks[before] for name, (before, after) in FLIPS.items()}
    return [
        describe_figure(f"{name}_{side}", values[side][i], outlets.count(outlet), outlet)
        for name, values in (("hedges_per_1000_words", rates), ("rank", ranks), ("places", moves))
        for side in values
        for i, outlet in enumerate(sorted(set(outlets)))
    ]
