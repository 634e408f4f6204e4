"""Many articles to be fast on: those of polnear's train part, again and again."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from benchmarks.corpora import read_corpus


def read_texts(gold: Path, n: int) -> list[str]:
    """Read n texts; where the corpus ends it starts again."""
    texts = [str(document["text"]) for document in read_corpus(gold, "polnear", "train")]
    return [texts[i % len(texts)] for i in range(n)]


def make_articles(texts: Sequence[str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make tables `texts` and `blocks` of texts; what they share is made once."""
    articles = pd.DataFrame({"article_id": [f"article-{i:06}" for i in range(len(texts))], "text": texts})
    code, distinct = pd.factorize(articles["text"])
    blocks = pd.concat([cut_blocks(text).assign(code=i) for i, text in enumerate(distinct)])
    placed = articles[["article_id"]].assign(code=code).merge(blocks, on="code").drop(columns="code")
    return articles, placed.assign(reason=None)


def cut_blocks(text: str) -> pd.DataFrame:
    """Cut a text into blocks: the first line is the title, each other with words a paragraph."""
    lines = pd.Series(text.split("\n"), dtype="str")
    end = (lines.str.len() + 1).cumsum() - 1
    role = ["title"] + ["paragraph"] * (len(lines) - 1)
    blocks = pd.DataFrame({"role": role, "start": end - lines.str.len(), "end": end, "text": lines})
    return blocks[lines != ""].rename_axis("block").reset_index()
