"""Training of a linear-chain conditional random field on hashed features, with NumPy and SciPy."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
BARRED = -60.0


@dataclass(frozen=True)
class Batch:
    """Sequences of like length, their tokens step by step."""

    features: Ints  # the distinct features
    tokens: sparse.csr_matrix  # tokens x distinct features, counts
    edges: Ints  # where each step begins
    allowed: NDArray[np.bool_]  # tokens x labels; one label where the annotation is complete
    weight: float


@dataclass(frozen=True)
class Settings:
    """How to train."""

    n_bits: int = 18
    epochs: int = 5
    rate: float = 0.03  # of AdaGrad
    dropout: float = 0.1  # share of features left out at each look
    averaged_from: float = 0.5  # part of the epochs after which weights are averaged
    seed: int = 0


def make_batches(
    ids: Ints,
    allowed: NDArray[np.bool_],
    starts: Ints,
    *,
    weight: float,
    size: int = 4000,
) -> list[Batch]:
    """Group sequences of like length into batches of about `size` tokens."""
    lengths = np.diff(starts, append=len(ids))
    order = np.argsort(lengths, kind="stable")
    group = np.cumsum(lengths[order]) // size
    return [
        make_batch(ids, allowed, starts[chosen], lengths[chosen], weight)
        for chosen in np.split(order, np.flatnonzero(np.diff(group)) + 1)
    ]


def make_batch(
    ids: Ints,
    allowed: NDArray[np.bool_],
    starts: Ints,
    lengths: Ints,
    weight: float,
) -> Batch:
    """Put sequences into one batch."""
    rows, edges = order_by_step(starts, lengths)
    features, place = np.unique(ids[rows], return_inverse=True)
    width = ids.shape[1]
    ends = np.arange(0, len(rows) * width + 1, width)
    data = np.ones(len(rows) * width, dtype=np.float32)
    tokens = sparse.csr_matrix((data, place.ravel(), ends), shape=(len(rows), len(features)))
    return Batch(features, tokens, edges, allowed[rows], weight)


def order_by_step(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """List tokens step by step, longest sequences first; and where each step begins."""
    order = np.argsort(-lengths, kind="stable")
    starts, falling = starts[order], -lengths[order]
    alive = np.searchsorted(falling, -np.arange(-falling[0]), side="left")
    rows = np.concatenate([starts[:n] + step for step, n in enumerate(alive.tolist())])
    return rows, np.append(0, np.cumsum(alive))


def train(
    batches: Sequence[Batch], barred: NDArray[np.bool_], costs: Floats, settings: Settings
) -> tuple[NDArray[np.float32], Floats]:
    """Maximise the likelihood of what is annotated by AdaGrad (Duchi et al. 2011), weights averaged.

    Where several labels are allowed, their paths count together (a partially annotated text). Wrong labels
    are given their cost on top of their score, so that they have to be beaten by it (softmax-margin, Gimpel
    and Smith 2010).

    Parameters
    ----------
    batches
        The training data.
    barred
        Labels before (and, last, the start) x labels after: transitions that cannot be.
    costs
        Labels annotated x labels found: what it costs to take the one for the other.
    settings
        How to train.

    Returns
    -------
    tuple
        Weights (features x labels) and transitions (as `barred`).
    """
    rng = np.random.default_rng(settings.seed)
    n_labels = barred.shape[1]
    weights = np.zeros((1 << settings.n_bits, n_labels), dtype=np.float32)
    squares = np.full_like(weights, 0.1)
    moves = np.where(barred, BARRED, 0.0)
    move_squares = np.ones_like(moves)
    total, total_moves, n_averaged = np.zeros_like(weights), np.zeros_like(moves), 0
    for epoch in range(settings.epochs):
        rate = settings.rate * (1 - 0.9 * epoch / settings.epochs)
        for i in rng.permutation(len(batches)).tolist():
            batch = batches[i]
            seen = drop_features(batch.tokens, settings.dropout, rng)
            by_token, by_move = find_gradient(seen @ weights[batch.features], moves, batch, costs)
            step = (seen.T @ by_token) * np.float32(batch.weight)
            squares[batch.features] += step * step
            weights[batch.features] -= np.float32(rate) * step / np.sqrt(squares[batch.features])
            by_move = np.where(barred, 0.0, by_move * batch.weight)
            move_squares += by_move * by_move
            moves = moves - rate * by_move / np.sqrt(move_squares)
        if epoch >= settings.averaged_from * settings.epochs:
            total, total_moves, n_averaged = total + weights, total_moves + moves, n_averaged + 1
        print(f"epoch {epoch + 1} of {settings.epochs}", flush=True)
    return total / np.float32(n_averaged), total_moves / n_averaged


def drop_features(tokens: sparse.csr_matrix, share: float, rng: np.random.Generator) -> sparse.csr_matrix:
    """Leave out a random share of the features, the others weighing more in turn."""
    kept = rng.random(tokens.nnz, dtype=np.float32) >= share
    data = kept * np.float32(1 / (1 - share))
    return sparse.csr_matrix((data, tokens.indices, tokens.indptr), shape=tokens.shape)


def find_gradient(
    scores: NDArray[np.float32], moves: Floats, batch: Batch, costs: Floats
) -> tuple[NDArray, Floats]:
    """Find the gradient of the negative log-likelihood: all paths, at their cost, against those allowed."""
    exact, share = scores.astype(np.float64), batch.allowed / batch.allowed.sum(axis=1, keepdims=True)
    dear = exact + np.where(batch.allowed, 0.0, share @ costs)
    free, free_moves = find_expectations(dear, moves, batch.edges)
    bound = np.where(batch.allowed, exact, BARRED)
    tied, tied_moves = find_expectations(bound, moves, batch.edges)
    return (free - tied).astype(np.float32), free_moves - tied_moves


def find_expectations(scores: Floats, moves: Floats, edges: Ints) -> tuple[Floats, Floats]:
    """Find each label's probability at each token, and how often each transition is expected."""
    odds = np.exp(scores - scores.max(axis=1, keepdims=True))
    chance = np.where(moves <= BARRED, 0.0, np.exp(moves))
    forward, norm = np.empty_like(odds), np.empty((len(odds), 1))
    backward = np.ones_like(odds)
    forward[: edges[1]] = odds[: edges[1]] * chance[-1]
    steps = list(zip(edges[:-2].tolist(), edges[1:-1].tolist(), edges[2:].tolist(), strict=True))
    norm[: edges[1]] = forward[: edges[1]].sum(axis=1, keepdims=True) + 1e-300
    forward[: edges[1]] /= norm[: edges[1]]
    for left, here, end in steps:
        ahead = (forward[left : left + end - here] @ chance[:-1]) * odds[here:end]
        norm[here:end] = ahead.sum(axis=1, keepdims=True) + 1e-300
        forward[here:end] = ahead / norm[here:end]
    expected = np.zeros_like(moves)
    for left, here, end in reversed(steps):
        reached = odds[here:end] * backward[here:end] / norm[here:end]
        backward[left : left + end - here] = reached @ chance[:-1].T
        expected[:-1] += (forward[left : left + end - here].T @ reached) * chance[:-1]
    share = forward * backward
    share /= share.sum(axis=1, keepdims=True) + 1e-300
    expected[-1] = share[: edges[1]].sum(axis=0)
    return share, expected
