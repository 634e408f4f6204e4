"""Laws of comparison: symmetry, independence of order, names, chunks and threads, determinism."""

import numpy as np
import pandas as pd
import pytest
from generated_tables import LABEL_SETS, generate_articles, generate_tables
from hypothesis import given, settings
from hypothesis import strategies as st
from small_studies import OPTIONS, contrast_outlets, draw_counts, make_study, take
from threadpoolctl import threadpool_limits

from analysis.compare import bootstrap
from analysis.compare.bootstrap import Bootstrap
from analysis.compare.contrast_intervals import from_events
from analysis.compare.estimates import estimate_outlets
from analysis.compare.rows import round_significant
from analysis.measure.articles import measure_articles
from analysis.store import make_table


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
