"""How alike each two articles of an event are: matrices article × article, 1 for the same words."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from analysis.compare.bootstrap import Floats, divide

STATISTICS = ("cosine", "jensen_shannon")


def weigh_words(counts: Any) -> Any:
    """Weigh the words of each article (sparse, article × term) by TF-IDF, to length 1."""
    from sklearn.feature_extraction.text import TfidfTransformer

    return TfidfTransformer().fit_transform(counts) if counts.shape[0] else counts


def compare_articles(vectors: Any, counts: Any) -> Floats:
    """Compare each two articles.

    Parameters
    ----------
    vectors
        Sparse, article × term, of length 1, see `weigh_words`.
    counts
        Sparse, article × term; each article has words.

    Returns
    -------
    numpy.ndarray
        Statistic (as in `STATISTICS`) × article × article, from 0 (no word shared) to 1 (alike).
    """
    return np.stack([(vectors @ vectors.T).toarray(), share_information(counts)])


def share_information(counts: Any) -> Floats:
    """Find 1 less the Jensen-Shannon divergence (Lin 1991), in bits, of each two articles' word shares.

    Only words that both use add to it: for shares p and q, p log((p + q) / p) + q log((p + q) / q), halved.
    """
    from scipy.special import rel_entr

    used = counts[:, np.unique(counts.indices)].toarray()
    shares = used / used.sum(axis=1, keepdims=True)
    alike = np.empty((len(shares), len(shares)))
    for row, own in enumerate(shares):
        words = own > 0
        p, others = own[words], shares[row:, words]
        parts = rel_entr(p, p + others) + rel_entr(others, p + others)
        alike[row, row:] = alike[row:, row] = -parts.sum(axis=1) / 2 / np.log(2)
    return alike


def average_pairs(alike: Floats, weights: Floats, outlet: NDArray[Any], n_outlets: int) -> Floats:
    """Average over pairs of different articles: draw × statistic × outlet × outlet; unknown without any."""
    different = 1 - np.eye(len(outlet))
    weighed = weights[:, :, None] * np.eye(n_outlets)[outlet]  # draw × article × outlet
    turned = weighed.transpose(0, 2, 1)
    sums = np.stack([turned @ (found * different) @ weighed for found in alike], axis=1)
    return divide(sums, (turned @ different @ weighed)[:, None])


def hold_against_baseline(means: Floats) -> Floats:
    """Hold each two outlets' similarity against that inside them: ... × (similarity, baseline, gap) × pair.

    The baseline is that of both, or of the one that has two articles.
    """
    one, other = np.triu_indices(means.shape[-1], k=1)
    similarity = means[..., one, other]
    inside = np.stack([means[..., one, one], means[..., other, other]])
    baseline = divide(np.nansum(inside, axis=0), (~np.isnan(inside)).sum(axis=0))
    baseline = np.where(np.isnan(similarity), np.nan, baseline)
    return np.stack([similarity, baseline, baseline - similarity], axis=-2)
