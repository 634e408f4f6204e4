"""Cue spans → base form, class, and whether they tell of speech (codebook 1 and 8)."""

from dataclasses import dataclass
from functools import cache, lru_cache

import pandas as pd

from analysis.annotate.tokens import Tokens
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
def read_endings(language: str) -> dict[str, list[str]]:
    """Read what the regular endings of verbs stand for: "ied" for "y"."""
    endings: dict[str, list[str]] = {}
    for form, lemma in read_lexicon(language, "endings")[["form", "lemma"]].itertuples(index=False):
        endings.setdefault(form, []).append(lemma)
    return endings


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


@lru_cache(maxsize=CACHED)
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
    grammar = set(read_lexicon(language, "grammar")["form"])
    content = [word for word in words if word[0].isalpha() and word not in grammar]
    inflected = [word for word in content if list_bases(word, language)] or content
    if not inflected:
        return Cue(" ".join(words), "neutral", "speech", "unknown")
    bases = list_bases(inflected[0], language)
    return Cue(bases[0] if bases else inflected[0], "attitude", "thought", "unknown")


def classify_cues(tokens: Tokens, links: pd.DataFrame, language: str) -> pd.DataFrame:
    """Describe each attribution by its cue.

    Parameters
    ----------
    tokens
        A batch of articles.
    links
        As `link_spans` gives them.
    language
        Code of the language.

    Returns
    -------
    pandas.DataFrame
        One row an attribution, indexed by it: `anchor` (the first token of its cue, or of its content
        where it has none), `cue_lemma`, `cue_class`, `speech`, `cue_kind` ("" without a cue), `passive`
        (no verb in the active voice), `score` (the lowest of its spans).
    """
    by_attribution = links.groupby("attribution")
    cues = links[links["role"] == "cue"].drop_duplicates("attribution")
    table = pd.DataFrame({"anchor": by_attribution["first"].min(), "score": by_attribution["score"].min()})
    table.loc[cues["attribution"], "anchor"] = cues["first"].to_numpy()
    low = [form.lower() for form in tokens.vocabulary]
    spans = list(zip(cues["first"].tolist(), cues["last"].tolist(), strict=True))
    grammar = read_lexicon(language, "grammar")
    copulas = set(grammar["form"][grammar["class"] == "copula"])
    articles = set(grammar["form"][grammar["class"].str.endswith(" determiner")])
    words = [[low[form] for form in tokens.form[i:j].tolist()] for i, j in spans]
    found = [classify_cue(tuple(cue), language) for cue in words]
    passive = [cue[0] in articles or any(word in copulas for word in cue) for cue in words]
    rows = [(c.lemma, c.cue_class, c.act == "speech", c.kind, p) for c, p in zip(found, passive, strict=True)]
    columns = ["cue_lemma", "cue_class", "speech", "cue_kind", "passive"]
    described = pd.DataFrame(rows, columns=columns, index=pd.Index(cues["attribution"]))
    described = described.astype(
        {"cue_lemma": "str", "cue_class": "str", "speech": bool, "cue_kind": "str", "passive": bool}
    )
    table = table.join(described)
    filled = table.fillna({"cue_class": "neutral", "cue_kind": ""})
    return filled.assign(
        speech=table["speech"].fillna(True).astype(bool), passive=table["passive"].fillna(True).astype(bool)
    )
