"""Tokens → attributions: who is said to have said or thought what, in which words (codebook 1, 2, 8)."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.lexical.anonymity import mark_anonymity
from analysis.annotate.lexical.cues import classify_cues
from analysis.annotate.sources.sources import resolve_sources, share_sources
from analysis.annotate.speech.asides import swap_cited
from analysis.annotate.speech.certain import correct_spans
from analysis.annotate.speech.clauses import fill_contents
from analysis.annotate.speech.contents import measure_contents, share_contents, trim_contents
from analysis.annotate.speech.linking import link_spans
from analysis.annotate.speech.marks import number_paragraphs
from analysis.annotate.speech.quotations import mark_quoted
from analysis.annotate.tagger.tagger import find_role_spans
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
SPAN_COLUMNS = ["article", "attribution", "role", "span", "start", "end"]


def find_attributions(
    tokens: Tokens, quotations: pd.DataFrame, language: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Find the attributions of a batch of articles.

    Parameters
    ----------
    tokens
        A batch of articles.
    quotations
        As `find_quotations` gives them.
    language
        Code of the language.

    Returns
    -------
    tuple of pandas.DataFrame
        The columns of tables `attributions` and `attribution_spans`, with `article` (index in
        `tokens.texts`) in place of `article_id`; `attribution` and `sentence` count within the article.
    """
    return build_attributions(tokens, quotations, find_role_spans(tokens, language), language)


def build_attributions(
    tokens: Tokens, quotations: pd.DataFrame, spans: pd.DataFrame, language: str
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Build attributions from role spans, whoever marked them.

    Parameters
    ----------
    tokens
        A batch of articles.
    quotations
        As `find_quotations` gives them.
    spans
        `role` (source, cue, content), `first`, `last` (tokens, half-open), `score` (0 to 1).
    language
        Code of the language.

    Returns
    -------
    tuple of pandas.DataFrame
        As `find_attributions`.
    """
    spans = correct_spans(tokens, quotations, spans, language)
    quoted = mark_quoted(tokens, quotations)
    paragraph = number_paragraphs(tokens)
    links = link_spans(
        spans, article=tokens.article, sentence=tokens.sentence, paragraph=paragraph, quoted=quoted
    )
    links = fill_contents(tokens, swap_cited(tokens, links, language), language)
    links = trim_contents(tokens, links, quoted, language)
    table = classify_cues(tokens, links, language)
    links, parent = share_contents(tokens, links, table)
    links = share_sources(tokens, links, table, language)
    table = table.join(measure_contents(tokens, links, quotations)).assign(parent=parent)
    table = table.join(resolve_sources(tokens, links, table, language))
    table = table.assign(
        article=tokens.article[table["anchor"]],
        sentence=number_sentences(tokens)[table["anchor"]],
        anonymity=mark_anonymity(tokens, table, language),
    )
    return number_within_articles(tokens, table, links)


def number_sentences(tokens: Tokens) -> NDArray[np.int64]:
    """Count each token's sentence within its article."""
    first = np.searchsorted(tokens.sentence_article, np.arange(len(tokens.texts)))
    return tokens.sentence - first[tokens.article]


def number_within_articles(
    tokens: Tokens, table: pd.DataFrame, links: pd.DataFrame
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count attributions within their article and spans within their role; tokens become characters."""
    number = table.groupby("article").cumcount()
    parent = table["parent"].where(table["parent"] >= 0)
    parent = parent.map(number).astype("Int64")
    table = table.assign(attribution=number, parent=parent)
    links = links.sort_values(["attribution", "role", "first"], kind="stable")
    spans = pd.DataFrame(
        {
            "article": links["attribution"].map(table["article"]),
            "attribution": links["attribution"].map(number),
            "role": links["role"],
            "span": links.groupby(["attribution", "role"]).cumcount(),
            "start": tokens.start[links["first"]],
            "end": tokens.end[links["last"] - 1],
        }
    )
    return table[COLUMNS].reset_index(drop=True), spans[SPAN_COLUMNS].reset_index(drop=True)
