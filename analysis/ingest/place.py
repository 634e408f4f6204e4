"""Put files where a study's manifest wants them, recognised by their hash."""

import shutil
from pathlib import Path

from analysis.hashes import hash_file
from analysis.ingest.files import check_place
from analysis.study import Study, StudyError


def place_files(study: Study, folder: Path) -> list[tuple[str, Path]]:
    """Copy the files of a folder that a manifest declares to their places in the study.

    A file is the declared one if its SHA-256 is; names do not matter. Nothing is overwritten.

    Parameters
    ----------
    study
        The study, as `read_study` gives it.
    folder
        Where to look, folders in it included.

    Returns
    -------
    list
        `article_id` and path of each file copied. Rows that are not in it have their file already, or
        no file of their hash was found.

    Raises
    ------
    StudyError
        If the folder does not exist, or a place in the study leads out of it by a link or holds another
        file; nothing is copied then.
    """
    if not folder.is_dir():
        raise StudyError("no such folder", str(folder), folder.name, "Name the folder that holds the files.")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    hash_to_file = {hash_file(path): path for path in reversed(files)}
    rows = study.articles.to_dict("records")
    planned = [(row["article_id"], *plan_copy(study, row, hash_to_file)) for row in rows]
    copies = [(article_id, place, found) for article_id, place, found in planned if found]
    for _, place, found in copies:
        place.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(found, place)
    return [(article_id, place) for article_id, place, _ in copies]


def plan_copy(study: Study, row: dict, hash_to_file: dict[str, Path]) -> tuple[Path, Path | None]:
    """Say where the file of a row goes and what is to be copied there, None if nothing is."""
    sha256, where = row["sha256"].lower(), f"articles.csv:{row['line']}"
    place = check_place(study.folder, row["file"], where)
    found = hash_to_file.get(sha256)
    if not found or (place.is_file() and hash_file(place) == sha256):
        return place, None
    if place.exists():
        raise StudyError("another file in the way", where, row["file"], "Move it away first.")
    return place, found
