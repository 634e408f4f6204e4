"""The seven outlets of polnear's train part as a study: measured, and laid out for tests."""

from collections.abc import Collection
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.articles import annotate_articles
from analysis.compare.placebo import Words, lay_out_words
from analysis.compare.sample import Sample, make_sample
from analysis.language.lexicons import read_lexicon
from analysis.measure.articles import measure_articles
from analysis.store import make_table
from benchmarks.corpora import read_corpus
from benchmarks.texts import make_articles

LANGUAGE = "en"
PRIOR_WORDS = 1000


@dataclass(frozen=True)
class Outlets:
    """Articles of several outlets, with their measures and words."""

    sample: Sample
    voices: dict[str, Words]

    def find_rows(self, outlet: int) -> NDArray[np.intp]:
        """Find the articles of an outlet."""
        return np.flatnonzero(self.sample.outlet == outlet)


def read_outlets(gold: Path) -> Outlets:
    """Read, annotate and measure polnear's train part, as articles on one event."""
    documents = read_corpus(gold, "polnear", "train")
    texts, blocks = make_articles([str(document["text"]) for document in documents])
    rows = [
        describe_article(article, str(document["outlet"]))
        for article, document in zip(texts["article_id"], documents, strict=True)
    ]
    articles = make_table("articles", rows)
    annotations = annotate_articles(texts, blocks, LANGUAGE, {})
    measures = measure_articles({"articles": articles, **annotations}, {})
    stop_words = set(read_lexicon(LANGUAGE, "stop_words")["form"])
    voices = lay_out_words(annotations["term_counts"], articles, PRIOR_WORDS, stop_words)
    return Outlets(make_sample(measures, articles), voices)


def describe_article(article: str, outlet: str) -> dict[str, object]:
    """Make a row of `articles`."""
    unknown = ("author", "published", "published_from", "published_raw", "url")
    known = {"article_id": article, "outlet": outlet, "event": "one", "title": "", "sha256": ""}
    return known | dict.fromkeys(unknown) | {"n_characters": 0}



def choose_columns(sample: Sample, measures: Collection[tuple[str, str]]) -> Sample:
    """Keep some measures, each with its voice."""
    names = zip(sample.columns["measure"], sample.columns["voice"], strict=True)
    kept = [name in measures for name in names]
    return replace(sample, columns=sample.columns[kept], counts=sample.counts[:, :, kept])
