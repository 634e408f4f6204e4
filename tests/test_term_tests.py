"""Inference about terms: against permutation and bootstrap, bursts, events as the sample."""

import numpy as np
import pandas as pd
import pytest
from generated_tables import write_words
from scipy.sparse import csr_array
from scipy.stats import norm

from analysis.compare import term_tests, vocabulary
from analysis.compare.bootstrap import Bootstrap
from analysis.compare.permutation import Permutation, permute_articles
from analysis.compare.term_bootstrap import bootstrap_terms
from analysis.compare.term_tests import MANY_EVENTS, Sides, find_clustered_variance, find_term_p
from analysis.compare.terms import contrast_terms, weigh_log_odds
from analysis.compare.vocabulary import Vocabulary, lay_out_cells

RATES = np.array([0.05, 0.02, 0.01, 0.004, 0.3])


def draw_words(seed: int, n: int, effect: float = 1.0) -> csr_array:
    """Draw how often n articles use five terms; the first half uses the first more by some factor."""
    random = np.random.default_rng(seed)
    words = random.integers(200, 900, n)
    burst = random.gamma(2, 1 / 2, (n, 5))
    burst[:, 4] = 1
    factor = np.where(np.arange(n) < n // 2, effect, 1)[:, None] ** np.array([1, 0, 0, 0, 0])
    return csr_array(random.poisson(words[:, None] * RATES * burst * factor))


def lay_out(counts: csr_array, event: object = "e") -> tuple[Vocabulary, Sides]:
    """Lay articles out whose first half is the target's."""
    n = counts.shape[0]
    frame = pd.DataFrame({"event": event, "outlet": np.where(np.arange(n) < n // 2, "a", "b")})
    laid = lay_out_cells(counts, frame, pd.RangeIndex(counts.shape[1]))
    cells = [np.flatnonzero(laid.cells["outlet"] == outlet) for outlet in "ab"]
    return laid, Sides("a", "b", *cells)


def permute(counts: csr_array, event: np.ndarray, draws: int = 9999) -> np.ndarray:
    """Find p of every term by letting articles change sides."""
    x = counts.toarray()
    n = np.broadcast_to(x.sum(axis=1, keepdims=True), x.shape)
    names = [str(number) for number in range(len(x))]
    is_target = np.arange(len(x)) < len(x) // 2
    return permute_articles(np.stack([x, n], axis=1) * 1.0, event, is_target, names, Permutation(draws, 1))


@pytest.mark.parametrize("effect", [1.0, 1.6])
def test_p_agrees_with_permutation(effect):
    """With 40 articles a side p from the normal distribution is near that of 9,999 permutations."""
    counts = draw_words(1, 80, effect)
    found = find_term_p(*lay_out(counts))
    np.testing.assert_allclose(found, permute(counts, np.zeros(80, int)), atol=0.03)


def test_p_is_that_of_the_score_over_several_events():
    """Inside several events the statistic is the one whose permutations are looked at elsewhere."""
    counts, event = draw_words(2, 90), np.arange(90) % 3
    laid, sides = lay_out(counts, event.astype(str))
    score, variance, users = term_tests.score_by_article(laid, term_tests.find_cells(laid, sides))
    x = counts.toarray()
    n = x.sum(axis=1)
    is_target = np.arange(90) < 45
    expected, spread = 0.0, 0.0
    for one in range(3):
        here = event == one
        above = x[here] - x[here].sum(axis=0) / n[here].sum() * n[here, None]
        share = n[here & is_target].sum() / n[here].sum()
        weight = np.where(is_target[here], 1 - share, share) ** 2
        expected = expected + above[is_target[here]].sum(axis=0)
        spread = spread + weight @ above**2 * here.sum() / (here.sum() - 1)
    np.testing.assert_allclose(score, expected, atol=1e-9)
    np.testing.assert_allclose(variance, spread)
    assert users.tolist() == (x > 0).sum(axis=0).tolist()
    np.testing.assert_allclose(find_term_p(laid, sides), 2 * norm.sf(np.abs(expected) / np.sqrt(spread)))


def test_standard_errors_agree_with_the_bootstrap():
    """The delta method's standard error of log-odds is within 10 % of that of resampled articles."""
    counts = draw_words(3, 120)
    laid, sides = lay_out(counts)
    prior = np.full(5, 20.0)
    cells = (sides.target_cells, sides.reference_cells)
    se = np.sqrt(sum(find_clustered_variance(laid, side, prior) for side in cells))
    names, is_target = [str(n) for n in range(120)], np.arange(120) < 60
    drawn = bootstrap_terms(counts, is_target, names, prior, bootstrap=Bootstrap(2000, 1, 0.95))
    log_odds = np.hstack([found for found, _ in drawn])
    assert log_odds.shape == (5, 2000)
    np.testing.assert_allclose(se, log_odds.std(axis=1), rtol=0.1)


def test_the_bootstrap_compares_as_the_table_does():
    """A draw that takes every article once gives the table's log-odds and z."""
    counts = draw_words(4, 20)
    prior = np.full(5, 10.0)
    sums = [counts[half].sum(axis=0) for half in (np.arange(10), np.arange(10, 20))]
    expected = weigh_log_odds(*sums, prior)
    singles = [total.astype(np.float32)[:, None] for total in sums]
    from analysis.compare.term_bootstrap import compare_draws

    for found, wanted in zip(
        compare_draws(*singles, prior.astype(np.float32)[:, None]), expected, strict=True
    ):
        np.testing.assert_allclose(found[:, 0], wanted, rtol=1e-4, atol=1e-5)


def test_words_that_come_together_do_not_count_as_many():
    """Twenty occurrences in one article make no difference; one in each of ten articles does."""
    plain = "so it was and is "
    burst = {f"a/e/{n}": plain * 20 for n in range(10)} | {f"b/e/{n}": plain * 20 for n in range(10)}
    burst["a/e/0"] += "dam " * 20
    for article in range(10):
        burst[f"a/e/{article}"] += "flood " * 2
    for article in (0, 1, 2, 3):  # so that enough articles use it
        burst[f"b/e/{article}"] += "dam "
    words, articles = write_words(burst)
    found = contrast_terms(words, articles, prior_words=100, min_articles=1, stop_words=[])
    rows = found[(found["target"] == "a") & (found["reference"] == "b") & (found["voice"] == "both")]
    rows = rows.set_index("term")
    assert rows.loc["dam", "z"] > 2.5
    assert rows.loc["dam", "p"] > 0.2
    assert rows.loc["dam", "se"] > 1.5 * rows.loc["dam", "log_odds"] / rows.loc["dam", "z"]
    assert rows.loc["flood", "q"] < 0.01


def test_terms_of_four_articles_are_not_tested():
    """A term that fewer than 5 articles use has no p, whatever its split; with 5 it has one."""
    texts = {f"{o}/e/{n}": "so it was" for o in "ab" for n in range(6)}
    for n in range(4):
        texts[f"a/e/{n}"] += " four"
    for n in range(5):
        texts[f"a/e/{n}"] += " five"
    words, articles = write_words(texts)
    found = contrast_terms(words, articles, prior_words=10, min_articles=1, stop_words=[])
    rows = found[(found["target"] == "a") & (found["voice"] == "both") & (found["reference"] == "b")]
    rows = rows.set_index("term")
    assert np.isnan(rows.loc["four", "p"])
    assert np.isnan(rows.loc["four", "q"])
    assert rows.loc["five", "p"] < 0.05


def test_errors_are_never_below_those_of_independent_words():
    """A side that never uses a term shows no variation; its error is that of independent words."""
    counts = draw_words(5, 40)
    counts = csr_array(counts.toarray() * np.where(np.arange(40) < 20, 0, 1)[:, None] ** [1, 0, 0, 0, 0])
    laid, sides = lay_out(counts)
    prior = np.full(5, 2.0)
    found = find_clustered_variance(laid, sides.target_cells, prior)
    assert found[0] == pytest.approx(1 / prior[0])
    assert (found >= 1 / (laid.counts[sides.target_cells].sum(axis=0) + prior)).all()


def test_many_events_are_the_sample():
    """Over 20 events or more the scatter between events decides, worked out here from whole events."""
    counts, event = draw_words(6, 200), np.arange(200) % MANY_EVENTS
    laid, sides = lay_out(counts, [f"{number:02}" for number in event])
    x = counts.toarray()
    n, is_target = x.sum(axis=1), np.arange(200) < 100
    above = []
    for one in range(MANY_EVENTS):
        here = event == one
        rate = x[here].sum(axis=0) / n[here].sum()
        above.append((x[here & is_target] - rate * n[here & is_target, None]).sum(axis=0))
    z = np.sum(above, axis=0) / np.sqrt(np.sum(np.square(above), axis=0))
    np.testing.assert_allclose(find_term_p(laid, sides), 2 * norm.sf(np.abs(z)))


def test_a_term_of_one_event_is_not_tested_over_many():
    """However many articles on one of many events use a term, that is one event."""
    x = np.ones((200, 2), dtype=int)
    x[:, 1] = (np.arange(200) % MANY_EVENTS == 0) & (np.arange(200) < 100)
    laid, sides = lay_out(csr_array(x), [f"{n % MANY_EVENTS:02}" for n in range(200)])
    assert np.isnan(find_term_p(laid, sides)[1])


def test_both_ways_to_sum_give_the_same(monkeypatch):
    """Sums made in a full table and by sparse products are equal, to the last one."""
    counts = draw_words(7, 60)
    event = [str(n % 4) for n in range(60)]
    full, _ = lay_out(counts, event)
    expected = [getattr(full, name).toarray() for name in ("counts", "articles", "squares", "products")]
    monkeypatch.setattr(vocabulary, "DENSE", 0)
    sparse, _ = lay_out(counts, event)
    for name, wanted in zip(("counts", "articles", "squares", "products"), expected, strict=True):
        assert np.array_equal(getattr(sparse, name).toarray(), wanted)
