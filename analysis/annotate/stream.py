"""Annotate a stream of texts: JSON lines in, JSON lines out, in their order, a batch in memory."""

import json
from collections.abc import Hashable, Iterable, Iterator, Sequence
from typing import Any

import numpy as np
import pandas as pd

from analysis.annotate.articles import annotate_tokens
from analysis.annotate.text.frozen import freeze_text
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import split_tokens

BATCH_TEXTS, BATCH_CHARACTERS = 150, 1_000_000
ATTRIBUTION_FIELDS = (
    "form",
    "speech",
    "source_kind",
    "source_name",
    "cue_lemma",
    "cue_class",
    "score",
)
HEDGE_FIELDS = ("start", "end", "kind", "class", "voice", "attribution", "distance")
Row = dict[str, Any]


def annotate_stream(lines: Iterable[str | bytes], language: str = "en") -> Iterator[str]:
    """Annotate JSON lines `{doc_id, text}`.

    Parameters
    ----------
    lines
        A JSON object each; empty lines are passed over. Bytes are read as UTF-8.
    language
        Code of the language.

    Yields
    ------
    str
        A JSON object for each, in order: `doc_id`, `sentences`, `attributions`, `hedges`, with offsets
        into the text as given; or `doc_id` (null if unknown), `line` and `error` where a row cannot
        be read.
    """
    for batch in split_batches(read_rows(lines)):
        for row in annotate_rows(batch, language):
            yield json.dumps(row)


def read_rows(lines: Iterable[str | bytes]) -> Iterator[Row]:
    """Read each line to a row with a text, or with an error."""
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield read_row(line, number)


def read_row(line: str | bytes, number: int) -> Row:
    """Read one line."""
    try:
        row = json.loads(line, parse_constant=refuse_constant)
    except (ValueError, RecursionError) as error:
        return {"doc_id": None, "line": number, "error": f"not JSON: {error}"}
    if not isinstance(row, dict):
        return {"doc_id": None, "line": number, "error": "not an object"}
    known = {"doc_id": row.get("doc_id"), "line": number}
    for field in ("doc_id", "text"):
        if field not in row:
            return known | {"error": f"{field} is missing"}
    if not isinstance(row["text"], str):
        return known | {"error": "text is not a string"}
    return known | {"text": row["text"]}


def refuse_constant(name: str) -> None:
    """Refuse NaN and Infinity, which are not JSON."""
    raise ValueError(f"{name} is not JSON")


def split_batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Gather rows until they are many or long."""
    batch: list[Row] = []
    length = 0
    for row in rows:
        batch.append(row)
        length += len(row.get("text", ""))
        if len(batch) == BATCH_TEXTS or length >= BATCH_CHARACTERS:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def annotate_rows(rows: list[Row], language: str) -> Iterator[Row]:
    """Annotate the rows that have a text; the others are given back as they are."""
    readable = [row for row in rows if "text" in row]
    frozen = [freeze_text(row["text"]) for row in readable]
    tokens = split_tokens([text for text, _ in frozen], language)
    found, _ = annotate_tokens(tokens, language)
    found["sentences"] = pd.DataFrame(
        {"article": tokens.sentence_article, "start": tokens.sentence_start, "end": tokens.sentence_end}
    )
    for name in ("sentences", "attribution_spans", "hedges"):
        found[name] = move_spans(found[name], [place for _, place in frozen])
    documents = iter(write_documents(found, [row["doc_id"] for row in readable]))
    for row in rows:
        yield next(documents) if "text" in row else row


def move_spans(spans: pd.DataFrame, places: list[Ints]) -> pd.DataFrame:
    """Move spans to where their characters stand in the texts given."""
    place = np.concatenate([np.zeros(0, dtype=np.int64), *places])
    base = np.cumsum([0, *map(len, places)])[spans["article"].to_numpy("int64")]
    return spans.assign(**{edge: place[base + spans[edge].to_numpy("int64")] for edge in ("start", "end")})


def write_documents(found: dict[str, pd.DataFrame], doc_ids: list[Any]) -> list[Row]:
    """Write each document's annotations as plain values."""
    documents: list[Row] = [
        {"doc_id": doc_id, "sentences": [], "attributions": [], "hedges": []} for doc_id in doc_ids
    ]
    for article, start, end in found["sentences"][["article", "start", "end"]].to_numpy().tolist():
        documents[article]["sentences"].append([start, end])
    attributions: dict[tuple[int, int], Row] = {}
    for row in found["attributions"].to_dict("records"):
        roles: Row = {"source": [], "cue": [], "content": []}
        known = roles | pick_known(row, ATTRIBUTION_FIELDS)
        attributions[row["article"], row["attribution"]] = known
        documents[row["article"]]["attributions"].append(known)
    for row in found["attribution_spans"].to_dict("records"):
        attributions[row["article"], row["attribution"]][row["role"]].append([row["start"], row["end"]])
    for row in found["hedges"].to_dict("records"):
        documents[row["article"]]["hedges"].append(pick_known(row, HEDGE_FIELDS))
    return documents


def pick_known(row: dict[Hashable, Any], fields: Sequence[str]) -> Row:
    """Take some fields of a row; what is unknown is null."""
    return {name: None if pd.isna(row[name]) else row[name] for name in fields}
