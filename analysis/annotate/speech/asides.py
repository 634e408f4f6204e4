"""Acts told in passing: "citing X", "as X says"; and "who asked not to be named", which is none."""

from bisect import bisect_left
from dataclasses import replace

import numpy as np

from analysis.annotate.lexical import cue_spans
from analysis.annotate.lexical.batches import Batch, find_flags, merge_facts
from analysis.annotate.lexical.cue_spans import read_cue_spans
from analysis.annotate.lexical.facts import ASIDE, CITING, CLAUSE_EDGE, COMMA, SAY
from analysis.annotate.lexical.glyphs import CLAUSE_EDGES
from analysis.annotate.lexical.source_words import has_class, read_anonymity
from analysis.annotate.lexical.wording import PREMODIFIERS, classify_word, is_speaker
from analysis.annotate.speech.links import Links, count_attributions, find_firsts
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

LONGEST_ASIDE, LONGEST_CLAUSE = 12, 40  # tokens
NO_SUBJECT = ("say", "think", "relative", "auxiliary", "that")


def read_asides(batch: Batch, spans: Spans, declaring: list[int]) -> Spans:
    """Name who is cited, add what stands in "as X says", drop what only grants anonymity."""
    return add_asides(batch, drop_anonymity(batch, name_cited(batch, spans), declaring))


def find_citing(batch: Batch, spans: Spans) -> Ints:
    """Find the cues that name where something comes from, as places among the spans."""
    cues = np.flatnonzero(spans.role == CUE)
    cues = cues[merge_facts(batch, spans.first[cues], spans.last[cues]) & CITING > 0]
    number, read = read_cue_spans(batch, spans.first[cues], spans.last[cues])
    return cues[read.codes[number, 0] & cue_spans.CITING > 0]


def name_cited(batch: Batch, spans: Spans) -> Spans:
    """Make a content right behind "citing" the source, where it can speak: "citing two officials"."""
    cited = find_citing(batch, spans) + 1
    cited = cited[cited < len(spans)]
    behind = spans.first[cited] <= spans.last[cited - 1] + 1
    cited = cited[behind & (spans.role[cited] == CONTENT)]
    role = spans.role.copy()
    for i in cited.tolist():
        words = batch.list_words(spans.first[i], spans.last[i])
        role[i] = SOURCE if is_speaker(tuple(words), batch.language) else CONTENT
    return replace(spans, role=role)


def swap_cited(batch: Batch, links: Links) -> Links:
    """Give "citing" the source right behind it, and the act that had this one the source before it."""
    sources, owner = np.flatnonzero(links.role == SOURCE), links.attribution.copy()
    source_of = find_firsts(links, SOURCE, count_attributions(links)).tolist()
    source_at = dict(zip(links.first[sources].tolist(), sources.tolist(), strict=True))
    for i in find_citing(batch, links).tolist():
        behind, before = source_at.get(int(links.last[i]), -1), source_of[owner[i]]
        if behind < 0 or behind == before:
            continue
        if before >= 0:
            owner[before] = owner[behind]
        owner[behind] = owner[i]
    return replace(links, attribution=owner)


def drop_anonymity(batch: Batch, spans: Spans, declaring: list[int]) -> Spans:
    """Drop the act of asking for anonymity or granting it: it is the circumstance of another act."""
    phrases = [f" {form} " for forms in read_anonymity(batch.language).values() for form in forms]
    sentences = np.array(declaring, dtype=np.int64)
    bounds = np.searchsorted(batch.tokens.sentence[spans.first], np.stack([sentences, sentences + 1], axis=1))
    dropped = np.zeros(len(spans), dtype=bool)
    for low, high in bounds.tolist():
        for i in (low + np.flatnonzero(spans.role[low:high] == CUE)).tolist():
            first, last = int(spans.first[i]), int(spans.last[i])
            end = find_clause_end(batch, last, LONGEST_CLAUSE)
            text = f" {' '.join(batch.list_words(first, end)).lower()} "
            if any(phrase in text for phrase in phrases):
                who = batch.list_words(max(first - 1, 0), first)
                begin = first - any(has_class(word, batch.language, "relative") for word in who)
                dropped[bisect_left(spans.first, begin) : bisect_left(spans.first, end)] = True
    return spans.take(~dropped) if dropped.any() else spans


def add_asides(batch: Batch, spans: Spans) -> Spans:
    """Add source and cue of "as X says" behind a comma or at the start of a sentence."""
    dropped = np.zeros(len(spans), dtype=bool)
    added: list[Span] = []
    for i, end in find_asides(batch).tolist():
        found = read_aside(batch, i, end)
        added += found
        if found:
            dropped[slice(*np.searchsorted(spans.first, [i, end]))] = True
    return replace_spans(spans, dropped, make_spans(added))


def find_asides(batch: Batch) -> Ints:
    """Find the clauses, first token and the one after the last, that "as" opens and a verb of speech ends."""
    opens = find_flags(batch, ASIDE)
    before = batch.facts[opens - 1] & COMMA > 0
    opens = opens[before & (opens > 0) | (batch.sentences[batch.tokens.sentence[opens]] == opens)]
    edges = np.append(find_flags(batch, CLAUSE_EDGE), len(batch))
    ends = np.minimum(edges[np.searchsorted(edges, opens)], opens + LONGEST_ASIDE)
    says = batch.facts[ends - 1] & SAY > 0
    return np.stack([opens[says], ends[says]], axis=1)


def read_aside(batch: Batch, i: int, end: int) -> list[Span]:
    """Read "as X says"."""
    words = batch.list_words(i + 1, end)
    names = [classify_word(word, batch.language) for word in words]
    verb = len(names) - 1
    while verb > 0 and names[verb - 1] in PREMODIFIERS:
        verb -= 1
    if verb < 1 or set(names[:verb]) & set(NO_SUBJECT):
        return []
    if names[:verb] != ["pronoun"] and not is_speaker(tuple(words[:verb]), batch.language):
        return []
    return [(SOURCE, i + 1, i + 1 + verb), (CUE, i + 1 + verb, end)]


def find_clause_end(batch: Batch, i: int, longest: int) -> int:
    """Find the mark that ends the clause a token stands in, or where it is too long."""
    words = batch.list_words(i, min(i + longest, len(batch)))
    return i + next((k for k, word in enumerate(words) if word in CLAUSE_EDGES), len(words))
