"""The tests that others use for the same questions."""

import warnings

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Counts = NDArray[np.int64]


def count_table(count: Counts, other: Counts) -> tuple[Floats, Floats]:
    """Make the tables (term, other words) × (target, reference) of terms, and what independence expects.

    A term that nobody uses is expected never.
    """
    observed = np.array([[count, other], [count.sum() - count, other.sum() - other]], dtype=np.float64)
    rows, columns = observed.sum(axis=1, keepdims=True), observed.sum(axis=0, keepdims=True)
    return observed, np.maximum(rows * columns / observed.sum(axis=(0, 1)), 1e-300)


def find_g2(count: Counts, other: Counts) -> Floats:
    """Find p of the log-likelihood ratio G² (Dunning 1993) of every term."""
    from scipy.special import xlogy
    from scipy.stats import chi2

    observed, expected = count_table(count, other)
    return np.asarray(chi2.sf(2 * xlogy(observed, observed / expected).sum(axis=(0, 1)), 1))


def find_yates(count: Counts, other: Counts) -> Floats:
    """Find p of chi-square with Yates' correction of every term."""
    from scipy.stats import chi2

    observed, expected = count_table(count, other)
    away = np.maximum(np.abs(observed - expected) - 0.5, 0)
    return np.asarray(chi2.sf((away**2 / expected).sum(axis=(0, 1)), 1))


def find_t(numerator: Floats, denominator: Floats, is_target: NDArray[np.bool_]) -> float:
    """Find p of Welch's t-test on the rates of articles."""
    from scipy.stats import ttest_ind

    rates = numerator[denominator > 0] / denominator[denominator > 0]
    sides = is_target[denominator > 0]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nothing varies: p is unknown
        return float(ttest_ind(rates[sides], rates[~sides], equal_var=False).pvalue)


def fit_regressions(
    numerator: Floats, denominator: Floats, is_target: NDArray[np.bool_], group: NDArray[np.integer]
) -> tuple[float, float, float]:
    """Find p of regressions on the side, with the denominator as exposure; unknown where a fit fails.

    Returns
    -------
    tuple of float
        Of Poisson's model with errors scaled by Pearson's chi-square (quasi-Poisson), of the same model with
        errors clustered by group, and of the negative binomial model with such errors.
    """
    import statsmodels.api as sm

    kept = denominator > 0
    y, x, exposure = numerator[kept], sm.add_constant(is_target[kept] * 1.0), denominator[kept]
    clusters = {"groups": group[kept], "use_correction": True}
    options = {"cov_type": "cluster", "cov_kwds": clusters, "use_t": True}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # one side has none: the fit does not converge and p says nothing
        try:
            poisson = sm.GLM(y, x, sm.families.Poisson(), exposure=exposure)
            plain = poisson.fit(scale="X2")
            spread = (((y - plain.mu) ** 2 - plain.mu) / plain.mu**2).sum() / (len(y) - 2)
            family = sm.families.NegativeBinomial(alpha=max(spread, 1e-6))
            negative_binomial = sm.GLM(y, x, family, exposure=exposure)
            fits = [plain, poisson.fit(**options), negative_binomial.fit(**options)]
        except (ValueError, np.linalg.LinAlgError, ZeroDivisionError):
            return float("nan"), float("nan"), float("nan")
    quasi_poisson, clustered, negative = (float(fit.pvalues[1]) for fit in fits)
    return quasi_poisson, clustered, negative
