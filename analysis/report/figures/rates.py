"""Several measures of each outlet as a matrix: a row a measure, a column an outlet."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.measure.registry import find_measure
from analysis.report.figures.matrices import draw_matrix
from analysis.report.figures.style import HOUSE, QUIET, clean_name, show_doubtful
from analysis.report.names import is_share
from analysis.report.wording import show_value


@rc_context(HOUSE)
def plot_rates(estimates: pd.DataFrame, outlets: Mapping[str, str], *, measures: Sequence[str]) -> Figure:
    """Draw values of some measures as a matrix.

    Parameters
    ----------
    estimates
        Rows of table `estimates`, one an outlet and measure.
    outlets
        Name of each outlet, in the study's order; the columns.
    measures
        Measures of one unit, the rows.

    Returns
    -------
    matplotlib.figure.Figure
        Unknown cells are empty frames; values with a flag stand in brackets; the darkest cell holds the
        highest value.
    """
    cells = estimates.set_index(["measure", "outlet"]).reindex(
        pd.MultiIndex.from_product([list(measures), list(outlets)])
    )
    values = cells["value"].to_numpy(dtype=float).reshape(len(measures), len(outlets))
    highest = np.nanmax(values, initial=0) or 1
    percent = is_share(measures[0])
    figure = draw_matrix(
        values,
        [clean_name(find_measure(measure).name, 26) for measure in measures],
        [clean_name(name, 11) for name in outlets.values()],
        tint=lambda value: 0.06 + 0.54 * value / highest,
        write=lambda value: show_value(value, percent=percent),
        missing="–",
    )
    for words, flags in zip(figure.axes[0].texts, cells["flags"].where(cells["value"].notna()), strict=False):
        if isinstance(flags, str) and flags:
            words.set(text=show_doubtful(words.get_text(), flags), alpha=QUIET)
    return figure
