"""The words that source phrases are made of: roles, titles, names, groups, organisations."""

from collections.abc import Sequence
from functools import cache, lru_cache

from analysis.language.lexicons import read_lexicon

LEXICONS = ("grammar", "persons", "groups", "organisations", "media", "documents")
CACHED = 1 << 16  # phrases kept
DETERMINERS = ("definite determiner", "possessive determiner", "indefinite determiner")
POSSESSIVE = ("'s", "’s", "'", "’")


@cache
def read_classes(language: str) -> dict[str, dict[str, tuple[str, str]]]:
    """Read the words that source phrases are made of: class → form → (lemma, gender)."""
    classes: dict[str, dict[str, tuple[str, str]]] = {}
    for name in LEXICONS:
        table = read_lexicon(language, name)
        genders = table["gender"] if "gender" in table else [""] * len(table)
        for form, lemma, word_class, gender in zip(
            table["form"], table["lemma"], table["class"], genders, strict=True
        ):
            label = f"{name} {word_class}" if name in ("media", "documents") else word_class
            classes.setdefault(label, {})[form] = (lemma, gender)
    return classes


@cache
def read_anonymity(language: str) -> dict[str, list[str]]:
    """Read the phrases that declare somebody's anonymity, by their longest words."""
    phrases: dict[str, list[str]] = {}
    for phrase in read_lexicon(language, "anonymity")["form"]:
        phrases.setdefault(max(phrase.split(), key=len), []).append(phrase)
    return phrases


@lru_cache(maxsize=CACHED)
def has_class(word: str, language: str, *names: str) -> bool:
    """Tell whether a word, in small letters, belongs to one of some classes."""
    classes = read_classes(language)
    return any(word.lower() in classes[name] for name in names)


def find_last_run(words: Sequence[str], language: str) -> list[str]:
    """Find the capitalised words that a phrase ends with, joined by particles and "and"."""
    i = len(words)
    while i and (
        words[i - 1][0].isupper() or (i < len(words) and has_class(words[i - 1], language, "name joint"))
    ):
        i -= 1
    while i < len(words) and not words[i][0].isupper():
        i += 1
    return list(words[i:])
