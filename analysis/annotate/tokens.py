"""Text → tokens and sentences, as columns over a batch of articles.

Everything downstream works on these columns; Python objects are made only for what is found.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sentencex import get_sentence_boundaries

TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}"  # U.S.
    r"|\d+(?:[.,:]\d+)*"  # 1,250.5
    r"|['’]s\b"  # the possessive stands alone
    r"|[^\W_]+(?:-[^\W_]+|['’](?!s\b)[^\W_]+)*"
    r"|\S"
)
PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Tokens:
    """The tokens of a batch of articles, in the order of the texts.

    Arrays have one entry a token, except `sentence_start` and `sentence_end`, which have one a
    sentence. A token is a word (with its inner apostrophes and hyphens), a number or a single mark.
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
    vocabulary: dict[str, int] = {}
    tokens: list[tuple[int, int, int, int, int]] = []
    sentences: list[tuple[int, int, int, int]] = []
    for article, text in enumerate(texts):
        for start, end, paragraph in split_sentences(text, language):
            for match in TOKEN.finditer(text, start, end):
                form = vocabulary.setdefault(match[0], len(vocabulary))
                tokens.append((article, match.start(), match.end(), form, len(sentences)))
            sentences.append((article, start, end, paragraph))
    columns = np.array(tokens, dtype=np.int64).reshape(-1, 5).T
    return Tokens(
        tuple(texts), tuple(vocabulary), *columns, *np.array(sentences, dtype=np.int64).reshape(-1, 4).T
    )


def split_sentences(text: str, language: str) -> list[tuple[int, int, int]]:
    """Find the sentences of a text as (start, end, number of the paragraph), white space trimmed."""
    found = []
    for number, paragraph in enumerate(PARAGRAPH.finditer(text)):
        for boundary in get_sentence_boundaries(language, paragraph[0]):
            sentence = boundary["text"]
            start = paragraph.start() + boundary["start_index"] + len(sentence) - len(sentence.lstrip())
            end = start + len(sentence.strip())
            if end > start:
                found.append((start, end, number))
    return found


def is_word(tokens: Tokens) -> NDArray[np.bool_]:
    """Tell for each token whether it is a word or number rather than a mark or a possessive ending."""
    return np.array([form[0].isalnum() for form in tokens.vocabulary], dtype=bool)[tokens.form]
