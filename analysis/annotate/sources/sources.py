"""Who the source of each attribution is in its article: canonical name and kind (codebook 1).

Phrases are resolved in the order of the text, so that "the spokesman" and "he" find whom they follow.
"""

from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import groupby

import numpy as np
import pandas as pd

from analysis.annotate.lexical.source_phrases import read_phrase
from analysis.annotate.lexical.subjects import find_subject
from analysis.annotate.sources.names import find_cast, find_names
from analysis.annotate.sources.referents import resolve
from analysis.annotate.sources.scenes import Place, Scene, Source, add_source
from analysis.annotate.speech.contents import mark_spoken
from analysis.annotate.text.distinct import list_words, read_distinct
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens

NOBODY = Source(None, "none")
ACTIVE = ("verb", "phrase", "unknown")  # kinds of cue that may share a source


def resolve_sources(tokens: Tokens, links: pd.DataFrame, table: pd.DataFrame, language: str) -> pd.DataFrame:
    """Resolve the source of each attribution to what it refers to.

    Parameters
    ----------
    tokens
        A batch of articles.
    links
        As `link_spans` gives them.
    table
        One row an attribution, with `anchor` (a token).
    language
        Code of the language.

    Returns
    -------
    pandas.DataFrame
        Rows as in `table`: `source_name` (the same for all phrases of an article that refer to the
        same; None where nobody is named), `source_kind`, `affiliation`.
    """
    first, last = find_source_spans(links, table)
    at = np.flatnonzero(first >= 0)
    first, last, holder = first[at], last[at], mark_spoken(tokens, links)[first[at]]
    number, phrases = read_distinct(tokens, first, last, lambda words: read_phrase(words, language))
    numbers = (table.index.to_numpy()[at], first, last, tokens.sentence[first], holder)
    rows = zip(*(column.tolist() for column in numbers), [phrases[i] for i in number.tolist()], strict=True)
    sources = [NOBODY] * len(table)
    found = resolve_places(tokens, [Place._make(row) for row in rows], language)
    for i, source in zip(at.tolist(), found, strict=True):
        sources[i] = source
    columns = {
        "source_name": [source.name for source in sources],
        "source_kind": [source.kind for source in sources],
        "affiliation": [source.affiliation for source in sources],
    }
    return pd.DataFrame(columns, index=table.index, dtype="str")


def find_source_spans(links: pd.DataFrame, table: pd.DataFrame) -> tuple[Ints, Ints]:
    """Find the first source span of each attribution (first and last token), -1 for none."""
    rows = links[(links["role"] == "source").to_numpy()]
    place = np.searchsorted(table.index, rows["attribution"])[::-1]
    spans = np.full((2, len(table)), -1, dtype=np.int64)
    spans[:, place] = rows[["first", "last"]].to_numpy()[::-1].T  # of several the first stays
    return spans[0], spans[1]


def share_sources(
    tokens: Tokens, links: pd.DataFrame, table: pd.DataFrame, language: str
) -> pd.DataFrame:
    """Give an act without a source the source of its sentence, as in "Holm stayed, adding that all did".

    Only where the cue is a verb in the active voice; the attribution before in the sentence goes before
    the one after, and that before the subject of the sentence.
    """
    first, last = (column.tolist() for column in find_source_spans(links, table))
    anchor = table["anchor"].to_numpy()
    sentence = [-1, *tokens.sentence[anchor].tolist(), -1]
    head = np.searchsorted(tokens.sentence, tokens.sentence[anchor]).tolist()
    acts = (table["cue_kind"].isin(ACTIVE) & ~table["passive"]).to_numpy()
    shared = []
    for i in np.flatnonzero(acts & (np.array(first, dtype=np.int64) < 0)).tolist():
        near = [j for j in (i - 1, i + 1) if sentence[j + 1] == sentence[i + 1] and first[j] >= 0]
        if near:
            first[i], last[i] = first[near[0]], last[near[0]]
        elif subject := find_subject(list_words(tokens, head[i], anchor[i]), language):
            first[i], last[i] = head[i] + subject[0], head[i] + subject[1]
        if first[i] >= 0:
            shared.append(i)
    spans = {"first": [first[i] for i in shared], "last": [last[i] for i in shared]}
    rows = table.iloc[shared][["score"]].rename_axis("attribution").reset_index()
    return pd.concat([links, rows.assign(role="source", **spans)], ignore_index=True) if shared else links


def resolve_places(tokens: Tokens, places: Sequence[Place], language: str) -> Iterator[Source]:
    """Resolve source phrases, article by article."""
    names = find_names(tokens, language)
    ends = np.searchsorted(tokens.article, np.arange(len(tokens.texts)), side="right").tolist()
    bounds = [0, *np.searchsorted(names.first, ends).tolist()]
    for article, group in groupby(places, key=lambda place: bisect(ends, place.first)):
        cast = find_cast(names, range(bounds[article], bounds[article + 1]))
        scene = Scene(tokens, language, names, cast)
        for place in group:
            source = resolve(scene, place)
            add_source(scene, place, source)
            yield source
