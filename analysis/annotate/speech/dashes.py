"""Speech introduced by a dash: "- We stay - Holm declared" (codebook 8)."""

import numpy as np
import pandas as pd

from analysis.annotate.speech.role_spans import Span, cut_at_sentences, flag_tokens, replace_spans
from analysis.annotate.speech.wording import MARKS, NOMINAL, PREMODIFIERS, classify_word
from analysis.annotate.text.distinct import list_words
from analysis.annotate.text.tokens import Tokens


def read_dashed(tokens: Tokens, spans: pd.DataFrame, quotations: pd.DataFrame, language: str) -> pd.DataFrame:
    """Make speech introduced by a dash content as a whole; its source and cue follow the closing dash."""
    first, last = quotations["first"].to_numpy(), quotations["last"].to_numpy()
    marked = flag_tokens(tokens, [form in MARKS for form in tokens.vocabulary])[first]
    dashed = (quotations["kind"] == "speech").to_numpy() & ~marked
    _, *pieces = cut_at_sentences(tokens, first[dashed], last[dashed])
    added: list[Span] = [("content", i, j) for i, j in zip(*(p.tolist() for p in pieces), strict=True)]
    dropped = np.zeros(len(spans), dtype=bool)
    start, end = spans["first"].to_numpy(), spans["last"].to_numpy()
    for i, j in zip(first[dashed].tolist(), last[dashed].tolist(), strict=True):
        act = read_tail(tokens, j + 1, language)
        stop = max([j, *(span[2] for span in act)])
        dropped[np.searchsorted(end, i, side="right") : np.searchsorted(start, stop)] = True
        added += act
    return replace_spans(spans, dropped, added)


def read_tail(tokens: Tokens, first: int, language: str) -> list[Span]:
    """Read who speaks behind the closing dash: "Holm declared", "declared Holm"."""
    stop = int(np.searchsorted(tokens.sentence, tokens.sentence[first], side="right"))
    names = [classify_word(word, language) for word in list_words(tokens, first, stop)]
    verbs = [i for i, name in enumerate(names) if name == "say" and names[i - 1 : i] != ["relative"]]
    if not verbs:
        return []
    verb = begin = verbs[0]
    while begin and names[begin - 1] in PREMODIFIERS:
        begin -= 1
    i, j = find_speaker(names, begin, verb)
    source: list[Span] = [("source", first + i, first + j)] if i < j else []
    return [*source, ("cue", first + begin, first + verb + 1)]


def find_speaker(names: list[str], begin: int, verb: int) -> tuple[int, int]:
    """Find the source before a cue, without a relative clause; else the one behind it."""
    if not begin:
        last = verb + 1
        while last < len(names) and names[last] in NOMINAL:
            last += 1
        return verb + 1, last
    before = names[:begin]
    if "relative" in before and "," in before:
        return 0, before.index(",")
    return 0, begin - (before[-1] == ",")
