"""Measure how well comparisons keep what they promise: `make calibration GOLD=FOLDER`.

Everything is drawn from polnear's train part with fixed seeds, so that the same code gives the same figures;
only seconds and gigabytes are those of the machine.
"""

import argparse
import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from analysis.pipeline import prepare_tables, read_tables
from analysis.study import find_root, read_study
from benchmarks.corpora import check_gold
from benchmarks.coverage import measure_coverage
from benchmarks.describe_calibration import FILE
from benchmarks.false_positives import count_false_positives
from benchmarks.inference_speed import time_inference
from benchmarks.outlets import read_outlets
from benchmarks.power import measure_power
from benchmarks.shuffled import shuffle_events


def main(arguments: list[str] | None = None) -> None:
    """Measure, and keep the figures."""
    parser = argparse.ArgumentParser(description="Measure how well comparisons keep what they promise.")
    parser.add_argument("gold", type=Path, help="folder with polnear/train.jsonl")
    parser.add_argument("--only", nargs="*", help="parts to measure anew")
    options = parser.parse_args(arguments)
    check_gold(options.gold)
    outlets = read_outlets(options.gold)
    parts = {
        "false_positives": lambda: count_false_positives(outlets),
        "demo": try_demo,
        "coverage": lambda: measure_coverage(outlets),
        "shuffled": lambda: shuffle_events(outlets),
        "power": lambda: measure_power(outlets),
        "speed": lambda: time_inference(outlets),
    }
    for name in options.only or parts:
        keep_part(name, parts[name]())
        print(f"measured: {name}", file=sys.stderr)
    print(f"written: {FILE.name}; make docs puts it into docs/calibration.md", file=sys.stderr)


def keep_part(name: str, figures: dict[str, Any]) -> None:
    """Put the figures of a part beside those of the others."""
    measured = json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else {}
    FILE.write_text(json.dumps(measured | {name: figures}, indent=1) + "\n", encoding="utf-8")


def try_demo() -> dict[str, Any]:
    """Take the placebo of the demo study: by rule, tests and rate over all outlets."""
    study = read_study("demo", find_root())
    with tempfile.TemporaryDirectory() as folder:
        prepare_tables(study, Path(folder), say=lambda _: None)
        placebo = read_tables(Path(folder))["placebo"]
    rows = placebo[placebo["outlet"] == "all"].set_index("family")
    tests, rates = rows["n_tests"].to_dict(), rows["rate"].round(4).to_dict()
    return {str(rule): {"tests": tests[rule], "rate": rates[rule]} for rule in tests}


if __name__ == "__main__":
    main()
