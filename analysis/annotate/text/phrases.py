"""Find the phrases of a list in tokens: a trie over word numbers, walked for all tokens at once."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens, split_tokens


@dataclass(frozen=True)
class Phrases:
    """A list of phrases, compiled: node 0 of the trie is the root."""

    word_to_number: dict[str, int]
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
    keys = sorted(edges)
    targets = np.array([edges[key] for key in keys], dtype=np.int64)
    return Phrases(number, np.array(keys, dtype=np.int64), targets, np.array(phrase_at))


def find_phrases(phrases: Phrases, tokens: Tokens) -> tuple[Ints, Ints, Ints]:
    """Find every phrase in the tokens, overlapping ones too, none across sentences.

    Returns
    -------
    tuple of arrays
        The number of the phrase, its first and its last token (inclusive), one entry a hit.
    """
    to_number = phrases.word_to_number
    numbers = [to_number.get(word, -1) for word in fold_words(tokens.vocabulary)]
    word = np.array([*numbers, -1], dtype=np.int64)[np.append(tokens.form, -1)]
    sentence = np.append(tokens.sentence, -1)
    first = np.flatnonzero(word >= 0)
    node, last, hits = np.zeros_like(first), first, []
    while len(first):
        key = node * len(to_number) + word[last]
        edge = np.minimum(np.searchsorted(phrases.edges, key), len(phrases.edges) - 1)
        goes_on = phrases.edges[edge] == key
        first, last, node = first[goes_on], last[goes_on], phrases.targets[edge[goes_on]]
        ends = phrases.phrase_at[node] >= 0
        hits.append((phrases.phrase_at[node[ends]], first[ends], last[ends]))
        inside = (sentence[last + 1] == sentence[first]) & (word[last + 1] >= 0)
        first, last, node = first[inside], last[inside] + 1, node[inside]
    columns = [np.concatenate(column) for column in zip(*hits, strict=True)] or [first] * 3
    return columns[0], columns[1], columns[2]


def keep_longest(first: Ints, last: Ints) -> Ints:
    """Choose hits that do not overlap, longer before shorter, then earlier before later.

    Returns
    -------
    numpy.ndarray
        Indices of the hits that stay, in the order of the text.
    """
    taken: set[int] = set()
    kept = []
    for i in np.lexsort((first, first - last)):
        span = range(first[i], last[i] + 1)
        if taken.isdisjoint(span):
            taken.update(span)
            kept.append(i)
    kept_hits = np.array(kept, dtype=np.int64)
    return kept_hits[np.argsort(first[kept_hits])]
