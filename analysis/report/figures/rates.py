"""Several measures of each outlet as a matrix: a row a measure, a column an outlet."""

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd
from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.measure.registry import find_measure
from analysis.report.figures.matrices import draw_matrix
from analysis.report.figures.style import HOUSE, clean_name
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
        Unknown cells are empty frames; the darkest cell holds the highest value.
    """
    wide = estimates.pivot(index="measure", columns="outlet", values="value")
    values = wide.reindex(index=list(measures), columns=list(outlets)).to_numpy(dtype=float)
    highest = np.nanmax(values, initial=0) or 1
    percent = is_share(measures[0])
    return draw_matrix(
        values,
        [clean_name(find_measure(measure).name, 26) for measure in measures],
        [clean_name(name, 11) for name in outlets.values()],
        tint=lambda value: 0.06 + 0.54 * value / highest,
        write=lambda value: show_value(value, percent=percent),
        missing="–",
    )
