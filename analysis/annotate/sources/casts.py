"""Who appears in the articles of a batch: the persons that its names are of."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from analysis.annotate.sources.names import LONE_NAME, MEDIA, ORGANISATION, PERSON, Names, Run
from analysis.annotate.text.ranges import Ints

Key = tuple[int, str]  # article, and a surname, a role or initials in it
INSTITUTIONS = (ORGANISATION, MEDIA)
NOBODY = [-1]


class Person(NamedTuple):
    """A person of an article: the longest form of the name, and gender ("m", "f" or "")."""

    name: str
    given: str
    n_words: int
    gender: str


@dataclass(frozen=True)
class Cast:
    """Who appears in the articles of a batch; lists up to `is_subject` have one entry a name.

    Names that are neither a person's nor an institution's are left out.
    """

    first: list[int]  # token
    person: list[int]  # -1 for an institution
    institution: list[str]  # its name, "" for a person
    kind: list[int]  # an index of KINDS
    sentence: list[int]
    is_subject: list[bool]
    persons: list[Person]
    namesakes: dict[Key, list[int]]  # surname → persons, in the order in which they appear
    roles: dict[Key, set[int]]  # role → persons who have it
    initials: dict[Key, str]  # initials → the name of an organisation


def find_cast(names: Names) -> Cast:
    """Find the persons of each article, and whose name each name is."""
    persons: list[Person] = []
    namesakes: dict[Key, list[int]] = {}
    person = np.full(len(names.first), -1, dtype=np.int64)
    rows, mentions = list_mentions(names, PERSON)
    for row, (article, run) in zip(rows.tolist(), mentions, strict=True):
        person[row] = add_person(persons, namesakes.setdefault((article, run.surname), []), run)
    roles = gather_roles(names, person)
    rows, mentions = list_mentions(names, LONE_NAME)
    person[rows] = [namesakes.get((article, run.name), NOBODY)[0] for article, run in mentions]
    kept = np.flatnonzero((person >= 0) | (names.kind == ORGANISATION) | (names.kind == MEDIA))
    columns = (names.first, person, names.kind, names.sentence, names.is_subject, names.run)
    first, person_of_name, kind, sentence, is_subject, run = (column[kept].tolist() for column in columns)
    institution = [names.runs[i].name if k in INSTITUTIONS else "" for i, k in zip(run, kind, strict=True)]
    return Cast(
        first,
        person_of_name,
        institution,
        kind,
        sentence,
        is_subject,
        persons,
        namesakes,
        roles,
        find_initials(names),
    )


def list_mentions(names: Names, kind: int) -> tuple[Ints, Iterator[tuple[int, Run]]]:
    """List the names of a kind, and of each its article and what it is by itself."""
    rows = np.flatnonzero(names.kind == kind)
    runs = [names.runs[run] for run in names.run[rows].tolist()]
    return rows, zip(names.article[rows].tolist(), runs, strict=True)


def gather_roles(names: Names, person: Ints) -> dict[Key, set[int]]:
    """Gather who has each role in each article."""
    roles: dict[Key, set[int]] = {}
    bearer, article = person[names.role_name].tolist(), names.article[names.role_name].tolist()
    for i, key in zip(bearer, zip(article, names.roles, strict=True), strict=True):
        if i >= 0:
            roles.setdefault(key, set()).add(i)
    return roles


def add_person(persons: list[Person], namesakes: list[int], run: Run) -> int:
    """Add a mention of a person: to the last namesake that it can name, or as a new one."""
    for i in reversed(namesakes):
        person = persons[i]
        if fits(person, run):
            if run.n_words > person.n_words:
                persons[i] = Person(run.name, run.given, run.n_words, person.gender or run.gender)
            elif run.gender != person.gender:
                persons[i] = person._replace(gender=person.gender or run.gender)
            return i
    persons.append(Person(run.name, run.given, run.n_words, run.gender))
    namesakes.append(len(persons) - 1)
    return namesakes[-1]


def fits(person: Person, run: Run) -> bool:
    """Tell whether a name can be a person's: no other gender, no other given name."""
    if person.gender and run.gender and person.gender != run.gender:
        return False
    return person.given == run.given or person.n_words == 1 or run.n_words == 1


def find_initials(names: Names) -> dict[Key, str]:
    """Find the organisations that initials may stand for, the first of each article."""
    initials: dict[Key, str] = {}
    for article, run in list_mentions(names, ORGANISATION)[1]:
        initials.setdefault((article, run.initials), run.name)
    return initials
