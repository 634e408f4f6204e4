"""Which words make two sides differ: the Jensen-Shannon divergence of their words, word by word.

A word shift (Gallagher et al. 2021): the divergence is a sum over words, so that each word's part of it is
its share of the difference.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Bootstrap, Floats, divide, find_interval, resample
from analysis.compare.design import count_coverage, find_shared_events
from analysis.compare.rows import round_significant
from analysis.compare.vocabulary import count_by_article
from analysis.measure.registry import PER_1000_WORDS

PARTS = 1000  # of the whole divergence
COLUMNS = ["term", "contribution", "low", "high", "per_1000_words_target", "per_1000_words_reference"]
COLUMNS += ["count_target", "count_reference", "n_articles_target", "n_articles_reference"]


@dataclass(frozen=True)
class Side:
    """The articles of one side and their words: sparse, article × term."""

    article_ids: list[str]
    counts: Any

    @property
    def words(self) -> Floats:
        """Count each word."""
        return np.asarray(self.counts.sum(axis=0), dtype=np.float64)

    @property
    def n_words(self) -> int:
        """Count all words."""
        return int(self.counts.sum())


def shift_words(
    term_counts: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    target: str,
    reference: str,
    top: int,
    bootstrap: Bootstrap,
) -> pd.DataFrame:
    """Divide the difference between a target's words and a reference's among the words.

    Parameters
    ----------
    term_counts, articles
        The tables of these names; of `term_counts` the voice and the words wanted.
    target, reference
        An outlet; another one, or 'rest'. Only events that both cover count.
    top
        How many words, those with the largest part in the difference.
    bootstrap
        Articles are resampled, on each side.

    Returns
    -------
    pandas.DataFrame
        A row a word, largest part first: `contribution` (thousandths of the divergence, below 0 where the
        reference uses the word more; absolute values of all words add up to 1,000), `low` and `high` (its
        interval), `per_1000_words_…`, `count_…` and `n_articles_…` of either side.
    """
    names = list_articles(articles, target, reference)
    inside = articles[articles["article_id"].isin([*names[0], *names[1]])]
    kept = term_counts[term_counts["article_id"].isin(inside["article_id"])]
    by_voice, terms = count_by_article(kept, inside)
    place = pd.Index(inside["article_id"])
    sides = [Side(ids, by_voice["both"][place.get_indexer(pd.Index(ids))]) for ids in names]
    if not all(side.n_words for side in sides):
        return pd.DataFrame(columns=COLUMNS)
    parts = divide_difference(*(side.words / side.n_words for side in sides))
    whole = np.abs(parts).sum() / PARTS or 1.0
    order = np.lexsort((terms.to_numpy(dtype=str), -np.abs(parts)))[:top]
    low, high = bootstrap_parts(sides, order, bootstrap)
    found = pd.DataFrame({"term": terms[order], "contribution": parts[order] / whole})
    found = found.assign(low=low / whole, high=high / whole)
    described = [describe_side(*named, order) for named in zip(("target", "reference"), sides, strict=True)]
    frame = pd.concat([found, *described], axis=1)[COLUMNS]
    rounded = {str(name): round_significant(frame[name].to_numpy()) for name in frame.select_dtypes("float")}
    return frame.assign(**rounded)


def describe_side(name: str, side: Side, order: NDArray[np.intp]) -> pd.DataFrame:
    """Count some words on one side."""
    counts = side.words[order]
    users = (side.counts[:, order] > 0).sum(axis=0)
    return pd.DataFrame(
        {
            f"per_1000_words_{name}": PER_1000_WORDS * counts / side.n_words,
            f"count_{name}": counts.astype(np.int64),
            f"n_articles_{name}": np.asarray(users, dtype=np.int64),
        }
    )


def list_articles(articles: pd.DataFrame, target: str, reference: str) -> tuple[list[str], list[str]]:
    """List the articles of both sides in their shared events."""
    named = {target, reference} - {"rest"}
    outlets, events = sorted({*articles["outlet"], *named}), sorted(set(articles["event"]))
    shared = find_shared_events(count_coverage(articles, outlets, events), target, reference)
    inside = articles[articles["event"].isin(shared)].sort_values("article_id")
    is_target = inside["outlet"] == target
    is_reference = ~is_target if reference == "rest" else inside["outlet"] == reference
    return inside.loc[is_target, "article_id"].tolist(), inside.loc[is_reference, "article_id"].tolist()


def divide_difference(target: Floats, reference: Floats) -> Floats:
    """Find each word's part of the Jensen-Shannon divergence in bits, with the sign of the difference."""
    from scipy.special import rel_entr

    middle = (target + reference) / 2
    parts = (rel_entr(target, middle) + rel_entr(reference, middle)) / 2 / np.log(2)
    return np.asarray(np.sign(target - reference) * parts)


def bootstrap_parts(
    sides: Sequence[Side], order: NDArray[np.intp], bootstrap: Bootstrap
) -> tuple[Floats, Floats]:
    """Find the intervals of some words' parts, articles resampled on each side."""
    shares = []
    for side in sides:
        chosen = side.counts[:, order].toarray().astype(np.float64)
        blocks = np.column_stack([chosen, side.counts.sum(axis=1)])
        sums = resample(blocks, [len(side.article_ids)], side.article_ids, bootstrap)[:, 0]
        shares.append(divide(sums[:, :-1], sums[:, -1:]))
    n_articles = np.full(len(order), min(len(side.article_ids) for side in sides))
    return find_interval(divide_difference(*shares), n_articles, bootstrap.confidence)
