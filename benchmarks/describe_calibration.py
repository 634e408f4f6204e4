"""How well comparisons keep what they promise, as a page of the documentation."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("calibration.json")
HEAD = """# Calibration

Generated from `benchmarks/calibration.json` by `make docs`; `make calibration GOLD=FOLDER` measures anew.
Everything is made from 840 news articles of seven outlets (polnear's train part), whose texts are not in this
repository.
"""
FALSE_POSITIVES = """
## Nothing differs: random halves of one outlet

Share of tests that find a difference where 5 % is promised; 20 splits of each of seven outlets, in brackets
the lowest and highest outlet. Rules in bold are ours. Terms are those that 5 articles or more use. In the
demo study an outlet has 8 or 9 articles to split; with a prior as heavy as its texts, the log-odds of words
find next to nothing there.

"""
COVERAGE = """
## Intervals: how often they hold the true difference

95 % intervals in 1,000 simulated studies of two outlets, 12 articles each on 8 events unless said
otherwise; mean over ten measures, in brackets the lowest and highest. *Found*: share of p up to .05.

| studies | held | found |
|---|---|---|
"""
SHUFFLED = """
Events as blocks: one outlet has 1.5 times the other's rate within every event, but writes more about events
in which rates are low, so that over all both are alike. The difference is found in {as_they_are:.1%} of
studies, and in {shuffled:.1%} once the labels of the events are shuffled.
"""
POWER = """
## Power: a rate multiplied by 1.5

Share of planted effects found, in brackets the false positives on the same studies without the effect;
articles are drawn with replacement from one outlet for both sides. *By best*: ours against the best of the
t-test and the regressions with clustered errors. *By best that keeps its level*: against the best of all
rules of others whose false positives are .07 or fewer.
"""
SPEED = """
## Speed

Articles resampled into studies of seven outlets on one event; seconds of processor time on one core.

"""
RULES = {
    "p": "measures: p by permutation",
    "interval": "measures: the interval leaves out 0",
    "terms": "terms: p with articles as the sample",
    "t": "measures: Welch's t on the rates of articles",
    "words": "terms: z of the log-odds, words as the sample",
    "g2": "terms: G²",
    "yates": "terms: chi-square with Yates' correction",
    "poisson_clustered": "Poisson regression, clustered errors",
    "negative_binomial_clustered": "negative binomial regression, clustered errors",
    "quasi_poisson": "quasi-Poisson regression, errors not clustered",
}
OURS = ("p", "interval", "terms")


def describe_calibration() -> str:
    """Write what was measured, `docs/calibration.md`."""
    measured = json.loads(FILE.read_text(encoding="utf-8"))
    parts = (describe_false_positives, describe_coverage, describe_power, describe_speed)
    return HEAD + "".join(part(measured) for part in parts)


def describe_false_positives(measured: dict[str, Any]) -> str:
    """Write the false-positive rates of every rule."""
    rates = measured["false_positives"]
    sizes = sorted(rates["p"], key=int)
    rows = [["rule", *(f"{n} articles a side" for n in sizes), "the demo study"]]
    for rule in [name for name in RULES if name in rates]:
        cells = [write_range(rates[rule][n], "rate") for n in sizes]
        demo = measured["demo"].get(rule)
        rows.append([name_rule(rule), *cells, f"{demo['rate']:.3f}" if demo else ""])
    return FALSE_POSITIVES + write_rows(rows)


def describe_coverage(measured: dict[str, Any]) -> str:
    """Write how often intervals hold the true difference."""
    rows = "".join(
        f"| {name} | {write_range(row, 'coverage')} | {row['found']:.3f} |\n"
        for name, row in measured["coverage"].items()
    )
    return COVERAGE + rows + SHUFFLED.format(**measured["shuffled"])


def describe_power(measured: dict[str, Any]) -> str:
    """Write how often a planted effect is found, and how often nothing is taken for one."""
    text = POWER
    for what, plans in measured["power"].items():
        rules = [rule for rule in RULES if rule in next(iter(plans.values()))]
        rows = [
            [f"{what}: articles a side", *map(name_rule, rules), "by best", "by best that keeps its level"]
        ]
        for plan, found in plans.items():
            cells = [f"{found[rule]['power']:.2f} [{found[rule]['false_positives']:.3f}]" for rule in rules]
            rows.append([plan, *cells, *(write_ratio(found, clustered=c) for c in (True, False))])
        text += "\n" + write_rows(rows)
    return text


def write_rows(rows: list[list[str]]) -> str:
    """Write a table, its first row the head."""
    lines = ["| " + " | ".join(row) + " |\n" for row in rows]
    return "".join([lines[0], "|" + "---|" * len(rows[0]) + "\n", *lines[1:]])


def write_range(row: dict[str, float], name: str) -> str:
    """Write a share with its lowest and highest."""
    return f"{row[name]:.3f} [{row['lowest']:.3f}, {row['highest']:.3f}]"


def write_ratio(found: dict[str, dict[str, float]], *, clustered: bool) -> str:
    """Write how often ours finds the effect against the best of others."""
    ours = found.get("p", found.get("terms", {}))["power"]
    others = [
        row["power"]
        for rule, row in found.items()
        if rule not in OURS
        and (rule != "quasi_poisson" if clustered else row["false_positives"] <= 0.07)
    ]
    return f"{ours / max(others):.2f}" if others and max(others) > 0 else "none"


def describe_speed(measured: dict[str, Any]) -> str:
    """Write how long large studies take."""
    speed = measured["speed"]
    sizes = sorted(speed["seconds"], key=int)
    works = {
        "measures": f"{speed['draws']:,} bootstraps of ten measures for all outlets",
        "terms": f"p and clustered errors of {speed['terms']:,} terms, each outlet against the rest",
        "z": f"{speed['draws']:,} bootstraps of z for {speed['terms']:,} terms, one outlet against the rest",
    }
    rows = [["work", *(f"{int(n):,} articles" for n in sizes)]]
    rows += [[work, *(f"{speed['seconds'][n][name]:.1f}" for n in sizes)] for name, work in works.items()]
    return SPEED + write_rows(rows) + f"\nPeak of the process: {speed['gigabytes']} GB.\n"


def name_rule(rule: str) -> str:
    """Name a rule, ours in bold."""
    return f"**{RULES[rule]}**" if rule in OURS else RULES[rule]
