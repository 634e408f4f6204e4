"""Quotation marks → quotations: what stands in marks as speech, and what is only a name or a scare quote.

Pairing survives odd numbers: a mark that finds no partner costs at most its own sentence.
"""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.lexical.cues import find_cue
from analysis.annotate.speech.marks import Mark, find_marks, group_by_paragraph, number_paragraphs
from analysis.annotate.text.tokens import Tokens

DASHES = frozenset("-–—")
INNER_ENDS = frozenset(".,;:!?…")
LONGEST_NAME = 4  # words of a name or title in quotation marks
LONGEST_TAIL = 25  # tokens between the dash that ends dashed speech and the end of its sentence

Piece = tuple[int, int, int]  # quotation, first token, last token (exclusive)


def find_quotations(tokens: Tokens, language: str = "en") -> pd.DataFrame:
    """Find what stands in quotation marks or is introduced as speech by a dash.

    Marks inside a quotation do not make another. A quotation that runs over several paragraphs, each
    opening with a mark of its own, has one row a paragraph and one number.

    Parameters
    ----------
    tokens
        A batch of articles.
    language
        Code of the language, for the speech verbs that follow dashed speech.

    Returns
    -------
    pandas.DataFrame
        In the order of the text: `quotation` (its number in the batch), `first` and `last` (tokens,
        half-open, marks included), `kind` (speech, name, or word for a single word held at a distance).
    """
    paragraph = number_paragraphs(tokens)
    pieces = find_marked(tokens, paragraph)
    covered = np.zeros(len(tokens), dtype=bool)
    for _, first, last in pieces:
        covered[first:last] = True
    number = pieces[-1][0] + 1 if pieces else 0
    dashed = [span for span in find_dashed(tokens, paragraph, language) if not covered[span[0]]]
    pieces = sorted(pieces + [(number + i, *span) for i, span in enumerate(dashed)], key=lambda p: p[1])
    table = pd.DataFrame(pieces, columns=["quotation", "first", "last"], dtype="int64")
    kinds = [find_kind(tokens, first, last) for _, first, last in pieces]
    return table.assign(kind=pd.Series(kinds, dtype="str"))


def mark_quoted(tokens: Tokens, quotations: pd.DataFrame) -> NDArray[np.int64]:
    """Give each token the number of the quotation it stands in, -1 outside."""
    quoted = np.full(len(tokens), -1, dtype=np.int64)
    for number, first, last in quotations[["quotation", "first", "last"]].itertuples(index=False):
        quoted[first:last] = number
    return quoted


def find_marked(tokens: Tokens, paragraph: NDArray[np.int64]) -> list[Piece]:
    """Pair the quotation marks of each paragraph, and follow quotations that run on into the next."""
    groups = list(group_by_paragraph(find_marks(tokens, paragraph)))
    pieces: list[Piece] = []
    number, runs_on = -1, False
    for marks, following in zip(groups, [*groups[1:], None], strict=False):
        here = marks[0].paragraph
        end = int(np.searchsorted(paragraph, here, side="right"))
        pairs = list(pair_marks(marks))
        first_number = number + (0 if runs_on else 1)
        runs_on = bool(pairs) and pairs[-1][1] is None and opens_paragraph(following, end, here + 1)
        for i, (first, last) in enumerate(pairs):
            number = first_number + i
            if last is None:
                whole = first == 0 or paragraph[first - 1] != here or (runs_on and i == len(pairs) - 1)
                last = end if whole else end_of_sentence(tokens, first)
            limit = pairs[i + 1][0] if i + 1 < len(pairs) else end
            pieces.append((number, first, min(last, limit)))
    return pieces


def opens_paragraph(marks: list[Mark] | None, first: int, paragraph: int) -> bool:
    """Tell whether a paragraph begins with a mark that opens a quotation."""
    return (
        marks is not None and marks[0].paragraph == paragraph and marks[0].first == first and marks[0].opens
    )


def end_of_sentence(tokens: Tokens, i: int) -> int:
    """Find the end (exclusive) of the sentence that a token stands in."""
    return int(np.searchsorted(tokens.sentence, tokens.sentence[i], side="right"))


def pair_marks(marks: list[Mark]) -> Iterator[tuple[int, int | None]]:
    """Pair the marks of a paragraph; None is the end of a quotation that is not closed."""
    opened: Mark | None = None
    skip_to = -1
    for i, mark in enumerate(marks):
        if mark.first < skip_to:
            continue
        if opened is None and mark.single:
            close = find_single_close(marks, i) if mark.opens else None
            if close is not None:
                yield mark.first, close
                skip_to = close
        elif opened is None:
            opened = mark if mark.opens else None
        elif not mark.single and mark.closes:
            yield opened.first, mark.last
            opened = None
        elif not mark.single and mark.opens:
            yield opened.first, None
            opened = mark
    if opened is not None:
        yield opened.first, None


def find_single_close(marks: list[Mark], i: int) -> int | None:
    """Find where a single quotation ends: at a mark after punctuation if there is one, else at the first.

    The other marks may be apostrophes ("the workers' demands").
    """
    first = None
    for mark in marks[i + 1 :]:
        if mark.single and mark.opens:
            break
        if mark.single and mark.closes:
            if mark.after_punctuation:
                return mark.last
            first = first or mark.last
    return first


def find_dashed(tokens: Tokens, paragraph: NDArray[np.int64], language: str) -> Iterator[tuple[int, int]]:
    """Find speech introduced by a dash at the start of a line, as in "- We stay - Holm declared".

    A line counts only when a dash, a short tail with a speech verb and the end of the sentence follow;
    the rest of its dashes belong to the speech, its other sentences to the speaker.
    """
    is_dash = np.array([form in DASHES for form in tokens.vocabulary], dtype=bool)[tokens.form]
    starts = np.flatnonzero(np.diff(paragraph, prepend=-1) != 0)
    for first in starts[is_dash[starts]].tolist():
        end = int(np.searchsorted(paragraph, paragraph[first], side="right"))
        dashes = (first + 1 + np.flatnonzero(is_dash[first + 1 : end])).tolist()
        begin = first + 1
        for dash, following in pairwise([*dashes, end]):
            stop = end_of_sentence(tokens, dash)
            short = begin < dash and stop - dash <= LONGEST_TAIL
            if short and has_speech_verb(tokens, dash + 1, min(stop, following), language):
                yield begin, dash
                begin = stop


def has_speech_verb(tokens: Tokens, first: int, last: int, language: str) -> bool:
    """Tell whether a verb of speech stands in a span."""
    cues = (find_cue(tokens.vocabulary[form].lower(), language) for form in tokens.form[first:last])
    return any(cue.kind == "verb" and cue.act == "speech" for cue in cues if cue)


def find_kind(tokens: Tokens, first: int, last: int) -> str:
    """Tell speech from a name or title in quotation marks, and from a single word held at a distance."""
    forms = [tokens.vocabulary[form] for form in tokens.form[first:last].tolist()]
    words = [form for form in forms if form[0].isalnum()]
    ends = any(form in INNER_ENDS for form in forms)
    named = bool(words) and words[-1][0].isupper() and all(w[0].isupper() or len(w) <= 3 for w in words)
    if named and len(words) <= LONGEST_NAME and not ends:
        return "name"
    return "speech" if len(words) > 1 or (words and ends) else "word"
