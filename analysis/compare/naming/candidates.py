"""Candidates for label sets: words that outlets use for the same thing in the same event, and differ in."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens, split_tokens
from analysis.annotate.voices import find_role_tokens
from analysis.compare.naming.phrases import Uses, find_uses
from analysis.compare.naming.slots import compare_slots
from analysis.compare.naming.spelling import compare_spellings
from analysis.language.lexicons import read_lexicon

BREAKS = ("stop_words", "grammar", "report_verbs")
LEAST = 0.05  # similarity below which two phrases are not looked at
CHUNK = 4096  # pairs at a time
DIGITS = 4  # that sums in another order leave alone
COLUMNS = ["label", "other", "score", "similarity", "difference", "n_events"]
COLUMNS += ["uses_label", "uses_other", "outlet_label", "outlet_other"]


@dataclass(frozen=True)
class Pairs:
    """Pairs of phrases and how alike their places, or spellings, are."""

    one: Ints
    other: Ints
    similarity: NDArray[np.float64]


def suggest_labels(
    texts: pd.DataFrame,
    articles: pd.DataFrame,
    spans: pd.DataFrame,
    *,
    language: str,
    min_articles: int = 3,
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Suggest pairs of words that outlets may be choosing between.

    Two phrases may name the same thing where they stand in the same slots, or are names spelt nearly
    alike. They are a choice where they are used in the same events, by different outlets, and seldom in
    one article. The score is the product: similarity × share of their uses in shared events × distance of
    the outlets' shares there × share of articles that use only one × n / (n + 1) for n shared events.

    Parameters
    ----------
    texts, articles, spans
        Tables `texts`, `articles`, `attribution_spans`; words in the content of attributions do not count.
    language
        Code of the language.
    min_articles
        In how many articles a phrase must stand.

    Returns
    -------
    tuple of pandas.DataFrame
        Pairs, best first: `label`, `other`, `score`, `similarity` (0 to 1), `difference` (0 to 1), `n_events`
        (that have both), `uses_label`, `uses_other`, `outlet_label`, `outlet_other` (who uses it most).
        And the uses: `label`, `article_id`, `start`, `end`.
    """
    placed = texts.merge(articles[["article_id", "outlet", "event"]], on="article_id")
    tokens = split_tokens(placed["text"].tolist(), language)
    uses = find_uses(
        tokens,
        read_breaks(language),
        spoken=mark_spoken(tokens, spans, pd.Index(placed["article_id"])),
        min_articles=max(min_articles, 1),
    )
    pairs = rank_pairs(find_pairs(tokens, uses), count_uses(tokens, uses, placed), uses)
    article = tokens.article[uses.first]
    found = {
        "label": np.array(uses.phrases, dtype=object)[uses.phrase],
        "article_id": placed["article_id"].to_numpy()[article],
        "start": tokens.start[uses.first],
        "end": tokens.end[uses.last - 1],
    }
    return pairs, pd.DataFrame(found)


def read_breaks(language: str) -> set[str]:
    """Read the words that name nothing an outlet could choose: function words, verbs of speech, days."""
    words = read_lexicon(language, "attribution_words")
    days = words.loc[words["class"] == "day", "form"]
    return set(days).union(*(read_lexicon(language, name)["form"] for name in BREAKS))


def mark_spoken(tokens: Tokens, spans: pd.DataFrame, article_ids: pd.Index) -> NDArray[np.bool_]:
    """Mark the tokens that lie in the content of an attribution."""
    placed = spans.assign(article=article_ids.get_indexer(pd.Index(spans["article_id"])))
    content = find_role_tokens(tokens, placed[placed["article"] >= 0], "content")
    edges = np.zeros(len(tokens) + 1, dtype=np.int64)
    np.add.at(edges, content.first, 1)
    np.add.at(edges, np.maximum(content.last, content.first), -1)
    return np.cumsum(edges)[:-1] > 0


def find_pairs(tokens: Tokens, uses: Uses) -> Pairs:
    """Find the pairs of phrases that are alike in place or spelling."""
    from scipy.sparse import triu

    alike = triu(compare_slots(tokens, uses), k=1).tocoo()
    near = alike.data >= LEAST
    slots = zip(alike.row[near].tolist(), alike.col[near].tolist(), alike.data[near].tolist(), strict=True)
    best: dict[tuple[int, int], float] = {}
    for one, other, similarity in [*slots, *compare_spellings(tokens, uses)]:
        best[one, other] = max(similarity, best.get((one, other), 0.0))
    listed = np.array(list(best), dtype=np.int64).reshape(-1, 2)
    return Pairs(listed[:, 0], listed[:, 1], np.array(list(best.values()), dtype=float))


def count_uses(tokens: Tokens, uses: Uses, placed: pd.DataFrame) -> dict[str, Any]:
    """Count the uses of each phrase: by event and outlet, and mark the articles it stands in."""
    event, events = pd.factorize(placed["event"], sort=True)
    outlet, outlets = pd.factorize(placed["outlet"], sort=True)
    article = tokens.article[uses.first]
    cells = np.zeros((len(uses.phrases), len(events), max(len(outlets), 1)))
    np.add.at(cells, (uses.phrase, event[article], outlet[article]), 1)
    present = np.zeros((len(uses.phrases), len(placed)), dtype=bool)
    present[uses.phrase, article] = True
    return {"cells": cells, "present": present, "outlets": np.array(outlets, dtype=object)}


def rank_pairs(pairs: Pairs, counts: dict[str, Any], uses: Uses) -> pd.DataFrame:
    """Score the pairs, best first; pairs that never meet in an event are left out."""
    chunks = [
        score_pairs(Pairs(*(column[i : i + CHUNK] for column in vars(pairs).values())), counts, uses)
        for i in range(0, max(len(pairs.one), 1), CHUNK)
    ]
    ranked = pd.concat(chunks, ignore_index=True)
    ranked = ranked[ranked["score"] > 0]
    ranked = ranked.round(dict.fromkeys(("score", "similarity", "difference"), DIGITS))
    order = ["score", "label", "other"]
    return ranked.sort_values(order, ascending=[False, True, True], ignore_index=True)[COLUMNS]


def score_pairs(pairs: Pairs, counts: dict[str, Any], uses: Uses) -> pd.DataFrame:
    """Score some pairs: the columns of `suggest_labels`."""
    cells = [counts["cells"][side] for side in (pairs.one, pairs.other)]
    present = [counts["present"][side] for side in (pairs.one, pairs.other)]
    shared = (cells[0].sum(axis=2) > 0) & (cells[1].sum(axis=2) > 0)
    there = [np.where(shared[:, :, None], side, 0).sum(axis=1) for side in cells]  # pair × outlet
    total = [side.sum(axis=(1, 2)) for side in cells]
    same = np.minimum(*(a.sum(axis=1) / b for a, b in zip(there, total, strict=True)))
    shares = [side / np.maximum(side.sum(axis=1, keepdims=True), 1) for side in there]
    difference = np.abs(shares[0] - shares[1]).sum(axis=1) / 2
    both = (present[0] & present[1]).sum(axis=1) / np.minimum(*(side.sum(axis=1) for side in present))
    n_events = shared.sum(axis=1)
    names = np.array(uses.phrases, dtype=object)
    return pd.DataFrame(
        {
            "label": names[pairs.one],
            "other": names[pairs.other],
            "score": pairs.similarity * same * difference * (1 - both) * n_events / (n_events + 1),
            "similarity": pairs.similarity,
            "difference": difference,
            "n_events": n_events,
            "uses_label": total[0].astype(np.int64),
            "uses_other": total[1].astype(np.int64),
            "outlet_label": counts["outlets"][there[0].argmax(axis=1)],
            "outlet_other": counts["outlets"][there[1].argmax(axis=1)],
        }
    )
