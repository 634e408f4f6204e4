"""Text → tokens and sentences, as columns over a batch of articles.

Everything downstream works on these columns; Python objects are made only for what is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.text.characters import (
    DIGIT,
    LETTER,
    MARK,
    hash_spans,
    learn_characters,
    read_codes,
)
from analysis.annotate.text.sentences import Surface, find_sentence_starts, read_sentence_words

APOSTROPHES, HYPHEN, FULL_STOP = (ord("'"), ord("’")), ord("-"), ord(".")
INNER_NUMBER_MARKS = tuple(ord(mark) for mark in ".,:")
EDGE = 3  # line breaks at either end, so that neighbours can be looked at without care


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch of articles, in the order of the texts.

    Arrays have one entry a token, except `sentence_...`, which have one a sentence. A token is a word
    (with its inner apostrophes and hyphens), a possessive ending, a number or a single mark.
    """

    texts: tuple[str, ...]
    vocabulary: tuple[str, ...]  # the distinct token strings, as written
    article: NDArray[np.int64]  # index in texts
    start: NDArray[np.int64]  # characters, in the article's text
    end: NDArray[np.int64]  # exclusive
    form: NDArray[np.int64]  # index in vocabulary
    sentence: NDArray[np.int64]  # index of the sentence in the batch
    sentence_article: NDArray[np.int64]
    sentence_start: NDArray[np.int64]  # characters, in the article's text
    sentence_end: NDArray[np.int64]
    sentence_paragraph: NDArray[np.int64]  # number of the paragraph in the article, from 0

    def __len__(self) -> int:
        return len(self.start)

    def strings(self) -> list[str]:
        """List the tokens as strings."""
        return [self.vocabulary[i] for i in self.form]


def split_tokens(texts: Sequence[str], language: str = "en") -> Tokens:
    """Split texts into tokens and sentences; a sentence never crosses a line break.

    Parameters
    ----------
    texts
        Articles' texts, NFC, paragraphs separated by line breaks.
    language
        Code of the language, for the abbreviations that do not end a sentence.
    """
    joined = "\n" * EDGE + "\n".join(texts) + "\n" * EDGE
    codes = read_codes(joined)
    kind = learn_characters(codes)
    offset = EDGE + np.cumsum([0, *(len(text) + 1 for text in texts)])
    start, end, acronym = find_token_spans(codes, kind)
    form, vocabulary = find_forms(joined, codes, start, end)
    line = np.cumsum(codes == ord("\n"))[start]
    opens_line = np.diff(line, prepend=-1) != 0
    known = read_sentence_words(language)
    bits = np.array([known.get(word.lower(), 0) for word in vocabulary], dtype=np.int64)[form]
    glued = np.append(-1, end)[:-1] == start
    opens = find_sentence_starts(Surface(codes[start], end - start, opens_line, glued, acronym, bits))
    article = np.searchsorted(offset, start, side="right") - 1
    start, end = start - offset[article], end - offset[article]
    heads = np.flatnonzero(opens)
    tails = np.append(heads[1:], len(start))[: len(heads)] - 1
    paragraph = np.cumsum(opens_line, dtype=np.int64)[heads]
    paragraph -= paragraph[np.searchsorted(article[heads], article[heads])]
    sentences = (article[heads], start[heads], end[tails], paragraph)
    sentence = np.cumsum(opens, dtype=np.int64) - 1
    return Tokens(tuple(texts), vocabulary, article, start, end, form, sentence, *sentences)


def take_articles(tokens: Tokens, first: int, last: int) -> Tokens:
    """Take the tokens of some articles of a batch; the vocabulary stays that of the batch."""
    low, high = np.searchsorted(tokens.article, [first, last])
    from_sentence, to_sentence = np.searchsorted(tokens.sentence_article, [first, last])
    names = ("start", "end", "form")
    columns = {name: getattr(tokens, name)[low:high] for name in names}
    names = ("sentence_start", "sentence_end", "sentence_paragraph")
    columns |= {name: getattr(tokens, name)[from_sentence:to_sentence] for name in names}
    return Tokens(
        texts=tokens.texts[first:last],
        vocabulary=tokens.vocabulary,
        article=tokens.article[low:high] - first,
        sentence=tokens.sentence[low:high] - from_sentence,
        sentence_article=tokens.sentence_article[from_sentence:to_sentence] - first,
        **columns,
    )


def find_forms(
    joined: str, codes: NDArray[np.uint32], start: NDArray[np.int64], end: NDArray[np.int64]
) -> tuple[NDArray[np.int64], tuple[str, ...]]:
    """List the distinct token strings in the order of their first occurrence; number each token's."""
    form, _ = pd.factorize(hash_spans(codes, start, end))
    first = np.flatnonzero(np.diff(np.maximum.accumulate(form), prepend=-1))
    bounds = zip(start[first].tolist(), end[first].tolist(), strict=True)
    return form.astype(np.int64), tuple(joined[i:j] for i, j in bounds)


def find_token_spans(
    codes: NDArray[np.uint32], kind: NDArray[np.uint8]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_]]:
    """Find where tokens start and end, and which of them are letters with full stops ("U.S.")."""
    joins, dotted = find_joints(codes, kind)
    seen = kind >= MARK
    starts = seen & ~joins
    ends = seen.copy()
    ends[:-1] &= ~joins[1:]
    start = np.flatnonzero(starts)
    return start, np.flatnonzero(ends) + 1, dotted[start]


def find_joints(
    codes: NDArray[np.uint32], kind: NDArray[np.uint8]
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Tell which characters belong to the same token as the one before, and where acronyms stand."""
    letter, wordlike = kind == LETTER, kind >= LETTER
    joins = wordlike & before(wordlike)
    apostrophe = (codes == APOSTROPHES[0]) | (codes == APOSTROPHES[1])
    possessive = apostrophe & after((codes | 32) == ord("s")) & ~after(wordlike, 2)
    inner = apostrophe & before(letter) & after(letter) & ~possessive
    inner |= (codes == HYPHEN) & before(wordlike) & after(wordlike)
    inner |= np.isin(codes, INNER_NUMBER_MARKS) & before(kind == DIGIT) & after(kind == DIGIT)
    joins |= inner | before(inner) | before(possessive)
    unit = letter & after(codes == FULL_STOP) & ~before(wordlike)
    dotted = unit & (after(unit, 2) | before(unit, 2))
    joins |= before(dotted) | (dotted & before(dotted, 2))
    return joins, dotted


def before(flags: NDArray[np.bool_], by: int = 1) -> NDArray[np.bool_]:
    """Give each place what stands `by` places before it."""
    moved = np.zeros_like(flags)
    moved[by:] = flags[:-by]
    return moved


def after(flags: NDArray[np.bool_], by: int = 1) -> NDArray[np.bool_]:
    """Give each place what stands `by` places after it."""
    moved = np.zeros_like(flags)
    moved[:-by] = flags[by:]
    return moved


def is_word(tokens: Tokens) -> NDArray[np.bool_]:
    """Tell for each token whether it is a word or number rather than a mark or a possessive ending."""
    return np.array([form[0].isalnum() for form in tokens.vocabulary], dtype=bool)[tokens.form]
