"""Articles → the tables of their annotations, a batch at a time."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from analysis.annotate.attributions import find_attributions
from analysis.annotate.hedging.hedges import find_hedges
from analysis.annotate.hedging.holders import place_hedges
from analysis.annotate.labels import LabelSets, find_labels
from analysis.annotate.lexical.batches import read_batch
from analysis.annotate.loaded import find_loaded_words
from analysis.annotate.speech.quotations import find_quotations
from analysis.annotate.terms import count_terms
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens, is_word, split_tokens
from analysis.annotate.voices import find_voices
from analysis.store import make_table
from analysis.tables import PARTS

BATCH = 300  # articles: more spare little, and their columns take memory
ANNOTATIONS = (
    "sentences",
    "attributions",
    "attribution_spans",
    "hedges",
    "labels",
    "loaded_words",
    "term_counts",
)


def annotate_articles(
    texts: pd.DataFrame, blocks: pd.DataFrame, language: str, label_sets: LabelSets
) -> dict[str, pd.DataFrame]:
    """Annotate articles.

    Parameters
    ----------
    texts, blocks
        Tables `texts` and `blocks`.
    language
        Code of the language.
    label_sets
        The study's label sets: set → label → forms.

    Returns
    -------
    dict of pandas.DataFrame
        Tables `sentences`, `attributions`, `attribution_spans`, `hedges`, `labels`, `loaded_words` and
        `term_counts`.
    """
    found: dict[str, list[pd.DataFrame]] = {name: [] for name in ANNOTATIONS}
    for start in range(0, max(len(texts), 1), BATCH):
        batch = texts.iloc[start : start + BATCH]
        ids = pd.Index(batch["article_id"])
        placed = blocks.assign(article=ids.get_indexer(blocks["article_id"])).query("article >= 0")
        for name, rows in annotate_batch(batch["text"].tolist(), placed, language, label_sets).items():
            found[name].append(rows.assign(article_id=ids.to_numpy()[rows["article"].to_numpy("int64")]))
    return {name: make_table(name, pd.concat(rows, ignore_index=True)) for name, rows in found.items()}


def annotate_batch(
    texts: Sequence[str], blocks: pd.DataFrame, language: str, label_sets: LabelSets
) -> dict[str, pd.DataFrame]:
    """Annotate texts; `article`, in `blocks` and in the result, counts them from 0."""
    tokens = split_tokens(texts, language)
    found, voice = annotate_tokens(tokens, language)
    part = find_parts(tokens, blocks)
    return found | {
        "sentences": describe_sentences(tokens, part),
        "labels": find_labels(tokens, language, label_sets, voice),
        "loaded_words": find_loaded_words(tokens, language, voice),
        "term_counts": count_terms(tokens, voice, part[tokens.sentence]),
    }


def annotate_tokens(tokens: Tokens, language: str) -> tuple[dict[str, pd.DataFrame], Ints]:
    """Find attributions and hedges, and the innermost attribution of each token."""
    batch = read_batch(tokens, language)
    quotations = find_quotations(batch)
    attributions, spans = find_attributions(batch, quotations)
    voice = find_voices(tokens, attributions, spans)
    hedges = find_hedges(tokens, language)
    hedges = place_hedges(tokens, hedges, spans, voice=voice, quotations=quotations)
    return {"attributions": attributions, "attribution_spans": spans, "hedges": hedges}, voice


def find_parts(tokens: Tokens, blocks: pd.DataFrame) -> Ints:
    """Find the part each sentence stands in, as an index of `PARTS`; what is in no title is body."""
    placed = blocks[blocks["role"].isin(PARTS) & blocks["start"].notna()]
    heads = placed.sort_values(["article", "start"], kind="stable")
    width = max(map(len, tokens.texts), default=0) + 1
    edges = heads["article"].to_numpy("int64")[:, None] * width + heads[["start", "end"]].to_numpy("int64")
    at = np.searchsorted(edges.ravel(), tokens.sentence_article * width + tokens.sentence_start, side="right")
    role = heads["role"].map(PARTS.index).to_numpy("int64")
    return np.where(at % 2 == 1, np.append(role, 0)[at // 2], PARTS.index("body"))


def describe_sentences(tokens: Tokens, part: Ints) -> pd.DataFrame:
    """Table `sentences`, with `article` (index in the batch) for `article_id`."""
    n = len(tokens.sentence_start)
    before = np.searchsorted(tokens.sentence_article, tokens.sentence_article)
    return pd.DataFrame(
        {
            "article": tokens.sentence_article,
            "sentence": np.arange(n) - before,
            "start": tokens.sentence_start,
            "end": tokens.sentence_end,
            "part": pd.array(PARTS, dtype="str").take(part),
            "paragraph": tokens.sentence_paragraph,
            "n_words": np.bincount(tokens.sentence, weights=is_word(tokens), minlength=n).astype("int64"),
        }
    )
