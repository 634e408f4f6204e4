"""Source phrases of a batch: what each says by itself, as numbers."""

from dataclasses import dataclass

from analysis.annotate.lexical.glyphs import QUOTATION_MARKS
from analysis.annotate.lexical.name_kinds import Phrase
from analysis.annotate.lexical.readings import read_once
from analysis.annotate.lexical.source_phrases import STOPS, read_phrase
from analysis.annotate.lexical.source_words import DETERMINERS, has_class, read_classes
from analysis.annotate.sources.names import GENDERS, encode_name

SOURCE_KINDS = (
    "none",
    "named_person",
    "unnamed_person",
    "named_organisation",
    "media",
    "document",
    "unnamed_group",
    "unresolved",
)
NONE, NAMED_PERSON, UNNAMED_PERSON, NAMED_ORGANISATION, MEDIA, DOCUMENT, UNNAMED_GROUP, UNRESOLVED = range(8)
KIND_TO_SOURCE_KIND = {
    "person": NAMED_PERSON,
    "name": NAMED_PERSON,
    "organisation": NAMED_ORGANISATION,
    "media": MEDIA,
    "document": DOCUMENT,
    "group": UNNAMED_GROUP,
    "role": UNNAMED_PERSON,
    "one": UNNAMED_PERSON,
}
WAYS = (  # how a phrase is resolved
    "person",
    "personal",  # "he"
    "author",  # "I"
    "plural",  # "they"
    "neuter",  # "it"
    "relative",  # "who"
    "role",  # "the mayor"
    "reporter",  # "a Gull reporter"
    "named",  # "the Harbour Office"
    "institution",  # "the agency"
    "described",  # "two officials"
    "unknown",
)
(
    PERSON,
    PERSONAL,
    AUTHOR,
    PLURAL,
    NEUTER,
    RELATIVE,
    ROLE,
    REPORTER,
    NAMED,
    INSTITUTION,
    DESCRIBED,
    UNKNOWN,
) = range(len(WAYS))
NO_PERSONS = ("organisation", "media", "document")
LONGEST_ANTECEDENT = 10  # tokens before "who" in which the noun is looked for
PHRASE_CODES = (
    "way",
    "kind",
    "gender",
    "n_words",
    "given",
    "surname",
    "head",
    "lone",
    "initials",
    "definite",
    "possessed",
    "affiliated",
    "width",
)


@dataclass(frozen=True)
class Wording:
    """A source phrase: what it says, how it is resolved, and where it stands in what was read."""

    phrase: Phrase
    way: int  # an index of WAYS
    kind: int  # an index of SOURCE_KINDS
    head: str  # the role that it names
    lone: str  # its only word, where that may be a surname
    width: int  # tokens that name somebody: those before the first mark
    begin: int = 0  # first token


def read_wording(words: tuple[str, ...], language: str) -> Wording:
    """Read a source phrase."""
    return describe_phrase(read_phrase(words, language), words, language)


def describe_phrase(phrase: Phrase, words: tuple[str, ...], language: str, begin: int = 0) -> Wording:
    """Tell how a phrase is resolved."""
    classes = read_classes(language)
    marks = next((i for i, word in enumerate(words) if word not in QUOTATION_MARKS), 0)
    stop = next((i for i, word in enumerate(words) if i > marks and word in STOPS), len(words))
    while stop > marks + 1 and words[stop - 1] in QUOTATION_MARKS:
        stop -= 1
    words, begin = words[marks:stop], begin + marks
    kind, way = KIND_TO_SOURCE_KIND.get(phrase.kind, UNRESOLVED), UNKNOWN
    if phrase.kind in ("person", "name"):
        way = PERSON
    elif phrase.kind == "role":
        reports = phrase.head in classes["media reporter"]
        reports &= phrase.affiliation.lower() in classes["media name"]
        way, kind = (REPORTER, MEDIA) if reports else (ROLE, kind)
    elif phrase.kind in ("organisation", "media"):
        way = NAMED if phrase.name else INSTITUTION
        kind = MEDIA if way == INSTITUTION and phrase.head in classes["media head"] else kind
    elif phrase.kind in WAYS:
        way = WAYS.index(phrase.kind)
    elif kind != UNRESOLVED:
        way = DESCRIBED
    if kind == UNNAMED_GROUP and are_known(words, language):
        kind = NAMED_PERSON
    lone = words[0] if len(words) == 1 and words[0][0].isupper() else ""
    return Wording(phrase, way, kind, phrase.head, lone, len(words), begin)


def are_known(words: tuple[str, ...], language: str) -> bool:
    """Tell whether a phrase speaks of a few people as of ones known already: "the two ministers"."""
    definite = has_class(words[0], language, "definite determiner") and len(words) > 2
    return definite and has_class(words[1], language, "small number")


def read_antecedent(words: tuple[str, ...], language: str) -> Wording:
    """Read the noun phrase that a relative pronoun, the last word, follows: the shortest that is known.

    "Who" follows no organisation, outlet or text.
    """
    personal = has_class(words[-1], language, "personal relative")
    refused = ("unknown", "relative", *(NO_PERSONS if personal else ()))
    words = words[:-1]
    while words and words[-1] in STOPS:
        words = words[:-1]
    for begin in range(len(words) - 1, -1, -1):
        if not begin or has_class(words[begin], language, "preposition", *DETERMINERS):
            phrase = read_phrase(words[begin:], language)
            if phrase.kind not in refused:
                return describe_phrase(phrase, words[begin:], language, begin)
    return describe_phrase(Phrase("unknown"), words, language)


def encode_wording(wording: Wording) -> tuple[int, ...]:
    """Give the numbers of a source phrase: the fields of PHRASE_CODES, and where it begins."""
    phrase = wording.phrase
    return (
        wording.way,
        wording.kind,
        GENDERS.index(phrase.gender) if phrase.gender in GENDERS else len(GENDERS),
        *encode_name(phrase.name),
        hash(wording.head),
        hash(wording.lone),
        hash(phrase.name) if phrase.name.isupper() else 0,
        phrase.definite,
        phrase.possessed,
        bool(phrase.affiliation),
        wording.width,
        wording.begin,
    )


read_wordings = read_once(read_wording, encode_wording)
read_antecedents = read_once(read_antecedent, encode_wording)
