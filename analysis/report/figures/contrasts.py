"""Each outlet against the rest in several measures: ratios on one scale, a panel an outlet."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.report.figures.judgements import name_measures
from analysis.report.figures.style import (
    FAINT,
    HOUSE,
    INK,
    QUIET,
    ROW,
    clean_name,
    name_rows,
    new_figure,
    outlet_to_colour,
)
from analysis.report.rows import UNDECIDABLE, is_doubtful, weigh_row

EDGE = 8  # ratios beyond 8 or below 1/8 are drawn at the edge
TICKS = (0.25, 1, 4)


@rc_context(HOUSE)
def plot_contrasts(
    comparisons: pd.DataFrame, outlets: Mapping[str, str], *, confidence: float = 0.95
) -> Figure:
    """Draw the ratio of each target to its reference, measure under measure.

    Parameters
    ----------
    comparisons
        Rows of the table `comparisons`, one a target and measure, in the order of the measures.
    outlets
        Name of each outlet, in the study's order.
    confidence
        Of the intervals, and 1 less the q that is borne.

    Returns
    -------
    matplotlib.figure.Figure
        Full dots: the difference is decided. Hollow dots: it is not. A row that carries a flag, or has no
        ratio, stays empty.
    """
    measures = list(dict.fromkeys(zip(comparisons["measure"], comparisons["voice"], strict=True)))
    figure = new_figure(ROW * (1.45 * len(measures) + 2.6), columns=len(outlets))
    for axes, (outlet, name) in zip(figure.axes, outlets.items(), strict=True):
        for row in comparisons[comparisons["target"] == outlet].to_dict("records"):
            place = measures.index((row["measure"], row["voice"]))
            draw_ratio(axes, place, weigh_row(row, confidence), outlet_to_colour(outlets)[outlet])
        axes.set_title(clean_name(name, 9), loc="left")
        show_ratios(axes)
    name_rows(figure.axes[0], range(len(measures)), name_measures(measures))
    figure.supxlabel("times the rest", fontsize=8.5, alpha=QUIET)
    return figure


def draw_ratio(axes: Axes, place: float, row: Mapping[Any, Any], colour: str) -> None:
    """Draw one ratio with its interval."""
    if is_doubtful(row) or pd.isna(row["ratio"]):
        return
    low, ratio, high = (np.clip(row[end], 1 / EDGE, EDGE) for end in ("ratio_low", "ratio", "ratio_high"))
    axes.plot((low, high), (place, place), color=colour, linewidth=2.2, alpha=0.5)
    face = colour if row["standing"] != UNDECIDABLE else "none"
    axes.plot(ratio, place, "o", color=colour, markerfacecolor=face, markersize=6, clip_on=False)


def show_ratios(axes: Axes) -> None:
    """Finish the axis: logarithmic, the same for all panels, a firm line at 1."""
    axes.set_xscale("log")
    axes.set_xlim(0.9 / EDGE, 1.1 * EDGE)
    axes.set_xticks(TICKS, ["¼", "1", "4"])
    axes.set_xticks([], minor=True)
    axes.grid(axis="x", color=INK, alpha=FAINT, linewidth=0.6)
    axes.axvline(1, color=INK, alpha=0.5, linewidth=0.8)
    axes.set_axisbelow(True)
