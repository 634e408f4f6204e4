"""Articles with their spans, as the report shows them side by side."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
from markupsafe import Markup

from analysis.report.markup import Mark, mark_spans
from analysis.study import Study

Tables = Mapping[str, pd.DataFrame]
Marks = dict[str, list[Mark]]

LAYERS = {
    "source": "who is quoted",
    "cue": "words that introduce",
    "content": "what is quoted",
    "hedge": "hedges",
    "booster": "boosters",
    "label": "labels",
}


@dataclass(frozen=True)
class Paragraph:
    """A block of an article: its role, and its text as HTML or, for furniture, the reason."""

    role: str
    html: Markup
    reason: str = ""


@dataclass(frozen=True)
class Shown:
    """An article as the reader shows it; `about` is its row in `articles`."""

    about: Mapping[Any, Any]
    paragraphs: tuple[Paragraph, ...]
    furniture: tuple[Paragraph, ...]


def show_articles(study: Study, tables: Tables) -> dict[str, list[Shown]]:
    """Prepare the articles of each event in the study's order of events and outlets.

    Parameters
    ----------
    study
        Gives the order.
    tables
        `articles`; `texts` and `blocks` unless withheld; `sentences`, `attributions`,
        `attribution_spans`, `hedges`, `labels` if there.

    Returns
    -------
    dict
        Articles by event; empty where running texts are withheld.
    """
    if "texts" not in tables:
        return {}
    texts = read_texts(tables)
    marks = collect_marks(tables)
    blocks = defaultdict(list)
    for block in rows_of(tables, "blocks"):
        blocks[block["article_id"]].append(block)
    shown: dict[str, list[Shown]] = {event: [] for event in study.events}
    for row in list_articles(study, tables):
        key = row["article_id"]
        shown[row["event"]].append(show_article(row, texts[key], blocks[key], marks[key]))
    return {event: found for event, found in shown.items() if found}


def list_articles(study: Study, tables: Tables) -> list[dict[Any, Any]]:
    """List the rows of `articles` in the study's order of events and outlets."""
    events, outlets = list(study.events), list(study.outlets)
    rows = rows_of(tables, "articles")
    return sorted(rows, key=lambda row: (events.index(row["event"]), outlets.index(row["outlet"])))


def show_article(row: Mapping[Any, Any], text: str, blocks: list[dict[Any, Any]], marks: list[Mark]) -> Shown:
    """Prepare one article: what is read, and what was set aside."""
    read, aside = [], []
    for block in blocks:
        if block["start"] is None:
            aside.append(show_furniture(block))
        else:
            inside = [mark for mark in marks if mark.start < block["end"] and block["start"] < mark.end]
            html = mark_spans(text, inside, start=block["start"], end=block["end"])
            read.append(Paragraph(block["role"], Markup(html)))
    return Shown(row, tuple(read), tuple(aside))


def show_furniture(block: Mapping[Any, Any]) -> Paragraph:
    """Show a block that was set aside, with its reason."""
    return Paragraph(block["role"], Markup(mark_spans(block["text"], [])), block["reason"] or "")


def read_texts(tables: Tables) -> dict[str, str]:
    """Look texts up by article."""
    texts = tables["texts"]
    return dict(zip(texts["article_id"], texts["text"], strict=True))


def collect_marks(tables: Tables) -> Marks:
    """Collect the spans of each article: sentences to link to, and every layer."""
    marks: Marks = defaultdict(list)
    for row in rows_of(tables, "sentences"):
        identity = name_sentence(row["article_id"], row["sentence"])
        marks[row["article_id"]].append(Mark(row["start"], row["end"], "s", id=identity))
    about = {(row["article_id"], row["attribution"]): row for row in rows_of(tables, "attributions")}
    for row in rows_of(tables, "attribution_spans"):
        title = describe_role(row["role"], about[row["article_id"], row["attribution"]])
        marks[row["article_id"]].append(Mark(row["start"], row["end"], row["role"], title))
    for row in rows_of(tables, "hedges"):
        kind = row["kind"] if row["kind"] == row["class"] else f"{row['kind']}, {row['class']}"
        title = f"{kind}, in the voice of the {row['voice']}"
        marks[row["article_id"]].append(Mark(row["start"], row["end"], row["kind"], title))
    for row in rows_of(tables, "labels"):
        title = f"label “{row['label']}” of the set {row['label_set']}, in the voice of the {row['voice']}"
        marks[row["article_id"]].append(Mark(row["start"], row["end"], "label", title))
    return marks


def rows_of(tables: Tables, name: str) -> list[dict[Any, Any]]:
    """List the rows of a table, what is unknown as None; no rows if it is not there."""
    if name not in tables:
        return []
    return tables[name].astype(object).where(tables[name].notna(), None).to_dict("records")


def name_sentence(article: str, sentence: int) -> str:
    """Name a sentence, so that evidence can link to it."""
    return f"a-{article}.{sentence}"


def describe_role(role: str, row: Mapping[Any, Any]) -> str:
    """Say what a span is in its attribution."""
    source = row["source_kind"].replace("_", " ")
    if row["source_name"]:
        source = f"{row['source_name']} ({source})"
    if role == "source":
        return f"source: {source}"
    if role == "cue":
        return f"{row['cue_class']} cue of {source}"
    return f"{row['form']} content of {source}"
