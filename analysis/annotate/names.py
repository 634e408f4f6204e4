"""Names in articles: runs of capitalised words, and the persons that they name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.name_kinds import Phrase, read_name
from analysis.annotate.source_words import read_classes
from analysis.annotate.tokens import Tokens

INSTITUTIONS = ("organisation", "media")
BEFORE, AFTER = 3, 9  # tokens before and after a name in which its role is looked for


@dataclass(frozen=True)
class Text:
    """The tokens of a batch; what is looked at again and again as plain lists."""

    strings: tuple[str, ...]  # the articles
    words: list[str]
    tells_role: list[bool]
    sentence: list[int]
    article: NDArray[np.int64]
    start: NDArray[np.int64]
    end: NDArray[np.int64]


@dataclass(frozen=True)
class Person:
    """A person of an article: the longest form of the name, gender ("m", "f" or ""), roles."""

    name: str
    gender: str = ""
    roles: tuple[str, ...] = ()


class Mention(NamedTuple):
    """A name in an article: its first token, what it is, and for persons whose."""

    first: int
    kind: str
    name: str
    person: int = -1


@dataclass(frozen=True)
class Cast:
    """Who appears in an article: its persons, the names in the order of the text, surnames to persons."""

    persons: list[Person]
    mentions: list[Mention]
    surnames: dict[str, list[int]]


def find_runs(tokens: Tokens, language: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Find the runs of capitalised words (first and last token), with the full stops and particles inside."""
    classes = read_classes(language)
    closed = [classes[name] for name in ("definite determiner", "indefinite determiner", "preposition")]
    closed += [classes[name] for name in ("conjunction", "pronoun", "auxiliary", "adverb", "relative")]
    flags = [describe_form(form, closed, classes["title"], classes["particle"]) for form in tokens.vocabulary]
    table = np.array(flags, dtype=bool).reshape(-1, 4)[tokens.form]
    name, short, stop, particle = table.T
    inside = name.copy()
    inside[1:-1] |= stop[1:-1] & short[:-2] & name[2:]
    inside[1:-1] |= particle[1:-1] & name[:-2] & name[2:]
    new_sentence = np.diff(tokens.sentence, prepend=-1) != 0
    begins = inside & (new_sentence | ~np.r_[False, inside[:-1]])
    ends = inside & np.r_[new_sentence[1:] | ~inside[1:], True][: len(inside)]
    return np.flatnonzero(begins), np.flatnonzero(ends) + 1


def describe_form(
    form: str, closed: list[dict], titles: dict, particles: dict
) -> tuple[bool, bool, bool, bool]:
    """Tell of a form whether it can be in a name, is shortened, is a full stop, is a particle."""
    low = form.lower()
    name = form[0].isupper() and not any(low in words for words in closed)
    short = low in titles or (len(form) == 1 and name)
    return name or (short and form[0].isupper()), short, form == ".", low in particles


def make_text(tokens: Tokens, language: str) -> Text:
    """Turn the columns of a batch into plain lists."""
    classes = read_classes(language)
    roles = classes["role"].keys() | classes["title"].keys()
    tells_role = np.array([form.lower() in roles for form in tokens.vocabulary], dtype=bool)[tokens.form]
    lists = (tokens.strings(), tells_role.tolist(), tokens.sentence.tolist())
    return Text(tokens.texts, *lists, tokens.article, tokens.start, tokens.end)


def read_runs(
    tokens: Tokens, begins: NDArray[np.int64], ends: NDArray[np.int64], language: str
) -> list[Phrase]:
    """Read whose name each run of capitalised words is; single words once a distinct one."""
    articles = read_classes(language)["definite determiner"]
    is_article = np.array([form.lower() in articles for form in tokens.vocabulary], dtype=bool)[tokens.form]
    articled = is_article[begins - 1] & (begins > 0)
    single = ends - begins == 1
    keys, place = np.unique(2 * tokens.form[begins[single]] + articled[single], return_inverse=True)
    known = [read_name((tokens.vocabulary[key // 2],), language, bool(key % 2)) for key in keys.tolist()]
    phrases = np.empty(len(begins), dtype=object)
    phrases[single] = np.array([*known, None], dtype=object)[place]
    many = np.flatnonzero(~single)
    columns = (many, begins[many], ends[many], articled[many])
    for i, first, last, after_article in zip(*(column.tolist() for column in columns), strict=True):
        words = (tokens.vocabulary[form] for form in tokens.form[first:last].tolist())
        phrases[i] = read_name(tuple(word for word in words if word != "."), language, after_article)
    return phrases.tolist()


def find_cast(text: Text, runs: Sequence[tuple[int, int, Phrase]], language: str) -> Cast:
    """Find the persons and names of one article, given its runs of capitalised words and whose they are."""
    cast = Cast([], [], {})
    for first, last, phrase in runs:
        if phrase.kind == "person":
            person = add_person(cast, phrase, find_roles(text, (first, last), language))
            cast.mentions.append(Mention(first, "person", phrase.name, person))
        elif phrase.kind in INSTITUTIONS:
            cast.mentions.append(Mention(first, phrase.kind, phrase.name))
    for first, _, phrase in runs:
        if phrase.kind == "name" and phrase.name in cast.surnames:
            cast.mentions.append(Mention(first, "person", phrase.name, cast.surnames[phrase.name][0]))
    cast.mentions.sort()
    return cast


def add_person(cast: Cast, phrase: Phrase, roles: tuple[str, ...]) -> int:
    """Add a mention of a person to the cast: to the one it names already, or as a new one."""
    words = phrase.name.split()
    known = [i for i in cast.surnames.get(words[-1], []) if fits(cast.persons[i], words, phrase.gender)]
    if known:
        i = known[-1]
        old = cast.persons[i]
        name = phrase.name if len(words) > len(old.name.split()) else old.name
        merged = tuple(dict.fromkeys(old.roles + roles))
        cast.persons[i] = replace(old, name=name, gender=old.gender or phrase.gender, roles=merged)
        return i
    cast.persons.append(Person(phrase.name, phrase.gender, roles))
    cast.surnames.setdefault(words[-1], []).append(len(cast.persons) - 1)
    return len(cast.persons) - 1


def fits(person: Person, words: list[str], gender: str) -> bool:
    """Tell whether a name can be a person's: no other gender, no other given name."""
    if person.gender and gender and person.gender != gender:
        return False
    own = person.name.split()
    return len(own) == 1 or len(words) == 1 or own[0] == words[0]


def find_roles(text: Text, span: tuple[int, int], language: str) -> tuple[str, ...]:
    """Find what a person is said to be beside the name: "spokesman X", "X, the harbour master"."""
    first, last = span
    if not any(text.tells_role[max(first - BEFORE, 0) : last + AFTER]):
        return ()
    classes = read_classes(language)
    low = [word.lower() for word in text.words[max(first - BEFORE, 0) : last + AFTER]]
    start = min(first, BEFORE)
    end = start + last - first
    before, inside, after = low[:start], low[start:end], low[end:]
    if before[1:2] and before[1] in classes["affiliating"]:
        beside = before[:1]  # "director of Feld Partners"
    else:
        beside = before[-2:-1] if before[-1:] == [","] else before[-1:]
    stops = (i for i, word in enumerate(after) if i and (word in ",." or word in classes["relative"]))
    behind = after[1 : next(stops, None)] if after[:1] == [","] else []
    words = (classes["title"].get(word, (word, ""))[0] for word in (*beside, *inside, *behind))
    return tuple(dict.fromkeys(word for word in words if word in classes["role"]))
