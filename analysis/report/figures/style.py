"""The house style of all figures: colours, type, and the frame they are drawn in."""

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from analysis.report.markup import UNSAFE
from analysis.report.wording import show_value, wrap_name

INK = "#010203"  # stands for the page's text colour, see svg.py
PALETTE = ("#2f6fbf", "#d95f30", "#0f9d7a", "#9455b5", "#a77d00", "#b8487f", "#5b7f95", "#6f7a22")
MARKERS = ("o", "s", "D", "^", "v", "P", "X", "h")
QUIET = 0.72  # opacity of what is said in a low voice: n, units, notes
PALE = 0.45  # opacity of what carries a flag
FAINT = 0.22  # opacity of lines that only guide the eye
WIDTH = 4.8  # inches: fills a telephone without shrinking and a column of text at nearly double size
ROW = 0.3  # inches for a line of text

HOUSE: dict[Any, Any] = {
    "svg.fonttype": "none",
    "svg.hashsalt": "parallax",
    "text.parse_math": False,
    "text.color": INK,
    "axes.edgecolor": INK,
    "axes.labelcolor": INK,
    "xtick.color": INK,
    "ytick.color": INK,
    "figure.facecolor": "none",
    "axes.facecolor": "none",
    "savefig.facecolor": "none",
    "font.family": ["DejaVu Sans"],
    "font.size": 9.5,
    "axes.labelsize": 9,
    "axes.titlesize": 9,
    "xtick.labelsize": 9,
    "ytick.labelsize": 9.5,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.spines.bottom": False,
    "xtick.major.size": 0,
    "ytick.major.size": 0,
    "lines.solid_capstyle": "round",
}


def outlet_to_colour(outlets: Iterable[str]) -> dict[str, str]:
    """Give each outlet its colour, by its place in the study."""
    return {outlet: PALETTE[i % len(PALETTE)] for i, outlet in enumerate(outlets)}


def outlet_to_marker(outlets: Iterable[str]) -> dict[str, str]:
    """Give each outlet its marker, so that figures read in grey too."""
    return {outlet: MARKERS[i % len(MARKERS)] for i, outlet in enumerate(outlets)}


def new_figure(height: float, *, rows: int = 1, columns: int = 1) -> Figure:
    """Open a figure of house width; panels of a row share their rows."""
    figure = Figure(figsize=(WIDTH, height), layout="constrained")
    figure.subplots(rows, columns, sharey=True, squeeze=False)
    return figure


def clean_name(name: str, width: int = 20) -> str:
    """Make a name fit for a figure: no control characters, long ones in lines."""
    return wrap_name(UNSAFE.sub("\ufffd", name), width)


def name_rows(axes: Axes, places: Sequence[float], names: Sequence[str]) -> None:
    """Name the rows at the left, the first row on top."""
    axes.set_yticks(list(places), list(names))
    axes.set_ylim(max(places, default=0) + 0.8, min(places, default=0) - 0.8)
    axes.tick_params(axis="y", pad=6)


def show_doubtful(value: str, flags: str) -> str:
    """Put a value that carries a flag in brackets."""
    return f"({value})" if flags else value


def write_beside(axes: Axes, place: float, words: str, *, alpha: float = 1) -> None:
    """Write at the right edge of a row."""
    axes.annotate(
        words,
        (1, place),
        xycoords=("axes fraction", "data"),
        xytext=(8, 0),
        textcoords="offset points",
        va="center",
        fontsize=9,
        alpha=alpha,
    )


def show_axis(axes: Axes, label: str, *, percent: bool = False) -> None:
    """Finish the axis of values: few ticks, faint lines, a firmer one at 0, which is always in sight."""
    low, high = axes.get_xlim() if np.ptp(axes.dataLim.intervalx) > 0 else (-0.05, 1)
    axes.set_xlim(min(low, 0), max(high, 0))
    axes.xaxis.set_major_locator(MaxNLocator(5))
    if percent:
        axes.xaxis.set_major_formatter(FuncFormatter(lambda x, _: show_value(x, percent=True)))
    axes.set_xlabel(label, loc="left", alpha=QUIET)
    axes.grid(axis="x", color=INK, alpha=FAINT, linewidth=0.6)
    axes.axvline(0, color=INK, alpha=0.5, linewidth=0.8)
    axes.set_axisbelow(True)
    for tick in axes.get_xticklabels():
        tick.set_alpha(QUIET)
