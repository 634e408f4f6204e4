"""Tokens → attributions: who is said to have said or thought what, in which words (codebook 1, 2, 8)."""

from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.lexical.anonymity import mark_anonymity
from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.cue_spans import ACTIVE, CueSpan, read_cue_spans
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
from analysis.annotate.speech.role_spans import CUE, ROLES, read_spans
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
SOURCE_FIELDS = ("name", "kind", "affiliation")
UNNAMED = ("unnamed_person", "unnamed_group")


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
    batch: Batch, quotations: Quotations, spans: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Build attributions from role spans, whoever marked them.

    Parameters
    ----------
    batch
        A batch of articles.
    quotations
        As `find_quotations` gives them.
    spans
        `role` (source, cue, content), `first`, `last` (tokens, half-open), `score` (0 to 1).

    Returns
    -------
    tuple of pandas.DataFrame
        As `find_attributions`.
    """
    tokens, quoted = batch.tokens, mark_quoted(batch, quotations)
    links = link_spans(batch, correct_spans(batch, quotations, read_spans(spans), quoted), quoted)
    links = fill_contents(batch, swap_cited(batch, links))
    links = number_attributions(trim_contents(batch, links, quoted))
    anchor, score, cues = find_cues(batch, links)
    sentence, spoken = tokens.sentence[anchor], mark_spoken(batch, links)
    citing = np.array([cue.kind == "citing" for cue in cues], dtype=bool)
    links, parent = share_contents(links, spoken, anchor=anchor, sentence=sentence, citing=citing)
    active = np.array([cue.kind in ACTIVE and not cue.passive for cue in cues], dtype=bool)
    links = share_sources(batch, links, anchor=anchor, score=score, active=active)
    sources = resolve_sources(batch, links, spoken, len(anchor))
    n_words, form = measure_contents(batch, links, quotations, len(anchor))
    name, kind, affiliation = ([getattr(source, field) for source in sources] for field in SOURCE_FIELDS)
    names = pd.factorize(np.array(name, dtype=object))[0]
    unnamed = np.array([value in UNNAMED for value in kind], dtype=bool)
    described = {
        "article": tokens.article[anchor],
        "sentence": number_sentences(tokens, anchor),
        "form": pd.array(FORMS, dtype="str").take(form),
        "speech": np.array([cue.speech for cue in cues], dtype=bool),
        "source_name": pd.array(name, dtype="str"),
        "source_kind": pd.array(kind, dtype="str"),
        "affiliation": pd.array(affiliation, dtype="str"),
        "anonymity": mark_anonymity(batch, anchor, unnamed, names),
        "cue_lemma": pd.array([cue.lemma for cue in cues], dtype="str"),
        "cue_class": pd.array([cue.cue_class for cue in cues], dtype="str"),
        "n_words": n_words,
        "score": score,
    }
    return number_within_articles(tokens, described, parent, sort_links(links))


def find_cues(batch: Batch, links: Links) -> tuple[Ints, NDArray[np.float64], list[CueSpan]]:
    """Find the cue of each attribution.

    Returns
    -------
    tuple
        The first token of its cue, or of its content where it has none; its score, the lowest of its
        spans; and what the cue tells.
    """
    starts = np.flatnonzero(np.diff(links.attribution, prepend=-1))
    rows = find_firsts(links, CUE, len(starts))
    at = np.flatnonzero(rows >= 0)
    anchor, number = links.first[starts], np.full(len(starts), -1, dtype=np.int64)
    anchor[at] = links.first[rows[at]]
    number[at], read = read_cue_spans(batch, links.first[rows[at]], links.last[rows[at]])
    described = [*read, CueSpan()]
    score = np.minimum.reduceat(links.score, starts) if len(starts) else links.score
    return anchor, score, [described[i] for i in number.tolist()]


def number_sentences(tokens: Tokens, anchor: Ints) -> Ints:
    """Count the sentences of some tokens within their article."""
    first = np.searchsorted(tokens.sentence_article, np.arange(len(tokens.texts)))
    return tokens.sentence[anchor] - first[tokens.article[anchor]]


def number_within_articles(
    tokens: Tokens, described: dict[str, Any], parent: Ints, links: Links
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count attributions within their article and spans within their role; tokens become characters."""
    article = described["article"]
    n = len(article)
    number = np.arange(n) - np.searchsorted(article, np.arange(len(tokens.texts)))[article]
    parent_number = pd.array(number[parent], dtype="Int64")
    parent_number[parent < 0] = pd.NA
    table = pd.DataFrame(described | {"attribution": number, "parent": parent_number})
    group = links.attribution * len(ROLES) + links.role
    place = np.arange(len(links))
    opens = np.diff(group, prepend=-1) != 0
    spans = {
        "article": article[links.attribution],
        "attribution": number[links.attribution],
        "role": pd.array(ROLES, dtype="str").take(links.role),
        "span": place - np.maximum.accumulate(np.where(opens, place, 0)),
        "start": tokens.start[links.first],
        "end": tokens.end[links.last - 1],
    }
    return table[COLUMNS], pd.DataFrame(spans)
