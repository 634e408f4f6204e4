"""Where a token stands: paragraphs, sentences, segments between marks."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.characters import HIGHEST, Codes
from analysis.annotate.text.tokens import Tokens
from analysis.compiled import compile_pass

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]
OPENS, CLOSES, TURNS, SINGLE, COMMA, STOP, BREAK, DASH = (1 << i for i in range(8))
MARKS = {
    OPENS: "“«„‟‘‚‹",
    CLOSES: "”»’›",
    TURNS: "\"'`",
    SINGLE: "‘’‚‹›'`",
    COMMA: ",",
    STOP: ".?!…",
    BREAK: "“«„‟‘‚‹”»’›\"'`,;:.?!…()[]{}-–—|",  # all others among them
    DASH: "-–—",
}
CLASS_OF_DISTANCE = np.searchsorted([1, 2, 3, 4, 6, 10, 18], np.arange(19), side="right")


@dataclass(frozen=True)
class Spans:
    """Stretches of tokens, one after the other, that leave nothing out; and those they lie in."""

    start: Ints  # first token
    end: Ints  # exclusive
    outer: Ints  # index of the larger span each one lies in


@dataclass(frozen=True)
class Layout:
    """Where paragraphs, sentences and segments begin and end; a segment is a mark, or lies between two."""

    paragraphs: Spans  # in articles
    sentences: Spans  # in paragraphs
    segments: Spans  # in sentences
    segment: Ints  # each token's
    paragraph_rank: Ints  # number of each sentence's paragraph in the article
    marks: Ints  # bits of MARKS of each segment; 0: words
    glued: Flags  # no space between the segment and the token before


@compile_pass
def bucket(distance: int) -> int:
    """Put a distance into one of eight classes."""
    return CLASS_OF_DISTANCE[min(distance, len(CLASS_OF_DISTANCE) - 1)]


def find_spans(start: Ints, n: int, outer_start: Ints) -> Spans:
    """Make spans of where they begin, among n tokens, and of where larger ones do."""
    outer = np.searchsorted(outer_start, start, side="right") - 1
    return Spans(start, np.append(start[1:], n)[: len(start)], outer)


def classify_marks(codes: Codes, start: Ints, end: Ints) -> Ints:
    """Give the bits of MARKS of strings, given by their characters; 0 for words."""
    return np.where(end - start == 1, make_mark_table()[codes[start]], 0)


@cache
def make_mark_table() -> Ints:
    """Give each character the bits of MARKS."""
    bits = np.zeros(HIGHEST, dtype=np.int64)
    for bit, characters in MARKS.items():
        bits[[ord(character) for character in characters]] |= bit
    return bits


def find_layout(tokens: Tokens, marks_of_form: Ints) -> Layout:
    """Lay out a batch of tokens."""
    n = len(tokens)
    sentence = np.searchsorted(tokens.sentence, np.arange(len(tokens.sentence_start)))
    moved = np.diff(tokens.sentence_article, prepend=-1) | np.diff(tokens.sentence_paragraph, prepend=-1)
    paragraph = sentence[moved != 0]
    article = paragraph[np.diff(tokens.article[paragraph], prepend=-1) != 0]
    marks = marks_of_form[tokens.form]
    segment, start = cut_segments(tokens.sentence, marks)
    glued = tokens.start[start] == tokens.end[start - 1]
    glued[segment[paragraph]] = False
    return Layout(
        paragraphs=find_spans(paragraph, n, article),
        sentences=find_spans(sentence, n, paragraph),
        segments=Spans(start, np.append(start[1:], n)[: len(start)], tokens.sentence[start]),
        segment=segment,
        paragraph_rank=tokens.sentence_paragraph,
        marks=marks[start],
        glued=glued,
    )


@compile_pass
def cut_segments(sentence: Ints, marks: Ints) -> tuple[Ints, Ints]:
    """Cut sentences before and behind marks: the segment of each token, the first token of each segment."""
    segment, start = np.empty(len(marks), dtype=np.int64), np.empty(len(marks), dtype=np.int64)
    n = 0
    for i in range(len(marks)):
        if i == 0 or sentence[i] != sentence[i - 1] or marks[i] or marks[i - 1]:
            start[n] = i
            n += 1
        segment[i] = n - 1
    return segment, start[:n].copy()
