"""Source phrases by themselves: "Kremlin spokesman Anton Belov" names a person, and whom he speaks for.

What a phrase refers to in an article is found in `sources.py`.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import lru_cache

from analysis.annotate.lexical.affiliations import find_affiliation, find_first_run
from analysis.annotate.lexical.cues import list_bases
from analysis.annotate.lexical.name_kinds import Phrase, read_name
from analysis.annotate.lexical.source_words import (
    CACHED,
    DETERMINERS,
    POSSESSIVE,
    find_last_run,
    has_class,
    read_classes,
)

STOPS = frozenset(",;:()[]—–")
STRIPPED = frozenset('."“”')
PRONOUNS = ("personal", "plural", "neuter", "author", "reader", "relative")
HEADS = {  # what a description is by its noun; the first class that fits
    "one": ("one",),
    "role": ("role",),
    "document": ("documents head",),
    "group": ("roles", "group", "quantity"),
    "media": ("media head",),
    "organisation": ("organisation",),
}
BESIDE = {
    "role": "person",
    "document": "document",
    "media": "media",
}  # "reporter Ilse Brandt", "website Dawn"
NAMED = ("organisation", "media", "document")


@lru_cache(maxsize=CACHED)
def read_phrase(words: tuple[str, ...], language: str) -> Phrase:
    """Read a source phrase.

    Parameters
    ----------
    words
        Its tokens as written.
    language
        Code of the language.
    """
    words = strip_phrase(words)
    while len(words) > 1 and has_class(words[0], language, "preposition", "adverb"):
        words = words[1:]
    pronoun = read_pronoun(words[0], language) if words else Phrase("unknown")
    if pronoun and len(words) < 2:
        return pronoun
    if pronoun and pronoun.kind == "plural" and not has_class(words[0], language, "possessive determiner"):
        return Phrase("group", head=words[0].lower())
    core, rest = split_core(words, language)
    phrase = read_core(core, language)
    if phrase.kind in ("role", "unknown"):
        phrase = find_apposed_name(rest, language) or phrase
    if phrase.kind == "unknown":
        phrase = read_possessor(words, language) or read_any_head(words, language)
    definite = has_class(words[0], language, "definite determiner", "possessive determiner")
    possessed = has_class(words[0], language, "possessive determiner") or any(
        w in POSSESSIVE for w in core[:-1]
    )
    affiliation = find_affiliation(words, phrase.name, language)
    return replace(phrase, definite=definite or possessed, possessed=possessed, affiliation=affiliation)


def strip_phrase(words: Sequence[str]) -> tuple[str, ...]:
    """Drop the full stops of abbreviations and the marks around a phrase, and a possessive at its end."""
    kept = [word for word in words if word not in STRIPPED]
    if len(kept) == 1 and "’" in kept[0].replace("'", "’")[1:]:
        kept = [kept[0].replace("'", "’").split("’")[0]]  # "they've"
    while kept and (kept[-1] in POSSESSIVE or kept[-1] in STOPS):
        kept.pop()
    while kept and kept[0] in STOPS:
        kept.pop(0)
    return tuple(kept)


@lru_cache(maxsize=CACHED)
def read_pronoun(word: str, language: str) -> Phrase | None:
    """Read a pronoun."""
    classes = read_classes(language)
    for kind in PRONOUNS:
        entry = classes[f"{kind} pronoun"].get(word.lower())
        if entry:
            return Phrase(kind, gender=entry[1])
    return None


def split_core(words: Sequence[str], language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Split a phrase before what follows its noun: a comma, a relative clause, a preposition."""
    for i, word in enumerate(words[1:], 1):
        if word in STOPS or has_class(word, language, "relative", "preposition", "postmodifier"):
            return tuple(words[:i]), tuple(words[i:])
    return tuple(words), ()


def read_core(core: Sequence[str], language: str) -> Phrase:
    """Read a noun phrase without what follows its noun."""
    start = 0
    while start < len(core) - 1 and has_class(core[start], language, *DETERMINERS):
        start += 1
    words = list(core[start:])
    while len(words) > 1 and has_class(words[-1], language, "floating quantifier"):
        words.pop()
    run = find_last_run(words, language)
    described = read_head(words, language)
    if len(run) <= 1 and described.kind in ("group", "role", "document", "one"):
        named = read_name(tuple(run), language, start > 0)
        return named if named.kind == "media" else described
    if not run:
        return described
    before = read_head(words[: -len(run)], language) if len(run) < len(words) else Phrase("unknown")
    named = read_name(tuple(run), language, start > 0 and before.kind == "unknown")
    kind = BESIDE.get(before.kind, named.kind)
    return named if named.kind in ("role", "group", kind) else replace(named, kind=kind, name=named.name)


def read_possessor(words: Sequence[str], language: str) -> Phrase | None:
    """Read whose something is, where it is not known what: "his answer", "Brandt's reply"."""
    if len(words) > 1 and has_class(words[0], language, "possessive determiner"):
        return read_pronoun(words[0], language)
    end = next((i for i, word in enumerate(words) if word in POSSESSIVE), 0)
    return read_core(words[:end], language) if end else None


def read_any_head(words: Sequence[str], language: str) -> Phrase:
    """Read a phrase that ends in an unknown word by the first word of it that is known."""
    for word in words:
        phrase = read_head([word], language)
        if phrase.kind != "unknown" and word[0].islower() and not has_class(word, language, *DETERMINERS):
            return phrase
    run = find_first_run(words, language).split()
    return read_name(tuple(run), language, False) if run else Phrase("unknown")


def read_head(words: Sequence[str], language: str) -> Phrase:
    """Read a description by its noun, the last word: "senior officials", "a new poll", "the company"."""
    classes = read_classes(language)
    head = words[-1].lower()
    bases = [head, *list_bases(head, language)]
    named = " ".join(words) if any(word[0].isupper() for word in words[:-1]) else ""
    is_given = words[-1][0].isupper() and len(words) > 1 and head in classes["given name"]
    for kind, names in HEADS.items():
        if any(head in classes[name] for name in names) and not (is_given and kind == "document"):
            lemma, gender = next(classes[name][head] for name in names if head in classes[name])
            return Phrase(kind, named if kind in NAMED else "", lemma, gender=gender)
    if words[-1][0].isupper() and len(words) == 1 and not any(base in classes["role"] for base in bases[1:]):
        return Phrase("unknown", head=head)
    if any(base in classes["role"] for base in bases[1:]) or ends_like(head, "roles ending", language):
        return Phrase("group", head=head)
    if ends_like(head, "role ending", language):
        return Phrase("role", head=head)
    is_plural = len(bases) > 1 and head.endswith("s") and words[-1][0].islower()
    return Phrase("group" if is_plural else "unknown", head=head)


def ends_like(word: str, name: str, language: str) -> bool:
    """Tell whether a word has one of the endings of a class."""
    return any(
        word.endswith(ending) and len(word) > len(ending) + 2 for ending in read_classes(language)[name]
    )


def find_apposed_name(rest: Sequence[str], language: str) -> Phrase | None:
    """Find a person's name set beside a description: "the director of the port, Ilse Brandt"."""
    part: list[str] = []
    for word in (*rest, ","):
        if word not in STOPS:
            part.append(word)
            continue
        if len(part) > 1 and len(find_last_run(part, language)) == len(part):
            phrase = read_name(tuple(part), language, False)
            if phrase.kind == "person":
                return phrase
        part = []
    return None
