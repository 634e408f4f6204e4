"""Weighted log-odds of terms."""

import math

import numpy as np
import pandas as pd
import pytest
from generated_tables import TERMS, generate_articles, generate_tables, write_words
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.compare.terms import contrast_terms, weigh_log_odds
from analysis.store import TableError, check_table

FEW = {
    "a/fire/1": "barn barn barn burned the the",
    "b/fire/1": "barn burned burned the",
    "a/vote/1": "council",
}


def contrast(texts: dict[str, str], **changes: object) -> pd.DataFrame:
    """Contrast the terms of a few texts, everything kept unless said otherwise."""
    chosen = {"prior_words": 10, "min_articles": 1, "stop_words": []} | changes
    return contrast_terms(*write_words(texts), **chosen)


def take(found: pd.DataFrame, target: str, reference: str, term: str) -> pd.Series:
    """Take one row in the voice both."""
    keys = ["target", "reference", "voice", "term"]
    return found.set_index(keys).loc[(target, reference, "both", term)]


def test_log_odds_by_hand():
    """The published formula, worked by hand.

    Target: 3 of 5 words are "barn", reference: 1 of 5; a prior of 2 and 2 pseudo-words for "barn" and the
    other word. Smoothed counts are 5 and 4 against 3 and 6. Log-odds: ln(5/4) - ln(3/6) = 0.2231 + 0.6931 =
    0.9163. Variance: 1/5 + 1/3 = 0.5333; z = 0.9163 / 0.7303 = 1.2547.
    """
    log_odds, z = weigh_log_odds(np.array([3, 2]), np.array([1, 4]), np.array([2.0, 2.0]))
    assert log_odds[0] == pytest.approx(0.9163, abs=5e-5)
    assert z[0] == pytest.approx(1.2547, abs=5e-5)
    assert log_odds[1] == pytest.approx(-0.9163, abs=5e-5)


def test_the_table_by_hand():
    """Counts come from shared events alone, the prior from all words of the study.

    The study has 11 words, 4 "barn"; a prior of 11 words gives "barn" 4 of 11. The shared event is the
    fire: 3 of 6 words in a, 1 of 4 in b. Smoothed: 7 against 10 others, 5 against 10 others.
    """
    row = take(contrast(FEW, prior_words=11), "a", "b", "barn")
    assert (row["count_target"], row["count_reference"]) == (3, 1)
    assert row["per_1000_words_target"] == 500
    assert row["per_1000_words_reference"] == 250
    assert (row["n_articles_target"], row["n_articles_reference"]) == (1, 1)
    assert row["log_odds"] == pytest.approx(math.log(7 / 10) - math.log(5 / 10))
    assert row["z"] == pytest.approx((math.log(7 / 10) - math.log(5 / 10)) / math.sqrt(1 / 7 + 1 / 5))


def test_words_of_events_that_one_side_leaves_out_are_not_compared():
    """A word of an event that only one outlet covers tells of selection, not of wording."""
    assert "council" not in set(contrast(FEW)["term"])


def test_stop_words_and_rare_terms_are_left_out_and_change_no_other_row():
    """Leaving a term out leaves every other row as it was."""
    everything = contrast(FEW)
    without = contrast(FEW, stop_words=["the"])
    pd.testing.assert_frame_equal(
        without, everything[everything["term"] != "the"].reset_index(drop=True), check_exact=True
    )
    assert contrast(FEW, min_articles=3).empty
    assert contrast(FEW, min_articles=0).equals(everything)
    assert set(contrast(FEW, min_articles=2)["term"]) == {"barn", "burned", "the"}


@settings(max_examples=10, deadline=None)
@given(seed=st.integers(0, 1000))
def test_swapping_sides_flips_every_sign_exactly(seed):
    """Target and reference exchanged give the same numbers with the other sign."""
    articles = generate_articles(3, 2, 1)
    words = generate_tables(articles, seed)["term_counts"]
    found = contrast_terms(words, articles, prior_words=100, min_articles=1, stop_words=[])
    pairs = found[found["reference"] != "rest"].set_index(["target", "reference", "voice", "term"])
    swapped = pairs.reorder_levels(["reference", "target", "voice", "term"]).reindex(pairs.index)
    assert len(pairs)
    assert (pairs["log_odds"] == -swapped["log_odds"]).all()
    assert (pairs["z"] == -swapped["z"]).all()
    assert (pairs["count_target"] == swapped["count_reference"]).all()
    assert (pairs["per_1000_words_target"] == swapped["per_1000_words_reference"]).all()


def test_a_heavier_prior_shrinks():
    """The more words the prior weighs, the nearer 0 is every score."""
    light, heavy = contrast(FEW, prior_words=1), contrast(FEW, prior_words=1000)
    assert (heavy["log_odds"].abs() < light["log_odds"].abs()).all()


def test_row_order_does_not_matter():
    """Shuffled tables give the same rows, and are left as they were."""
    articles = generate_articles(3, 3, 1)
    words = generate_tables(articles)["term_counts"].sample(frac=1, random_state=1)
    before = words.copy()
    options = {"prior_words": 50, "min_articles": 1, "stop_words": TERMS[:2]}
    found = contrast_terms(words, articles.sample(frac=1, random_state=3), **options)
    again = contrast_terms(words.sort_index(), articles, **options)
    pd.testing.assert_frame_equal(found, again, check_exact=True)
    pd.testing.assert_frame_equal(words, before)


def test_rest_is_all_others_together():
    """The reference 'rest' sums the other outlets in the events that the target covers."""
    found = contrast(FEW | {"c/fire/1": "barn mice", "c/vote/1": "mice mice"})
    row = take(found, "b", "rest", "barn")
    assert (row["count_target"], row["count_reference"]) == (1, 4)
    assert row["per_1000_words_reference"] == 500
    assert take(found, "a", "rest", "mice")["count_reference"] == 3


def test_voices_without_words_have_no_rows():
    """Where a side says nothing in a voice, there is nothing to compare in it."""
    assert set(contrast(FEW)["voice"]) == {"outlet", "both"}


@pytest.mark.parametrize(
    "texts",
    [
        {},
        {"a/e/1": "alone"},
        {"a/e/1": "x", "b/f/1": "y"},
        {"a/e/1": "same", "b/e/1": "same same"},
    ],
    ids=["nothing", "one outlet", "no shared event", "one word in the world"],
)
def test_nothing_to_compare_gives_an_empty_table(texts):
    """Without two outlets, a shared event and two different words there are no rows, and no error."""
    found = contrast(texts)
    check_table("term_contrasts", found)
    assert found.empty


def test_a_prior_of_0_is_refused():
    """Without a prior the score of a word that one side never uses is infinite."""
    with pytest.raises(ValueError, match="prior_words"):
        contrast(FEW, prior_words=0)


def test_words_of_an_unknown_article_are_refused():
    """Words that belong to no article stop the count."""
    words, articles = write_words(FEW)
    with pytest.raises(TableError, match="table term_counts: article 'a/vote/1'"):
        contrast_terms(
            words, articles[articles["event"] == "fire"], prior_words=1, min_articles=1, stop_words=[]
        )
