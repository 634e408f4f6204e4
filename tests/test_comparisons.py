"""Estimates and contrasts: values by hand, gaps in the design, the entry."""

from dataclasses import replace

import numpy as np
import pytest
from generated_tables import LABEL_SETS, generate_articles, generate_tables
from small_studies import FAST, OPTIONS, contrast_outlets, design_of, draw_counts, make_study, take

from analysis.compare import pooling
from analysis.compare.estimates import estimate_outlets
from analysis.compare.outlets import compare_outlets
from analysis.measure.articles import measure_articles
from analysis.store import TableError, check_table, make_table
from analysis.study import Parameters

# Values


def test_a_value_is_a_ratio_of_sums():
    """Numerators and denominators are summed before they are divided; rates are per 1,000 words."""
    found = estimate_outlets(
        *make_study({"a/e/1": (1, 100), "a/e/2": (2, 500), "a/f/1": (0, 400)}), **OPTIONS
    )
    assert take(found, "e", "a")["value"] == 5
    assert take(found, "f", "a")["value"] == 0
    everything = take(found, "all", "a")
    assert (everything["value"], everything["numerator"], everything["denominator"]) == (3, 3, 1000)
    assert everything["n_articles"] == 3


def test_0_by_0_is_unknown():
    """Where nothing could be counted the value is unknown, not 0, and so is every comparison with it."""
    study = make_study({"a/e/1": (0, 0), "a/e/2": (0, 0), "a/e/3": (0, 0), "b/e/1": (2, 4)}, "direct_share")
    estimate = take(estimate_outlets(*study, **OPTIONS), "e", "a")
    assert np.isnan(estimate["value"])
    assert estimate["n_articles"] == 0
    contrast = take(contrast_outlets(*study, **OPTIONS), "e", "b", "a")
    assert contrast[["value_target", "difference", "ratio", "difference_low", "ratio_high"]].isna().all()
    assert "no_reference" in contrast["flags"].split()
    assert contrast["n_events"] == 0


def test_events_are_pooled_after_mantel_and_haenszel():
    """The pooled values, by hand.

    Event e: a 4 of 100 words, b 9 of 300: weights 100 x 300 / 400 = 75. Event f: a 30 of 300, b 5 of 100:
    75 again. a: (75 x .04 + 75 x .1) / 150 = .07; b: (75 x .03 + 75 x .05) / 150 = .04.
    """
    study = make_study({"a/e/1": (4, 100), "b/e/1": (9, 300), "a/f/1": (30, 300), "b/f/1": (5, 100)})
    row = take(contrast_outlets(*study, **OPTIONS), "all", "a", "b")
    assert row["value_target"] == pytest.approx(70)
    assert row["value_reference"] == pytest.approx(40)
    assert row["difference"] == pytest.approx(30)
    assert row["ratio"] == pytest.approx(1.75)
    assert (row["n_articles_target"], row["n_articles_reference"], row["n_events"]) == (2, 2, 2)


def test_covering_an_event_more_is_no_difference():
    """Outlets alike within every event do not differ when they cover the events unequally."""
    rates = {"e": 10, "f": 50}
    words = {"a": {"e": 9000, "f": 1000}, "b": {"e": 1000, "f": 9000}}
    counts = {f"{o}/{e}/1": (rates[e] * n // 1000, n) for o, row in words.items() for e, n in row.items()}
    study = make_study(counts)
    assert take(contrast_outlets(*study, **OPTIONS), "all", "a", "b")["difference"] == 0
    estimates = estimate_outlets(*study, **OPTIONS)
    assert take(estimates, "all", "a")["value"] == 14
    assert take(estimates, "all", "b")["value"] == 46


def test_rest_is_all_others_together():
    """Within an event the reference 'rest' is the sum of the other outlets."""
    study = make_study({"a/e/1": (1, 100), "b/e/1": (3, 100), "c/e/1": (5, 300)})
    row = take(contrast_outlets(*study, **OPTIONS), "e", "a", "rest")
    assert row["value_reference"] == 20
    assert row["n_articles_reference"] == 2


def test_a_ratio_to_0_is_unknown_and_its_interval_unbounded():
    """A ratio to 0 is no number; the difference is known all the same."""
    study = make_study({"a/e/1": (1, 100), "b/e/1": (0, 100)})
    row = take(contrast_outlets(*study, **OPTIONS), "e", "a", "b")
    assert row["difference"] == 10
    assert np.isnan(row["ratio"])
    assert take(contrast_outlets(*study, **OPTIONS), "e", "b", "a")["ratio"] == 0


def test_signed_measures_have_no_ratio():
    """Commitment may fall below 0: its difference means something, its ratio does not."""
    counts = draw_counts(np.random.default_rng(1), [f"{o}/e/{n}" for o in "ab" for n in range(6)])
    found = contrast_outlets(
        *make_study({k: (-n, d) for k, (n, d) in counts.items()}, "commitment"), **OPTIONS
    )
    assert found[["ratio", "ratio_low", "ratio_high"]].isna().all(axis=None)
    assert found["difference_low"].notna().all()


# Designs with gaps


def test_one_article_an_outlet_gives_values_without_intervals():
    """The smallest study that can be compared describes and tests nothing."""
    study = make_study({"a/e/1": (1, 600), "b/e/1": (3, 600)})
    found = contrast_outlets(*study, **OPTIONS)
    assert take(found, "e", "b", "a")["ratio"] == 3
    assert found[["difference_low", "ratio_low"]].isna().all(axis=None)
    assert take(found, "all", "b", "a")["flags"] == "too_few_articles too_few_events"


def test_one_outlet_is_estimated_and_compared_with_none():
    """A study of one outlet has estimates and no comparisons."""
    study = make_study({"a/e/1": (1, 600)})
    assert len(estimate_outlets(*study, **OPTIONS)) == 2
    found = contrast_outlets(*study, **OPTIONS)
    check_table("comparisons", found)
    assert found.empty


def test_an_event_of_one_outlet_is_estimated_and_enters_no_comparison():
    """Comparisons know shared events only; without any, the row over all says that there is no reference."""
    study = make_study({"a/e/1": (1, 100), "a/f/1": (9, 100), "b/e/1": (2, 100), "c/g/1": (1, 100)})
    assert take(estimate_outlets(*study, **OPTIONS), "f", "a")["value"] == 90
    found = contrast_outlets(*study, **OPTIONS)
    assert set(found["event"]) == {"all", "e"}
    assert take(found, "all", "a", "b")["value_target"] == 10
    assert take(found, "all", "a", "b")["n_articles_target"] == 1
    assert take(found, "all", "a", "rest")["n_events"] == 1
    alone = take(found, "all", "c", "rest")
    assert np.isnan(alone["difference"])
    assert alone["flags"].split()[0] == "no_reference"


def test_rest_may_lack_outlets_in_an_event():
    """Outlets that do not cover an event leave the rest to those that do."""
    random = np.random.default_rng(5)
    ids = [
        f"{o}/{e}/{n}"
        for o, events in {"a": "ef", "b": "e", "c": "f"}.items()
        for e in events
        for n in "1234"
    ]
    found = contrast_outlets(*make_study(draw_counts(random, ids)), **OPTIONS)
    within, against_b = take(found, "e", "a", "rest"), take(found, "e", "a", "b")
    numbers = ["difference", "difference_low", "difference_high"]
    assert within[numbers].equals(against_b[numbers])
    assert (
        take(found, "all", "a", "rest")["difference_low"] < take(found, "all", "a", "rest")["difference_high"]
    )


def test_no_articles_give_empty_tables():
    """Without articles the five tables are empty, and there is no error."""
    empty = [make_table(name, []) for name in ("measures", "term_counts")]
    found = compare_outlets(*empty, design_of(make_table("articles", [])), Parameters(), stop_words=[])
    assert list(found) == ["estimates", "comparisons", "term_contrasts", "similarity", "placebo"]
    for name, table in found.items():
        check_table(name, table)
        assert table.empty


def test_studies_of_many_events_have_rows_over_all_only(monkeypatch):
    """Beyond a number of events single ones are not listed; what is pooled over them stays as it was."""
    ids = [f"{o}/e{e}/{n}" for o in "abc" for e in range(7) for n in range(3)]
    study = make_study(draw_counts(np.random.default_rng(6), ids))
    listed = contrast_outlets(*study, **OPTIONS)
    monkeypatch.setattr(pooling, "MAX_EVENTS", 6)
    pooled = contrast_outlets(*study, **OPTIONS)
    assert set(pooled["event"]) == {"all"}
    expected = listed[listed["event"] == "all"].reset_index(drop=True)
    assert pooled.equals(expected)


# The entry


def test_the_entry_follows_the_parameters():
    """Stop words and headlines are left out where the study says so."""
    articles = generate_articles(2, 5, 1)
    tables = generate_tables(articles)
    measures = measure_articles(tables, LABEL_SETS)
    counts = tables["term_counts"]
    stop = counts["term"].iloc[0]
    found = compare_outlets(measures, counts, design_of(articles), FAST, stop_words=[stop])
    assert stop not in set(found["term_contrasts"]["term"])
    plain = replace(FAST, stop_words=False, headline=False, min_articles=1)
    found = compare_outlets(measures, counts, design_of(articles), plain, stop_words=[stop])
    whole = found["term_contrasts"]
    body = counts[(counts["part"] == "body") & counts["article_id"].str.contains("-0-")]
    in_o0 = whole[(whole["target"] == "o0") & (whole["reference"] == "o1") & (whole["voice"] == "both")]
    assert stop in set(whole["term"])
    assert in_o0["count_target"].sum() == body["count"].sum()


def test_measures_of_an_unknown_article_or_name_are_refused():
    """What belongs to no article or no registered measure stops the comparison."""
    measures, articles = make_study({"a/e/1": (1, 10), "b/e/1": (1, 10)})
    with pytest.raises(TableError, match="article 'b/e/1' is not in the table articles"):
        estimate_outlets(measures, articles[articles["outlet"] == "a"], **OPTIONS)
    with pytest.raises(KeyError, match="'hedging'"):
        estimate_outlets(measures.assign(measure="hedging"), articles, **OPTIONS)


@pytest.mark.parametrize("wrong", [{"draws": 0}, {"confidence": 1.0}, {"confidence": 0.0}])
def test_a_bootstrap_that_cannot_be_made_is_refused(wrong):
    """No draws, or a confidence that is no share, is an error that names the values."""
    with pytest.raises(ValueError, match="at least 1 draw"):
        estimate_outlets(*make_study({"a/e/1": (1, 10)}), **OPTIONS | wrong)
