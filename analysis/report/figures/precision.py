"""What studies of several sizes could tell from none."""

import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.report.figures.matrices import draw_matrix
from analysis.report.figures.style import HOUSE, QUIET
from analysis.report.wording import count_noun


@rc_context(HOUSE)
def plot_precision(precision: pd.DataFrame) -> Figure:
    """Draw the smallest ratio that is told from none, by events and articles of an outlet on each.

    Parameters
    ----------
    precision
        Rows of the table `precision`, those of one measure in one voice.

    Returns
    -------
    matplotlib.figure.Figure
        A matrix; a cell where no ratio up to 10 is told from none is empty.
    """
    wide = precision.pivot(index="n_events", columns="n_articles_per_event", values="ratio")
    figure = draw_matrix(
        wide.to_numpy(dtype=float),
        [count_noun(int(n), "event") for n in wide.index],
        [f"{n}" for n in wide.columns],
        tint=lambda ratio: max(0.08, 0.62 - 0.5 * (ratio - 1)),
        write=lambda ratio: f"{ratio:.2f}",
        missing="none",
    )
    axes = figure.axes[0]
    axes.set_title("articles of each outlet on each event", loc="left", alpha=QUIET)
    axes.set_xlabel("smallest ratio told from 1 with 80 % power", loc="left", alpha=QUIET)
    return figure
