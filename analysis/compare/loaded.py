"""Loaded words of each outlet, held against the other outlets of the same events."""

from collections.abc import Iterator

import pandas as pd

from analysis.compare.terms import weigh_log_odds
from analysis.measure.registry import PER_1000_WORDS

COLUMNS = ["outlet", "word", "class", "count", "count_rest", "per_1000_words", "per_1000_words_rest"]
COLUMNS += ["n_articles", "log_odds", "z"]


def rank_loaded_words(
    loaded: pd.DataFrame, term_counts: pd.DataFrame, articles: pd.DataFrame, *, prior_words: float
) -> pd.DataFrame:
    """Rank the loaded words that outlets use in their own voice.

    Parameters
    ----------
    loaded, term_counts, articles
        Tables `loaded_words`, `term_counts`, `articles`.
    prior_words
        Weight of the prior of the log-odds, in words.

    Returns
    -------
    pandas.DataFrame
        A row an outlet and word it uses, most its own first: `outlet`, `word`, `class`, `count` and
        `count_rest` (uses by it, and by all other outlets on the events that it shares with one),
        `per_1000_words` and `per_1000_words_rest` (of own voice), `n_articles` (of its that use the
        word), `log_odds` and `z` (Monroe, Colaresi and Quinn 2008, the other words as one more word).
    """
    places = articles[["article_id", "outlet", "event"]]
    own = loaded[loaded["voice"] == "outlet"].merge(places, on="article_id")
    voice = term_counts[term_counts["voice"] == "outlet"].groupby("article_id")["count"].sum()
    words = articles.assign(n_words=articles["article_id"].map(voice).fillna(0))
    n_outlets = articles.groupby("event")["outlet"].nunique()
    shared = set(n_outlets.index[n_outlets > 1])
    own, words = (frame[frame["event"].isin(shared)] for frame in (own, words))
    frames = list(rank_outlets(own, words, prior_words))
    ranked = pd.concat(frames) if frames else pd.DataFrame(columns=COLUMNS)
    order = ["outlet", "z", "word"]
    return ranked.sort_values(order, ascending=[True, False, True], ignore_index=True)[COLUMNS]


def rank_outlets(own: pd.DataFrame, words: pd.DataFrame, prior_words: float) -> Iterator[pd.DataFrame]:
    """Rank the words of one outlet after the other."""
    for outlet in sorted(set(own["outlet"])):
        events = set(words.loc[words["outlet"] == outlet, "event"])
        here, there = own[own["event"].isin(events)], words[words["event"].isin(events)]
        of = here.groupby("word", sort=True)
        is_own, is_there = here["outlet"] == outlet, there["outlet"] == outlet
        counts = pd.DataFrame({"class": of["class"].first(), "all": of.size()})
        counts["count"] = here[is_own].groupby("word").size().reindex(counts.index, fill_value=0)
        counts["n_articles"] = here[is_own].groupby("word")["article_id"].nunique()
        n_own, n_rest = there.loc[is_there, "n_words"].sum(), there.loc[~is_there, "n_words"].sum()
        yield compare_counts(counts, n_own, n_rest, prior_words).assign(outlet=outlet)


def compare_counts(counts: pd.DataFrame, n_own: float, n_rest: float, prior_words: float) -> pd.DataFrame:
    """Compare an outlet's counts of loaded words with those of the rest, out of so many words each."""
    rest = counts["all"] - counts["count"]
    sides = [[*side, max(n - side.sum(), 0)] for side, n in ((counts["count"], n_own), (rest, n_rest))]
    target, reference = (pd.Series(side, dtype=float).to_numpy() for side in sides)
    together = target + reference
    log_odds, z = weigh_log_odds(target, reference, prior_words * together / max(together.sum(), 1))
    compared = counts.assign(
        count_rest=rest,
        per_1000_words=PER_1000_WORDS * counts["count"] / max(n_own, 1),
        per_1000_words_rest=PER_1000_WORDS * rest / max(n_rest, 1),
        log_odds=log_odds[:-1],
        z=z[:-1],
    )
    return compared[compared["count"] > 0].reset_index()
