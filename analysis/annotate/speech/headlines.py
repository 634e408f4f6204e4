"""What a headline attributes by its form: "X: ...", "... – X", "X to demand ..." (codebook 8)."""

import numpy as np
import pandas as pd

from analysis.annotate.lexical.cues import find_cue
from analysis.annotate.lexical.source_phrases import read_phrase
from analysis.annotate.lexical.source_words import has_class
from analysis.annotate.speech.marks import number_paragraphs
from analysis.annotate.speech.role_spans import Span, replace_spans
from analysis.annotate.speech.wording import classify_word
from analysis.annotate.text.distinct import list_words
from analysis.annotate.text.tokens import Tokens

STOPS, DASHES = frozenset(".!?…"), frozenset("–—")
LONGEST_SPEAKER, LONGEST_HEADLINE, SHORTEST_CONTENT = 4, 30, 3  # tokens
SPEAKERS = ("person", "organisation", "media")
NAMED = (*SPEAKERS, "name")  # a lone unknown name, as a surname is


def read_headlines(tokens: Tokens, spans: pd.DataFrame, language: str) -> pd.DataFrame:
    """Put the spans of headlines right; what the tagger found inside a content stays where it has a cue."""
    roles, first, last = (spans[name].tolist() for name in ("role", "first", "last"))
    lines = find_headlines(tokens)
    bounds = np.searchsorted(spans["first"].to_numpy(), np.array(lines, dtype=np.int64).reshape(-1, 2))
    dropped = np.zeros(len(spans), dtype=bool)
    added: list[Span] = []
    for (start, end), (i, j) in zip(lines, bounds.tolist(), strict=True):
        words = list_words(tokens, start, end)
        found = read_colon(words, language) or read_dash(words, language)
        said = [k for k in range(i, j) if not found and roles[k] == "content" and first[k] == start]
        stop = max([last[k] for k in said], default=end)  # "X to demand ..., Y reports"
        found = found or read_announcement(words[: stop - start], language)
        if not found:
            continue
        here = [(role, start + begin, start + after) for role, begin, after in found]
        begin, after = next((begin, after) for role, begin, after in here if role == "content")
        inner = {k for k in range(i, j) if first[k] >= begin and last[k] <= after}
        kept = {*said, *(inner if any(roles[k] == "cue" for k in inner) else ())}
        dropped[[k for k in range(i, j) if last[k] <= stop and k not in kept]] = True
        added += here
    return replace_spans(spans, dropped, added)


def find_headlines(tokens: Tokens) -> list[tuple[int, int]]:
    """Find the lines that may be headlines: short, and without a full stop at their end."""
    starts = np.flatnonzero(np.diff(number_paragraphs(tokens), prepend=-1) != 0)
    ends = np.append(starts[1:], len(tokens))
    stops = np.array([form in STOPS for form in tokens.vocabulary], dtype=bool)
    short = (ends - starts <= LONGEST_HEADLINE) & (ends - starts > SHORTEST_CONTENT)
    kept = short & ~stops[tokens.form[ends - 1]]
    return list(zip(starts[kept].tolist(), ends[kept].tolist(), strict=True))


def read_colon(words: list[str], language: str) -> list[Span]:
    """Read "X: ..." unless a question follows, as in "Mirovar: what we know"."""
    i = words.index(":") if ":" in words[: LONGEST_SPEAKER + 1] else 0
    if len(words) - i <= SHORTEST_CONTENT or has_class(words[i + 1], language, "relative"):
        return []
    named = is_name(words[:i], language, SPEAKERS)
    return [("source", 0, i), ("cue", i, i + 1), ("content", i + 1, len(words))] if named else []


def read_dash(words: list[str], language: str) -> list[Span]:
    """Read "... – X"."""
    i = next((i for i in range(len(words) - 1, 0, -1) if words[i] in DASHES), 0)
    if i < SHORTEST_CONTENT or not is_name(words[i + 1 :], language, NAMED):
        return []
    return [("content", 0, i), ("cue", i, i + 1), ("source", i + 1, len(words))]


def read_announcement(words: list[str], language: str) -> list[Span]:
    """Read "X to demand ..."."""
    i = words.index("to") if "to" in words[: LONGEST_SPEAKER + 1] else 0
    cue = find_cue(words[i + 1], language) if 0 < i < len(words) - SHORTEST_CONTENT else None
    announced = cue is not None and cue.lemma == words[i + 1] and cue.cue_class == "directive"
    if not announced or not is_name(words[:i], language, NAMED):
        return []
    return [("source", 0, i), ("cue", i, i + 2), ("content", i + 2, len(words))]


def is_name(words: list[str], language: str, kinds: tuple[str, ...]) -> bool:
    """Tell whether words are just the name of somebody who can speak."""
    if not 0 < len(words) <= LONGEST_SPEAKER:
        return False
    named = all(classify_word(word, language) == "Name" for word in words)
    return named and read_phrase(tuple(words), language).kind in kinds
