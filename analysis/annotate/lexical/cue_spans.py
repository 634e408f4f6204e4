"""The cue spans of a batch, described."""

from dataclasses import dataclass

from analysis.annotate.lexical.cues import classify_cue, read_grammar
from analysis.annotate.lexical.readings import read_once
from analysis.annotate.lexical.source_words import DETERMINERS

TALKING = ("verb", "phrase", "citing")  # kinds of cue that may take a clause
ACTIVE = ("verb", "phrase", "unknown")  # kinds of cue that may share a source
SPEECH, CITING, TAKES_CLAUSE, MAY_SHARE = (1 << i for i in range(4))  # bits of the codes


@dataclass(frozen=True)
class CueSpan:
    """What a cue span tells."""

    lemma: str
    cue_class: str
    speech: bool
    kind: str
    passive: bool  # no verb in the active voice


def describe_cue(words: tuple[str, ...], language: str) -> CueSpan:
    """Describe a cue span."""
    low = tuple([word.lower() for word in words])
    cue, grammar = classify_cue(low, language), read_grammar(language)
    nominal = any(low[0] in grammar[name] for name in DETERMINERS)
    passive = nominal or any(word in grammar["copula"] for word in low)
    return CueSpan(cue.lemma, cue.cue_class, cue.act == "speech", cue.kind, passive)


def encode_cue(cue: CueSpan) -> tuple[int]:
    """Give the bits of a cue, those of attributions to be built with it."""
    flags = (
        (SPEECH, cue.speech),
        (CITING, cue.kind == "citing"),
        (TAKES_CLAUSE, cue.speech and cue.kind in TALKING),
        (MAY_SHARE, cue.kind in ACTIVE and not cue.passive),
    )
    return (sum(bit for bit, holds in flags if holds),)


read_cue_spans = read_once(describe_cue, encode_cue)
