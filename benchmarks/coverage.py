"""How often intervals hold the true difference, and how often tests find one, in simulated studies."""

from typing import Any

import numpy as np

from analysis.compare.bootstrap import Bootstrap
from analysis.compare.contrast_intervals import bootstrap_contrasts
from analysis.compare.contrast_tests import find_p_values
from analysis.compare.permutation import Permutation
from benchmarks.outlets import Outlets, choose_columns
from benchmarks.simulated import CONTRAST, Plan, simulate

STUDIES = 1000
DRAWS = 2000
LEVEL = 0.05
MEASURES = (
    ("hedges", "both"),
    ("hedges", "outlet"),
    ("hedges", "source"),
    ("boosters", "both"),
    ("attributions", "both"),
    ("attributed_share", "both"),
    ("direct_share", "both"),
    ("named_share", "both"),
    ("unnamed_share", "both"),
    ("doubting_share", "both"),
)
PLANS = {
    "equal outlets": Plan(12, 8),
    "events differ": Plan(12, 8, spread=0.5),
    "events differ, outlets differ in them": Plan(12, 8, spread=0.5, interaction=0.3),
    "one outlet has 1.5 times the rate": Plan(12, 8, effect=1.5, spread=0.3),
    "8 articles an outlet": Plan(8, 8),
    "24 articles an outlet, events and outlets differ": Plan(24, 8, spread=0.5, interaction=0.3),
}


def measure_coverage(outlets: Outlets) -> dict[str, dict[str, Any]]:
    """Simulate studies after each plan: coverage of the intervals and the share of p below .05."""
    return {name: summarise(outlets, plan) for name, plan in PLANS.items()}


def summarise(outlets: Outlets, plan: Plan) -> dict[str, Any]:
    """Simulate 1,000 studies after a plan; the ends are those over measures."""
    sample = choose_columns(outlets.sample, MEASURES)
    rows = np.arange(len(sample.counts))
    numerator, denominator, _ = sample.counts.sum(axis=0)
    truth = (plan.effect - 1) * numerator / denominator
    held, found = [], []
    for number in range(STUDIES):
        study = simulate(sample, rows, plan, np.random.default_rng([number, plan.articles]))
        low, high, *_ = bootstrap_contrasts(study, [CONTRAST], Bootstrap(DRAWS, number, 1 - LEVEL))[0][-1]
        held.append(np.where(np.isnan(low), np.nan, (low <= truth) & (truth <= high)))
        found.append(find_p_values(study, CONTRAST, Permutation(DRAWS, number))[-1] <= LEVEL)
    coverage = np.nanmean(held, axis=0)
    return {
        "coverage": round(float(coverage.mean()), 4),
        "lowest": round(float(coverage.min()), 4),
        "highest": round(float(coverage.max()), 4),
        "found": round(float(np.mean(found)), 4),
    }
