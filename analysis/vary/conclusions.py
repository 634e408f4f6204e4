"""The four tables that say how far conclusions hold."""

from collections.abc import Collection

import pandas as pd

from analysis.compare.design import make_design
from analysis.compare.outlets import keep_articles
from analysis.study import Study
from analysis.vary.judgements import judge_contrasts
from analysis.vary.left_out import find_influence
from analysis.vary.precision import plan_precision
from analysis.vary.specifications import vary_contrasts
from analysis.vary.terms import judge_terms


def vary_conclusions(
    tables: dict[str, pd.DataFrame], study: Study, *, stop_words: Collection[str]
) -> dict[str, pd.DataFrame]:
    """Say how far the conclusions of a study depend on choices, articles, events and its size.

    Parameters
    ----------
    tables
        `articles`, `copies`, the annotations and `measures`.
    study
        Its multiverse, parameters, labels and language.
    stop_words
        The commonest words of the language, in lower case.

    Returns
    -------
    dict of pandas.DataFrame
        Tables `specifications`, `judgements`, `term_judgements` and `precision`.
    """
    parameters = study.parameters
    articles = make_design(tables["articles"], tables["copies"], keep_copies=parameters.copies).articles
    measures, words = (keep_articles(tables[name], articles) for name in ("measures", "term_counts"))
    specifications = vary_contrasts(tables, study)
    return {
        "specifications": specifications,
        "judgements": judge_contrasts(specifications, find_influence(measures, articles), study.multiverse),
        "term_judgements": judge_terms(
            words,
            articles,
            parameters,
            multiverse=study.multiverse,
            stop_words=stop_words,
        ),
        "precision": plan_precision(
            measures, articles, seed=parameters.seed, confidence=parameters.confidence
        ),
    }
