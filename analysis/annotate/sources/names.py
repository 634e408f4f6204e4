"""Names in articles: runs of capitalised words, and what the text says beside them that their bearers are."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
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
from analysis.annotate.lexical.known import Known
from analysis.annotate.lexical.name_kinds import read_name
from analysis.annotate.lexical.readings import read_once
from analysis.annotate.lexical.source_words import has_class, read_classes
from analysis.annotate.text.ranges import Ints, expand_ranges

KINDS = ("person", "name", "organisation", "media", "other")
PERSON, LONE_NAME, ORGANISATION, MEDIA, OTHER = range(5)
GENDERS = ("", "m", "f")
AFTER = 9  # tokens behind a name in which its role is looked for
SUBJECT = 4  # first tokens of a sentence; a name that stands there is taken for its subject
NAMES = np.dtype(
    [
        ("first", np.int64),  # token
        ("article", np.int64),
        ("sentence", np.int64),
        ("is_subject", np.bool_),
        ("run", np.int64),  # what it is by itself, a number of what was read
        ("kind", np.int64),  # an index of KINDS
        ("gender", np.int64),  # an index of GENDERS
        ("n_words", np.int64),
        ("given", np.int64),  # a code of its first word
        ("surname", np.int64),  # a code of its last word, below the number of surnames in the batch
        ("initials", np.int64),
        ("person", np.int64),  # whose name it is, -1 for nobody's
        ("holder", np.int64),  # the attribution whose content it stands in, -1 for none
    ]
)


@dataclass(frozen=True)
class Run:
    """What a run of capitalised words names."""

    kind: int  # an index of KINDS
    name: str = ""
    gender: str = ""


@dataclass(frozen=True)
class Names:
    """The names of persons, institutions and outlets in a batch, in the order of the text."""

    table: NDArray[np.void]  # of NAMES
    runs: Known[Run]
    role_name: Ints  # names of persons, one entry a role that is said of one
    role: Ints  # a code of it


def find_names(batch: Batch) -> Names:
    """Find the names of persons, institutions and outlets, and the lone words that may be surnames."""
    first, last = find_runs(batch)
    articled = (batch.facts[first - 1] & ARTICLE > 0) & (first > 0)
    run, runs = read_runs(batch, first - articled, last)
    codes = runs.codes[run]
    kept = codes[:, 0] != OTHER
    first, last, codes = first[kept], last[kept], codes[kept]
    sentence = batch.tokens.sentence[first]
    names = np.empty(len(first), dtype=NAMES)
    names["first"], names["article"], names["run"] = first, batch.tokens.article[first], run[kept]
    names["sentence"], names["is_subject"] = sentence, first - batch.sentences[sentence] < SUBJECT
    for i, field in enumerate(RUN_CODES):
        names[field] = codes[:, i]
    role_name, role = find_roles(batch, first, last)
    persons = codes[role_name, 0] == PERSON
    return Names(names, runs, role_name[persons], role[persons])


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


def read_run(words: tuple[str, ...], language: str) -> Run:
    """Read whose name a run of capitalised words is, given with the article before it, if there is one."""
    articled = has_class(words[0], language, "definite determiner")
    phrase = read_name(tuple([word for word in words[articled:] if word != "."]), language, articled)
    if phrase.kind not in KINDS[:OTHER]:
        return Run(OTHER)
    return Run(KINDS.index(phrase.kind), phrase.name, phrase.gender)


RUN_CODES = ("kind", "gender", "n_words", "given", "surname", "initials")


def encode_run(run: Run) -> tuple[int, ...]:
    """Give the numbers of a name: the fields of RUN_CODES."""
    return run.kind, GENDERS.index(run.gender), *encode_name(run.name), hash(find_initials(run.name))


def encode_name(name: str) -> tuple[int, int, int]:
    """Count the words of a name, and give codes of its first and last, the same throughout a process."""
    words = name.split() or [""]
    return len(words), hash(words[0]), hash(words[-1])


def find_initials(name: str) -> str:
    """Find the initials of a name, from its capitalised words."""
    return "".join(word[0] for word in name.split() if word[0].isupper())


read_runs = read_once(read_run, encode_run)


def find_roles(batch: Batch, first: Ints, last: Ints) -> tuple[Ints, Ints]:
    """Find what the bearers of names are said to be: "spokesman X", "X, the harbour master".

    Returns
    -------
    tuple
        Names, and a code of the role of each; one entry a role.
    """
    span, token = expand_ranges(first, find_apposition_end(batch, last) - first)
    name = np.append(np.arange(len(first)), span)
    token = np.append(find_word_beside(batch, first), token)
    is_role = batch.facts[token] & ROLE > 0
    titles, vocabulary = read_classes(batch.language)["title"], batch.tokens.vocabulary
    number, forms = pd.factorize(batch.tokens.form[token[is_role]])
    words = [vocabulary[form].lower() for form in forms.tolist()]
    codes = [hash(titles.get(word, (word, ""))[0]) for word in words]
    return name[is_role], np.array(codes, dtype=np.int64)[number]


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
