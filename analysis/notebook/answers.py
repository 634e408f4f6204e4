"""Answers to a notebook's questions, each kept as a finding: a sentence, a figure, its data, its evidence."""

import re
from collections.abc import Sequence

import pandas as pd

from analysis.measure.registry import find_measure
from analysis.notebook.citations import find_evidence
from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.bound import say
from analysis.report.figures import plot_estimates, plot_shares
from analysis.report.findings import Finding

SHOWN = ["outlet", "measure", "voice", "value", "low", "high"]
SHOWN += ["numerator", "denominator", "n_articles", "flags"]


def answer_measure(
    notebook: Notebook, measure: str, *, question: str, limits: str, voices: Sequence[str] = ("both",)
) -> Finding:
    """Answer which outlet stands highest in a measure, and how surely.

    Parameters
    ----------
    notebook
        The open notebook.
    measure
        Its id; the sentence speaks of the first of `voices`, the figure shows all.
    question, limits
        What the finding answers, and what it does not show.
    voices
        Voices in the figure.
    """
    study, tables = notebook.study, notebook.tables
    binding = {"saying": "highest", "measure": measure, "voice": voices[0]}
    sentence, verdict = say(study, tables, binding)
    finding = Finding(
        id=name_finding(measure),
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits=limits,
        figure=plot_estimates(tables["estimates"], study.outlets, measure=measure, voices=voices),
        data=select_estimates(tables["estimates"], [measure], voices),
        evidence=find_evidence(tables, [measure]),
        alt=f"{find_measure(measure).name} of each outlet, with intervals",
        binding=binding,
    )
    return keep_finding(finding, notebook)


def answer_shares(
    notebook: Notebook, measures: Sequence[str], *, question: str, limits: str, voice: str = "both"
) -> Finding:
    """Answer how each outlet divides a whole; the sentence speaks of the first share.

    Parameters
    ----------
    notebook
        The open notebook.
    measures
        Shares of the same whole.
    question, limits
        What the finding answers, and what it does not show.
    voice
        Voice of the shares.
    """
    study, tables = notebook.study, notebook.tables
    binding = {"saying": "highest", "measure": measures[0], "voice": voice}
    sentence, verdict = say(study, tables, binding)
    finding = Finding(
        id=name_finding(f"shares-{measures[0]}"),
        question=question,
        sentence=sentence,
        verdict=verdict,
        limits=limits,
        figure=plot_shares(tables["estimates"], study.outlets, measures=measures, voice=voice),
        data=select_estimates(tables["estimates"], measures, [voice]),
        evidence=find_evidence(tables, list(measures)),
        alt=f"Shares of each outlet: {', '.join(find_measure(name).name for name in measures)}",
        binding=binding,
    )
    return keep_finding(finding, notebook)


def name_finding(words: str) -> str:
    """Make an identifier of a measure's id."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")[:80]


def select_estimates(estimates: pd.DataFrame, measures: Sequence[str], voices: Sequence[str]) -> pd.DataFrame:
    """Choose the rows of some measures and voices over all events."""
    chosen = estimates["measure"].isin(measures) & estimates["voice"].isin(voices)
    return estimates[chosen & (estimates["event"] == "all")][SHOWN].reset_index(drop=True)
