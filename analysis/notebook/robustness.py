"""Answers about how far differences hold: q, other choices, other articles, placebo, more articles."""

from typing import Any

import pandas as pd

from analysis.notebook.answers import name_finding
from analysis.notebook.citations import find_evidence
from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.bound import say
from analysis.report.figures import plot_estimates
from analysis.report.figures.contrasts import plot_contrasts
from analysis.report.figures.judgements import plot_judgements
from analysis.report.figures.placebo import plot_placebo
from analysis.report.figures.precision import plot_precision
from analysis.report.figures.specifications import plot_specifications
from analysis.report.findings import Finding
from analysis.report.reliance import Pairs, select_measures
from analysis.vary.judgements import pair_with_voices

KEY = ["target", "reference", "measure", "voice"]
WEAKEST_FIRST = ("reversed", "fragile", "robust")


def answer_judgements(notebook: Notebook, measures: Pairs, *, question: str) -> Finding:
    """Answer which contrasts with the rest hold under other choices.

    Parameters
    ----------
    notebook
        The open notebook.
    measures
        Measures, each with its voice.
    question
        What the finding answers.
    """
    binding = {"saying": "judgements", "measures": [list(pair) for pair in measures]}
    sentence, verdict = say(notebook.study, notebook.tables, binding)
    rows = select_measures(notebook.tables["judgements"], measures)
    finding = Finding(
        id="judgements",
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits="Only the choices that are declared: a lexicon that errs alike under all of them stays wrong.",
        figure=plot_judgements(rows, notebook.study.outlets) if rows["decided"].any() else None,
        data=rows,
        evidence=None,
        alt="Verdict on each outlet against the rest, measure by measure",
        binding=binding,
    )
    return keep_finding(finding, notebook)


def answer_contrasts(notebook: Notebook, measures: Pairs, *, question: str) -> Finding:
    """Answer which contrasts of an outlet with the rest are decided.

    Parameters
    ----------
    notebook
        The open notebook.
    measures
        Measures, each with its voice.
    question
        What the finding answers.
    """
    study = notebook.study
    binding = {"saying": "decided", "measures": [list(pair) for pair in measures]}
    sentence, verdict = say(study, notebook.tables, binding)
    rows = select_measures(notebook.tables["comparisons"], measures)
    testable = bool((rows["flags"] == "").any())
    confidence = study.parameters.confidence
    finding = Finding(
        id="contrasts",
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits="What is not decided may still differ: see what more articles would buy.",
        figure=plot_contrasts(rows, study.outlets, confidence=confidence) if testable else None,
        data=rows,
        evidence=None,
        alt="Ratio of each outlet to the rest, with intervals, for each measure",
        binding=binding,
    )
    return keep_finding(finding, notebook)


def find_telling(notebook: Notebook, measures: Pairs) -> list[dict[str, str]]:
    """Find a decided contrast with the rest for each verdict there is, the weakest verdict first.

    Of several the one that was tried in most specifications is taken.
    """
    rows = select_measures(notebook.tables["judgements"], measures)
    tried = rows["n_specifications"] + rows["n_others"]
    ranked = rows.assign(tried=tried).sort_values("tried", ascending=False, kind="stable")
    first = ranked.drop_duplicates("verdict").set_index("verdict")
    found = [first.loc[verdict, KEY].to_dict() for verdict in WEAKEST_FIRST if verdict in first.index]
    return [{str(name): str(value) for name, value in key.items()} for key in found]


def answer_specifications(notebook: Notebook, key: dict[str, str], *, question: str) -> Finding:
    """Answer on which choices a contrast depends.

    Parameters
    ----------
    notebook
        The open notebook.
    key
        `target`, `reference`, `measure` and `voice`.
    question
        What the finding answers.
    """
    study, table = notebook.study, notebook.tables["specifications"]
    binding: dict[str, Any] = {"saying": "specifications", **key}
    sentence, verdict = say(study, notebook.tables, binding)
    here = [table[name] == key[name] for name in ("target", "reference", "measure")]
    rows = pair_with_voices(table[here[0] & here[1] & here[2]], study.multiverse)
    rows = rows[rows["voice"] == key["voice"]].reset_index(drop=True)
    finding = Finding(
        id=name_finding("specifications-" + "-".join(key.values())),
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits="Grey specifications are not as good as the main line, as declared: shown, not counted.",
        figure=plot_specifications(rows, confidence=study.parameters.confidence),
        data=rows,
        evidence=None,
        alt="The difference under every specification, smallest first, and the choices of each",
        binding=binding,
    )
    return keep_finding(finding, notebook)


def answer_voices(notebook: Notebook, measure: str, *, question: str) -> Finding:
    """Answer whether the outlets' order survives when the voices are not kept apart."""
    study, estimates = notebook.study, notebook.tables["estimates"]
    binding = {"saying": "voices", "measure": measure}
    sentence, verdict = say(study, notebook.tables, binding)
    finding = Finding(
        id=f"voices-{measure}",
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits="An order says nothing about how far apart the outlets are; the intervals do.",
        figure=plot_estimates(estimates, study.outlets, measure=measure, voices=("outlet", "both")),
        data=estimates[(estimates["measure"] == measure) & (estimates["event"] == "all")],
        evidence=find_evidence(notebook.tables, [measure]),
        alt=f"{measure} of each outlet in its own voice and in all its words",
        binding=binding,
    )
    return keep_finding(finding, notebook)


def answer_placebo(notebook: Notebook, *, question: str) -> Finding:
    """Answer how often the tests find a difference where there is none."""
    placebo = notebook.tables["placebo"]
    binding = {"saying": "placebo"}
    sentence, verdict = say(notebook.study, notebook.tables, binding)
    finding = Finding(
        id="placebo",
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits="A family near what it promises can be believed; one far above it finds what is not there. "
        "Few articles allow few splits, and their rates scatter.",
        figure=plot_placebo(placebo) if placebo["rate"].notna().any() else None,
        data=placebo,
        evidence=None,
        alt="Rate of false findings of each family of tests, beside the rate promised",
        binding=binding,
    )
    return keep_finding(finding, notebook)


def answer_precision(notebook: Notebook, measures: Pairs, *, question: str) -> list[Finding]:
    """Answer what a study of this size can tell from none, and what more articles would buy.

    Parameters
    ----------
    notebook
        The open notebook.
    measures
        Measures with their voice, a finding each.
    question
        What the findings answer.
    """
    return [keep_finding(describe_precision(notebook, *pair, question), notebook) for pair in measures]


def describe_precision(notebook: Notebook, measure: str, voice: str, question: str) -> Finding:
    """Make the finding of one measure."""
    precision = notebook.tables["precision"]
    binding = {"saying": "precision", "measure": measure, "voice": voice}
    sentence, verdict = say(notebook.study, notebook.tables, binding)
    rows: pd.DataFrame = precision[(precision["measure"] == measure) & (precision["voice"] == voice)]
    return Finding(
        id=name_finding(f"precision-{measure}-{voice}"),
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits="That further articles differ as much as these is a guess, and a bold one where they are few.",
        figure=plot_precision(rows) if len(rows) else None,
        data=rows.reset_index(drop=True),
        evidence=None,
        alt="Smallest ratio told from none, by number of events and articles",
        binding=binding,
    )
