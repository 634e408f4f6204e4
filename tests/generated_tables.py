"""Tables of the line with generated counts, for tests of what stands to the right of the annotations."""

from collections import Counter

import numpy as np
import pandas as pd

from analysis.store import make_table
from analysis.tables import CUE_CLASSES, FORMS, HEDGE_CLASSES, SOURCE_KINDS

LABEL_SETS = {"place": {"Oldname": ["oldname"], "Newname": ["newname"], "Nobody's": ["nothing"]}}
TERMS = [f"term{number}" for number in range(30)]


def generate_articles(outlets: int = 3, events: int = 6, per_cell: int = 2) -> pd.DataFrame:
    """Make the table `articles`: so many in every cell of the design."""
    cells = [(e, o, n) for e in range(events) for o in range(outlets) for n in range(per_cell)]
    return make_table("articles", [describe_article(f"a{e}-{o}-{n}", f"o{o}", f"e{e}") for e, o, n in cells])


def describe_article(article_id: str, outlet: str, event: str) -> dict:
    """Make a row of `articles`."""
    return {
        "article_id": article_id,
        "outlet": outlet,
        "event": event,
        "title": "A title",
        "author": None,
        "published": None,
        "published_from": None,
        "published_raw": None,
        "url": None,
        "sha256": "0",
        "n_characters": 1000,
    }


def generate_tables(articles: pd.DataFrame, seed: int = 0) -> dict[str, pd.DataFrame]:
    """Make the annotation tables: a title of 100 characters, a body of 900, spans and words at random."""
    random = np.random.default_rng(seed)
    rows: dict[str, list[dict]] = {name: [] for name in (*MAKERS, "term_counts")}
    sentences = []
    for article_id in articles["article_id"]:
        sentences += [describe_sentence(article_id, number) for number in range(10)]
        for name, make in MAKERS.items():
            n = int(random.integers(0, 12))
            rows[name] += [{"article_id": article_id} | make(random, number) for number in range(n)]
        rows["term_counts"] += generate_words(random, article_id)
    return {
        "articles": articles,
        "sentences": make_table("sentences", sentences),
        **{name: make_table(name, found) for name, found in rows.items()},
    }


def describe_sentence(article_id: str, number: int) -> dict:
    """Make a row of `sentences`; the first is the title."""
    return {
        "article_id": article_id,
        "sentence": number,
        "start": 100 * number,
        "end": 100 * number + 99,
        "part": "body" if number else "title",
        "paragraph": number,
        "n_words": 15,
    }


def generate_attribution(random: np.random.Generator, number: int) -> dict:
    """Make a row of `attributions`."""
    return {
        "attribution": number,
        "sentence": int(random.integers(10)),
        "form": str(random.choice(FORMS)),
        "speech": True,
        "source_name": str(random.choice(["Ada Lund", "The Ministry", "Bo Ek"])),
        "source_kind": str(random.choice(SOURCE_KINDS)),
        "affiliation": None,
        "anonymity": bool(random.integers(2)),
        "cue_lemma": "say",
        "cue_class": str(random.choice(CUE_CLASSES)),
        "parent": None,
        "n_words": 5,
        "score": 1.0,
    }


def generate_hedge(random: np.random.Generator, number: int) -> dict:
    """Make a row of `hedges`."""
    found = str(random.choice([*HEDGE_CLASSES, "booster"]))
    return {
        "start": 80 * number,
        "end": 80 * number + 5,
        "kind": "booster" if found == "booster" else "hedge",
        "class": found,
        "lemma": "perhaps",
        "voice": str(random.choice(["outlet", "source"])),
        "attribution": int(random.integers(12)),
        "distance": None,
    }


def generate_label(random: np.random.Generator, number: int) -> dict:
    """Make a row of `labels`."""
    return {
        "start": 80 * number,
        "end": 80 * number + 7,
        "label_set": "place",
        "label": str(random.choice(["Oldname", "Newname"])),
        "voice": str(random.choice(["outlet", "source"])),
    }


def generate_loaded_word(random: np.random.Generator, number: int) -> dict:
    """Make a row of `loaded_words`."""
    return {
        "start": 80 * number,
        "end": 80 * number + 6,
        "word": str(random.choice(["absurd", "heroic"])),
        "class": "blame",
        "voice": str(random.choice(["outlet", "source"])),
    }


MAKERS = {
    "attributions": generate_attribution,
    "hedges": generate_hedge,
    "labels": generate_label,
    "loaded_words": generate_loaded_word,
}


def generate_words(random: np.random.Generator, article_id: str) -> list[dict]:
    """Make an article's rows of `term_counts`."""
    return [
        {"article_id": article_id, "voice": voice, "part": part, "term": str(term), "count": count}
        for part, voice in (("title", "outlet"), ("body", "outlet"), ("body", "source"))
        for term, count in zip(random.permutation(TERMS), random.integers(1, 20, 12), strict=False)
    ]


def write_words(texts: dict[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make `term_counts` and `articles` of texts under ids such as 'outlet/event/1'."""
    articles = [describe_article(key, *key.split("/")[:2]) for key in texts]
    counts = [
        {"article_id": key, "voice": "outlet", "part": "body", "term": term, "count": count}
        for key, text in texts.items()
        for term, count in Counter(text.split()).items()
    ]
    return make_table("term_counts", counts), make_table("articles", articles)
