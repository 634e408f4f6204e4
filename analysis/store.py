"""Tables on disk: each is checked against its declaration whenever it is written or read."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from analysis.tables import TABLES, Column, Table

ARROW_TYPES = {"text": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
PANDAS_TYPES: dict[str, Any] = {"text": "str", "int": "int64", "float": "float64", "bool": "bool"}


class TableError(ValueError):
    """A table that is not what its declaration promises."""


def make_table(name: str, rows: Iterable[dict] | pd.DataFrame) -> pd.DataFrame:
    """Bring rows into the declared columns and types of a table, sorted by its key.

    Parameters
    ----------
    name
        A table of `analysis.tables.TABLES`.
    rows
        Records or a frame with at least the table's columns; others are left out.

    Returns
    -------
    pandas.DataFrame
        The table, checked.

    Raises
    ------
    TableError
        If a column is missing, a value is not allowed, or the key is not unique.
    """
    table = TABLES[name]
    frame = rows if isinstance(rows, pd.DataFrame) else pd.DataFrame(list(rows))
    if frame.empty and not len(frame.columns):
        frame = pd.DataFrame(columns=list(table.columns))
    missing = [column for column in table.columns if column not in frame.columns]
    if missing:
        raise TableError(f"table {name}: column {missing[0]} is missing")
    typed = {column: as_type(frame[column], declared) for column, declared in table.columns.items()}
    ordered = pd.DataFrame(typed).sort_values(list(table.key), kind="stable", ignore_index=True)
    check_table(name, ordered)
    return ordered


def as_type(values: pd.Series, column: Column) -> pd.Series:
    """Cast a column to its declared type; whole numbers that may be unknown become `Int64`."""
    if column.type == "int" and column.nullable:
        return values.astype("Int64")
    if column.type == "text":
        return values.where(values.notna(), None).astype("str")
    return values.astype(PANDAS_TYPES[column.type])


def check_table(name: str, frame: pd.DataFrame) -> None:
    """Hold a frame against its declaration.

    Raises
    ------
    TableError
        Naming the table, the column and the first offending value.
    """
    table = TABLES[name]
    if list(frame.columns) != list(table.columns):
        raise TableError(f"table {name}: columns {list(frame.columns)}, declared {list(table.columns)}")
    for label, column in table.columns.items():
        check_column(f"table {name}, column {label}", frame[label], column)
    repeated = frame.duplicated(list(table.key))
    if repeated.any():
        first = frame.loc[repeated, list(table.key)].iloc[0].to_dict()
        raise TableError(f"table {name}: the key {first} stands in two rows")


def check_column(where: str, values: pd.Series, column: Column) -> None:
    """Hold one column against its declaration."""
    if not column.nullable and values.isna().any():
        raise TableError(f"{where}: row {int(values.isna().argmax())} is empty")
    strange = values[~values.isin(column.values) & values.notna()] if column.values else values[:0]
    if len(strange):
        raise TableError(f"{where}: {strange.iloc[0]!r} is none of {', '.join(column.values)}")


def write_table(frame: pd.DataFrame, name: str, folder: Path) -> Path:
    """Check a table and write it as Parquet, whole or not at all."""
    check_table(name, frame)
    fields = [pa.field(label, ARROW_TYPES[column.type]) for label, column in TABLES[name].columns.items()]
    arrow = pa.Table.from_pandas(frame, schema=pa.schema(fields), preserve_index=False)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.parquet"
    partial = path.with_suffix(".partial")
    pq.write_table(arrow.replace_schema_metadata(None), partial, compression="zstd")
    partial.replace(path)
    return path


def read_table(name: str, folder: Path) -> pd.DataFrame:
    """Read a table and check it."""
    arrow = pq.read_table(folder / f"{name}.parquet")
    return make_table(name, arrow.to_pandas(integer_object_nulls=True))


def describe_table(name: str, table: Table) -> str:
    """Describe one table in Markdown, a line a column."""
    lines = [f"## {name}", "", table.meaning, "", f"Key: {', '.join(table.key)}.", ""]
    lines += ["| column | type | unit | meaning |", "|---|---|---|---|"]
    for label, column in table.columns.items():
        kind = column.type + (", may be empty" if column.nullable else "")
        values = f" One of: {', '.join(column.values)}." if column.values else ""
        lines.append(f"| `{label}` | {kind} | {column.unit} | {column.meaning}.{values} |")
    if table.running_text:
        lines += ["", "Holds running text: never committed for a study whose articles are not ours."]
    return "\n".join(lines)


def describe_tables() -> str:
    """Write the data dictionary, `docs/data-dictionary.md`."""
    head = "# Data dictionary\n\nGenerated from `analysis/tables.py` by `make docs`; a test compares both.\n"
    return head + "\n" + "\n\n".join(describe_table(n, t) for n, t in TABLES.items()) + "\n"
