"""The cue spans of a batch, described."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.lexical.cues import classify_cue, read_grammar
from analysis.annotate.lexical.readings import read_once
from analysis.annotate.lexical.source_words import DETERMINERS

CUE_KINDS = ("", "verb", "phrase", "citing", "unknown", "noun", "adjective", "opener", "adverb", "mark")
TALKING = ("verb", "phrase", "citing")  # kinds of cue that may take a clause
ACTIVE = ("verb", "phrase", "unknown")  # kinds of cue that may share a source
Flags = NDArray[np.bool_]


@dataclass(frozen=True)
class CueSpan:
    """What a cue span tells."""

    lemma: str | None = None
    cue_class: str = "neutral"
    speech: bool = True
    kind: str = ""
    passive: bool = True  # no verb in the active voice
    is_phrase: bool = False  # its base form is several words


@read_once
def read_cue_spans(words: tuple[str, ...], language: str) -> CueSpan:
    """Describe cue spans."""
    low = tuple([word.lower() for word in words])
    cue, grammar = classify_cue(low, language), read_grammar(language)
    nominal = any(low[0] in grammar[name] for name in DETERMINERS)
    passive = nominal or any(word in grammar["copula"] for word in low)
    return CueSpan(cue.lemma, cue.cue_class, cue.act == "speech", cue.kind, passive, " " in cue.lemma)
