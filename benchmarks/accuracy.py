"""Measure the annotators on gold corpora: `make accuracy GOLD=FOLDER`."""

import argparse
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.language.lexicons import FOLDER
from analysis.report.accuracy import FILE, hash_annotators
from benchmarks.attributions import measure_attributions
from benchmarks.corpora import annotate_documents, check_gold, read_corpus
from benchmarks.estimates import DRAWS, SEED, Figure
from benchmarks.folds import annotate_folds
from benchmarks.hedges import measure_hedges
from benchmarks.loaded import measure_loaded_babe, measure_loaded_basil
from benchmarks.naming import measure_candidates
from benchmarks.ranking import measure_ranking
from benchmarks.reporting import measure_recall, measure_reporting
from benchmarks.sources import measure_sources
from benchmarks.uncertainty import measure_certainty, measure_modals, measure_sentences
from benchmarks.voices import measure_voices

HERE = Path(__file__).parent
DIGITS = 4
CORPUS_TO_MEASURES = {
    "tbaq_reporting": (measure_reporting, measure_modals),
    "ecbplus": (measure_reporting,),
    "mpqa_ds": (measure_recall,),
    "conll2010_wiki": (measure_sentences,),
    "certainty_scicomm": (measure_certainty,),
}
CORPUS_TO_MEASURE_OF_WORDS = {
    "basil": measure_loaded_basil,
    "babe": measure_loaded_babe,
    "newswcl50": measure_candidates,
}


def main(arguments: list[str] | None = None) -> None:
    """Measure, and keep the figures beside what they are about."""
    parser = argparse.ArgumentParser(description="Measure the annotators on gold corpora.")
    parser.add_argument("gold", type=Path, help="folder with <corpus>/dev.jsonl")
    parser.add_argument("--language", default="en", help="code of the language (en)")
    options = parser.parse_args(arguments)
    check_gold(options.gold)
    figures, files = [], hash_annotators(options.language)
    for corpus, found in measure_corpora(options.gold, options.language):
        figures += [{"corpus": corpus, **figure} for figure in found]
        print(f"{corpus}: {len(found)} figures", file=sys.stderr)
    path = FOLDER / options.language / FILE
    path.write_text(write_figures(figures, files), encoding="utf-8")
    print(f"written: {path.name}; make docs puts it into docs/accuracy.md", file=sys.stderr)


def measure_corpora(gold: Path, language: str) -> Iterator[tuple[str, list[Figure]]]:
    """Measure corpus by corpus."""
    polnear = read_corpus(gold, "polnear")
    found = annotate_documents(polnear, language)
    texts = {document["doc_id"]: document["text"] for document in polnear}
    yield "polnear", measure_attributions(polnear, found) + measure_voices(polnear, found, language)
    yield "news_sources", measure_sources(read_corpus(gold, "news_sources"), polnear, found)
    yield "news_hedges", measure_hedges(read_corpus(gold, "news_hedges"), texts, found, language)
    for corpus, measures in CORPUS_TO_MEASURES.items():
        documents = read_corpus(gold, corpus)
        there = annotate_documents(documents, language)
        yield corpus, [figure for measure in measures for figure in measure(documents, there)]
    for corpus, measure in CORPUS_TO_MEASURE_OF_WORDS.items():
        yield corpus, measure(read_corpus(gold, corpus), language)
    yield "polnear_folds", measure_attributions(*annotate_folds(gold, language))
    train = read_corpus(gold, "polnear", "train")
    found |= annotate_documents(train, language)
    yield "polnear_all", measure_ranking([*train, *polnear], found, language)


def write_figures(figures: list[Figure], files: dict[str, str]) -> str:
    """Write the figures as JSON, a row a line, with what they mean and the hashes of what was measured."""
    tables: dict[str, list[dict[str, Any]]] = {
        "figures": [{name: round_value(value) for name, value in figure.items()} for figure in figures],
        "meanings": read_rows("figures"),
        "corpora": read_rows("corpora"),
    }
    head = {"draws": DRAWS, "seed": SEED, "files": files}
    parts = [f"{json.dumps(name)}: {json.dumps(value, indent=1)}" for name, value in head.items()]
    for name, rows in tables.items():
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        parts.append(f"{json.dumps(name)}: [\n{lines}\n]")
    return "{\n" + ",\n".join(parts) + "\n}\n"


def round_value(value: object) -> object:
    """Round a number; what is unknown is null."""
    if isinstance(value, float):
        return None if math.isnan(value) else round(value, DIGITS)
    return value


def read_rows(name: str) -> list[dict[str, Any]]:
    """Read a table of this folder."""
    table = pd.read_csv(HERE / f"{name}.csv", dtype="str", keep_default_na=False)
    return [{str(key): value for key, value in row.items()} for row in table.to_dict("records")]


if __name__ == "__main__":
    main()
