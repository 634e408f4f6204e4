"""The best label sequence of many sequences at once."""

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
LANES = 16  # more than there are labels, and a power of two


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
    own = scores.take(rows, axis=0)[:, : transitions.shape[1]].astype(np.int32) * LANES
    labels[rows] = follow_back(*add_up_paths(own, transitions, edges))
    return labels


def order_by_step(starts: Ints, lengths: Ints) -> tuple[Ints, Ints]:
    """List tokens step by step, longest sequences first; and where each step begins."""
    order = np.argsort(-lengths, kind="stable")
    starts, falling = starts[order], -lengths[order]
    alive = np.searchsorted(falling, -np.arange(-falling[0]), side="left")
    rows = np.concatenate([starts[:n] + step for step, n in enumerate(alive.tolist())])
    return rows, np.append(0, np.cumsum(alive))


def add_up_paths(
    own: NDArray[np.int32], transitions: NDArray[np.int32], edges: Ints
) -> tuple[list[Ints], list[NDArray[np.int32]]]:
    """Score the best path to each label, step by step; its label before rides in the score's low bits.

    Returns
    -------
    tuple
        For each step the best last labels of the sequences that end there; and, for each but the first,
        the label before each label, labels x sequences.
    """
    n_labels = transitions.shape[1]
    riders = LANES - 1 - np.arange(n_labels, dtype=np.int32)  # of equals, the first label wins
    moves = (transitions[:-1] * LANES + riders[:, None])[:, :, None]
    best = own[: edges[1]].T + transitions[-1][:, None] * LANES
    last, before = [], []
    for here, end in pairwise(edges[1:].tolist()):
        n = end - here
        last.append(best[:, n:].argmax(axis=0))
        best = (best[:, None, :n] + moves).max(axis=0)
        before.append(LANES - 1 - (best & (LANES - 1)))
        best &= -LANES
        best += own[here:end].T
    return [*last, best.argmax(axis=0)], before


def follow_back(last: list[Ints], before: list[NDArray[np.int32]]) -> NDArray[np.int32]:
    """Walk from the last label of each sequence to its first."""
    label = last[-1]
    labels = [label]
    for ends, came in zip(reversed(last[:-1]), reversed(before), strict=True):
        label = np.append(came[label, np.arange(len(label))], ends)
        labels.append(label)
    return np.concatenate(labels[::-1])
