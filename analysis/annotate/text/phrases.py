"""Find the phrases of a list in tokens: a trie over word numbers, walked for all tokens at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.readings import Readings, read_forms
from analysis.annotate.text.tokens import Tokens, split_tokens


@dataclass(frozen=True)
class Phrases:
    """A list of phrases, compiled: node 0 of the trie is the root."""

    numbers: Readings  # the number of each word, or the number of words where it is in no phrase
    n_words: int
    openings: Ints  # the node that each word leads to from the root, or 0
    edges: Ints  # node × number of words + word, sorted
    targets: Ints  # the node each edge leads to
    phrase_at: Ints  # the phrase that ends at each node, or -1


def fold_words(words: Sequence[str]) -> list[str]:
    """Write words in lower case and with a straight apostrophe; none holds a line break."""
    return "\n".join(words).lower().replace("’", "'").split("\n") if words else []


def compile_phrases(phrases: Sequence[str], language: str) -> Phrases:
    """Compile phrases, each given once; they are split into words just as articles are."""
    tokens = split_tokens(phrases, language)
    vocabulary = fold_words(tokens.vocabulary)
    words: list[list[str]] = [[] for _ in phrases]
    for phrase, form in zip(tokens.article, tokens.form, strict=True):
        words[phrase].append(vocabulary[form])
    number = {word: i for i, word in enumerate(dict.fromkeys(w for phrase in words for w in phrase))}
    trie: dict[tuple[int, int], int] = {}
    phrase_at = [-1]
    for i, phrase_words in enumerate(words):
        node = 0
        for word in phrase_words:
            node = trie.setdefault((node, number[word]), len(phrase_at))
            phrase_at += [-1] * (node == len(phrase_at))
        phrase_at[node] = i
    edges = {node * len(number) + word: target for (node, word), target in trie.items()}
    keys, n = sorted(edges), len(number)
    return Phrases(
        Readings(lambda word: number.get(fold_words([word])[0], n)),
        n,
        np.array([trie.get((0, word), 0) for word in range(n + 1)], dtype=np.int64),
        np.array(keys, dtype=np.int64),
        np.array([edges[key] for key in keys], dtype=np.int64),
        np.array(phrase_at),
    )


def find_phrases(phrases: Phrases, tokens: Tokens) -> tuple[Ints, Ints, Ints]:
    """Find every phrase in the tokens, overlapping ones too, none across sentences.

    Returns
    -------
    tuple of arrays
        The number of the phrase, its first and its last token (inclusive), one entry a hit.
    """
    numbers = read_forms(phrases.numbers, tokens.vocabulary)
    first = np.flatnonzero((phrases.openings[numbers] > 0)[tokens.form])
    last, node, hits = first, phrases.openings[numbers[tokens.form[first]]], []
    while len(first):
        ends = phrases.phrase_at[node] >= 0
        hits.append((phrases.phrase_at[node[ends]], first[ends], last[ends]))
        following = numbers[tokens.form[np.minimum(last + 1, len(tokens) - 1)]]
        inside = np.flatnonzero((following < phrases.n_words) & (last + 1 < len(tokens)))
        key = node[inside] * phrases.n_words + following[inside]
        edge = np.minimum(np.searchsorted(phrases.edges, key), len(phrases.edges) - 1)
        goes_on = phrases.edges[edge] == key
        first, last, node = first[inside[goes_on]], last[inside[goes_on]] + 1, phrases.targets[edge[goes_on]]
        whole = tokens.sentence[last] == tokens.sentence[first]
        first, last, node = first[whole], last[whole], node[whole]
    columns = [np.concatenate(column) for column in zip(*hits, strict=True)] or [first] * 3
    return columns[0], columns[1], columns[2]


def keep_longest(first: Ints, last: Ints) -> Ints:
    """Choose hits that do not overlap, longer before shorter, then earlier before later.

    Returns
    -------
    numpy.ndarray
        Indices of the hits that stay, in the order of the text.
    """
    order = np.lexsort((first, first - last))
    rivals = order[find_overlapping(first, last)[order]]
    alone = np.ones(len(first), dtype=bool)
    alone[rivals] = False
    taken: set[int] = set()
    for i, start, stop in zip(
        rivals.tolist(), first[rivals].tolist(), (last[rivals] + 1).tolist(), strict=True
    ):
        span = range(start, stop)
        if taken.isdisjoint(span):
            taken.update(span)
            alone[i] = True
    kept = np.flatnonzero(alone)
    return kept[np.argsort(first[kept])]


def find_overlapping(first: Ints, last: Ints) -> NDArray[np.bool_]:
    """Tell which hits share a token with another."""
    order = np.argsort(first, kind="stable")
    reach = np.maximum.accumulate(last[order])
    follows = first[order][1:] <= reach[:-1]  # shares one with a hit before it
    overlapping = np.zeros(len(first), dtype=bool)
    overlapping[order[1:]] = follows
    overlapping[order[:-1]] |= follows  # all hits between are in the same heap
    return overlapping
