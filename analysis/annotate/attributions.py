"""Tokens → attributions: who is said to have said or thought what, in which words (codebook 1, 2, 8)."""

from typing import Any

import numpy as np
import pandas as pd

from analysis.annotate.lexical.anonymity import find_declaring_sentences, mark_anonymity
from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.cue_spans import CITING, MAY_SHARE, SPEECH, CueSpan, read_cue_spans
from analysis.annotate.sources.phrases import SOURCE_KINDS, UNNAMED_GROUP, UNNAMED_PERSON
from analysis.annotate.sources.sources import resolve_sources, share_sources
from analysis.annotate.speech.asides import swap_cited
from analysis.annotate.speech.certain import correct_spans
from analysis.annotate.speech.clauses import fill_contents
from analysis.annotate.speech.contents import (
    FORMS,
    mark_spoken,
    measure_contents,
    share_contents,
    trim_contents,
)
from analysis.annotate.speech.linking import link_spans
from analysis.annotate.speech.links import (
    Links,
    find_firsts,
    number_attributions,
    sort_links,
)
from analysis.annotate.speech.quotations import Quotations, mark_quoted
from analysis.annotate.speech.role_spans import CUE, ROLES, Floats, read_spans
from analysis.annotate.tagger.tagger import find_role_spans
from analysis.annotate.text.ranges import Ints
from analysis.annotate.text.tokens import Tokens

COLUMNS = [
    "article",
    "attribution",
    "sentence",
    "form",
    "speech",
    "source_name",
    "source_kind",
    "affiliation",
]
COLUMNS += ["anonymity", "cue_lemma", "cue_class", "parent", "n_words", "score"]
UNNAMED = (UNNAMED_PERSON, UNNAMED_GROUP)
NO_CUE = SPEECH  # bits of an attribution without a cue


def find_attributions(batch: Batch, quotations: Quotations) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find the attributions of a batch of articles.

    Parameters
    ----------
    batch
        A batch of articles.
    quotations
        As `find_quotations` gives them.

    Returns
    -------
    tuple of pandas.DataFrame
        The columns of tables `attributions` and `attribution_spans`, with `article` (index in
        the batch) in place of `article_id`; `attribution` and `sentence` count within the article.
    """
    return build_attributions(batch, quotations, find_role_spans(batch.tokens, batch.language))


def build_attributions(
    batch: Batch, quotations: Quotations, table: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Build attributions from role spans, whoever marked them.

    Parameters
    ----------
    batch
        A batch of articles.
    quotations
        As `find_quotations` gives them.
    table
        `role` (source, cue, content), `first`, `last` (tokens, half-open), `score` (0 to 1).

    Returns
    -------
    tuple of pandas.DataFrame
        As `find_attributions`.
    """
    tokens, quoted = batch.tokens, mark_quoted(batch, quotations)
    declaring = find_declaring_sentences(batch)
    spans = correct_spans(batch, read_spans(table), quotations, quoted, declaring)
    links = link_spans(batch, spans, quoted)
    links = fill_contents(batch, swap_cited(batch, links))
    links = number_attributions(trim_contents(batch, links, quoted))
    anchor, score, cue, flags = find_cues(batch, links)
    n = len(anchor)
    spoken = mark_spoken(batch, links)
    links, parent = share_contents(
        links, spoken, anchor=anchor, sentence=tokens.sentence[anchor], citing=flags & CITING > 0
    )
    links = share_sources(batch, links, anchor=anchor, score=score, active=flags & MAY_SHARE > 0)
    sources = resolve_sources(batch, links, spoken, n)
    n_words, form = measure_contents(batch, links, quotations, n)
    described = {
        "article": tokens.article[anchor],
        "attribution": number_within(tokens, tokens.article[anchor]),
        "sentence": number_sentences(tokens, anchor),
        "form": pd.array(FORMS, dtype="str").take(form),
        "speech": flags & SPEECH > 0,
        "source_name": pd.array(sources.name, dtype="str"),
        "source_kind": pd.array(SOURCE_KINDS, dtype="str").take(sources.kind),
        "affiliation": pd.array(sources.affiliation, dtype="str"),
        "anonymity": mark_anonymity(
            batch,
            declaring,
            anchor=anchor,
            unnamed=np.isin(sources.kind, UNNAMED),
            name=sources.name,
        ),
        "cue_lemma": pd.array([each.lemma if each else None for each in cue], dtype="str"),
        "cue_class": pd.array([each.cue_class if each else "neutral" for each in cue], dtype="str"),
        "parent": parent,
        "n_words": n_words,
        "score": score,
    }
    return make_tables(tokens, described, sort_links(links))


def find_cues(batch: Batch, links: Links) -> tuple[Ints, Floats, list[CueSpan | None], Ints]:
    """Find the cue of each attribution.

    Returns
    -------
    tuple
        The first token of its cue, or of its content where it has none; its score, the lowest of its
        spans; what its cue tells, None without one; and that as bits.
    """
    starts = np.flatnonzero(np.diff(links.attribution, prepend=-1))
    rows = find_firsts(links, CUE, len(starts))
    at = np.flatnonzero(rows >= 0)
    anchor, number = links.first[starts], np.full(len(starts), -1, dtype=np.int64)
    anchor[at] = links.first[rows[at]]
    number[at], read = read_cue_spans(batch, links.first[rows[at]], links.last[rows[at]])
    score = np.minimum.reduceat(links.score, starts) if len(starts) else links.score
    cues = [read.items[i] if i >= 0 else None for i in number.tolist()]
    return anchor, score, cues, np.append(read.codes[:, 0], NO_CUE)[number]


def number_sentences(tokens: Tokens, anchor: Ints) -> Ints:
    """Count the sentences of some tokens within their article."""
    first = np.searchsorted(tokens.sentence_article, np.arange(len(tokens.texts)))
    return tokens.sentence[anchor] - first[tokens.article[anchor]]


def number_within(tokens: Tokens, article: Ints) -> Ints:
    """Count things within their article."""
    return np.arange(len(article)) - np.searchsorted(article, np.arange(len(tokens.texts)))[article]


def make_tables(tokens: Tokens, described: dict[str, Any], links: Links) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make the tables: attributions count within their article, spans within their role, in characters."""
    number, parent = described["attribution"], described["parent"]
    described["parent"] = pd.arrays.IntegerArray(number[parent], parent < 0)
    opens = np.diff(links.attribution * len(ROLES) + links.role, prepend=-1) != 0
    place = np.arange(len(links))
    spans = {
        "article": described["article"][links.attribution],
        "attribution": number[links.attribution],
        "role": pd.array(ROLES, dtype="str").take(links.role),
        "span": place - np.maximum.accumulate(np.where(opens, place, 0)),
        "start": tokens.start[links.first],
        "end": tokens.end[links.last - 1],
    }
    return pd.DataFrame({name: described[name] for name in COLUMNS}), pd.DataFrame(spans)
