"""The registry as a page of the documentation."""

from collections.abc import Iterable

from analysis.measure.registry import (
    ATTRIBUTION,
    COMMITMENT,
    CUES,
    DISTANCE,
    SOURCES,
    WORDS,
    Measure,
    label_measure,
)

HEAD = """# Measures

Generated from `analysis/measure/registry.py` by `make docs`; a test compares both.

A measure is a numerator and a denominator for each article. Both are summed before they are divided,
and a value is unknown, not 0, where the denominator is 0. Measures in three voices (outlet, source, both)
hold words and occurrences of that voice only; the others know the voice *both* alone. Shares of
attributions leave out attributions without content, which `non_answers` counts.
"""
GROUPS = {
    "Commitment": COMMITMENT,
    "Attribution": ATTRIBUTION,
    "Sources": SOURCES,
    "Cues": CUES,
    "Distance": DISTANCE,
    "Words": WORDS,
    "Labels": (label_measure("SET", "LABEL"),),
}


def describe_measures() -> str:
    """Write the list of measures, `docs/measures.md`."""
    return "\n".join([HEAD, *(describe_group(title, group) for title, group in GROUPS.items())])


def describe_group(title: str, group: Iterable[Measure]) -> str:
    """Describe some measures in a table."""
    lines = [
        f"## {title}",
        "",
        "| measure | counts | unit | higher means | voices |",
        "|---|---|---|---|---|",
        *(f"| `{m.id}` | {m.meaning} | {m.unit} | {m.higher} | {', '.join(m.voices)} |" for m in group),
    ]
    return "\n".join([*lines, ""])
