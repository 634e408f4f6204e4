"""Names in articles: runs of capitalised words, and the persons that they name."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.lexical.name_kinds import Phrase, read_name
from analysis.annotate.lexical.source_words import CACHED, has_class, read_classes
from analysis.annotate.text.distinct import read_distinct
from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.tokens import Tokens

INSTITUTIONS = ("organisation", "media")
CAST = ("person", *INSTITUTIONS)  # kinds of name that an article's cast is made of
AFTER = 9  # tokens behind a name in which its role is looked for
CLOSED = (  # classes of words that no name holds
    "definite determiner",
    "indefinite determiner",
    "preposition",
    "conjunction",
    "pronoun",
    "auxiliary",
    "adverb",
    "relative",
)
SUBJECT = 4  # first tokens of a sentence; a name that stands there is taken for its subject
NAME, SHORT, STOP, PARTICLE, ROLE, COMMA, BREAK, AFFILIATING, ARTICLE = (1 << i for i in range(9))


@dataclass(frozen=True)
class Names:
    """The names in a batch, in the order of the text; all columns have one entry a name."""

    first: list[int]  # token
    last: list[int]
    sentence: Ints
    is_subject: NDArray[np.bool_]
    roles: list[tuple[str, ...]]  # what the text says beside it that its bearer is
    phrase: list[Phrase]  # what it is by itself


@dataclass(frozen=True)
class Person:
    """A person of an article: the longest form of the name, gender ("m", "f" or ""), roles."""

    name: str
    gender: str = ""
    roles: tuple[str, ...] = ()


@dataclass(frozen=True)
class Cast:
    """Who appears in an article: its names (a range of the batch's), its persons, and whose is which."""

    names: range
    persons: list[Person]
    person_of_name: dict[int, int]
    surnames: dict[str, list[int]]  # persons


def find_names(tokens: Tokens, language: str) -> Names:
    """Find the names of persons, institutions and outlets in a batch, in the order of the text."""
    bits_of_form = [describe_form(form, language) for form in tokens.vocabulary]
    bits = np.array(bits_of_form, dtype=np.int64)[tokens.form]
    first, last = find_runs(tokens, bits)
    articled = (bits[first - 1] & ARTICLE > 0) & (first > 0)
    number, phrases = read_distinct(tokens, first - articled, last, lambda words: read_run(words, language))
    surnames = {phrase.name.split()[-1] for phrase in phrases if phrase.kind == "person"}
    is_cast = [phrase.kind in CAST or phrase.name in surnames for phrase in phrases]
    kept = np.array(is_cast, dtype=bool)[number]
    first, last, number = first[kept], last[kept], number[kept]
    sentence = tokens.sentence[first]
    is_subject = first - np.searchsorted(tokens.sentence, sentence) < SUBJECT
    roles = find_roles(tokens, bits, first, last, language)
    phrase = [phrases[i] for i in number.tolist()]
    return Names(first.tolist(), last.tolist(), sentence, is_subject, roles, phrase)


def find_runs(tokens: Tokens, bits: Ints) -> tuple[Ints, Ints]:
    """Find the runs of capitalised words (first and last token), with the full stops and particles inside."""
    name, short, stop, particle = ((bits & bit > 0) for bit in (NAME, SHORT, STOP, PARTICLE))
    inside = name.copy()
    inside[1:-1] |= stop[1:-1] & short[:-2] & name[2:]
    inside[1:-1] |= particle[1:-1] & name[:-2] & name[2:]
    new_sentence = np.diff(tokens.sentence, prepend=-1) != 0
    begins = inside & (new_sentence | ~np.r_[False, inside[:-1]])
    ends = inside & np.r_[new_sentence[1:] | ~inside[1:], True][: len(inside)]
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


@lru_cache(maxsize=CACHED)
def describe_form(form: str, language: str) -> int:
    """Tell what a form can be in and around a name, as bits."""
    classes, low = read_classes(language), form.lower()
    closed = has_class(form, language, *CLOSED)
    titled = low in classes["title"]
    is_name = form[0].isupper() and (titled or not closed)
    is_short = titled or (len(form) == 1 and form[0].isupper() and not closed)
    flags = (
        (NAME, is_name),
        (SHORT, is_short),
        (STOP, form == "."),
        (PARTICLE, low in classes["particle"]),
        (ROLE, classes["title"].get(low, (low,))[0] in classes["role"]),
        (COMMA, form == ","),
        (BREAK, form in (",", ".") or low in classes["relative"]),
        (AFFILIATING, low in classes["affiliating"]),
        (ARTICLE, low in classes["definite determiner"]),
    )
    return sum(bit for bit, holds in flags if holds)


@lru_cache(maxsize=CACHED)
def read_run(words: tuple[str, ...], language: str) -> Phrase:
    """Read whose name a run of capitalised words is, given with the article before it, if there is one."""
    articled = has_class(words[0], language, "definite determiner")
    return read_name(tuple([word for word in words[articled:] if word != "."]), language, articled)


def find_roles(tokens: Tokens, bits: Ints, first: Ints, last: Ints, language: str) -> list[tuple[str, ...]]:
    """Find what the bearers of names are said to be: "spokesman X", "X, the harbour master"."""
    span, token = expand_ranges(first, find_apposition_end(bits, last) - first)
    name = np.append(np.arange(len(first)), span)
    token = np.append(find_word_beside(bits, first), token)
    order = np.argsort(name, kind="stable")
    order = order[bits[token[order]] & ROLE > 0]
    titles = read_classes(language)["title"]
    roles: list[tuple[str, ...]] = [()] * len(first)
    for i, form in zip(name[order].tolist(), tokens.form[token[order]].tolist(), strict=True):
        word = tokens.vocabulary[form].lower()
        role = titles.get(word, (word, ""))[0]
        roles[i] += (role,) if role not in roles[i] else ()
    return roles


def find_word_beside(bits: Ints, first: Ints) -> Ints:
    """Find the token before each name that may tell a role: before a comma, before "of" and one word."""
    affiliated = bits[np.maximum(first - 2, 0)] & AFFILIATING > 0  # "director of Feld Partners"
    comma = bits[np.maximum(first - 1, 0)] & COMMA > 0
    return np.maximum(first - np.select([affiliated, comma], [3, 2], 1), 0)


def find_apposition_end(bits: Ints, last: Ints) -> Ints:
    """Find where ends what a comma sets off behind each name; the name's own end where no comma stands."""
    stops = np.append(np.flatnonzero(bits & BREAK), len(bits))
    next_stop = stops[np.searchsorted(stops, last + 1).clip(max=len(stops) - 1)]
    comma = np.append(bits, 0)[last] & COMMA > 0
    return np.where(comma, np.minimum(next_stop, last + AFTER), last)


def find_cast(names: Names, here: range) -> Cast:
    """Find the persons of one article, given which names stand in it."""
    cast = Cast(here, [], {}, {})
    for i in here:
        if names.phrase[i].kind == "person":
            cast.person_of_name[i] = add_person(cast, names.phrase[i], names.roles[i])
    for i in here:
        if names.phrase[i].kind == "name" and names.phrase[i].name in cast.surnames:
            cast.person_of_name[i] = cast.surnames[names.phrase[i].name][0]
    return cast


def add_person(cast: Cast, phrase: Phrase, roles: tuple[str, ...]) -> int:
    """Add a mention of a person to the cast: to the one it names already, or as a new one."""
    words = phrase.name.split()
    known = [i for i in cast.surnames.get(words[-1], ()) if fits(cast.persons[i], words, phrase.gender)]
    if known:
        cast.persons[known[-1]] = merge_person(cast.persons[known[-1]], phrase, roles)
        return known[-1]
    cast.persons.append(Person(phrase.name, phrase.gender, roles))
    cast.surnames.setdefault(words[-1], []).append(len(cast.persons) - 1)
    return len(cast.persons) - 1


def merge_person(person: Person, phrase: Phrase, roles: tuple[str, ...]) -> Person:
    """Add to a person what another mention tells: a longer name, a gender, roles."""
    if phrase.name == person.name and phrase.gender == person.gender and not roles:
        return person
    name = max(person.name, phrase.name, key=count_words)
    merged = tuple(dict.fromkeys(person.roles + roles))
    return Person(name, person.gender or phrase.gender, merged)


def count_words(name: str) -> int:
    """Count the words of a name."""
    return name.count(" ")


def fits(person: Person, words: list[str], gender: str) -> bool:
    """Tell whether a name can be a person's: no other gender, no other given name."""
    if person.gender and gender and person.gender != gender:
        return False
    own = person.name.split()
    return len(own) == 1 or len(words) == 1 or own[0] == words[0]
