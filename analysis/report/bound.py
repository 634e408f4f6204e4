"""Sentences bound to the tables: each finding keeps how its sentence is said, and a build says it again.

A sentence is a function of the tables. What it says follows their numbers; that it was said is kept with the
finding as the name of the function and its arguments. Where the tables have moved and a finding has not, the
sentence comes out otherwise, and nothing is published.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import pandas as pd

from analysis.compare.design import make_design
from analysis.report.descriptions import say_coverage
from analysis.report.findings import Finding
from analysis.report.prose import Said, say_highest
from analysis.report.reliance import (
    say_decided,
    say_judgements,
    say_placebo,
    say_precision,
    say_specifications,
    say_voices,
)
from analysis.report.rows import add_judgements
from analysis.report.vocabulary import say_similarity, say_terms
from analysis.study import Study, StudyError
from analysis.vary.precision import describe_own_size

Tables = Mapping[str, pd.DataFrame]
Saying = Callable[..., Said]


def bind_coverage(study: Study, tables: Tables) -> Said:
    """Say who covers what."""
    return say_coverage(tables["articles"], study.outlets, study.events)


def bind_highest(study: Study, tables: Tables, measure: str, voice: str) -> Said:
    """Say which outlet stands highest in a measure."""
    judged = add_judgements(tables["comparisons"], tables["judgements"])
    confidence = study.parameters.confidence
    return say_highest(tables["estimates"], judged, measure, voice, study.outlets, confidence)


def bind_decided(study: Study, tables: Tables, measures: list[list[str]]) -> Said:
    """Say how many contrasts are decided."""
    pairs = [(measure, voice) for measure, voice in measures]
    return say_decided(tables["comparisons"], pairs, confidence=study.parameters.confidence)


def bind_judgements(study: Study, tables: Tables, measures: list[list[str]]) -> Said:
    """Say how many decided contrasts are robust."""
    pairs = [(measure, voice) for measure, voice in measures]
    return say_judgements(tables["judgements"], pairs, study.outlets)


def bind_specifications(study: Study, tables: Tables, **key: str) -> Said:
    """Say how one contrast fares under other choices."""
    return say_specifications(dict(tables), key, study.outlets, confidence=study.parameters.confidence)


def bind_voices(study: Study, tables: Tables, measure: str) -> Said:
    """Say whether the voices matter to the order of the outlets."""
    return say_voices(tables["estimates"], measure, study.outlets)


def bind_placebo(study: Study, tables: Tables) -> Said:
    """Say how often tests find a difference where there is none."""
    return say_placebo(tables["placebo"])


def bind_precision(study: Study, tables: Tables, measure: str, voice: str) -> Said:
    """Say which ratio can be told from none."""
    keep = study.parameters.copies
    coverage = make_design(tables["articles"], tables["copies"], keep_copies=keep).coverage
    return say_precision(tables["precision"], describe_own_size(coverage.to_numpy()), measure, voice)


def bind_terms(study: Study, tables: Tables, outlet: str, voice: str) -> Said:
    """Say which words tell an outlet from the rest."""
    contrasts, judgements = (
        table[(table["target"] == outlet) & (table["reference"] == "rest") & (table["voice"] == voice)]
        for table in (tables["term_contrasts"], tables["term_judgements"])
    )
    confidence = study.parameters.confidence
    return say_terms(contrasts, judgements, outlet, study.outlets, confidence=confidence)


def bind_similarity(study: Study, tables: Tables, voice: str, statistic: str) -> Said:
    """Say how alike the outlets are."""
    rows = tables["similarity"]
    chosen = (rows["event"] == "all") & (rows["voice"] == voice) & (rows["statistic"] == statistic)
    return say_similarity(rows[chosen], study.outlets)


SAYINGS: dict[str, Saying] = {
    "coverage": bind_coverage,
    "highest": bind_highest,
    "decided": bind_decided,
    "judgements": bind_judgements,
    "specifications": bind_specifications,
    "voices": bind_voices,
    "placebo": bind_placebo,
    "precision": bind_precision,
    "terms": bind_terms,
    "similarity": bind_similarity,
}


def say(study: Study, tables: Tables, binding: Mapping[str, Any]) -> Said:
    """Say a bound sentence.

    Parameters
    ----------
    study
        Its names and parameters.
    tables
        Its tables, by name.
    binding
        `saying`, one of `SAYINGS`, and the arguments of that function.

    Returns
    -------
    tuple
        The sentence and its verdict.
    """
    arguments = {name: value for name, value in binding.items() if name != "saying"}
    return SAYINGS[binding["saying"]](study, tables, **arguments)


def check_findings(findings: Iterable[Finding], study: Study, tables: Tables) -> None:
    """Say every bound sentence again.

    Raises
    ------
    StudyError
        For the first finding whose sentence or verdict its numbers no longer support.
    """
    for finding in findings:
        if not finding.binding:
            continue
        sentence, verdict = say(study, tables, finding.binding)
        if (sentence, verdict) != (finding.sentence, finding.verdict):
            raise StudyError(
                "a sentence that its numbers do not support",
                f"finding {finding.id}",
                finding.sentence,
                f"They say: {sentence} ({verdict}). Run its notebook again.",
            )
