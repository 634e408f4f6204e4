"""What stands around a hit, held against the conditions of a lexicon."""

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.hedging.conditions import PLACES, Conditions
from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.readings import read_forms
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


def check_conditions(
    conditions: Conditions, condition: Ints, first: Ints, last: Ints, tokens: Tokens
) -> NDArray[np.bool_]:
    """Tell for each hit (tokens `first` to `last`) whether its condition holds there."""
    hit, test = expand_ranges(conditions.first_test[condition], conditions.n_tests[condition])
    what, denied, place = (column[test] for column in (conditions.what, conditions.denied, conditions.place))
    kinds = read_forms(conditions.kinds, tokens.vocabulary)
    is_adverb = conditions.holds[kinds, 0]
    passed = np.zeros(len(hit), dtype=bool)
    for i, name in enumerate(PLACES):
        at = np.flatnonzero(place == i)
        there = find_place(name, first[hit[at]], last[hit[at]], tokens, is_adverb)
        is_there = conditions.holds[kinds[tokens.form[there]], what[at, None]]
        is_there[there < 0] = np.broadcast_to(conditions.at_edge[what[at, None]], there.shape)[there < 0]
        passed[at] = is_there.any(axis=1)
    return np.bincount(hit[passed == denied], minlength=len(condition)) == 0


def find_place(place: str, first: Ints, last: Ints, tokens: Tokens, is_adverb: NDArray[np.bool_]) -> Ints:
    """Find the tokens a place names for each hit, as (hit, token); -1 beyond the sentence.

    `is_adverb` tells of each form of the vocabulary whether a place may pass over it.
    """
    backward = place in ("before", "previous", "previous2", "earlier", "this")
    origin, step = (first, -1) if backward else (last, 1)
    found = origin[:, None] + np.array(OFFSETS.get(place, (step,)))
    for _ in range(ADVERBS_SKIPPED * (place not in OFFSETS)):
        inside = (found >= 0) & (found < len(tokens))
        found = found + step * (inside & is_adverb[tokens.form[np.where(inside, found, 0)]])
    inside = (found >= 0) & (found < len(tokens))
    there = np.where(inside, found, 0)
    return np.where(inside & (tokens.sentence[there] == tokens.sentence[first][:, None]), there, -1)
