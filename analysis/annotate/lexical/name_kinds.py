"""Capitalised words: whether they name a person, an organisation, an outlet or a document."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from analysis.annotate.lexical.source_words import CACHED, read_classes

NAMES = {  # what a name is by the whole of it or its last word
    "media": ("media name", "media head"),
    "document": ("documents head",),
    "group": ("group",),
    "organisation": ("organisation", "place"),
}
COMPOUND = re.compile(r"[^\W\d_][a-z]{4,}[A-Z]")  # two words in one, longer than "Mac" and "Fitz"
LONGEST_PERSON = 6  # words of a person's name


@dataclass(frozen=True)
class Phrase:
    """What a source phrase says by itself.

    `kind` is person, organisation, media, document, group, role, one, unknown, or a class of pronoun;
    `name` its name without titles; `head` the noun that it turns on, in small letters.
    """

    kind: str
    name: str = ""
    head: str = ""
    definite: bool = False
    possessed: bool = False
    affiliation: str = ""
    gender: str = ""


@lru_cache(maxsize=CACHED)
def read_name(run: tuple[str, ...], language: str, articled: bool) -> Phrase:
    """Read capitalised words: whose name they are.

    Parameters
    ----------
    run
        The words, with titles and roles.
    language
        Code of the language.
    articled
        Whether a definite article stands before them, as before few persons.
    """
    classes = read_classes(language)
    low = [word.lower() for word in run]
    whole = " ".join(low)
    if whole in classes["media name"] or (articled and f"the {whole}" in classes["media name"]):
        return Phrase("media", " ".join(run), low[-1])
    titled = find_last_title(low, language)
    name = " ".join(word for word in run[titled + 1 :] if word.lower() not in classes["suffix"])
    if not name:
        return Phrase("role", head=low[-1]) if run else Phrase("unknown")
    if titled >= 0:
        return Phrase("person", name, gender=classes["title"].get(low[titled], ("", ""))[1])
    if is_masthead(low, language):
        return Phrase("media", " ".join(run), low[-1])
    for kind, names in NAMES.items():
        if any(whole in classes[n] or low[-1] in classes[n] for n in names):
            return Phrase(kind, " ".join(run), low[-1])
    return read_unlisted_name(run, name, language, articled=articled)


def is_masthead(low: Sequence[str], language: str) -> bool:
    """Tell whether a name ends as newspapers' do: "the Sandwick Ledger"."""
    classes = read_classes(language)
    if len(low) < 2 or low[-1] not in classes["media masthead"] or " ".join(low) in classes["documents head"]:
        return False
    return not any(word in classes["given name"] for word in low[:-1])


def find_last_title(low: list[str], language: str) -> int:
    """Find the last title or role before a name, -1 for none; "Baker" after "Nora" or "Mr" is a name."""
    classes = read_classes(language)
    titles, given = classes["title"], classes["given name"]
    for i in range(len(low) - 1, -1, -1):
        surname = i and i == len(low) - 1 and (low[i - 1] in titles or any(word in given for word in low[:i]))
        if (low[i] in titles or low[i] in classes["role"]) and not surname:
            return i
    return -1


def read_unlisted_name(run: tuple[str, ...], name: str, language: str, *, articled: bool) -> Phrase:
    """Read a name that the lexicons do not know, by its given name, its article, its capitals, its length."""
    given = read_classes(language)["given name"]
    for i in range(len(run) - 1):
        if run[i].lower() in given:
            return Phrase("person", " ".join(name.split()[i:]), gender=given[run[i].lower()][1])
    last = run[-1]
    capitals = sum(letter.isupper() for letter in last)
    compound = len(run) == 1 and (capitals > 2 or COMPOUND.match(last))
    if articled or (last.isupper() and len(last) > 1) or compound:
        return Phrase("organisation", " ".join(run))
    return Phrase("person" if 1 < len(run) <= LONGEST_PERSON else "name", name)
