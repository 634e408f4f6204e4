"""The false-positive rate that came out, beside the one that was promised."""

from collections.abc import Mapping
from typing import Any

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
from analysis.report.names import FAMILY_WORDS
from analysis.report.wording import count_noun


@rc_context(HOUSE)
def plot_placebo(placebo: pd.DataFrame) -> Figure:
    """Draw how often each family of tests found a difference where there is none.

    Parameters
    ----------
    placebo
        Table `placebo`.

    Returns
    -------
    matplotlib.figure.Figure
        A full dot for all outlets together, pale ones for each; the firm line is the rate promised.
    """
    families = [name for name in FAMILY_WORDS if name in set(placebo["family"])]
    figure = new_figure(ROW * (1.8 * len(families) + 2.4))
    axes = figure.axes[0]
    for row in placebo.dropna(subset="rate").to_dict("records"):
        draw_rate(axes, families.index(row["family"]), row)
    nominal = float(placebo["nominal"].max()) if len(placebo) else 0.05
    axes.axvline(nominal, color=INK, alpha=0.6, linewidth=1.2)
    axes.annotate(f"promised: {nominal:.0%}", (nominal, 1), xycoords=("data", "axes fraction"), alpha=QUIET,
                  xytext=(3, 2), textcoords="offset points", fontsize=8.5, va="bottom")  # fmt: skip
    name_rows(axes, range(len(families)), [clean_name(FAMILY_WORDS[name], 22) for name in families])
    axes.set_xlim(0, 1.15 * max([2 * nominal, *placebo["rate"].dropna()]))
    show_axis(axes, "tests that found a difference where there is none", percent=True)
    return figure


def draw_rate(axes: Axes, place: float, row: Mapping[Any, Any]) -> None:
    """Draw one rate; that of all outlets with its number of tests."""
    overall = row["outlet"] == "all"
    colour = PALETTE[6] if row["family"] == "words" else PALETTE[0]
    size, alpha = (8, 1) if overall else (5, 0.4)
    axes.plot(row["rate"], place, "o", color=colour, markersize=size, alpha=alpha, linewidth=0, zorder=3)
    if overall:
        write_beside(axes, place, f"{row['rate']:.1%}\n{count_noun(row['n_tests'], 'test')}")
