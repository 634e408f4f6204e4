"""Who speaks: counted by source, by kind, and by place in the article."""

import pandas as pd
import pytest

from analysis.measure.speakers import (
    arrange_cells,
    count_speakers,
    locate_attributions,
    measure_first_positions,
    measure_introductions,
)

ARTICLES = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["gull", "tern"], "n_characters": [100, 200]})
ATTRIBUTIONS = pd.DataFrame(
    [
        ("a", 0, "direct", "Holm", "named_person", "neutral", 10),
        ("a", 1, "indirect", "Holm", "named_person", "doubting", 5),
        ("a", 2, "indirect", None, "unnamed_group", "neutral", 7),
        ("a", 3, "none", "Holm", "named_person", "denying", 0),
        ("b", 0, "mixed", "Holm", "named_person", "denying", 8),
    ],
    columns=["article_id", "attribution", "form", "source_name", "source_kind", "cue_class", "n_words"],
)
SPANS = pd.DataFrame(
    [("a", 0, 40), ("a", 0, 20), ("a", 1, 60), ("a", 2, 10), ("a", 3, 90), ("b", 0, 50)],
    columns=["article_id", "attribution", "start"],
)


@pytest.fixture
def located():
    """Locate the attributions."""
    return locate_attributions(ATTRIBUTIONS, SPANS, ARTICLES)


def test_a_speaker_is_counted_once_an_attribution(located):
    """Words, attributions and articles of a source add up; non-answers and nameless sources stay out."""
    rows = count_speakers(located).set_index("outlet")
    assert rows.loc["gull", ["n_words", "n_attributions", "n_articles"]].tolist() == [15, 2, 1]
    assert rows.loc["gull", ["direct_share", "distanced_share"]].tolist() == [0.5, 0.5]
    assert rows.loc["gull", "first_position"] == 0.2
    assert rows["source_name"].tolist() == ["Holm", "Holm"]


def test_distance_is_a_share_by_kind_and_outlet(located):
    """The share of doubting and denying cues is taken in each kind and outlet apart."""
    rows = measure_introductions(located).set_index(["who", "outlet"])
    assert rows.loc[("named people", "gull")].tolist() == [0.5, 2]
    assert rows.loc[("named people", "tern")].tolist() == [1, 1]
    assert rows.loc[("the unnamed", "gull")].tolist() == [0, 1]


def test_a_kind_first_comes_in_with_its_first_attribution(located):
    """The position of a kind is that of its first attribution in the article."""
    rows = measure_first_positions(located).set_index(["who", "outlet"])
    assert rows.loc[("named people", "gull"), "value"] == 0.2
    assert rows.loc[("the unnamed", "gull"), "value"] == 0.1
    assert rows.loc[("named people", "tern"), "value"] == 0.25


def test_cells_without_a_source_are_unknown(located):
    """An outlet without a kind of source has no value there, not 0."""
    kinds, values = arrange_cells(measure_introductions(located), ["tern", "gull"])
    assert kinds == ["named people", "the unnamed"]
    assert values[0].tolist() == [1, 0.5]
    assert pd.isna(values[1, 0])
