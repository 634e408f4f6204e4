"""The tagger's training corpus, each fold annotated by a tagger that has learned from the others alone.

Ten times as many articles as in the development part, and none annotated by a model that has seen its
annotation. Word classes are learned from all texts, which carry no annotation.
"""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

import numpy as np

from analysis.annotate.tagger import tagger
from benchmarks.corpora import Document, annotate_documents, read_corpus
from benchmarks.crf import Settings
from benchmarks.train_attribution import COMPLETE, learn_words, train_tagger

FOLDS = 5


def annotate_folds(gold: Path, language: str) -> tuple[list[Document], dict[str, Document]]:
    """Annotate the training part, fold by fold.

    Returns
    -------
    tuple
        The documents, and what `parallax annotate` would write of each with the model of its fold.
    """
    documents, words = read_corpus(gold, COMPLETE, "train"), learn_words(gold)
    found: dict[str, Document] = {}
    with TemporaryDirectory() as folder:
        for held_out, others in split_folds(documents):
            path = Path(folder) / "fold.npz"
            np.savez(path, **train_tagger(gold, others, words, Settings()))  # type: ignore[arg-type]
            model = tagger.load_model(path)
            with patch.object(tagger, "read_model", lambda *_, model=model: model):
                found |= annotate_documents(held_out, language)
    return documents, found


def split_folds(documents: list[Document]) -> Iterator[tuple[list[Document], list[Document]]]:
    """Split documents, every fifth of an outlet in turn, into those held out and the others."""
    outlets = [document["outlet"] for document in documents]
    turn = [outlets[:i].count(outlet) % FOLDS for i, outlet in enumerate(outlets)]
    for fold in range(FOLDS):
        held_out = [document for document, own in zip(documents, turn, strict=True) if own == fold]
        yield held_out, [document for document, own in zip(documents, turn, strict=True) if own != fold]
