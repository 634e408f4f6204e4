"""Who the source of each attribution is in its article: canonical name and kind (codebook 1).

Phrases are resolved in the order of the text, so that "the spokesman" and "he" find whom they follow.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.name_kinds import Phrase
from analysis.annotate.lexical.readings import read_once
from analysis.annotate.lexical.source_phrases import read_phrase
from analysis.annotate.lexical.subjects import find_subject
from analysis.annotate.sources.casts import find_cast
from analysis.annotate.sources.names import find_names
from analysis.annotate.sources.referents import resolve
from analysis.annotate.sources.scenes import Place, Scene, Source, add_source
from analysis.annotate.speech.links import Links, add_links, find_firsts
from analysis.annotate.speech.role_spans import SOURCE, Flags, Floats
from analysis.annotate.text.ranges import Ints

NOBODY = Source(None, "none")


@read_once
def read_source_spans(words: tuple[str, ...], language: str) -> Phrase:
    """Read source phrases by themselves."""
    return read_phrase(words, language)


def resolve_sources(batch: Batch, links: Links, spoken: Ints, n: int) -> list[Source]:
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
    list of Source
        The name is the same for all phrases of an article that refer to the same; None where nobody is
        named.
    """
    rows = find_firsts(links, SOURCE, n)
    at = np.flatnonzero(rows >= 0)
    first, last = links.first[rows[at]], links.last[rows[at]]
    number, phrases = read_source_spans(batch, first, last)
    columns = (at, first, last, batch.tokens.sentence[first], spoken[first])
    read = [phrases[i] for i in number.tolist()]
    places = map(Place._make, zip(*(column.tolist() for column in columns), read, strict=True))
    sources = [NOBODY] * n
    for place, source in resolve_places(batch, list(places)):
        sources[place.attribution] = source
    return sources


def resolve_places(batch: Batch, places: Sequence[Place]) -> Iterator[tuple[Place, Source]]:
    """Resolve source phrases, article by article."""
    cast = find_cast(find_names(batch))
    bounds = np.searchsorted(batch.tokens.article, np.arange(len(batch.tokens.texts) + 1))
    bounds = np.searchsorted(cast.first, bounds).tolist()
    article_of_sentence = batch.tokens.sentence_article.tolist()
    for article, group in groupby(places, key=lambda place: article_of_sentence[place.sentence]):
        scene = Scene(batch, cast, article, range(bounds[article], bounds[article + 1]))
        for place in group:
            source = resolve(scene, place)
            add_source(scene, place, source)
            yield place, source


def share_sources(batch: Batch, links: Links, *, anchor: Ints, score: Floats, active: Flags) -> Links:
    """Give an act without a source the source of its sentence, as in "Holm stayed, adding that all did".

    Only where the cue is a verb in the active voice; the attribution before in the sentence goes before
    the one after, and that before the subject of the sentence.

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
    sentence, head = [-1, *of_anchor.tolist(), -1], batch.sentences[of_anchor].tolist()
    shared = []
    for i in np.flatnonzero(active & (rows < 0)).tolist():
        near = [j for j in (i - 1, i + 1) if sentence[j + 1] == sentence[i + 1] and first[j] >= 0]
        if near:
            first[i], last[i] = first[near[0]], last[near[0]]
        elif subject := find_subject(batch.list_words(head[i], anchor[i]), batch.language):
            first[i], last[i] = head[i] + subject[0], head[i] + subject[1]
        if first[i] >= 0:
            shared.append(i)
    owner = np.array(shared, dtype=np.int64)
    start, end = (np.array([edge[i] for i in shared], dtype=np.int64) for edge in (first, last))
    return add_links(links, Links(np.full(len(owner), SOURCE), start, end, score[owner], owner))
