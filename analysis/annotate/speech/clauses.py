"""Acts of speech that the tagger left without a content → the clauses that they go with."""

import numpy as np
import pandas as pd

from analysis.annotate.lexical.cues import Cue, classify_cue
from analysis.annotate.lexical.source_words import has_class
from analysis.annotate.speech.role_spans import SURE
from analysis.annotate.speech.wording import classify_word, is_speaker
from analysis.annotate.text.distinct import list_words
from analysis.annotate.text.tokens import Tokens

LONGEST_ADJUNCT = 8  # tokens between a cue and "that"
SHORTEST_CLAUSE, LONGEST_SENTENCE = 3, 500  # tokens
LONGEST_APPOSITION = 5  # tokens
STOPS = frozenset(".!?…")
EDGES = (",", "mark", "–", "—", "-")
VERBAL = {"auxiliary", "say", "think"}
TALKING = ("verb", "phrase", "citing")  # kinds of cue that may take a clause


def fill_contents(tokens: Tokens, links: pd.DataFrame, language: str) -> pd.DataFrame:
    """Give acts of speech with a source and no content the clause they go with.

    That is the clause behind them that "that" opens, else the one before the comma before them, else,
    after "according to X", the rest of the sentence. What stands inside the clause stays as it is.
    """
    added: list[tuple[int, str, int, int, float]] = []
    for attribution, first, last, cue in list_bare_acts(tokens, links, language):
        for i, j in find_clauses(tokens, (first, last), cue, language):
            added.append((attribution, "content", i, j, SURE))
    more = pd.DataFrame(added, columns=["attribution", "role", "first", "last", "score"])
    links = pd.concat([links, more]) if added else links
    return links.sort_values(["attribution", "role", "first"], kind="stable", ignore_index=True)


def list_bare_acts(tokens: Tokens, links: pd.DataFrame, language: str) -> list[tuple[int, int, int, Cue]]:
    """List the acts of speech without content: attribution, first and last token of source and cue, cue."""
    served = set(links.loc[links["role"] == "content", "attribution"].tolist())
    bare = links[~links["attribution"].isin(served)]
    cues = bare[bare["role"] == "cue"].drop_duplicates("attribution").set_index("attribution")
    sources = bare[bare["role"] == "source"].drop_duplicates("attribution").set_index("attribution")
    both = cues[["first", "last"]].join(sources[["first", "last"]].add_suffix("_source"), how="inner")
    found = []
    for attribution, i, j, k, m in both.itertuples():
        cue = classify_cue(tuple(word.lower() for word in list_words(tokens, i, j)), language)
        if cue.act == "speech" and cue.kind in TALKING:
            found.append((int(attribution), int(min(i, k)), int(max(j, m)), cue))
    return found


def find_clauses(tokens: Tokens, act: tuple[int, int], cue: Cue, language: str) -> list[tuple[int, int]]:
    """Find the clauses that an act goes with."""
    start, end = np.searchsorted(tokens.sentence, tokens.sentence[act[0]] + np.arange(2)).tolist()
    if end - start > LONGEST_SENTENCE:
        return []
    words = list_words(tokens, start, end)
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
