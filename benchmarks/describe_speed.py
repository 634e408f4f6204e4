"""Speed and memory as a page of the documentation."""

import json
from pathlib import Path
from typing import Any

FILE = Path(__file__).with_name("speed.json")
HEAD = """# Speed

Generated from `benchmarks/speed.json` by `make docs`; `make speed GOLD=FOLDER` measures anew.

One core, {articles:,} news articles of US politics (those of polnear's train part, again and again), in
rounds of {round:,} in which all sides take turns. *Ratio*: speed against a plain loop over words and single
marks (`re.finditer`) that does nothing with them; the median of the rounds, in brackets the lowest and
highest. Ratios travel; the articles per second are those of the machine that measured.

| from text to | ratio | articles per second |
|---|---|---|
"""
MEANINGS = {
    "plain_loop": "nothing: the plain loop",
    "tokens": "tokens and sentences",
    "attributions": "attributions, with source, cue and form",
    "hedges": "attributions and hedges, with their voices",
    "everything": "all annotations, labels and terms too",
    "spacy_blank": "tokens and sentences with spaCy's blank English pipeline and sentencizer",
}
TAIL = """
- Hedges and their voices add {added:.0%} to the time of attributions.
- Against spaCy's blank English tokenizer with sentencizer on the same texts: {spacy}.

## Growth

| articles in one call | time per article, against {small:,} articles | exponent of growth |
|---|---|---|
{growth}

## Memory

| {n:,} articles | peak of a process of its own |
|---|---|
| libraries, texts and their tables, before annotation | {prepared:,} MB |
| the same, annotated in one call | {one_call:,} MB |
| `parallax annotate`, a stream | {stream:,} MB |
"""


def describe_speed() -> str:
    """Write what was measured, `docs/speed.md`."""
    measured = json.loads(FILE.read_text(encoding="utf-8"))
    sides, memory = measured["sides"], measured["memory"]
    head = HEAD.format(articles=measured["articles"], round=measured["round"])
    rows = "".join(describe_side(name, side) for name, side in sides.items())
    growth = "\n".join(
        f"| {int(n):,} | {grown['time_per_article']:.2f} | {grown['exponent']:.3f} |"
        for n, grown in measured["growth"].items()
    )
    tail = TAIL.format(
        spacy=compare_with_spacy(sides),
        added=sides["attributions"]["ratio"] / sides["hedges"]["ratio"] - 1,
        small=measured["small"],
        growth=growth,
        n=memory["articles"],
        prepared=memory["prepared"],
        one_call=memory["one_call"],
        stream=memory["stream"],
    )
    return head + rows + tail


def describe_side(name: str, side: dict[str, Any]) -> str:
    """Write one side as a row."""
    ratio = f"{side['ratio']:.2f} [{side['lowest']:.2f}, {side['highest']:.2f}]"
    return f"| {MEANINGS[name]} | {ratio} | {side['articles_per_second']:,} |\n"


def compare_with_spacy(sides: dict[str, Any]) -> str:
    """Write how fast attributions are against spaCy's tokens and sentences, where it was installed."""
    if "spacy_blank" not in sides:
        return "not measured; it is no dependency and was not installed"
    ratio = sides["attributions"]["ratio"] / sides["spacy_blank"]["ratio"]
    return f"attributions, and all that comes before them, at {ratio:.1f} times its speed"
