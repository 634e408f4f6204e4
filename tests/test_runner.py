"""The runner: notebooks in, a published report out, or nothing at all."""

import json
import shutil
import subprocess
import sys

import nbformat
import pytest

from analysis.hashes import hash_files
from analysis.runner import NotebookError, run_study
from analysis.store import read_table
from analysis.study import StudyError


def test_a_run_publishes_everything(demo_root, demo_reports):
    """A report comes with its manifest, its notebooks, and each figure as SVG and PNG with its data."""
    names = set(hash_files(demo_reports))
    assert {"report.html", "manifest.json", "findings.parquet"} <= names
    findings = read_table("findings", demo_reports)
    assert set(findings["notebook"]) == {path.stem for path in (demo_root / "notebooks").glob("*.ipynb")}
    assert {f"notebooks/{path.name}" for path in (demo_root / "notebooks").glob("*.ipynb")} <= names
    figures = [name for name in names if name.endswith(".svg")]
    assert figures
    assert {name.replace(".svg", ending) for name in figures for ending in (".png", ".csv")} <= names


def test_a_run_with_nothing_changed_touches_nothing(demo_root, demo_reports):
    """Run again, nothing is executed and nothing is written."""
    before = {path: path.stat().st_mtime_ns for path in demo_reports.rglob("*")}
    run_study("demo", demo_root, {})
    assert {path: path.stat().st_mtime_ns for path in demo_reports.rglob("*")} == before


def test_another_folder_gives_the_same_bytes(demo_root, demo_reports, tmp_path):
    """Report, figures, data, notebooks and manifest are the same to the byte in another folder."""
    for name in ("data/raw", "notebooks"):
        shutil.copytree(demo_root / name, tmp_path / name)
    other = run_study("demo", tmp_path, {}).parent
    assert hash_files(other) == hash_files(demo_reports)


def test_without_the_articles_the_figures_are_the_same(demo_root, demo_reports, tmp_path):
    """From derived tables alone the figures come out the same; the articles add the evidence."""
    pages = "data/raw/demo/pages"
    shutil.copytree(demo_root / "data", tmp_path / "data")
    shutil.copytree(demo_root / "notebooks", tmp_path / "notebooks")
    processed = tmp_path / "data" / "processed" / "demo"
    shutil.rmtree(tmp_path / pages)
    shutil.rmtree(processed / "findings")
    for name in ("texts", "blocks"):
        (processed / f"{name}.parquet").unlink()
    derived = run_study("demo", tmp_path, {}).parent
    assert hash_files(derived / "figures") == hash_files(demo_reports / "figures")
    assert "parallax place demo FOLDER" in (derived / "report.html").read_text(encoding="utf-8")
    shutil.copytree(demo_root / pages, tmp_path / pages)
    assert hash_files(run_study("demo", tmp_path, {}).parent) == hash_files(demo_reports)


def test_an_unknown_parameter_is_refused(shore):
    """A parameter that nobody knows stops the run before anything is built."""
    with pytest.raises(StudyError, match="unknown parameter"):
        run_study("shore", shore, {"drawz": 3})
    assert not (shore / "data" / "processed").exists()


def test_a_failing_notebook_publishes_nothing_and_is_kept_apart(shore):
    """If a notebook fails nothing is published, and it is kept with its error."""
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    parameters = nbformat.v4.new_code_cell('study: str = "shore"  # the study')
    parameters.metadata["tags"] = ["parameters"]
    notebook.cells = [parameters, nbformat.v4.new_code_cell("1 / 0")]
    (shore / "notebooks").mkdir()
    nbformat.write(notebook, shore / "notebooks" / "00_broken.ipynb")
    with pytest.raises(NotebookError, match="ZeroDivisionError"):
        run_study("shore", shore, {})
    assert not (shore / "reports" / "shore").exists()
    kept = json.loads((shore / "data/processed/shore/failed/00_broken.ipynb").read_text(encoding="utf-8"))
    assert "ZeroDivisionError" in json.dumps(kept)


def test_a_notebook_runs_alone_through_papermill(demo_root, tmp_path):
    """Any notebook runs alone with papermill's own command."""
    command = [sys.executable, "-m", "papermill", "notebooks/02_attribution.ipynb"]
    command += [str(tmp_path / "out.ipynb"), "-p", "study", "demo"]
    done = subprocess.run(command, cwd=demo_root, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]
    assert "attributed" in (tmp_path / "out.ipynb").read_text(encoding="utf-8")
