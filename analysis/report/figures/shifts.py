"""Which words make two outlets differ: a word shift."""

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
    QUIET,
    ROW,
    clean_name,
    name_rows,
    new_figure,
    outlet_to_colour,
    show_axis,
    write_beside,
)

REST = "the others"


@rc_context(HOUSE)
def plot_shift(shift: pd.DataFrame, outlets: Mapping[str, str], *, target: str, reference: str) -> Figure:
    """Draw what each word adds to the difference of two outlets' words, most first.

    Parameters
    ----------
    shift
        As `analysis.compare.word_shifts.shift_words` gives it, the rows wanted.
    outlets
        Name of each outlet, in the study's order.
    target, reference
        The two sides.

    Returns
    -------
    matplotlib.figure.Figure
        Bars to the right: words that the target uses more; thin lines are intervals; at the right edge the
        rates per 1,000 words.
    """
    figure = new_figure(ROW * (len(shift) * 0.8 + 3))
    axes = figure.axes[0]
    colours = outlet_to_colour(outlets)
    for place, row in enumerate(shift.to_dict("records")):
        side = target if row["contribution"] > 0 else reference
        draw_bar(axes, place, row, colours.get(side, INK))
    name_rows(axes, range(len(shift)), [clean_name(term, 24) for term in shift["term"]])
    ends = shift[["contribution", "low", "high"]].abs().to_numpy(dtype=float)
    widest = 1.05 * max([0.1, *ends[np.isfinite(ends)]])
    axes.set_xlim(-widest, widest)
    show_axis(axes, "thousandths of the whole difference\n(right: uses per 1,000 words here and there)")
    name, other = outlets[target], outlets.get(reference, REST)
    axes.set_title(f"← {clean_name(other, 14)}", loc="left")
    axes.set_title(f"{clean_name(name, 14)} →", loc="right")
    return figure


def draw_bar(axes: Axes, place: float, row: Mapping[Any, Any], colour: str) -> None:
    """Draw one bar, its interval, its two rates."""
    axes.barh(place, row["contribution"], height=0.62, color=colour, alpha=0.85, linewidth=0)
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        axes.plot((row["low"], row["high"]), (place, place), color=INK, linewidth=1.1, alpha=QUIET)
    rates = (row[f"per_1000_words_{side}"] for side in ("target", "reference"))
    write_beside(axes, place, " : ".join(f"{rate:.1f}" for rate in rates), alpha=QUIET)
