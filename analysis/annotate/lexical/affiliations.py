"""Whom a source speaks or works for, where its phrase says so: "a spokesman for the Port Authority"."""

from collections.abc import Sequence

from analysis.annotate.lexical.cues import list_bases
from analysis.annotate.lexical.source_words import (
    DETERMINERS,
    POSSESSIVE,
    find_last_run,
    has_class,
    read_classes,
)

LONGEST_GAP = 3  # words between a possessor and the role: "Feld's own campaign pollster"


def find_affiliation(words: Sequence[str], name: str, language: str) -> str:
    """Find whom somebody speaks or works for; "" where the phrase does not say.

    Parameters
    ----------
    words
        The phrase.
    name
        The person's own name, which is not the affiliation.
    language
        Code of the language.
    """
    for i, word in enumerate(words):
        if not is_role(word, language):
            continue
        affiliating = i + 1 < len(words) and has_class(words[i + 1], language, "affiliating")
        after = words[i + 2 :] if affiliating and not is_office(words[i : i + 3], language) else ()
        found = find_run_before(words[:i], language) or find_first_run(after, language)
        found = found.removesuffix(name).strip()
        if found and found not in name and not is_role(found, language):
            return found
    return ""


def is_office(words: Sequence[str], language: str) -> bool:
    """Tell whether a role goes on with what it is in charge of: "Secretary of State", "Minister of Ports"."""
    return has_class(words[0], language, "portfolio role") and words[-1][0].isupper()


def is_role(word: str, language: str) -> bool:
    """Tell whether a word names what somebody is: "spokesman", "officials"."""
    bases = (word.lower(), *list_bases(word.lower(), language))
    return any(has_class(base, language, "role", "roles") for base in bases)


def find_first_run(words: Sequence[str], language: str) -> str:
    """Find the name that a phrase begins with, after its article."""
    start = 0
    while start < len(words) and has_class(words[start], language, "definite determiner", "qualifier"):
        start += 1
    end = start
    while end < len(words) and (words[end][0].isupper() or has_class(words[end], language, "name joint")):
        end += 1
    return trim_run(words[start:end], language)


def find_run_before(words: Sequence[str], language: str) -> str:
    """Find the name before a role, possessive or not: "Kremlin", "Feld's own"."""
    end = len(words)
    while (
        end
        and len(words) - end < LONGEST_GAP
        and words[end - 1][0].islower()
        and words[end - 1] not in POSSESSIVE
    ):
        end -= 1
    if end < len(words) and (not end or words[end - 1] not in POSSESSIVE):
        return ""
    while end and words[end - 1] in POSSESSIVE:
        end -= 1
    return trim_run(find_last_run(words[:end], language), language)


def trim_run(run: Sequence[str], language: str) -> str:
    """Cut a name to what can employ somebody; "" for a party, a people or a role."""
    classes = read_classes(language)
    words = list(run)
    while words and not words[-1][0].isupper():
        words.pop()
    while words and has_class(words[0], language, "qualifier", *DETERMINERS):
        words.pop(0)
    if words and has_class(words[-1], language, "organisation"):
        return " ".join(words)
    for n in range(len(words), 0, -1):
        text = " ".join(words[:n]).lower()
        if any(text in classes[name] for name in ("organisation", "place", "media name")):
            return " ".join(words[:n])
    alone = len(words) == 1 and (
        any(words[0].lower().endswith(end) for end in classes["demonym ending"])
        or has_class(words[0] + "s", language, "group")
    )
    return "" if alone else " ".join(words)
