"""The placebo: each outlet against itself, split at random, where whatever is found is false."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Bootstrap, Floats
from analysis.compare.contrast_intervals import bootstrap_contrasts
from analysis.compare.contrast_tests import find_p_values
from analysis.compare.permutation import Permutation
from analysis.compare.pooling import Contrast
from analysis.compare.sample import Sample, make_sample
from analysis.compare.splits import HALVES, Split, split_outlet, take_halves
from analysis.compare.term_tests import Sides, find_term_p
from analysis.compare.terms import share_words, weigh_log_odds
from analysis.compare.vocabulary import count_by_article, lay_out_cells
from analysis.store import make_table
from analysis.study import Parameters

CONTRAST = Contrast(0, (1,), HALVES[1], single_events=False)
Decision = tuple[str, NDArray[np.bool_]]  # the family, and for each test made whether it found a difference


@dataclass(frozen=True)
class Words:
    """The words of all articles in one voice."""

    counts: Any  # sparse, article × term, in the order of the sample
    terms: pd.Index  # unknown where they are stop words
    prior: Floats  # pseudo-counts of each term


def try_placebo(
    measures: pd.DataFrame,
    term_counts: pd.DataFrame,
    articles: pd.DataFrame,
    parameters: Parameters,
    *,
    stop_words: Collection[str],
) -> pd.DataFrame:
    """Hold every outlet against itself, with the tests that hold it against others.

    Parameters
    ----------
    measures, term_counts, articles
        The tables of these names.
    parameters
        Of the study: splits, seed, draws, permutations, confidence, prior_words.
    stop_words
        Terms to leave out.

    Returns
    -------
    pandas.DataFrame
        Table `placebo`. An outlet with fewer than 6 articles cannot be split and has no rows.
    """
    articles = articles.sort_values("article_id", ignore_index=True)
    sample = make_sample(measures, articles)
    voices = lay_out_words(term_counts, articles, parameters.prior_words, stop_words)
    rows = []
    for outlet, name in enumerate(sample.outlets):
        for number in range(parameters.splits):
            split = split_outlet(sample, outlet, seed=parameters.seed + number)
            if split is None:
                break
            where = {"outlet": name, "split": "within events" if split.within_events else "over all"}
            for family, found in decide(sample, voices, split, parameters):
                tests = {"family": family, "number": number, "n_tests": len(found), "n_found": found.sum()}
                rows.append(where | tests)
    return sum_splits(pd.DataFrame(rows), 1 - parameters.confidence) if rows else make_table("placebo", [])


def lay_out_words(
    term_counts: pd.DataFrame, articles: pd.DataFrame, prior_words: float, stop_words: Collection[str]
) -> dict[str, Words]:
    """Lay out the words of each voice, stop words left out of the terms."""
    by_voice, terms = count_by_article(term_counts, articles)
    kept = terms.where(~terms.isin(list(stop_words)))
    return {
        voice: Words(counts, kept, np.nan_to_num(prior_words * share_words(counts.sum(axis=0))))
        for voice, counts in by_voice.items()
    }


def decide(
    sample: Sample, voices: dict[str, Words], split: Split, parameters: Parameters
) -> Iterator[Decision]:
    """Make every test on a split."""
    halves = take_halves(sample, split)
    yield from decide_measures(halves, parameters)
    for words in voices.values():
        yield from decide_terms(words, split, 1 - parameters.confidence)


def decide_measures(halves: Sample, parameters: Parameters) -> Iterator[Decision]:
    """Test all measures, by interval and by p, where something varies."""
    p = find_p_values(halves, CONTRAST, Permutation(parameters.permutations, parameters.seed))[-1]
    bootstrap = Bootstrap(parameters.draws, parameters.seed, parameters.confidence)
    low, high, *_ = bootstrap_contrasts(halves, [CONTRAST], bootstrap)[0][-1]
    yield "p", p[~np.isnan(p)] <= 1 - parameters.confidence
    yield "interval", ((low > 0) | (high < 0))[~np.isnan(p) & ~np.isnan(low)]


def decide_terms(words: Words, split: Split, level: float) -> Iterator[Decision]:
    """Test all terms with articles as the sample, and the same terms with words as the sample."""
    from scipy.stats import norm

    p, count, other_count = compare_halves(words, split)
    _, z = weigh_log_odds(count, other_count, words.prior)
    tested = ~np.isnan(p)
    yield "terms", p[tested] <= level
    yield "words", np.abs(z[tested]) >= norm.isf(level / 2)


def compare_halves(words: Words, split: Split) -> tuple[Floats, NDArray[np.int64], NDArray[np.int64]]:
    """Find p of every term, unknown for stop words, and its occurrences in either half."""
    frame = pd.DataFrame({"event": split.event, "outlet": np.array(HALVES)[split.half]})
    vocabulary = lay_out_cells(words.counts[split.rows], frame, words.terms)
    one, other = (np.flatnonzero(vocabulary.cells["outlet"] == name) for name in HALVES)
    p = find_term_p(vocabulary, Sides(*HALVES, one, other))
    count, other_count = (vocabulary.counts[cells].sum(axis=0) for cells in (one, other))
    return np.where(words.terms.notna(), p, np.nan), count, other_count


def sum_splits(rows: pd.DataFrame, nominal: float) -> pd.DataFrame:
    """Sum the splits of each outlet, and of all."""
    rows = rows.assign(split_id=rows["outlet"] + "/" + rows["number"].astype("str"))
    found = pd.concat([rows, rows.assign(outlet="all")]).groupby(["family", "outlet"])
    sums = found.agg(
        n_splits=("split_id", "nunique"),
        n_tests=("n_tests", "sum"),
        n_found=("n_found", "sum"),
        split=("split", lambda names: names.iloc[0] if names.nunique() == 1 else "both"),
    ).reset_index()
    rate = sums["n_found"] / sums["n_tests"].where(sums["n_tests"] > 0)
    return make_table("placebo", sums.assign(rate=rate, nominal=round(nominal, 12)))
