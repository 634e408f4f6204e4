"""What was measured, as pages of the documentation."""

from collections.abc import Iterator

import pandas as pd

from analysis.report.accuracy import load_accuracy, read_accuracy

LANGUAGE = "en"
WIDEST = 5  # figures side by side in a table by outlet or class
HEAD = """# Accuracy

Generated from `analysis/language/en/accuracy.json` by `make docs`; `make accuracy GOLD=FOLDER` measures anew.

How right the shipped annotators are on texts that others annotated and that nobody here wrote. The corpora
are not part of this repository. In brackets: the middle 95 % of {draws:,} draws of articles (within
outlets, where there are several; each article with all its attributions or sentences). *n* is the number
of gold things a figure rests on. *Scale* says what two people, or other programs, reach on the same thing;
programs are quoted from their papers, often under easier conditions.
"""
FILES = """## What was measured

A test compares these files with the ones shipped, so that none is shipped without being measured.

| file | SHA-256 |
|---|---|
"""


def describe_accuracy() -> str:
    """Write the figures, corpus by corpus, `docs/accuracy.md`."""
    measured, figures = load_accuracy(LANGUAGE), read_accuracy(LANGUAGE)
    parts = [HEAD.format(draws=measured["draws"])]
    for corpus in measured["corpora"]:
        rows = figures[figures["corpus"] == corpus["corpus"]]
        parts.append(f"## {corpus['corpus']} ({corpus['part']}, {corpus['documents']})\n")
        parts.append(f"{end_sentence(corpus['what'])} *Limits:* {end_sentence(corpus['limits'])}\n")
        parts.append(describe_figures(rows[rows["group"] == ""]))
        parts += describe_groups(rows[rows["group"] != ""])
        parts += describe_flip(rows)
    files = "\n".join(f"| `{name}` | `{sha256}` |" for name, sha256 in measured["files"].items())
    return "\n".join([*parts, FILES + files]) + "\n"


def describe_figures(rows: pd.DataFrame) -> str:
    """Write the figures over all outlets and classes as a table."""
    lines = ["| figure | value | n | meaning | scale |", "|---|---|---|---|---|"]
    for row in rows.to_dict("records"):
        value = write_value(row["value"], row["low"], row["high"])
        lines.append(f"| `{row['figure']}` | {value} | {row['n']:,} | {row['meaning']} | {row['scale']} |")
    return "\n".join([*lines, ""])


def describe_groups(rows: pd.DataFrame) -> Iterator[str]:
    """Write figures by outlet or class: those with the same groups side by side, and what they mean."""
    cells = rows.assign(
        value=list(map(write_value, rows["value"], rows["low"], rows["high"])),
        groups=rows.groupby("figure")["group"].transform(" ".join),
    )
    for _, alike in cells.groupby("groups", sort=False):
        figures = list(dict.fromkeys(alike["figure"]))
        for start in range(0, len(figures), WIDEST):
            yield describe_columns(alike[alike["figure"].isin(figures[start : start + WIDEST])])


def describe_columns(rows: pd.DataFrame) -> str:
    """Write one table, a row a group and a column a figure; n is that of the first figure."""
    figures = rows.drop_duplicates("figure")
    n = rows[rows["figure"] == figures["figure"].iloc[0]].set_index("group")["n"]
    wide = rows.pivot(index="group", columns="figure", values="value")[list(figures["figure"])]
    lines = [f"- `{row['figure']}`: {row['meaning']}" for row in figures.to_dict("records")]
    lines += ["", f"| | n | {' | '.join(f'`{name}`' for name in wide)} |", "|---" * (2 + wide.shape[1]) + "|"]
    for group, values in zip(wide.index, wide.to_numpy(), strict=True):
        lines.append(f"| {group} | {n[group]:,} | {' | '.join(values)} |")
    return "\n".join([*lines, ""])


def describe_flip(rows: pd.DataFrame) -> list[str]:
    """Tell which outlet moves most when only its own voice counts, and how sure that is."""
    moves = rows[rows["figure"] == "places_flip_gold"]
    if moves.empty:
        return []
    outlet = moves["group"].iloc[int(moves["value"].abs().argmax())]
    figures = rows[rows["group"] == outlet].set_index("figure")[["value", "low", "high"]]
    place = {str(name): write_value(*numbers) for name, *numbers in figures.itertuples()}
    return [
        f"Of {len(moves)} outlets {outlet} moves most when our hedges are counted in the outlets' own voice "
        f"and not over all words: from place {place['rank_raw']} to {place['rank_own_gold']} by the contents "
        f"marked, to {place['rank_own_ours']} by ours. It moves {place['places_flip_gold']} places.\n"
    ]


def write_value(value: float, low: float, high: float) -> str:
    """Write a value with its interval: whole numbers as such, two decimals below 1, one above."""
    if pd.isna(value):
        return "unknown"
    whole = all(float(number).is_integer() for number in (value, low, high))
    digits = 0 if whole else 1 if abs(value) >= 1 else 2
    return f"{value:.{digits}f} [{low:.{digits}f}, {high:.{digits}f}]".replace("-", "−")


def end_sentence(words: str) -> str:
    """Write words as a sentence: a capital at the start, a full stop at the end."""
    return words[0].upper() + words[1:].rstrip(".") + "."
