"""Classes of words that keep the same company, learned from unlabelled text."""

import re
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d+|[^\w\s]")
NAME, NUMBER, RARE, BREAK = range(4)  # what words outside the vocabulary count as
SMALL_SHARE = 0.2  # a word is known when it is written small at least so often; the others are names
SHIFTS = (-2, -1, 1, 2)


def learn_word_classes(
    texts: Iterable[str], *, sizes: tuple[int, int] = (384, 64), min_count: int = 8
) -> tuple[list[str], list[NDArray[np.int64]]]:
    """Cluster words by the words around them.

    k-means of a truncated singular value decomposition of positive pointwise mutual information (Levy
    and Goldberg 2014) with the words one and two places to either side.

    Returns
    -------
    tuple
        The words, and for each size their classes, from 1.
    """
    from sklearn.cluster import MiniBatchKMeans
    from sklearn.utils.extmath import randomized_svd

    lines = [found for text in texts for line in text.split("\n") if (found := WORD.findall(line))]
    words = list_known_words(lines, min_count)
    counts = count_neighbours(number_words(lines, words), len(words) + 4)
    left, singular, _ = randomized_svd(weigh_counts(counts), 100, random_state=0)
    points = left * np.sqrt(singular)
    points /= np.linalg.norm(points, axis=1, keepdims=True) + 1e-9
    clusterings = [MiniBatchKMeans(k, random_state=0, n_init=3, batch_size=4096) for k in sizes]
    return words, [clustering.fit_predict(points)[4:].astype(np.int64) + 1 for clustering in clusterings]


def list_known_words(lines: list[list[str]], min_count: int) -> list[str]:
    """List the words that are mostly written small, most frequent first."""
    small: Counter[str] = Counter()
    total: Counter[str] = Counter()
    for line in lines:
        total.update(word.lower() for word in line)
        small.update(word for word in line if word == word.lower())
    known = [w for w, n in small.items() if n >= min_count and n >= SMALL_SHARE * total[w]]
    return sorted(known, key=lambda word: (-total[word], word))


def number_words(lines: list[list[str]], words: list[str]) -> NDArray[np.int64]:
    """Turn lines into one row of numbers, a break before each line."""
    place = {word: i + 4 for i, word in enumerate(words)}
    numbers = []
    for line in lines:
        numbers.append(BREAK)
        numbers += [place.get(word.lower()) or find_kind(word) for word in line]
    return np.array(numbers)


def find_kind(word: str) -> int:
    """Tell what an unknown word counts as."""
    return NUMBER if word[0].isdigit() else NAME if word[0].isupper() else RARE


def count_neighbours(numbers: NDArray[np.int64], n_words: int) -> sparse.csr_matrix:
    """Count words x neighbours, one block of columns a place."""
    middle = numbers[2:-2]
    blocks = []
    for shift in SHIFTS:
        other = numbers[2 + shift : len(numbers) - 2 + shift]
        ones = np.ones(len(middle), dtype=np.float32)
        blocks.append(sparse.coo_matrix((ones, (middle, other)), shape=(n_words, n_words)).tocsr())
    return sparse.hstack(blocks).tocsr()


def weigh_counts(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    """Turn counts into positive pointwise mutual information, frequent neighbours damped."""
    cells = counts.tocoo()
    by_word, by_neighbour = (np.asarray(counts.sum(axis=axis)).ravel() for axis in (1, 0))
    total = cells.data.sum()
    damped = by_neighbour**0.75 * total**0.25
    weight = np.log(cells.data * total / (by_word[cells.row] * damped[cells.col]))
    kept = weight > 0
    return sparse.csr_matrix((weight[kept], (cells.row[kept], cells.col[kept])), shape=counts.shape)
