"""Acts told in passing: "citing X", "as X says"; and "who asked not to be named", which is none."""

from bisect import bisect_left

import numpy as np
import pandas as pd

from analysis.annotate.lexical.anonymity import find_declaring_sentences
from analysis.annotate.lexical.cues import classify_cue, read_cues
from analysis.annotate.lexical.source_words import has_class, read_classes
from analysis.annotate.speech.role_spans import Span, count_inside, flag_tokens, replace_spans
from analysis.annotate.speech.wording import PREMODIFIERS, classify_word, is_speaker
from analysis.annotate.text.distinct import list_words
from analysis.annotate.text.tokens import Tokens
from analysis.language.lexicons import read_lexicon

LONGEST_ASIDE, LONGEST_CLAUSE = 12, 40  # tokens
EDGES = frozenset(",;:.–—")
NO_SUBJECT = ("say", "think", "relative", "auxiliary", "that")


def read_asides(tokens: Tokens, spans: pd.DataFrame, language: str) -> pd.DataFrame:
    """Name who is cited, add what stands in "as X says", drop what only grants anonymity."""
    spans = name_cited(tokens, spans, language)
    spans = drop_anonymity(tokens, spans, language)
    return add_asides(tokens, spans, language)


def find_citing(tokens: Tokens, spans: pd.DataFrame, language: str) -> list[int]:
    """Find the cues that name where something comes from, as places in the table of spans."""
    forms = (form.split() for form, cue in read_cues(language).items() if cue.kind == "citing")
    telling = {max(form, key=len) for form in forms}
    flags = flag_tokens(tokens, [form.lower() in telling for form in tokens.vocabulary])
    first, last = spans["first"].to_numpy(), spans["last"].to_numpy()
    cues = (spans["role"] == "cue").to_numpy() & (count_inside(flags, first, last) > 0)
    places = np.flatnonzero(cues).tolist()
    return [i for i in places if is_citing(list_words(tokens, first[i], last[i]), language)]


def is_citing(words: list[str], language: str) -> bool:
    """Tell whether the words of a cue name where something comes from."""
    return classify_cue(tuple(word.lower() for word in words), language).kind == "citing"


def name_cited(tokens: Tokens, spans: pd.DataFrame, language: str) -> pd.DataFrame:
    """Make a content right behind "citing" the source, where it can speak: "citing two officials"."""
    roles, first, last = (spans[name].tolist() for name in ("role", "first", "last"))
    for i in find_citing(tokens, spans, language):
        behind = slice(i + 1, i + 2)
        if roles[behind] == ["content"] and first[i + 1] <= last[i] + 1:
            words = tuple(list_words(tokens, first[i + 1], last[i + 1]))
            roles[i + 1] = "source" if is_speaker(words, language) else "content"
    return spans.assign(role=pd.Series(roles, index=spans.index, dtype="str"))


def swap_cited(tokens: Tokens, links: pd.DataFrame, language: str) -> pd.DataFrame:
    """Give "citing" the source right behind it, and the act that had this one the source before it."""
    is_source, owner = (links["role"] == "source").to_numpy(), links["attribution"].to_numpy().copy()
    source_of = {owner[i]: i for i in np.flatnonzero(is_source)[::-1].tolist()}
    source_at = {first: i for i, first in enumerate(links["first"].tolist()) if is_source[i]}
    last = links["last"].tolist()
    for i in find_citing(tokens, links, language):
        behind, before = source_at.get(last[i]), source_of.get(owner[i])
        if behind is None or behind == before:
            continue
        if before is not None:
            owner[before] = owner[behind]
        owner[behind] = owner[i]
    return links.assign(attribution=owner)


def drop_anonymity(tokens: Tokens, spans: pd.DataFrame, language: str) -> pd.DataFrame:
    """Drop the act of asking for anonymity or granting it: it is the circumstance of another act."""
    phrases = [f" {form} " for form in read_lexicon(language, "anonymity")["form"]]
    roles, first, last = (spans[name].tolist() for name in ("role", "first", "last"))
    where = tokens.sentence[spans["first"].to_numpy()]
    dropped = np.zeros(len(spans), dtype=bool)
    for sentence in find_declaring_sentences(tokens, language):
        rows = range(*np.searchsorted(where, [sentence, sentence + 1]).tolist())
        for i in (i for i in rows if roles[i] == "cue"):
            end = find_clause_end(tokens, last[i], LONGEST_CLAUSE)
            text = f" {' '.join(list_words(tokens, first[i], end)).lower()} "
            if any(phrase in text for phrase in phrases):
                who = list_words(tokens, max(first[i] - 1, 0), first[i])
                begin = first[i] - any(has_class(word, language, "relative") for word in who)
                dropped[bisect_left(first, begin) : bisect_left(first, end)] = True
    return spans[~dropped]


def add_asides(tokens: Tokens, spans: pd.DataFrame, language: str) -> pd.DataFrame:
    """Add source and cue of "as X says" behind a comma or at the start of a sentence."""
    words = read_classes(language)["aside"]
    opens = flag_tokens(tokens, [form.lower() in words for form in tokens.vocabulary])
    comma = flag_tokens(tokens, [form == "," for form in tokens.vocabulary])
    opens &= (np.diff(tokens.sentence, prepend=-1) != 0) | np.append(False, comma[:-1])
    first, dropped = spans["first"].to_numpy(), np.zeros(len(spans), dtype=bool)
    added: list[Span] = []
    for i in np.flatnonzero(opens).tolist():
        found = read_aside(tokens, i, language)
        added += found
        if found:
            dropped[slice(*np.searchsorted(first, [i, found[-1][2]]))] = True
    return replace_spans(spans, dropped, added)


def read_aside(tokens: Tokens, i: int, language: str) -> list[Span]:
    """Read "as X says" that begins at a token and ends with its clause."""
    end = find_clause_end(tokens, i, LONGEST_ASIDE)
    words = list_words(tokens, i + 1, end)
    names = [classify_word(word, language) for word in words]
    verb = len(names) - 1
    if verb < 1 or names[verb] != "say":
        return []
    while verb and names[verb - 1] in PREMODIFIERS:
        verb -= 1
    if not verb or set(names[:verb]) & set(NO_SUBJECT):
        return []
    if names[:verb] != ["pronoun"] and not is_speaker(tuple(words[:verb]), language):
        return []
    return [("source", i + 1, i + 1 + verb), ("cue", i + 1 + verb, end)]


def find_clause_end(tokens: Tokens, i: int, longest: int) -> int:
    """Find the mark that ends the clause a token stands in, or where it is too long."""
    stop = min(i + longest, len(tokens))
    return next((j for j in range(i, stop) if tokens.vocabulary[tokens.form[j]] in EDGES), stop)
