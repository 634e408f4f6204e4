"""Conditions of a lexicon: what must stand around a form for it to count.

A condition is a list of tests, all of which must hold: `place:what` or, denied, `!place:what`.

- Places: `this` (the first word of the form), `next`, `next2`, `previous`, `previous2` (the words beside
  it), `after`, `before` (the next word on that side that is no ADVERB), `later`, `earlier` (any of the
  eight words on that side). None reaches beyond the sentence.
- What: alternatives joined by `|`, each a word, an ending (`-ing`), or a class in capitals: one of the
  language's `hedge_contexts.csv`, or CAPITAL (written with a capital), NUMBER (digits), MARK (no word) or
  EDGE (the sentence's end).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.phrases import fold_words
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.readings import Readings

PLACES = ("this", "next", "next2", "previous", "previous2", "after", "before", "later", "earlier")
TEST = re.compile(rf"(!?)({'|'.join(PLACES)}):(\S+)")
MARK, NUMBER, OTHER, ENDING = range(4)  # kinds of word; then more endings, then words by name


@dataclass(frozen=True)
class Conditions:
    """Conditions, compiled to tests; a word's kind and capital tell all that a test asks of it."""

    denied: NDArray[np.bool_]  # of each test; those of one condition stand together
    place: Ints  # of each test, index in `PLACES`
    what: Ints  # of each test, column of `holds`
    first_test: Ints  # of each condition
    n_tests: Ints
    kinds: Readings  # of each word, kind × 2 + capital
    holds: NDArray[np.bool_]  # kind × 2 + capital, what; what 0 is ADVERB
    at_edge: NDArray[np.bool_]  # whether each what asks for the sentence's end


def compile_conditions(conditions: Sequence[str], classes: dict[str, set[str]]) -> Conditions:
    """Compile conditions.

    Parameters
    ----------
    conditions
        As a lexicon writes them; an empty one always holds.
    classes
        The words (or endings, `-ly`) of each class.

    Raises
    ------
    ValueError
        If a test cannot be read.
    """
    tests = [parse_test(test) for written in conditions for test in written.split()]
    n_tests = np.array([len(written.split()) for written in conditions], dtype=np.int64)
    number: dict[str, int] = {"ADVERB": 0}
    columns = [number.setdefault(what, len(number)) for _, _, what in tests]
    asked = [expand_alternatives(what, classes) for what in number]
    parts = set().union(*asked)
    endings = tuple(sorted((p[1:] for p in parts if is_ending(p)), key=lambda e: (-len(e), e)))
    words = sorted(p for p in parts if not is_ending(p) and not p.isupper())
    known = {word: ENDING + len(endings) + i for i, word in enumerate(words)}
    return Conditions(
        denied=np.array([denied for denied, _, _ in tests], dtype=bool),
        place=np.array([PLACES.index(place) for _, place, _ in tests], dtype=np.int64),
        what=np.array(columns, dtype=np.int64),
        first_test=np.cumsum(n_tests) - n_tests,
        n_tests=n_tests,
        kinds=Readings(lambda word: find_kind(word, known, endings) * 2 + word[0].isupper()),
        holds=tabulate_kinds(["MARK", "NUMBER", "OTHER", *(f"x{e}" for e in endings), *words], asked),
        at_edge=np.array(["EDGE" in parts for parts in asked]),
    )


def find_kind(word: str, known: dict[str, int], endings: tuple[str, ...]) -> int:
    """Find a word's kind: by name, or by what it is made of and how it ends."""
    (folded,) = fold_words([word])
    if folded in known:
        return known[folded]
    if not folded[0].isalpha():
        return NUMBER if folded[0].isdigit() else MARK
    if not folded.endswith(endings):
        return OTHER
    return ENDING + next(i for i, ending in enumerate(endings) if folded.endswith(ending))


def parse_test(test: str) -> tuple[bool, str, str]:
    """Read one test: whether it is denied, its place, what it asks for."""
    match = TEST.fullmatch(test)
    if not match:
        raise ValueError(f"not a test: {test!r}. Write place:what, such as next:to|that.")
    return match[1] == "!", match[2], match[3]


def is_ending(part: str) -> bool:
    """Tell whether an alternative is an ending."""
    return part[0] == "-" and len(part) > 1


def expand_alternatives(what: str, classes: dict[str, set[str]]) -> set[str]:
    """Add the words of the classes among alternatives."""
    asked: set[str] = set()
    for part in what.split("|"):
        asked |= {part} | classes.get(part, set())
    return asked


def tabulate_kinds(kinds: list[str], asked: list[set[str]]) -> NDArray[np.bool_]:
    """Tabulate which kinds of word, small and capital, are among what each test asks for."""
    holds = np.zeros((len(kinds), 2, len(asked)), dtype=bool)
    for column, parts in enumerate(asked):
        endings = tuple(part[1:] for part in parts if is_ending(part))
        marks = "MARK" in parts
        is_among = [k in parts or k.endswith(endings) or (marks and not k[0].isalnum()) for k in kinds]
        holds[:, :, column] = np.array(is_among)[:, None]
        holds[:, 1, column] |= "CAPITAL" in parts
    return holds.reshape(len(kinds) * 2, len(asked))
