"""A small invented study for tests of the report: two outlets, two events, hostile text included."""

import re
from pathlib import Path

import pandas as pd

from analysis.report.figures import plot_estimates
from analysis.report.findings import Finding
from analysis.store import make_table
from analysis.study import MULTIVERSE, Parameters, Study

OUTLETS = {"beacon": "The Beacon", "state-radio": "State Radio of Ostmark"}
EVENTS = {"bridge": "The bridge at Lunden is closed", "strike": "Pilots go on strike"}
HOSTILE_TITLE = "<script>window.hacked = 1</script> Bridge & tunnel"
TEXTS = {
    "beacon-bridge": f"""{HOSTILE_TITLE}

Engineer Mira Holt said the bridge “may have been unsafe for years”. The minister denied it.

<script>window.hacked = 2</script><img src=x onerror="window.hacked = 3"> Perhaps it will be torn down.""",
    "beacon-strike": """Pilots walk out

Pilots' spokeswoman Ada Lind told reporters that talks could fail. \u202ereversed\u202c """
    + "w" * 300,
    "state-radio-bridge": """Bridge closed for the people's safety

The minister confirmed that every bridge is certainly safe. Critics claimed otherwise.""",
}
LAYER_WORDS = {
    "source": r"Engineer Mira Holt|The minister|Pilots' spokeswoman Ada Lind|Critics",
    "cue": r"said|denied|told reporters|confirmed|claimed",
    "content": r"the bridge “may have been unsafe for years”|talks could fail|every bridge is certainly safe",
}
COMMITMENT = {"hedge": r"\bmay\b|Perhaps|could", "booster": r"certainly"}


def find_all(pattern: str) -> list[tuple[str, int, int]]:
    """Find a pattern in every text, titles left out."""
    return [
        (article, m.start(), m.end())
        for article, text in TEXTS.items()
        for m in re.finditer(pattern, text)
        if m.start() > text.index("\n")
    ]


def make_study() -> Study:
    """Declare the study."""
    return Study(
        id="invented",
        folder=Path("data/raw/invented"),
        title="Bridges & strikes: an invented study",
        question="Who withholds commitment <b>in its own voice</b>?",
        description="Everything here is invented.",
        language="en",
        outlets=OUTLETS,
        events=EVENTS,
        labels={},
        hypotheses=[{"id": "H1", "text": "State Radio hedges less."}],
        multiverse=MULTIVERSE,
        parameters=Parameters(),
        articles=pd.DataFrame({"article_id": list(TEXTS)}),
    )


def make_tables() -> dict[str, pd.DataFrame]:
    """Make the tables that the report reads."""
    rows = {
        "articles": [make_article(article) for article in TEXTS],
        "texts": [{"article_id": a, "text": t} for a, t in TEXTS.items()],
        "blocks": [block for article in TEXTS for block in make_blocks(article)],
        "issues": [
            {
                "issue": 1,
                "article_id": "beacon-strike",
                "rule": "one long word",
                "severity": "notice",
                "where": "beacon-strike.txt:3",
                "value": "w" * 300,
                "remedy": "Look at it.",
            }
        ],
        "sentences": [s for article in TEXTS for s in make_sentences(article)],
        "attributions": [make_attribution(*cue, n) for n, cue in enumerate(find_all(LAYER_WORDS["cue"]))],
        "attribution_spans": make_spans(),
        "hedges": [make_hedge(*found, kind) for kind in COMMITMENT for found in find_all(COMMITMENT[kind])],
        "labels": [make_label(*found) for found in find_all("bridge")],
        "estimates": [make_estimate(outlet, voice) for outlet in OUTLETS for voice in ("outlet", "source")],
    }
    return {name: make_table(name, found) for name, found in rows.items()}


def make_article(article: str) -> dict:
    """Make a row of `articles`."""
    outlet, event = article.rsplit("-", 1)
    title = TEXTS[article].split("\n")[0]
    return {
        "article_id": article, "outlet": outlet, "event": event, "title": title,
        "author": "nan", "published": "2031-05-04T10:00+02:00", "published_from": "page",
        "published_raw": None, "url": "javascript:window.hacked=4", "sha256": "0" * 64,
        "n_characters": len(TEXTS[article]),
    }  # fmt: skip


def make_blocks(article: str) -> list[dict]:
    """Make the rows of `blocks`, one of them furniture."""
    found = [
        {"article_id": article, "block": i, "role": "paragraph" if i else "title", "reason": None,
         "start": m.start(), "end": m.end(), "text": m[0]}
        for i, m in enumerate(re.finditer(r"[^\n]+", TEXTS[article]))
    ]  # fmt: skip
    furniture = {"role": "furniture", "reason": "repeated", "text": "<b>Share</b>"}
    place = {"article_id": article, "block": len(found), "start": None, "end": None}
    return [*found, furniture | place]


def make_sentences(article: str) -> list[dict]:
    """Make the rows of `sentences`."""
    return [
        {"article_id": article, "sentence": i, "start": m.start(), "end": m.end(),
         "part": "body" if i else "title", "paragraph": i, "n_words": len(m[0].split())}
        for i, m in enumerate(re.finditer(r"[^\n ][^\n.]*\.?”?\.?", TEXTS[article]))
    ]  # fmt: skip


def make_attribution(article: str, start: int, end: int, number: int) -> dict:
    """Make a row of `attributions` for a cue."""
    return {
        "article_id": article, "attribution": number, "sentence": 1, "form": "indirect", "speech": True,
        "source_name": "Mira <i>Holt</i>", "source_kind": "named_person", "affiliation": None,
        "anonymity": False, "cue_lemma": "say", "cue_class": "neutral", "parent": None,
        "n_words": end - start, "score": 0.5,
    }  # fmt: skip


def make_spans() -> list[dict]:
    """Make the rows of `attribution_spans`: everything of an article belongs to its first attribution."""
    cues = find_all(LAYER_WORDS["cue"])
    first = {article: number for number, (article, _, _) in reversed(list(enumerate(cues)))}
    return [
        {"article_id": a, "attribution": first[a], "role": role, "span": i, "start": s, "end": e}
        for role, pattern in LAYER_WORDS.items()
        for i, (a, s, e) in enumerate(find_all(pattern))
    ]


def make_hedge(article: str, start: int, end: int, kind: str) -> dict:
    """Make a row of `hedges`."""
    return {
        "article_id": article, "start": start, "end": end, "kind": kind, "lemma": "x", "voice": "source",
        "class": "adverb" if kind == "hedge" else kind, "attribution": None, "distance": None,
    }  # fmt: skip


def make_label(article: str, start: int, end: int) -> dict:
    """Make a row of `labels`."""
    return {
        "article_id": article, "start": start, "end": end, "label_set": "bridge", "label": "bridge",
        "voice": "outlet",
    }  # fmt: skip


def make_estimate(outlet: str, voice: str) -> dict:
    """Make a row of `estimates`."""
    value = 5.0 + 3 * list(OUTLETS).index(outlet) + (voice == "source")
    return {
        "event": "all", "outlet": outlet, "measure": "hedges", "voice": voice, "value": value,
        "low": value - 2, "high": value + 2, "numerator": 3.0, "denominator": 500.0, "n_articles": 4,
        "flags": "",
    }  # fmt: skip


def make_findings() -> dict[str, list[Finding]]:
    """Make findings as a notebook would keep them."""
    estimates = make_tables()["estimates"]
    spans = pd.DataFrame(find_all(COMMITMENT["hedge"]), columns=["article_id", "start", "end"])
    question = "Who withholds commitment?"
    first = Finding(
        id="hedges-by-voice", question=question, sentence="The Beacon hedges <less> than State Radio.",
        verdict="robust", limits="Two outlets & three articles.",
        figure=plot_estimates(estimates, OUTLETS, measure="hedges"), data=estimates,
        evidence=spans.assign(note="class adverb"), alt="Two rows of dots.",
    )  # fmt: skip
    second = Finding(
        id="nothing-drawn", question="What else?", sentence="Nothing.", verdict="descriptive only",
        limits="All.", figure=None, data=estimates[["outlet", "value"]], evidence=None, alt="",
    )  # fmt: skip
    return {"03_hedging": [first], "04_more": [second]}
