"""Cues → base form, class, and whether they tell of speech (codebook 1 and 8)."""

from dataclasses import dataclass
from functools import cache, lru_cache

from analysis.language.lexicons import read_lexicon

CACHED = 1 << 16  # forms kept
LONGEST_PHRASE = 4  # words of a phrase in the lexicon
LONGEST_ENDING = 5  # letters
HEADS = (
    ("verb", "phrase", "citing"),
    ("noun", "adjective"),
    ("opener", "adverb", "mark"),
)  # the first goes first


@dataclass(frozen=True)
class Cue:
    """A cue of the lexicon: base form, class, speech or thought, part of speech."""

    lemma: str
    cue_class: str
    act: str
    kind: str


@cache
def read_cues(language: str) -> dict[str, Cue]:
    """Read the cues of a language: base, irregular and fixed forms."""
    rows = read_lexicon(language, "cues")[["form", "lemma", "class", "act", "kind"]]
    return {form: Cue(*rest) for form, *rest in rows.itertuples(index=False)}


@cache
def read_citing_words(language: str) -> frozenset[str]:
    """Read the words by which cues that name where something comes from are known, the longest of each."""
    forms = [form.split() for form, cue in read_cues(language).items() if cue.kind == "citing"]
    return frozenset(max(form, key=len) for form in forms)


@cache
def read_endings(language: str) -> dict[str, list[str]]:
    """Read what the regular endings of verbs stand for: "ied" for "y"."""
    endings: dict[str, list[str]] = {}
    for form, lemma in read_lexicon(language, "endings")[["form", "lemma"]].itertuples(index=False):
        endings.setdefault(form, []).append(lemma)
    return endings


@cache
def read_grammar(language: str) -> dict[str, set[str]]:
    """Read the grammatical words of a language: class → forms."""
    grammar: dict[str, set[str]] = {}
    for form, name in read_lexicon(language, "grammar")[["form", "class"]].itertuples(index=False):
        grammar.setdefault(name, set()).add(form)
    return grammar


def list_bases(word: str, language: str) -> list[str]:
    """List what a word may be a form of, by its endings; the longest ending first."""
    endings = read_endings(language)
    longest = min(LONGEST_ENDING, len(word) - 2)
    return [word[:-n] + base for n in range(longest, 0, -1) for base in endings.get(word[-n:], ())]


@lru_cache(maxsize=CACHED)
def find_cue(form: str, language: str) -> Cue | None:
    """Look a word or phrase up, in small letters, by itself and by what its first word may be a form of."""
    cues = read_cues(language)
    first, space, rest = form.partition(" ")
    if form in cues:
        return cues[form]
    bases = (cues.get(base + space + rest) for base in list_bases(first, language))
    return next((cue for cue in bases if cue), None)


def classify_cue(words: tuple[str, ...], language: str) -> Cue:
    """Give a cue span its base form and class.

    The head is the first verb or phrase of the lexicon in it, else its first noun or adjective. A verb
    that only opens another ("went on to say", "continued to deny") gives way to it.

    Parameters
    ----------
    words
        The words of the span, in small letters.
    language
        Code of the language.
    """
    found = find_entries(words, language)
    for kinds in HEADS:
        for cue in found:
            if cue.kind in kinds:
                return cue
    return guess_cue(words, language)


def find_entries(words: tuple[str, ...], language: str) -> list[Cue]:
    """Find the entries of the lexicon in a span, the longest at each place."""
    found, i = [], 0
    while i < len(words):
        longest = range(min(LONGEST_PHRASE, len(words) - i), 0, -1)
        hits = ((n, find_cue(" ".join(words[i : i + n]), language)) for n in longest)
        n, cue = next(((n, cue) for n, cue in hits if cue), (1, None))
        found += [cue] if cue else []
        i += n
    return found


def guess_cue(words: tuple[str, ...], language: str) -> Cue:
    """Make a cue of a span without an entry: an attitude where it has a content word, else neutral.

    Reporting verbs are few and listed; what is left tells how somebody stands to something.
    """
    grammar = read_grammar(language).values()
    content = [word for word in words if word[0].isalpha() and not any(word in forms for forms in grammar)]
    inflected = [word for word in content if list_bases(word, language)] or content
    if not inflected:
        return Cue(" ".join(words), "neutral", "speech", "unknown")
    bases = list_bases(inflected[0], language)
    return Cue(bases[0] if bases else inflected[0], "attitude", "thought", "unknown")
