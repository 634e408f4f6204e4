"""What a source phrase refers to, given the article's cast and the sources before it.

Names find their person, "he" and "the mayor" the one they follow, "it" and "the agency" an institution.
"""

from analysis.annotate.name_kinds import Phrase
from analysis.annotate.scenes import Scene, Source, find_after, find_before, find_last_person
from analysis.annotate.source_phrases import STOPS, read_phrase
from analysis.annotate.source_words import DETERMINERS, has_class, read_classes

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


def resolve(scene: Scene, first: int, last: int, holder: int) -> Source:
    """Resolve one phrase, given its tokens and the attribution whose content it stands in (-1: none)."""
    phrase = read_phrase(tuple(scene.text.words[first:last]), scene.language)
    if phrase.kind == "relative":
        phrase = read_antecedent(scene, first)
    if phrase.kind in ("person", "name"):
        return resolve_person(scene, phrase)
    if phrase.kind == "personal":
        return find_last_person(scene, first, phrase.gender) or UNRESOLVED
    if phrase.kind == "author":
        return scene.told_by.get(holder) or Source(None, "unresolved" if phrase.gender else "named_person")
    if phrase.kind in ("plural", "neuter"):
        return resolve_pronoun(scene, first, phrase.kind)
    name = name_phrase(scene, first, last)
    if phrase.kind == "role":
        return resolve_role(scene, phrase, first, name)
    if phrase.kind in ("organisation", "media"):
        return resolve_institution(scene, phrase, first, name)
    kind = KIND_TO_SOURCE_KIND.get(phrase.kind, "unresolved")
    return UNRESOLVED if kind == "unresolved" else Source(name, kind, phrase.affiliation or None)


def name_phrase(scene: Scene, first: int, last: int) -> str:
    """Name somebody by the phrase itself, up to the first comma."""
    words = scene.text.words
    stop = next((i for i in range(first + 1, last) if words[i] in STOPS), last)
    return " ".join(
        scene.text.strings[scene.text.article[first]][
            scene.text.start[first] : scene.text.end[stop - 1]
        ].split()
    )


def read_antecedent(scene: Scene, first: int) -> Phrase:
    """Read the noun phrase that a relative pronoun follows."""
    language, sentence = scene.language, scene.text.sentence
    start = max(first - LONGEST_ANTECEDENT, 0)
    while sentence[start] != sentence[first]:
        start += 1
    words = scene.text.words[start:first]
    while words and words[-1] in STOPS:
        words.pop()
    for i in range(len(words) - 1, -1, -1):
        if i == 0 or has_class(words[i], language, "preposition", *DETERMINERS):
            phrase = read_phrase(tuple(words[i:]), language)
            if phrase.kind not in ("unknown", "relative"):
                return phrase
    near = find_before(scene.by_gender.get("", []), first)
    return Phrase("person", near.name) if near and near.first >= start else Phrase("unknown")


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
    named = None if plural else find_before(scene.by_kind.get("organisation", []), first)
    if named:
        return Source(named.name, "named_organisation")
    return Source(None, "unnamed_group") if plural else UNRESOLVED


def resolve_role(scene: Scene, phrase: Phrase, first: int, text: str) -> Source:
    """Find the person that a description refers to.

    "The mayor" is the nearest person of that role, else the last person; "a mayor" and "mayor" are
    somebody of that role named in the next sentences; else nobody that the article names.
    """
    classes = read_classes(scene.language)
    if phrase.head in classes["media reporter"] and phrase.affiliation.lower() in classes["media name"]:
        return Source(phrase.affiliation, "media")
    if text[0].isupper() and " " not in text and text in scene.cast.surnames:
        return resolve_person(scene, Phrase("name", text))
    of_role = scene.by_role.get((phrase.head, phrase.gender), [])
    before, after = find_before(of_role, first), find_after(of_role, first)
    if not phrase.definite:
        before = None
        after = (
            after if after and scene.text.sentence[after.first] <= scene.text.sentence[first] + SOON else None
        )
    found = before or after
    if found:
        person = scene.cast.persons[found.person]
        return Source(person.name, "named_person", phrase.affiliation or None, person.gender)
    last = find_last_person(scene, first, phrase.gender) if phrase.definite and not phrase.possessed else None
    return last or Source(text, "unnamed_person", phrase.affiliation or None, phrase.gender)


def resolve_institution(scene: Scene, phrase: Phrase, first: int, text: str) -> Source:
    """Find the institution or outlet that a phrase names, or that "the agency" refers to."""
    if phrase.name:
        name = scene.by_initials.get(phrase.name, phrase.name)
        return Source(name, KIND_TO_SOURCE_KIND[phrase.kind])
    is_media = phrase.kind == "media" or phrase.head in read_classes(scene.language)["media head"]
    kind = "media" if is_media else "named_organisation"
    if kind in scene.last:
        return scene.last[kind]
    named = find_before(scene.by_kind.get("media" if is_media else "organisation", []), first)
    return Source(named.name if named else text, kind)
