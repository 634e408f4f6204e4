"""Who the source of each attribution is in its article: canonical name and kind (codebook 1).

Phrases are resolved in the order of the text, so that "the spokesman" and "he" find whom they follow.
"""

from collections.abc import Iterator, Sequence

import numpy as np
import pandas as pd

from analysis.annotate.contents import mark_spoken
from analysis.annotate.names import find_cast, find_runs, make_text, read_runs
from analysis.annotate.referents import resolve
from analysis.annotate.scenes import Source, add_source, make_scene
from analysis.annotate.tokens import Tokens

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
    spoken = mark_spoken(tokens, links)
    phrases = links[links["role"] == "source"].drop_duplicates("attribution").set_index("attribution")
    phrases = phrases[["first", "last"]].reindex(table.index, fill_value=-1)
    rows = list(
        zip(
            tokens.article[table["anchor"]].tolist(),
            phrases["first"].tolist(),
            phrases["last"].tolist(),
            np.where(phrases["first"] >= 0, spoken[phrases["first"]], -1).tolist(),
            strict=True,
        )
    )
    found = list(resolve_rows(tokens, rows, language))
    columns = ["source_name", "source_kind", "affiliation"]
    sources = [(source.name, source.kind, source.affiliation) for source in found]
    return pd.DataFrame(sources, columns=columns, index=table.index, dtype="str")


def share_sources(tokens: Tokens, links: pd.DataFrame, table: pd.DataFrame) -> pd.DataFrame:
    """Give an act without a source the source of its sentence, as in "Holm stayed, adding that all did".

    Only where the cue is a verb in the active voice; the attribution before in the sentence goes before
    the one after.
    """
    sourced = links[links["role"] == "source"].drop_duplicates("attribution").set_index("attribution")
    bare = table[~table.index.isin(sourced.index) & table["cue_kind"].isin(ACTIVE) & ~table["passive"]]
    sentence = tokens.sentence[table["anchor"]].tolist()
    ends = zip(sourced["first"].tolist(), sourced["last"].tolist(), strict=True)
    span = dict(zip(sourced.index.tolist(), ends, strict=True))
    numbers = table.index.tolist()
    place = {n: i for i, n in enumerate(numbers)}
    added = []
    for attribution, score in zip(bare.index.tolist(), bare["score"].tolist(), strict=True):
        i = place[attribution]
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(numbers) and sentence[j] == sentence[i]]
        givers = [numbers[j] for j in near if numbers[j] in span]
        if givers:
            span[attribution] = span[givers[0]]
            added.append((attribution, "source", *span[attribution], score))
    more = pd.DataFrame(added, columns=["attribution", "role", "first", "last", "score"])
    return pd.concat([links, more]) if added else links


def resolve_rows(tokens: Tokens, rows: Sequence[tuple], language: str) -> Iterator[Source]:
    """Resolve rows of article, first and last token of the phrase, and who speaks around it."""
    begins, ends = find_runs(tokens, language)
    phrases = read_runs(tokens, begins, ends, language)
    bounds = np.searchsorted(begins, np.searchsorted(tokens.article, np.arange(len(tokens.texts) + 1)))
    text = make_text(tokens, language)
    number = 0
    for article, group in group_rows(rows):
        runs = slice(bounds[article], bounds[article + 1])
        named = list(zip(begins[runs].tolist(), ends[runs].tolist(), phrases[runs], strict=True))
        scene = make_scene(text, language, find_cast(text, named, language))
        for _, first, last, holder in group:
            source = resolve(scene, first, last, holder) if first >= 0 else NOBODY
            if first >= 0:
                add_source(scene, number, first, source)
            number += 1
            yield source


def group_rows(rows: Sequence[tuple]) -> Iterator[tuple[int, list[tuple]]]:
    """Group rows by article, their first cell."""
    group: list[tuple] = []
    for row in rows:
        if group and row[0] != group[0][0]:
            yield group[0][0], group
            group = []
        group.append(row)
    if group:
        yield group[0][0], group
