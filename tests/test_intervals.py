"""Bootstrap intervals of estimates and contrasts: against scipy, coverage, gaps."""

import numpy as np
import pytest
import scipy.stats
from small_studies import OPTIONS, contrast_outlets, draw_counts, make_study, take

from analysis.compare.bootstrap import count_effective, find_levels
from analysis.compare.estimates import estimate_outlets


def scipy_ends(statistic, n: tuple[int, ...], n_blocks: float, draws: int = 9999) -> tuple[float, float]:
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
    """Over 6 events or more whole events are resampled, both sides of an event together.

    The interval reaches as far as the effective number of events asks for: that of the numerators in an
    estimate, in a contrast of what both sides add to the pooled values.
    """
    events = [f"e{number:02}" for number in range(12)]
    counts = draw_counts(np.random.default_rng(8), [f"{o}/{e}/1" for o in "ab" for e in events])
    study = make_study(counts)
    options = OPTIONS | {"draws": 9999}
    a, b = (np.array([counts[f"{o}/{e}/1"] for e in events]) for o in "ab")
    estimate = take(estimate_outlets(*study, **options), "all", "a")
    n = a[:, 0].sum() ** 2 / (a[:, 0] ** 2).sum()
    expected = scipy_ends(lambda i: 1000 * a[i, 0].sum() / a[i, 1].sum(), (12,), n)
    assert_near(estimate["low"], estimate["high"], expected)

    def difference(i):
        words = a[i, 1] + b[i, 1]
        more = a[i, 0] * b[i, 1] / words - b[i, 0] * a[i, 1] / words
        return 1000 * more.sum() / (a[i, 1] * b[i, 1] / words).sum()

    contrast = take(contrast_outlets(*study, **options), "all", "a", "b")
    sizes = (a[:, 0] * b[:, 1] + b[:, 0] * a[:, 1]) / (a[:, 1] + b[:, 1])
    expected = scipy_ends(difference, (12,), sizes.sum() ** 2 / (sizes**2).sum())
    assert_near(contrast["difference_low"], contrast["difference_high"], expected)


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


def test_effective_numbers_by_hand():
    """Four equal blocks count 4; sizes 3, 1, 1, 1 count 36 / 12 = 3; one block of four still counts 3."""
    sizes = np.array([[1.0, 3, 5, 2], [1, 1, 0, 2], [1, 1, 0, 0], [1, 1, 0, 0]])
    assert count_effective(sizes, np.array([4, 4, 4, 2])).tolist() == [4, 3, 3, 2]


@pytest.mark.parametrize("n_events", [1, 2, 5])
def test_few_events_are_flagged_and_articles_resampled(n_events):
    """Below 6 events, intervals over all rest on articles and say so."""
    ids = [f"{o}/e{n % n_events}/{n}" for o in "ab" for n in range(10)]
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
