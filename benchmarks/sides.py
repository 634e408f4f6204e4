"""The sides of the race: a plain loop over words, ours in steps, and, where installed, what others use."""

import re
from collections.abc import Callable, Iterator
from importlib import import_module
from importlib.util import find_spec

import pandas as pd

from analysis.annotate.articles import BATCH, annotate_batch, annotate_tokens
from analysis.annotate.attributions import find_attributions
from analysis.annotate.lexical.batches import read_batch
from analysis.annotate.speech.quotations import find_quotations
from analysis.annotate.text.tokens import split_tokens

LANGUAGE = "en"
LABELS = {"power": {"government": ["government", "administration"], "regime": ["regime"]}}
PLAIN = re.compile(r"\w+|[^\w\s]")
Side = Callable[[pd.DataFrame, pd.DataFrame], None]


def run_plain_loop(texts: pd.DataFrame, blocks: pd.DataFrame) -> None:
    """Walk over words and single marks, and do nothing with them."""
    for text in texts["text"].tolist():
        for _ in PLAIN.finditer(text):
            pass


def run_tokens(texts: pd.DataFrame, blocks: pd.DataFrame) -> None:
    """Split into tokens and sentences."""
    for batch in split_batches(texts):
        split_tokens(batch["text"].tolist(), LANGUAGE)


def run_attributions(texts: pd.DataFrame, blocks: pd.DataFrame) -> None:
    """Go from text to attributions."""
    for batch in split_batches(texts):
        read = read_batch(split_tokens(batch["text"].tolist(), LANGUAGE), LANGUAGE)
        find_attributions(read, find_quotations(read))


def run_hedges(texts: pd.DataFrame, blocks: pd.DataFrame) -> None:
    """Go from text to attributions and hedges, with their voices."""
    for batch in split_batches(texts):
        annotate_tokens(split_tokens(batch["text"].tolist(), LANGUAGE), LANGUAGE)


def run_everything(texts: pd.DataFrame, blocks: pd.DataFrame) -> None:
    """Go from text to all annotations: labels and terms too."""
    for batch in split_batches(texts):
        article = pd.Index(batch["article_id"]).get_indexer(blocks["article_id"])
        placed = blocks.assign(article=article).query("article >= 0")
        annotate_batch(batch["text"].tolist(), placed, LANGUAGE, LABELS)


def split_batches(texts: pd.DataFrame) -> Iterator[pd.DataFrame]:
    """Split into batches as the pipeline does."""
    return (texts.iloc[start : start + BATCH] for start in range(0, len(texts), BATCH))


def find_spacy() -> dict[str, Side]:
    """Find spaCy's blank English tokenizer and sentencizer, where installed; it is no dependency."""
    if find_spec("spacy") is None:
        return {}
    blank = import_module("spacy").blank("en")
    blank.add_pipe("sentencizer")

    def run_spacy(texts: pd.DataFrame, blocks: pd.DataFrame) -> None:
        """Split into tokens and sentences with spaCy."""
        for _ in blank.pipe(texts["text"].tolist()):
            pass

    return {"spacy_blank": run_spacy}


SIDES: dict[str, Side] = {
    "plain_loop": run_plain_loop,
    "tokens": run_tokens,
    "attributions": run_attributions,
    "hedges": run_hedges,
    "everything": run_everything,
}
