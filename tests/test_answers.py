"""Answers about doubt and names: from spans to sentences, also where there is little or nothing."""

import pandas as pd
import pytest
from generated_tables import describe_article

from analysis.notebook.citations import cite_distance, find_evidence
from analysis.notebook.commitment import answer_classes, answer_distance, count_distanced
from analysis.notebook.naming import answer_candidates, answer_labels, answer_loaded_words
from analysis.notebook.opening import Notebook
from analysis.pipeline import prepare_tables, read_tables
from analysis.store import make_table
from analysis.study import read_study

ASKED = {
    "classes": lambda book: answer_classes(book, question="By which?", limits="None."),
    "distance": lambda book: answer_distance(book, question="Whose?", limits="None."),
    "labels": lambda book: answer_labels(book, "place", limits="None."),
    "candidates": lambda book: answer_candidates(book, question="Which?"),
    "loaded": lambda book: answer_loaded_words(book, question="Which?"),
}
each_answer = pytest.mark.parametrize("answer", ASKED.values(), ids=list(ASKED))


@pytest.fixture
def book(shore, tmp_path) -> Notebook:
    """Open the small study as a notebook does."""
    study = read_study("shore", shore)
    prepare_tables(study, tmp_path / "tables", say=lambda _: None)
    return Notebook(study, read_tables(tmp_path / "tables"), tmp_path / "findings")


@each_answer
def test_an_answer_cites_the_spans_it_counts(book, answer):
    """An answer is a sentence with its data, and its evidence lies in the texts."""
    finding = answer(book)
    assert finding.sentence.endswith(".")
    lengths = book.tables["articles"].set_index("article_id")["n_characters"]
    if finding.evidence is not None and len(finding.evidence):
        assert (finding.evidence["start"] < finding.evidence["end"]).all()
        assert (finding.evidence["end"] <= finding.evidence["article_id"].map(lengths)).all()


@each_answer
def test_an_answer_survives_a_study_without_finds(book, answer):
    """Where nothing was found the answer says so, or that nothing can be concluded."""
    found = ("hedges", "attributions", "attribution_spans", "labels", "loaded_words", "candidates")
    empty = {name: make_table(name, []) for name in (*found, "candidate_uses", "estimates", "comparisons")}
    finding = answer(Notebook(book.study, book.tables | empty, book.findings))
    assert finding.verdict == "descriptive only"


def make_distance() -> dict[str, pd.DataFrame]:
    """Make an article with a doubting cue, a weakened statement, a plain one and one without content."""
    ids = {"article_id": "a"}
    plain = ids | {"speech": True, "affiliation": None, "anonymity": False, "parent": None, "n_words": 3}
    plain |= {"score": 1.0, "sentence": 0, "source_kind": "named_person", "cue_lemma": "x"}
    rows = [("indirect", "Ada", "doubting"), ("indirect", "Ada", "neutral"), ("direct", "Bo", "neutral")]
    rows += [("none", "Bo", "doubting")]
    attributions = [
        plain | {"attribution": i, "form": form, "source_name": name, "cue_class": cue}
        for i, (form, name, cue) in enumerate(rows)
    ]
    cue = ids | {"role": "cue", "span": 0}
    cues = [cue | {"attribution": i, "start": 100 * i, "end": 100 * i + 4} for i in range(4)]
    hearsay = ids | {"kind": "hedge", "class": "hearsay", "lemma": "reportedly", "distance": 1}
    hedges = [
        hearsay | {"start": 150, "end": 160, "voice": "outlet", "attribution": 1},
        hearsay | {"start": 250, "end": 260, "voice": "source", "attribution": 2},
        hearsay | {"start": 350, "end": 360, "voice": "outlet", "attribution": None},
    ]
    made = {"attributions": attributions, "attribution_spans": cues, "hedges": hedges}
    made |= {"articles": [describe_article("a", "gull", "pier")]}
    return {name: make_table(name, found) for name, found in made.items()}


def test_distance_cites_doubting_cues_and_the_outlets_hearsay():
    """A source's hearsay, hearsay on nobody's statement and non-answers are not distance."""
    tables = make_distance()
    evidence = find_evidence(tables, ["distanced_share"])
    assert evidence[["start", "note"]].values.tolist() == [
        [0, "Ada (named person), doubting cue"],
        [150, "Ada (named person), hearsay"],
    ]
    counts = count_distanced(tables, cite_distance(tables))
    assert counts.values.tolist() == [["gull", "Ada", 2, 2], ["gull", "Bo", 0, 1]]
