"""Rows of `comparisons` as sentences and figures read them."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

Row = Mapping[Any, Any]

UNDECIDABLE, FRAGILE = "undecidable", "fragile"
ROUNDING = 1e-9


def select_rows(table: pd.DataFrame, measure: str, voice: str) -> pd.DataFrame:
    """Choose the rows of a measure in a voice over all events."""
    return table[(table["event"] == "all") & (table["measure"] == measure) & (table["voice"] == voice)]


def find_contrast(contrasts: pd.DataFrame, target: str, reference: str) -> Row:
    """Find the contrast of two outlets, turned round if need be; empty if there is none."""
    for one, other, turn in ((target, reference, dict), (reference, target, turn_round)):
        rows = contrasts[(contrasts["target"] == one) & (contrasts["reference"] == other)]
        if len(rows):
            return turn(rows.to_dict("records")[0])
    return {}


def turn_round(row: Row) -> Row:
    """Look at a contrast from the reference's side; its ratio is left out."""
    pairs = {"target": "reference", "value_target": "value_reference"}
    pairs["n_articles_target"] = "n_articles_reference"
    turned = {**row, **{a: row[b] for a, b in pairs.items()}, **{b: row[a] for a, b in pairs.items()}}
    ends = {"difference_low": -row["difference_high"], "difference_high": -row["difference_low"]}
    return turned | ends | {"difference": -row["difference"]}


def is_doubtful(row: Row) -> bool:
    """Tell whether a contrast carries a flag or has no interval."""
    return not row or bool(row["flags"]) or pd.isna(row["difference_low"]) or pd.isna(row["difference_high"])


def excludes_zero(row: Row) -> bool:
    """Tell whether the interval of a difference leaves out 0."""
    return bool(row["difference_low"] > 0 or row["difference_high"] < 0)


def weigh_row(row: Row, confidence: float) -> Row:
    """Add to a contrast its `standing`: the verdict on it; undecidable where it is not decided.

    It is decided where it carries no flag, its interval leaves out 0, and its q is at most 1 less the
    confidence. One that was decided but not tried under other choices is fragile.
    """
    if not row:
        return {}
    decided = not is_doubtful(row) and excludes_zero(row) and row["q"] <= 1 - confidence + ROUNDING
    judged = FRAGILE if pd.isna(row.get("verdict")) else str(row["verdict"])
    return {**row, "standing": judged if decided else UNDECIDABLE}


def add_judgements(comparisons: pd.DataFrame, judgements: pd.DataFrame) -> pd.DataFrame:
    """Give the contrasts over all events their judgements; the others are left out."""
    pooled = comparisons[comparisons["event"] == "all"]
    return pooled.merge(judgements, on=["target", "reference", "measure", "voice"], how="left")
