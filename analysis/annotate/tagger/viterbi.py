"""The best label sequence of many sequences at once."""

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.tagger.hashing import LANE_BITS, LANES, NUMBERS, Packed
from analysis.compiled import compile_pass

Ints = NDArray[np.int64]
RIDERS = 16  # more than there are lanes, and a power of two
N_LABELS, WIDTH = NUMBERS * LANES, 16  # as many as a feature has room for; padded for the processor
FORBIDDEN = -30_000
MASK, MIDDLE = np.uint64((1 << LANE_BITS) - 1), 1 << (LANE_BITS - 1)
MIDDLES = np.uint64(sum(MIDDLE << (LANE_BITS * lane) for lane in range(LANES)))


def find_best_labels(
    scores: Packed, transitions: NDArray[np.int32], starts: Ints, lengths: Ints
) -> NDArray[np.int8]:
    """Find the highest-scoring labels of each sequence (Viterbi 1967).

    Whole numbers throughout, so the result is the same on every machine and in every batch.

    Parameters
    ----------
    scores
        Of each token and label, as `hashing` packs them.
    transitions
        Labels before x labels after; the last row holds those from the sequence's start.
    starts, lengths
        The sequences: first token and number of tokens of each.

    Returns
    -------
    numpy.ndarray
        One label a token, 0 for tokens in no sequence.
    """
    n_labels = transitions.shape[1]
    moves = np.full((N_LABELS + 1, WIDTH), FORBIDDEN, dtype=np.int32)
    moves[[*range(n_labels), N_LABELS], :n_labels] = transitions
    moves *= RIDERS
    moves[:N_LABELS] += RIDERS - 1 - np.arange(N_LABELS, dtype=np.int32)[:, None]  # of equals, the first wins
    labels = np.zeros(len(scores), dtype=np.int8)
    follow_paths(scores, moves, starts, lengths, labels)
    return labels


@compile_pass
def follow_paths(
    scores: Packed, moves: NDArray[np.int32], starts: Ints, lengths: Ints, labels: NDArray[np.int8]
) -> None:
    """Score the best path to each label, token by token, and walk the best one back.

    The label before rides in the low bits of a path's score.
    """
    before = np.empty((lengths.max() if len(lengths) else 0, WIDTH), dtype=np.int8)
    best, ahead = np.empty(WIDTH, dtype=np.int32), np.empty(WIDTH, dtype=np.int32)
    for sequence in range(len(starts)):
        start, length = starts[sequence], lengths[sequence]
        ahead[:] = moves[N_LABELS]
        for step in range(length):
            if step:
                move_on(best, moves, ahead)
            for label in range(WIDTH):
                before[step, label] = RIDERS - 1 - (ahead[label] & (RIDERS - 1))
                best[label] = ahead[label] & -RIDERS
            add_own(best, scores[start + step])
        label = int(np.argmax(best))
        for step in range(length - 1, -1, -1):
            labels[start + step] = label
            label = before[step, label]


@compile_pass
def move_on(best: NDArray[np.int32], moves: NDArray[np.int32], ahead: NDArray[np.int32]) -> None:
    """Find the best path to each label over the labels before it."""
    for after in range(WIDTH):
        highest = np.int32(best[0] + moves[0, after])
        for label in range(1, N_LABELS):
            path = np.int32(best[label] + moves[label, after])
            highest = path if path > highest else highest
        ahead[after] = highest


@compile_pass
def add_own(best: NDArray[np.int32], packed: Packed) -> None:
    """Add a token's own scores, unpacked."""
    for k in range(NUMBERS):
        lanes = np.uint64(packed[k]) + MIDDLES
        for lane in range(LANES):
            score = np.int32((lanes >> np.uint64(LANE_BITS * lane)) & MASK) - MIDDLE
            best[k * LANES + lane] += np.int32(score * RIDERS)
