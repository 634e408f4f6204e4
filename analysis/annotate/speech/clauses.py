"""Acts of speech that the tagger left without a content → the clauses that they go with."""

import numpy as np

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.cue_spans import TAKES_CLAUSE, CueSpan, read_cue_spans
from analysis.annotate.lexical.glyphs import STOPS
from analysis.annotate.lexical.source_words import has_class
from analysis.annotate.lexical.wording import classify_word, is_speaker
from analysis.annotate.speech.links import Links, add_links, count_attributions, find_firsts, sort_links
from analysis.annotate.speech.role_spans import CONTENT, CUE, SOURCE, SURE

LONGEST_ADJUNCT = 8  # tokens between a cue and "that"
SHORTEST_CLAUSE, LONGEST_SENTENCE = 3, 500  # tokens
LONGEST_APPOSITION = 5  # tokens
EDGES = (",", "mark", "–", "—", "-")
VERBAL = {"auxiliary", "say", "think"}


def fill_contents(batch: Batch, links: Links) -> Links:
    """Give acts of speech with a source and no content the clause they go with.

    That is the clause behind them that "that" opens, else the one before the comma before them, else,
    after "according to X", the rest of the sentence. What stands inside the clause stays as it is.
    """
    added: list[tuple[int, int, int]] = []
    for attribution, first, last, cue in list_bare_acts(batch, links):
        added += [(i, j, attribution) for i, j in find_clauses(batch, (first, last), cue)]
    begin, end, owner = np.array(added, dtype=np.int64).reshape(-1, 3).T
    n = len(added)
    more = Links(np.full(n, CONTENT), begin, end, np.full(n, SURE), owner)
    return sort_links(add_links(links, more))


def list_bare_acts(batch: Batch, links: Links) -> list[tuple[int, int, int, CueSpan]]:
    """List the acts of speech without content: attribution, first and last token of source and cue, cue."""
    n = count_attributions(links)
    content, cue, source = (find_firsts(links, role, n) for role in (CONTENT, CUE, SOURCE))
    bare = np.flatnonzero((content < 0) & (cue >= 0) & (source >= 0))
    cue, source = cue[bare], source[bare]
    number, read = read_cue_spans(batch, links.first[cue], links.last[cue])
    takes = read.codes[number, 0] & TAKES_CLAUSE > 0
    first = np.minimum(links.first[cue], links.first[source])[takes]
    last = np.maximum(links.last[cue], links.last[source])[takes]
    cues = [read.items[i] for i in number[takes].tolist()]
    return list(zip(bare[takes].tolist(), first.tolist(), last.tolist(), cues, strict=True))


def find_clauses(batch: Batch, act: tuple[int, int], cue: CueSpan) -> list[tuple[int, int]]:
    """Find the clauses that an act goes with."""
    sentence, language = batch.tokens.sentence[act[0]], batch.language
    start, end = batch.sentences[sentence : sentence + 2].tolist()
    if end - start > LONGEST_SENTENCE:
        return []
    words = batch.list_words(start, end)
    while words[-1] in STOPS and len(words) > act[1] - start:
        words.pop()
    names = [classify_word(word, language) for word in words]
    first, last, end = act[0] - start, act[1] - start, len(words)
    if cue.kind == "citing":
        found = find_cited(words, names, (first, last), language) if " " in cue.lemma else []
    elif first and has_class(words[first - 1], language, "aside") and names[last : last + 1] in ([","], []):
        found = [(0, max(first - 2, 0)), (last + 1, end)]
    else:
        found = find_told(names, (first, last))
    if sum(j - i for i, j in found) < SHORTEST_CLAUSE:
        return []
    return [(start + i, start + j) for i, j in found if i < j]


def find_told(names: list[str], act: tuple[int, int]) -> list[tuple[int, int]]:
    """Find what is told: behind "that", else before the comma."""
    first, last = act
    behind = enumerate(names[last : last + LONGEST_ADJUNCT], last)
    stop = next((i for i, name in behind if name in ("that", ",", ";", ":", "mark")), -1)
    if stop >= 0 and names[stop] == "that":
        return [(stop + 1, len(names))]
    before = names[first - 1] if first else ""
    if before not in EDGES or (names[0] == "preposition" and not set(names[:first]) & VERBAL):
        return []  # "In May, X said ..."
    return [(0, first - (before != "mark"))]


def find_cited(
    words: list[str], names: list[str], act: tuple[int, int], language: str
) -> list[tuple[int, int]]:
    """Find what follows "According to X," at the start of a sentence, or "According to X, the owner,"."""
    first, last = act
    commas = [i for i in range(last, len(names)) if names[i] == ","]
    if first or not commas:
        return []
    apposed = len(commas) > 1 and is_speaker(tuple(words[commas[0] + 1 : commas[1]]), language)
    apposed = apposed and commas[1] - commas[0] <= LONGEST_APPOSITION
    return [(commas[int(apposed)] + 1, len(names))]
