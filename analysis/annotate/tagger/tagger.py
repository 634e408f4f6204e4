"""Tokens → spans of sources, cues and contents, by a trained linear-chain tagger."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.tagger.context import Layout
from analysis.annotate.tagger.features import Level, find_levels, hash_entries, hash_surface, look_around
from analysis.annotate.tagger.templates import WINDOW
from analysis.annotate.tagger.viterbi import find_best_labels
from analysis.annotate.tagger.vocabulary import Vocabulary, describe_vocabulary
from analysis.annotate.tagger.words import WordTable
from analysis.annotate.text.tokens import Tokens, take_articles
from analysis.language import lexicons

LANES = 16  # labels are padded to so many columns, which is what the processor likes
PIECE, BLOCK = 32_768, 2048  # tokens
LONG, LONGEST = 256, 2048  # tokens after which a chain is cut at the next sentence, and anywhere
FORBIDDEN = -30_000
Scores = NDArray[np.int16]  # things x lanes


@dataclass(frozen=True)
class Model:
    """A trained tagger."""

    labels: tuple[str, ...]  # "O", "B-source<", "I-source<", ...; what follows the role is internal
    weights: NDArray[np.int16]  # hashed features x lanes
    scale: float  # of the weights; their sum times it is a log-odds
    transitions: NDArray[np.int32]  # labels before, and the start, x labels after
    table: WordTable
    n_bits: int  # of a hashed feature
    window: tuple[Scores, ...]  # what each entry of the table gives to tokens near it, a block a place


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
        n_bits = len(weights).bit_length() - 1
        window = tuple(sum_weights(ids, weights) for ids in hash_entries(table, n_bits))
        return Model(labels, weights, float(file["scale"]), file["transitions"], table, n_bits, window)


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
    scores, labels, starts = label_tokens(tokens, model)
    role_of_label, begins_of_label, roles = read_labels(model.labels)
    role, change = role_of_label[labels], begins_of_label[labels]
    change[starts] = True
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
) -> tuple[NDArray[np.int16], NDArray[np.int8], NDArray[np.int64]]:
    """Score and label each token; and tell where the chains begin that are labelled as one."""
    vocabulary = describe_vocabulary(tokens.vocabulary, model.table)
    window = sum_window(vocabulary, model)
    scores = np.zeros((len(tokens), LANES), dtype=np.int16)
    begins = [np.empty(0, dtype=np.int64)]
    done = 0
    for piece in split_pieces(tokens):
        levels, layout = find_levels(piece, vocabulary, model.n_bits)
        around = look_around(piece.form, layout, WINDOW, absent=len(tokens.vocabulary))
        add_scores(scores[done : done + len(piece)], zip(window, around, strict=True))
        add_scores(scores[done : done + len(piece)], sum_levels(levels, model.weights))
        begins.append(done + find_chains(layout))
        done += len(piece)
    starts = np.concatenate(begins)
    lengths = np.diff(starts, append=len(tokens))
    return scores, find_best_labels(scores, model.transitions, starts, lengths), starts


def split_pieces(tokens: Tokens) -> Iterator[Tokens]:
    """Split a batch at articles into pieces whose columns stay in a processor's cache."""
    piece = np.searchsorted(tokens.article, np.arange(len(tokens.texts) + 1)) // PIECE
    cuts = [0, *(np.flatnonzero(np.diff(piece)) + 1).tolist(), len(tokens.texts)]
    return (take_articles(tokens, first, last) for first, last in pairwise(cuts))


def sum_window(vocabulary: Vocabulary, model: Model) -> list[Scores]:
    """Add up the weights that each form gives to tokens near it, a block a place."""
    surface = hash_surface(vocabulary, model.n_bits)
    return [
        rows.take(vocabulary.entry, axis=0) + sum_weights(ids, model.weights)
        for rows, ids in zip(model.window, surface, strict=True)
    ]


def sum_levels(levels: Iterable[Level], weights: Scores) -> Iterator[tuple[Scores, NDArray[np.int64]]]:
    """Add up the weights of what tokens share; give rows of weights, and the row of each token."""
    for level in levels:
        if level.at is None:
            yield from ((weights, ids) for ids in level.ids)
        else:
            yield sum_weights(level.ids, weights), level.at


def add_scores(scores: Scores, parts: Iterable[tuple[Scores, NDArray[np.int64]]]) -> None:
    """Add to the tokens' scores the rows that each one uses, as many at a time as stay in cache."""
    room = np.empty((BLOCK, LANES), dtype=np.int16)
    for rows, at in parts:
        for start in range(0, len(scores), BLOCK):
            block = at[start : start + BLOCK]
            scores[start : start + BLOCK] += rows.take(block, axis=0, out=room[: len(block)], mode="clip")


def sum_weights(ids: NDArray[np.int64], weights: Scores) -> Scores:
    """Add up the weights of features, templates x things."""
    total = np.zeros((ids.shape[1], LANES), dtype=np.int16)
    add_scores(total, ((weights, row) for row in ids))
    return total


def find_chains(layout: Layout) -> NDArray[np.int64]:
    """Find where chains begin: at paragraphs, and where a very long one is cut."""
    start, end = layout.sentences.start, layout.sentences.end
    paragraph = layout.sentences.outer
    piece = (start - layout.paragraphs.start[paragraph]) // LONG
    opens = (np.diff(paragraph, prepend=-1) != 0) | (np.diff(piece, prepend=0) != 0)
    inner = [np.arange(start[i] + LONGEST, end[i], LONGEST) for i in np.flatnonzero(end - start > LONGEST)]
    return np.sort(np.concatenate([start[opens], *inner]))


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
