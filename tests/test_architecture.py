"""The house is as ARCHITECTURE.md draws it."""

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
LINE = ("study", "ingest", "copies", "annotate", "measure", "compare", "vary", "report")
LINE += ("pipeline", "notebook", "publish", "runner", "sweep", "cli")
BASE = ("hashes", "compiled", "tables", "store", "language")
INSIDE_ANNOTATE = ("text", "tagger", "lexical", "speech", "sources", "attributions", "voices")
INSIDE_ANNOTATE += ("hedging", "labels", "loaded", "terms", "articles", "stream")
FILES = sorted((ROOT / "analysis").rglob("*.py"))


def room_of(path: Path, depth: int = 0) -> str:
    """Name the room a file stands in, at some depth below the package."""
    return path.relative_to(ROOT / "analysis").parts[depth].removesuffix(".py")


def imported_rooms(path: Path, package: str = "analysis") -> set[str]:
    """Name the rooms of a package that a file imports from."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    names = [node.module or "" for node in nodes if isinstance(node, ast.ImportFrom)]
    names += [alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names]
    inside = [name.removeprefix(f"{package}.") for name in names if name.startswith(f"{package}.")]
    return {name.split(".")[0] for name in inside}


@pytest.mark.parametrize("path", FILES, ids=lambda p: p.relative_to(ROOT).as_posix())
def test_imports_point_left(path):
    """A room imports only from rooms to its left on the line, and the base from nothing on the line."""
    room = room_of(path)
    if room == "__init__":
        return
    allowed = {room, *BASE} if room in BASE else {*BASE, *LINE[: LINE.index(room) + 1]}
    assert imported_rooms(path) <= allowed


@pytest.mark.parametrize("path", sorted((ROOT / "analysis" / "annotate").rglob("*.py")), ids=lambda p: p.stem)
def test_imports_inside_annotate_point_left(path):
    """Inside annotate, too, a room imports only from what stands before it."""
    room = room_of(path, depth=1)
    before = INSIDE_ANNOTATE[: INSIDE_ANNOTATE.index(room) + 1] if room != "__init__" else ()
    assert imported_rooms(path, "analysis.annotate") <= set(before)


def test_every_room_is_on_the_page():
    """ARCHITECTURE.md names every room of the package, and no room that is not there."""
    named = set(re.findall(r"`(\w+)(?:\.py|/)`", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")))
    rooms = {room_of(path) for path in FILES} - {"__init__"}
    inner = {path.name for path in (ROOT / "analysis" / "annotate").iterdir() if path.is_dir()}
    rooms |= inner - {"__pycache__"}
    assert rooms <= named
    assert named - rooms <= {"notebooks", "tests", "docs", "benchmarks", "reports"}


def test_no_room_is_called_utils():
    """Nothing is called utils or helpers: each line has a room of its own."""
    assert not [path for path in FILES if re.search(r"util|helper|misc|common", path.name)]


def test_files_and_functions_are_small():
    """The median file has at most 150 lines; no function takes more than six parameters."""
    lengths = sorted(len(path.read_text(encoding="utf-8").splitlines()) for path in FILES)
    assert lengths[len(lengths) // 2] <= 150
    crowded = [
        f"{path.name}:{node.name}"
        for path in FILES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and len(node.args.args) + len(node.args.kwonlyargs) > 6
    ]
    assert not crowded
