"""What a source phrase refers to, given the article's cast and the sources before it.

Names find their person, "he" and "the mayor" the one they follow, "it" and "the agency" an institution.
"""

import numpy as np

from analysis.annotate.lexical.name_kinds import Phrase
from analysis.annotate.lexical.source_phrases import STOPS, read_phrase
from analysis.annotate.lexical.source_words import DETERMINERS, has_class, read_classes
from analysis.annotate.sources.scenes import (
    Place,
    Scene,
    Source,
    find_institution,
    find_last_person,
    find_person_after,
    find_person_before,
    refer_to,
)
from analysis.annotate.text.distinct import list_words

KIND_TO_SOURCE_KIND = {
    "person": "named_person",
    "name": "named_person",
    "organisation": "named_organisation",
    "media": "media",
    "document": "document",
    "group": "unnamed_group",
    "role": "unnamed_person",
    "one": "unnamed_person",
}
RECENT = 8  # sources before "they" and "it" among which they are looked for
SOON = 2  # sentences in which "a judge" may be named
LONGEST_ANTECEDENT = 10  # tokens before "who" in which the noun is looked for
UNRESOLVED = Source(None, "unresolved")


def resolve(scene: Scene, place: Place) -> Source:
    """Resolve one source phrase."""
    if place.phrase.kind == "relative":
        place = find_antecedent(scene, place)
    phrase, first = place.phrase, place.first
    if phrase.kind in ("person", "name"):
        return resolve_person(scene, phrase)
    if phrase.kind == "personal":
        return find_last_person(scene, place, phrase.gender) or UNRESOLVED
    if phrase.kind == "author":
        nobody = Source(None, "unresolved" if phrase.gender else "named_person")
        return scene.told_by.get(place.holder) or nobody
    if phrase.kind in ("plural", "neuter"):
        return resolve_pronoun(scene, first, phrase.kind)
    name = name_phrase(scene, place)
    if phrase.kind == "role":
        return resolve_role(scene, phrase, place, name)
    if phrase.kind in ("organisation", "media"):
        return resolve_institution(scene, phrase, first, name)
    kind = KIND_TO_SOURCE_KIND.get(phrase.kind, "unresolved")
    return UNRESOLVED if kind == "unresolved" else Source(name, kind, phrase.affiliation or None)


def name_phrase(scene: Scene, place: Place) -> str:
    """Name somebody by the phrase itself, up to the first comma."""
    tokens, first = scene.tokens, place.first
    words = list_words(tokens, first, place.last)
    stop = next((i for i, word in enumerate(words) if i and word in STOPS), len(words))
    text = tokens.texts[tokens.article[first]]
    return " ".join(text[tokens.start[first] : tokens.end[first + stop - 1]].split())


def find_antecedent(scene: Scene, place: Place) -> Place:
    """Find the noun phrase that a relative pronoun follows: the nearest name of a person or description."""
    language, tokens = scene.language, scene.tokens
    start = max(place.first - LONGEST_ANTECEDENT, int(np.searchsorted(tokens.sentence, place.sentence)))
    words = list_words(tokens, start, place.first)
    while words and words[-1] in STOPS:
        words.pop()
    last, person = start + len(words), find_person_before(scene, place.first, "")
    for first in range(last - 1, start - 1, -1):
        if person is not None and first == scene.names.first[person]:
            return place._replace(first=first, last=last, phrase=scene.names.phrase[person])
        if first == start or has_class(words[first - start], language, "preposition", *DETERMINERS):
            phrase = read_phrase(tuple(words[first - start :]), language)
            if phrase.kind not in ("unknown", "relative"):
                return place._replace(first=first, last=last, phrase=phrase)
    return place._replace(phrase=Phrase("unknown"))


def resolve_person(scene: Scene, phrase: Phrase) -> Source:
    """Find the person of the cast that a name names."""
    persons = scene.cast.persons
    known = scene.cast.surnames.get(phrase.name.split()[-1], [])
    fitting = [i for i in known if fits_name(persons[i].name, phrase.name)] or known
    fitting = [i for i in fitting if not phrase.gender or persons[i].gender in ("", phrase.gender)] or fitting
    affiliation = phrase.affiliation or None
    if not fitting:
        return Source(phrase.name, "named_person", affiliation, phrase.gender)
    person = persons[fitting[0]]
    return Source(person.name, "named_person", affiliation, person.gender or phrase.gender)


def fits_name(full: str, name: str) -> bool:
    """Tell whether a name can be a shorter or longer form of another."""
    own, other = full.split(), name.split()
    return len(other) == 1 or len(own) == 1 or own[0] == other[0]


def resolve_pronoun(scene: Scene, first: int, pronoun: str) -> Source:
    """Find whom "they" or "it" refers to: the last source that is not one person."""
    plural = pronoun == "plural"
    kinds = (
        ("unnamed_group", "named_organisation", "media")
        if plural
        else ("named_organisation", "media", "document")
    )
    for _, source in reversed(scene.told[-RECENT:]):
        if source.kind in kinds:
            return source
    named = None if plural else find_institution(scene, first, "organisation")
    if named:
        return Source(named, "named_organisation")
    return Source(None, "unnamed_group") if plural else UNRESOLVED


def resolve_role(scene: Scene, phrase: Phrase, place: Place, text: str) -> Source:
    """Find the person that a description refers to.

    "The mayor" is the nearest person of that role, else the last person; "a mayor" and "mayor" are
    somebody of that role named in the next sentences; else nobody that the article names.
    """
    classes = read_classes(scene.language)
    if phrase.head in classes["media reporter"] and phrase.affiliation.lower() in classes["media name"]:
        return Source(phrase.affiliation, "media")
    if text[0].isupper() and " " not in text and text in scene.cast.surnames:
        return resolve_person(scene, Phrase("name", text))
    found = find_of_role(scene, phrase, place)
    if found is not None:
        return refer_to(scene, found, "", phrase.affiliation)
    last = find_last_person(scene, place, phrase.gender) if phrase.definite and not phrase.possessed else None
    return last or Source(text, "unnamed_person", phrase.affiliation or None, phrase.gender)


def find_of_role(scene: Scene, phrase: Phrase, place: Place) -> int | None:
    """Find the name of the nearest person of a role: before "the mayor", soon after "a mayor"."""
    role = (phrase.gender, phrase.head)
    before = find_person_before(scene, place.first, *role) if phrase.definite else None
    if before is not None:
        return before
    after = find_person_after(scene, place.first, *role)
    soon = after is not None and scene.names.sentence[after] <= place.sentence + SOON
    return after if phrase.definite or soon else None


def resolve_institution(scene: Scene, phrase: Phrase, first: int, text: str) -> Source:
    """Find the institution or outlet that a phrase names, or that "the agency" refers to."""
    if phrase.name:
        return Source(find_full_name(scene, phrase.name), KIND_TO_SOURCE_KIND[phrase.kind])
    is_media = phrase.kind == "media" or phrase.head in read_classes(scene.language)["media head"]
    kind = "media" if is_media else "named_organisation"
    if kind in scene.last:
        return scene.last[kind]
    named = find_institution(scene, first, "media" if is_media else "organisation")
    return Source(named or text, kind)


def find_full_name(scene: Scene, name: str) -> str:
    """Find the organisation of the article that initials stand for; any other name is its own."""
    if not name.isupper():
        return name
    phrases = (scene.names.phrase[i] for i in scene.cast.names)
    full = (phrase.name for phrase in phrases if phrase.kind == "organisation")
    return next((each for each in full if name == find_initials(each)), name)


def find_initials(name: str) -> str:
    """Find the initials of a name, from its capitalised words."""
    return "".join(word[0] for word in name.split() if word[0].isupper())
