"""A notebook opens a study: tables are built where stale, and its findings have a place."""

import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.pipeline import prepare_tables, read_tables
from analysis.report.findings import Finding, write_finding
from analysis.study import Study, find_root, read_study


@dataclass(frozen=True)
class Notebook:
    """An open notebook: its study, the study's tables by name, the folder of its findings."""

    study: Study
    tables: dict[str, pd.DataFrame] = field(repr=False)
    findings: Path


def open_notebook(name: str, study: str, **parameters: Any) -> Notebook:
    """Open a study for a notebook; what is stale is built first, former findings are cleared.

    Parameters
    ----------
    name
        The notebook's file name without ending.
    study
        Name of the study's folder in `data/raw`.
    **parameters
        The notebook's parameters; None leaves the study's own.

    Raises
    ------
    StudyError
        If the study breaks a rule, or a parameter is unknown.
    """
    root = find_root()
    found = read_study(study, root, **parameters)
    folder = root / "data" / "processed" / study
    prepare_tables(found, folder)
    findings = folder / "findings" / name
    shutil.rmtree(findings, ignore_errors=True)
    findings.mkdir(parents=True)
    return Notebook(found, read_tables(folder), findings)


def keep_finding(finding: Finding, notebook: Notebook) -> Finding:
    """Save a finding for the report, and hand it on to be shown."""
    write_finding(finding, notebook.findings, order=len(list(notebook.findings.glob("*.json"))))
    return finding
