"""What a source phrase refers to, given the article's persons and the sources before it.

Names find their person, "he" and "the mayor" the one they follow, "it" and "the agency" an institution.
"""

from typing import NamedTuple

import numpy as np

from analysis.annotate.sources import names as name_kinds
from analysis.annotate.sources import phrases
from analysis.annotate.sources.persons import NOBODY, Row, Rows, find_first_bearer, find_named, tell_persons
from analysis.annotate.sources.phrases import (
    MEDIA,
    NAMED_ORGANISATION,
    NAMED_PERSON,
    UNNAMED_GROUP,
    UNNAMED_PERSON,
    UNRESOLVED,
)
from analysis.annotate.text.ranges import Ints
from analysis.compiled import compile_pass

NEAR = 3  # sentences after which a pronoun no longer refers to the last source
MEMORY = 1000  # names: nobody named longer ago is referred to without a name
RECENT = 8  # sources before "they" and "it" among which they are looked for
SOON = 2  # sentences in which "a judge" may be named
NOWHERE = -2  # no attribution's content
N_GENDERS = 4  # no, male, female, several
NAMELESS, BY_PERSON, BY_PHRASE, BY_TEXT, BY_NAME, BY_AFFILIATION = range(6)
PLACES = np.dtype(
    [
        (field, np.int64)
        for field in ("first", "article", "sentence", "holder", "before", "full", "relative", "attribution")
    ]
    + [(field, np.int64) for field in phrases.PHRASE_CODES]
)
SOURCES = np.dtype(
    [
        ("kind", np.int64),  # an index of SOURCE_KINDS
        ("gender", np.int64),
        ("way", np.int64),  # where its name comes from
        ("at", np.int64),  # the person, source phrase or name that it comes from
        ("affiliation", np.int64),  # the source phrase that tells it, -1 for none
    ]
)


Here = tuple[int, int, int]  # an article's first name, the end of its names, its first source phrase


class Scene(NamedTuple):
    """A batch while its sources are resolved; tables in the order of the text."""

    names: Rows  # of NAMES
    persons: Rows  # of PERSONS
    places: Rows  # of PLACES, one entry a source phrase
    sources: Rows  # of SOURCES, one entry a source phrase
    role_key: Ints  # article and role as one number, sorted
    role_name: Ints  # a name beside which the role stands
    roles: int  # how many there are
    bearer: Ints  # of each surname, the last person of the article who bears it
    has_role: Ints  # of each person, the last source phrase whose role it has
    spoke: Ints  # of each gender, the last person who spoke in the article
    last: Ints  # of each kind, the last source of the article


@compile_pass
def resolve_articles(scene: Scene, name_bounds: Ints, place_bounds: Ints) -> None:
    """Resolve the source phrases of each article, given where its names and source phrases end."""
    n_persons, begin, first = 0, 0, 0
    for article in range(len(name_bounds)):
        end, stop = name_bounds[article], place_bounds[article]
        n_persons = tell_persons(scene.names, begin, end, scene.persons, n_persons, scene.bearer)
        scene.spoke[:], scene.last[:] = -1, -1
        for i in range(first, stop):
            scene.sources[i].affiliation = i if scene.places[i].affiliated else -1
            scene.sources[i].kind = scene.places[i].kind
            scene.sources[i].gender = scene.places[i].gender
            resolve(scene, i, (begin, end, first))
            add_source(scene, i)
        for i in range(begin, end):
            scene.bearer[scene.names[i].surname] = NOBODY
        begin, first = end, stop


@compile_pass
def add_source(scene: Scene, i: int) -> None:
    """Note that a source has spoken."""
    source = scene.sources[i]
    scene.last[source.kind] = i
    if source.kind == NAMED_PERSON or source.kind == UNNAMED_PERSON:
        scene.spoke[source.gender] = i


@compile_pass
def resolve(scene: Scene, i: int, here: Here) -> None:
    """Resolve one source phrase."""
    place, source = scene.places[i], scene.sources[i]
    way = place.way
    if place.relative >= 0 and follows_person(scene, i, here[0]):
        return
    if way == phrases.PERSON:
        resolve_person(scene, i, scene.bearer[place.surname])
    elif way == phrases.PERSONAL:
        if not find_last_person(scene, i, here[0]):
            leave(source, UNRESOLVED)
    elif way == phrases.AUTHOR:
        if here[2] <= place.holder < i:
            scene.sources[i] = scene.sources[place.holder]
        else:
            leave(source, UNRESOLVED if place.gender else NAMED_PERSON)
    elif way == phrases.PLURAL or way == phrases.NEUTER:
        resolve_pronoun(scene, i, here)
    elif way == phrases.ROLE:
        resolve_role(scene, i, here)
    elif way == phrases.REPORTER:
        source.way, source.at, source.affiliation, source.gender = BY_AFFILIATION, i, -1, 0
    elif way == phrases.NAMED:
        source.way, source.at = (BY_NAME, place.full) if place.full >= 0 else (BY_PHRASE, i)
        source.affiliation, source.gender = -1, 0
    elif way == phrases.INSTITUTION:
        resolve_institution(scene, i, here[0])
    elif way == phrases.DESCRIBED:
        source.way, source.at, source.gender = BY_TEXT, i, 0
    else:
        leave(source, UNRESOLVED)


@compile_pass
def leave(source: Row, kind: int) -> None:
    """Leave a source without a name."""
    source.kind, source.gender, source.way, source.affiliation = kind, 0, NAMELESS, -1


@compile_pass
def refer_to(scene: Scene, i: int, name: int, gender: int) -> None:
    """Let a source phrase refer to the person that a name is of."""
    source, person = scene.sources[i], scene.names[name].person
    source.kind, source.way, source.at = NAMED_PERSON, BY_PERSON, person
    source.gender = scene.persons[person].gender or gender


@compile_pass
def resolve_person(scene: Scene, i: int, bearer: int) -> None:
    """Find the person that a name names, given the last bearer of the surname."""
    source, person = scene.sources[i], find_named(scene.persons, bearer, scene.places[i])
    source.kind = NAMED_PERSON
    source.way, source.at = (BY_PHRASE, i) if person == NOBODY else (BY_PERSON, person)
    if person != NOBODY and scene.persons[person].gender:
        source.gender = scene.persons[person].gender


@compile_pass
def find_last_person(scene: Scene, i: int, begin: int) -> bool:
    """Find whom "he" or "she" refers to; tell whether there is anybody.

    The last source, if it is near and no other person has been the subject of a sentence since; else
    the last person named, though not by what "he" says himself.
    """
    place = scene.places[i]
    before = scene.spoke.max() if place.gender == 0 else max(scene.spoke[0], scene.spoke[place.gender])
    is_near = before >= 0 and place.sentence - scene.places[before].sentence <= NEAR
    named = find_person_before(scene, place.before, begin, place.gender, place.attribution)
    if named < 0:
        before = before if is_near else scene.last[UNNAMED_PERSON]
        if before >= 0:
            scene.sources[i] = scene.sources[before]
        return before >= 0
    since = scene.places[before].sentence if is_near else -1
    if is_near and not (scene.names[named].is_subject and scene.names[named].sentence > since):
        scene.sources[i] = scene.sources[before]
    else:
        refer_to(scene, i, named, place.gender)
        scene.sources[i].affiliation = -1
    return True


@compile_pass
def follows_person(scene: Scene, i: int, begin: int) -> bool:
    """Let "who" refer to the person named right before it; tell whether there is one."""
    name = find_person_before(scene, scene.places[i].relative, begin, 0, NOWHERE)
    if name < 0 or scene.names[name].first < scene.places[i].first:
        return False
    refer_to(scene, i, name, 0)
    scene.sources[i].affiliation = -1
    return True


@compile_pass
def find_person_before(scene: Scene, before: int, begin: int, gender: int, content: int) -> int:
    """Find the last name before a place, in no own content, of a person who may have a gender; else -1."""
    for name in range(before - 1, max(begin, before - MEMORY) - 1, -1):
        person = scene.names[name].person
        fits = person != NOBODY and (gender == 0 or scene.persons[person].gender in (0, gender))
        if fits and scene.names[name].holder != content:
            return name
    return -1


@compile_pass
def resolve_pronoun(scene: Scene, i: int, here: Here) -> None:
    """Find whom "they" or "it" refers to: the last source that is not one person."""
    plural = scene.places[i].way == phrases.PLURAL
    for j in range(i - 1, max(here[2], i - RECENT) - 1, -1):
        kind = scene.sources[j].kind
        other = UNNAMED_GROUP if plural else phrases.DOCUMENT
        if kind in (NAMED_ORGANISATION, MEDIA, other):
            scene.sources[i] = scene.sources[j]
            return
    name = -1 if plural else find_institution(scene, scene.places[i].before, here[0], name_kinds.ORGANISATION)
    leave(scene.sources[i], UNNAMED_GROUP if plural else UNRESOLVED)
    if name >= 0:
        scene.sources[i].kind = NAMED_ORGANISATION
        scene.sources[i].way, scene.sources[i].at = BY_NAME, name


@compile_pass
def find_institution(scene: Scene, before: int, begin: int, kind: int) -> int:
    """Find the last institution of a kind that is named before a place, -1 for none."""
    for name in range(before - 1, max(begin, before - MEMORY) - 1, -1):
        if scene.names[name].kind == kind:
            return name
    return -1


@compile_pass
def resolve_role(scene: Scene, i: int, here: Here) -> None:
    """Find the person that a description refers to.

    "The mayor" is the nearest person of that role, else the last person; "a mayor" and "mayor" are
    somebody of that role named in the next sentences; else nobody that the article names.
    """
    place, source = scene.places[i], scene.sources[i]
    if scene.bearer[place.lone] != NOBODY:  # "Baker" may be a baker or somebody's name
        person = find_first_bearer(scene.persons, scene.bearer[place.lone])
        source.kind, source.way, source.at = NAMED_PERSON, BY_PERSON, person
        source.affiliation, source.gender = -1, scene.persons[person].gender
        return
    found = find_of_role(scene, i, here)
    if found >= 0:
        refer_to(scene, i, found, 0)
    elif not (place.definite and not place.possessed and find_last_person(scene, i, here[0])):
        source.kind, source.way, source.at = UNNAMED_PERSON, BY_TEXT, i


@compile_pass
def find_of_role(scene: Scene, i: int, here: Here) -> int:
    """Find the name of the nearest person of a role: before "the mayor", soon after "a mayor"; else -1."""
    place = scene.places[i]
    key = place.article * scene.roles + place.head
    row, known = np.searchsorted(scene.role_key, key), False
    while row < len(scene.role_key) and scene.role_key[row] == key:
        scene.has_role[scene.names[scene.role_name[row]].person] = i
        row, known = row + 1, True
    if not known:
        return -1
    if place.definite:
        for name in range(place.before - 1, max(here[0], place.before - MEMORY) - 1, -1):
            if bears_role(scene, name, i):
                return name
    after = place.before
    while after < here[1] and scene.names[after].first <= place.first:
        after += 1
    for name in range(after, min(here[1], after + MEMORY)):
        if bears_role(scene, name, i):
            soon = scene.names[name].sentence <= place.sentence + SOON
            return name if place.definite or soon else -1
    return -1


@compile_pass
def bears_role(scene: Scene, name: int, i: int) -> bool:
    """Tell whether a name is of a person who has the role of a source phrase, and may have its gender."""
    person, gender = scene.names[name].person, scene.places[i].gender
    if person == NOBODY or scene.has_role[person] != i:
        return False
    return gender == 0 or scene.persons[person].gender in (0, gender)


@compile_pass
def resolve_institution(scene: Scene, i: int, begin: int) -> None:
    """Find the institution or outlet that "the agency" refers to."""
    place, source = scene.places[i], scene.sources[i]
    if scene.last[place.kind] >= 0:
        scene.sources[i] = scene.sources[scene.last[place.kind]]
        return
    kind = name_kinds.MEDIA if place.kind == MEDIA else name_kinds.ORGANISATION
    name = find_institution(scene, place.before, begin, kind)
    source.way, source.at = (BY_NAME, name) if name >= 0 else (BY_TEXT, i)
    source.affiliation, source.gender = -1, 0
