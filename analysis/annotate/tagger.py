"""Tokens → spans of sources, cues and contents, by a trained linear-chain tagger."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.context import Layout
from analysis.annotate.features import Level, find_features
from analysis.annotate.tokens import Tokens
from analysis.annotate.viterbi import find_best_labels
from analysis.annotate.words import WordTable
from analysis.language import lexicons

LANES = 16  # labels are padded to so many columns, which is what the processor likes
BLOCK = 8192
LONG, LONGEST = 256, 2048  # tokens after which a chain is cut at the next sentence, and anywhere
FORBIDDEN = -30_000


@dataclass(frozen=True)
class Model:
    """A trained tagger."""

    labels: tuple[str, ...]  # "O", "B-source<", "I-source<", ...; what follows the role is internal
    weights: NDArray[np.int16]  # hashed features x lanes
    scale: float  # of the weights; their sum times it is a log-odds
    transitions: NDArray[np.int32]  # labels before, and the start, x labels after
    table: WordTable

    @property
    def n_bits(self) -> int:
        """Number of bits of a hashed feature."""
        return int(self.weights.shape[0]).bit_length() - 1


@cache
def read_model(language: str, task: str = "attribution") -> Model:
    """Read a model of the package.

    Raises
    ------
    LookupError
        If there is none for the language.
    """
    path = Path(lexicons.__file__).parent / language / f"{task}.npz"
    if not path.is_file():
        raise LookupError(f"no {task} model for language {language!r}")
    return load_model(path)


def load_model(path: Path) -> Model:
    """Read a model from a file."""
    with np.load(path) as file:
        labels = tuple(file["labels"].tolist())
        weights = np.zeros((len(file["weights"]), LANES), dtype=np.int16)
        weights[:, : len(labels)] = file["weights"]
        bits = {name: 1 << i for i, name in enumerate(file["class_names"].tolist())}
        hashes, fine, coarse, classes = (
            file[name].astype(np.uint64) for name in ("hashes", "fine", "coarse", "classes")
        )
        table = WordTable(hashes, fine, coarse, classes, bits)
        return Model(labels, weights, float(file["scale"]), file["transitions"], table)


def find_role_spans(tokens: Tokens, language: str) -> pd.DataFrame:
    """Find the spans of sources, cues and contents.

    Parameters
    ----------
    tokens
        A batch of articles.
    language
        Code of the language, for the model.

    Returns
    -------
    pandas.DataFrame
        One row a span, in the order of the text: `role` (source, cue, content), `first` and `last`
        (tokens, half-open), `score` (probability of the role at the span's first token, from the features
        of that token alone, 0 to 1). A span never crosses a line break.
    """
    return find_spans(tokens, read_model(language))


def find_spans(tokens: Tokens, model: Model) -> pd.DataFrame:
    """Find the spans of a model's roles; see `find_role_spans`."""
    scores, labels, opens = label_tokens(tokens, model)
    role_of_label, begins_of_label, roles = read_labels(model.labels)
    role, begins = role_of_label[labels], begins_of_label[labels]
    change = begins | opens
    change[1:] |= role[1:] != role[:-1]
    first = np.flatnonzero(change)
    last = np.append(first[1:], len(labels))[: len(first)]
    kept = role[first] >= 0
    names = np.array(roles, dtype=object)[role[first[kept]]]
    score = find_probabilities(scores[first[kept]], role[first[kept]], model)
    columns = {"first": first[kept], "last": last[kept], "score": score.round(4)}
    return pd.DataFrame({"role": pd.Series(names, dtype="str"), **columns})


def label_tokens(
    tokens: Tokens, model: Model
) -> tuple[NDArray[np.int16], NDArray[np.int8], NDArray[np.bool_]]:
    """Score and label each token; and tell where the chains begin that are labelled as one."""
    levels, layout = find_features(tokens, model.table, model.n_bits)
    scores = sum_scores(levels, model.weights, len(tokens))
    opens = find_chains(layout)
    starts = np.flatnonzero(opens)
    lengths = np.diff(starts, append=len(tokens))
    return scores, find_best_labels(scores, model.transitions, starts, lengths), opens


def sum_scores(levels: Sequence[Level], weights: NDArray[np.int16], n: int) -> NDArray[np.int16]:
    """Add up the weights of each token's features; a level at a time, so that its rows stay in cache."""
    scores = np.zeros((n, weights.shape[1]), dtype=np.int16)
    room = np.empty((BLOCK, weights.shape[1]), dtype=np.int16)
    for level in levels:
        if level.at is None:
            parts = [(weights, ids) for ids in level.ids]
        else:
            parts = [(sum_weights(level.ids, weights), level.at)]
        for rows, at in parts:
            for start in range(0, n, BLOCK):
                block = at[start : start + BLOCK]
                taken = rows.take(block, axis=0, out=room[: len(block)], mode="clip")
                scores[start : start + BLOCK] += taken
    return scores


def sum_weights(ids: NDArray[np.int64], weights: NDArray[np.int16]) -> NDArray[np.int16]:
    """Add up the weights of features, templates x things."""
    total = np.zeros((ids.shape[1], weights.shape[1]), dtype=np.int16)
    for row in ids:
        total += weights.take(row, axis=0, mode="clip")
    return total


def find_chains(layout: Layout) -> NDArray[np.bool_]:
    """Tell where chains begin: at paragraphs, and where a very long one is cut."""
    at = np.arange(len(layout.marks))
    opens = at == layout.first_in_paragraph
    long = np.flatnonzero(layout.last_in_paragraph - layout.first_in_paragraph > LONG)
    piece = (layout.first_in_sentence - layout.first_in_paragraph)[long] // LONG
    inner = (at - layout.first_in_sentence)[long] // LONGEST
    opens[long] |= (np.diff(piece, prepend=0) != 0) | (np.diff(inner, prepend=0) > 0)
    return opens


def read_labels(labels: Sequence[str]) -> tuple[NDArray[np.int8], NDArray[np.bool_], list[str]]:
    """Give each label's role (-1: none) and whether it begins a span; and name the roles."""
    names = [label[2:].rstrip("<>") for label in labels]
    roles = sorted(set(names) - {""})
    role = np.array([roles.index(name) if name else -1 for name in names], dtype=np.int8)
    return role, np.array([label.startswith("B-") for label in labels]), roles


def find_probabilities(
    scores: NDArray[np.int16], role: NDArray[np.int8], model: Model
) -> NDArray[np.float64]:
    """Find the probability of a role for each token, from the token's own features alone."""
    role_of_label, _, _ = read_labels(model.labels)
    odds = scores[:, : len(model.labels)] * model.scale
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    return (odds * (role_of_label == role[:, None])).sum(axis=1) / odds.sum(axis=1)
