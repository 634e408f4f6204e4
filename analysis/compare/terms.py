"""Which words tell two outlets apart: weighted log-odds with an informative Dirichlet prior."""

from collections.abc import Collection, Iterator

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats
from analysis.compare.contrast_tests import correct_families
from analysis.compare.design import count_coverage, find_shared_events
from analysis.compare.rows import finish_table
from analysis.compare.term_tests import Sides, find_clustered_variance, find_term_p
from analysis.compare.vocabulary import Vocabulary, lay_out_terms
from analysis.measure.registry import PER_1000_WORDS


def contrast_terms(
    term_counts: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    prior_words: float,
    min_articles: int,
    stop_words: Collection[str],
) -> pd.DataFrame:
    """Rank the words of every outlet against every other, and against all others together.

    Parameters
    ----------
    term_counts, articles
        The tables of these names.
    prior_words
        Weight of the prior in words, above 0; its proportions are those of all articles in the voice.
    min_articles
        In how many articles of the two sides together a term must stand.
    stop_words
        Terms to leave out; they still count as words, so that no other term's score depends on them.

    Returns
    -------
    pandas.DataFrame
        Table `term_contrasts`, from the events that both sides cover, for every voice in which both have
        words. The score is that of Monroe, Colaresi and Quinn (2008), "Fightin' Words".

    Raises
    ------
    ValueError
        If `prior_words` is not above 0: without a prior, a word of one side alone is infinitely far off.
    """
    if not prior_words > 0:
        raise ValueError(f"prior_words: {prior_words!r}. Give a number of words above 0.")
    frames = []
    for voice, vocabulary in lay_out_terms(term_counts, articles).items():
        allowed = ~vocabulary.terms.isin(list(stop_words))
        prior = prior_words * share_words(vocabulary.counts.sum(axis=0))
        for sides in list_sides(articles, vocabulary.cells):
            compared = compare_terms(vocabulary, sides, prior)
            n_articles = compared["n_articles_target"] + compared["n_articles_reference"]
            known = np.isfinite(compared[["log_odds", "z", "se"]]).all(axis=1)
            kept = compared[allowed & known & (n_articles >= max(min_articles, 1))]
            q = correct_families(kept["p"], kept["target"])
            frames.append(kept.assign(voice=voice, q=q))
    return finish_table("term_contrasts", frames)


def list_sides(articles: pd.DataFrame, cells: pd.DataFrame) -> Iterator[Sides]:
    """List every outlet against every other and against the rest, in their shared events."""
    outlets = sorted(set(articles["outlet"]))
    coverage = count_coverage(articles, outlets, sorted(set(articles["event"])))
    for target in outlets if len(outlets) > 1 else []:
        for reference in [*(outlet for outlet in outlets if outlet != target), "rest"]:
            shared = cells["event"].isin(find_shared_events(coverage, target, reference))
            is_target = cells["outlet"] == target
            is_reference = ~is_target if reference == "rest" else cells["outlet"] == reference
            yield Sides(
                target, reference, np.flatnonzero(shared & is_target), np.flatnonzero(shared & is_reference)
            )


def share_words(counts: NDArray[np.int64]) -> Floats:
    """Turn counts into shares of all words; unknown where there are none."""
    with np.errstate(invalid="ignore"):
        return counts / counts.sum()


def compare_terms(vocabulary: Vocabulary, sides: Sides, prior: Floats) -> pd.DataFrame:
    """Compare all terms of a vocabulary: the table's columns but the voice, with gaps where unknown."""
    count_t, count_r = (
        vocabulary.counts[cells].sum(axis=0) for cells in (sides.target_cells, sides.reference_cells)
    )
    log_odds, z = weigh_log_odds(count_t, count_r, prior)
    with np.errstate(divide="ignore", invalid="ignore"):
        variances = [
            find_clustered_variance(vocabulary, cells, prior)
            for cells in (sides.target_cells, sides.reference_cells)
        ]
    return pd.DataFrame(
        {
            "target": sides.target,
            "reference": sides.reference,
            "term": vocabulary.terms,
            "count_target": count_t,
            "count_reference": count_r,
            "per_1000_words_target": PER_1000_WORDS * share_words(count_t),
            "per_1000_words_reference": PER_1000_WORDS * share_words(count_r),
            "n_articles_target": vocabulary.articles[sides.target_cells].sum(axis=0),
            "n_articles_reference": vocabulary.articles[sides.reference_cells].sum(axis=0),
            "log_odds": log_odds,
            "z": z,
            "se": np.sqrt(sum(variances)),
            "p": find_term_p(vocabulary, sides),
        }
    )


def weigh_log_odds(
    target: NDArray[np.int64], reference: NDArray[np.int64], prior: Floats
) -> tuple[Floats, Floats]:
    """Compare counts by log-odds ratio after shrinkage, and by its standard error.

    Parameters
    ----------
    target, reference
        Occurrences of each term.
    prior
        Pseudo-counts of each term.

    Returns
    -------
    tuple of numpy.ndarray
        Log-odds ratio (above 0: more in the target) and z (equations 16, 20 and 22 of Monroe et al.);
        unknown where a side has no words, or a term is the only one.
    """
    smoothed = target + prior, reference + prior
    with np.errstate(divide="ignore", invalid="ignore"):
        log_target, log_reference = (np.log(side / (side.sum() - side)) for side in smoothed)
        log_odds = log_target - log_reference
        return log_odds, log_odds / np.sqrt(1 / smoothed[0] + 1 / smoothed[1])
