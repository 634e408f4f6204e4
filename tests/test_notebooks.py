"""The rules of the notebooks."""

import ast
import dataclasses
import json
import re
from pathlib import Path

import papermill
import pytest

from analysis.study import Parameters

NOTEBOOKS = sorted((Path(__file__).parents[1] / "notebooks").glob("*.ipynb"))
PARAMETERS = {"study"} | {field.name for field in dataclasses.fields(Parameters)}
notebooks = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)


def cells(path: Path, kind: str) -> list[dict]:
    """Read the cells of a kind."""
    return [c for c in json.loads(path.read_text(encoding="utf-8"))["cells"] if c["cell_type"] == kind]


def code(path: Path) -> str:
    """Read a notebook's code."""
    return "\n".join("".join(cell["source"]) for cell in cells(path, "code"))


def test_the_notebooks_are_there():
    """The questions of the study have their notebooks."""
    assert {path.stem[:2] for path in NOTEBOOKS} >= {"00", "01", "02", "03", "05"}


@notebooks
def test_no_output_is_stored(path):
    """A notebook is committed without output."""
    stored = [cell for cell in cells(path, "code") if cell["outputs"] or cell["execution_count"]]
    assert not stored, f"{path.name} holds stored output; strip it with `make notebooks`"


@notebooks
def test_a_notebook_is_prose_with_little_code(path):
    """A notebook has at most 40 lines of code and defines nothing."""
    lines = [line for line in code(path).splitlines() if line.strip() and not line.lstrip().startswith("#")]
    assert len(lines) <= 40, f"{path.name} has {len(lines)} lines of code; move some into analysis/"
    defined = [n for n in ast.walk(ast.parse(code(path))) if isinstance(n, ast.FunctionDef | ast.ClassDef)]
    assert not defined, f"{path.name} defines {defined[0].name}; move it into analysis/"


@notebooks
def test_a_notebook_asks_one_question_in_its_title(path):
    """The first cell is a title that asks a question."""
    first = "".join(cells(path, "markdown")[0]["source"]).splitlines()[0]
    assert first.startswith("# ")
    assert first.endswith("?")


@notebooks
def test_every_parameter_is_known_and_helps(path):
    """Every parameter is a study's parameter, one literal a line, with its help behind it."""
    tagged = [c for c in cells(path, "code") if "parameters" in c["metadata"].get("tags", [])]
    assert len(tagged) == 1, f"{path.name} needs one cell tagged `parameters`"
    declared = papermill.inspect_notebook(str(path))
    assert {"study"} <= set(declared) <= PARAMETERS
    for line in "".join(tagged[0]["source"]).splitlines():
        assert re.fullmatch(r"\w+(: \w+)? = \S+  # \S.+", line), f"{path.name}: {line!r} lacks its help"
    assert all(parameter["help"].strip() for parameter in declared.values())
