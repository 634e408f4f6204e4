"""Tokens → sentences: where one ends and the next begins."""

from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.text.characters import CASE_OF_CODE, DIGIT, HIGHEST, KIND_OF_CODE, MARK
from analysis.compiled import compile_pass
from analysis.language.lexicons import read_lexicon

Flags = NDArray[np.bool_]
Three = tuple[Flags, Flags, Flags]
STOP, CLOSER, NO_BEGINNING = 1, 2, 4
MARKS = {STOP: ".!?…", CLOSER: "”’»›\"')]}", NO_BEGINNING: ",;:.!?…”»›)]}%/"}
TITLE, SUFFIX, STARTER = 1, 2, 4
BIT_OF_CLASS = {"title": TITLE, "suffix": SUFFIX, "starter": STARTER}
FULL_STOP, PRONOUN, UPPER, LOWER = ord("."), ord("I"), 1, 2


@dataclass(frozen=True)
class Surface:
    """What can be seen of each token from outside; all arrays have one entry a token."""

    first_code: NDArray[np.uint32]  # its first character
    length: NDArray[np.int64]
    opens_line: Flags
    glued: Flags  # no space between it and the token before
    acronym: Flags  # letters with full stops, "U.S."
    word_bits: NDArray[np.int64]  # `read_sentence_words` of the token in lower case


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
    code, single = surface.first_code, surface.length == 1
    kind, case = KIND_OF_CODE.take(code), CASE_OF_CODE.take(code)
    marks = np.where(single, make_mark_table().take(code), np.uint8(0))
    initial = single & (case == UPPER) & (code != PRONOUN)
    never = initial | (surface.word_bits & TITLE > 0) | (surface.opens_line & (kind == DIGIT))
    rarely = (surface.word_bits & SUFFIX > 0) | surface.acronym
    begins = (case != LOWER) & (marks & NO_BEGINNING == 0)
    begins_well = (surface.word_bits & STARTER > 0) | (kind == MARK)
    stops = (marks & STOP > 0).view(np.uint8) + ((marks & STOP > 0) & (code != FULL_STOP))
    trails = surface.glued & (marks & (STOP | CLOSER) > 0)
    starts = surface.opens_line.copy()
    glued = surface.glued
    mark_starts(starts, stops, trails, (never, rarely, surface.acronym), (begins, begins_well, glued))
    return starts


@compile_pass
def mark_starts(
    starts: Flags, stops: NDArray[np.uint8], trails: Flags, stems: Three, following: Three
) -> None:
    """Mark where sentences begin: behind a stem and the marks that trail it, a stop among them."""
    (never, rarely, acronym), (begins, begins_well, glued) = stems, following
    stem, strongest = 0, 0  # strongest stop so far: 0 none, 1 a full stop, 2 another
    for i in range(len(starts) - 1):
        if not trails[i]:
            stem, strongest = i, 0
        strongest = max(strongest, stops[i])
        ended = strongest > 0 or acronym[stem]
        after = i + 1
        if ended and begins[after] and not glued[after]:
            holds = strongest > 1 or not (never[stem] or rarely[stem])
            starts[after] |= holds or (rarely[stem] and not never[stem] and begins_well[after])
