"""How often tests find a difference between random halves of one outlet."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.placebo import compare_halves, decide_measures, decide_terms
from analysis.compare.splits import Split, pair_off, take_halves
from analysis.study import Parameters
from benchmarks.outlets import Outlets
from benchmarks.rivals import find_g2, find_t, find_yates

SIZES = (10, 20, 60)  # articles a side
SPLITS = 20  # of each outlet
LEVEL = 0.05


def count_false_positives(outlets: Outlets) -> dict[str, dict[str, Any]]:
    """Split every outlet at random, and count what each rule finds: by rule and articles a side."""
    rows = []
    for n in SIZES:
        for outlet, name in enumerate(outlets.sample.outlets):
            for number in range(SPLITS):
                random = np.random.default_rng([n, outlet, number])
                drawn = random.permutation(outlets.find_rows(outlet))[: 2 * n]
                split = pair_off([drawn], within_events=False)
                found = decide_all(outlets, split)
                rows += [(rule, n, name, len(made), made.sum()) for rule, made in found.items()]
    return sum_rates(pd.DataFrame(rows, columns=["rule", "n", "outlet", "made", "found"]))


def decide_all(outlets: Outlets, split: Split) -> dict[str, NDArray[np.bool_]]:
    """Let every rule decide on a split: ours on measures and terms, those of others on the same."""
    words, halves = outlets.voices["both"], take_halves(outlets.sample, split)
    found = dict(decide_measures(halves, Parameters())) | dict(decide_terms(words, split, LEVEL))
    columns = [(halves.counts[:, 0, c], halves.counts[:, 1, c]) for c in range(len(halves.columns))]
    t = np.array([find_t(numerator, denominator, halves.outlet == 0) for numerator, denominator in columns])
    p, count, other = compare_halves(words, split)
    tested = ~np.isnan(p)
    rivals = {"g2": find_g2(count, other), "yates": find_yates(count, other)}
    found |= {rule: p[tested] <= LEVEL for rule, p in rivals.items()}
    return found | {"t": t[~np.isnan(t)] <= LEVEL}


def sum_rates(rows: pd.DataFrame) -> dict[str, dict[str, Any]]:
    """Sum tests made and differences found: the rate of each rule and size, and over outlets its ends."""
    rates: dict[str, dict[str, Any]] = {}
    for (rule, n), found in rows.groupby(["rule", "n"]):
        by_outlet = found.groupby("outlet")[["made", "found"]].sum()
        share = by_outlet["found"] / by_outlet["made"]
        rates.setdefault(str(rule), {})[str(n)] = {
            "tests": int(found["made"].sum()),
            "rate": round(found["found"].sum() / found["made"].sum(), 4),
            "lowest": round(share.min(), 4),
            "highest": round(share.max(), 4),
        }
    return rates
