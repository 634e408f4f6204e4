"""Lines → blocks: headline, standfirst, paragraphs and cross-headings, and furniture with its reason.

A page is read as three stretches. The *head* goes from the top to the first paragraph; the *body*
from there as long as sentences follow; the *tail* is what comes after the last of them. Words tell
what single lines are (`furniture.py`); place, repetition and neighbours tell the rest (here).
"""

import itertools
from collections.abc import Sequence

import pandas as pd

from analysis.ingest.body import FURNITURE, Role, find_body
from analysis.ingest.furniture import mark_lines
from analysis.ingest.head import find_start, head_roles
from analysis.ingest.headline import find_title, repeats
from analysis.ingest.lines import Line, make_line, split_lines
from analysis.ingest.neighbours import mark_neighbours


def split_blocks(text: str, language: str, title: str = "") -> pd.DataFrame:
    """Split a page into blocks.

    Parameters
    ----------
    text
        The page, as `clean_text` gives it.
    language
        Code of the language.
    title
        The headline of articles.csv, "" if it has none.

    Returns
    -------
    pandas.DataFrame
        One row a block in the order of the page: `block`, `line` (its first line, from 1), `role`,
        `reason` ("" unless furniture), `text`. Blocks count from 1; block 0 is a declared headline that
        is not on the page. Every line that is not blank belongs to one block.
    """
    lines = split_lines(text)
    marks = mark_lines(lines, language)
    found = find_title(lines, marks, title)
    if title and found is None:
        lines, marks, found = replace_title(lines, marks, title)
    roles = assign_roles(lines, mark_neighbours(lines, marks, found, language), found)
    number = itertools.count(1)
    rows = [
        (next(number) if line.number else 0, line.number, role, reason, line.text)
        for line, (role, reason) in zip(lines, roles, strict=True)
    ]
    return pd.DataFrame(rows, columns=["block", "line", "role", "reason", "text"])


def replace_title(
    lines: Sequence[Line], marks: Sequence[str], title: str
) -> tuple[list[Line], list[str], int]:
    """Put a declared headline (as line 0) where the page's own stands, and set that aside."""
    own = find_title(lines, marks)
    aside = [
        "other title" if own is not None and not mark and repeats(line, lines[own]) else mark
        for line, mark in zip(lines, marks, strict=True)
    ]
    at = own or 0
    return [*lines[:at], make_line(0, 0, title), *lines[at:]], [*aside[:at], "", *aside[at:]], at


def assign_roles(lines: Sequence[Line], marks: Sequence[str], title: int | None) -> list[Role]:
    """Give each line its role and, if it is furniture, the reason."""
    top = -1 if title is None else title
    start = find_start(lines, marks, top)
    roles: dict[int, Role] = {i: (FURNITURE, mark or "before the title") for i, mark in enumerate(marks)}
    roles |= head_roles(lines, marks, top, start)
    roles |= find_body(lines, marks, start)
    if title is not None:
        roles[title] = ("title", "")
    return [roles[i] for i in range(len(lines))]
