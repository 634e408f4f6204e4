"""Terms under other choices: those that tell outlets apart in the main line, and whether they still do."""

from collections.abc import Collection, Iterator
from dataclasses import asdict, dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.rows import finish_table
from analysis.compare.terms import contrast_terms
from analysis.study import Parameters
from analysis.vary.choices import MAIN_LINE, Multiverse
from analysis.vary.specifications import ROUNDING

KEY = ["target", "reference", "voice", "term"]


@dataclass(frozen=True)
class Variation:
    """One choice of the vocabulary made otherwise."""

    name: str
    parameters: Parameters


def judge_terms(
    term_counts: pd.DataFrame,
    articles: pd.DataFrame,
    parameters: Parameters,
    *,
    multiverse: Multiverse,
    stop_words: Collection[str],
) -> pd.DataFrame:
    """Judge every term that the main line tells apart, one choice varied at a time.

    Parameters
    ----------
    term_counts, articles
        The tables of these names.
    parameters
        Of the study.
    multiverse
        Alternatives to the choices `stop_words`, `prior_words`, `min_articles` and `headline`; those that are
        not equivalent are left out.
    stop_words
        The commonest words of the language.

    Returns
    -------
    pandas.DataFrame
        Table `term_judgements`. Robust: told apart in the same direction whatever is varied.
    """
    frames = []
    for variation in [Variation(MAIN_LINE, parameters), *list_variations(parameters, multiverse)]:
        found = contrast_under(variation.parameters, term_counts, articles, stop_words)
        frames.append(
            found.assign(specification=variation.name, decided=decide_terms(found, parameters.confidence))
        )
    main = frames[0].loc[frames[0]["decided"] != 0, [*KEY, "decided"]]
    rows = pd.concat(frames).merge(main.rename(columns={"decided": "main"}), on=KEY)
    return finish_table("term_judgements", [count_agreement(rows)])


def list_variations(parameters: Parameters, multiverse: Multiverse) -> Iterator[Variation]:
    """List the equivalent alternatives, each a change of one parameter."""
    for choice in ("stop_words", "prior_words", "min_articles", "headline"):
        for alternative, standing in multiverse[choice].items():
            changed = Parameters(**asdict(parameters) | {choice: read_alternative(choice, alternative)})
            if standing == "equivalent" and changed != parameters:
                words = choice.replace("_", " ")
                yield Variation(f"{words}: {alternative}", changed)


def read_alternative(choice: str, alternative: str) -> bool | int:
    """Read an alternative as the value of a parameter; `stop_words` is whether they are left out."""
    if choice == "stop_words":
        return alternative == "out"
    return alternative == "in" if choice == "headline" else int(alternative)


def contrast_under(
    parameters: Parameters,
    term_counts: pd.DataFrame,
    articles: pd.DataFrame,
    stop_words: Collection[str],
) -> pd.DataFrame:
    """Contrast the terms as the main line does, with these parameters."""
    words = term_counts if parameters.headline else term_counts[term_counts["part"] == "body"]
    return contrast_terms(
        words,
        articles,
        prior_words=parameters.prior_words,
        min_articles=parameters.min_articles,
        stop_words=stop_words if parameters.stop_words else (),
    )


def decide_terms(contrasts: pd.DataFrame, confidence: float) -> NDArray[np.int64]:
    """Decide terms by q: 1 where the target uses more of it, -1 where less, 0 where neither is shown."""
    sign = np.sign(contrasts["log_odds"]).astype(np.int64)
    return np.where(contrasts["q"] <= 1 - confidence + ROUNDING, sign, 0)


def count_agreement(rows: pd.DataFrame) -> pd.DataFrame:
    """Count the specifications that agree with the main line, and judge by them.

    A specification that leaves a term out for standing in too few articles, or for being too common, neither
    agrees nor disagrees: it is not counted.
    """
    marked = rows.assign(
        n_specifications=True,
        n_same_sign=np.sign(rows["log_odds"]) == rows["main"],
        n_decided=rows["decided"] == rows["main"],
        n_against=rows["decided"] == -rows["main"],
        support=-rows["q"].fillna(1),
    )
    counts = marked.groupby(KEY)[["n_specifications", "n_same_sign", "n_decided", "n_against"]].sum()
    ordered = marked.sort_values(["support", "specification"], kind="stable").drop_duplicates(KEY)
    found = counts.join(ordered.set_index(KEY)["specification"].rename("weakest")).reset_index()
    holds = found["n_decided"] == found["n_specifications"]
    return found.assign(verdict=np.select([found["n_against"] > 0, holds], ["reversed", "robust"], "fragile"))
