"""The specification curve: one contrast under every combination of choices (Simonsohn et al. 2020)."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.report.figures.style import (
    FAINT,
    HOUSE,
    INK,
    PALETTE,
    QUIET,
    ROW,
    WIDTH,
    clean_name,
    name_rows,
)
from analysis.report.names import is_share
from analysis.report.wording import show_value
from analysis.vary.choices import MAIN_LINE

GREY = "#9aa0a8"  # what is shown and not counted
CURVE = 6.5  # rows of height


@rc_context(HOUSE)
def plot_specifications(specifications: pd.DataFrame, *, confidence: float = 0.95) -> Figure:
    """Draw a contrast's difference under every specification, smallest first, and under it the choices made.

    Parameters
    ----------
    specifications
        Rows of the table `specifications`, those of one contrast, its other voices named in
        `specification`.
    confidence
        Of the intervals.

    Returns
    -------
    matplotlib.figure.Figure
        Full dots decide, hollow ones do not; specifications that are not equivalent are grey. The main line
        has a ring.
    """
    rows = specifications.dropna(subset="difference")
    rows = rows.sort_values(["difference", "specification"], ignore_index=True)
    choices = list_choices(rows["specification"].tolist())
    heights = (CURVE, max(len(choices), 1) * 0.75 + 0.6)
    figure = Figure(figsize=(WIDTH, ROW * (sum(heights) + 1.5)), layout="constrained")
    figure.subplots(2, 1, sharex=True, height_ratios=heights)
    curve, matrix = figure.axes
    for place, row in enumerate(rows.to_dict("records")):
        draw_specification(curve, place, row)
        for name in row["specification"].split("; "):
            if name in choices:
                matrix.plot(place, choices.index(name), "s", color=colour_of(row), markersize=4)
    show_difference(curve, rows, confidence)
    name_rows(matrix, range(len(choices)), [clean_name(name, 34) for name in choices])
    matrix.set_xticks([])
    matrix.set_xlabel(f"{len(rows)} specifications; blank: as the main line", loc="left", alpha=QUIET)
    matrix.grid(axis="y", color=INK, alpha=FAINT, linewidth=0.6)
    matrix.set_axisbelow(True)
    return figure


def list_choices(specifications: Sequence[str]) -> list[str]:
    """List the alternatives that occur, choice by choice."""
    found = {part for name in specifications for part in name.split("; ")}
    return sorted(found - {MAIN_LINE})


def colour_of(row: dict[Any, Any]) -> str:
    """Choose the colour of a specification."""
    return PALETTE[0] if row["equivalent"] else GREY


def draw_specification(axes: Axes, place: float, row: dict[Any, Any]) -> None:
    """Draw one difference with its interval."""
    colour = colour_of(row)
    axes.plot((place, place), (row["difference_low"], row["difference_high"]), color=colour, alpha=0.45)
    face = colour if row["decided"] else "none"
    axes.plot(place, row["difference"], "o", color=colour, markerfacecolor=face, markersize=5, zorder=3)
    if row["specification"] == MAIN_LINE:
        ring: dict[str, Any] = {"color": INK, "markerfacecolor": "none", "markersize": 10}
        axes.plot(place, row["difference"], "o", **ring, zorder=4)


def show_difference(axes: Axes, rows: pd.DataFrame, confidence: float) -> None:
    """Finish the axis of differences, with 0 in sight."""
    percent = bool(len(rows)) and is_share(rows["measure"].iloc[0])
    ends = rows[["difference", "difference_low", "difference_high"]].to_numpy(dtype=float)
    known = ends[np.isfinite(ends)]
    low, high = min([0, *known]), max([0, *known])
    room = 0.08 * (high - low or 1)
    axes.set_ylim(low - room, high + room)
    axes.axhline(0, color=INK, alpha=0.5, linewidth=0.8)
    axes.grid(axis="y", color=INK, alpha=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_formatter(lambda value, _: show_value(value, percent=percent))
    for tick in axes.get_yticklabels():
        tick.set_fontsize(8.5)
    axes.set_title(f"difference, {confidence:.0%} interval", loc="left", alpha=QUIET)
    axes.tick_params(axis="x", bottom=False, labelbottom=False)
