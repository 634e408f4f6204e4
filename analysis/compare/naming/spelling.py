"""Names that may be one name in two spellings."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import combinations

import numpy as np

from analysis.annotate.text.tokens import Tokens
from analysis.compare.naming.phrases import Uses

ALIKE = 0.7  # share of letters in common, in their order
FEWEST_LETTERS = 4


def compare_spellings(tokens: Tokens, uses: Uses) -> Iterator[tuple[int, int, float]]:
    """Compare names of one word that begin with the same letter, neither of them the other with an ending.

    Yields
    ------
    tuple
        Two phrases and the share of letters they have in common, where it is large.
    """
    names = find_names(tokens, uses)
    for a, b in combinations(names, 2):
        one, other = uses.phrases[a], uses.phrases[b]
        if one[0] == other[0] and not one.startswith(other) and not other.startswith(one):
            share = SequenceMatcher(None, one, other, autojunk=False).ratio()
            if share >= ALIKE:
                yield a, b, share


def find_names(tokens: Tokens, uses: Uses) -> list[int]:
    """Find the phrases of one word that are written with a capital wherever they do not open a sentence."""
    opens = np.append(-1, tokens.sentence)[:-1] != tokens.sentence
    inside = ~opens[uses.first]
    capital = np.array([form[0].isupper() for form in tokens.vocabulary], dtype=bool)[tokens.form[uses.first]]
    small = np.bincount(uses.phrase, inside & ~capital, minlength=len(uses.phrases)) > 0
    seen = np.bincount(uses.phrase, inside & capital, minlength=len(uses.phrases)) > 0
    return [
        i
        for i in np.flatnonzero(seen & ~small).tolist()
        if " " not in uses.phrases[i] and len(uses.phrases[i]) >= FEWEST_LETTERS
    ]
