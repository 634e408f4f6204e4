"""The best label sequence of many sequences at once."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def find_best_labels(
    scores: NDArray[np.int16], transitions: NDArray[np.int32], starts: Ints, lengths: Ints
) -> NDArray[np.int8]:
    """Find the highest-scoring labels of each sequence (Viterbi 1967), all sequences in step.

    Whole numbers throughout, so the result is the same on every machine and in every batch.

    Parameters
    ----------
    scores
        Tokens x labels, and columns more that are not looked at.
    transitions
        Labels before x labels after; the last row holds those from the sequence's start.
    starts, lengths
        The sequences: first token and number of tokens of each.

    Returns
    -------
    numpy.ndarray
        One label a token, 0 for tokens in no sequence.
    """
    labels = np.zeros(len(scores), dtype=np.int8)
    if not len(starts):
        return labels
    rows, edges = order_by_step(starts, lengths)
    by_step = scores.take(rows, axis=0).T[: transitions.shape[1]].astype(np.int32, order="C")
    best = add_up_paths(by_step, transitions, edges)
    labels[rows] = follow_back(best, transitions[:-1], edges)
    return labels


def order_by_step(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """List tokens step by step, longest sequences first; and where each step begins."""
    order = np.argsort(-lengths, kind="stable")
    starts, falling = starts[order], -lengths[order]
    alive = np.searchsorted(falling, -np.arange(-falling[0]), side="left")
    rows = np.concatenate([starts[:n] + step for step, n in enumerate(alive.tolist())])
    return rows, np.append(0, np.cumsum(alive))


def add_up_paths(
    by_step: NDArray[np.int32], transitions: NDArray[np.int32], edges: Ints
) -> NDArray[np.int32]:
    """Score the best path to each label of each token; rescaled at each step, so nothing overflows."""
    best = by_step
    best[:, : edges[1]] += transitions[-1][:, None]
    moves = transitions[:-1, :, None]
    for left, here, end in zip(edges[:-2].tolist(), edges[1:-1].tolist(), edges[2:].tolist(), strict=True):
        before = best[:, left : left + end - here]
        before -= before.max(axis=0)
        best[:, here:end] += (before[:, None, :] + moves).max(axis=0)
    return best


def follow_back(best: NDArray[np.int32], transitions: NDArray[np.int32], edges: Ints) -> NDArray[np.int8]:
    """Walk from the last label of each sequence to its first."""
    labels = np.empty(best.shape[1], dtype=np.int8)
    into = np.ascontiguousarray(transitions.T)
    ends = edges.tolist()
    for left, here, end in reversed(list(zip(ends[:-1], ends[1:], [*ends[2:], ends[-1]], strict=True))):
        middle = left + end - here  # sequences from here on have ended
        before = best[:, left:middle].T + into.take(labels[here:end], axis=0)
        labels[left:middle] = before.argmax(axis=1)
        labels[middle:here] = best[:, middle:here].argmax(axis=0)
    return labels
