"""What a headline attributes by its form: "X: ...", "... – X", "X to demand ..." (codebook 8)."""

import numpy as np

from analysis.annotate.lexical.batches import Batch, find_flags
from analysis.annotate.lexical.cues import find_cue
from analysis.annotate.lexical.facts import COLON, LONG_DASH, STOP, TO
from analysis.annotate.lexical.glyphs import LONG_DASHES
from analysis.annotate.lexical.source_phrases import read_phrase
from analysis.annotate.lexical.source_words import has_class
from analysis.annotate.lexical.wording import classify_word
from analysis.annotate.speech.role_spans import (
    CONTENT,
    CUE,
    SOURCE,
    Span,
    Spans,
    make_spans,
    replace_spans,
)
from analysis.annotate.text.ranges import Ints

LONGEST_SPEAKER, LONGEST_HEADLINE, SHORTEST_CONTENT = 4, 30, 3  # tokens
SPEAKERS = ("person", "organisation", "media")
NAMED = (*SPEAKERS, "name")  # a lone unknown name, as a surname is


def read_headlines(batch: Batch, spans: Spans) -> Spans:
    """Put the spans of headlines right; what the tagger found inside a content stays where it has a cue."""
    lines = find_headlines(batch)
    bounds = np.searchsorted(spans.first, lines)
    dropped = np.zeros(len(spans), dtype=bool)
    added: list[Span] = []
    for (start, end), (i, j) in zip(lines.tolist(), bounds.tolist(), strict=True):
        here = [column[i:j].tolist() for column in (spans.role, spans.first, spans.last)]
        inside: list[Span] = list(zip(*here, strict=True))
        kept, found = read_headline(batch, (start, end), inside)
        dropped[i:j] = [found != [] and k not in kept for k in range(len(inside))]
        added += found
    return replace_spans(spans, dropped, make_spans(added))


def read_headline(batch: Batch, line: tuple[int, int], inside: list[Span]) -> tuple[set[int], list[Span]]:
    """Read one headline, given the spans that the tagger found in it: which of them stay, and what is new."""
    start, end = line
    words = batch.list_words(start, end)
    found = read_colon(words, batch.language) or read_dash(words, batch.language)
    begun = [] if found else [k for k, span in enumerate(inside) if span[:2] == (CONTENT, start)]
    stop = max([inside[k][2] for k in begun], default=end)  # "X to demand ..., Y reports"
    found = found or read_announcement(words[: stop - start], batch.language)
    if not found:
        return set(), []
    here = [(role, start + begin, start + after) for role, begin, after in found]
    begin, after = next((begin, after) for role, begin, after in here if role == CONTENT)
    inner = {k for k, (_, i, j) in enumerate(inside) if i >= begin and j <= after}
    nested = inner if any(inside[k][0] == CUE for k in inner) else set()
    beyond = {k for k, span in enumerate(inside) if span[2] > stop}
    return {*begun, *nested, *beyond}, here


def find_headlines(batch: Batch) -> Ints:
    """Find the lines that may be headlines which attribute: first and last token.

    They are short, without a full stop at their end, and have a colon or "to" behind a short beginning,
    or a dash.
    """
    tokens = find_flags(batch, COLON | TO | LONG_DASH)
    line = batch.line_of_sentence[batch.tokens.sentence[tokens]]
    near = tokens - batch.lines[line] <= LONGEST_SPEAKER
    line = np.unique(line[near | (batch.facts[tokens] & LONG_DASH > 0)])
    starts, ends = batch.lines[line], batch.lines[line + 1]
    short = (ends - starts <= LONGEST_HEADLINE) & (ends - starts > SHORTEST_CONTENT)
    kept = short & (batch.facts[ends - 1] & STOP == 0)
    return np.stack([starts[kept], ends[kept]], axis=1)


def read_colon(words: list[str], language: str) -> list[Span]:
    """Read "X: ..." unless a question follows, as in "Mirovar: what we know"."""
    i = words.index(":") if ":" in words[: LONGEST_SPEAKER + 1] else 0
    if len(words) - i <= SHORTEST_CONTENT or has_class(words[i + 1], language, "relative"):
        return []
    named = is_name(words[:i], language, SPEAKERS)
    return [(SOURCE, 0, i), (CUE, i, i + 1), (CONTENT, i + 1, len(words))] if named else []


def read_dash(words: list[str], language: str) -> list[Span]:
    """Read "... – X"."""
    i = next((i for i in range(len(words) - 1, 0, -1) if words[i] in LONG_DASHES), 0)
    if i < SHORTEST_CONTENT or not is_name(words[i + 1 :], language, NAMED):
        return []
    return [(CONTENT, 0, i), (CUE, i, i + 1), (SOURCE, i + 1, len(words))]


def read_announcement(words: list[str], language: str) -> list[Span]:
    """Read "X to demand ..."."""
    i = words.index("to") if "to" in words[: LONGEST_SPEAKER + 1] else 0
    cue = find_cue(words[i + 1], language) if 0 < i < len(words) - SHORTEST_CONTENT else None
    announced = cue is not None and cue.lemma == words[i + 1] and cue.cue_class == "directive"
    if not announced or not is_name(words[:i], language, NAMED):
        return []
    return [(SOURCE, 0, i), (CUE, i, i + 2), (CONTENT, i + 2, len(words))]


def is_name(words: list[str], language: str, kinds: tuple[str, ...]) -> bool:
    """Tell whether words are just the name of somebody who can speak."""
    if not 0 < len(words) <= LONGEST_SPEAKER:
        return False
    named = all(classify_word(word, language) == "Name" for word in words)
    return named and read_phrase(tuple(words), language).kind in kinds
