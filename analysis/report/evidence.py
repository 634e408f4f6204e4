"""From a number to its sentences: the spans that were counted, each in its sentence."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from markupsafe import Markup

from analysis.report.markup import Mark, mark_spans
from analysis.report.reader import Tables, name_sentence, read_texts, rows_of
from analysis.study import Study


@dataclass(frozen=True)
class Counted:
    """A sentence with its counted spans; `about` is the row of its article in `articles`."""

    about: Mapping[Any, Any]
    sentence: int
    link: str
    html: Markup
    notes: str
    n_spans: int


def show_evidence(evidence: pd.DataFrame, study: Study, tables: Tables) -> dict[str, list[Counted]]:
    """Put counted spans back into their sentences, outlet by outlet.

    Parameters
    ----------
    evidence
        Columns `article_id`, `start`, `end`, `note`.
    study
        Gives the order of outlets.
    tables
        `articles`, `texts`, `sentences`.

    Returns
    -------
    dict
        Sentences by outlet, in the order of the articles; empty where running texts are withheld.
    """
    if "texts" not in tables:
        return {}
    texts = read_texts(tables)
    about = {row["article_id"]: row for row in rows_of(tables, "articles")}
    placed = place_spans(evidence, tables["sentences"])
    found: dict[str, list[Counted]] = {outlet: [] for outlet in study.outlets}
    for _, spans in placed.groupby(["article_id", "sentence"]):
        row = about[spans["article_id"].iloc[0]]
        found[row["outlet"]].append(show_sentence(row, texts[row["article_id"]], spans))
    return {outlet: counted for outlet, counted in found.items() if counted}


def show_sentence(row: Mapping[Any, Any], text: str, spans: pd.DataFrame) -> Counted:
    """Show one sentence with all its counted spans; a span that runs on takes its text along."""
    sentence, start, end = (int(spans[name].iloc[0]) for name in ("sentence", "from", "to"))
    marks = [Mark(a, b, "counted") for a, b in zip(spans["start"], spans["end"], strict=True)]
    html = mark_spans(text, marks, start=start, end=max(end, int(spans["end"].max())))
    notes = "; ".join(dict.fromkeys(note for note in spans["note"] if isinstance(note, str) and note))
    link = name_sentence(row["article_id"], sentence)
    return Counted(row, sentence, link, Markup(html), notes, len(spans))


def place_spans(evidence: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Find the sentence in which each span starts: columns `sentence`, `from`, `to` are added."""
    ordered = {key: rows.sort_values("start") for key, rows in sentences.groupby("article_id")}
    placed = []
    for article, spans in evidence.groupby("article_id"):
        rows = ordered[article]
        at = np.clip(np.searchsorted(rows["start"], spans["start"], side="right") - 1, 0, None)
        columns = {"sentence": "sentence", "from": "start", "to": "end"}
        placed.append(spans.assign(**{new: rows[old].to_numpy()[at] for new, old in columns.items()}))
    if not placed:
        return evidence.assign(**{"sentence": 0, "from": 0, "to": 0})
    return pd.concat(placed).sort_values(["article_id", "start", "end"], kind="stable")
