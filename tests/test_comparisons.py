"""Estimates and contrasts: values by hand, intervals against scipy, symmetry, gaps, determinism."""

from dataclasses import replace
from functools import partial

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from generated_tables import LABEL_SETS, describe_article, generate_articles, generate_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from threadpoolctl import threadpool_limits

from analysis.compare import bootstrap, contrasts
from analysis.compare.bootstrap import Bootstrap, find_levels
from analysis.compare.contrast_intervals import from_events
from analysis.compare.design import Design, count_coverage, find_shared_events, make_design
from analysis.compare.estimates import estimate_outlets
from analysis.compare.outlets import compare_outlets
from analysis.compare.rows import round_significant
from analysis.measure.articles import measure_articles
from analysis.store import TableError, check_table, make_table
from analysis.study import Parameters

OPTIONS = {"draws": 200, "seed": 1, "confidence": 0.95}
FAST = Parameters(draws=50, permutations=99)
contrast_outlets = partial(contrasts.contrast_outlets, permutations=199)
Counts = dict[str, tuple[float, float]]


def make_study(counts: Counts, measure: str = "hedges") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make `measures` and `articles` of counts under ids such as 'outlet/event/1'."""
    articles = [describe_article(key, *key.split("/")[:2]) for key in counts]
    rows = [
        {"article_id": key, "measure": measure, "voice": "both", "numerator": n, "denominator": d}
        for key, (n, d) in counts.items()
    ]
    return make_table("measures", rows), make_table("articles", articles)


def design_of(articles: pd.DataFrame) -> Design:
    """Make the design of articles without copies."""
    return make_design(articles, make_table("copies", []))


def take(found: pd.DataFrame, *key: str) -> pd.Series:
    """Take a row by event and outlet, or by event, target and reference; of the only measure."""
    names = list(found.columns[: len(key)])
    rows = found.set_index(names).loc[[key]]
    assert len(rows) == 1
    return rows.iloc[0]


def draw_counts(random: np.random.Generator, ids: list[str], rate: float = 0.02) -> Counts:
    """Draw words and hedges for some articles."""
    words = random.integers(100, 900, len(ids))
    hedges = random.binomial(words, rate * random.gamma(3, 1 / 3, len(ids)).clip(0.05, 3))
    return {key: (int(n), int(d)) for key, n, d in zip(ids, hedges, words, strict=True)}


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


# Intervals


def scipy_ends(statistic, n: tuple[int, ...], n_blocks: int, draws: int = 9999) -> tuple[float, float]:
    """Bootstrap the positions of independent samples with scipy, to the levels of expanded percentiles."""
    level = find_levels(np.array([n_blocks]), 0.95)[0]
    found = scipy.stats.bootstrap(
        tuple(np.arange(size) for size in n),
        statistic,
        n_resamples=draws,
        vectorized=False,
        method="percentile",
        confidence_level=1 - 2 * level,
        rng=np.random.default_rng(3),
    )
    return found.confidence_interval


def assert_near(low: float, high: float, expected: tuple[float, float]) -> None:
    """Compare intervals, up to the error of the draws."""
    width = expected[1] - expected[0]
    assert low == pytest.approx(expected[0], abs=0.06 * width)
    assert high == pytest.approx(expected[1], abs=0.06 * width)


def test_levels_by_hand():
    """With 8 blocks t is 2.3646, times the root of 8/7 is 2.5279, and the normal tail beyond it .00574."""
    levels = find_levels(np.array([8, 10**6]), 0.95)
    assert levels[0] == pytest.approx(0.00574, abs=1e-5)
    assert levels[1] == pytest.approx(0.025, abs=1e-6)


def test_intervals_over_articles_agree_with_scipy():
    """Within an event articles are resampled: in an estimate of one outlet, in a contrast both apart."""
    ids = [f"{o}/e/{n:02}" for o in "ab" for n in range(25)]
    counts = draw_counts(np.random.default_rng(7), ids)
    study = make_study(counts)
    options = OPTIONS | {"draws": 9999}
    a, b = (np.array([counts[key] for key in ids if key[0] == o]) for o in "ab")

    def rate(sample, rows):
        return 1000 * sample[rows, 0].sum() / sample[rows, 1].sum()

    estimate = take(estimate_outlets(*study, **options), "e", "a")
    assert_near(estimate["low"], estimate["high"], scipy_ends(lambda i: rate(a, i), (25,), 25))
    contrast = take(contrast_outlets(*study, **options), "e", "a", "b")
    expected = scipy_ends(lambda i, j: rate(a, i) - rate(b, j), (25, 25), 25)
    assert_near(contrast["difference_low"], contrast["difference_high"], expected)
    expected = scipy_ends(lambda i, j: rate(a, i) / rate(b, j), (25, 25), 25)
    assert_near(contrast["ratio_low"], contrast["ratio_high"], expected)


def test_intervals_over_events_agree_with_scipy():
    """Over 5 events or more whole events are resampled, both sides of an event together."""
    events = [f"e{number:02}" for number in range(12)]
    counts = draw_counts(np.random.default_rng(8), [f"{o}/{e}/1" for o in "ab" for e in events])
    study = make_study(counts)
    options = OPTIONS | {"draws": 9999}
    a, b = (np.array([counts[f"{o}/{e}/1"] for e in events]) for o in "ab")
    estimate = take(estimate_outlets(*study, **options), "all", "a")
    expected = scipy_ends(lambda i: 1000 * a[i, 0].sum() / a[i, 1].sum(), (12,), 12)
    assert_near(estimate["low"], estimate["high"], expected)

    def difference(i):
        words = a[i, 1] + b[i, 1]
        more = a[i, 0] * b[i, 1] / words - b[i, 0] * a[i, 1] / words
        return 1000 * more.sum() / (a[i, 1] * b[i, 1] / words).sum()

    contrast = take(contrast_outlets(*study, **options), "all", "a", "b")
    assert_near(contrast["difference_low"], contrast["difference_high"], scipy_ends(difference, (12,), 12))


def test_intervals_hold_what_they_promise():
    """In 100 studies of equal outlets with 8 events, 12 articles each, 90 to 99 % of intervals hold 0."""
    random = np.random.default_rng(11)
    held = 0
    for _ in range(100):
        ids = [f"{o}/e{n % 8}/{n}" for o in "ab" for n in range(12)]
        found = contrast_outlets(*make_study(draw_counts(random, ids)), **OPTIONS | {"draws": 500})
        row = take(found, "all", "a", "b")
        held += row["difference_low"] <= 0 <= row["difference_high"]
    assert 90 <= held <= 99


def test_outlets_are_drawn_independently():
    """Two outlets whose articles are alike, number for number, still differ from draw to draw."""
    counts = draw_counts(np.random.default_rng(9), [f"a/e/{n}" for n in range(10)])
    study = make_study(counts | {key.replace("a", "b"): numbers for key, numbers in counts.items()})
    row = take(contrast_outlets(*study, **OPTIONS), "e", "a", "b")
    assert row["difference_low"] < row["difference"] == 0 < row["difference_high"]


def test_two_articles_have_no_interval():
    """With fewer than 3 articles on a side the row is flagged and has no interval."""
    counts = draw_counts(np.random.default_rng(2), ["a/e/1", "a/e/2", "b/e/1", "b/e/2", "b/e/3"])
    estimates = estimate_outlets(*make_study(counts), **OPTIONS)
    contrasts = contrast_outlets(*make_study(counts), **OPTIONS)
    assert np.isnan(take(estimates, "e", "a")["low"])
    assert "too_few_articles" in take(estimates, "e", "a")["flags"].split()
    assert take(estimates, "e", "b")["low"] < take(estimates, "e", "b")["high"]
    assert take(contrasts, "e", "a", "b")[["difference_low", "ratio_high"]].isna().all()
    assert "too_few_articles" in take(contrasts, "e", "b", "a")["flags"].split()


def test_always_against_never_excludes_0():
    """A label that one outlet always chooses and the other never does is a difference without doubt."""
    counts = {f"a/e{n}/1": (2, 2) for n in range(8)} | {f"b/e{n}/1": (0, 3) for n in range(8)}
    row = take(contrast_outlets(*make_study(counts, "direct_share"), **OPTIONS), "all", "a", "b")
    assert (row["difference_low"], row["difference"], row["difference_high"]) == (1, 1, 1)
    assert row[["ratio", "ratio_low", "ratio_high"]].isna().all()


@pytest.mark.parametrize("n_events", [1, 2, 4])
def test_few_events_are_flagged_and_articles_resampled(n_events):
    """Below 5 events, intervals over all rest on articles and say so."""
    ids = [f"{o}/e{n % n_events}/{n}" for o in "ab" for n in range(8)]
    study = make_study(draw_counts(np.random.default_rng(3), ids))
    for row in (
        take(estimate_outlets(*study, **OPTIONS), "all", "a"),
        take(contrast_outlets(*study, **OPTIONS), "all", "a", "b"),
    ):
        assert "too_few_events" in row["flags"].split()
        assert "too_few_articles" not in row["flags"].split()
    assert row["difference_low"] < row["difference"] < row["difference_high"]
    for found in (estimate_outlets(*study, **OPTIONS), contrast_outlets(*study, **OPTIONS)):
        assert not found["flags"][found["event"] != "all"].str.contains("too_few_events").any()


def test_few_words_are_flagged_for_rates_only():
    """A rate on fewer than 500 words is flagged; a share of attributions is not a matter of words."""
    rates = estimate_outlets(*make_study({"a/e/1": (1, 499), "b/e/1": (1, 500)}), **OPTIONS)
    assert "too_few_words" in take(rates, "e", "a")["flags"].split()
    assert "too_few_words" not in take(rates, "e", "b")["flags"].split()
    contrasts = contrast_outlets(*make_study({"a/e/1": (1, 499), "b/e/1": (1, 500)}), **OPTIONS)
    assert contrasts["flags"].str.contains("too_few_words").all()
    shares = estimate_outlets(*make_study({"a/e/1": (1, 3)}, "direct_share"), **OPTIONS)
    assert "too_few_words" not in take(shares, "e", "a")["flags"].split()


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
    """Without articles the four tables are empty, and there is no error."""
    empty = [make_table(name, []) for name in ("measures", "term_counts")]
    found = compare_outlets(*empty, design_of(make_table("articles", [])), Parameters(), stop_words=[])
    assert list(found) == ["estimates", "comparisons", "term_contrasts", "similarity"]
    for name, table in found.items():
        check_table(name, table)
        assert table.empty


def test_the_design_shows_empty_cells():
    """Coverage counts every cell in the order asked for; shared events follow from it."""
    articles = make_study({"a/e/1": (0, 1), "a/e/2": (0, 1), "b/f/1": (0, 1), "b/e/1": (0, 1)})[1]
    coverage = count_coverage(articles, ["b", "a", "c"], ["f", "e", "g"])
    assert coverage.to_numpy().tolist() == [[1, 0, 0], [1, 2, 0], [0, 0, 0]]
    assert find_shared_events(coverage, "a", "b") == ["e"]
    assert find_shared_events(coverage, "b", "rest") == ["e"]
    assert find_shared_events(coverage, "c", "rest") == []


# Laws


@settings(max_examples=15, deadline=None)
@given(
    seed=st.integers(0, 10**6),
    n_events=st.sampled_from([1, 3, 6]),
    per_cell=st.sampled_from([1, 2, 4]),
)
def test_swapping_sides_flips_every_sign_exactly(seed, n_events, per_cell):
    """Target and reference exchanged: differences change sign, ratios are inverted, intervals turn round."""
    ids = [f"{o}/e{e}/{n}" for o in "abc" for e in range(n_events) for n in range(per_cell)]
    found = contrast_outlets(*make_study(draw_counts(np.random.default_rng(seed), ids)), **OPTIONS)
    pairs = found[found["reference"] != "rest"].set_index(["event", "target", "reference"])
    swapped = pairs.reorder_levels(["event", "reference", "target"]).reindex(pairs.index)
    for column, other in (
        ("difference", "difference"),
        ("difference_low", "difference_high"),
        ("value_target", "value_reference"),
    ):
        sign = -1 if "difference" in column else 1
        pd.testing.assert_series_equal(
            pairs[column], sign * swapped[other], check_names=False, rtol=0, atol=0
        )
    known = pairs["ratio_low"].notna() & swapped["ratio_high"].notna()
    np.testing.assert_allclose(pairs["ratio_low"][known] * swapped["ratio_high"][known], 1, rtol=1e-10)
    assert (pairs["difference_low"].isna() | (pairs["difference_low"] <= pairs["difference_high"])).all()


def test_the_alphabet_does_not_matter():
    """Outlets under other names, in another order, give the same numbers with the same sides."""
    ids = [f"{o}/e{e}/{n}" for o in "ab" for e in range(6) for n in range(2)]
    counts = draw_counts(np.random.default_rng(4), ids)
    measures, articles = make_study(counts)
    renamed = articles.assign(outlet=articles["outlet"].map({"a": "z", "b": "y"}))
    row = take(contrast_outlets(measures, articles, **OPTIONS), "all", "a", "b").drop(["measure", "voice"])
    again = take(contrast_outlets(measures, renamed, **OPTIONS), "all", "z", "y").drop(["measure", "voice"])
    assert row.equals(again)


@pytest.fixture(scope="module")
def study() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Measures and articles of 3 outlets, 6 events, 3 articles a cell."""
    articles = generate_articles(3, 6, 3)
    return measure_articles(generate_tables(articles), LABEL_SETS), articles


@pytest.mark.parametrize("compare", [estimate_outlets, contrast_outlets])
def test_row_order_does_not_matter(compare, study):
    """Shuffled tables give the same rows, and are left as they were."""
    shuffled = [frame.sample(frac=1, random_state=1) for frame in study]
    before = [frame.copy() for frame in shuffled]
    pd.testing.assert_frame_equal(compare(*shuffled, **OPTIONS), compare(*study, **OPTIONS), check_exact=True)
    for frame, kept in zip(shuffled, before, strict=True):
        pd.testing.assert_frame_equal(frame, kept)


@pytest.mark.parametrize("compare", [estimate_outlets, contrast_outlets])
def test_other_measures_and_outlets_change_no_row(compare, study):
    """A row depends on its own measure and outlets alone, but for q, which corrects for the others."""
    measures, articles = study
    fewer = articles[articles["outlet"] != "o2"]
    kept = measures["article_id"].isin(fewer["article_id"]) & (measures["measure"] == "hedges")
    alone = compare(measures[kept], fewer, **OPTIONS)
    together = compare(measures, articles, **OPTIONS)
    together = together[together["measure"] == "hedges"]
    names = [name for name in ("outlet", "target", "reference") if name in together.columns]
    rows = together[together[names].isin(["o0", "o1"]).all(axis=1)].reset_index(drop=True)
    alone = alone[alone[names].isin(["o0", "o1"]).all(axis=1)].reset_index(drop=True)
    assert len(alone)
    alone, rows = (found.drop(columns="q", errors="ignore") for found in (alone, rows))
    pd.testing.assert_frame_equal(alone, rows, check_exact=True)


@pytest.mark.parametrize("compare", [estimate_outlets, contrast_outlets])
def test_the_size_of_chunks_does_not_matter(compare, study, monkeypatch):
    """However many draws are made at a time, the draws are the same."""
    expected = compare(*study, **OPTIONS)
    for size in (1, 7, 1000):
        monkeypatch.setattr(bootstrap, "CHUNK", size)
        pd.testing.assert_frame_equal(compare(*study, **OPTIONS), expected, check_exact=True)


@pytest.mark.parametrize("compare", [estimate_outlets, contrast_outlets])
@pytest.mark.parametrize(("n_events", "per_cell"), [(1, 400), (400, 1)])
def test_the_number_of_threads_does_not_matter(compare, n_events, per_cell):
    """One thread and two give the same bits."""
    articles = generate_articles(2, n_events, per_cell)
    random = np.random.default_rng(6)
    rows = [
        pd.DataFrame(
            {"article_id": articles["article_id"], "measure": f"hedges_{name}", "voice": voice}
        ).assign(
            numerator=random.integers(0, 30, len(articles)),
            denominator=random.integers(100, 999, len(articles)),
        )
        for name in ("modal", "adverb", "verb", "hearsay")
        for voice in ("outlet", "source", "both")
    ]
    measures = make_table("measures", pd.concat(rows, ignore_index=True))
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.append(compare(measures, articles, **OPTIONS))
    pd.testing.assert_frame_equal(*found, check_exact=True)


def test_sums_of_events_have_the_same_bits_on_one_thread_and_two():
    """Fractions are summed in a fixed order, where a matrix product's order depends on the threads."""
    weighed = np.random.default_rng(1).random((500, 3, 80)) * 1000
    found = []
    for threads in (1, 2):
        with threadpool_limits(threads):
            found.append(from_events(weighed, [str(n) for n in range(500)], Bootstrap(2000, 1, 0.95)))
    assert np.array_equal(*found)


def test_another_seed_gives_other_intervals_and_the_same_values(study):
    """The seed moves the ends of intervals, and p where arrangements are drawn, and nothing else."""
    one, other = (contrast_outlets(*study, **OPTIONS | {"seed": seed}) for seed in (1, 2))
    ends = ["difference_low", "difference_high", "ratio_low", "ratio_high", "p", "q"]
    pd.testing.assert_frame_equal(one.drop(columns=ends), other.drop(columns=ends), check_exact=True)
    assert not one[ends].equals(other[ends])


def test_numbers_keep_twelve_digits():
    """Rounding keeps 12 significant digits of any size, and gives 0 no sign."""
    found = round_significant(np.array([1 / 3, -2e20 / 3, 1e-20 / 3, -0.0, np.inf, np.nan]))
    assert found[:3] == pytest.approx([0.333333333333, -6.66666666667e19, 3.33333333333e-21], rel=1e-15)
    assert not np.signbit(found[3])
    assert np.isnan(found[4:]).all()


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
