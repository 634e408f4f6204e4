"""A batch of articles with what is known of its words: what everything after the tagger reads."""

from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.lexical.facts import WORD, describe_words
from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.tokens import Tokens


@dataclass(frozen=True)
class Batch:
    """Tokens with what is known of each; ends are exclusive."""

    tokens: Tokens
    language: str
    facts: Ints  # of each token, bits of `facts`
    words: Ints  # words before each token, and in all
    sentences: Ints  # first token of each sentence, and the end of the last
    lines: Ints  # first token of each line, and the end of the last
    line_of_sentence: Ints

    def __len__(self) -> int:
        return len(self.facts)

    def list_words(self, first: int, last: int) -> list[str]:
        """List the words of a span."""
        vocabulary = self.tokens.vocabulary
        return [vocabulary[form] for form in self.tokens.form[first:last].tolist()]


def read_batch(tokens: Tokens, language: str) -> Batch:
    """Look up what is known of the words of a batch."""
    facts = describe_words(tokens, language)[tokens.form]
    words = np.zeros(len(tokens) + 1, dtype=np.int64)
    np.cumsum(facts & WORD > 0, out=words[1:])
    heads = np.flatnonzero(np.diff(tokens.sentence, prepend=-1))
    opens = np.diff(tokens.sentence_paragraph, prepend=-1) != 0
    opens |= np.diff(tokens.sentence_article, prepend=-1) != 0
    end = len(tokens)
    lines = np.cumsum(opens) - 1
    sentences, starts = np.append(heads, end), np.append(heads[opens], end)
    return Batch(tokens, language, facts, words, sentences, starts, lines)


def find_flags(batch: Batch, bits: int) -> Ints:
    """Find the tokens that bear one of some bits."""
    return np.flatnonzero(batch.facts & bits)


def merge_facts(batch: Batch, first: Ints, last: Ints) -> Ints:
    """Merge the bits of the tokens of each span; none may be empty."""
    if not len(first):
        return first
    _, token = expand_ranges(first, last - first)
    starts = np.cumsum(last - first) - (last - first)
    return cast("NDArray[np.int64]", np.bitwise_or.reduceat(batch.facts[token], starts))
