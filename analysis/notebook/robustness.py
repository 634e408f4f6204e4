"""Answers about how far differences hold: their intervals, and the choice of voice."""

from collections.abc import Sequence

import pandas as pd

from analysis.notebook.citations import find_evidence
from analysis.notebook.opening import Notebook, keep_finding
from analysis.report.figures import plot_estimates
from analysis.report.figures.contrasts import plot_contrasts
from analysis.report.findings import Finding
from analysis.report.prose import excludes_zero, is_doubtful
from analysis.report.wording import count_noun, join_words

Pairs = Sequence[tuple[str, str]]  # measure, voice


def answer_contrasts(notebook: Notebook, measures: Pairs, *, question: str) -> Finding:
    """Answer which contrasts of an outlet with the rest leave out zero.

    Parameters
    ----------
    notebook
        The open notebook.
    measures
        Measures, each with its voice.
    question
        What the finding answers.
    """
    rows = select_contrasts(notebook.tables["comparisons"], measures)
    sound = [row for row in rows.to_dict("records") if not is_doubtful(row)]
    clear = sum(excludes_zero(row) for row in sound)
    chance = (1 - notebook.study.parameters.confidence) * len(sound)
    sentence = (
        f"Of {count_noun(len(rows), 'contrast')} with the rest, {clear} leave out zero; "
        f"if nothing differed, about {chance:.0f} would."
        if sound
        else f"None of {count_noun(len(rows), 'contrast')} can be tested: too few articles or events."
    )
    finding = Finding(
        id="contrasts",
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits="The intervals are not corrected for their number: some leave out zero by chance.",
        figure=plot_contrasts(rows, notebook.study.outlets) if sound else None,
        data=rows,
        evidence=None,
        alt="Ratio of each outlet to the rest, with intervals, for each measure",
    )
    return keep_finding(finding, notebook)


def select_contrasts(comparisons: pd.DataFrame, measures: Pairs) -> pd.DataFrame:
    """Choose the contrasts with the rest over all events, in the order of the measures."""
    pooled = comparisons[(comparisons["event"] == "all") & (comparisons["reference"] == "rest")]
    chosen = [pooled[(pooled["measure"] == m) & (pooled["voice"] == v)] for m, v in measures]
    return pd.concat(chosen, ignore_index=True)


def answer_voices(notebook: Notebook, measure: str, *, question: str) -> Finding:
    """Answer whether the outlets' order survives when the voices are not kept apart."""
    study, estimates = notebook.study, notebook.tables["estimates"]
    orders = {voice: rank_outlets(estimates, measure, voice) for voice in ("both", "outlet")}
    both, own = (join_words([study.outlets[o] for o in order]) for order in orders.values())
    change = "another" if both != own else "the same"
    sentence = f"Highest first, all words counted: {both}. In the outlets' own voice the order is {change}"
    sentence += f": {own}." if both != own else "."
    finding = Finding(
        id=f"voices-{measure}",
        question=question,
        sentence=sentence,
        verdict="descriptive only",
        limits="An order says nothing about how far apart the outlets are; the intervals do.",
        figure=plot_estimates(estimates, study.outlets, measure=measure, voices=("outlet", "both")),
        data=estimates[(estimates["measure"] == measure) & (estimates["event"] == "all")],
        evidence=find_evidence(notebook.tables, [measure]),
        alt=f"{measure} of each outlet in its own voice and in all its words",
    )
    return keep_finding(finding, notebook)


def rank_outlets(estimates: pd.DataFrame, measure: str, voice: str) -> list[str]:
    """Order the outlets by a measure over all events, highest first."""
    chosen = (estimates["measure"] == measure) & (estimates["voice"] == voice)
    rows = estimates[chosen & (estimates["event"] == "all")].dropna(subset="value")
    return rows.sort_values("value", ascending=False, kind="stable")["outlet"].tolist()
