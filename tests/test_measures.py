"""Every measure of the registry keeps the same contract; the counts are checked by hand."""

import pandas as pd
import pytest
from generated_tables import LABEL_SETS, describe_article, generate_articles, generate_tables
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.measure.articles import measure_articles
from analysis.measure.describe import describe_measures
from analysis.measure.registry import MEASURES, find_measure, list_measures
from analysis.store import TableError, check_table, make_table
from analysis.tables import CUE_CLASSES, HEDGE_CLASSES, TABLES

ALL = list_measures(LABEL_SETS)
each_measure = pytest.mark.parametrize("measure", ALL, ids=lambda measure: measure.id)


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return generate_tables(generate_articles(2, 2, 2))


@pytest.fixture(scope="module")
def found(tables) -> pd.DataFrame:
    return measure_articles(tables, LABEL_SETS)


def sum_values(measures: pd.DataFrame) -> pd.Series:
    """Divide sums by sums, for each measure and voice."""
    sums = measures.groupby(["measure", "voice"])[["numerator", "denominator"]].sum()
    return sums["numerator"] / sums["denominator"]


def take_row(measures: pd.DataFrame, measure: str, voice: str = "both") -> tuple[float, float]:
    """Take the numerator and the denominator of a study of one article."""
    rows = measures[(measures["measure"] == measure) & (measures["voice"] == voice)]
    assert len(rows) == 1
    return rows["numerator"].item(), rows["denominator"].item()


@each_measure
def test_every_article_has_a_row_in_every_voice(measure, tables, found):
    """A measure gives one row an article and voice, and no others."""
    rows = found[found["measure"] == measure.id]
    assert set(rows["voice"]) == set(measure.voices)
    assert len(rows) == len(tables["articles"]) * len(measure.voices)


@each_measure
def test_counts_are_whole_and_in_bounds(measure, found):
    """Numerators and denominators are whole; shares lie in 0 to 1; only signed measures fall below 0."""
    rows = found[found["measure"] == measure.id]
    assert (rows[["numerator", "denominator"]] % 1 == 0).all(axis=None)
    assert (rows["denominator"] >= 0).all()
    assert (rows["numerator"] >= 0).all() or measure.signed
    assert (rows["numerator"] <= rows["denominator"]).all() or measure.scale > 1


@pytest.mark.parametrize("measure", [m for m in ALL if len(m.voices) > 1], ids=lambda measure: measure.id)
def test_voices_add_up(measure, found):
    """What the outlet and its sources say adds up to both."""
    rows = found[found["measure"] == measure.id].set_index(["voice", "article_id"])
    numbers = rows[["numerator", "denominator"]]
    pd.testing.assert_frame_equal(numbers.loc["outlet"] + numbers.loc["source"], numbers.loc["both"])


@settings(max_examples=6, deadline=None)
@given(seed=st.integers(0, 1000), headline=st.booleans())
def test_row_order_does_not_matter(seed, headline):
    """Shuffled tables give the same measures, and are left as they were."""
    tables = generate_tables(generate_articles(2, 1, 2), seed)
    shuffled = {
        name: frame.sample(frac=1, random_state=seed, ignore_index=True) for name, frame in tables.items()
    }
    before = {name: frame.copy() for name, frame in shuffled.items()}
    found = measure_articles(shuffled, LABEL_SETS, headline=headline)
    pd.testing.assert_frame_equal(found, measure_articles(tables, LABEL_SETS, headline=headline))
    for name, frame in shuffled.items():
        pd.testing.assert_frame_equal(frame, before[name])


def test_doubling_the_corpus_leaves_values_unchanged(tables):
    """A corpus with every article twice has the same values."""
    twice = {
        name: pd.concat([frame, frame.assign(article_id=frame["article_id"] + "-again")], ignore_index=True)
        for name, frame in tables.items()
    }
    once = sum_values(measure_articles(tables, LABEL_SETS))
    pd.testing.assert_series_equal(sum_values(measure_articles(twice, LABEL_SETS)), once)


@pytest.mark.parametrize("headline", [True, False])
def test_an_empty_article_has_denominators_of_0(headline):
    """An article without a word has all its rows, and all its numbers are 0."""
    articles = make_table("articles", [describe_article("a", "o", "e")])
    empty = {name: make_table(name, []) for name in TABLES}
    found = measure_articles(empty | {"articles": articles}, LABEL_SETS, headline=headline)
    assert len(found) == sum(len(measure.voices) for measure in ALL)
    assert (found[["numerator", "denominator"]] == 0).all(axis=None)


def test_no_articles_give_an_empty_table():
    """Without articles there are no rows, and no error."""
    found = measure_articles({name: make_table(name, []) for name in TABLES}, LABEL_SETS)
    check_table("measures", found)
    assert found.empty


def made_article() -> dict[str, pd.DataFrame]:
    """Make an article with a title of 4 words and a body of 16, 6 of them attributed."""
    ids = {"article_id": "a"}
    span = {"end": 0, "attribution": None, "distance": None, "lemma": "x"}
    said = {"speech": True, "affiliation": None, "anonymity": False, "cue_lemma": "say", "parent": None}
    said |= ids | {"n_words": 3, "score": 1.0}
    sentence = {"paragraph": 0, "n_words": 4, "end": 0}
    rows = {
        "articles": [describe_article("a", "o", "e")],
        "sentences": [
            ids | sentence | {"sentence": 0, "start": 0, "part": "title"},
            ids | sentence | {"sentence": 1, "start": 30, "part": "body"},
        ],
        "term_counts": [
            ids | {"voice": "outlet", "part": "title", "term": "pier", "count": 4},
            ids | {"voice": "outlet", "part": "body", "term": "pier", "count": 10},
            ids | {"voice": "source", "part": "body", "term": "shut", "count": 6},
        ],
        "hedges": [
            ids | span | {"start": 5, "kind": "hedge", "class": "modal", "voice": "outlet"},
            ids | span | {"start": 40, "kind": "hedge", "class": "modal", "voice": "source"},
            ids
            | span
            | {"start": 50, "kind": "hedge", "class": "hearsay", "voice": "outlet", "attribution": 2},
            ids
            | span
            | {"start": 55, "kind": "hedge", "class": "hearsay", "voice": "source", "attribution": 3},
            ids | span | {"start": 60, "kind": "booster", "class": "booster", "voice": "outlet"},
        ],
        "labels": [
            ids | {"start": 9, "end": 9, "label_set": "place", "label": "Oldname", "voice": "outlet"},
            ids | {"start": 70, "end": 70, "label_set": "place", "label": "Newname", "voice": "outlet"},
            ids | {"start": 80, "end": 80, "label_set": "place", "label": "Newname", "voice": "source"},
        ],
        "loaded_words": [
            ids | {"start": 9, "end": 9, "word": "absurd", "class": "blame", "voice": "outlet"},
            ids | {"start": 90, "end": 90, "word": "absurd", "class": "blame", "voice": "source"},
        ],
        "attributions": [
            said | make_source(0, 0, "direct", "Ada Lund", "named_person", "neutral"),
            said | make_source(1, 1, "mixed", "Ada Lund", "named_person", "doubting"),
            said | make_source(2, 1, "indirect", None, "unnamed_group", "neutral") | {"anonymity": True},
            said | make_source(3, 1, "indirect", None, "none", "denying"),
            said | make_source(4, 1, "none", "The Ministry", "named_organisation", "neutral"),
        ],
    }
    return {name: make_table(name, found) for name, found in rows.items()}


def make_source(number: int, sentence: int, form: str, name: str | None, kind: str, cue: str) -> dict:
    """Make the columns in which attributions differ here."""
    return {
        "attribution": number,
        "sentence": sentence,
        "form": form,
        "source_name": name,
        "source_kind": kind,
        "cue_class": cue,
    }


BY_HAND = [
    ("hedges", "both", (4, 20), (3, 16)),
    ("hedges", "outlet", (2, 14), (1, 10)),
    ("hedges", "source", (2, 6), (2, 6)),
    ("hedges_modal", "both", (2, 20), (1, 16)),
    ("hedges_hearsay", "outlet", (1, 14), (1, 10)),
    ("boosters", "outlet", (1, 14), (1, 10)),
    ("commitment", "both", (-3, 20), (-2, 16)),
    ("commitment", "outlet", (-1, 14), (0, 10)),
    ("commitment", "source", (-2, 6), (-2, 6)),
    ("attributed_share", "both", (6, 20), (6, 16)),
    ("attributions", "both", (4, 20), (3, 16)),
    ("non_answers", "both", (1, 20), (1, 16)),
    ("sources", "both", (1, 20), (1, 16)),
    ("direct_share", "both", (2, 4), (1, 3)),
    ("named_person_share", "both", (2, 4), (1, 3)),
    ("named_organisation_share", "both", (0, 4), (0, 3)),
    ("named_share", "both", (2, 4), (1, 3)),
    ("unnamed_share", "both", (1, 4), (1, 3)),
    ("media_share", "both", (0, 4), (0, 3)),
    ("document_share", "both", (0, 4), (0, 3)),
    ("unresolved_share", "both", (0, 4), (0, 3)),
    ("anonymous_strict_share", "both", (1, 4), (1, 3)),
    ("anonymous_wide_share", "both", (2, 4), (2, 3)),
    ("neutral_share", "both", (2, 4), (1, 3)),
    ("doubting_share", "both", (1, 4), (1, 3)),
    ("denying_share", "both", (1, 4), (1, 3)),
    ("loaded", "outlet", (1, 14), (0, 10)),
    ("loaded", "source", (1, 6), (1, 6)),
    ("distanced_share", "both", (2, 4), (2, 3)),
    ("distanced_person_share", "both", (1, 2), (1, 1)),
    ("distanced_organisation_share", "both", (0, 0), (0, 0)),
    ("distanced_unnamed_share", "both", (1, 1), (1, 1)),
    ("distanced_media_share", "both", (0, 0), (0, 0)),
    ("label:place:Newname", "both", (2, 3), (2, 2)),
    ("label:place:Oldname", "outlet", (1, 2), (0, 1)),
    ("label:place:Nobody's", "source", (0, 1), (0, 1)),
]


@pytest.fixture(scope="module")
def by_headline() -> dict[bool, pd.DataFrame]:
    """Measure the made article with its headline and without."""
    return {
        headline: measure_articles(made_article(), LABEL_SETS, headline=headline)
        for headline in (True, False)
    }


@pytest.mark.parametrize(("measure", "voice", "whole", "body"), BY_HAND)
def test_counts_by_hand(measure, voice, whole, body, by_headline):
    """Counts are those a reader makes, with the headline and without."""
    assert take_row(by_headline[True], measure, voice) == whole
    assert take_row(by_headline[False], measure, voice) == body


def test_a_missing_table_or_column_is_named(tables):
    """What is missing is said, and nothing is measured without it."""
    with pytest.raises(TableError, match="table hedges is missing"):
        measure_articles({name: frame for name, frame in tables.items() if name != "hedges"}, LABEL_SETS)
    with pytest.raises(TableError, match="table labels: column voice is missing"):
        measure_articles(tables | {"labels": tables["labels"].drop(columns="voice")}, LABEL_SETS)


def test_rows_of_an_unknown_article_are_refused(tables):
    """A row that belongs to no article stops the count."""
    strange = tables["hedges"].assign(article_id="nobody")
    with pytest.raises(TableError, match="table hedges: article 'nobody'"):
        measure_articles(tables | {"hedges": strange}, LABEL_SETS)


def test_the_registry_covers_the_declared_classes():
    """Every class of hedge and of cue has its measure."""
    assert {f"hedges_{name}" for name in HEDGE_CLASSES} <= set(MEASURES)
    assert {f"{name}_share" for name in CUE_CLASSES} <= set(MEASURES)


def test_measures_are_found_by_id():
    """Ids lead to measures; a label may hold colons; an unknown id is refused by name."""
    assert [find_measure(measure.id).name for measure in ALL] == [measure.name for measure in ALL]
    assert find_measure("label:place:a:b").meaning == "uses of the label “a:b” out of the set place"
    with pytest.raises(KeyError, match="'hedging'"):
        find_measure("hedging")


def test_the_description_names_every_measure():
    """The page in docs has a row for every measure."""
    page = describe_measures()
    assert all(f"| `{measure}` |" in page for measure in MEASURES)
    assert "label:SET:LABEL" in page
