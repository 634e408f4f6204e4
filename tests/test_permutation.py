"""P-values by permutation: by hand, by brute force, against scipy; levels, gaps, families."""

from itertools import product

import numpy as np
import pandas as pd
import pytest
import scipy.stats
from small_studies import OPTIONS, contrast_outlets, draw_counts, make_study, take

from analysis.compare.contrast_tests import correct_families
from analysis.compare.permutation import Permutation, permute_articles, permute_outlets

EIGHT = [f"e{number}" for number in range(8)]
ALL = Permutation(10**6, 1)


def statistic(counts: np.ndarray, is_target: np.ndarray) -> float:
    """Work out the studentised score of an event, article × (numerator, denominator), term by term."""
    rate = counts[:, 0].sum() / counts[:, 1].sum()
    above = [n - rate * d for n, d in counts]
    share = counts[is_target, 1].sum() / counts[:, 1].sum()
    weights = [(1 - share) ** 2 if here else share**2 for here in is_target]
    variance = sum(w * u * u for w, u in zip(weights, above, strict=True)) * len(counts) / (len(counts) - 1)
    return float(np.sum(np.array(above)[is_target]) / np.sqrt(variance))


def draw_array(seed: int, n: int) -> np.ndarray:
    """Draw hedges and words of n articles."""
    return np.array(
        list(draw_counts(np.random.default_rng(seed), [str(i) for i in range(n)]).values()), dtype=float
    )


def test_eight_events_with_one_article_each_give_the_sign_test():
    """Of 256 arrangements two are as extreme as eight differences of one sign: p = 2 / 256."""
    counts = {f"a/{e}/1": (9 + n, 500) for n, e in enumerate(EIGHT)} | {f"b/{e}/1": (2, 500) for e in EIGHT}
    row = take(contrast_outlets(*make_study(counts), **OPTIONS, permutations=256), "all", "a", "b")
    assert row["p"] == 2 / 256


def test_the_sign_test_agrees_with_scipy():
    """With uneven differences the exact p is scipy's, which goes through the same 256 arrangements."""
    counts = draw_counts(np.random.default_rng(5), [f"{o}/{e}/1" for o in "ab" for e in EIGHT], 0.03)
    a, b = (np.array([counts[f"{o}/{e}/1"] for e in EIGHT], dtype=float) for o in "ab")
    above = (a[:, 0] * b[:, 1] - b[:, 0] * a[:, 1]) / (a[:, 1] + b[:, 1])
    expected = scipy.stats.permutation_test((above,), np.sum, permutation_type="samples", n_resamples=np.inf)
    row = take(contrast_outlets(*make_study(counts), **OPTIONS, permutations=256), "all", "a", "b")
    assert row["p"] == pytest.approx(expected.pvalue)


def test_articles_change_sides_as_in_scipy():
    """Within one event the exact p is scipy's over the same 252 arrangements of 5 and 5 articles."""
    counts = draw_array(2, 10)
    is_target = np.arange(10) < 5

    def absolute(one, other):
        order = np.concatenate([one, other]).astype(int)
        return abs(statistic(counts[order], np.arange(10) < len(one)))

    expected = scipy.stats.permutation_test(
        (np.arange(5), np.arange(5, 10)),
        absolute,
        n_resamples=np.inf,
        alternative="greater",
        vectorized=False,
    )
    found = permute_articles(counts[:, :, None], np.zeros(10, int), is_target, list("abcdefghij"), ALL)
    assert found[0] == pytest.approx(expected.pvalue)


def test_outlets_change_places_in_all_ways():
    """Against the rest any outlet that covers an event may stand for the target: by brute force, 3^6 ways.

    p is twice the smaller tail, as scipy has it.
    """
    random = np.random.default_rng(8)
    cells = [
        np.stack([random.poisson(9, 3), random.integers(300, 900, 3)], axis=1)[:, :, None] for _ in "abcdef"
    ]
    above = [c[:, 0, 0] - c[:, 0, 0].sum() / c[:, 1, 0].sum() * c[:, 1, 0] for c in cells]
    ways = np.array(list(product(*above)))
    found = ways.sum(axis=1) / np.sqrt((ways**2).sum(axis=1))
    tails = found >= found[0] - 1e-9, found <= found[0] + 1e-9
    expected = min(1, 2 * min(np.mean(tail) for tail in tails))
    assert permute_outlets([c * 1.0 for c in cells], list("abcdef"), ALL)[0] == pytest.approx(expected)


def test_one_outlet_apart_from_others_that_are_all_alike_is_found():
    """That the others agree with each other says nothing against the one that differs in every event."""
    apart = np.array([[30, 300], [0, 300], [0, 300], [0, 300]], dtype=float)[:, :, None]
    assert permute_outlets([apart] * 7, list("abcdefg"), ALL)[0] < 0.001


def test_draws_come_near_the_exact_p():
    """Where arrangements are drawn, p is near the one over all of them, and never 0."""
    counts, is_target, names = draw_array(4, 16), np.arange(16) < 7, [f"{n}" for n in range(16)]
    exact, drawn = (
        permute_articles(counts[:, :, None], np.zeros(16, int), is_target, names, Permutation(draws, 3))[0]
        for draws in (11440, 9999)
    )
    assert drawn == pytest.approx(exact, abs=0.02)
    surest = np.where(is_target[:, None], [30, 100], [0, 100])[:, :, None] * 1.0
    found = permute_articles(surest, np.zeros(16, int), is_target, names, Permutation(999, 3))[0]
    assert 1 / 1000 <= found <= 3 / 1000


def test_many_articles_are_compared_with_the_normal_distribution():
    """With more than 1,000 articles p comes from the normal distribution, near that from draws."""
    counts = draw_array(6, 1200)
    counts[:600, 0] += np.random.default_rng(1).binomial(1, 0.2, 600)
    names, is_target = [f"{n}" for n in range(1200)], np.arange(1200) < 600
    normal = permute_articles(
        counts[:, :, None], np.zeros(1200, int), is_target, names, Permutation(2000, 1)
    )[0]
    expected = 2 * scipy.stats.norm.sf(abs(statistic(counts, is_target)))
    assert normal == pytest.approx(expected, rel=1e-9)
    half = np.r_[:490, 600:1090]
    names, event = [names[n] for n in half], np.zeros(980, int)
    drawn = permute_articles(counts[half, :, None], event, is_target[half], names, Permutation(9999, 1))[0]
    expected = 2 * scipy.stats.norm.sf(abs(statistic(counts[half], is_target[half])))
    assert drawn == pytest.approx(expected, abs=0.015)


def test_what_cannot_be_tested_has_no_p():
    """Fewer than 3 articles on a side, or nothing that varies, leave p unknown; unknown p have no q."""
    few = contrast_outlets(*make_study({"a/e/1": (1, 600), "a/e/2": (0, 600), "b/e/1": (3, 600)}), **OPTIONS)
    assert few[["p", "q"]].isna().all(axis=None)
    none = {f"{o}/{e}/1": (0, 600) for o in "ab" for e in EIGHT}
    assert contrast_outlets(*make_study(none), **OPTIONS)[["p", "q"]].isna().all(axis=None)
    alike = {f"{o}/{e}/1": (6, 600) for o in "ab" for e in EIGHT}
    assert contrast_outlets(*make_study(alike), **OPTIONS)["p"].isna().all()


def test_both_directions_have_the_same_p():
    """Target and reference exchanged leave p as it was, exact or drawn."""
    ids = [f"{o}/e{e}/{n}" for o in "abc" for e in range(7) for n in range(4)]
    found = contrast_outlets(*make_study(draw_counts(np.random.default_rng(3), ids)), **OPTIONS)
    pairs = found[found["reference"] != "rest"].set_index(["event", "target", "reference"])["p"]
    swapped = pairs.reorder_levels(["event", "reference", "target"]).reindex(pairs.index)
    assert pairs.notna().any()
    pd.testing.assert_series_equal(pairs, swapped, check_names=False)


def test_equal_outlets_of_unequal_length_and_number_are_found_different_as_often_as_promised():
    """A few long articles against many short ones with the same rates: 2 to 9 % of p lie below .05."""
    random, low = np.random.default_rng(1), 0
    for _ in range(300):
        words = np.concatenate([random.integers(900, 2000, 6), random.integers(100, 400, 18)])
        hedges = random.poisson(words * 0.01 * random.gamma(3, 1 / 3, 24))
        counts = np.stack([hedges, words], axis=1)[:, :, None] * 1.0
        names = [str(number) for number in range(24)]
        low += (
            permute_articles(counts, np.zeros(24, int), np.arange(24) < 6, names, Permutation(199, 1))[0]
            <= 0.05
        )
    assert 0.02 <= low / 300 <= 0.09


def test_effects_inside_events_vanish_when_events_are_shuffled():
    """A difference that only shows within events is gone once articles stand under other events."""
    levels = {e: 60 if n < 4 else 10 for n, e in enumerate(EIGHT)}
    often = {"a": 10, "b": 60}  # each outlet covers the events of one level more
    counts, random = {}, np.random.default_rng(2)
    for outlet, factor in (("a", 1.5), ("b", 1.0)):
        for event, level in levels.items():
            for number in range(6 if level == often[outlet] else 3):
                counts[f"{outlet}/{event}/{number}"] = (int(random.poisson(level * factor)), 1000)
    measures, articles = make_study(counts)
    assert (
        take(contrast_outlets(measures, articles, **OPTIONS, permutations=256), "all", "a", "b")["p"] < 0.02
    )
    shuffled = []
    for seed in range(20):
        events = np.random.default_rng(seed).permutation(articles["event"])
        found = contrast_outlets(measures, articles.assign(event=events), **OPTIONS, permutations=256)
        shuffled.append(take(found, "all", "a", "b")["p"])
    assert np.mean(np.array(shuffled) <= 0.05) <= 0.2


def test_q_by_hand_in_families():
    """Benjamini and Hochberg: .01, .02, .03 of three give .03 each; a family of its own keeps its p."""
    p = pd.Series([0.02, 0.01, 0.03, np.nan, 0.04])
    found = correct_families(p, pd.Series(["x", "x", "x", "x", "y"]))
    np.testing.assert_allclose(found, [0.03, 0.03, 0.03, np.nan, 0.04])
    np.testing.assert_allclose(found[:3], scipy.stats.false_discovery_control(p[:3]))


def test_families_are_declared():
    """Outlets against the rest, pairs, and single events are corrected apart; flagged rows not at all."""
    ids = [f"{o}/e{e}/{n}" for o in "abc" for e in range(7) for n in range(3)]
    found = contrast_outlets(*make_study(draw_counts(np.random.default_rng(3), ids)), **OPTIONS)
    assert set(found["family"]) == {"rest", "pair", "event"}
    assert found.loc[found["flags"] != "", "q"].isna().all()
    for _, rows in found[(found["flags"] == "") & found["p"].notna()].groupby("family"):
        np.testing.assert_allclose(rows["q"], scipy.stats.false_discovery_control(rows["p"]))


def test_no_draws_are_refused():
    """Without draws there is no p, and the error says so."""
    with pytest.raises(ValueError, match="at least 1 draw"):
        contrast_outlets(*make_study({"a/e/1": (1, 600), "b/e/1": (3, 600)}), **OPTIONS, permutations=0)
