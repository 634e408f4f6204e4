"""Names in articles: runs of capitalised words, and what the text says beside them that their bearers are."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.facts import (
    AFFILIATING,
    ARTICLE,
    BREAK,
    COMMA,
    FULL_STOP,
    NAME,
    PARTICLE,
    ROLE,
    SHORT,
)
from analysis.annotate.lexical.name_kinds import read_name
from analysis.annotate.lexical.readings import read_once
from analysis.annotate.lexical.source_words import has_class, read_classes
from analysis.annotate.text.ranges import Ints, expand_ranges

KINDS = ("person", "name", "organisation", "media", "other")
PERSON, LONE_NAME, ORGANISATION, MEDIA, OTHER = range(5)
AFTER = 9  # tokens behind a name in which its role is looked for
SUBJECT = 4  # first tokens of a sentence; a name that stands there is taken for its subject


@dataclass(frozen=True)
class Run:
    """What a run of capitalised words names."""

    kind: int  # an index of KINDS
    name: str = ""
    gender: str = ""
    given: str = ""  # first word of the name
    surname: str = ""  # last word
    n_words: int = 0
    initials: str = ""


@dataclass(frozen=True)
class Names:
    """The names of a batch, in the order of the text; arrays have one entry a name."""

    first: Ints  # token
    last: Ints
    article: Ints
    sentence: Ints
    is_subject: NDArray[np.bool_]
    run: Ints  # an index of runs
    kind: Ints  # an index of KINDS
    runs: list[Run]
    role_name: Ints  # names, one entry a role that is said of one
    roles: list[str]


def find_names(batch: Batch) -> Names:
    """Find the names of persons, institutions and outlets, and the lone words that may be surnames."""
    first, last = find_runs(batch)
    articled = (batch.facts[first - 1] & ARTICLE > 0) & (first > 0)
    run, runs = read_runs(batch, first - articled, last)
    kind = np.array([each.kind for each in runs], dtype=np.int64)[run]
    kept = kind != OTHER
    first, last, run, kind = first[kept], last[kept], run[kept], kind[kept]
    sentence = batch.tokens.sentence[first]
    role_name, roles = find_roles(batch, first, last)
    return Names(
        first=first,
        last=last,
        article=batch.tokens.article[first],
        sentence=sentence,
        is_subject=first - batch.sentences[sentence] < SUBJECT,
        run=run,
        kind=kind,
        runs=runs,
        role_name=role_name,
        roles=roles,
    )


def find_runs(batch: Batch) -> tuple[Ints, Ints]:
    """Find the runs of capitalised words (first and last token), with the full stops and particles inside."""
    facts = batch.facts
    inside = facts & NAME > 0
    joint = np.flatnonzero(facts & (FULL_STOP | PARTICLE))
    joint = joint[(joint > 0) & (joint < len(facts) - 1)]
    before, here, after = facts[joint - 1], facts[joint], facts[np.minimum(joint + 1, len(facts) - 1)]
    joins = (here & FULL_STOP > 0) & (before & SHORT > 0) | (here & PARTICLE > 0) & (before & NAME > 0)
    inside[joint[joins & (after & NAME > 0)]] = True
    cuts = np.zeros(len(facts) + 1, dtype=bool)  # between sentences
    cuts[batch.sentences] = True
    edges = np.append(inside, False)
    edges[1:] ^= inside
    edges |= cuts
    at = np.flatnonzero(edges)
    opens = np.append(inside, False)[at]
    return at[opens], np.append(at[1:], len(facts))[opens]


@read_once
def read_runs(words: tuple[str, ...], language: str) -> Run:
    """Read whose name a run of capitalised words is, given with the article before it, if there is one."""
    articled = has_class(words[0], language, "definite determiner")
    phrase = read_name(tuple([word for word in words[articled:] if word != "."]), language, articled)
    if phrase.kind not in KINDS[:OTHER]:
        return Run(OTHER)
    parts = phrase.name.split()
    initials = "".join(part[0] for part in parts if part[0].isupper())
    kind = KINDS.index(phrase.kind)
    return Run(kind, phrase.name, phrase.gender, parts[0], parts[-1], len(parts), initials)


def find_roles(batch: Batch, first: Ints, last: Ints) -> tuple[Ints, list[str]]:
    """Find what the bearers of names are said to be: "spokesman X", "X, the harbour master".

    Returns
    -------
    tuple
        Names, and the role of each; one entry a role.
    """
    span, token = expand_ranges(first, find_apposition_end(batch, last) - first)
    name = np.append(np.arange(len(first)), span)
    token = np.append(find_word_beside(batch, first), token)
    is_role = batch.facts[token] & ROLE > 0
    titles, vocabulary = read_classes(batch.language)["title"], batch.tokens.vocabulary
    words = [vocabulary[form].lower() for form in batch.tokens.form[token[is_role]].tolist()]
    return name[is_role], [titles.get(word, (word, ""))[0] for word in words]


def find_word_beside(batch: Batch, first: Ints) -> Ints:
    """Find the token before each name that may tell a role: before a comma, before "of" and one word."""
    affiliated = batch.facts[np.maximum(first - 2, 0)] & AFFILIATING > 0  # "director of Feld Partners"
    comma = batch.facts[np.maximum(first - 1, 0)] & COMMA > 0
    return np.maximum(first - np.select([affiliated, comma], [3, 2], 1), 0)


def find_apposition_end(batch: Batch, last: Ints) -> Ints:
    """Find where ends what a comma sets off behind each name; the name's own end where no comma stands."""
    facts = np.append(batch.facts, 0)
    set_off = np.flatnonzero(facts[last] & COMMA)
    stops = np.append(np.flatnonzero(batch.facts & BREAK), len(batch))
    next_stop = stops[np.searchsorted(stops, last[set_off] + 1).clip(max=len(stops) - 1)]
    ends = last.copy()
    ends[set_off] = np.minimum(next_stop, last[set_off] + AFTER)
    return ends
