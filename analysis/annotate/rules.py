"""Role spans by rule: sources, cues and contents of plainly reported speech.

Reads one sentence at a time, from its verbs of saying: the subject before or behind the verb is the
source; a clause before "..., X said" or after "X said (that)", and quotations, are the content.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from analysis.annotate.cues import find_cue, read_cues
from analysis.annotate.marks import GLYPHS
from analysis.annotate.quotations import mark_quoted
from analysis.annotate.source_phrases import read_head
from analysis.annotate.source_words import DETERMINERS, POSSESSIVE, read_classes
from analysis.annotate.tokens import Tokens

Found = tuple[str, int, int]  # role, first token, last token (exclusive)
MARKS = frozenset("".join(GLYPHS.values()))
LONGEST_SUBJECT, LONGEST_ADJUNCT = 25, 8  # tokens of a source; between a verb and "that"
SURE, LIKELY = 0.9, 0.6


@dataclass(frozen=True)
class Sentence:
    """A sentence for the rules: where it stands, its words, their classes, what is in quotation marks."""

    first: int
    words: list[str]
    classes: list[str]
    quoted: list[bool]


def find_role_spans(tokens: Tokens, quotations: pd.DataFrame, language: str) -> pd.DataFrame:
    """Mark the sources, cues and contents of reported speech.

    Parameters
    ----------
    tokens
        A batch of articles.
    quotations
        As `find_quotations` gives them.
    language
        Code of the language.

    Returns
    -------
    pandas.DataFrame
        `role` (source, cue, content), `first`, `last` (tokens, half-open, within a sentence), `score`.
    """
    quoted = mark_quoted(tokens, quotations[quotations["kind"] == "speech"]) >= 0
    names = [classify_word(form, language) for form in tokens.vocabulary]
    bounds = np.searchsorted(tokens.sentence, np.arange(len(tokens.sentence_start) + 1)).tolist()
    has_verb = np.array([name in ("say", "think", "citing") for name in names], dtype=bool)[tokens.form]
    active = np.unique(tokens.sentence[has_verb | quoted]).tolist()
    title = (tokens.sentence_paragraph == 0).tolist()
    rows: list[tuple[str, int, int, float]] = []
    for number in sorted({*active, *np.flatnonzero(title).tolist()}):
        first, last = bounds[number], bounds[number + 1]
        forms = tokens.form[first:last].tolist()
        sentence = Sentence(
            first,
            [tokens.vocabulary[f] for f in forms],
            [names[f] for f in forms],
            quoted[first:last].tolist(),
        )
        found = read_headline(sentence) if title[number] else []
        found = (
            found or read_sentence(sentence) or read_citing(sentence, language) or read_quotation(sentence)
        )
        score = SURE if any(sentence.quoted) else LIKELY
        rows += [(role, first + i, first + j, score) for role, i, j in found]
    table = pd.DataFrame(rows, columns=["role", "first", "last", "score"])
    return table.astype({"role": "str", "first": "int64", "last": "int64", "score": "float64"})


def classify_word(form: str, language: str) -> str:
    """Name the class of a word that the rules turn on."""
    classes, low = read_classes(language), form.lower()
    cue = find_cue(low, language)
    if (
        any(phrase[0] == low for phrase in read_citing_phrases(language))
        and low not in classes["preposition"]
    ):
        return "citing"
    if form in MARKS:
        return "mark"
    if low in classes["complementizer"]:
        return "that"
    for name in ("auxiliary", "adverb", "negation", "pronoun", "relative", "preposition", "conjunction"):
        if low in classes[name]:
            return name
    if any(low in classes[name] for name in DETERMINERS):
        return "determiner"
    if cue and cue.kind == "verb" and form[0].islower():
        return "say" if cue.act == "speech" else "think"
    if not form[0].isalnum():
        return "possessive" if form in POSSESSIVE else form
    if read_head([form], language).kind == "group":
        return "plural"
    return "Name" if form[0].isupper() else "word"


def read_sentence(sentence: Sentence) -> list[Found]:
    """Mark the roles of a sentence, from its first verb of saying that has a source and a content."""
    for i, name in enumerate(sentence.classes):
        if name not in ("say", "think") or sentence.quoted[i]:
            continue
        source = find_subject(sentence, i) or find_inverted_subject(sentence, i)
        if source and (name == "say" or i + 1 < len(sentence.classes)):
            cue_first = find_cue_start(sentence, i)
            contents = find_contents(sentence, (min(source[0], cue_first), max(source[1], i + 1)), name)
            if contents:
                return [("source", *source), ("cue", cue_first, i + 1), *(("content", *c) for c in contents)]
    return []


def find_cue_start(sentence: Sentence, verb: int) -> int:
    """Find where a cue starts: with its auxiliaries and adverbs."""
    first = verb
    while first and sentence.classes[first - 1] in ("auxiliary", "adverb", "negation"):
        first -= 1
    return first


def find_subject(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """Find the noun phrase before a verb, with what is set off by commas behind it."""
    classes = sentence.classes
    last = find_cue_start(sentence, verb)
    end = last - 1 if last and classes[last - 1] == "," else last
    first = walk_back(sentence, end)
    if end < last and first and classes[first - 1] == ",":
        first = walk_back(sentence, first - 1)
    if first >= end or not is_nominal(sentence, first, end):
        return None
    return first, end


def walk_back(sentence: Sentence, end: int) -> int:
    """Find the start of the noun phrase that ends before a token."""
    stops = (
        ",",
        "mark",
        "auxiliary",
        "that",
        "relative",
        "say",
        "think",
        "conjunction",
        ";",
        ":",
        "–",
        "—",
        ".",
    )
    first = end
    while first and end - first < LONGEST_SUBJECT and sentence.classes[first - 1] not in stops:
        first -= 1
        if sentence.classes[first] == "pronoun" or sentence.quoted[first]:
            break
    while first < end and sentence.classes[first] in ("adverb", "preposition") and end - first > 1:
        first += 1
    return first


def is_nominal(sentence: Sentence, first: int, last: int) -> bool:
    """Tell whether words can be a source: a pronoun, a name, or a noun with its article or in the plural."""
    names = sentence.classes[first:last]
    if any(sentence.quoted[first:last]):
        return False
    return names[0] in ("pronoun", "determiner", "Name") or names[-1] == "Name" or names[-1] == "plural"


def find_inverted_subject(sentence: Sentence, verb: int) -> tuple[int, int] | None:
    """Find the noun phrase behind a verb that follows its content: "...," said Ilse Brandt."""
    classes = sentence.classes
    if verb and classes[verb - 1] not in (",", "mark"):
        return None
    last = verb + 1
    while last < len(classes) and classes[last] in (
        "Name",
        "word",
        "determiner",
        "possessive",
        "preposition",
    ):
        last += 1
    return (verb + 1, last) if last > verb + 1 and is_nominal(sentence, verb + 1, last) else None


def find_contents(sentence: Sentence, act: tuple[int, int], name: str) -> list[tuple[int, int]]:
    """Find the contents before and behind source and cue."""
    first, last = act
    classes, end = sentence.classes, trim_end(sentence)
    contents: list[tuple[int, int]] = []
    if first > 1 and classes[first - 1] in (",", "mark", "–", "—") and name == "say":
        contents.append((0, first if classes[first - 1] == "mark" else first - 1))
    that = next((i for i in range(last, min(last + LONGEST_ADJUNCT, end)) if classes[i] == "that"), None)
    mark = next((i for i in range(last, end) if sentence.quoted[i]), None)
    if that is not None:
        contents.append((that + 1, end))
    elif mark is not None:
        contents.append((mark, end))
    elif not contents and last < end and classes[last] in ("Name", "word", "plural", "determiner", "pronoun"):
        contents.append((last, end))
    return [(i, j) for i, j in contents if j > i + 1]


def trim_end(sentence: Sentence) -> int:
    """Find the end of a sentence without its full stop."""
    last = len(sentence.words)
    return last - 1 if last and sentence.words[-1] in ".!?" and not sentence.quoted[-1] else last


def read_citing(sentence: Sentence, language: str) -> list[Found]:
    """Mark "according to X, ..." and "..., according to X"."""
    classes, end = sentence.classes, trim_end(sentence)
    low = [word.lower() for word in sentence.words]
    for i in (i for i, name in enumerate(classes) if name == "citing" and not sentence.quoted[i]):
        phrase = next((p for p in read_citing_phrases(language) if low[i : i + len(p)] == p), None)
        if phrase is None:
            continue
        first = i + len(phrase)
        comma = next((j for j in range(first, end) if classes[j] == ","), end)
        content = (comma + 1, end) if i == 0 else (0, i - 1 if classes[i - 1] == "," else i)
        if comma > first and content[1] > content[0]:
            return [("cue", i, first), ("source", first, comma), ("content", *content)]
    return []


@cache
def read_citing_phrases(language: str) -> list[list[str]]:
    """Read the phrases that name where something comes from, the longest first: "according to"."""
    phrases = [form.split() for form, cue in read_cues(language).items() if cue.kind == "citing"]
    return sorted(phrases, key=lambda phrase: (-len(phrase), phrase))


def read_headline(sentence: Sentence) -> list[Found]:
    """Mark "X: ..." and "... – X" in a title."""
    words, end = sentence.words, trim_end(sentence)
    for i, word in enumerate(words):
        if word == ":" and 0 < i <= 4 and end - i > 2 and sentence.classes[i - 1] == "Name":
            return [("source", 0, i), ("cue", i, i + 1), ("content", i + 1, end)]
        if word in "–—" and 0 < end - i - 1 <= 3 and i > 2 and sentence.classes[i + 1] == "Name":
            return [("content", 0, i), ("cue", i, i + 1), ("source", i + 1, end)]
    return []


def read_quotation(sentence: Sentence) -> list[Found]:
    """Mark a sentence that is quoted as a whole as content."""
    inside = [i for i, quoted in enumerate(sentence.quoted) if quoted]
    whole = len(inside) >= len(sentence.words) - 1 and len(inside) > 2
    return [("content", inside[0], inside[-1] + 1)] if whole else []
