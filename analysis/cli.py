"""The command line: `parallax --help`."""

import argparse
import sys
from pathlib import Path
from typing import Any

from analysis.study import StudyError, find_root, list_studies, read_study


def main(arguments: list[str] | None = None) -> int:
    """Run a command; an error of the study or of a notebook ends it with one message."""
    from analysis.store import TableError

    options = read_arguments(arguments)
    try:
        options.command(options)
    except (StudyError, TableError) as error:
        print(f"parallax: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("parallax: stopped; the next run goes on from here", file=sys.stderr)
        return 130
    return 0


def read_arguments(arguments: list[str] | None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser("parallax", description=(sys.modules["analysis"].__doc__ or "").strip())
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    run = commands.add_parser("run", help="build the reports of studies, where stale")
    run.add_argument("studies", nargs="+", metavar="STUDY")
    run.add_argument("-p", nargs=2, action="append", default=[], metavar=("NAME", "VALUE"), dest="parameters")
    run.set_defaults(command=run_studies)
    sweep = commands.add_parser("sweep", help="run notebooks under every combination of some parameters")
    sweep.add_argument("study")
    sweep.add_argument(
        "-p", nargs="+", action="append", required=True, metavar=("NAME", "VALUE"), dest="grid"
    )
    sweep.add_argument("--notebook", action="append", default=[], help="such as 03_hedging; all if not given")
    sweep.set_defaults(command=sweep_study)
    listing = commands.add_parser("list", help="list the studies of this project")
    listing.set_defaults(command=print_studies)
    check = commands.add_parser("check", help="read a study and say what is wrong with it")
    check.add_argument("study")
    check.set_defaults(command=check_study)
    place = commands.add_parser("place", help="copy article files whose hashes match into a study")
    place.add_argument("study")
    place.add_argument("folder", type=Path)
    place.set_defaults(command=place_articles)
    annotate = commands.add_parser("annotate", help="annotate rows {doc_id, text} of a JSON Lines file")
    annotate.add_argument("input", type=Path, help="JSON Lines, a row a document")
    annotate.add_argument("output", type=Path, help="JSON Lines, a row a document, offsets into its text")
    annotate.add_argument("--language", default="en")
    annotate.set_defaults(command=annotate_file)
    return parser.parse_args(arguments)


def run_studies(options: argparse.Namespace) -> None:
    """`parallax run`: build the reports of studies."""
    from analysis.runner import NotebookError, run_study

    root = find_root()
    parameters = {name: read_value(value) for name, value in options.parameters}
    for study in options.studies:
        try:
            report = run_study(study, root, parameters)
        except NotebookError as error:
            kept = f"data/processed/{study}/failed"
            raise StudyError("a notebook failed", kept, str(error), "Open it there to see where.") from None
        print(report.relative_to(root))


def sweep_study(options: argparse.Namespace) -> None:
    """`parallax sweep`: run notebooks under every combination of some parameters."""
    from analysis.report.findings import write_csv
    from analysis.runner import NotebookError
    from analysis.sweep import sweep_notebooks

    root = find_root()
    grid = {name: [read_value(value) for value in values] for name, *values in options.grid}
    try:
        found = sweep_notebooks(options.study, root, grid, options.notebook)
    except NotebookError as error:
        raise StudyError("a notebook failed", "sweep", str(error), "Run it alone to see where.") from None
    path = root / "reports" / f"{options.study}.sweep.csv"
    path.parent.mkdir(exist_ok=True)
    write_csv(found, path)
    for finding, verdicts in found.groupby("finding", sort=False)["verdict"]:
        counts = verdicts.value_counts().items()
        print(f"{finding}: {', '.join(f'{verdict} {n} of {len(verdicts)}' for verdict, n in counts)}")
    print(path.relative_to(root))


def read_value(value: str) -> Any:
    """Read a parameter's value as TOML would, else as text."""
    import tomllib

    try:
        return tomllib.loads(f"value = {value}")["value"]
    except tomllib.TOMLDecodeError:
        return value


def print_studies(_: argparse.Namespace) -> None:
    """`parallax list`: name the studies, with their titles."""
    root = find_root()
    for study in list_studies(root):
        print(f"{study}: {read_study(study, root).title}")


def check_study(options: argparse.Namespace) -> None:
    """`parallax check`: read a study and print its issues."""
    from analysis.ingest.articles import read_articles

    study = read_study(options.study)
    issues = read_articles(study)["issues"]
    for row in issues.itertuples():
        value = row.value if isinstance(row.value, str) else ""
        print(f"{row.severity}: {row.where}: {row.rule}: {value!r}. {row.remedy}")
    print(f"{len(study.articles)} articles declared, {len(issues)} issues")


def place_articles(options: argparse.Namespace) -> None:
    """`parallax place`: copy the files whose hashes match."""
    from analysis.ingest.place import place_files

    study = read_study(options.study)
    placed = place_files(study, options.folder)
    for article, path in placed:
        print(f"{article}: {path}")
    missing = sum(not (study.folder / file).is_file() for file in study.articles["file"])
    print(f"{len(placed)} files placed, {missing} of {len(study.articles)} still missing")


def annotate_file(options: argparse.Namespace) -> None:
    """`parallax annotate`: annotate documents outside any study."""
    from tqdm import tqdm

    from analysis.annotate.stream import annotate_stream

    with options.input.open("rb") as rows, options.output.open("w", encoding="utf-8") as out:
        for row in tqdm(annotate_stream(rows, language=options.language), unit="doc"):
            out.write(row + "\n")


if __name__ == "__main__":
    sys.exit(main())
