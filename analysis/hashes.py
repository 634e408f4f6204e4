"""What a result was made from, as SHA-256: files, code, settings."""

import hashlib
import json
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
CODE = {".py", ".csv", ".npz", ".html", ".css", ".js"}


def hash_file(path: Path) -> str:
    """SHA-256 of a file's bytes."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_value(value: Any) -> str:
    """SHA-256 of anything that JSON can say, whatever the order of its keys."""
    return hashlib.sha256(json.dumps(value, sort_keys=True).encode()).hexdigest()


def hash_code(*rooms: str) -> str:
    """SHA-256 of the code and lexicons of some rooms of this package (files or folders)."""
    files = [path for room in rooms for path in [PACKAGE / room, *(PACKAGE / room).rglob("*")]]
    hashes = {
        path.relative_to(PACKAGE).as_posix(): hash_file(path)
        for path in files
        if path.is_file() and path.suffix in CODE
    }
    return hash_value(hashes)


def hash_files(folder: Path) -> dict[str, str]:
    """Hash every file below a folder."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): hash_file(path) for path in files}
