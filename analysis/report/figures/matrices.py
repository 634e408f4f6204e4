"""Matrices of tinted cells with their numbers; what is missing stays in sight."""

from collections.abc import Callable, Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from analysis.compare.design import count_coverage
from analysis.report.figures.style import (
    FAINT,
    HOUSE,
    INK,
    PALETTE,
    QUIET,
    ROW,
    clean_name,
    name_rows,
    new_figure,
)
from analysis.report.wording import show_value


@rc_context(HOUSE)
def plot_coverage(articles: pd.DataFrame, outlets: Mapping[str, str], events: Mapping[str, str]) -> Figure:
    """Draw how many articles each outlet has on each event.

    Parameters
    ----------
    articles
        Table `articles`.
    outlets, events
        Names, in the study's order; outlets are columns, events rows.
    """
    counts = count_coverage(articles, outlets, events).to_numpy(dtype=float)
    return draw_matrix(
        np.where(counts == 0, np.nan, counts),
        [clean_name(name, 26) for name in events.values()],
        [clean_name(name, max(6, 44 // len(outlets))) for name in outlets.values()],
        tint=lambda value: min(0.16 + 0.12 * value, 0.6),
        write=lambda value: f"{value:.0f}",
        missing="none",
    )


@rc_context(HOUSE)
def plot_kinds(values: np.ndarray, kinds: Sequence[str], outlets: Mapping[str, str]) -> Figure:
    """Draw shares by kind of source (rows) and outlet (columns); unknown cells stay empty frames."""
    return draw_matrix(
        values,
        [clean_name(kind) for kind in kinds],
        [clean_name(name, 11) for name in outlets.values()],
        tint=lambda value: 0.1 + 0.5 * value,
        write=lambda value: show_value(value, percent=True),
        missing="–",
    )


def draw_matrix(
    values: np.ndarray,
    rows: Sequence[str],
    columns: Sequence[str],
    *,
    tint: Callable[[float], float],
    write: Callable[[float], str],
    missing: str,
) -> Figure:
    """Draw a matrix; a cell without a value is an empty frame."""
    lines = [1 + name.count("\n") for name in rows]
    figure = new_figure(ROW * (sum(max(1.35, 0.75 * n) for n in lines) + 2))
    axes = figure.axes[0]
    for (row, column), value in np.ndenumerate(values):
        unknown = bool(np.isnan(value))
        draw_cell(axes, column, row, None if unknown else tint(value))
        words = missing if unknown else write(value)
        axes.text(column, row, words, ha="center", va="center", alpha=QUIET if unknown else 1)
    axes.set_xlim(-0.5, len(columns) - 0.5)
    axes.set_xticks(range(len(columns)), list(columns))
    axes.xaxis.tick_top()
    name_rows(axes, range(len(rows)), rows)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    return figure


def draw_cell(axes: Axes, column: int, row: int, tint: float | None) -> None:
    """Draw one cell: tinted, or a dashed frame."""
    frame = {"fill": False, "edgecolor": INK, "alpha": FAINT * 2, "linestyle": (0, (3, 3))}
    filled = {"facecolor": PALETTE[0], "alpha": tint, "linewidth": 0}
    corner = (column - 0.47, row - 0.45)
    axes.add_patch(Rectangle(corner, 0.94, 0.9, **(frame if tint is None else filled)))
