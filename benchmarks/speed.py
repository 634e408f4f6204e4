"""Measure how fast and how large annotation is: `make speed GOLD=FOLDER`.

Processor time of one core. Sides take turns on the same articles, so that a busy machine is busy for both;
what counts are ratios, which travel, not the articles per second of this run, which do not.
"""

import argparse
import json
import math
import multiprocessing
import resource
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

from analysis.annotate.articles import annotate_articles
from analysis.annotate.stream import annotate_stream
from benchmarks.corpora import check_gold
from benchmarks.describe_speed import FILE
from benchmarks.sides import LABELS, LANGUAGE, SIDES, find_spacy
from benchmarks.texts import make_articles, read_texts

ARTICLES, ROUND = 8400, 840
SMALL, LARGE, HUGE = 1000, 10_000, 100_000
REPEATS = 5  # of the small size; larger ones are run once
KILOBYTES = 1024  # in a megabyte; Linux tells memory in kilobytes


def main(arguments: list[str] | None = None) -> None:
    """Measure, and keep the figures."""
    parser = argparse.ArgumentParser(description="Measure how fast and how large annotation is.")
    parser.add_argument("gold", type=Path, help="folder with polnear/train.jsonl")
    parser.add_argument("--huge", action="store_true", help=f"growth up to {HUGE:,} articles too")
    options = parser.parse_args(arguments)
    check_gold(options.gold)
    memory = measure_memory(options.gold, LARGE)  # first: a new process is weighed with its parent's peak
    print("memory weighed", file=sys.stderr)
    seconds = time_sides(options.gold)
    print("sides timed", file=sys.stderr)
    growth = measure_growth(options.gold, [LARGE, HUGE] if options.huge else [LARGE])
    print("growth measured", file=sys.stderr)
    measured = {
        "articles": ARTICLES,
        "round": ROUND,
        "small": SMALL,
        "sides": compare_sides(seconds),
        "growth": growth,
        "memory": memory,
    }
    FILE.write_text(json.dumps(measured, indent=1) + "\n", encoding="utf-8")
    print(f"written: {FILE.name}; make docs puts it into docs/speed.md", file=sys.stderr)


def time_sides(gold: Path) -> dict[str, list[float]]:
    """Time each side on each round of articles, in turns; every other round backwards."""
    sides = SIDES | find_spacy()
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    all_texts = read_texts(gold, ARTICLES)
    for start in range(-ROUND, ARTICLES, ROUND):  # the first round only warms up
        texts, blocks = make_articles(all_texts[max(start, 0) :][:ROUND])
        for name in list(sides)[:: 1 if (start // ROUND) % 2 else -1]:
            begun = process_time()
            sides[name](texts, blocks)
            if start >= 0:
                seconds[name].append(process_time() - begun)
    return seconds


def compare_sides(seconds: dict[str, list[float]]) -> dict[str, dict[str, float]]:
    """Compare the speed of each side with the plain loop's: median, lowest and highest over the rounds."""
    compared = {}
    for name, times in seconds.items():
        ratios = sorted(plain / time for plain, time in zip(seconds["plain_loop"], times, strict=True))
        spread = {"ratio": median(ratios), "lowest": ratios[0], "highest": ratios[-1]}
        compared[name] = {key: round(value, 3) for key, value in spread.items()}
        compared[name]["articles_per_second"] = round(ROUND / median(times))
    return compared


def measure_growth(gold: Path, sizes: list[int]) -> dict[str, dict[str, float]]:
    """Measure how time grows from the small size to others: time per article against it, and the exponent."""
    small = median(time_call(gold, SMALL) for _ in range(REPEATS))
    grown = {}
    for size in sizes:
        per_article = time_call(gold, size) / size * SMALL / small
        grown[str(size)] = {
            "time_per_article": round(per_article, 3),
            "exponent": round(find_exponent(per_article, size / SMALL), 3),
        }
    return grown


def find_exponent(per_article: float, times: float) -> float:
    """Find the exponent of growth: 1 where time per article stays the same, 2 where it grows as they do."""
    return 1 + math.log(per_article) / math.log(times)


def time_call(gold: Path, n: int) -> float:
    """Time one call that annotates n articles, in seconds."""
    texts, blocks = make_articles(read_texts(gold, n))
    begun = process_time()
    annotate_articles(texts, blocks, LANGUAGE, LABELS)
    return process_time() - begun


def measure_memory(gold: Path, n: int) -> dict[str, int]:
    """Measure the peak memory of annotating n articles in one call and as a stream, in megabytes."""
    with multiprocessing.get_context("spawn").Pool(1, maxtasksperchild=1) as pool:
        prepared, called, streamed = (
            pool.apply(weigh, (way, gold, n)) for way in (prepare_tables, annotate_tables, annotate_lines)
        )
    return {"articles": n, "prepared": prepared, "one_call": called, "stream": streamed}


def weigh(way: Callable[[Path, int], None], gold: Path, n: int) -> int:
    """Weigh this process after it went one way: its peak, in megabytes."""
    way(gold, n)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // KILOBYTES


def prepare_tables(gold: Path, n: int) -> None:
    """Make the tables that one call annotates, and stop."""
    make_articles(read_texts(gold, n))


def annotate_tables(gold: Path, n: int) -> None:
    """Annotate tables in one call."""
    texts, blocks = make_articles(read_texts(gold, n))
    annotate_articles(texts, blocks, LANGUAGE, LABELS)


def annotate_lines(gold: Path, n: int) -> None:
    """Annotate lines one after the other, and keep nothing."""
    texts = read_texts(gold, n)
    lines = (json.dumps({"doc_id": i, "text": text}) for i, text in enumerate(texts))
    for _ in annotate_stream(lines, LANGUAGE):
        pass


if __name__ == "__main__":
    main()
