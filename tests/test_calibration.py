"""Calibration: what was measured keeps its promises, and the rules of others are as published."""

import json

import numpy as np
import pytest
from scipy.stats import chi2_contingency, ttest_ind

from benchmarks.describe_calibration import FILE, OURS, write_ratio
from benchmarks.rivals import find_g2, find_t, find_yates, fit_regressions
from benchmarks.simulated import Plan, draw_factors, multiply

MEASURED = json.loads(FILE.read_text(encoding="utf-8"))


@pytest.mark.parametrize("rule", OURS)
def test_every_rule_that_decides_keeps_its_promise(rule):
    """Between random halves of an outlet each rule finds 2 to 7 % where 5 % is promised, in the demo too."""
    rates = [found["rate"] for found in MEASURED["false_positives"][rule].values()]
    assert len(rates) == 3
    for rate in (*rates, MEASURED["demo"][rule]["rate"]):
        assert 0.02 <= rate <= 0.07


@pytest.mark.parametrize("rule", ["g2", "yates", "words"])
def test_rules_that_take_words_as_the_sample_do_not(rule):
    """On the same splits, rules that treat words as independent find more than 7 %: they decide nothing."""
    assert all(found["rate"] > 0.07 for found in MEASURED["false_positives"][rule].values())


@pytest.mark.parametrize("studies", MEASURED["coverage"])
def test_intervals_hold_the_truth_as_often_as_they_say(studies):
    """Of 95 % intervals 93 to 97 % hold the true difference in simulated studies."""
    assert 0.93 <= MEASURED["coverage"][studies]["coverage"] <= 0.97


def test_effects_inside_events_vanish_when_events_are_shuffled():
    """With shuffled events no more is found than where nothing differs."""
    assert MEASURED["shuffled"]["shuffled"] <= 0.07 < MEASURED["shuffled"]["as_they_are"]


@pytest.mark.parametrize("seed", range(3))
def test_word_level_rules_are_those_of_scipy(seed):
    """G² and Yates' chi-square of each term against all other words are scipy's."""
    counts = np.random.default_rng(seed).integers(1, 40, (2, 6))
    for term in range(6):
        table = [counts[:, term], counts.sum(axis=1) - counts[:, term]]
        g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood").pvalue
        assert find_g2(*counts)[term] == pytest.approx(g2)
        assert find_yates(*counts)[term] == pytest.approx(chi2_contingency(table, correction=True).pvalue)


def test_the_t_test_is_welchs_on_rates():
    """Rates of articles are compared, articles without a denominator left out."""
    numerator, denominator = np.array([1.0, 2, 3, 9, 5, 4, 0]), np.array([10.0, 20, 20, 30, 20, 10, 0])
    is_target = np.arange(7) < 3
    rates = numerator[:6] / denominator[:6]
    expected = ttest_ind(rates[:3], rates[3:], equal_var=False).pvalue
    assert find_t(numerator, denominator, is_target) == pytest.approx(expected)


def test_regressions_find_a_plain_difference_and_survive_none():
    """Every regression finds rates that differ threefold, and gives no error where a side has none."""
    random, is_target = np.random.default_rng(1), np.arange(40) < 20
    words = random.integers(300, 900, 40) * 1.0
    counts = random.poisson(words * np.where(is_target, 0.03, 0.01)) * 1.0
    assert max(fit_regressions(counts, words, is_target, np.arange(40))) < 0.001
    assert len(fit_regressions(counts * is_target, words, is_target, np.arange(40))) == 3


def test_planted_effects_multiply_rates():
    """Factors are 1 on average but for the planted effect, and rounding keeps the expectation."""
    random = np.random.default_rng(1)
    factors = np.mean([draw_factors(Plan(8, 8, 1.5, 0.3, 0.2), random) for _ in range(2000)], axis=(0, 2))
    np.testing.assert_allclose(factors, [1.5, 1.0], rtol=0.03)
    numerator = np.full((5000, 1), 3.0)
    assert multiply(numerator, np.full(5000, 1.5), random).mean() == pytest.approx(4.5, abs=0.05)


def test_ours_is_held_against_the_best_of_others():
    """The ratio takes the best rule of others, without or with a look at its false positives."""
    found = {
        "p": {"power": 0.4, "false_positives": 0.05},
        "t": {"power": 0.5, "false_positives": 0.05},
        "poisson_clustered": {"power": 0.8, "false_positives": 0.2},
        "quasi_poisson": {"power": 1.0, "false_positives": 0.2},
    }
    assert write_ratio(found, clustered=True) == "0.50"
    assert write_ratio(found, clustered=False) == "0.80"


@pytest.mark.parametrize("plan", MEASURED["power"]["measures"])
@pytest.mark.parametrize("clustered", [True, False])
def test_planted_effects_are_found_nearly_as_often_as_by_the_best(plan, clustered):
    """A measure's rate times 1.5 is found at least 80 % as often as by the best of others' tests."""
    assert float(write_ratio(MEASURED["power"]["measures"][plan], clustered=clustered)) >= 0.8
