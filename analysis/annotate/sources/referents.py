"""What a source phrase refers to, given the article's cast and the sources before it.

Names find their person, "he" and "the mayor" the one they follow, "it" and "the agency" an institution.
"""

from analysis.annotate.lexical.name_kinds import Phrase
from analysis.annotate.lexical.source_phrases import STOPS, read_phrase
from analysis.annotate.lexical.source_words import DETERMINERS, has_class, read_classes
from analysis.annotate.sources.names import MEDIA, ORGANISATION
from analysis.annotate.sources.scenes import (
    Place,
    Scene,
    Source,
    find_institution,
    find_last_person,
    find_person_before,
    find_role_after,
    find_role_before,
    refer_to,
)

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
    if phrase.kind == "role":
        return resolve_role(scene, phrase, place)
    if phrase.kind in ("organisation", "media"):
        return resolve_institution(scene, phrase, place)
    kind = KIND_TO_SOURCE_KIND.get(phrase.kind)
    return Source(name_phrase(scene, place), kind, phrase.affiliation or None) if kind else UNRESOLVED


def name_phrase(scene: Scene, place: Place) -> str:
    """Name somebody by the phrase itself, up to the first comma."""
    tokens, first = scene.batch.tokens, place.first
    words = scene.batch.list_words(first, place.last)
    stop = next((i for i, word in enumerate(words) if i and word in STOPS), len(words))
    text = tokens.texts[scene.article]
    return " ".join(text[tokens.start[first] : tokens.end[first + stop - 1]].split())


def find_antecedent(scene: Scene, place: Place) -> Place:
    """Find the noun phrase that a relative pronoun follows: the nearest name of a person or description."""
    batch, cast = scene.batch, scene.cast
    start = max(place.first - LONGEST_ANTECEDENT, int(batch.sentences[place.sentence]))
    words = batch.list_words(start, place.first)
    while words and words[-1] in STOPS:
        words.pop()
    last, person = start + len(words), find_person_before(scene, place.first, "")
    for first in range(last - 1, start - 1, -1):
        if person >= 0 and first == cast.first[person]:
            name = cast.persons[cast.person[person]]
            named = Phrase("person", name.name, gender=name.gender)
            return place._replace(first=first, last=last, phrase=named)
        if first == start or has_class(words[first - start], batch.language, "preposition", *DETERMINERS):
            phrase = read_phrase(tuple(words[first - start :]), batch.language)
            if phrase.kind not in ("unknown", "relative"):
                return place._replace(first=first, last=last, phrase=phrase)
    return place._replace(phrase=Phrase("unknown"))


def resolve_person(scene: Scene, phrase: Phrase) -> Source:
    """Find the person of the cast that a name names."""
    persons, affiliation = scene.cast.persons, phrase.affiliation or None
    known = scene.cast.namesakes.get((scene.article, phrase.name.split()[-1]))
    if not known:
        return Source(phrase.name, "named_person", affiliation, phrase.gender)
    if len(known) > 1:
        known = [i for i in known if fits_name(persons[i].name, phrase.name)] or known
        fitting = [i for i in known if not phrase.gender or persons[i].gender in ("", phrase.gender)]
        known = fitting or known
    person = persons[known[0]]
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
    named = "" if plural else find_institution(scene, first, ORGANISATION)
    if named:
        return Source(named, "named_organisation")
    return Source(None, "unnamed_group") if plural else UNRESOLVED


def resolve_role(scene: Scene, phrase: Phrase, place: Place) -> Source:
    """Find the person that a description refers to.

    "The mayor" is the nearest person of that role, else the last person; "a mayor" and "mayor" are
    somebody of that role named in the next sentences; else nobody that the article names.
    """
    classes, text = read_classes(scene.batch.language), name_phrase(scene, place)
    if phrase.head in classes["media reporter"] and phrase.affiliation.lower() in classes["media name"]:
        return Source(phrase.affiliation, "media")
    if text[0].isupper() and " " not in text and (scene.article, text) in scene.cast.namesakes:
        return resolve_person(scene, Phrase("name", text))
    found = find_of_role(scene, phrase, place)
    if found >= 0:
        return refer_to(scene, found, "", phrase.affiliation)
    last = find_last_person(scene, place, phrase.gender) if phrase.definite and not phrase.possessed else None
    return last or Source(text, "unnamed_person", phrase.affiliation or None, phrase.gender)


def find_of_role(scene: Scene, phrase: Phrase, place: Place) -> int:
    """Find the name of the nearest person of a role: before "the mayor", soon after "a mayor"; else -1."""
    role = (phrase.gender, phrase.head)
    before = find_role_before(scene, place.first, *role) if phrase.definite else -1
    if before >= 0:
        return before
    after = find_role_after(scene, place.first, *role)
    soon = after >= 0 and scene.cast.sentence[after] <= place.sentence + SOON
    return after if phrase.definite or soon else -1


def resolve_institution(scene: Scene, phrase: Phrase, place: Place) -> Source:
    """Find the institution or outlet that a phrase names, or that "the agency" refers to."""
    name = phrase.name
    if name:
        full = scene.cast.initials.get((scene.article, name), name) if name.isupper() else name
        return Source(full, KIND_TO_SOURCE_KIND[phrase.kind])
    is_media = phrase.kind == "media" or phrase.head in read_classes(scene.batch.language)["media head"]
    kind = "media" if is_media else "named_organisation"
    if kind in scene.last:
        return scene.last[kind]
    named = find_institution(scene, place.first, MEDIA if is_media else ORGANISATION)
    return Source(named or name_phrase(scene, place), kind)
