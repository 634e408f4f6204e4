"""An article while its sources are resolved: its cast, indexed, and the sources that have spoken so far."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.annotate.lexical.name_kinds import Phrase
from analysis.annotate.sources.names import Cast, Names
from analysis.annotate.text.tokens import Tokens

NEAR = 3  # sentences after which a pronoun no longer refers to the last source
MEMORY = 1000  # names: nobody named longer ago is referred to without a name
PERSONS = ("named_person", "unnamed_person")


@dataclass(frozen=True)
class Source:
    """What a source phrase refers to."""

    name: str | None
    kind: str
    affiliation: str | None = None
    gender: str = ""


class Place(NamedTuple):
    """A source phrase where it stands, and what it says by itself."""

    attribution: int
    first: int
    last: int
    sentence: int
    holder: int  # the attribution whose content it stands in, -1 for none
    phrase: Phrase


@dataclass(frozen=True)
class Scene:
    """What is known of an article while its sources are resolved."""

    tokens: Tokens
    language: str
    names: Names  # of the batch
    cast: Cast
    told: list[tuple[int, Source]] = field(default_factory=list)  # sentence, source
    spoke: dict[str, int] = field(default_factory=dict)  # gender → place in told of the last such person
    told_by: dict[int, Source] = field(default_factory=dict)  # attribution → source
    last: dict[str, Source] = field(default_factory=dict)  # kind → the last source of it


def add_source(scene: Scene, place: Place, source: Source) -> None:
    """Note that a source has spoken."""
    scene.told_by[place.attribution] = source
    scene.last[source.kind] = source
    if source.kind in PERSONS:
        scene.spoke[source.gender] = len(scene.told)
    scene.told.append((place.sentence, source))


def find_person_before(scene: Scene, first: int, gender: str, role: str = "") -> int | None:
    """Find the last name before a token of a person who may have a gender, and has a role."""
    names = scene.cast.names
    end = bisect_left(scene.names.first, first, names.start, names.stop)
    before = range(end - 1, max(names.start, end - MEMORY) - 1, -1)
    return next((i for i in before if is_person(scene, i, gender, role)), None)


def find_person_after(scene: Scene, first: int, gender: str, role: str) -> int | None:
    """Find the first such name after a token."""
    names = scene.cast.names
    after = bisect_right(scene.names.first, first, names.start, names.stop)
    soon = range(after, min(names.stop, after + MEMORY))
    return next((i for i in soon if is_person(scene, i, gender, role)), None)


def is_person(scene: Scene, name: int, gender: str, role: str) -> bool:
    """Tell whether a name is of a person who may have a gender, and has a role."""
    number = scene.cast.person_of_name.get(name)
    if number is None:
        return False
    person = scene.cast.persons[number]
    return (not gender or person.gender in ("", gender)) and (not role or role in person.roles)


def find_institution(scene: Scene, first: int, kind: str) -> str | None:
    """Find the last institution of a kind that is named before a token."""
    names = scene.cast.names
    before = bisect_left(scene.names.first, first, names.start, names.stop)
    phrases = (scene.names.phrase[i] for i in range(before - 1, max(names.start, before - MEMORY) - 1, -1))
    return next((phrase.name for phrase in phrases if phrase.kind == kind), None)


def find_last_person(scene: Scene, place: Place, gender: str) -> Source | None:
    """Find whom "he" or "she" refers to.

    The last source, if it is near and no other person has been the subject of a sentence since; else
    the last person named.
    """
    since, source = -1, None
    fitting = [spoke for other, spoke in scene.spoke.items() if not gender or other in ("", gender)]
    if fitting and place.sentence - scene.told[max(fitting)][0] <= NEAR:
        since, source = scene.told[max(fitting)]
    named = find_person_before(scene, place.first, gender)
    if named is None:
        return source or scene.last.get("unnamed_person")
    is_newer = scene.names.sentence[named] > since and scene.names.is_subject[named]
    return source if source and not is_newer else refer_to(scene, named, gender)


def refer_to(scene: Scene, name: int, gender: str, affiliation: str = "") -> Source:
    """Make a source of the person that a name of the cast is of."""
    person = scene.cast.persons[scene.cast.person_of_name[name]]
    return Source(person.name, "named_person", affiliation or None, person.gender or gender)
