"""Tables are what their declaration says, on disk and off."""

import pandas as pd
import pytest

from analysis.store import TableError, make_table, read_table, write_table
from analysis.tables import TABLES

ROW = {"article_id": "gull-1", "start": 3, "end": 8, "label_set": "bird", "label": "gull", "voice": "outlet"}


def test_a_table_comes_back_as_it_was_written(tmp_path):
    """What is written is what is read, types and gaps included."""
    table = make_table("hedges", [
        {"article_id": "a", "start": 1, "end": 4, "kind": "hedge", "class": "modal", "lemma": "may",
         "voice": "source", "attribution": 2, "distance": 5},
        {"article_id": "a", "start": 9, "end": 12, "kind": "booster", "class": "booster", "lemma": "sure",
         "voice": "outlet", "attribution": None, "distance": None},
    ])  # fmt: skip
    write_table(table, "hedges", tmp_path)
    pd.testing.assert_frame_equal(read_table("hedges", tmp_path), table)


@pytest.mark.parametrize("name", TABLES)
def test_an_empty_table_can_be_written(tmp_path, name):
    """Every declared table may have no rows, and its key and references are its own columns."""
    write_table(make_table(name, []), name, tmp_path)
    assert list(read_table(name, tmp_path).columns) == list(TABLES[name].columns)
    assert set(TABLES[name].key) <= set(TABLES[name].columns)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{k: v for k, v in ROW.items() if k != "label"}], "column label is missing"),
        ([ROW | {"voice": "both"}], "'both' is none of outlet, source"),
        ([ROW, ROW], "stands in two rows"),
        ([ROW | {"label": None}], "column label: row 0 is empty"),
    ],
)
def test_a_table_that_breaks_its_declaration_is_refused(rows, message):
    """A table is refused with the column and the value that break its declaration."""
    with pytest.raises(TableError, match=message):
        make_table("labels", rows)


def test_rows_are_ordered_by_the_key():
    """Row order of the input does not matter: a table is ordered by its key."""
    rows = [ROW | {"start": start} for start in (30, 3, 12)]
    assert make_table("labels", rows)["start"].tolist() == [3, 12, 30]


def test_the_same_table_gives_the_same_bytes(tmp_path):
    """A table written twice gives the same bytes."""
    table = make_table("labels", [ROW])
    first = write_table(table, "labels", tmp_path / "a").read_bytes()
    assert write_table(table, "labels", tmp_path / "b").read_bytes() == first
