"""What is certain by rule, put right in the tagger's spans before they are linked (codebook 1 and 8)."""

import numpy as np
import pandas as pd

from analysis.annotate.lexical.source_words import read_classes
from analysis.annotate.speech.asides import read_asides
from analysis.annotate.speech.dashes import read_dashed
from analysis.annotate.speech.headlines import read_headlines
from analysis.annotate.speech.quotations import mark_quoted
from analysis.annotate.speech.quoted_contents import cover_quotations
from analysis.annotate.speech.role_spans import cut_at_sentences, flag_tokens
from analysis.annotate.text.tokens import Tokens, is_word


def correct_spans(
    tokens: Tokens, quotations: pd.DataFrame, spans: pd.DataFrame, language: str
) -> pd.DataFrame:
    """Put role spans right where a rule is surer than the tagger.

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
    pandas.DataFrame
        As `spans`, in the order of the text; contents end with their sentence, and spans that the rules
        made have a score of 0.9.
    """
    if not len(tokens):
        return spans
    spans = cover_quotations(tokens, cut_contents(tokens, spans), quotations)
    spans = extend_contents(tokens, spans, language)
    spans = read_dashed(tokens, spans, quotations, language)
    spans = read_headlines(tokens, spans, language)
    spans = read_asides(tokens, spans, language)
    return drop_stray(tokens, spans, quotations)


def cut_contents(tokens: Tokens, spans: pd.DataFrame) -> pd.DataFrame:
    """Cut spans at the ends of sentences, so that each piece can be linked in its own."""
    whole, first, last = cut_at_sentences(tokens, spans["first"].to_numpy(), spans["last"].to_numpy())
    return spans.iloc[whole].assign(first=first, last=last).reset_index(drop=True)


def extend_contents(tokens: Tokens, spans: pd.DataFrame, language: str) -> pd.DataFrame:
    """Let contents go on where they break off and nothing else stands behind them in the sentence.

    One that ends before a word goes on to the next mark; one that is only the condition of a sentence
    ("if it rains"), to the end of the sentence.
    """
    classes, low = read_classes(language), [form.lower() for form in tokens.vocabulary]
    condition = flag_tokens(tokens, [form in classes["condition"] for form in low])
    that = flag_tokens(tokens, [form in classes["complementizer"] for form in low])
    comma = np.append(flag_tokens(tokens, [form == "," for form in low]), False)
    first, last = spans["first"].to_numpy(), spans["last"].to_numpy()
    marks = np.append(np.flatnonzero(~is_word(tokens)), len(tokens))
    end = np.searchsorted(tokens.sentence, tokens.sentence[last - 1], side="right")
    opening = np.minimum(first + that[first], len(tokens) - 1)
    conditional = condition[opening] & comma[last]
    stop = np.where(conditional, end, np.minimum(marks[np.searchsorted(marks, last)], end))
    free = np.append(first[1:], len(tokens))[: len(first)] >= stop
    goes_on = (spans["role"] == "content").to_numpy() & free & (stop > last)
    return spans.assign(last=np.where(goes_on, stop, last))


def drop_stray(tokens: Tokens, spans: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """Drop contents that are neither quoted nor in a sentence with a cue."""
    first, is_cue = spans["first"].to_numpy(), (spans["role"] == "cue").to_numpy()
    cued = np.isin(tokens.sentence[first], tokens.sentence[first[is_cue]])
    quoted = mark_quoted(tokens, quotations)[first] >= 0
    return spans[(spans["role"] != "content").to_numpy() | cued | quoted]
