"""A frame → an HTML table that a screen reader can read and a few lines of script can sort."""

from typing import Any

import pandas as pd

from analysis.report.markup import escape_text
from analysis.report.wording import show_number

LONG = 24  # characters of a word that may be broken


def show_table(frame: pd.DataFrame, caption: str) -> str:
    """Write a frame as an HTML table; every cell is escaped.

    Parameters
    ----------
    frame
        The rows; the index is left out, names of columns lose their underscores.
    caption
        What the table is called.

    Returns
    -------
    str
        A `<table>`; numbers are rounded for the eye, with the whole number in `data-value`.
    """
    heads = "".join(show_heading(str(name), values) for name, values in frame.items())
    rows = "".join(f"<tr>{''.join(map(show_cell, row))}</tr>\n" for row in frame.itertuples(index=False))
    return (
        f"<table><caption>{escape_text(caption)}</caption>"
        f"<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}</tbody></table>"
    )


def show_heading(name: str, values: pd.Series) -> str:
    """Write the heading of a column, over numbers at the right."""
    kind = ' class="number"' if pd.api.types.is_numeric_dtype(values) else ""
    words = escape_text(name.replace("_", " "))
    return f'<th scope="col"{kind} data-value="{escape_text(name)}">{words}</th>'


def show_cell(value: Any) -> str:
    """Write one cell; what is unknown stays empty."""
    if pd.api.types.is_scalar(value) and pd.isna(value):
        return "<td></td>"
    if isinstance(value, bool):
        return f"<td>{'yes' if value else 'no'}</td>"
    if isinstance(value, int):
        return f'<td class="number">{value}</td>'
    if isinstance(value, float):
        return f'<td class="number" data-value="{value!r}">{escape_text(show_number(value))}</td>'
    text = str(value)
    kind = ' class="long"' if max(map(len, text.split()), default=0) > LONG else ""
    return f'<td{kind} dir="auto">{escape_text(text)}</td>'
