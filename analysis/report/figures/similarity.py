"""How alike outlets are, on the scale of how alike each is to itself."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.report.figures.style import (
    HOUSE,
    INK,
    PALETTE,
    QUIET,
    ROW,
    clean_name,
    name_rows,
    new_figure,
    show_axis,
    write_beside,
)


@rc_context(HOUSE)
def plot_similarity(similarity: pd.DataFrame, outlets: Mapping[str, str]) -> Figure:
    """Draw how alike each pair of outlets is, most alike first, beside the baseline.

    Parameters
    ----------
    similarity
        Rows of the table over all events, of one voice and statistic.
    outlets
        Name of each outlet.

    Returns
    -------
    matplotlib.figure.Figure
        A dot with its interval is a pair; full where it is decided to be less alike than two articles of one
        outlet, whose likeness is the upright line.
    """
    rows = similarity.dropna(subset="similarity").sort_values("similarity", ascending=False, kind="stable")
    figure = new_figure(ROW * (1.7 * len(rows) + 3))
    axes = figure.axes[0]
    for place, row in enumerate(rows.to_dict("records")):
        draw_pair(axes, place, row)
    names = [" – ".join((outlets[row["outlet"]], outlets[row["other"]])) for row in rows.to_dict("records")]
    name_rows(axes, range(len(rows)), [clean_name(name, 22) for name in names])
    ends = rows[["similarity", "high", "baseline"]].to_numpy(dtype=float)
    axes.set_xlim(0, 1.1 * max([0.05, *ends[np.isfinite(ends)]]))
    show_axis(axes, "cosine of two articles on the same event\n(upright line: both from one outlet)")
    return figure


def draw_pair(axes: Axes, place: float, row: Mapping[Any, Any]) -> None:
    """Draw a pair: its likeness, its interval, its baseline."""
    colour = PALETTE[0]
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        axes.plot((row["low"], row["high"]), (place, place), color=colour, linewidth=2.2, alpha=0.45)
    face = colour if row["gap_low"] > 0 else "none"
    axes.plot(row["similarity"], place, "o", color=colour, markerfacecolor=face, markersize=6, zorder=3)
    if pd.notna(row["baseline"]):
        ends = (place - 0.3, place + 0.3)
        axes.plot((row["baseline"],) * 2, ends, color=INK, linewidth=2, alpha=QUIET)
    write_beside(axes, place, f"{row['similarity']:.2f}")
