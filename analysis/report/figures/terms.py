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

Z = 1.96  # standard errors on each side


@rc_context(HOUSE)
def plot_terms(
    term_contrasts: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    target: str,
    reference: str = "rest",
    voice: str = "both",
    top: int = 12,
) -> Figure:
    """Draw the words that most tell a target from a reference, by log-odds, with 95 % intervals.

    The intervals treat words as independent, which they are not: the figure ranks, it does not test.

    Parameters
    ----------
    term_contrasts
        Table `term_contrasts`.
    outlets
        Name of each outlet, in the study's order.
    target, reference, voice
        Which rows.
    top
        How many words for each side at most.
    """
    rows = select_terms(term_contrasts, target=target, reference=reference, voice=voice, top=top)
    figure = new_figure(ROW * (len(rows) * 0.8 + 2.8))
    axes = figure.axes[0]
    colour, other_colour = outlet_to_colour(outlets)[target], outlet_to_colour(outlets).get(reference, INK)
    for place, row in enumerate(rows.to_dict("records")):
        draw_term(axes, place, row, colour if row["log_odds"] > 0 else other_colour)
    name_rows(axes, range(len(rows)), [clean_name(term, 24) for term in rows["term"]])
    widest = 1.05 * max(map(abs, axes.get_xlim()))
    axes.set_xlim(-widest, widest)
    show_axis(axes, "log-odds; right: occurrences here and elsewhere")
    name, other = outlets[target], outlets.get(reference, "the others")
    axes.set_title(f"← more in {clean_name(other, 30)}", loc="left")
    axes.set_title(f"more in {clean_name(name, 30)} →", loc="right")
    return figure


def select_terms(
    term_contrasts: pd.DataFrame, *, target: str, reference: str, voice: str, top: int
) -> pd.DataFrame:
    """Choose the words with the largest |z| on each side, the target's first; ties by the alphabet."""
    here = term_contrasts[
        (term_contrasts["target"] == target)
        & (term_contrasts["reference"] == reference)
        & (term_contrasts["voice"] == voice)
    ]
    ranked = here.sort_values(["z", "term"], ascending=[False, True], kind="stable")
    return pd.concat([ranked[ranked["z"] > 0].head(top), ranked[ranked["z"] < 0].tail(top)])


def draw_term(axes: Axes, place: float, row: Mapping[Any, Any], colour: str) -> None:
    """Draw one word: its log-odds, its interval, its two counts."""
    middle, error = row["log_odds"], abs(row["log_odds"] / row["z"])
    span = (middle - Z * error, middle + Z * error)
    axes.plot(span, (place, place), color=colour, linewidth=2.2, alpha=0.45, zorder=2)
    axes.plot(middle, place, "o", color=colour, markersize=5.5, zorder=3)
    write_beside(axes, place, f"{row['count_target']:,} : {row['count_reference']:,}", alpha=QUIET)
