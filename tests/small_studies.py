"""Small studies for tests of comparison: counts under ids such as 'outlet/event/1'."""

from functools import partial

import numpy as np
import pandas as pd
from generated_tables import describe_article

from analysis.compare import contrasts
from analysis.compare.design import Design, make_design
from analysis.store import make_table
from analysis.study import Parameters

OPTIONS = {"draws": 200, "seed": 1, "confidence": 0.95}
FAST = Parameters(draws=50, permutations=99)
contrast_outlets = partial(contrasts.contrast_outlets, permutations=199)
Counts = dict[str, tuple[float, float]]


def make_study(counts: Counts, measure: str = "hedges") -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make `measures` and `articles` of counts under ids such as 'outlet/event/1'."""
    articles = [describe_article(key, *key.split("/")[:2]) for key in counts]
    rows = [
        {"article_id": key, "measure": measure, "voice": "both", "numerator": n, "denominator": d}
        for key, (n, d) in counts.items()
    ]
    return make_table("measures", rows), make_table("articles", articles)


def design_of(articles: pd.DataFrame) -> Design:
    """Make the design of articles without copies."""
    return make_design(articles, make_table("copies", []))


def take(found: pd.DataFrame, *key: str) -> pd.Series:
    """Take a row by event and outlet, or by event, target and reference; of the only measure."""
    names = list(found.columns[: len(key)])
    rows = found.set_index(names).loc[[key]]
    assert len(rows) == 1
    return rows.iloc[0]


def draw_counts(random: np.random.Generator, ids: list[str], rate: float = 0.02) -> Counts:
    """Draw words and hedges for some articles."""
    words = random.integers(100, 900, len(ids))
    hedges = random.binomial(words, rate * random.gamma(3, 1 / 3, len(ids)).clip(0.05, 3))
    return {key: (int(n), int(d)) for key, n, d in zip(ids, hedges, words, strict=True)}
