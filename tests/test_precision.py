"""What more articles would buy."""

import numpy as np
import pandas as pd
import pytest
from generated_tables import describe_article
from small_studies import draw_counts, make_study

from analysis.compare.contrasts import contrast_outlets
from analysis.compare.sample import make_sample
from analysis.store import make_table
from analysis.vary.precision import (
    POWER,
    Size,
    describe_own_size,
    level_outlets,
    list_sizes,
    plan_precision,
    search_signs,
)
from analysis.vary.specifications import decide

OPTIONS = {"seed": 1, "confidence": 0.95}


@pytest.fixture(scope="module")
def study() -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make a study of two outlets, eight events, two articles in a cell."""
    ids = [f"{o}/e{e}/{n}" for o in "ab" for e in range(8) for n in range(2)]
    return make_study(draw_counts(np.random.default_rng(4), ids))


def test_more_articles_and_more_events_tell_smaller_ratios(study):
    """The smallest ratio falls with the articles on each event and with the events; power rises."""
    found = plan_precision(*study, **OPTIONS)
    wide = found.pivot(index="n_events", columns="n_articles_per_event", values="ratio").fillna(99)
    assert (wide.diff(axis=1).iloc[:, 1:] < 0).all(axis=None)
    assert (wide.diff().iloc[1:] < 0).all(axis=None)
    assert found["power"].between(0, 1).all()
    assert set(found["n_articles"]) == set(found["n_events"] * found["n_articles_per_event"])


def test_the_study_at_hand_is_among_the_sizes(study):
    """A study with events enough has a row of its own size."""
    sample = make_sample(*study)
    assert describe_own_size(sample.coverage) == Size(8, 2)
    assert Size(8, 2) in list_sizes(sample)


def test_the_main_line_finds_the_planned_ratio_as_often_as_planned(study):
    """Simulated studies with the ratio that is told with 80 % power are decided in about 80 % of cases."""
    found = plan_precision(*study, **OPTIONS).set_index(["n_events", "n_articles_per_event"])
    numerator, denominator = level_outlets(make_sample(*study), 0)
    random = np.random.default_rng(9)
    ids = [(o, e) for o in "ab" for e in range(10)]
    decided = []
    for _ in range(50):
        picks = random.integers(len(numerator), size=len(ids))
        times = np.array([found.loc[(10, 1), "ratio"] if outlet == "a" else 1 for outlet, _ in ids])
        articles = [describe_article(f"{o}-{e}", o, f"e{e}") for o, e in ids]
        rows = {"numerator": numerator[picks] * times, "denominator": denominator[picks]}
        frame = pd.DataFrame({"article_id": [a["article_id"] for a in articles], **rows})
        contrasts = contrast_outlets(
            frame.assign(measure="hedges", voice="both"), make_table("articles", articles),
            draws=200, permutations=1023, **OPTIONS,
        )  # fmt: skip
        pair = contrasts.query("event == 'all' and target == 'a' and reference == 'b'")
        decided.append(decide(pair.assign(q=pair["p"], flags=""), 0.95)[0] == 1)
    assert abs(np.mean(decided) - POWER) < 0.17


def test_levelled_outlets_have_the_same_rate(study):
    """After levelling, outlets with articles enough have the rate of all together."""
    sample = make_sample(*study)
    numerator, denominator = level_outlets(sample, 0)
    rates = [numerator[sample.outlet == o].sum() / denominator[sample.outlet == o].sum() for o in (0, 1)]
    assert rates == pytest.approx([rates[0]] * 2)


def test_the_sign_test_of_six_events_needs_all_six():
    """With six events a ratio is told from none just when the target is higher in all of them."""
    reference = np.array([[1.0, 2.0, 3.0, 1.0, 2.0, 5.0]])
    target = np.array([[1.0, 1.0, 2.0, 1.0, 2.0, 2.0]])
    threshold = search_signs(np.stack([target, reference], axis=1), 0.95)
    assert threshold == pytest.approx(2.5, rel=0.01)


@pytest.mark.parametrize(
    "counts",
    [
        {"a/e/1": (1, 100)},
        {"a/e/1": (0, 100), "b/e/1": (0, 100)},
        {"a/e/1": (0, 0), "b/e/1": (0, 0)},
    ],
)
def test_where_nothing_was_counted_nothing_is_planned(counts):
    """One article, or no occurrence, tells nothing about variation: no rows, no error."""
    assert plan_precision(*make_study(counts), **OPTIONS).empty


def test_few_articles_are_planned_from_all_the_same():
    """Five articles of three outlets on one event still say how much articles differ."""
    counts = {"a/e/1": (3, 300), "a/e/2": (1, 200), "b/e/1": (5, 250), "c/e/1": (2, 400), "c/f/1": (4, 300)}
    found = plan_precision(*make_study(counts), **OPTIONS)
    assert len(found) and found["n_events"].min() == 6
