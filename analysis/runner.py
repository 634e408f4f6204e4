"""The notebooks run through papermill; one that fails is kept apart with its error."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from pathlib import Path
from typing import Any

from tqdm import tqdm

from analysis.hashes import hash_code, hash_file, hash_files, hash_value
from analysis.pipeline import prepare_tables, read_stamps, write_stamp
from analysis.publish import FINDING_ROOMS, list_notebooks, publish
from analysis.study import Study, StudyError, check_parameters, read_study

KERNELS = 2  # more do not pay: each notebook is short
ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class NotebookError(RuntimeError):
    """A notebook that failed."""


def run_study(name: str, root: Path, parameters: dict[str, Any]) -> Path:
    """Run a study along the whole line, and publish `reports/<study>`.

    Parameters
    ----------
    name
        Folder of the study in `data/raw`.
    root
        The project.
    parameters
        Override the study's own; every one must be known.

    Returns
    -------
    pathlib.Path
        The report, `reports/<study>/report.html`.

    Raises
    ------
    StudyError
        If the study breaks a rule or a parameter is unknown.
    NotebookError
        If a notebook fails; what was published before stays.
    """
    check_parameters(parameters)
    study = read_study(name, root, **parameters)
    folder = root / "data" / "processed" / name
    prepare_tables(study, folder, say=tqdm.write)
    stale = [path for path in list_notebooks(root) if not is_fresh(path, study, folder)]
    run_notebooks(stale, study, folder, parameters)
    return publish(study, root)


def describe_run(path: Path, study: Study, folder: Path) -> dict[str, str]:
    """Hash what a notebook's findings are made from."""
    made = {stage: stamp["made"] for stage, stamp in read_stamps(folder).items()}
    settings = [study.title, study.outlets, study.events, study.labels, asdict(study.parameters)]
    return {
        "inputs": hash_value(made),
        "settings": hash_value(settings),
        "code": hash_value([hash_file(path), hash_code(*FINDING_ROOMS)]),
    }


def is_fresh(path: Path, study: Study, folder: Path) -> bool:
    """Tell whether a notebook's findings are there, unchanged, and made from just this."""
    stamps = read_stamps(folder / "findings")
    known = stamps.get(path.stem, {})
    wanted = describe_run(path, study, folder) | {"made": hash_files(folder / "findings" / path.stem)}
    return known == wanted and (folder / "executed" / path.name).is_file()


def run_notebooks(paths: list[Path], study: Study, folder: Path, parameters: dict[str, Any]) -> None:
    """Run notebooks side by side and stamp those that succeed.

    Raises
    ------
    NotebookError
        Naming the first notebook that failed, after all have run.
    """
    if not paths:
        return
    os.environ |= ONE_THREAD  # kernels inherit it: sums must not depend on the number of threads
    errors = []
    with ThreadPoolExecutor(KERNELS) as pool:
        jobs = {path: pool.submit(run_notebook, path, study.id, folder, parameters) for path in paths}
        for path, job in tqdm(jobs.items(), desc=study.id, unit="notebook"):
            if error := job.exception():
                errors.append(f"{path.name}: {error}")
                continue
            made = {"made": hash_files(folder / "findings" / path.stem)}
            write_stamp(folder / "findings", path.stem, describe_run(path, study, folder) | made)
    if errors:
        raise NotebookError("\n".join(errors))


def run_notebook(path: Path, study: str, folder: Path, parameters: dict[str, Any]) -> None:
    """Run one notebook through papermill with those parameters that it declares."""
    import papermill
    from traitlets.config import Config

    declared = papermill.inspect_notebook(str(path))
    if "study" not in declared:
        raise StudyError("no parameter", path.name, "study", "Add `study = ...` to its parameters cell.")
    given = {key: value for key, value in parameters.items() if key in declared}
    executed, failed = folder / "executed" / path.name, folder / "failed" / path.name
    executed.parent.mkdir(parents=True, exist_ok=True)
    failed.parent.mkdir(parents=True, exist_ok=True)
    papermill.execute_notebook(
        str(path),
        str(failed),
        parameters={"study": study} | given,
        resources={"metadata": {"path": str(path.parent)}},  # papermill's cwd moves all threads
        progress_bar=False,
        shutdown_kernel="immediate",
        config=Config({"KernelManager": {"transport_encryption": "auto"}}),
    )
    write_executed(failed, executed)
    failed.unlink()


def write_executed(source: Path, target: Path) -> None:
    """Keep an executed notebook without what differs from run to run: times, paths, random ids."""
    notebook = json.loads(source.read_text(encoding="utf-8"))
    notebook["metadata"].pop("papermill", None)
    for number, cell in enumerate(notebook["cells"]):
        cell["id"] = f"cell-{number}"
        for key in ("papermill", "execution"):
            cell["metadata"].pop(key, None)
    target.write_text(json.dumps(notebook, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
