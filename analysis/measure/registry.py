"""Every measure, declared: what is counted, out of how much, and how to read the value."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from analysis.measure import counts
from analysis.measure.counts import NAMED, Count
from analysis.tables import CUE_CLASSES, HEDGE_CLASSES, SOURCE_KINDS, VOICES

PER_1000_WORDS = 1000


@dataclass(frozen=True)
class Measure:
    """A value is `scale` times the sum of numerators by the sum of denominators."""

    id: str
    name: str
    meaning: str
    unit: str
    scale: int
    higher: str  # what a higher value means
    voices: tuple[str, ...]
    numerator: Count
    denominator: Count
    signed: bool = False  # may fall below 0, so that ratios of values mean nothing


def rate(
    measure: str, numerator: Count, name: str, meaning: str, *, voices: tuple[str, ...] = VOICES
) -> Measure:
    """Declare occurrences per 1,000 words of the same voice."""
    return Measure(
        measure,
        name,
        meaning,
        "per 1,000 words",
        PER_1000_WORDS,
        f"more {name}",
        voices,
        numerator,
        counts.count_words,
    )


def share(measure: str, column: str, values: Iterable[object], name: str, meaning: str) -> Measure:
    """Declare a share of the attributions with content."""
    return Measure(
        measure,
        name,
        meaning,
        "share of attributions",
        1,
        "a larger share",
        ("both",),
        counts.count_attributions_of(column, tuple(values)),
        counts.count_attributions,
    )


def share_of_kinds(kinds: tuple[str, ...], measure: str, name: str) -> Measure:
    """Declare the share of some kinds of source."""
    meaning = f"attributions whose source is of the kind {' or '.join(kinds)}"
    return share(f"{measure}_share", "source_kind", kinds, name, meaning)


def distance(kinds: tuple[str, ...], measure: str, who: str) -> Measure:
    """Declare the share of the attributions to some kinds of source that are held at a distance."""
    return Measure(
        measure,
        f"distanced {who}",
        "attributions with a doubting cue, or with hearsay (“reportedly”) in the outlet's voice",
        f"share of the attributions to {who}" if kinds != SOURCE_KINDS else "share of attributions",
        1,
        "more is kept at arm's length",
        ("both",),
        counts.count_distanced(kinds),
        counts.count_attributions_of("source_kind", kinds),
    )


COMMITMENT = (
    rate("hedges", counts.count_hedges, "hedges", "words that withhold commitment, of all classes"),
    *(
        rate(f"hedges_{name}", counts.count_hedges_of(name), f"{name} hedges", f"hedges of the class {name}")
        for name in HEDGE_CLASSES
    ),
    rate("boosters", counts.count_boosters, "boosters", "words that add commitment"),
    replace(rate("commitment", counts.count_balance, "commitment", "boosters less hedges"), signed=True),
)
WORDS = (rate("loaded", counts.count_loaded, "loaded words", "evaluative words of the lexicon"),)
ATTRIBUTION = (
    Measure(
        "attributed_share",
        "attributed words",
        "words inside the content of an attribution",
        "share of words",
        1,
        "more of the text is others' words",
        ("both",),
        counts.count_content_words,
        counts.count_words,
    ),
    rate(
        "attributions",
        counts.count_attributions,
        "attributions",
        "attributions with content",
        voices=("both",),
    ),
    rate(
        "non_answers",
        counts.count_non_answers,
        "non-answers",
        "attributions without content, such as a declined comment",
        voices=("both",),
    ),
    rate(
        "sources",
        counts.count_sources,
        "named sources",
        "different named people and organisations, counted once an article",
        voices=("both",),
    ),
    share(
        "direct_share",
        "form",
        ("direct", "mixed"),
        "direct quotation",
        "attributions with all or part of their content in quotation marks",
    ),
)
SOURCES = (
    share_of_kinds(("named_person",), "named_person", "named people"),
    share_of_kinds(("named_organisation",), "named_organisation", "named organisations"),
    share_of_kinds(NAMED, "named", "named sources"),
    share_of_kinds(("unnamed_person", "unnamed_group"), "unnamed", "unnamed sources"),
    share_of_kinds(("media",), "media", "media as source"),
    share_of_kinds(("document",), "document", "documents as source"),
    share_of_kinds(("unresolved",), "unresolved", "sources not resolved"),
    share(
        "anonymous_strict_share",
        "anonymity",
        (True,),
        "anonymous sources, strict",
        "attributions where the text says that anonymity was granted or asked for",
    ),
    share_of_kinds(("unnamed_person", "unnamed_group", "none"), "anonymous_wide", "anonymous sources, wide"),
)
CUES = tuple(
    share(f"{name}_share", "cue_class", (name,), f"{name} cues", f"attributions with a {name} cue")
    for name in CUE_CLASSES
)
DISTANCE = (
    distance(SOURCE_KINDS, "distanced_share", "statements"),
    distance(("named_person",), "distanced_person_share", "named people"),
    distance(("named_organisation",), "distanced_organisation_share", "named organisations"),
    distance(("unnamed_person", "unnamed_group"), "distanced_unnamed_share", "unnamed sources"),
    distance(("media",), "distanced_media_share", "media"),
    distance(("document",), "distanced_document_share", "documents"),
)
DECLARED = (*COMMITMENT, *WORDS, *ATTRIBUTION, *SOURCES, *CUES, *DISTANCE)
MEASURES: dict[str, Measure] = {m.id: m for m in DECLARED}


def label_measure(label_set: str, label: str) -> Measure:
    """Declare the share of a label in its set."""
    return Measure(
        f"label:{label_set}:{label}",
        f"“{label}”",
        f"uses of the label “{label}” out of the set {label_set}",
        f"share of the set {label_set}",
        1,
        "the label is chosen more often",
        VOICES,
        counts.count_label(label_set, label),
        counts.count_label(label_set),
    )


def list_measures(label_sets: Mapping[str, Iterable[str]]) -> list[Measure]:
    """List the measures of a study in the order of their ids; a label without a name is not counted."""
    labels = [label_measure(name, label) for name, labels in label_sets.items() for label in labels if label]
    return sorted([*MEASURES.values(), *labels], key=lambda measure: measure.id)


def find_measure(measure: str) -> Measure:
    """Find a measure by its id.

    Raises
    ------
    KeyError
        If there is none.
    """
    if measure.startswith("label:") and measure.count(":") > 1:
        return label_measure(*measure.split(":", 2)[1:])
    if measure not in MEASURES:
        raise KeyError(f"no measure {measure!r}; there are {', '.join(MEASURES)} and label:<set>:<label>")
    return MEASURES[measure]
