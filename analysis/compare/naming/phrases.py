"""The phrases of a corpus: runs of content words that come again in other articles."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.text.phrases import fold_words, keep_longest
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens

LONGEST = 4  # words
SHORTEST = 2  # letters of a word


@dataclass(frozen=True)
class Uses:
    """Every use of a phrase: no two overlap, and of overlapping ones the longest was taken."""

    phrases: tuple[str, ...]  # in small letters
    phrase: Ints  # of each use
    first: Ints  # token
    last: Ints  # exclusive


def find_uses(
    tokens: Tokens, breaks: Collection[str], *, spoken: NDArray[np.bool_], min_articles: int
) -> Uses:
    """Find the phrases that stand in several articles, and where.

    Parameters
    ----------
    tokens
        The articles.
    breaks
        Words, in small letters, that no phrase holds, such as function words.
    spoken
        Tokens that do not count: those of others' voices.
    min_articles
        In how many articles a phrase must stand.
    """
    word, words = pd.factorize(np.array(fold_words(tokens.vocabulary), dtype=object)[tokens.form])
    sound = np.array([w not in breaks and len(w) >= SHORTEST and w[0].isalpha() for w in words], dtype=bool)
    runs = list_runs(word, sound[word] & ~spoken, tokens.sentence)
    first, length, number = keep_common(runs, tokens.article, min_articles)
    kept = keep_longest(first, first + length - 1)
    runs = first[kept], length[kept], number[kept]
    first, length, number = keep_common(runs, tokens.article, min_articles)
    phrase, _ = pd.factorize(number)
    at = np.flatnonzero(np.diff(np.maximum.accumulate(phrase), prepend=-1))
    spans = zip(first[at].tolist(), (first + length)[at].tolist(), strict=True)
    return Uses(tuple(" ".join(words[word[i:j]]) for i, j in spans), phrase, first, first + length)


def list_runs(word: Ints, sound: NDArray[np.bool_], sentence: Ints) -> tuple[Ints, Ints, Ints]:
    """List all runs of sound words: first token, length, and a number for each sequence of words."""
    first, number, offset = np.flatnonzero(sound), word[sound], 0
    runs = []
    for length in range(1, LONGEST + 1):
        number, distinct = pd.factorize(number)
        runs.append((first, np.full(len(first), length), number + offset))
        offset += len(distinct)
        following = np.minimum(first + length, len(word) - 1)
        goes_on = (first + length < len(word)) & sound[following] & (sentence[following] == sentence[first])
        number = number[goes_on] * (word.max(initial=0) + 1) + word[following[goes_on]]
        first = first[goes_on]
    columns = [np.concatenate(column) for column in zip(*runs, strict=True)]
    return columns[0], columns[1], columns[2]


def keep_common(runs: tuple[Ints, Ints, Ints], article: Ints, min_articles: int) -> tuple[Ints, Ints, Ints]:
    """Keep the runs whose sequence of words stands in so many articles."""
    first, length, number = runs
    pairs = pd.DataFrame({"number": number, "article": article[first]}).drop_duplicates()
    common = np.bincount(pairs["number"], minlength=number.max(initial=0) + 1) >= min_articles
    kept = common[number]
    return first[kept], length[kept], number[kept]
