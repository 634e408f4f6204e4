"""A study is a folder `data/raw/<study>`: read and checked together.

What would make every result wrong stops the run with one `StudyError`; what concerns one article
becomes a row of the table `issues` when the article is ingested, and the rest goes on.
"""

import csv
import dataclasses
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.language.labels import LabelSet, read_label_sets

MANIFEST_COLUMNS = (
    "article_id",
    "file",
    "outlet",
    "event",
    "published",
    "title",
    "author",
    "url",
    "sha256",
)
REQUIRED = ("article_id", "file", "outlet", "event", "sha256")
STUDY_KEYS = {
    "title": str,
    "question": str,
    "description": str,
    "language": str,
    "outlets": dict,
    "events": dict,
    "labels": dict,
    "label_sets": list,
    "hypotheses": list,
    "parameters": dict,
    "multiverse": dict,
}
MULTIVERSE = {  # alternatives to each choice, and whether a reasonable colleague might have made them
    "voice": dict.fromkeys(("outlet", "source", "both"), "not equivalent"),
    "lexicon": {
        "without_approximators": "equivalent",
        "without_hearsay": "equivalent",
        "plain_list": "not equivalent",
    },
    "attributions": {"speech": "equivalent", "outermost": "equivalent"},
    "headline": dict.fromkeys(("in", "out"), "equivalent"),
    "copies": dict.fromkeys(("in", "out"), "not equivalent"),
    "stop_words": dict.fromkeys(("in", "out"), "equivalent"),
    "prior_words": dict.fromkeys(("100", "10000"), "equivalent"),
    "min_articles": dict.fromkeys(("1", "4"), "equivalent"),
    "leave_out": dict.fromkeys(("article", "event"), "equivalent"),
}
IDENTIFIER = re.compile(r"[a-z0-9][a-z0-9_-]{0,79}")
RESERVED = {"rest", "all"}


class StudyError(ValueError):
    """A study that cannot be run: which rule, where, which value, what to do."""

    def __init__(self, rule: str, where: str, value: object, remedy: str):
        self.rule, self.where, self.value, self.remedy = rule, where, value, remedy
        super().__init__(f"{where}: {rule}: {value!r}. {remedy}")


@dataclass(frozen=True)
class Parameters:
    """What a study may set; the defaults serve most."""

    seed: int = 2026  # of every random draw
    draws: int = 2000  # bootstrap draws
    permutations: int = 9999  # draws behind p where arrangements are too many to go through all
    splits: int = 20  # random splits of each outlet against itself
    confidence: float = 0.95  # of the intervals
    headline: bool = True  # count titles and subtitles too
    copies: bool = False  # compare articles that copy an earlier one too
    stop_words: bool = True  # leave the commonest words out of the vocabulary
    min_articles: int = 2  # a term must stand in so many articles to be compared
    prior_words: int = 1000  # weight of the prior of the log-odds, in words
    top_terms: int = 12  # terms shown for each outlet


@dataclass(frozen=True)
class Study:
    """A study, read and checked.

    `articles` is articles.csv with one column more, `line`, and every cell a string. `multiverse` holds the
    alternatives to each choice of the main line, each "equivalent" or "not equivalent".
    """

    id: str
    folder: Path
    title: str
    question: str
    description: str
    language: str
    outlets: dict[str, str]
    events: dict[str, str]
    labels: dict[str, LabelSet]  # by set: those declared, and those of the language that were asked for
    hypotheses: list[dict[str, str]]
    multiverse: dict[str, dict[str, str]]
    parameters: Parameters
    articles: pd.DataFrame = field(repr=False)

    @property
    def has_texts(self) -> bool:
        """Whether at least one of the article files is in place."""
        return any((self.folder / file).is_file() for file in self.articles["file"])

    @property
    def has_all_files(self) -> bool:
        """Whether every article file is in place."""
        return all((self.folder / file).is_file() for file in self.articles["file"])


def find_root(start: Path | None = None) -> Path:
    """Find the project: the nearest folder upward that holds `data/raw`."""
    here = (start or Path.cwd()).resolve()
    for folder in (here, *here.parents):
        if (folder / "data" / "raw").is_dir():
            return folder
    raise StudyError("no project", str(here), "data/raw", "Run from inside the project's folder.")


def list_studies(root: Path) -> list[str]:
    """Name the studies of a project."""
    return sorted(path.parent.name for path in (root / "data" / "raw").glob("*/study.toml"))


def read_study(study: str, root: Path | None = None, **parameters: Any) -> Study:
    """Read `data/raw/<study>` and check it.

    Parameters
    ----------
    study
        Name of the folder.
    root
        The project; found from the current folder if not given.
    **parameters
        Override the study's own parameters; None leaves them.

    Raises
    ------
    StudyError
        For the first rule that is broken.
    """
    root = root or find_root()
    folder = root / "data" / "raw" / study
    if not IDENTIFIER.fullmatch(study) or not (folder / "study.toml").is_file():
        known = ", ".join(list_studies(root)) or "none"
        raise StudyError("no such study", f"data/raw/{study}/study.toml", study, f"Studies here: {known}.")
    settings = read_settings(folder / "study.toml")
    asked = settings.pop("label_sets")
    settings["labels"] = take_label_sets(asked, settings["labels"], settings["language"])
    given = settings.pop("parameters") | {k: v for k, v in parameters.items() if v is not None}
    settings["multiverse"] = MULTIVERSE | check_multiverse(settings["multiverse"])
    articles = read_manifest(folder / "articles.csv", settings["outlets"], settings["events"])
    return Study(study, folder, parameters=check_parameters(given), articles=articles, **settings)


def read_settings(path: Path) -> dict[str, Any]:
    """Read study.toml: known keys of the right type, identifiers that can name files."""
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise StudyError("not TOML", "study.toml", str(error), "Mend the file's syntax.") from None
    for key, value in found.items():
        if key not in STUDY_KEYS:
            raise StudyError("unknown key", "study.toml", key, f"Use one of {', '.join(STUDY_KEYS)}.")
        if not isinstance(value, STUDY_KEYS[key]):
            raise StudyError("wrong type", f"study.toml: {key}", value, f"Give a {STUDY_KEYS[key].__name__}.")
    for key in ("title", "question", "outlets", "events"):
        if not found.get(key):
            raise StudyError("missing key", "study.toml", key, "Add it.")
    for key in ("outlets", "events", "labels"):
        for name, value in found.get(key, {}).items():
            check_entry(key, name, value)
    defaults: dict[str, Any] = {kind: make() for kind, make in STUDY_KEYS.items()}
    return defaults | {"language": "en"} | found


def check_entry(key: str, name: str, value: Any) -> None:
    """Check one outlet, event or label set of study.toml."""
    where = f"study.toml: {key}.{name}"
    if not IDENTIFIER.fullmatch(name) or name in RESERVED:
        raise StudyError(
            "not an identifier", where, name, "Use small letters, digits, - and _; not 'rest' or 'all'."
        )
    if key != "labels" and not isinstance(value, str):
        raise StudyError("wrong type", where, value, "Give its name in quotation marks.")
    if key == "labels" and not (
        isinstance(value, dict) and sum(map(bool, value)) > 1 and all(map(is_list_of_forms, value.values()))
    ):
        raise StudyError("not a label set", where, value, 'Give two labels or more, each "a" = ["form"].')


def take_label_sets(asked: list[Any], declared: dict[str, LabelSet], language: str) -> dict[str, LabelSet]:
    """Add the label sets of the language that a study asks for by name to those it declares."""
    known = read_label_sets(language)
    for name in asked:
        if name not in list(known):
            has = ", ".join(known) or "none"
            raise StudyError("unknown label set", "study.toml: label_sets", name, f"There are: {has}.")
        if name in declared:
            raise StudyError(
                "label set twice", "study.toml: label_sets", name, "Give your own set another name."
            )
    return {**declared, **{name: known[name] for name in asked}}


def is_list_of_forms(forms: Any) -> bool:
    """Tell whether a label is given as a list of words."""
    return isinstance(forms, list) and bool(forms) and all(isinstance(f, str) and f.strip() for f in forms)


def check_multiverse(given: dict[str, Any]) -> dict[str, dict[str, str]]:
    """Check the choices of study.toml: known names, known alternatives, each declared equivalent or not."""
    for choice, alternatives in given.items():
        where = f"study.toml: multiverse.{choice}"
        if choice not in MULTIVERSE:
            raise StudyError("unknown choice", where, choice, f"Use one of {', '.join(MULTIVERSE)}.")
        if not isinstance(alternatives, dict):
            raise StudyError("wrong type", where, alternatives, "Give a table of its alternatives.")
        for alternative, standing in alternatives.items():
            is_number = choice in ("prior_words", "min_articles") and alternative.isdecimal()
            if alternative not in MULTIVERSE[choice] and not (is_number and int(alternative) > 0):
                known = ", ".join(MULTIVERSE[choice])
                raise StudyError("unknown alternative", where, alternative, f"There are {known}.")
            if standing not in ("equivalent", "not equivalent"):
                raise StudyError("not declared", where, standing, 'Say "equivalent" or "not equivalent".')
    return given


def check_parameters(given: dict[str, Any]) -> Parameters:
    """Hold parameters against `Parameters`: known names, right types."""
    declared: dict[str, Any] = {f.name: type(f.default) for f in dataclasses.fields(Parameters)}
    for name, value in given.items():
        if name not in declared:
            raise StudyError("unknown parameter", "parameters", name, f"Use one of {', '.join(declared)}.")
        wanted = declared[name]
        kinds = (int, float) if wanted is float else wanted
        if not isinstance(value, kinds) or isinstance(value, bool) != (wanted is bool):
            raise StudyError("wrong type", f"parameters: {name}", value, f"Give a {wanted.__name__}.")
        least = 1 if name in ("draws", "permutations", "prior_words") else 0
        if value < least:
            raise StudyError("out of range", f"parameters: {name}", value, f"Give {least} or more.")
    parameters = Parameters(**given)
    if not 0 < parameters.confidence < 1:
        raise StudyError(
            "out of range", "parameters: confidence", parameters.confidence, "Give a share such as 0.95."
        )
    return parameters


def read_manifest(path: Path, outlets: dict[str, str], events: dict[str, str]) -> pd.DataFrame:
    """Read articles.csv; the column `line` says where each row stands."""
    if not path.is_file():
        raise StudyError("missing file", "articles.csv", str(path.name), "Add it: one row an article.")
    try:
        content = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise StudyError("not UTF-8", "articles.csv", str(error), "Save it as UTF-8.") from None
    rows = csv.DictReader(content.splitlines(keepends=True), strict=True)
    check_header(list(rows.fieldnames or []))
    articles = pd.DataFrame(list(checked_rows(rows, outlets, events)))
    if articles.empty:
        raise StudyError("no articles", "articles.csv:1", "0 rows", "Add a row for each article.")
    for column in ("article_id", "file"):
        twice = articles[articles[column].duplicated()]
        if len(twice):
            raise StudyError(
                f"duplicate {column}",
                f"articles.csv:{twice['line'].iloc[0]}",
                twice[column].iloc[0],
                "Give each article a row of its own.",
            )
    return articles


def check_header(found: list[str]) -> None:
    """Check the column names of articles.csv."""
    for name in found:
        if name not in MANIFEST_COLUMNS or found.count(name) > 1:
            raise StudyError(
                "unknown or repeated column", "articles.csv:1", name, f"Use {', '.join(MANIFEST_COLUMNS)}."
            )
    for name in REQUIRED:
        if name not in found:
            raise StudyError("missing column", "articles.csv:1", name, "Add it.")


def checked_rows(
    rows: csv.DictReader, outlets: dict[str, str], events: dict[str, str]
) -> Iterator[dict[str, Any]]:
    """Yield the rows of articles.csv, each checked, with its line."""
    try:
        for row in rows:
            check_row(row, f"articles.csv:{rows.line_num}", outlets, events)
            filled = {name: (row.get(name) or "").strip() for name in MANIFEST_COLUMNS}
            yield filled | {"line": rows.line_num}
    except csv.Error as error:
        raise StudyError("not CSV", f"articles.csv:{rows.line_num}", str(error), "Mend the row.") from None


def check_row(row: dict[Any, Any], where: str, outlets: dict[str, str], events: dict[str, str]) -> None:
    """Check one row of articles.csv."""
    if None in row:
        raise StudyError("too many cells", where, row[None][0], "Put cells that hold commas in quotes.")
    for name in REQUIRED:
        if not (row[name] or "").strip():
            raise StudyError("empty cell", where, name, "Fill it.")
    if not IDENTIFIER.fullmatch(row["article_id"]):
        raise StudyError("not an identifier", where, row["article_id"], "Use small letters, digits, - and _.")
    for column, declared in (("outlet", outlets), ("event", events)):
        if row[column].strip() not in declared:
            raise StudyError(
                f"unknown {column}", where, row[column], f"Declare it in study.toml under [{column}s]."
            )
    file = Path(row["file"])
    if file.is_absolute() or ".." in file.parts or "\\" in row["file"]:
        raise StudyError("file outside the study", where, row["file"], "Name a file inside the folder.")
