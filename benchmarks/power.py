"""How often a rate multiplied by 1.5 is found, by our tests and by those of others."""

from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Bootstrap
from analysis.compare.contrast_intervals import bootstrap_contrasts
from analysis.compare.contrast_tests import find_p_values
from analysis.compare.permutation import Permutation
from analysis.compare.placebo import Words
from analysis.compare.sample import Sample
from analysis.compare.splits import HALVES
from analysis.compare.term_tests import Sides, find_term_p
from analysis.compare.vocabulary import lay_out_cells
from benchmarks.outlets import Outlets, choose_columns
from benchmarks.rivals import find_t, fit_regressions
from benchmarks.simulated import CONTRAST, Plan, simulate

EFFECT = 1.5
LEVEL = 0.05
DRAWS = 2000
STUDIES = 20  # of each outlet
MEASURES = (("hedges", "both"), ("hedges", "outlet"), ("boosters", "both"), ("attributions", "both"))
SHARES = (0.5, 0.4, 0.3, 0.2, 0.15, 0.1)  # of the articles that use a term: a term for each
PLANS = {
    "10": Plan(10),
    "20": Plan(20),
    "60": Plan(60),
    "12 on 8 events": Plan(12, 8, spread=0.3),
    "24 on 8 events": Plan(24, 8, spread=0.3),
}


def measure_power(outlets: Outlets) -> dict[str, dict[str, Any]]:
    """Simulate pairs of outlets with the effect and without: by what is tested, plan and rule."""
    sources = {
        "measures": choose_columns(outlets.sample, MEASURES),
        "terms": choose_terms(outlets.sample, outlets.voices["both"]),
    }
    return {
        what: {name: compare_rules(source, plan, what) for name, plan in PLANS.items()}
        for what, source in sources.items()
    }


def choose_terms(sample: Sample, words: Words) -> Sample:
    """Make a sample whose columns are terms out of all words, from common to rare."""
    allowed = np.flatnonzero(words.terms.notna())
    used = (words.counts > 0).mean(axis=0)[allowed]
    terms = [allowed[np.argmin(np.abs(used - share))] for share in SHARES]
    numerator = words.counts[:, terms].toarray()
    denominator = np.broadcast_to(words.counts.sum(axis=1)[:, None], numerator.shape)
    columns = pd.DataFrame({"measure": words.terms[terms], "voice": "both", "scale": 1000, "signed": False})
    counts = np.stack([numerator, denominator, denominator > 0], axis=1).astype(np.float64)
    return replace(sample, columns=columns, counts=counts)


def compare_rules(source: Sample, plan: Plan, what: str) -> dict[str, dict[str, float]]:
    """Find the share of differences found by each rule, with the effect and without."""
    found: dict[str, dict[str, float]] = {}
    for name, effect in (("power", EFFECT), ("false_positives", 1.0)):
        decided = []
        for outlet in range(len(source.outlets)):
            rows = np.flatnonzero(source.outlet == outlet)
            for number in range(STUDIES):
                random = np.random.default_rng([outlet, number, plan.articles, plan.events])
                study = simulate(source, rows, replace(plan, effect=effect), random)
                decided.append(decide_study(study, what))
        for rule in decided[0]:
            made = np.concatenate([one[rule] for one in decided])
            found.setdefault(rule, {})[name] = round(float((made[~np.isnan(made)] <= LEVEL).mean()), 4)
    return found


def decide_study(study: Sample, what: str) -> dict[str, NDArray[np.float64]]:
    """Find p of each column by every rule; an interval counts as p of 0 or 1."""
    is_target = study.outlet == 0
    group = study.event if len(study.events) > 1 else np.arange(len(is_target))
    columns = [(study.counts[:, 0, c], study.counts[:, 1, c]) for c in range(len(study.columns))]
    regressions = np.array([fit_regressions(n, d, is_target, group) for n, d in columns]).T
    names = ("quasi_poisson", "poisson_clustered", "negative_binomial_clustered")
    ours = (decide_terms if what == "terms" else decide_measures)(study)
    t = np.array([find_t(n, d, is_target) for n, d in columns])
    return ours | {"t": t} | dict(zip(names, regressions, strict=True))


def decide_measures(study: Sample) -> dict[str, NDArray[np.float64]]:
    """Decide as on measures."""
    low, high, *_ = bootstrap_contrasts(study, [CONTRAST], Bootstrap(DRAWS, 1, 1 - LEVEL))[0][-1]
    return {
        "p": find_p_values(study, CONTRAST, Permutation(DRAWS, 1))[-1],
        "interval": np.where(np.isnan(low), np.nan, (low <= 0) & (high >= 0)),
    }


def decide_terms(study: Sample) -> dict[str, NDArray[np.float64]]:
    """Decide as on terms: the columns and one more term, which stands for all other words."""
    from scipy.sparse import csr_array

    numerator = study.counts[:, 0]
    others = np.maximum(study.counts[:, 1, 0] - numerator.sum(axis=1), 0)
    counts = csr_array(np.column_stack([numerator, others]).astype(np.int64))
    frame = pd.DataFrame({"event": study.event, "outlet": np.array(HALVES)[study.outlet]})
    vocabulary = lay_out_cells(counts, frame, pd.RangeIndex(counts.shape[1]))
    one, other = (np.flatnonzero(vocabulary.cells["outlet"] == name) for name in HALVES)
    return {"terms": find_term_p(vocabulary, Sides(*HALVES, one, other))[:-1]}
