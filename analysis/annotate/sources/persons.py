"""Names → persons: which names are one person's, and whose a lone surname is."""

from typing import Any, TypeAlias

import numpy as np

from analysis.annotate.sources.names import LONE_NAME, PERSON
from analysis.annotate.text.ranges import Ints
from analysis.compiled import compile_pass

Row: TypeAlias = Any  # of a table with named fields
Rows: TypeAlias = Any
NOBODY = -1
PERSONS = np.dtype(
    [
        ("run", np.int64),  # the longest form of the name, a number of what was read
        ("gender", np.int64),
        ("n_words", np.int64),
        ("given", np.int64),
        ("namesake", np.int64),  # the person of the same surname before
    ]
)


@compile_pass
def tell_persons(names: Rows, begin: int, end: int, persons: Rows, n_persons: int, bearer: Ints) -> int:
    """Tell whose names those of one article are, given how many persons the articles before have.

    Fills the persons, the person of each name, and the last bearer of each surname. Gives the number of
    persons now.
    """
    for i in range(begin, end):
        if names[i].kind == PERSON:
            person = find_bearer(persons, bearer[names[i].surname], names[i])
            if person == NOBODY:
                person = n_persons
                n_persons += 1
                start_person(persons[person], names[i])
                persons[person].namesake = bearer[names[i].surname]
                bearer[names[i].surname] = person
            names[i].person = person
    for i in range(begin, end):
        if names[i].kind == LONE_NAME and names[i].n_words == 1:
            names[i].person = find_first_bearer(persons, bearer[names[i].surname])
    return n_persons


@compile_pass
def find_bearer(persons: Rows, person: int, name: Row) -> int:
    """Find the last of some namesakes that a name can name, and add to it what the name tells."""
    while person != NOBODY:
        if fits(persons[person], name):
            if name.n_words > persons[person].n_words:
                persons[person].run = name.run
                persons[person].n_words = name.n_words
                persons[person].given = name.given
            if persons[person].gender == 0:
                persons[person].gender = name.gender
            return person
        person = persons[person].namesake
    return NOBODY


@compile_pass
def fits(person: Row, name: Row) -> bool:
    """Tell whether a name can be a person's: no other gender, no other given name."""
    if person.gender and name.gender and person.gender != name.gender:
        return False
    return person.given == name.given or person.n_words == 1 or name.n_words == 1


@compile_pass
def start_person(person: Row, name: Row) -> None:
    """Make a person of the first name of it."""
    person.run, person.gender = name.run, name.gender
    person.n_words, person.given = name.n_words, name.given


@compile_pass
def find_first_bearer(persons: Rows, person: int) -> int:
    """Find the first of some namesakes."""
    while person != NOBODY and persons[person].namesake != NOBODY:
        person = persons[person].namesake
    return person


@compile_pass
def find_named(persons: Rows, person: int, phrase: Row) -> int:
    """Find the first of some namesakes that a phrase fits best: in name and gender, in name, in gender."""
    best, best_fit = NOBODY, -1
    any_name = False
    candidate = person
    while candidate != NOBODY:
        any_name |= fits_name(persons[candidate], phrase)
        candidate = persons[candidate].namesake
    while person != NOBODY:
        named = not any_name or fits_name(persons[person], phrase)
        gendered = phrase.gender == 0 or persons[person].gender in (0, phrase.gender)
        fit = 2 * named + gendered
        if fit >= best_fit:
            best, best_fit = person, fit
        person = persons[person].namesake
    return best


@compile_pass
def fits_name(person: Row, phrase: Row) -> bool:
    """Tell whether a name can be a shorter or longer form of a person's."""
    return person.given == phrase.given or person.n_words == 1 or phrase.n_words == 1
