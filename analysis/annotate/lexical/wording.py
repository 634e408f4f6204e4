"""What a word can be in a sentence that reports speech, as far as word lists tell."""

from functools import lru_cache

from analysis.annotate.lexical.cues import find_cue, list_bases
from analysis.annotate.lexical.glyphs import QUOTATION_MARKS
from analysis.annotate.lexical.source_phrases import read_head
from analysis.annotate.lexical.source_words import CACHED, DETERMINERS, POSSESSIVE, has_class, read_classes

GRAMMAR = ("auxiliary", "adverb", "negation", "pronoun", "relative", "preposition", "conjunction")
PREMODIFIERS = ("auxiliary", "adverb", "negation")  # what a cue may begin with
NOMINAL = ("Name", "word", "determiner", "possessive", "pronoun")
SPEAKERS = ("role", "document", "media", "organisation", "one")
MARKS = frozenset(QUOTATION_MARKS)


@lru_cache(maxsize=CACHED)
def classify_word(form: str, language: str) -> str:
    """Name the class of a word: say, think, that, Name, word, a class of grammar, mark, or a mark itself."""
    classes, low = read_classes(language), form.lower()
    if form in MARKS:
        return "mark"
    if form in POSSESSIVE:
        return "possessive"
    if low in classes["complementizer"]:
        return "that"
    for name in GRAMMAR:
        if low in classes[name] and not (name == "auxiliary" and form[0].isupper()):  # "May"
            return name
    if any(low in classes[name] for name in DETERMINERS):
        return "determiner"
    if not form[0].isalnum():
        return form
    cue = find_cue(low, language)
    if cue and cue.kind == "verb" and form[0].islower():
        return "say" if cue.act == "speech" else "think"
    return "Name" if form[0].isupper() else "word"


def is_speaker(words: tuple[str, ...], language: str) -> bool:
    """Tell whether a noun phrase can speak: by a name, or by a noun for people, bodies, media, texts."""
    core: list[str] = []
    for word in (word for word in words if word not in MARKS):
        mark = not word[0].isalnum() and word not in POSSESSIVE
        if core and (mark or has_class(word, language, "preposition", "relative", "postmodifier")):
            break
        core.append(word)
    if not core or core[-1] in POSSESSIVE:
        return False
    last = core[-1]
    if last[0].isupper():
        return len(last) > 1
    kind = read_head([last], language).kind
    plural = any(has_class(base, language, "role") for base in list_bases(last.lower(), language))
    listed = plural or has_class(last, language, "roles", "group", "quantity")
    return kind in SPEAKERS or (kind == "group" and listed)
