"""Who the source of each attribution is in its article: canonical name and kind (codebook 1).

Phrases are resolved in the order of the text, so that "the spokesman" and "he" find whom they follow.
"""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.facts import ACTIVE_ENDING, CONDITION
from analysis.annotate.lexical.source_words import has_class
from analysis.annotate.lexical.subjects import find_subject
from analysis.annotate.sources import phrases, referents
from analysis.annotate.sources.names import ORGANISATION, Names, find_names
from analysis.annotate.sources.persons import NOBODY, PERSONS
from analysis.annotate.sources.phrases import (
    LONGEST_ANTECEDENT,
    PHRASE_CODES,
    Wording,
    read_antecedents,
    read_wordings,
)
from analysis.annotate.sources.referents import PLACES, SOURCES, Scene, resolve_articles
from analysis.annotate.speech.links import Links, add_links, find_firsts
from analysis.annotate.speech.role_spans import SOURCE, Flags, Floats
from analysis.annotate.text.ranges import Ints

FARTHEST_SUBJECT = 500  # tokens before its verb
Table = NDArray[np.void]


@dataclass(frozen=True)
class ResolvedSources:
    """Whom the source of each attribution refers to; all columns have one entry an attribution."""

    name: list[str | None]  # None where nobody is named
    kind: Ints  # an index of SOURCE_KINDS
    affiliation: list[str | None]


def resolve_sources(batch: Batch, links: Links, spoken: Ints, n: int) -> ResolvedSources:
    """Resolve the source of each of n attributions to what it refers to.

    Parameters
    ----------
    batch
        A batch of articles.
    links
        Linked spans; of several sources of an attribution the first counts.
    spoken
        As `mark_spoken` gives it.
    n
        Number of attributions.

    Returns
    -------
    ResolvedSources
        The name is the same for all phrases of an article that refer to the same.
    """
    rows = find_firsts(links, SOURCE, n)
    at = np.flatnonzero(rows >= 0)
    names = find_names(batch)
    places, wordings = read_places(batch, names, links.first[rows[at]], links.last[rows[at]])
    place_of = np.full(n + 1, -1, dtype=np.int64)
    place_of[at] = np.arange(len(at))
    places["attribution"], places["holder"] = at, place_of[spoken[links.first[rows[at]]]]
    names.table["holder"] = spoken[names.table["first"]]
    names.table["is_subject"] &= names.table["holder"] < 0
    scene = set_scene(names, places)
    articles = np.arange(len(batch.tokens.texts))
    bounds = (np.searchsorted(table["article"], articles, side="right") for table in (names.table, places))
    resolve_articles(scene, *bounds)
    kind = np.full(n, phrases.NONE, dtype=np.int64)
    kind[at] = scene.sources["kind"]
    name, affiliation = name_sources(batch, scene, names, wordings)
    given = [None, *name], [None, *affiliation]
    order = (place_of[:n] + 1).tolist()
    return ResolvedSources([given[0][i] for i in order], kind, [given[1][i] for i in order])


def read_places(batch: Batch, names: Names, first: Ints, last: Ints) -> tuple[Table, list[Wording]]:
    """Read source phrases where they stand: as a table of PLACES, and as what each says.

    A relative pronoun is read as the noun phrase before it.
    """
    number, read = read_wordings(batch, first, last)
    codes, wordings = read.codes[number], [read.items[i] for i in number.tolist()]
    places = np.full(len(first), -1, dtype=PLACES)
    sentence = batch.tokens.sentence[first]
    places["sentence"], places["article"] = sentence, batch.tokens.article[first]
    who = np.flatnonzero(codes[:, 0] == phrases.RELATIVE)
    start = np.maximum(first[who] - LONGEST_ANTECEDENT, batch.sentences[sentence[who]])
    places["relative"][who] = np.searchsorted(names.table["first"], first[who])
    number, read = read_antecedents(batch, start, first[who] + 1)
    codes[who] = read.codes[number] if len(who) else codes[who]
    places["first"] = first + codes[:, -1]
    places["first"][who] = start + codes[who, -1]
    for i, wording in zip(who.tolist(), number.tolist(), strict=True):
        wordings[i] = read.items[wording]
    for column, field in zip(codes.T, PHRASE_CODES, strict=False):
        places[field] = column
    places["before"] = np.searchsorted(names.table["first"], places["first"])
    return places, wordings


def set_scene(names: Names, places: Table) -> Scene:
    """Set the scene for resolving: codes become small numbers, and initials find what they stand for."""
    table, n, m = names.table, len(names.table), len(places)
    surname, surnames = pd.factorize(np.concatenate([table["surname"], places["surname"], places["lone"]]))
    table["surname"], places["surname"], places["lone"] = surname[:n], surname[n : n + m], surname[n + m :]
    role, roles = pd.factorize(np.concatenate([names.role, places["head"]]))
    places["head"] = role[len(names.role) :]
    key = table["article"][names.role_name] * len(roles) + role[: len(names.role)]
    order = np.argsort(key)
    table["person"] = NOBODY
    find_full_names(table, places)
    return Scene(
        names=table,
        persons=np.full(n, NOBODY, dtype=PERSONS),
        places=places,
        sources=np.zeros(m, dtype=SOURCES),
        role_key=key[order],
        role_name=names.role_name[order],
        roles=len(roles),
        bearer=np.full(len(surnames), NOBODY, dtype=np.int64),
        has_role=np.full(n, -1, dtype=np.int64),
        spoke=np.full(referents.N_GENDERS, -1, dtype=np.int64),
        last=np.full(len(phrases.SOURCE_KINDS), -1, dtype=np.int64),
    )


def find_full_names(table: Table, places: Table) -> None:
    """Find the first organisation of the article that a phrase may be the initials of."""
    rows = np.flatnonzero(table["kind"] == ORGANISATION)[::-1]
    keys = zip(table["article"][rows].tolist(), table["initials"][rows].tolist(), strict=True)
    full = dict(zip(keys, rows.tolist(), strict=True))
    at = np.flatnonzero((places["way"] == phrases.NAMED) & (places["initials"] != 0))
    keys = zip(places["article"][at].tolist(), places["initials"][at].tolist(), strict=True)
    places["full"][at] = [full.get(key, -1) for key in keys]


def name_sources(
    batch: Batch, scene: Scene, names: Names, wordings: list[Wording]
) -> tuple[list[str | None], list[str | None]]:
    """Write out names and affiliations of resolved source phrases."""
    way, at, affiliation = (scene.sources[field] for field in ("way", "at", "affiliation"))
    found = np.full(len(way), None, dtype=object)
    runs = names.runs.items
    for kind, run in ((referents.BY_PERSON, scene.persons["run"]), (referents.BY_NAME, scene.names["run"])):
        rows = np.flatnonzero(way == kind)
        found[rows] = [runs[i].name for i in run[at[rows]].tolist()]
    rows = np.flatnonzero(way == referents.BY_PHRASE)
    found[rows] = [wordings[i].phrase.name for i in at[rows].tolist()]
    rows = np.flatnonzero(way == referents.BY_AFFILIATION)
    found[rows] = [wordings[i].phrase.affiliation for i in at[rows].tolist()]
    rows = np.flatnonzero(way == referents.BY_TEXT)
    found[rows] = list_texts(batch, scene.places[at[rows]])
    told = [wordings[i].phrase.affiliation if i >= 0 else None for i in affiliation.tolist()]
    return found.tolist(), told


def list_texts(batch: Batch, places: Table) -> list[str]:
    """List what stands in the text of source phrases, up to the first mark."""
    tokens = batch.tokens
    start, end = tokens.start[places["first"]], tokens.end[places["first"] + places["width"] - 1]
    rows = zip(places["article"].tolist(), start.tolist(), end.tolist(), strict=True)
    return [" ".join(tokens.texts[article][i:j].split()) for article, i, j in rows]


def share_sources(batch: Batch, links: Links, *, anchor: Ints, score: Floats, active: Flags) -> Links:
    """Give an act without a source the source of its sentence, as in "Holm stayed, adding that all did".

    Only where the cue is a verb in the active voice, which a participle that begins a sentence is only
    with its ending ("Asked by them" against "Asking them"); the attribution before in the sentence goes
    before the one after, and that before the subject of the sentence. A text right before the verb goes
    before all: "Holm denied a report claiming that ...".

    Parameters
    ----------
    batch
        A batch of articles.
    links
        Linked spans.
    anchor, score, active
        Of each attribution its first token, its score, and whether its cue may share a source.
    """
    rows = find_firsts(links, SOURCE, len(anchor))
    first, last = (np.where(rows >= 0, edge[rows], -1).tolist() for edge in (links.first, links.last))
    of_anchor = batch.tokens.sentence[anchor]
    sentence = [-1, *of_anchor.tolist(), -1]
    head = np.maximum(batch.sentences[of_anchor], anchor - FARTHEST_SUBJECT).tolist()
    shared = []
    opens = batch.facts[anchor - 1] & CONDITION > 0  # "When asked"
    opens |= batch.sentences[of_anchor] == anchor
    asked = opens & (batch.facts[anchor] & ACTIVE_ENDING == 0)
    for i in np.flatnonzero(active & (rows < 0) & ~asked).tolist():
        near = [j for j in (i - 1, i + 1) if sentence[j + 1] == sentence[i + 1] and first[j] >= 0]
        before = "".join(batch.list_words(max(head[i], anchor[i] - 1), anchor[i]))
        if near and not has_class(before, batch.language, "documents head"):
            first[i], last[i] = first[near[0]], last[near[0]]
        elif subject := find_subject(batch.list_words(head[i], anchor[i]), batch.language):
            first[i], last[i] = head[i] + subject[0], head[i] + subject[1]
        if first[i] >= 0:
            shared.append(i)
    owner = np.array(shared, dtype=np.int64)
    start, end = (np.array([edge[i] for i in shared], dtype=np.int64) for edge in (first, last))
    return add_links(links, Links(np.full(len(owner), SOURCE), start, end, score[owner], owner))
