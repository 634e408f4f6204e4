"""Inflected forms of a phrase, by a language's table of endings (`inflections.csv`)."""

from functools import cache

from analysis.language.lexicons import read_lexicon


def inflect_phrase(phrase: str, language: str) -> list[str]:
    """List the forms of a phrase: as given, then inflected.

    A phrase that opens with the language's word for verbs ("to annex", "to take over") is a verb, whose
    first word is inflected; any other is a noun, whose last word is.

    Parameters
    ----------
    phrase
        One word or several, in small letters.
    language
        Code of the language.
    """
    openings = read_inflections(language)
    first, *rest = phrase.split()
    if rest and first in openings:
        return [" ".join([form, *rest[1:]]) for form in inflect_word(rest[0], openings[first])]
    *before, last = phrase.split()
    return [" ".join([*before, form]) for form in inflect_word(last, openings.get("", {}))]


def inflect_word(word: str, ending_to_forms: dict[str, list[str]]) -> list[str]:
    """List a word and its forms, by the longest ending that is its own."""
    endings = [word[i:] for i in range(len(word) + 1) if word[i:] in ending_to_forms]
    if not endings:
        return [word]
    stem = word[: len(word) - len(endings[0])]
    return [word, *(stem + form for form in ending_to_forms[endings[0]])]


@cache
def read_inflections(language: str) -> dict[str, dict[str, list[str]]]:
    """Read the endings of a language: the word that marks a phrase → ending → what may stand for it."""
    rows = read_lexicon(language, "inflections")
    return {
        str(opening): dict(zip(of["ending"], of["forms"].str.split(), strict=True))
        for opening, of in rows.groupby("opening")
    }
