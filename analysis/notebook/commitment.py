"""Answers about doubt: by which hedges each outlet hedges, and whose statements it keeps at a distance."""

import pandas as pd

from analysis.measure.registry import find_measure
from analysis.notebook.answers import select_estimates
from analysis.notebook.citations import cite_distance, find_evidence
from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.figures.rates import plot_rates
from analysis.report.findings import Finding
from analysis.report.wording import join_words
from analysis.tables import HEDGE_CLASSES

FEWEST = 5  # hedges whose classes a sentence may speak of
FEWEST_DISTANCED = 2  # statements of one source, likewise
CLASSES = [f"hedges_{name}" for name in HEDGE_CLASSES]
KINDS = [f"distanced_{kind}_share" for kind in ("person", "organisation", "unnamed", "media", "document")]


def answer_classes(notebook: Notebook, *, question: str, limits: str, voice: str = "outlet") -> Finding:
    """Answer by which classes of hedges each outlet hedges in one voice."""
    study, tables = notebook.study, notebook.tables
    rows = select_estimates(tables["estimates"], CLASSES, [voice])
    parts = []
    for outlet, name in study.outlets.items():
        here = rows[rows["outlet"] == outlet].sort_values("numerator", ascending=False, kind="stable")
        total = int(here["numerator"].sum())
        if total >= FEWEST:
            words, n = find_measure(here["measure"].iloc[0]).name, int(here["numerator"].iloc[0])
            parts.append(f"{name} by {words} ({n} of {total})")
    few = f"No outlet has {FEWEST} hedges in its own voice: too few to tell their classes."
    hedges = tables["hedges"]
    finding = Finding(
        id="hedge-classes",
        question=question,
        sentence=f"Most often hedge: {join_words(parts)}." if parts else few,
        verdict="descriptive only",
        limits=limits,
        figure=plot_rates(rows, study.outlets, measures=CLASSES),
        data=rows,
        evidence=find_evidence(tables | {"hedges": hedges[hedges["voice"] == voice]}, CLASSES),
        alt="Hedges per 1,000 words in the outlet's own voice, by class and outlet",
    )
    return keep_finding(finding, notebook)


def answer_distance(notebook: Notebook, *, question: str, limits: str) -> Finding:
    """Answer whose statements each outlet keeps at a distance, by kind of source and by name."""
    study, tables = notebook.study, notebook.tables
    rows = select_estimates(tables["estimates"], KINDS, ["both"])
    evidence = cite_distance(tables)
    named = count_distanced(tables, evidence)
    parts = [
        f"{study.outlets[row['outlet']]} those of {row['source_name']} ({row['distanced']} of {row['n']})"
        for row in named[named["distanced"] >= FEWEST_DISTANCED].drop_duplicates("outlet").to_dict("records")
    ]
    none = f"No outlet keeps {FEWEST_DISTANCED} statements of one source with a name at a distance."
    finding = Finding(
        id="distance-kinds",
        question=question,
        sentence=f"Kept at a distance most often: {join_words(parts)}." if parts else none,
        verdict="descriptive only",
        limits=limits,
        figure=plot_rates(rows, study.outlets, measures=KINDS),
        data=rows,
        evidence=evidence,
        alt="Share of attributions with a doubting cue or hearsay, by kind of source and outlet",
    )
    return keep_finding(finding, notebook)


def count_distanced(tables: dict[str, pd.DataFrame], evidence: pd.DataFrame) -> pd.DataFrame:
    """Count, for each outlet and source with a name, its attributions and those kept at a distance.

    Returns
    -------
    pandas.DataFrame
        `outlet`, `source_name`, `distanced`, `n`; in each outlet the most often distanced first.
    """
    told = tables["attributions"].query("form != 'none'").dropna(subset="source_name")
    outlets = tables["articles"].set_index("article_id")["outlet"]
    keys = ["article_id", "attribution"]
    is_distanced = pd.MultiIndex.from_frame(told[keys]).isin(pd.MultiIndex.from_frame(evidence[keys]))
    told = told.assign(outlet=told["article_id"].map(outlets), distanced=is_distanced)
    groups = told.groupby(["outlet", "source_name"])["distanced"]
    counts = pd.DataFrame({"distanced": groups.sum(), "n": groups.size()}).astype("int64").reset_index()
    order = ["outlet", "distanced", "n", "source_name"]
    return counts.sort_values(order, ascending=[True, False, True, True], ignore_index=True)
