"""Answers about who speaks: how much, introduced how, and where in the article."""

import pandas as pd

from analysis.measure.speakers import (
    arrange_cells,
    count_speakers,
    locate_attributions,
    measure_first_positions,
    measure_introductions,
)
from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.figures import plot_kinds, plot_speakers
from analysis.report.findings import Finding
from analysis.report.wording import count_noun, join_words, show_value

FEWEST = 5  # attributions or articles behind a cell that a sentence may speak of
NAMES = "Names are merged inside an article, and across articles only where they are the same."


def locate(notebook: Notebook) -> pd.DataFrame:
    """Join the notebook's attributions with outlets and positions."""
    tables = notebook.tables
    return locate_attributions(tables["attributions"], tables["attribution_spans"], tables["articles"])


def answer_speakers(notebook: Notebook, *, question: str, top: int = 6) -> Finding:
    """Answer who gets to speak in each outlet, and how much."""
    study, speakers = notebook.study, count_speakers(locate(notebook))
    shown = speakers.groupby("outlet").head(top).reset_index(drop=True)
    first = {row["outlet"]: row for row in shown.drop_duplicates("outlet").to_dict("records")}
    parts = [
        f"{first[outlet]['source_name']} in {name} ({count_noun(first[outlet]['n_words'], 'word')})"
        for outlet, name in study.outlets.items()
        if outlet in first
    ]
    finding = Finding(
        id="speakers",
        question=question,
        sentence=f"Given most words: {join_words(parts)}." if parts else "Nobody with a name is quoted.",
        verdict="descriptive only",
        limits=NAMES,
        figure=plot_speakers(shown, study.outlets) if parts else None,
        data=speakers,
        evidence=None,
        alt="Words given to the sources that speak most in each outlet",
    )
    return keep_finding(finding, notebook)


def answer_introductions(notebook: Notebook, *, question: str) -> Finding:
    """Answer whose statements are introduced with a doubting or denying cue."""
    cells = measure_introductions(locate(notebook))
    return answer_by_kind(
        notebook,
        cells,
        name="introductions",
        question=question,
        template="Doubted or denied most often: {who} in {outlet}, {value} of {n} attributions.",
    )


def answer_first_positions(notebook: Notebook, *, question: str) -> Finding:
    """Answer how far into the article each kind of source first comes in."""
    cells = measure_first_positions(locate(notebook))
    return answer_by_kind(
        notebook,
        cells,
        name="first-positions",
        question=question,
        template="Latest to speak: {who} in {outlet}, after {value} of the text (median of {n} articles).",
    )


def answer_by_kind(
    notebook: Notebook, cells: pd.DataFrame, *, name: str, question: str, template: str
) -> Finding:
    """Make a finding of a measure by kind of source and outlet; the sentence tells the highest cell."""
    outlets = notebook.study.outlets
    sound = cells[cells["n"] >= FEWEST].sort_values(["value", "who", "outlet"], ascending=[False, True, True])
    sentence = f"No kind of source stands in {FEWEST} places of one outlet: too few to speak of."
    if len(sound):
        row = sound.iloc[0]
        value = show_value(row["value"], percent=True)
        sentence = template.format(who=row["who"], outlet=outlets[row["outlet"]], value=value, n=row["n"])
    kinds, values = arrange_cells(cells, list(outlets))
    finding = Finding(
        id=name,
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits="Cells rest on few attributions; the data give their number. Unresolved sources are left out.",
        figure=plot_kinds(values, kinds, outlets) if len(cells) else None,
        data=cells,
        evidence=None,
        alt=f"{question} By kind of source and outlet",
    )
    return keep_finding(finding, notebook)
