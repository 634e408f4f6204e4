"""Loaded words of each outlet: a group of bars for each, with the others' uses beside them."""

from collections.abc import Mapping

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.report.figures.style import (
    HOUSE,
    INK,
    ROW,
    clean_name,
    name_rows,
    new_figure,
    outlet_to_colour,
    show_axis,
    write_beside,
)

GAP = 1.2  # rows between two outlets; its name stands there


@rc_context(HOUSE)
def plot_loaded_words(words: pd.DataFrame, outlets: Mapping[str, str]) -> Figure:
    """Draw how often each outlet uses its own loaded words, and the other outlets (a tick).

    Parameters
    ----------
    words
        `outlet`, `word`, `count`, `count_rest`, `per_1000_words`, `per_1000_words_rest`; the most its own
        first.
    outlets
        Name of each outlet, in the study's order.
    """
    groups = {outlet: words[words["outlet"] == outlet] for outlet in outlets}
    groups = {outlet: rows for outlet, rows in groups.items() if len(rows)}
    figure = new_figure(ROW * (0.8 * len(words) + GAP * len(groups) + 3))
    axes = figure.axes[0]
    place, places, names = 0.0, [], []
    for outlet, rows in groups.items():
        title = clean_name(outlets[outlet], 40)
        axes.annotate(title, (0, place), fontweight="bold", va="center", fontsize=8.5)
        for row in rows.to_dict("records"):
            place += 1
            colour = outlet_to_colour(outlets)[outlet]
            axes.barh(place, row["per_1000_words"], height=0.66, color=colour, alpha=0.85)
            axes.plot([row["per_1000_words_rest"]] * 2, [place - 0.4, place + 0.4], color=INK, linewidth=1.4)
            write_beside(axes, place, f"{row['count']:,} | {row['count_rest']:,}")
            places.append(place)
            names.append(clean_name(str(row["word"]), 26))
        place += GAP
    name_rows(axes, places, names)
    axes.set_ylim(place - GAP + 0.6, -0.7)
    show_axis(axes, "uses per 1,000 words in its own voice; tick: the others' rate\n(uses: its own | others)")
    return figure
