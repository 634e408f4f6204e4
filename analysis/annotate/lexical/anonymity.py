"""Anonymity that the text itself declares: "on condition of anonymity", "not authorised to speak"."""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.text.distinct import list_words
from analysis.annotate.text.tokens import Tokens
from analysis.language.lexicons import read_lexicon

UNNAMED = ("unnamed_person", "unnamed_group")
LONGEST_PHRASE = 6  # words
REACH = 2  # sentences back to a source that a sentence on anonymity may speak of


def mark_anonymity(tokens: Tokens, table: pd.DataFrame, language: str) -> NDArray[np.bool_]:
    """Tell of each attribution whether the text says that its source's anonymity was granted or asked for.

    A sentence that says so speaks of the unnamed sources in it, else of the last one before it; and so
    do all attributions of the article to the same source.
    """
    sentence = tokens.sentence[table["anchor"]]
    unnamed = table["source_kind"].isin(UNNAMED).to_numpy()
    rows, where = np.flatnonzero(unnamed), sentence[unnamed]
    declared = np.zeros(len(table), dtype=bool)
    for said in find_declaring_sentences(tokens, language):
        first, last = np.searchsorted(where, [said, said + 1])
        if first == last and first:
            near = said - where[first - 1] <= REACH
            same = tokens.sentence_article[where[first - 1]] == tokens.sentence_article[said]
            first -= int(near and same)
        declared[rows[first:last]] = True
    if not declared.any():
        return declared
    names = list(zip(tokens.article[table["anchor"]].tolist(), table["source_name"].tolist(), strict=True))
    hidden = {names[i] for i in np.flatnonzero(declared)}
    known = unnamed & table["source_name"].notna().to_numpy()
    return declared | (known & np.array([name in hidden for name in names], dtype=bool))


def find_declaring_sentences(tokens: Tokens, language: str) -> list[int]:
    """Find the sentences that declare somebody's anonymity."""
    found: set[int] = set()
    anchors = read_anchors(language)
    is_anchor = np.array([form.lower() in anchors for form in tokens.vocabulary], dtype=bool)[tokens.form]
    for i in np.flatnonzero(is_anchor).tolist():
        near = list_words(tokens, max(i - LONGEST_PHRASE, 0), i + LONGEST_PHRASE)
        text = " ".join(["", *near, ""]).lower()
        phrases = anchors[tokens.vocabulary[tokens.form[i]].lower()]
        if any(f" {phrase} " in text for phrase in phrases):
            found.add(int(tokens.sentence[i]))
    return sorted(found)


@cache
def read_anchors(language: str) -> dict[str, list[str]]:
    """Read the phrases that declare anonymity, by their longest words."""
    anchors: dict[str, list[str]] = {}
    for phrase in read_lexicon(language, "anonymity")["form"]:
        anchors.setdefault(max(phrase.split(), key=len), []).append(phrase)
    return anchors
