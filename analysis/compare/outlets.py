"""The five tables of comparison."""

from collections.abc import Collection

import pandas as pd

from analysis.compare.contrasts import contrast_outlets
from analysis.compare.design import Design
from analysis.compare.estimates import estimate_outlets
from analysis.compare.placebo import try_placebo
from analysis.compare.similarity import compare_wording
from analysis.compare.terms import contrast_terms
from analysis.study import Parameters


def compare_outlets(
    measures: pd.DataFrame,
    term_counts: pd.DataFrame,
    design: Design,
    parameters: Parameters,
    *,
    stop_words: Collection[str],
) -> dict[str, pd.DataFrame]:
    """Compare the outlets of a study.

    Parameters
    ----------
    measures, term_counts
        The tables of these names; `measures` made with the same `parameters.headline`.
    design
        What is compared, see `make_design`; what other articles say is left out.
    parameters
        Of the study: seed, draws, permutations, splits, confidence, headline, stop_words, min_articles,
        prior_words.
    stop_words
        The commonest words of the language, in lower case; left out if `parameters.stop_words`.

    Returns
    -------
    dict of pandas.DataFrame
        Tables `estimates`, `comparisons`, `term_contrasts`, `similarity` and `placebo`.
    """
    articles = design.articles
    measures, term_counts = (keep_articles(table, articles) for table in (measures, term_counts))
    words = term_counts if parameters.headline else term_counts[term_counts["part"] == "body"]
    left_out = stop_words if parameters.stop_words else ()
    draws = {name: getattr(parameters, name) for name in ("draws", "seed", "confidence")}
    return {
        "estimates": estimate_outlets(measures, articles, **draws),
        "comparisons": contrast_outlets(
            measures, articles, permutations=parameters.permutations, **draws
        ),
        "term_contrasts": contrast_terms(
            words,
            articles,
            prior_words=parameters.prior_words,
            min_articles=parameters.min_articles,
            stop_words=left_out,
        ),
        "similarity": compare_wording(words, articles, stop_words=left_out, **draws),
        "placebo": try_placebo(measures, words, articles, parameters, stop_words=left_out),
    }


def keep_articles(table: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows of some articles."""
    return table[table["article_id"].isin(articles["article_id"])]
