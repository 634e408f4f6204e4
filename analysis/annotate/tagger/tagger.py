"""Tokens → spans of sources, cues and contents, by a trained linear-chain tagger."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.tagger.context import Flags, Layout
from analysis.annotate.tagger.features import (
    find_levels,
    list_entry_levels,
    list_surface_levels,
    weigh_places,
)
from analysis.annotate.tagger.hashing import (
    NUMBERS,
    Packed,
    pack_lanes,
    unpack_lanes,
    weigh_features,
)
from analysis.annotate.tagger.templates import WINDOW
from analysis.annotate.tagger.viterbi import Ints, find_best_labels
from analysis.annotate.tagger.vocabulary import describe_vocabulary
from analysis.annotate.tagger.words import WordTable
from analysis.annotate.text.tokens import Tokens, take_articles
from analysis.compiled import compile_pass
from analysis.language import lexicons

PIECE = 32_768  # tokens, whose columns stay in a processor's cache
LONG, LONGEST = 256, 2048  # tokens after which a chain is cut at the next sentence, and anywhere


@dataclass(frozen=True)
class Model:
    """A trained tagger."""

    labels: tuple[str, ...]  # "O", "B-source<", "I-source<", ...; what follows the role is internal
    weights: Packed  # of hashed features
    scale: float  # of the weights; their sum times it is a log-odds
    transitions: NDArray[np.int32]  # labels before, and the start, x labels after
    table: WordTable
    window: Packed  # what each entry of the table gives to tokens near it, entries x places x numbers


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
        weights = pack_lanes(file["weights"])
        bits = {name: 1 << i for i, name in enumerate(file["class_names"].tolist())}
        hashes, fine, coarse, classes = (
            file[name].astype(np.uint64) for name in ("hashes", "fine", "coarse", "classes")
        )
        table = WordTable(hashes, fine, coarse, classes, bits)
        window = weigh_places(list_entry_levels(table), weights)
        return Model(labels, weights, float(file["scale"]), file["transitions"], table, window)


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
    chained = np.append(starts, len(tokens))
    role, first, last = collect_spans(labels, chained, role_of_label, begins_of_label)
    score = find_probabilities(scores[first], role, model).round(4)
    names = pd.Categorical.from_codes(role, dtype=pd.CategoricalDtype(roles))
    return pd.DataFrame({"role": names, "first": first, "last": last, "score": score})


@compile_pass
def collect_spans(
    labels: NDArray[np.int8], chained: Ints, role_of_label: Ints, begins: Flags
) -> tuple[Ints, Ints, Ints]:
    """Collect runs of labels of one role: role, first and last token; each chain by itself."""
    role, n = np.empty(len(labels), dtype=np.int64), 0
    first, last = np.empty(len(labels), dtype=np.int64), np.empty(len(labels), dtype=np.int64)
    for chain in range(len(chained) - 1):
        before = -1
        for i in range(chained[chain], chained[chain + 1]):
            here = role_of_label[labels[i]]
            if here >= 0 and (here != before or begins[labels[i]]):
                role[n], first[n] = here, i
                n += 1
            if here >= 0:
                last[n - 1] = i + 1
            before = here
    return role[:n].copy(), first[:n].copy(), last[:n].copy()


def label_tokens(tokens: Tokens, model: Model) -> tuple[Packed, NDArray[np.int8], Ints]:
    """Score and label each token; and tell where the chains begin that are labelled as one."""
    vocabulary = describe_vocabulary(tokens.vocabulary, model.table)
    near = model.window[vocabulary.entry] + weigh_places(list_surface_levels(vocabulary), model.weights)
    scores, begins = [near[:0, 0]], [np.empty(0, dtype=np.int64)]
    done = 0
    for piece in split_pieces(tokens):
        own, shared, layout = find_levels(piece, vocabulary)
        scores.append(weigh_features(own, model.weights))
        for level, at in shared:
            add_rows(scores[-1], weigh_features(level, model.weights), at)
        add_neighbours(scores[-1], piece.form, layout.paragraphs.start, layout.paragraphs.end, near)
        begins.append(done + find_chains(layout))
        done += len(piece)
    packed, starts = np.concatenate(scores), np.concatenate(begins)
    lengths = np.diff(starts, append=len(tokens))
    return packed, find_best_labels(packed, model.transitions, starts, lengths), starts


def split_pieces(tokens: Tokens) -> Iterator[Tokens]:
    """Split a batch at articles into pieces whose columns stay in a processor's cache."""
    piece = np.searchsorted(tokens.article, np.arange(len(tokens.texts) + 1)) // PIECE
    cuts = [0, *(np.flatnonzero(np.diff(piece)) + 1).tolist(), len(tokens.texts)]
    return (take_articles(tokens, first, last) for first, last in pairwise(cuts))


@compile_pass
def add_rows(scores: Packed, rows: Packed, at: Ints) -> None:
    """Add to each token's scores the row that it uses."""
    for i in range(len(scores)):
        for k in range(NUMBERS):
            scores[i, k] += rows[at[i], k]


@compile_pass
def add_neighbours(scores: Packed, form: Ints, first: Ints, last: Ints, near: Packed) -> None:
    """Add to each token's scores what those near it in its paragraph give; beyond lies a last form."""
    for paragraph in range(len(first)):
        for i in range(first[paragraph], last[paragraph]):
            for place in range(2 * WINDOW + 1):
                j = i + place - WINDOW
                other = form[j] if first[paragraph] <= j < last[paragraph] else len(near) - 1
                for k in range(NUMBERS):
                    scores[i, k] += near[other, place, k]


def find_chains(layout: Layout) -> Ints:
    """Find where chains begin: at paragraphs, and where a very long one is cut."""
    start, end = layout.sentences.start, layout.sentences.end
    paragraph = layout.sentences.outer
    piece = (start - layout.paragraphs.start[paragraph]) // LONG
    opens = (np.diff(paragraph, prepend=-1) != 0) | (np.diff(piece, prepend=0) != 0)
    inner = [np.arange(start[i] + LONGEST, end[i], LONGEST) for i in np.flatnonzero(end - start > LONGEST)]
    return np.sort(np.concatenate([start[opens], *inner]))


@cache
def read_labels(labels: tuple[str, ...]) -> tuple[Ints, NDArray[np.bool_], list[str]]:
    """Give each label's role (-1: none) and whether it begins a span; and name the roles."""
    names = [label[2:].rstrip("<>") for label in labels]
    roles = sorted(set(names) - {""})
    role = np.array([roles.index(name) if name else -1 for name in names], dtype=np.int64)
    return role, np.array([label.startswith("B-") for label in labels]), roles


def find_probabilities(scores: Packed, role: Ints, model: Model) -> NDArray[np.float64]:
    """Find the probability of a role for each token, from the token's own features alone."""
    role_of_label, _, _ = read_labels(model.labels)
    odds = unpack_lanes(scores)[:, : len(model.labels)] * model.scale
    odds = np.exp(odds - odds.max(axis=1, keepdims=True))
    return (odds * (role_of_label == role[:, None])).sum(axis=1) / odds.sum(axis=1)
