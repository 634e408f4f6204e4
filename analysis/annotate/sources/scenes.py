"""An article while its sources are resolved: its cast, and the sources that have spoken so far."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import NamedTuple

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.name_kinds import Phrase
from analysis.annotate.sources.casts import Cast

NEAR = 3  # sentences after which a pronoun no longer refers to the last source
MEMORY = 1000  # names: nobody named longer ago is referred to without a name
PERSONS = ("named_person", "unnamed_person")


class Source(NamedTuple):
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

    batch: Batch
    cast: Cast  # of the batch
    article: int
    names: range  # those of the article
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


def find_person_before(scene: Scene, first: int, gender: str) -> int:
    """Find the last name before a token of a person who may have a gender, -1 for none."""
    cast, names = scene.cast, scene.names
    end = bisect_left(cast.first, first, names.start, names.stop)
    for i in range(end - 1, max(names.start, end - MEMORY) - 1, -1):
        person = cast.person[i]
        if person >= 0 and (not gender or cast.persons[person].gender in ("", gender)):
            return i
    return -1


def find_role_before(scene: Scene, first: int, gender: str, role: str) -> int:
    """Find the last such name before a token of a person who has a role, -1 for none."""
    end = bisect_left(scene.cast.first, first, scene.names.start, scene.names.stop)
    return find_role(scene, range(end - 1, max(scene.names.start, end - MEMORY) - 1, -1), gender, role)


def find_role_after(scene: Scene, first: int, gender: str, role: str) -> int:
    """Find the first such name after a token."""
    after = bisect_right(scene.cast.first, first, scene.names.start, scene.names.stop)
    return find_role(scene, range(after, min(scene.names.stop, after + MEMORY)), gender, role)


def find_role(scene: Scene, names: range, gender: str, role: str) -> int:
    """Find the first of some names that is of a person who may have a gender, and has a role."""
    cast = scene.cast
    bearers = cast.roles.get((scene.article, role), ())
    fitting = {i for i in bearers if not gender or cast.persons[i].gender in ("", gender)}
    return next((i for i in names if cast.person[i] in fitting), -1) if fitting else -1


def find_institution(scene: Scene, first: int, kind: int) -> str:
    """Find the last institution of a kind that is named before a token, "" for none."""
    cast, names = scene.cast, scene.names
    before = bisect_left(cast.first, first, names.start, names.stop)
    recent = range(before - 1, max(names.start, before - MEMORY) - 1, -1)
    return next((cast.institution[i] for i in recent if cast.kind[i] == kind), "")


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
    if named < 0:
        return source or scene.last.get("unnamed_person")
    is_newer = scene.cast.sentence[named] > since and scene.cast.is_subject[named]
    return source if source and not is_newer else refer_to(scene, named, gender)


def refer_to(scene: Scene, name: int, gender: str, affiliation: str = "") -> Source:
    """Make a source of the person that a name of the cast is of."""
    person = scene.cast.persons[scene.cast.person[name]]
    return Source(person.name, "named_person", affiliation or None, person.gender or gender)
