"""Whole notebooks under every combination of some parameters: what they find, side by side."""

import shutil
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path
from typing import Any

import pandas as pd
from tqdm import tqdm

from analysis.pipeline import prepare_tables
from analysis.publish import list_notebooks
from analysis.runner import run_notebooks
from analysis.study import Study, StudyError, check_parameters, read_study

BUILT = ("findings", "executed", "failed", "sweep")  # not carried over into a combination's own project


def sweep_notebooks(
    name: str, root: Path, grid: Mapping[str, Sequence[Any]], notebooks: Sequence[str] = ()
) -> pd.DataFrame:
    """Run a study's notebooks under every combination of parameters.

    Each combination has a project of its own for as long as it runs, so that the study's tables and report
    stay as they are.

    Parameters
    ----------
    name
        Folder of the study in `data/raw`.
    root
        The project.
    grid
        Values to try for each parameter.
    notebooks
        Names of notebooks without ending; all if none is named.

    Returns
    -------
    pandas.DataFrame
        A row a finding and combination: the parameters, `notebook`, `finding`, `verdict`, `sentence`.

    Raises
    ------
    StudyError
        If the study breaks a rule, or a parameter, value or notebook is unknown.
    NotebookError
        If a notebook fails.
    """
    chosen = choose_notebooks(root, notebooks)
    for parameter, values in grid.items():
        if not values:
            raise StudyError("no values", f"parameters: {parameter}", parameter, "Give one or more to try.")
    combinations = [dict(zip(grid, values, strict=True)) for values in product(*grid.values())]
    for combination in combinations:
        check_parameters(combination)
    prepare_tables(read_study(name, root), root / "data" / "processed" / name, say=tqdm.write)
    frames = [run_combination(name, root, combination, chosen) for combination in combinations]
    return pd.concat(frames, ignore_index=True)


def choose_notebooks(root: Path, names: Sequence[str]) -> list[str]:
    """Choose notebooks by their names; all if none is named."""
    known = [path.stem for path in list_notebooks(root)]
    for name in names:
        if name not in known:
            raise StudyError("no such notebook", "notebooks", name, f"There are {', '.join(known)}.")
    return list(names) or known


def run_combination(
    name: str, root: Path, combination: dict[str, Any], notebooks: Sequence[str]
) -> pd.DataFrame:
    """Run notebooks with some parameters in a project of their own, and list what they find."""
    from analysis.report.findings import read_findings

    place = root / "data" / "processed" / name / "sweep"
    try:
        study = lay_out_project(name, root, place, combination)
        folder = place / "data" / "processed" / name
        prepare_tables(study, folder, say=tqdm.write)
        paths = [path for path in list_notebooks(place) if path.stem in notebooks]
        run_notebooks(paths, study, folder, combination)
        rows = [
            {"notebook": path.stem, "finding": found.id, "verdict": found.verdict, "sentence": found.sentence}
            for path in paths
            for found in read_findings(folder / "findings" / path.stem)
        ]
    finally:
        shutil.rmtree(place, ignore_errors=True)
    return pd.DataFrame(rows, columns=["notebook", "finding", "verdict", "sentence"]).assign(**combination)


def lay_out_project(name: str, root: Path, place: Path, combination: dict[str, Any]) -> Study:
    """Lay out a project that holds the study as it is and a copy of its tables; read the study there."""
    shutil.rmtree(place, ignore_errors=True)
    raw = place / "data" / "raw" / name
    raw.parent.mkdir(parents=True)
    raw.symlink_to((root / "data" / "raw" / name).resolve(), target_is_directory=True)
    shutil.copytree(root / "notebooks", place / "notebooks")
    tables = root / "data" / "processed" / name
    shutil.copytree(tables, place / "data" / "processed" / name, ignore=shutil.ignore_patterns(*BUILT))
    return read_study(name, place, **combination)
