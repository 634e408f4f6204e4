"""Corpora in their plain form (JSON lines), and what the annotators find in them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from analysis.annotate.stream import annotate_stream

Document = dict[str, Any]


def check_gold(gold: Path) -> None:
    """Refuse to go on without the corpora."""
    if not (gold / "polnear" / "dev.jsonl").is_file():
        raise SystemExit(
            f"{gold}: no gold corpora here. They are not part of this repository; give the folder that "
            "holds <corpus>/dev.jsonl: make accuracy GOLD=FOLDER"
        )


def read_corpus(gold: Path, corpus: str, part: str = "dev") -> list[Document]:
    """Read one part of a corpus."""
    with (gold / corpus / f"{part}.jsonl").open(encoding="utf-8") as file:
        return [json.loads(line) for line in file if line.strip()]


def annotate_documents(documents: Iterable[Document], language: str) -> dict[str, Document]:
    """Annotate documents: doc_id → the row that `parallax annotate` writes."""
    lines = (json.dumps({"doc_id": d["doc_id"], "text": d["text"]}) for d in documents)
    rows = [json.loads(line) for line in annotate_stream(lines, language)]
    failed = [row for row in rows if "error" in row]
    if failed:
        raise ValueError(f"{len(failed)} documents could not be read; the first: {failed[0]}")
    return {row["doc_id"]: row for row in rows}
