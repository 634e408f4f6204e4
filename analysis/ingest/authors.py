"""By-lines → authors."""

import re
from collections.abc import Sequence
from functools import cache

from analysis.ingest.lines import split_segments
from analysis.language.lexicons import read_lexicon

NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.-])*,?")
LONGEST_OFFICE = 8  # words
LONGEST_PLACE = 3  # words
BYLINE_MARKS = ("byline", "biography", "time", "update")


@cache
def read_words(language: str, reason: str) -> tuple[str, ...]:
    """List the furniture words of one kind, longest first."""
    try:
        lexicon = read_lexicon(language, "furniture")
    except LookupError:
        return ()
    forms = lexicon.loc[lexicon["reason"] == reason, "form"]
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def is_name(text: str, language: str) -> bool:
    """Tell whether a line has the shape of one person's name: two to five capitalised words."""
    words = text.split()
    if not 2 <= len(words) <= 5 or text.endswith((",", ":")):
        return False
    particles = read_words(language, "name particle")
    capitalised = [is_capitalised(word) for word in words]
    return (
        capitalised[0]
        and capitalised[-1]
        and all(big or word.casefold() in particles for big, word in zip(capitalised, words, strict=True))
        and not is_role(text, language)
    )


def is_name_and_place(text: str, language: str) -> bool:
    """Tell whether a line is a name, a place after it or not ("A. Person, Someplace")."""
    name, _, place = text.partition(", ")
    short = len(place.split()) <= LONGEST_PLACE and all(map(is_capitalised, place.split()))
    return short and is_name(name, language)


def is_capitalised(word: str) -> bool:
    """Tell whether a word of letters begins with a capital."""
    return bool(NAME_WORD.fullmatch(word)) and word[0].isupper()


def is_role(text: str, language: str) -> bool:
    """Tell whether a line tells an office: few words, one of them "editor" or the like."""
    words = [word.strip(",.()").casefold() for word in text.split()]
    roles = read_words(language, "role")
    return (
        len(words) <= LONGEST_OFFICE
        and not text.endswith((".", "!", "?", ":"))
        and any(word in roles or word.removesuffix("s") in roles for word in words)
    )


def read_byline(text: str, language: str) -> str:
    """Read the names of a by-line, "" if it is none: "Written by A. Person, Trade Editor" → "A. Person"."""
    for segment in split_segments(text):
        collapsed = " ".join(segment.split())
        for form in read_words(language, "byline"):
            opening = form.rstrip("*")
            if collapsed.lower().startswith(opening):
                names, more, _ = collapsed[len(opening) :].partition(". ")
                return leading_names(names, language) if not more or ":" in opening else ""
    return ""


def leading_names(text: str, language: str) -> str:
    """Keep the names a text begins with; "" if more than names and an office follow."""
    joining = (*read_words(language, "name connector"), *read_words(language, "name particle"))
    words = text.split()
    length = 0
    while length < len(words) and (is_capitalised(words[length]) or words[length].casefold() in joining):
        length += 1
    while length and words[length - 1].casefold() in joining:
        length -= 1
    if not length or len(words) > 16 or (text.endswith((".", "!", "?")) and length < len(words)):
        return ""
    pieces = " ".join(words[:length]).split(", ")
    people = [piece.rstrip(",") for piece in pieces if not is_role(piece, language)]
    return ", ".join(people)


def find_author(texts: Sequence[str], reasons: Sequence[str], language: str) -> str | None:
    """Find the author: the first by-line, else the first name that an office or biography follows.

    Parameters
    ----------
    texts, reasons
        The blocks of a page and why they are furniture ("" where they are not), in order.
    language
        Code of the language.
    """
    pairs = list(zip(texts, reasons, strict=True))
    lines = [text for text, reason in pairs if reason in BYLINE_MARKS]
    prefixed = (read_byline(text, language) for text in lines)
    bare = (
        segment.split(",")[0]
        for text in lines
        for segment in split_segments(text)
        if is_name_and_place(segment, language)
    )
    boxes = (text for text, reason in pairs if reason == "author box" and is_name(text, language))
    return next(filter(None, prefixed), None) or next(bare, None) or next(boxes, None)
