"""The stages of the line, each built where its inputs, settings or code have changed.

A stage's stamp in `data/processed/<study>/stamps/` holds the hashes of what it was made from and
of the tables it made. Only hashes decide; that a file exists says nothing.
"""

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from analysis.hashes import hash_code, hash_file, hash_value
from analysis.store import make_table, read_table, write_table
from analysis.study import Study, StudyError
from analysis.tables import TABLES

Frames = dict[str, pd.DataFrame]


@dataclass(frozen=True)
class Stage:
    """A step of the line: the tables it reads and writes, the rooms of its code, its settings."""

    name: str
    reads: tuple[str, ...]
    writes: tuple[str, ...]
    rooms: tuple[str, ...]
    settings: Callable[[Study], dict[str, Any]]
    run: Callable[[Study, Frames], Frames]


def run_ingest(study: Study, _: Frames) -> Frames:
    """Files → articles."""
    from analysis.ingest.articles import read_articles

    return read_articles(study)


def run_copies(_: Study, tables: Frames) -> Frames:
    """Articles → copies."""
    from analysis.copies.copies import find_copies

    return {"copies": find_copies(tables["articles"], tables["texts"])}


def run_annotate(study: Study, tables: Frames) -> Frames:
    """Articles → spans."""
    from analysis.annotate.articles import annotate_articles

    return annotate_articles(
        tables["texts"], tables["blocks"], language=study.language, label_sets=study.labels
    )


def run_suggest(study: Study, tables: Frames) -> Frames:
    """Articles → candidates for label sets."""
    from analysis.compare.naming.candidates import suggest_labels

    names = ("texts", "articles", "attribution_spans")
    pairs, uses = suggest_labels(*(tables[name] for name in names), language=study.language)
    best = pairs.head(MOST_CANDIDATES)
    best = best.assign(rank=range(1, len(best) + 1))
    used = uses[uses["label"].isin({*best["label"], *best["other"]})]
    return {name: make_table(name, rows) for name, rows in zip(SUGGESTED, (best, used), strict=True)}


def run_measure(study: Study, tables: Frames) -> Frames:
    """Spans → numbers for each article."""
    from analysis.measure.articles import measure_articles

    return {"measures": measure_articles(tables, study.labels, headline=study.parameters.headline)}


def run_compare(study: Study, tables: Frames) -> Frames:
    """Numbers → contrasts."""
    from analysis.compare.design import make_design
    from analysis.compare.outlets import compare_outlets
    from analysis.language.lexicons import read_lexicon

    stop_words = read_lexicon(study.language, "stop_words")["form"]
    design = make_design(tables["articles"], tables["copies"], keep_copies=study.parameters.copies)
    return compare_outlets(
        tables["measures"],
        tables["term_counts"],
        design,
        study.parameters,
        stop_words=set(stop_words),
    )


def run_vary(study: Study, tables: Frames) -> Frames:
    """Contrasts → how far they hold."""
    from analysis.language.lexicons import read_lexicon
    from analysis.vary.conclusions import vary_conclusions

    stop_words = read_lexicon(study.language, "stop_words")["form"]
    return vary_conclusions(tables, study, stop_words=set(stop_words))


ANNOTATIONS = (
    "sentences",
    "attributions",
    "attribution_spans",
    "hedges",
    "labels",
    "loaded_words",
    "term_counts",
)
SUGGESTED = ("candidates", "candidate_uses")
MOST_CANDIDATES = 100  # pairs
COMPARED = ("estimates", "comparisons", "term_contrasts", "similarity", "placebo")
VARIED = ("specifications", "judgements", "term_judgements", "precision")
STAGES = (
    Stage(
        "ingest",
        (),
        ("articles", "texts", "blocks", "issues"),
        ("tables.py", "store.py", "study.py", "language", "ingest"),
        lambda study: {"language": study.language, "articles": study.articles.to_dict("records")},
        run_ingest,
    ),
    Stage(
        "copies",
        ("articles", "texts"),
        ("copies",),
        ("tables.py", "store.py", "copies"),
        lambda study: {},
        run_copies,
    ),
    Stage(
        "annotate",
        ("texts", "blocks"),
        ANNOTATIONS,
        ("tables.py", "store.py", "compiled.py", "language", "annotate"),
        lambda study: {"language": study.language, "labels": study.labels},
        run_annotate,
    ),
    Stage(
        "suggest",
        ("articles", "texts", "attribution_spans"),
        SUGGESTED,
        ("tables.py", "store.py", "compiled.py", "language", "annotate", "compare/naming"),
        lambda study: {"language": study.language},
        run_suggest,
    ),
    Stage(
        "measure",
        ("articles", *ANNOTATIONS),
        ("measures",),
        ("tables.py", "store.py", "measure"),
        lambda study: {"headline": study.parameters.headline, "labels": study.labels},
        run_measure,
    ),
    Stage(
        "compare",
        ("articles", "copies", "measures", "term_counts"),
        COMPARED,
        ("tables.py", "store.py", "language", "measure", "compare"),
        lambda study: {"parameters": asdict(study.parameters), "language": study.language},
        run_compare,
    ),
    Stage(
        "vary",
        ("articles", "copies", *ANNOTATIONS, "measures"),
        VARIED,
        ("tables.py", "store.py", "language", "measure", "compare", "vary"),
        lambda study: {
            "parameters": asdict(study.parameters),
            "multiverse": study.multiverse,
            "labels": study.labels,
            "language": study.language,
        },
        run_vary,
    ),
)


def prepare_tables(
    study: Study, folder: Path, stages: Iterable[Stage] = STAGES, say: Callable[[str], None] = print
) -> list[str]:
    """Build the study's tables where they are stale.

    A study whose article files are not in place, but whose derived tables were made from just those
    files, starts from its derived tables.

    Parameters
    ----------
    study
        The study, read.
    folder
        Where its tables live, `data/processed/<study>`.
    stages
        The line, in order.
    say
        Told each stage that is built.

    Returns
    -------
    list of str
        Names of the stages that were built.

    Raises
    ------
    StudyError
        If neither the files nor the tables derived from them are there.
    """
    built = []
    for stage in stages:
        stamps = read_stamps(folder)
        made_from = describe_inputs(stage, study, stamps, files_of(study))
        if is_fresh(stage, folder, stamps, made_from):
            continue
        if starts_from_derived(stage, study, folder, stamps):
            continue
        say(f"{study.id}: {stage.name}")
        found = stage.run(study, {name: read_table(name, folder) for name in stage.reads})
        made = {name: hash_file(write_table(found[name], name, folder)) for name in stage.writes}
        write_stamp(folder, stage.name, made_from | {"made": made})
        built.append(stage.name)
    return built


def files_of(study: Study) -> dict[str, str]:
    """Hash the article files as they are; "missing" where there is none."""
    paths = {file: study.folder / file for file in study.articles["file"]}
    return {file: hash_file(path) if path.is_file() else "missing" for file, path in paths.items()}


def describe_inputs(
    stage: Stage, study: Study, stamps: dict[str, Any], files: dict[str, str]
) -> dict[str, str]:
    """Hash what a stage is made from: settings, files or tables, and code."""
    known = {name: sha for stamp in stamps.values() for name, sha in stamp["made"].items()}
    inputs = {name: known.get(name) for name in stage.reads} or files
    settings = json.loads(json.dumps(stage.settings(study), default=str))
    return {"inputs": hash_value(inputs), "settings": hash_value(settings), "code": hash_code(*stage.rooms)}


def is_fresh(stage: Stage, folder: Path, stamps: dict[str, Any], made_from: dict[str, str]) -> bool:
    """Tell whether a stage's tables are there, unchanged, and made from just this."""
    stamp = stamps.get(stage.name, {})
    same = all(stamp.get(what) == sha for what, sha in made_from.items())
    return same and are_unchanged(stamp["made"], folder, stage.writes)


def are_unchanged(made: dict[str, str], folder: Path, names: Iterable[str]) -> bool:
    """Tell whether tables are as their stamp says."""
    paths = {name: folder / f"{name}.parquet" for name in names}
    return all(path.is_file() and hash_file(path) == made[name] for name, path in paths.items())


def starts_from_derived(stage: Stage, study: Study, folder: Path, stamps: dict[str, Any]) -> bool:
    """Tell whether a stage that needs the article files must, and can, do with its derived tables.

    Raises
    ------
    StudyError
        If files are missing and the derived tables were made from other ones, or are not there.
    """
    if not touches_texts(stage) or study.has_all_files:
        return False
    declared = dict(zip(study.articles["file"], study.articles["sha256"], strict=True))
    wanted = describe_inputs(stage, study, stamps, declared)
    stamp = stamps.get(stage.name, {})
    derived = [name for name in stage.writes if not TABLES[name].running_text]
    if all(stamp.get(what) == wanted[what] for what in ("inputs", "settings")) and are_unchanged(
        stamp["made"], folder, derived
    ):
        return True
    if study.has_texts:
        return False
    raise StudyError(
        "no article files",
        f"data/raw/{study.id}",
        f"0 of {len(study.articles)} files, and no tables derived from them",
        f"Put them in place: parallax place {study.id} FOLDER",
    )


def touches_texts(stage: Stage) -> bool:
    """Tell whether a stage reads or writes running texts; what it makes else is shipped in their place."""
    return any(TABLES[name].running_text for name in (*stage.reads, *stage.writes))


def read_stamps(folder: Path) -> dict[str, Any]:
    """Read the stamps of a folder, by the name of what was made."""
    paths = sorted((folder / "stamps").glob("*.json"))
    return {path.stem: json.loads(path.read_text(encoding="utf-8")) for path in paths}


def write_stamp(folder: Path, name: str, stamp: dict[str, Any]) -> None:
    """Write the stamp of what was made, whole or not at all."""
    path = folder / "stamps" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(stamp, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    partial.replace(path)


def list_tables(folder: Path) -> list[str]:
    """Name the tables of a study that are there; running texts may be withheld."""
    names = [name for stage in STAGES for name in stage.writes]
    return [name for name in names if (folder / f"{name}.parquet").is_file()]


def read_tables(folder: Path) -> Frames:
    """Read all tables of a study that are there, by name."""
    return {name: read_table(name, folder) for name in list_tables(folder)}
