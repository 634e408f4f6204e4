"""Tokens → sentences: where one ends and the next begins."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.characters import CASE_OF_CODE, DIGIT, HIGHEST, KIND_OF_CODE, MARK
from analysis.language.lexicons import read_lexicon

Flags = NDArray[np.bool_]
STOP, CLOSER, NO_BEGINNING = 1, 2, 4
MARKS = {STOP: ".!?…", CLOSER: "”’»›\"')]}", NO_BEGINNING: ",;:.!?…”»›)]}%/"}
TITLE, SUFFIX, STARTER = 1, 2, 4
BIT_OF_CLASS = {"title": TITLE, "suffix": SUFFIX, "starter": STARTER}


@dataclass(frozen=True)
class Surface:
    """What can be seen of each token from outside; all arrays have one entry a token."""

    first_code: NDArray[np.uint32]  # its first character
    length: NDArray[np.int64]
    opens_line: Flags
    glued: Flags  # no space between it and the token before
    acronym: Flags  # letters with full stops, "U.S."
    word_bits: NDArray[np.int64]  # `read_sentence_words` of the token in lower case

    def read_marks(self) -> NDArray[np.uint8]:
        """Give the bits of MARKS of each token that is a single mark, 0 for others."""
        return np.where(self.length == 1, make_mark_table()[self.first_code], np.uint8(0))


@cache
def make_mark_table() -> NDArray[np.uint8]:
    """Give each character the bits of MARKS."""
    bits = np.zeros(HIGHEST, dtype=np.uint8)
    for bit, characters in MARKS.items():
        bits[[ord(character) for character in characters]] |= bit
    return bits


@cache
def read_sentence_words(language: str) -> dict[str, int]:
    """Read the words that decide whether a full stop ends a sentence, as bits."""
    found: dict[str, int] = {}
    for form, name in read_lexicon(language, "sentence_words")[["form", "class"]].itertuples(index=False):
        found[form] = found.get(form, 0) | BIT_OF_CLASS[name]
    return found


def find_sentence_starts(surface: Surface) -> Flags:
    """Tell which tokens begin a sentence.

    A sentence ends with a stop and the marks that touch it (so closing quotation marks stay with their
    sentence) where a space follows and the next token may begin one. A lone full stop after a title
    ("Dr."), an initial or a list number does not end it; one after a suffix ("Inc.") or in an acronym
    does so only before a word that often begins sentences ("The").
    """
    starts = surface.opens_line.copy()
    if len(starts) < 2:
        return starts
    marks = surface.read_marks()
    stop = marks & STOP > 0
    trails = surface.glued & (marks & (STOP | CLOSER) > 0)
    stem = np.maximum.accumulate(np.where(trails, 0, np.arange(len(stop))))
    ended = count_since(stop, stem) > 0
    strong = count_since(stop & (surface.first_code != ord(".")), stem) > 0
    begins = (CASE_OF_CODE[surface.first_code] != 2) & (marks & NO_BEGINNING == 0)
    never, rarely = find_false_stops(surface)
    follows_well = (surface.word_bits & STARTER > 0) | (KIND_OF_CODE[surface.first_code] == MARK)
    holds = strong | ~(never | rarely)[stem]
    holds[:-1] |= rarely[stem[:-1]] & ~never[stem[:-1]] & follows_well[1:]
    ended = (ended | surface.acronym[stem]) & holds
    starts[1:] |= ended[:-1] & begins[1:] & ~surface.glued[1:]
    return starts


def count_since(flags: Flags, stem: NDArray[np.int64]) -> NDArray[np.int64]:
    """Count the flags from the stem to the token, both included."""
    sums = np.cumsum(flags, dtype=np.int64)
    return sums - sums[stem] + flags[stem]


def find_false_stops(surface: Surface) -> tuple[Flags, Flags]:
    """Tell after which words a full stop never, and after which it rarely ends a sentence."""
    initial = (surface.length == 1) & (CASE_OF_CODE[surface.first_code] == 1)
    initial &= surface.first_code != ord("I")
    list_number = surface.opens_line & (KIND_OF_CODE[surface.first_code] == DIGIT)
    never = (surface.word_bits & TITLE > 0) | initial | list_number
    return never, (surface.word_bits & SUFFIX > 0) | surface.acronym
