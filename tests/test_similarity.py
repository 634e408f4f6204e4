"""Cosine similarities between outlets inside an event."""

import numpy as np
import pandas as pd
import pytest
from generated_tables import TERMS, generate_articles, generate_tables, write_words
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.metrics.pairwise import cosine_similarity

from analysis.compare.similarity import compare_wording
from analysis.store import check_table


def take(similarity: pd.DataFrame, event: str, outlet: str, other: str, voice: str = "both") -> pd.Series:
    """Take one row."""
    return similarity.set_index(["event", "outlet", "other", "voice"]).loc[(event, outlet, other, voice)]


TEXTS = {
    "a/fire/1": "the barn burned down barn",
    "a/fire/2": "nobody was hurt in the barn",
    "b/fire/1": "the barn burned and the farmer wept",
    "c/fire/1": "insurance pays",
    "a/vote/1": "the council voted",
    "b/vote/1": "a vote of the council",
}


def test_cosines_are_those_of_scikit_learn():
    """An outlet's texts about an event are one document; the rest is TF-IDF and cosine as usual."""
    documents = {
        "a": TEXTS["a/fire/1"] + " " + TEXTS["a/fire/2"],
        "b": TEXTS["b/fire/1"],
        "c": TEXTS["c/fire/1"],
        "a2": TEXTS["a/vote/1"],
        "b2": TEXTS["b/vote/1"],
    }
    vectors = TfidfVectorizer(token_pattern=r"\S+").fit_transform(documents.values())
    expected = cosine_similarity(vectors)
    found = compare_wording(*write_words(TEXTS), stop_words=[])
    assert take(found, "fire", "a", "b")["similarity"] == pytest.approx(expected[0, 1], abs=1e-9)
    assert take(found, "fire", "a", "c")["similarity"] == 0
    assert take(found, "vote", "a", "b")["similarity"] == pytest.approx(expected[3, 4], abs=1e-9)
    both = take(found, "all", "a", "b")
    assert both["similarity"] == pytest.approx((expected[0, 1] + expected[3, 4]) / 2, abs=1e-9)
    assert (both["n_articles"], both["n_events"]) == (5, 2)


def test_the_same_words_are_wholly_alike():
    """Outlets with the same words in other order and number have a cosine of 1."""
    found = compare_wording(*write_words({"a/e/1": "x y", "b/e/1": "y x y x"}), stop_words=[])
    assert take(found, "e", "a", "b")["similarity"] == pytest.approx(1)


def test_silence_is_unknown_not_0():
    """An outlet without words in a voice is not compared in it; stop words are no words."""
    found = compare_wording(*write_words({"a/e/1": "the x", "b/e/1": "the"}), stop_words=["the"])
    assert len(found) == 6
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
    """Row order does not matter, and no cosine leaves its range."""
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
