"""Plain counting of a list of words, as it is commonly done: what our annotators are held against."""

import re
from collections.abc import Iterable

from analysis.language.lexicons import read_lexicon
from benchmarks.corpora import Document

LEXICON_TO_KIND = {"hedges": "hedge", "boosters": "booster"}


def read_word_lists(language: str) -> dict[str, re.Pattern[str]]:
    """Read the forms of our lexicons without their conditions: kind → pattern."""
    lexicons = {kind: read_lexicon(language, name) for name, kind in LEXICON_TO_KIND.items()}
    return {kind: compile_words(rows.loc[rows["class"] != "none", "form"]) for kind, rows in lexicons.items()}


def compile_words(forms: Iterable[str]) -> re.Pattern[str]:
    """Compile a list into one pattern: whole words, any case, of overlapping forms the longest."""
    longest_first = sorted(set(forms), key=lambda form: (-len(form), form))
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


def count_list(text: str, kind_to_pattern: dict[str, re.Pattern[str]]) -> list[Document]:
    """Find every form of the lists in a text, as hedges without class or voice."""
    straight = text.replace("’", "'")
    return [
        {"start": match.start(), "end": match.end(), "kind": kind, "class": None}
        for kind, pattern in kind_to_pattern.items()
        for match in pattern.finditer(straight)
    ]
