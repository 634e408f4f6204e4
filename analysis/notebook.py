"""What a notebook needs: its study with tables built where stale, and a place for its findings."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from analysis.pipeline import prepare_tables
from analysis.report.findings import Finding, write_finding
from analysis.study import Study, find_root, read_study


@dataclass(frozen=True)
class Notebook:
    """An open notebook: its name, its study, the folders of its tables and of its findings."""

    name: str
    study: Study
    tables: Path
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
    tables = root / "data" / "processed" / study
    prepare_tables(found, tables)
    findings = tables / "findings" / name
    shutil.rmtree(findings, ignore_errors=True)
    findings.mkdir(parents=True)
    return Notebook(name, found, tables, findings)


def keep_finding(finding: Finding, notebook: Notebook) -> Finding:
    """Save a finding for the report and hand it on, so that a cell that ends with it shows it."""
    order = len(list(notebook.findings.glob("*.json")))
    write_finding(finding, notebook.findings, order)
    return finding
