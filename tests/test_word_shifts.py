"""The difference of two outlets' words, divided among the words."""

import numpy as np
import pandas as pd
import pytest
from generated_tables import write_words
from hypothesis import given
from hypothesis import strategies as st

from analysis.compare.bootstrap import Bootstrap
from analysis.compare.word_shifts import divide_difference, shift_words

BOOTSTRAP = Bootstrap(200, 1, 0.95)
TEXTS = {
    "a/fire/1": "barn barn burned calm",
    "a/fire/2": "barn burned hot",
    "a/fire/3": "barn barn",
    "b/fire/1": "shed burned calm",
    "b/fire/2": "shed hot",
    "b/fire/3": "shed burned",
    "b/vote/1": "council council",
}


def shift(texts: dict[str, str], **changes) -> pd.DataFrame:
    """Shift the words of a few texts."""
    sides = {"target": "a", "reference": "b", "top": 10, "bootstrap": BOOTSTRAP} | changes
    return shift_words(*write_words(texts), **sides)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=2).filter(
    lambda counts: all(sum(side) for side in zip(*counts, strict=True))
))  # fmt: skip
def test_the_parts_add_up_to_the_divergence(counts):
    """The absolute parts are the Jensen-Shannon divergence, as scipy has it."""
    from scipy.spatial.distance import jensenshannon

    p, q = (np.array(side) / sum(side) for side in zip(*counts, strict=True))
    parts = divide_difference(p, q)
    assert np.abs(parts).sum() == pytest.approx(jensenshannon(p, q, base=2) ** 2, abs=1e-9)
    assert (np.sign(np.round(parts, 12)) == np.sign(np.round(p - q, 12))).all()


def test_events_that_only_one_side_covers_do_not_count():
    """A word of an event that the target does not cover has no part in the difference."""
    found = shift(TEXTS)
    assert "council" not in set(found["term"])
    assert found["contribution"].abs().sum() == pytest.approx(1000)


def test_swapping_the_sides_flips_every_sign():
    """Target and reference swapped, each part changes its sign, and its interval its ends."""
    one = shift(TEXTS).set_index("term")
    other = shift(TEXTS, target="b", reference="a").set_index("term").loc[one.index]
    np.testing.assert_allclose(one["contribution"], -other["contribution"])
    np.testing.assert_allclose(one[["low", "high"]], -other[["high", "low"]])
    assert (one["count_target"] == other["count_reference"]).all()


def test_the_interval_holds_the_part():
    """A word that every article of one side uses alike has its part inside its interval."""
    row = shift(TEXTS).set_index("term").loc["barn"]
    assert row["low"] <= row["contribution"] <= row["high"]
    assert (row["n_articles_target"], row["n_articles_reference"]) == (3, 0)


@pytest.mark.parametrize("texts", [{"a/fire/1": "barn"}, {"a/fire/1": "barn", "b/vote/1": "shed"}])
def test_without_a_shared_event_there_is_nothing_to_divide(texts):
    """Outlets that share no event have an empty shift."""
    assert shift(texts).empty


def test_the_same_words_make_no_difference():
    """Two outlets that use the same words differ in nothing, and have parts of 0."""
    found = shift({"a/fire/1": "barn burned", "b/fire/1": "barn burned"})
    assert (found["contribution"] == 0).all()
