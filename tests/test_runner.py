"""The runner: notebooks in, a published report out, or nothing at all."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

from analysis.hashes import hash_files
from analysis.runner import NotebookError, run_study
from analysis.store import read_table
from analysis.study import StudyError
from analysis.sweep import sweep_notebooks


def write_notebook(root: Path, name: str, code: str) -> None:
    """Write a notebook of the study `shore` with the parameters `study` and `headline`."""
    kernel = {"name": "python3", "language": "python", "display_name": "Python 3"}
    notebook = nbformat.v4.new_notebook(metadata={"kernelspec": kernel})
    declared = 'study: str = "shore"  # the study\nheadline: bool = None  # count titles'
    parameters = nbformat.v4.new_code_cell(declared)
    parameters.metadata["tags"] = ["parameters"]
    notebook.cells = [parameters, nbformat.v4.new_code_cell(code)]
    (root / "notebooks").mkdir(exist_ok=True)
    nbformat.write(notebook, root / "notebooks" / f"{name}.ipynb")


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
    write_notebook(shore, "00_broken", "1 / 0")
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


COVER = """
from analysis.notebook.answers import answer_measure
from analysis.notebook.opening import open_notebook
book = open_notebook("00_cover", study, headline=headline)
answer_measure(book, "hedges", question="Who hedges?", limits="", voices=["both"])
"""


def test_a_sweep_runs_a_notebook_under_every_combination(shore):
    """Each combination has its rows and its numbers; the study's own tables stay as they were."""
    write_notebook(shore, "00_cover", COVER)
    found = sweep_notebooks("shore", shore, {"headline": [True, False], "draws": [40]})
    assert found[["headline", "draws"]].to_numpy().tolist() == [[True, 40], [False, 40]]
    assert set(found["finding"]) == {"hedges"}
    assert found["sentence"].nunique() == 2
    folder = shore / "data/processed/shore"
    assert not (folder / "sweep").exists()
    own = read_table("measures", folder)
    assert own["denominator"].sum() > 0
    before = {path: path.stat().st_mtime_ns for path in folder.glob("*.parquet")}
    sweep_notebooks("shore", shore, {"headline": [False]}, ["00_cover"])
    assert {path: path.stat().st_mtime_ns for path in folder.glob("*.parquet")} == before


def test_a_sweep_refuses_what_nobody_knows(shore):
    """An unknown parameter, notebook, or a parameter without values stops the sweep before anything runs."""
    write_notebook(shore, "00_cover", COVER)
    for grid, notebooks, rule in (
        ({"drawz": [1]}, [], "unknown parameter"),
        ({"draws": [1]}, ["07_mood"], "no such notebook"),
        ({"draws": []}, [], "no values"),
    ):
        with pytest.raises(StudyError, match=rule):
            sweep_notebooks("shore", shore, grid, notebooks)
    assert not (shore / "data" / "processed").exists()
