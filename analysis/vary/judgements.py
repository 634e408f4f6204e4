"""How far each conclusion depends on choices: robust, fragile, reversed or undecidable.

The rule, for a contrast over all events:

- **undecidable**: the main line decides nothing;
- **reversed**: an equivalent specification decides the other way;
- **robust**: every equivalent specification decides as the main line does, and no single article or event,
  left out, takes the sign away;
- **fragile**: all else.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from analysis.compare.rows import finish_table
from analysis.store import make_table
from analysis.vary.choices import MAIN_LINE, Multiverse

KEY = ["target", "reference", "measure", "voice"]


def judge_contrasts(
    specifications: pd.DataFrame, influence: pd.DataFrame, multiverse: Multiverse
) -> pd.DataFrame:
    """Judge every contrast over all events.

    Parameters
    ----------
    specifications
        The table of this name.
    influence
        As `analysis.vary.left_out.find_influence` gives it.
    multiverse
        The alternatives to each choice; another voice is one, too.

    Returns
    -------
    pandas.DataFrame
        Table `judgements`.
    """
    if specifications.empty:
        return make_table("judgements", [])
    main = specifications.loc[specifications["specification"] == MAIN_LINE, [*KEY, "difference", "decided"]]
    rows = pair_with_voices(specifications, multiverse).merge(
        main.rename(columns={"difference": "main_difference", "decided": "main_decided"}), on=KEY
    )
    counted = count_agreement(rows)
    found = main.merge(counted, on=KEY).merge(influence, on=KEY)
    leave_out = multiverse["leave_out"]
    return finish_table("judgements", [found.assign(verdict=judge(found, leave_out))])


def pair_with_voices(specifications: pd.DataFrame, multiverse: Multiverse) -> pd.DataFrame:
    """Give each conclusion its specifications: those in its own voice, and those in the others.

    Those in another voice count as equivalent where that voice is declared so.
    """
    frames = []
    for voice in specifications["voice"].unique():
        for other in (voice, *(name for name in multiverse["voice"] if name != voice)):
            rows = specifications[specifications["voice"] == other]
            standing = "equivalent" if other == voice else multiverse["voice"][other]
            named = rows["specification"] if other == voice else f"voice: {other}; " + rows["specification"]
            equivalent = rows["equivalent"] & (standing == "equivalent")
            frames.append(rows.assign(voice=voice, specification=named, equivalent=equivalent))
    return pd.concat(frames, ignore_index=True)


def count_agreement(rows: pd.DataFrame) -> pd.DataFrame:
    """Count, for each conclusion, how many specifications agree with its main line."""
    sign = np.sign(rows["main_difference"]).fillna(0)
    same = (np.sign(rows["difference"]) == sign) & (sign != 0)
    marked = rows.assign(
        n_specifications=rows["equivalent"],
        n_same_sign=same & rows["equivalent"],
        n_decided=(rows["decided"] * sign > 0) & rows["equivalent"],
        n_against=(rows["decided"] * sign < 0) & rows["equivalent"],
        n_others=~rows["equivalent"],
        n_others_same_sign=same & ~rows["equivalent"],
        agrees=rows["decided"] * sign,
        support=measure_support(rows, sign),
    )
    groups = marked.groupby(KEY)
    counts = groups[[name for name in marked.columns if name.startswith("n_")]].sum()
    ordered = marked[marked["equivalent"]].sort_values(["agrees", "support", "specification"], kind="stable")
    weakest = ordered.drop_duplicates(KEY).set_index(KEY)["specification"]
    return counts.join(weakest.rename("weakest")).reset_index()


def measure_support(rows: pd.DataFrame, sign: pd.Series) -> pd.Series:
    """Measure how far the nearer end of each interval lies on the main line's side; least where unknown."""
    nearer = np.where(sign > 0, rows["difference_low"], -rows["difference_high"])
    return pd.Series(nearer, rows.index).fillna(-np.inf)


def judge(found: pd.DataFrame, leave_out: Mapping[str, str]) -> np.ndarray:
    """Apply the rule to rows that hold the counts."""
    turning = sum(
        found[f"n_turning_{kind}s"] for kind, standing in leave_out.items() if standing == "equivalent"
    )
    holds = (found["n_decided"] == found["n_specifications"]) & (turning == 0)
    conditions = [found["decided"] == 0, found["n_against"] > 0, holds]
    return np.select(conditions, ["undecidable", "reversed", "robust"], "fragile")
