"""What stands around a hit, held against the conditions of a lexicon."""

from functools import lru_cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.hedging.conditions import EDGE, ENDING, MARK, NUMBER, OTHER, Conditions
from analysis.annotate.text.phrases import fold_words
from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.tokens import Tokens

OFFSETS = {
    "this": (0,),
    "next": (1,),
    "next2": (2,),
    "previous": (-1,),
    "previous2": (-2,),
    "later": tuple(range(1, 9)),
    "earlier": tuple(range(-8, 0)),
}
ADVERBS_SKIPPED = 3
CACHED = 1 << 16  # words kept


def find_kinds(conditions: Conditions, tokens: Tokens) -> Ints:
    """Describe each token by its row of `holds`; one entry more, at the end, for EDGE."""
    known, words = conditions.word_to_kind, fold_words(tokens.vocabulary)
    listed = [known.get(word) or guess_kind(word, conditions.endings) for word in words]
    kinds = np.array(listed, dtype=np.int64)
    capital = np.array([form[0].isupper() for form in tokens.vocabulary], dtype=np.int64)
    return np.append(kinds * 2 + capital, EDGE)[np.append(tokens.form, -1)]


@lru_cache(maxsize=CACHED)
def guess_kind(word: str, endings: tuple[str, ...]) -> int:
    """Find the kind of a word that no condition knows by name."""
    if not word[0].isalpha():
        return NUMBER if word[0].isdigit() else MARK
    if not word.endswith(endings):
        return OTHER
    return ENDING + next(i for i, ending in enumerate(endings) if word.endswith(ending))


def check_conditions(
    conditions: Conditions, condition: Ints, first: Ints, last: Ints, tokens: Tokens
) -> NDArray[np.bool_]:
    """Tell for each hit (tokens `first` to `last`) whether its condition holds there."""
    hit, number = expand_ranges(conditions.first_test[condition], conditions.n_tests[condition])
    what, places, denied = (conditions.tests[name].to_numpy()[number] for name in ("what", "place", "denied"))
    kinds = find_kinds(conditions, tokens)
    is_adverb = conditions.holds[kinds, 0]
    passed = np.zeros(len(hit), dtype=bool)
    for place in pd.unique(places):
        at = places == place
        there = find_place(place, first[hit[at]], last[hit[at]], tokens, is_adverb)
        passed[at] = conditions.holds[kinds[there], what[at, None]].any(axis=1)
    failed = passed == denied
    return np.bincount(hit[failed], minlength=len(condition)) == 0


def find_place(place: str, first: Ints, last: Ints, tokens: Tokens, is_adverb: NDArray[np.bool_]) -> Ints:
    """Find the tokens a place names for each hit, as (hit, token); -1 beyond the sentence."""
    sentence = np.append(tokens.sentence, -1)
    backward = place in ("before", "previous", "previous2", "earlier", "this")
    origin, step = (first, -1) if backward else (last, 1)
    found = origin[:, None] + np.array(OFFSETS.get(place, (step,)))
    for _ in range(ADVERBS_SKIPPED * (place not in OFFSETS)):
        found += step * is_adverb[np.clip(found, -1, len(tokens))]
    found = np.clip(found, -1, len(tokens))
    return np.where(sentence[found] == sentence[first][:, None], found, -1)
