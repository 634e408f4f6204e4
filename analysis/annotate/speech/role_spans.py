"""Spans of roles: as columns, in the order of the text; adding, dropping, cutting."""

from dataclasses import dataclass
from typing import Self

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.text.ranges import Ints, expand_ranges

ROLES = ("content", "cue", "source")
CONTENT, CUE, SOURCE = range(3)
Flags = NDArray[np.bool_]
Floats = NDArray[np.float64]
Span = tuple[int, int, int]  # role, first token, last token (exclusive)
SURE = 0.9  # score of a span that a rule made


@dataclass(frozen=True)
class Spans:
    """Spans of roles; all columns have one entry a span."""

    role: Ints  # an index of ROLES
    first: Ints  # token
    last: Ints  # exclusive
    score: Floats  # 0 to 1

    def __len__(self) -> int:
        return len(self.role)

    def take(self, rows: Ints | Flags) -> Self:
        """Take some of the spans."""
        return type(self)(**{name: column[rows] for name, column in vars(self).items()})


def read_spans(table: pd.DataFrame) -> Spans:
    """Read spans from a table with `role`, `first`, `last`, `score`."""
    first, last, score = (table[name].to_numpy() for name in ("first", "last", "score"))
    role = pd.Categorical(table["role"], categories=ROLES).codes.astype(np.int64)
    return Spans(role, first.astype(np.int64), last.astype(np.int64), score.astype(np.float64))


def make_spans(spans: list[Span]) -> Spans:
    """Make columns of the spans that a rule made."""
    role, first, last = np.array(spans, dtype=np.int64).reshape(-1, 3).T
    return Spans(role, first, last, np.full(len(spans), SURE))


def replace_spans(spans: Spans, dropped: Flags, added: Spans) -> Spans:
    """Drop spans and add others; the result is in the order of the text."""
    kept = spans.take(~dropped) if dropped.any() else spans
    if not len(added):
        return kept
    pairs = zip(vars(kept).values(), vars(added).values(), strict=True)
    merged = Spans(*(np.concatenate(pair) for pair in pairs))
    width = int(merged.last.max()) + 1
    return merged.take(np.argsort(merged.first * width + merged.last, kind="stable"))


def cut_at_sentences(batch: Batch, first: Ints, last: Ints) -> tuple[Ints, Ints, Ints]:
    """Cut stretches of tokens at the ends of sentences: each piece's stretch, first and last token."""
    of_token = batch.tokens.sentence
    opening = of_token[first]
    whole, sentence = expand_ranges(opening, of_token[last - 1] - opening + 1)
    starts, ends = batch.sentences[sentence], batch.sentences[sentence + 1]
    return whole, np.maximum(starts, first[whole]), np.minimum(ends, last[whole])


def count_flags(flags: Flags) -> Ints:
    """Count the flags before each token, and in all."""
    sums = np.zeros(len(flags) + 1, dtype=np.int64)
    np.cumsum(flags, out=sums[1:])
    return sums
