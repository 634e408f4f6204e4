"""The words that most tell one outlet from another."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.report.figures.style import (
    HOUSE,
    INK,
    QUIET,
    ROW,
    clean_name,
    name_rows,
    new_figure,
    outlet_to_colour,
    show_axis,
    write_beside,
)
from analysis.report.rows import ROUNDING


@rc_context(HOUSE)
def plot_terms(
    term_contrasts: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    target: str,
    reference: str = "rest",
    top: int = 12,
    confidence: float = 0.95,
) -> Figure:
    """Draw the words that most tell a target from a reference, by log-odds, with intervals over articles.

    Parameters
    ----------
    term_contrasts
        Rows of the table `term_contrasts`, those of the two sides in one voice.
    outlets
        Name of each outlet, in the study's order.
    target, reference
        The two sides.
    top
        How many words for each side at most.
    confidence
        Of the intervals, and 1 less the q that is borne.

    Returns
    -------
    matplotlib.figure.Figure
        Full dots: decided by q. Hollow dots: in rank only.
    """
    from scipy.stats import norm

    reach = float(norm.ppf((1 + confidence) / 2))
    rows = select_terms(term_contrasts, top=top)
    figure = new_figure(ROW * (len(rows) * 0.8 + 2.8))
    axes = figure.axes[0]
    colour, other_colour = outlet_to_colour(outlets)[target], outlet_to_colour(outlets).get(reference, INK)
    for place, row in enumerate(rows.to_dict("records")):
        decided = row["q"] <= 1 - confidence + ROUNDING
        ends = {"low": row["log_odds"] - reach * row["se"], "high": row["log_odds"] + reach * row["se"]}
        draw_term(axes, place, row | ends, colour if row["log_odds"] > 0 else other_colour, decided=decided)
    name_rows(axes, range(len(rows)), [clean_name(term, 24) for term in rows["term"]])
    widest = 1.05 * max(map(abs, axes.get_xlim()))
    axes.set_xlim(-widest, widest)
    show_axis(axes, "log-odds; right: occurrences here and elsewhere")
    name, other = outlets[target], outlets.get(reference, "the others")
    axes.set_title(f"← more in {clean_name(other, 30)}", loc="left")
    axes.set_title(f"more in {clean_name(name, 30)} →", loc="right")
    return figure


def select_terms(term_contrasts: pd.DataFrame, *, top: int) -> pd.DataFrame:
    """Choose the words with the largest |z| on each side, the target's first; ties by the alphabet."""
    ranked = term_contrasts.sort_values(["z", "term"], ascending=[False, True], kind="stable")
    return pd.concat([ranked[ranked["z"] > 0].head(top), ranked[ranked["z"] < 0].tail(top)])


def draw_term(axes: Axes, place: float, row: Mapping[Any, Any], colour: str, *, decided: bool) -> None:
    """Draw one word: its log-odds, its interval, its two counts."""
    axes.plot((row["low"], row["high"]), (place, place), color=colour, linewidth=2.2, alpha=0.45, zorder=2)
    face = colour if decided else "none"
    axes.plot(row["log_odds"], place, "o", color=colour, markerfacecolor=face, markersize=5.5, zorder=3)
    write_beside(axes, place, f"{row['count_target']:,} : {row['count_reference']:,}", alpha=QUIET)
