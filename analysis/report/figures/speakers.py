"""The sources that are given most words: a group of bars for each outlet."""

from collections.abc import Mapping

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.report.figures.style import (
    HOUSE,
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
def plot_speakers(speakers: pd.DataFrame, outlets: Mapping[str, str]) -> Figure:
    """Draw how many words the leading sources of each outlet are given.

    Parameters
    ----------
    speakers
        `outlet`, `source_name`, `n_words`, most words first.
    outlets
        Name of each outlet, in the study's order.
    """
    groups = {outlet: speakers[speakers["outlet"] == outlet] for outlet in outlets}
    figure = new_figure(ROW * (0.8 * len(speakers) + GAP * len(outlets) + 2))
    axes = figure.axes[0]
    place, places, names = 0.0, [], []
    for outlet, rows in groups.items():
        axes.annotate(
            clean_name(outlets[outlet], 40), (0, place), fontweight="bold", va="center", fontsize=8.5
        )
        for row in rows.to_dict("records"):
            place += 1
            axes.barh(place, row["n_words"], height=0.66, color=outlet_to_colour(outlets)[outlet], alpha=0.85)
            write_beside(axes, place, f"{row['n_words']:,}")
            places.append(place)
            names.append(clean_name(str(row["source_name"]), 26))
        place += GAP
    name_rows(axes, places, names)
    axes.set_ylim(place - GAP + 0.6, -0.7)
    show_axis(axes, "words of attributed content")
    return figure
