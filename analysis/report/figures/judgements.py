"""Verdicts on many contrasts at once: measure under measure, outlet beside outlet."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.measure.registry import find_measure
from analysis.report.figures.matrices import draw_cell
from analysis.report.figures.style import HOUSE, QUIET, ROW, clean_name, name_rows, new_figure

TINTS = {"robust": 0.55, "fragile": 0.2, "reversed": 0.2, "undecidable": None}
SHORT_VOICES = {"outlet": ", own voice", "source": ", quoted voices", "both": ""}


@rc_context(HOUSE)
def plot_judgements(judgements: pd.DataFrame, outlets: Mapping[str, str]) -> Figure:
    """Draw the verdict on each outlet against the rest in several measures.

    Parameters
    ----------
    judgements
        Rows of the table `judgements` against the rest, in the order of the measures.
    outlets
        Name of each outlet, in the study's order.

    Returns
    -------
    matplotlib.figure.Figure
        A triangle says whether the outlet has more or less than the others; what the articles do not decide
        is an empty frame.
    """
    measures = list(dict.fromkeys(zip(judgements["measure"], judgements["voice"], strict=True)))
    figure = new_figure(ROW * (1.5 * len(measures) + 2.6))
    axes = figure.axes[0]
    for row in judgements.to_dict("records"):
        column = list(outlets).index(row["target"])
        place = measures.index((row["measure"], row["voice"]))
        draw_cell(axes, column, place, TINTS[row["verdict"]])
        undecided = row["verdict"] == "undecidable"
        style: dict[str, Any] = {"ha": "center", "va": "center", "fontsize": 8.5}
        axes.text(column, place, write_verdict(row), alpha=QUIET if undecided else 1, **style)
    axes.set_xlim(-0.5, max(len(outlets), 1) - 0.5)
    axes.set_xticks(range(len(outlets)), [clean_name(name, 11) for name in outlets.values()])
    axes.xaxis.tick_top()
    name_rows(axes, range(len(measures)), name_measures(measures))
    axes.set_ylim(max(len(measures), 1) - 0.5, -0.5)
    return figure


def write_verdict(row: Mapping[Any, Any]) -> str:
    """Write a verdict with its direction."""
    if row["verdict"] == "undecidable":
        return "open"
    return f"{'▲' if row['decided'] > 0 else '▼'} {row['verdict']}"


def name_measures(measures: Sequence[tuple[str, str]]) -> list[str]:
    """Name measures with their voice, short."""
    return [clean_name(find_measure(measure).name + SHORT_VOICES[voice], 18) for measure, voice in measures]
