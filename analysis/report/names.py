"""The words a report has for outlets, voices, measures and flags."""

from collections.abc import Mapping

from analysis.measure.registry import find_measure

REST = "the other outlets together"
VOICE_WORDS = {"outlet": "in its own voice", "source": "in the voices it quotes", "both": "in all its words"}
FLAG_WORDS = {
    "too_few_articles": "too few articles",
    "too_few_events": "too few events",
    "too_few_words": "too few words",
    "no_reference": "nothing to hold it against",
    "artefact": "a suspected artefact in the texts",
}
FAMILY_WORDS = {
    "interval": "interval of a difference",
    "p": "p of a difference",
    "terms": "p of a term",
    "words": "for scale: words as if independent",
}


def name_outlet(outlet: str, names: Mapping[str, str]) -> str:
    """Name an outlet, or the rest of them."""
    return REST if outlet == "rest" else names[outlet]


def name_measure(measure: str) -> str:
    """Name a measure as a noun phrase: "hedges per 1,000 words", "share of doubting cues"."""
    found = find_measure(measure)
    return f"share of {found.name}" if is_share(measure) else f"{found.name} {found.unit}"


def name_measure_in(measure: str, voice: str) -> str:
    """Name a measure in a voice; a measure that has one voice only needs no word for it."""
    one_voice = len(find_measure(measure).voices) == 1
    return name_measure(measure) + ("" if one_voice else f" {VOICE_WORDS[voice]}")


def is_share(measure: str) -> bool:
    """Tell whether a measure's values are shares, written in per cent."""
    return find_measure(measure).unit.startswith("share")


def is_counted(measure: str) -> bool:
    """Tell whether there can be more or fewer of it, rather than a higher or lower value."""
    return not is_share(measure) and not find_measure(measure).signed


def name_flags(flags: str) -> str:
    """Say in words why a row deserves care."""
    return " and ".join(FLAG_WORDS[flag] for flag in flags.split())
