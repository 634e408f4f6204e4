"""Tables with bars: drawn beside the number, and never in its place."""

import re

import pandas as pd

from analysis.report.tabling import show_table

FRAME = pd.DataFrame(
    {"term": ["<b>barn", "shed"], "part": [20.0, -10.0], "low": [10.0, float("nan")], "high": [40.0, -5.0]}
)


def test_a_bar_goes_from_the_middle_to_its_value():
    """The widest end fills half the cell; a bar below 0 goes left, an unknown end stays in the middle."""
    html = show_table(FRAME, "parts", "part")
    places = [re.findall(r"--(\w):([\d.]+)%", style) for style in re.findall(r'style="([^"]+)"', html)]
    assert [dict(found) for found in places] == [
        {"a": "50.0", "b": "75.0", "c": "62.5", "d": "100.0"},
        {"a": "37.5", "b": "50.0", "c": "50.0", "d": "43.8"},
    ]


def test_the_number_stands_in_its_cell_as_before():
    """With bars a table sorts and downloads the same values, and text stays escaped."""
    values = re.compile(r'data-value="([^"]+)"')
    with_bars, without = show_table(FRAME, "parts", "part"), show_table(FRAME, "parts")
    assert values.findall(with_bars) == values.findall(without)
    assert "&lt;b&gt;barn" in with_bars


def test_a_column_that_is_not_there_draws_nothing():
    """A table without the column, or without rows, is a plain table."""
    assert "bar" not in show_table(FRAME[["term"]].replace("<b>barn", "x"), "parts", "part")
    assert show_table(FRAME[:0], "parts", "part").count("<tr>") == 1
