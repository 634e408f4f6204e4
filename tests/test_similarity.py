"""Similarity between outlets inside an event, against scikit-learn and scipy, and its baseline."""

from functools import partial

import numpy as np
import pandas as pd
import pytest
from generated_tables import TERMS, generate_articles, generate_tables, write_words
from scipy.spatial.distance import jensenshannon
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from analysis.compare import similarity
from analysis.store import check_table

compare_wording = partial(similarity.compare_wording, draws=200, seed=1, confidence=0.95)
TEXTS = {
    "a/fire/1": "the barn burned down barn",
    "a/fire/2": "nobody was hurt in the barn",
    "b/fire/1": "the barn burned and the farmer wept",
    "c/fire/1": "insurance pays",
    "a/vote/1": "the council voted",
    "b/vote/1": "a vote of the council",
}


def take(found: pd.DataFrame, event: str, outlet: str, other: str, statistic: str = "cosine") -> pd.Series:
    """Take one row, all words of both voices."""
    keys = ["event", "outlet", "other", "statistic", "voice"]
    return found.set_index(keys).loc[(event, outlet, other, statistic, "both")]


def test_cosines_are_those_of_scikit_learn():
    """An article is a document; two outlets are as alike as their articles on the event are on average."""
    vectors = TfidfVectorizer(token_pattern=r"\S+").fit_transform(TEXTS.values())
    expected = cosine_similarity(vectors)
    found = compare_wording(*write_words(TEXTS), stop_words=[])
    fire = take(found, "fire", "a", "b")
    assert fire["similarity"] == pytest.approx((expected[0, 2] + expected[1, 2]) / 2, abs=1e-9)
    assert fire["baseline"] == pytest.approx(expected[0, 1], abs=1e-9)
    assert fire["gap"] == pytest.approx(fire["baseline"] - fire["similarity"], abs=1e-9)
    assert take(found, "fire", "a", "c")["similarity"] == 0
    vote = take(found, "vote", "a", "b")["similarity"]
    assert vote == pytest.approx(expected[4, 5], abs=1e-9)
    both = take(found, "all", "a", "b")
    assert both["similarity"] == pytest.approx((fire["similarity"] + vote) / 2, abs=1e-9)
    assert (both["n_articles"], both["n_events"]) == (5, 2)


def test_divergence_is_that_of_scipy():
    """Jensen-Shannon is 1 less the square of scipy's distance in bits."""
    counts = CountVectorizer(token_pattern=r"\S+").fit_transform(TEXTS.values()).toarray()
    expected = [1 - jensenshannon(counts[one], counts[2], base=2) ** 2 for one in (0, 1)]
    found = take(compare_wording(*write_words(TEXTS), stop_words=[]), "fire", "a", "b", "jensen_shannon")
    assert found["similarity"] == pytest.approx(np.mean(expected), abs=1e-9)
    assert found["baseline"] == pytest.approx(1 - jensenshannon(counts[0], counts[1], base=2) ** 2, abs=1e-9)


@pytest.mark.parametrize("statistic", ["cosine", "jensen_shannon"])
def test_the_same_words_are_wholly_alike(statistic):
    """Outlets with the same words in other order and number are alike to 1, without any to 0."""
    found = compare_wording(*write_words({"a/e/1": "x y", "b/e/1": "y x y x", "c/e/1": "z"}), stop_words=[])
    assert take(found, "e", "a", "b", statistic)["similarity"] == pytest.approx(1)
    assert take(found, "e", "a", "c", statistic)["similarity"] == 0


def write_events(n_events: int, per_cell: int, *, apart: bool) -> dict[str, str]:
    """Write articles of two outlets, which share their words or draw from halves of them."""
    random, texts = np.random.default_rng(4), {}
    for outlet, first in (("a", 0), ("b", 15)):
        pool = np.array(TERMS[first : first + 15] if apart else TERMS)
        for event in range(n_events):
            for number in range(per_cell):
                texts[f"{outlet}/e{event}/{number}"] = " ".join(random.choice(pool, 25))
    return texts


@pytest.mark.parametrize("n_events", [1, 8])
@pytest.mark.parametrize("statistic", ["cosine", "jensen_shannon"])
def test_outlets_that_write_alike_have_no_gap_and_others_have(n_events, statistic):
    """The interval of the gap holds 0 for outlets that share their words, and lies above it for others."""
    alike, others = (
        take(
            compare_wording(*write_words(write_events(n_events, 8, apart=apart)), stop_words=[]),
            "all",
            "a",
            "b",
            statistic,
        )
        for apart in (False, True)
    )
    assert alike["gap_low"] <= 0 <= alike["gap_high"]
    assert others["gap_low"] > 0.2
    assert others["low"] <= others["similarity"] <= others["high"] < alike["low"]


def test_one_article_a_cell_has_no_baseline():
    """Where no outlet has two articles on an event there is nothing to hold the similarity against."""
    found = compare_wording(*write_words({"a/e/1": "x y", "b/e/1": "y z"}), stop_words=[])
    assert found[["baseline", "gap", "gap_low", "gap_high", "low", "high"]].isna().all(axis=None)


def test_of_many_articles_twelve_are_drawn():
    """An outlet's twenty articles on an event count as twelve, the same whatever their order."""
    words, articles = write_words(write_events(1, 20, apart=False))
    found = compare_wording(words, articles, stop_words=[])
    assert take(found, "e0", "a", "b")["n_articles"] == 24
    again = compare_wording(words, articles.sample(frac=1, random_state=1), stop_words=[])
    pd.testing.assert_frame_equal(found, again, check_exact=True)


def test_studies_of_many_events_have_rows_over_all_only(monkeypatch):
    """Beyond a number of events single ones are not listed; what is pooled stays as it was."""
    words, articles = write_words(write_events(8, 2, apart=True))
    listed = compare_wording(words, articles, stop_words=[])
    monkeypatch.setattr(similarity, "MAX_EVENTS", 7)
    pooled = compare_wording(words, articles, stop_words=[])
    expected = listed[listed["event"] == "all"].reset_index(drop=True)
    pd.testing.assert_frame_equal(pooled, expected, check_exact=True)


def test_silence_is_unknown_not_0():
    """An outlet without words in a voice is not compared in it; stop words are no words."""
    found = compare_wording(*write_words({"a/e/1": "the x", "b/e/1": "the"}), stop_words=["the"])
    assert set(found["event"]) == {"all"}
    assert found["similarity"].isna().all()
    assert (found["n_events"] == 0).all()


def test_outlets_without_a_common_event_have_a_row_without_value():
    """Each pair has a row 'all', even where no event is shared."""
    found = compare_wording(*write_words({"a/e/1": "x", "b/f/1": "x"}), stop_words=[])
    assert set(found["event"]) == {"all"}
    assert found["similarity"].isna().all()
    assert (found["n_articles"] == 0).all()


@pytest.mark.parametrize("n_outlets", [0, 1])
def test_nothing_to_compare_gives_an_empty_table(n_outlets):
    """With one outlet or none there are no rows."""
    articles = generate_articles(n_outlets, 2, 1)
    found = compare_wording(generate_tables(articles)["term_counts"], articles, stop_words=[])
    check_table("similarity", found)
    assert found.empty


def test_similarity_lies_in_0_to_1_whatever_the_order():
    """Row order does not matter, and no similarity leaves its range."""
    articles = generate_articles(3, 4, 2)
    words = generate_tables(articles)["term_counts"]
    found = compare_wording(words, articles, stop_words=TERMS[:3])
    shuffled = compare_wording(
        words.sample(frac=1, random_state=1), articles.sample(frac=1, random_state=2), stop_words=TERMS[:3]
    )
    pd.testing.assert_frame_equal(found, shuffled)
    assert found["similarity"].between(0, 1).all()
    assert (found["outlet"] < found["other"]).all()
    assert not np.isclose(found["similarity"], 1).any()
