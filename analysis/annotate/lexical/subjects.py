"""The subject of an act whose source nobody marked: "Holm rose early, vowing to stay"."""

from collections.abc import Sequence

from analysis.annotate.lexical.source_phrases import read_phrase, read_pronoun
from analysis.annotate.lexical.source_words import DETERMINERS, POSSESSIVE, has_class

Span = tuple[int, int]  # first word and the one after the last
VERBAL = ("auxiliary", "copula", "adverb", "negation")  # what may stand between a subject and its verb
CLOSED = (*VERBAL, "relative", "preposition", "conjunction", "postmodifier")  # what no subject goes on with
HEADS = ("role", "roles", "group", "organisation", "one", "media head", "documents head")
NOUNS = ("person", "name", "organisation", "media", "document", "group", "role", "one")
SPEAKERS = (*NOUNS, "personal", "plural", "author", "relative")  # kinds of phrase that can speak
CLAUSES = frozenset(":;")  # marks after which a sentence begins anew
LONGEST = 6  # words of a subject that stands right before its verb


def find_subject(words: Sequence[str], language: str) -> Span | None:
    """Find the subject of an act, if it can speak.

    It stands right before the verb, or, where a mark or a conjunction does so, at the beginning of the
    sentence.

    Parameters
    ----------
    words
        The sentence up to the cue.
    language
        Code of the language.
    """
    end = len(words)
    while end and has_class(words[end - 1], language, *VERBAL):
        end -= 1
    if not end:
        return None
    first = find_phrase_start(words[:end], language)
    is_object = first and has_class(words[first - 1], language, "preposition")
    spans = [] if first == end or is_object else [(first, end)]
    for span in (*spans, find_first_phrase(words, language)):
        if read_phrase(tuple(words[slice(*span)]), language).kind in SPEAKERS:
            return span
    return None


def find_phrase_start(words: Sequence[str], language: str) -> int:
    """Find where the noun phrase or pronoun that a part of a sentence ends with begins."""
    first = len(words)
    if words and is_pronoun(words[-1], language):
        return first - 1
    while first and len(words) - first < LONGEST:
        titled = words[first - 1] == "." and first > 1 and is_short(words[first - 2], language)
        if not (titled or is_nominal(words[first - 1], language)) or is_pronoun(words[first - 1], language):
            break
        first -= 1
    return first


def find_first_phrase(words: Sequence[str], language: str) -> Span:
    """Find the noun phrase that a sentence begins with, behind marks and conjunctions."""
    first = max((i for i, word in enumerate(words) if word in CLAUSES), default=0)
    while first < len(words) and not is_nominal(words[first], language):
        if has_class(words[first], language, "preposition", "relative", "adverb"):
            return first, first
        first += 1
    last = min(first + 1, len(words))
    while last < len(words) and goes_on(words[last], words[last - 1], language):
        last += 1
    return first, last


def goes_on(word: str, before: str, language: str) -> bool:
    """Tell whether a noun phrase goes on with a word, given the one before it."""
    if word == "." or word in POSSESSIVE:
        return word != "." or is_short(before, language)
    if before in POSSESSIVE or has_class(before, language, *DETERMINERS):
        return word[0].isalnum()
    if is_pronoun(before, language) or not is_nominal(word, language):
        return False
    if word[0].isupper() or has_class(before, language, "qualifier"):
        return True
    ended = before[0].isupper() or has_class(before, language, *HEADS)
    return not ended or has_class(word, language, *HEADS)


def is_nominal(word: str, language: str) -> bool:
    """Tell whether a word may be part of a noun phrase."""
    return word in POSSESSIVE or (word[0].isalnum() and not has_class(word, language, *CLOSED))


def is_pronoun(word: str, language: str) -> bool:
    """Tell whether a word stands for a noun phrase by itself."""
    return read_pronoun(word, language) is not None and not has_class(word, language, *DETERMINERS)


def is_short(word: str, language: str) -> bool:
    """Tell whether a full stop behind a word belongs to a name: "Mr.", "J."."""
    return len(word) == 1 or has_class(word, language, "title")
