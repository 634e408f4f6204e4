"""Findings published as a report: whole or not at all."""

import json
import shutil
from collections.abc import Iterable
from dataclasses import asdict
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis.hashes import hash_code, hash_file, hash_files, hash_value
from analysis.pipeline import files_of, list_tables, read_stamps, read_tables, write_stamp
from analysis.report.accuracy import load_accuracy
from analysis.store import make_table, write_table
from analysis.study import Study
from analysis.tables import TABLES

if TYPE_CHECKING:  # drawing is slow to import, and not needed where nothing is stale
    from analysis.report.findings import Finding

FINDING_ROOMS = ("tables.py", "store.py", "notebook", "measure", "compare", "vary", "report")
PACKAGES = (
    "parallax-framing",
    "numpy",
    "pandas",
    "pyarrow",
    "scipy",
    "scikit-learn",
    "matplotlib",
    "papermill",
    "jinja2",
    "dateparser",
)


def list_notebooks(root: Path) -> list[Path]:
    """List the notebooks in their order."""
    return sorted((root / "notebooks").glob("[0-9][0-9]_*.ipynb"))


def publish(study: Study, root: Path) -> Path:
    """Write the report and what stands behind it, then put it in the former one's place, where stale."""
    folder, target = root / "data" / "processed" / study.id, root / "reports" / study.id
    made_from = describe_report(study, root, folder)
    known = read_stamps(folder / "findings").get("report", {})
    if known == made_from | {"made": hash_files(target)} and known["made"]:
        return target / "report.html"
    from analysis.report.index import write_index

    partial = root / "reports" / f".{study.id}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    write_results(study, root, folder, partial)
    shutil.rmtree(target, ignore_errors=True)
    partial.rename(target)
    write_index(root / "reports")
    write_stamp(folder / "findings", "report", made_from | {"made": hash_files(target)})
    return target / "report.html"


def describe_report(study: Study, root: Path, folder: Path) -> dict[str, str]:
    """Hash what a report is made from."""
    findings = {path.stem: hash_files(folder / "findings" / path.stem) for path in list_notebooks(root)}
    settings = [study.title, study.question, study.description, study.outlets, study.events, study.hypotheses]
    accuracy = load_accuracy(study.language)
    return {
        "inputs": hash_value([findings, read_stamps(folder), list_tables(folder)]),
        "settings": hash_value([settings, asdict(study.parameters)]),
        "code": hash_value([hash_code("publish.py", *FINDING_ROOMS), versions(), accuracy]),
    }


def write_results(study: Study, root: Path, folder: Path, target: Path) -> None:
    """Write everything of `reports/<study>`: report, figures with data, notebooks, manifest.

    Raises
    ------
    StudyError
        If a finding says what its numbers do not support.
    """
    from analysis.report.bound import check_findings
    from analysis.report.findings import read_findings
    from analysis.report.page import write_report

    notebooks = list_notebooks(root)
    findings = {path.stem: read_findings(folder / "findings" / path.stem) for path in notebooks}
    tables = read_tables(folder)
    check_findings((finding for found in findings.values() for finding in found), study, tables)
    manifest = describe_manifest(study, folder, notebooks)
    (target / "figures").mkdir(parents=True)
    (target / "notebooks").mkdir()
    for path in notebooks:
        shutil.copy(folder / "executed" / path.name, target / "notebooks" / path.name)
        copy_all((folder / "findings" / path.stem).glob("*.*"), target / "figures")
    write_table(list_findings(findings), "findings", target)
    (target / "manifest.json").write_text(json.dumps(manifest, indent=1, sort_keys=True) + "\n", "utf-8")
    write_report(study, tables, findings, manifest, target / "report.html")


def list_findings(findings: "dict[str, list[Finding]]") -> pd.DataFrame:
    """Table `findings`: what every notebook found, in words."""
    rows = [vars(finding) | {"notebook": name} for name, kept in findings.items() for finding in kept]
    return make_table("findings", [row | {"finding": row["id"]} for row in rows])


def copy_all(paths: Iterable[Path], folder: Path) -> None:
    """Copy figures and their data."""
    for path in sorted(paths):
        if path.suffix != ".json":
            shutil.copy(path, folder / path.name)


def describe_manifest(study: Study, folder: Path, notebooks: list[Path]) -> dict[str, Any]:
    """Name by hash all that a report depends on."""
    stamps = read_stamps(folder)
    withheld = [name for name, table in TABLES.items() if table.running_text]
    return {
        "study": study.id,
        "parameters": asdict(study.parameters),
        "inputs": dict(zip(study.articles["file"], study.articles["sha256"], strict=True)),
        "files_in_place": "missing" not in files_of(study).values(),
        "tables": {
            name: sha for s in stamps.values() for name, sha in s["made"].items() if name not in withheld
        },
        "code": {stage: stamp["code"] for stage, stamp in stamps.items()},
        "notebooks": {path.name: hash_file(path) for path in notebooks},
        "versions": versions(),
    }


def versions() -> dict[str, str]:
    """Versions of the packages that numbers, figures and pages depend on."""
    return {name: metadata.version(name) for name in PACKAGES}
