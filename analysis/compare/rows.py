"""Arrays → rows: flags and rounding."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats
from analysis.store import make_table

DIGITS = 12  # significant digits kept, so that the last bits of a sum reach no output


def join_flags(conditions: dict[str, NDArray[np.bool_]]) -> NDArray[np.str_]:
    """Name the conditions that hold, separated by spaces."""
    joined = np.zeros(next(iter(conditions.values())).shape, dtype=np.str_)
    for flag, holds in conditions.items():
        joined = np.strings.add(joined, np.where(holds, f" {flag}", ""))
    return np.strings.lstrip(joined)


def round_significant(values: Floats) -> Floats:
    """Round to `DIGITS` significant digits; what is infinite is unknown, and zero has no sign."""
    finite = np.where(np.isfinite(values), values, np.nan)
    magnitude = np.abs(finite)
    exponent = np.floor(np.log10(magnitude, where=magnitude > 0, out=np.zeros_like(magnitude)))
    unit = 10.0 ** (DIGITS - 1 - exponent)
    return np.round(finite * unit) / unit + 0.0


def finish_table(name: str, frames: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Put rows together, round their numbers, and bring them into the declared shape."""
    if not frames:
        return make_table(name, [])
    frame = pd.concat(frames, ignore_index=True)
    numbers = frame.select_dtypes("float").columns
    rounded = {column: round_significant(frame[column].to_numpy()) for column in numbers}
    return make_table(name, frame.assign(**rounded))
