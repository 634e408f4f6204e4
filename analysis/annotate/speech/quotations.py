"""Quotation marks → quotations: what stands in marks as speech, and what is only a name or a scare quote."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from analysis.annotate.lexical.batches import Batch, find_flags, merge_facts
from analysis.annotate.lexical.cues import find_cue
from analysis.annotate.lexical.facts import DASH, LONG_LOWER, SEPARATOR, UPPER, WORD
from analysis.annotate.speech.marks import find_marks
from analysis.annotate.speech.pairing import pair_marks
from analysis.annotate.text.ranges import Ints, expand_ranges

KINDS = ("speech", "name", "word")
SPEECH, NAMING, LONE = range(3)
LONGEST_NAME = 4  # words of a name or title in quotation marks
LONGEST_TAIL = 25  # tokens between the dash that ends dashed speech and the end of its sentence


@dataclass(frozen=True)
class Quotations:
    """Quotations of a batch, in the order of the text; all columns have one entry a piece."""

    number: Ints  # the same for the pieces of one quotation
    first: Ints  # token
    last: Ints  # exclusive
    kind: Ints  # an index of KINDS


def find_quotations(batch: Batch) -> Quotations:
    """Find what stands in quotation marks or is introduced as speech by a dash.

    Marks inside a quotation do not make another. A quotation that runs over several paragraphs, each
    opening with a mark of its own, has one row a paragraph and one number.

    Parameters
    ----------
    batch
        A batch of articles.

    Returns
    -------
    Quotations
        Marks included; the kind is speech, name, or word for a single word held at a distance.
    """
    number, first, last = find_marked(batch)
    dashed = np.array(list(find_dashed(batch)), dtype=np.int64).reshape(-1, 2)
    inside = np.append(-1, last)[np.searchsorted(first, dashed[:, 0], side="right")] > dashed[:, 0]
    begin, stop = dashed[~inside].T
    number = np.append(number, np.append(-1, number)[-1] + 1 + np.arange(len(begin)))
    first, last = np.append(first, begin), np.append(last, stop)
    order = np.argsort(first, kind="stable")
    number, first, last = number[order], first[order], last[order]
    return Quotations(number, first, last, find_kinds(batch, first, last))


def mark_quoted(batch: Batch, quotations: Quotations) -> Ints:
    """Give each token the number of the quotation it stands in, -1 outside."""
    quoted = np.full(len(batch), -1, dtype=np.int64)
    span, token = expand_ranges(quotations.first, quotations.last - quotations.first)
    quoted[token] = quotations.number[span]
    return quoted


def find_marked(batch: Batch) -> tuple[Ints, Ints, Ints]:
    """Pair the quotation marks of each line: number, first and last token of each quotation.

    A quotation that is not closed ends with its sentence, or with its line where it opens it. It runs on
    into the next line of the article where that begins with a mark that opens a quotation.
    """
    marks = find_marks(batch)
    opener, closer = pair_marks(marks)
    first, line = marks.first[opener], marks.line[opener]
    start, end = batch.lines[line], batch.lines[line + 1]
    is_first, is_last = line != np.append(-1, line)[:-1], line != np.append(line, -1)[1:]
    begins = np.zeros(len(batch.lines), dtype=bool)  # lines that a mark begins which opens a quotation
    begins[marks.line[marks.opens & (marks.first == batch.lines[marks.line])]] = True
    article = batch.tokens.article
    same = article[np.minimum(end, len(batch) - 1)] == article[first]
    runs_on = is_last & (closer < 0) & begins[line + 1] & same
    whole = (first == start) | runs_on
    sentence_end = batch.sentences[batch.tokens.sentence[first] + 1]
    last = np.where(closer >= 0, marks.last[closer], np.where(whole, end, sentence_end))
    last = np.minimum(last, np.where(is_last, end, np.append(first, 0)[1:]))
    came_on = is_first & np.append(False, runs_on)[:-1] & (line == np.append(-1, line)[:-1] + 1)
    return np.cumsum(~came_on) - 1, first, last


def find_dashed(batch: Batch) -> Iterator[tuple[int, int]]:
    """Find speech introduced by a dash at the start of a line, as in "- We stay - Holm declared".

    A line counts only when a dash, a short tail with a speech verb and the end of the sentence follow;
    the rest of its dashes belong to the speech, its other sentences to the speaker.
    """
    dashes = find_flags(batch, DASH)
    lines = np.flatnonzero(batch.facts[batch.lines[:-1]] & DASH)
    starts, ends = batch.lines[lines], batch.lines[lines + 1]
    bounds = np.searchsorted(dashes, [starts + 1, ends]).T.tolist()
    for first, end, (i, j) in zip(starts.tolist(), ends.tolist(), bounds, strict=True):
        begin = first + 1
        for dash, following in pairwise([*dashes[i:j].tolist(), end]):
            stop = int(batch.sentences[batch.tokens.sentence[dash] + 1])
            short = begin < dash and stop - dash <= LONGEST_TAIL
            if short and has_speech_verb(batch, dash + 1, min(stop, following)):
                yield begin, dash
                begin = stop


def has_speech_verb(batch: Batch, first: int, last: int) -> bool:
    """Tell whether a verb of speech stands in a span."""
    cues = (find_cue(word.lower(), batch.language) for word in batch.list_words(first, last))
    return any(cue.kind == "verb" and cue.act == "speech" for cue in cues if cue)


def find_kinds(batch: Batch, first: Ints, last: Ints) -> Ints:
    """Tell speech from a name or title in quotation marks, and from a single word held at a distance."""
    inside = merge_facts(batch, first, last)
    n_words, ends = batch.words[last] - batch.words[first], inside & SEPARATOR > 0
    words = find_flags(batch, WORD)
    last_word = words[np.maximum(batch.words[last] - 1, 0)] if len(words) else first
    named = (batch.facts[last_word] & UPPER > 0) & (inside & LONG_LOWER == 0)
    named &= (n_words > 0) & (n_words <= LONGEST_NAME) & ~ends
    spoken = (n_words > 1) | ((n_words > 0) & ends)
    return np.select([named, spoken], [NAMING, SPEECH], LONE)
