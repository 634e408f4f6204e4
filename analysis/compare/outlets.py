"""The four tables of comparison."""

from collections.abc import Collection

import pandas as pd

from analysis.compare.contrasts import contrast_outlets
from analysis.compare.estimates import estimate_outlets
from analysis.compare.similarity import compare_wording
from analysis.compare.terms import contrast_terms
from analysis.study import Parameters


def compare_outlets(
    measures: pd.DataFrame,
    term_counts: pd.DataFrame,
    articles: pd.DataFrame,
    parameters: Parameters,
    *,
    stop_words: Collection[str],
) -> dict[str, pd.DataFrame]:
    """Compare the outlets of a study.

    Parameters
    ----------
    measures, term_counts, articles
        The tables of these names; `measures` made with the same `parameters.headline`.
    parameters
        Of the study: seed, draws, confidence, headline, stop_words, min_articles, prior_words.
    stop_words
        The commonest words of the language, in lower case; left out if `parameters.stop_words`.

    Returns
    -------
    dict of pandas.DataFrame
        Tables `estimates`, `comparisons`, `term_contrasts` and `similarity`.
    """
    draws, seed, confidence = parameters.draws, parameters.seed, parameters.confidence
    words = term_counts if parameters.headline else term_counts[term_counts["part"] == "body"]
    left_out = stop_words if parameters.stop_words else ()
    return {
        "estimates": estimate_outlets(measures, articles, draws=draws, seed=seed, confidence=confidence),
        "comparisons": contrast_outlets(measures, articles, draws=draws, seed=seed, confidence=confidence),
        "term_contrasts": contrast_terms(
            words,
            articles,
            prior_words=parameters.prior_words,
            min_articles=parameters.min_articles,
            stop_words=left_out,
        ),
        "similarity": compare_wording(words, articles, stop_words=left_out),
    }
