"""Text → tokens and sentences, as columns over a batch of articles.

Everything downstream works on these columns; Python objects are made only for what is found.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.characters import (
    BASE,
    DIGIT,
    LETTER,
    MARK,
    Codes,
    Kinds,
    learn_characters,
    read_codes,
)
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.sentences import Flags, Surface, find_sentence_starts, read_sentence_words
from analysis.compiled import compile_pass

APOSTROPHES, HYPHEN, FULL_STOP, SMALL_S = (ord("'"), ord("’")), ord("-"), ord("."), ord("s")
INNER_NUMBER_MARKS, LINE_BREAK = tuple(ord(mark) for mark in ".,:"), ord("\n")
PRIME = np.uint64(BASE)
EDGE = 3  # line breaks at either end, so that neighbours can be looked at without care


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch of articles, in the order of the texts.

    Arrays have one entry a token, except `sentence_...`, which have one a sentence. A token is a word
    (with its inner apostrophes and hyphens), a possessive ending, a number or a single mark.
    """

    texts: tuple[str, ...]
    vocabulary: tuple[str, ...]  # the distinct token strings, as written
    code: NDArray[np.int64]  # of each of them, a hash that is the same in every batch
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
    start, end, acronym, opens_line = find_token_spans(codes, kind)
    form, first, code = number_forms(codes, start, end)
    vocabulary = tuple([joined[i:j] for i, j in zip(start[first].tolist(), end[first].tolist(), strict=True)])
    known = read_sentence_words(language)
    low = "\n".join(vocabulary).lower().split("\n") if vocabulary else []
    bits = np.array([known.get(word, 0) for word in low], dtype=np.int64)[form]
    glued = np.append(-1, end)[:-1] == start
    opens = find_sentence_starts(Surface(codes[start], end - start, opens_line, glued, acronym, bits))
    offset = EDGE + np.cumsum([0, *(len(text) + 1 for text in texts)])
    article = np.repeat(np.arange(len(texts)), np.diff(np.searchsorted(start, offset)))
    start, end = start - offset[article], end - offset[article]
    heads = np.flatnonzero(opens)
    tails = np.append(heads[1:], len(start))[: len(heads)] - 1
    paragraph = np.cumsum(opens_line, dtype=np.int64)[heads]
    paragraph -= paragraph[np.searchsorted(article[heads], article[heads])]
    sentences = (article[heads], start[heads], end[tails], paragraph)
    sentence = np.cumsum(opens, dtype=np.int64) - 1
    return Tokens(tuple(texts), vocabulary, code, article, start, end, form, sentence, *sentences)


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
        code=tokens.code,
        article=tokens.article[low:high] - first,
        sentence=tokens.sentence[low:high] - from_sentence,
        sentence_article=tokens.sentence_article[from_sentence:to_sentence] - first,
        **columns,
    )


@compile_pass
def find_token_spans(codes: Codes, kind: Kinds) -> tuple[Ints, Ints, Flags, Flags]:
    """Find where tokens start and end, which are letters with full stops ("U.S."), which open a line."""
    start, end = np.empty(len(codes), dtype=np.int64), np.empty(len(codes), dtype=np.int64)
    acronym, opens_line = np.zeros(len(codes), dtype=np.bool_), np.zeros(len(codes), dtype=np.bool_)
    n, line = 0, True
    for i in range(EDGE, len(codes) - EDGE):
        if kind[i] < MARK:
            line |= codes[i] == LINE_BREAK
        elif (kind[i] >= LETTER and kind[i - 1] >= LETTER) or (
            kind[i - 1] >= MARK and joins_previous(codes, kind, i)
        ):
            end[n - 1] = i + 1
        else:
            start[n], end[n], opens_line[n] = i, i + 1, line
            acronym[n] = codes[i + 1] == FULL_STOP and is_dotted(codes, kind, i)
            n, line = n + 1, False
    return start[:n].copy(), end[:n].copy(), acronym[:n].copy(), opens_line[:n].copy()


@compile_pass
def joins_previous(codes: Codes, kind: Kinds, i: int) -> bool:
    """Tell whether a character belongs to the same token as the one before, one of them a mark."""
    if is_inner(codes, kind, i) or is_inner(codes, kind, i - 1) or is_possessive(codes, kind, i - 1):
        return True
    return is_dotted(codes, kind, i - 1) or (is_dotted(codes, kind, i) and is_dotted(codes, kind, i - 2))


@compile_pass
def is_inner(codes: Codes, kind: Kinds, i: int) -> bool:
    """Tell whether a character is a mark inside a word or number: "don't", "well-known", "1,250.5"."""
    code, before, after = codes[i], kind[i - 1], kind[i + 1]
    if code == APOSTROPHES[0] or code == APOSTROPHES[1]:
        return before == LETTER and after == LETTER and not is_possessive(codes, kind, i)
    if code == HYPHEN:
        return before >= LETTER and after >= LETTER
    return code in INNER_NUMBER_MARKS and before == DIGIT and after == DIGIT


@compile_pass
def is_possessive(codes: Codes, kind: Kinds, i: int) -> bool:
    """Tell whether a character is the apostrophe of a possessive ending."""
    if codes[i] != APOSTROPHES[0] and codes[i] != APOSTROPHES[1]:
        return False
    return codes[i + 1] | 32 == SMALL_S and kind[i + 2] < LETTER


@compile_pass
def is_dotted(codes: Codes, kind: Kinds, i: int) -> bool:
    """Tell whether a character is a letter of an acronym with full stops."""
    if not is_unit(codes, kind, i):
        return False
    return is_unit(codes, kind, i + 2) or is_unit(codes, kind, i - 2)


@compile_pass
def is_unit(codes: Codes, kind: Kinds, i: int) -> bool:
    """Tell whether a character is a single letter before a full stop."""
    if i < 1 or i + 1 >= len(codes):
        return False
    return kind[i] == LETTER and codes[i + 1] == FULL_STOP and kind[i - 1] < LETTER


@compile_pass
def number_forms(codes: Codes, start: Ints, end: Ints) -> tuple[Ints, Ints, Ints]:
    """Give each token the number of its string, by first occurrence; list those tokens, and their hashes."""
    size = 1024
    while size < 2 * len(start):
        size *= 2
    slots, hashes = np.full(size, -1, dtype=np.int64), np.empty(len(start), dtype=np.uint64)
    form, first = np.empty(len(start), dtype=np.int64), np.empty(len(start), dtype=np.int64)
    n = 0
    for token in range(len(start)):
        mixed = np.uint64(end[token] - start[token])
        for i in range(start[token], end[token]):
            mixed = (mixed ^ np.uint64(codes[i])) * PRIME
            mixed ^= mixed >> np.uint64(29)
        slot = np.int64(mixed & np.uint64(size - 1))
        while slots[slot] >= 0 and hashes[slots[slot]] != mixed:
            slot = (slot + 1) & (size - 1)
        if slots[slot] < 0:
            slots[slot], hashes[n], first[n] = n, mixed, token
            n += 1
        form[token] = slots[slot]
    return form, first[:n].copy(), hashes[:n].copy().view(np.int64)


def is_word(tokens: Tokens) -> NDArray[np.bool_]:
    """Tell for each token whether it is a word or number rather than a mark or a possessive ending."""
    return np.array([form[0].isalnum() for form in tokens.vocabulary], dtype=bool)[tokens.form]
