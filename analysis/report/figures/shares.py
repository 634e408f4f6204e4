"""How each outlet's whole divides into categories: small multiples."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.measure.registry import find_measure
from analysis.report.figures.style import (
    HOUSE,
    INK,
    PALE,
    QUIET,
    ROW,
    clean_name,
    name_rows,
    new_figure,
    outlet_to_colour,
    show_doubtful,
)
from analysis.report.wording import show_value

PANELS = 4  # in a row


@rc_context(HOUSE)
def plot_shares(
    estimates: pd.DataFrame, outlets: Mapping[str, str], *, measures: Sequence[str], voice: str = "both"
) -> Figure:
    """Draw several shares of each outlet over all events: a panel an outlet, a bar a measure.

    Parameters
    ----------
    estimates
        Table `estimates`.
    outlets
        Name of each outlet, in the study's order.
    measures
        Which measures, shares of the same whole, in the order of the rows.
    voice
        Which voice.

    Returns
    -------
    matplotlib.figure.Figure
        Thin lines are intervals; n is the whole that an outlet's shares divide. Rows with a flag are
        pale, their values in brackets.
    """
    here = (estimates["event"] == "all") & (estimates["voice"] == voice)
    rows = estimates[here & estimates["measure"].isin(list(measures))]
    columns = min(len(outlets), PANELS)
    lines = -(-len(outlets) // PANELS)
    figure = new_figure(ROW * (len(measures) + 2.8) * lines, rows=lines, columns=columns)
    longest = float(np.nanmax([*rows["value"], *rows["high"], 0.01]))
    for axes, (outlet, name) in zip(figure.axes, outlets.items(), strict=False):
        found = rows[rows["outlet"] == outlet]
        for row in found.to_dict("records"):
            draw_share(axes, measures.index(row["measure"]), row, outlet_to_colour(outlets)[outlet])
        n = int(found["denominator"].max()) if len(found) else 0
        axes.set_title(f"{clean_name(name, 38 // columns)}\nn = {n:,}", loc="left")
        axes.set_xlim(0, 1.7 * longest)
        axes.set_xticks([])
        axes.axvline(0, color=INK, alpha=0.5, linewidth=0.8)
    for axes in figure.axes[len(outlets) :]:
        axes.set_axis_off()
    name_rows(figure.axes[0], range(len(measures)), [clean_name(find_measure(m).name, 22) for m in measures])
    return figure


def draw_share(axes: Axes, place: float, row: Mapping[Any, Any], colour: str) -> None:
    """Draw one bar, its interval and its per cent."""
    value = 0.0 if pd.isna(row["value"]) else row["value"]
    axes.barh(place, value, height=0.6, color=colour, alpha=PALE if row["flags"] else 0.85, linewidth=0)
    has_interval = pd.notna(row["low"]) and pd.notna(row["high"])
    if has_interval:
        axes.plot((row["low"], row["high"]), (place, place), color=INK, linewidth=1.1, alpha=QUIET)
    axes.annotate(
        show_doubtful(show_value(row["value"], percent=True), row["flags"]),
        (max(value, row["high"]) if has_interval else value, place),
        xytext=(3, 0),
        textcoords="offset points",
        va="center",
        fontsize=8.5,
    )
