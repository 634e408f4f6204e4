"""A frame → an HTML table that a screen reader can read and a few lines of script can sort."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.report.markup import escape_text
from analysis.report.wording import show_number

LONG = 24  # characters of a word that may be broken


def show_table(frame: pd.DataFrame, caption: str, bars: str = "") -> str:
    """Write a frame as an HTML table; every cell is escaped.

    Parameters
    ----------
    frame
        The rows; the index is left out, names of columns lose their underscores.
    caption
        What the table is called.
    bars
        A column to be drawn as bars left and right of 0, too, with the columns `low` and `high` as lines.

    Returns
    -------
    str
        A `<table>`; numbers are rounded for the eye, with the whole number in `data-value`.
    """
    heads = "".join(show_heading(str(name), values) for name, values in frame.items())
    drawn = draw_bars(frame, bars) if bars in frame else {}
    rows = "".join(
        f"<tr>{''.join(show_cell(value, drawn.get((place, name), '')) for name, value in row.items())}</tr>\n"
        for place, row in enumerate(frame.to_dict("records"))
    )
    return (
        f"<table><caption>{escape_text(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>"
    )


def show_heading(name: str, values: pd.Series) -> str:
    """Write the heading of a column, over numbers at the right."""
    kind = ' class="number"' if pd.api.types.is_numeric_dtype(values) else ""
    words = escape_text(name.replace("_", " "))
    return f'<th scope="col"{kind} data-value="{escape_text(name)}">{words}</th>'


def draw_bars(frame: pd.DataFrame, column: str) -> dict[tuple[int, Any], str]:
    """Draw the bar of each row: an element by (row, column)."""
    ends = frame[[column, "low", "high"]].astype(float)
    widest = float(np.nanmax(np.abs(ends.to_numpy()), initial=0)) or 1.0
    places = 50 + 50 * ends.fillna(0) / widest
    return {
        (row, column): f'<span class="bar" style="{say_place(*found)}"></span>'
        for row, found in enumerate(places.itertuples(index=False))
    }


def say_place(value: float, low: float, high: float) -> str:
    """Say in per cent of the cell where a bar that starts in the middle, and its line, begin and end."""
    ends = {"a": min(value, 50), "b": max(value, 50), "c": low, "d": high}
    return ";".join(f"--{name}:{end:.1f}%" for name, end in ends.items())


def show_cell(value: Any, bar: str = "") -> str:
    """Write one cell, under its bar; what is unknown stays empty."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return "<td></td>"
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int):
        return f'<td class="number">{value}</td>'
    if isinstance(value, float):
        return f'<td class="number" data-value="{value!r}">{bar}{escape_text(show_number(value))}</td>'
    text = str(value)
    kind = ' class="long"' if max(map(len, text.split()), default=0) > LONG else ""
    return f'<td{kind} dir="auto">{escape_text(text)}</td>'
