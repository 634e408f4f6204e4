"""The report: findings and tables → one HTML file that opens offline and asks nobody for anything."""

import json
import re
from base64 import b64encode
from collections.abc import Mapping, Sequence
from dataclasses import asdict, fields
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from analysis.compare.design import count_coverage
from analysis.report.accuracy import read_accuracy
from analysis.report.evidence import Counted, show_evidence
from analysis.report.figures.style import outlet_to_colour
from analysis.report.findings import VERDICTS, Finding, draw_finding
from analysis.report.glossary import GLOSSARY, PARAMETERS
from analysis.report.markup import UNSAFE, escape_text
from analysis.report.reader import LAYERS, Tables, list_articles, show_articles
from analysis.report.tabling import show_table
from analysis.study import Study
from analysis.tables import TABLES

BRACKETS = re.compile(r"\([^()]*\)")
ANSWERS = 5  # on the first screen
KNOWN_ERROR = (
    "found_precision",
    "found_recall",
    "recall_spread",
    "content_token_f1",
    "voice_pearson",
    "source_kind_accuracy",
    "cue_class_accuracy",
    "hedge_precision",
    "hedge_recall",
    "booster_precision",
    "booster_recall",
    "loaded_precision",
    "loaded_recall",
)


def write_report(
    study: Study,
    tables: Tables,
    findings: Mapping[str, Sequence[Finding]],
    manifest: Mapping[str, Any],
    path: Path,
) -> None:
    """Write a study's report.

    Parameters
    ----------
    study
        What was asked.
    tables
        All tables of the line; without `texts` the reader says how to put them in place.
    findings
        Findings of each notebook, in their order; the first of each is an answer on the first screen.
    manifest
        Inputs, parameters and versions by hash.
    path
        The file; its bytes depend on the arguments only.
    """
    sections = [section for found in findings.values() for section in split_questions(found)]
    answers = [found[0] for found in findings.values() if found][:ANSWERS]
    html = render(
        "report.html",
        study=study,
        articles=list_articles(study, tables),
        issues=tables["issues"],
        coverage=count_coverage(tables["articles"], study.outlets, study.events),
        colours=outlet_to_colour(study.outlets),
        answers=answers,
        sections=sections,
        evidence=collect_evidence(sections, study, tables),
        shown=show_articles(study, tables),
        has_texts="texts" in tables,
        layers=LAYERS,
        glossary=GLOSSARY,
        verdicts=VERDICTS,
        parameters=describe_parameters(study),
        accuracy=describe_accuracy(study.language),
        dictionary={name: table for name, table in TABLES.items() if name in tables},
        manifest=flatten(manifest),
        fingerprint=sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest(),
        version=version("parallax-framing"),
    )
    path.write_text(html, encoding="utf-8", newline="\n")


def split_questions(findings: Sequence[Finding]) -> list[list[Finding]]:
    """Put findings that answer the same question together, in the order of the questions."""
    questions: dict[str, list[Finding]] = {}
    for finding in findings:
        questions.setdefault(finding.question, []).append(finding)
    return list(questions.values())


def collect_evidence(
    sections: Sequence[Sequence[Finding]], study: Study, tables: Tables
) -> dict[str, dict[str, list[Counted]]]:
    """Show the evidence of each finding that has some."""
    return {
        finding.id: show_evidence(finding.evidence, study, tables)
        for section in sections
        for finding in section
        if finding.evidence is not None and len(finding.evidence)
    }


def describe_parameters(study: Study) -> pd.DataFrame:
    """List a study's parameters with their meaning."""
    given = asdict(study.parameters)
    rows = [(f.name, str(given[f.name]), PARAMETERS.get(f.name, "")) for f in fields(study.parameters)]
    return pd.DataFrame(rows, columns=["parameter", "value", "meaning"])


def describe_accuracy(language: str) -> pd.DataFrame:
    """List how right the annotators are on texts that others annotated."""
    known = read_accuracy(language)
    rows = known[known["figure"].isin(KNOWN_ERROR) & (known["group"] == "")]
    return rows[["meaning", "corpus", "value", "low", "high", "n", "scale"]]


def flatten(manifest: Mapping[str, Any], prefix: str = "") -> pd.DataFrame:
    """List a nested manifest as rows of entry and value."""
    rows: list[tuple[str, str]] = []
    for key, value in manifest.items():
        if isinstance(value, Mapping):
            rows += flatten(value, f"{prefix}{key} · ").itertuples(index=False, name=None)
        else:
            rows.append((f"{prefix}{key}", str(value)))
    return pd.DataFrame(rows, columns=["entry", "value"])


def render(template: str, **values: Any) -> str:
    """Fill a template of `page/`; every text is escaped, style and script are allowed by their hash alone."""
    pages = Environment(
        loader=PackageLoader("analysis.report", "page"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=clean,
    )
    read = {name: pages.loader.get_source(pages, name)[0] for name in ("style.css", "script.js")}  # type: ignore[union-attr]
    pages.globals |= {
        "style": Markup(read["style.css"]),
        "script": Markup(read["script.js"]),
        "policy": make_policy(read["style.css"], read["script.js"]),
        "hush": hush,
        "draw": lambda finding: Markup(draw_finding(finding)),
        "table": lambda *given: Markup(show_table(*given)),
    }
    return pages.get_template(template).render(**values)


def clean(value: Any) -> Any:
    """Replace characters that no page may hold; what is unknown is written as nothing."""
    if isinstance(value, str) and not isinstance(value, Markup):
        return UNSAFE.sub("\ufffd", value)
    return "" if value is None else value


def hush(sentence: str) -> Markup:
    """Set what stands in brackets, such as an interval, in a low voice."""
    return Markup(BRACKETS.sub(r'<span class="quiet">\g<0></span>', escape_text(sentence)))


def make_policy(style: str, script: str) -> str:
    """Forbid every request; allow the page's own style and script."""
    hashes = [b64encode(sha256(text.encode()).digest()).decode() for text in (style, script)]
    return (
        f"default-src 'none'; img-src data:; style-src-elem 'sha256-{hashes[0]}'; "
        f"style-src-attr 'unsafe-inline'; script-src 'sha256-{hashes[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
