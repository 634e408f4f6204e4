"""Choices that could have been made otherwise, and the specifications that combine them."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product

from analysis.measure.registry import ATTRIBUTION, COMMITMENT, CUES, SOURCES

Multiverse = Mapping[str, Mapping[str, str]]  # choice → alternative → "equivalent" or "not equivalent"

MAIN_LINE = "main line"
OF_WORDS = "attributed_share"  # counts words, not attributions
ATTRIBUTED = {measure.id for measure in (*ATTRIBUTION, *SOURCES, *CUES)} - {OF_WORDS}
OF_ALL_HEDGES = {"hedges", "commitment"}
OF_LEXICON = {measure.id for measure in COMMITMENT}


@dataclass(frozen=True)
class Specification:
    """One combination of choices; what is empty is as in the main line."""

    lexicon: str = ""
    attributions: str = ""
    headline: str = ""
    copies: str = ""
    equivalent: bool = True

    @property
    def name(self) -> str:
        """Say what differs from the main line."""
        words = {"lexicon": self.lexicon, "attributions": self.attributions}
        words |= {"headline": self.headline, "copies": self.copies}
        differs = [f"{choice}: {chosen.replace('_', ' ')}" for choice, chosen in words.items() if chosen]
        return "; ".join(differs) or MAIN_LINE

    def applies_to(self, measure: str) -> bool:
        """Tell whether a measure could come out otherwise under this specification."""
        if self.lexicon == "plain_list":
            return measure in OF_LEXICON
        if self.lexicon:
            return measure in OF_ALL_HEDGES
        return not self.attributions or measure in ATTRIBUTED


def list_specifications(multiverse: Multiverse, *, headline: str, copies: str) -> list[Specification]:
    """Combine the alternatives of all choices, the main line first.

    Parameters
    ----------
    multiverse
        The alternatives to each choice, as in `Study.multiverse`.
    headline, copies
        "in" or "out", as in the main line.

    Returns
    -------
    list of Specification
        Every combination; alternatives to the lexicon and to what counts as an attribution are not combined,
        as no measure depends on both. A combination is equivalent if each of its alternatives is.
    """
    counted = [Specification(lexicon=name) for name in ("", *multiverse["lexicon"])]
    counted += [Specification(attributions=name) for name in multiverse["attributions"]]
    titles = ["", *(other for other in multiverse["headline"] if other != headline)]
    texts = ["", *(other for other in multiverse["copies"] if other != copies)]
    found = [replace(one, headline=h, copies=c) for one, h, c in product(counted, titles, texts)]
    return [replace(each, equivalent=is_equivalent(each, multiverse)) for each in found]


def is_equivalent(specification: Specification, multiverse: Multiverse) -> bool:
    """Tell whether every alternative of a specification is declared equivalent."""
    return all(multiverse[choice][chosen] == "equivalent" for choice, chosen in list_chosen(specification))


def list_chosen(specification: Specification) -> Iterator[tuple[str, str]]:
    """List the choices in which a specification differs from the main line."""
    for choice in ("lexicon", "attributions", "headline", "copies"):
        if chosen := getattr(specification, choice):
            yield choice, chosen
