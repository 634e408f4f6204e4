"""A measure of each outlet as dots with their intervals, voice beside voice."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.figure import Figure

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
    outlet_to_marker,
    show_axis,
    show_doubtful,
    write_beside,
)
from analysis.report.names import VOICE_WORDS, is_share, name_measure
from analysis.report.wording import count_noun, show_value

DOUBT = "\n(in brackets: too little to conclude from)"
GAP = 0.7  # between two outlets, in rows


@rc_context(HOUSE)
def plot_estimates(
    estimates: pd.DataFrame,
    outlets: Mapping[str, str],
    *,
    measure: str,
    voices: Sequence[str] = ("outlet", "source"),
) -> Figure:
    """Draw a measure of each outlet over all events as a dot with its interval, one line a voice.

    Parameters
    ----------
    estimates
        Table `estimates`.
    outlets
        Name of each outlet, in the study's order.
    measure
        Which measure.
    voices
        Lines of each outlet: full dots for the first voice, hollow ones for the next.

    Returns
    -------
    matplotlib.figure.Figure
        A row without a value says "unknown"; a row without an interval shows a bare dot; a row with a
        flag is pale, its value in brackets.
    """
    rows = estimates[(estimates["measure"] == measure) & (estimates["event"] == "all")]
    found = {(row["outlet"], row["voice"]): row for row in rows.to_dict("records")}
    places = {outlet: i * (len(voices) + GAP) for i, outlet in enumerate(outlets)}
    figure = new_figure(ROW * ((len(voices) + GAP) * len(outlets) + 2.4))
    axes = figure.axes[0]
    for outlet, start in places.items():
        for step, voice in enumerate(voices):
            style = style_of(outlet, outlets, hollow=step > 0)
            draw_estimate(axes, start + step, found.get((outlet, voice), {}), style)
    names = [name_with_n(name, [found.get((o, v), {}) for v in voices]) for o, name in outlets.items()]
    name_rows(axes, [start + (len(voices) - 1) / 2 for start in places.values()], names)
    axes.set_ylim((len(voices) + GAP) * len(outlets) - 0.9, -0.8)
    flagged = any(row["flags"] for (_, voice), row in found.items() if voice in voices)
    show_axis(axes, name_measure(measure) + (DOUBT if flagged else ""), percent=is_share(measure))
    if len(voices) > 1:
        explain_voices(figure, voices)
    return figure


def style_of(outlet: str, outlets: Mapping[str, str], *, hollow: bool) -> dict[str, Any]:
    """Colour and mark an outlet's dots."""
    colour = outlet_to_colour(outlets)[outlet]
    marker = outlet_to_marker(outlets)[outlet]
    return {"color": colour, "marker": marker, "markerfacecolor": "none" if hollow else colour}


def draw_estimate(axes: Axes, place: float, row: Mapping[Any, Any], style: dict[str, Any]) -> None:
    """Draw one dot with its interval, and write its value at the right edge."""
    value = row.get("value")
    if value is None or pd.isna(value):
        write_beside(axes, place, "unknown", alpha=QUIET)
        return
    strength = PALE if row["flags"] else 1
    if pd.notna(row["low"]) and pd.notna(row["high"]):
        span = (row["low"], row["high"])
        axes.plot(span, (place, place), color=style["color"], linewidth=2.4, alpha=0.5 * strength, zorder=2)
    dot: dict[str, Any] = {"markersize": 7, "markeredgewidth": 1.6, "linestyle": "none", "alpha": strength}
    axes.plot(value, place, zorder=3, **dot, **style)
    words = show_value(value, percent=is_share(row["measure"]))
    write_beside(axes, place, show_doubtful(words, row["flags"]))


def name_with_n(name: str, rows: list[Mapping[Any, Any]]) -> str:
    """Write an outlet's name and, under it, how many articles stand behind its rows."""
    counts = [row["n_articles"] for row in rows if row]
    return f"{clean_name(name)}\n{count_noun(max(counts, default=0), 'article')}"


def explain_voices(figure: Figure, voices: Sequence[str]) -> None:
    """Say above the rows which dots are full and which are hollow."""
    faces = [INK, *["none"] * (len(voices) - 1)]
    dots = [figure.axes[0].plot([], [], "o", color=INK, markersize=6, markerfacecolor=f)[0] for f in faces]
    words = [VOICE_WORDS[voice] for voice in voices]
    where: dict[str, Any] = {"loc": "outside upper left", "ncols": len(voices)}
    figure.legend(dots, words, frameon=False, handletextpad=0.2, columnspacing=1.5, **where)
