"""Studies simulated from real articles, with or without a planted effect."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from analysis.compare.pooling import Contrast
from analysis.compare.sample import Sample

CONTRAST = Contrast(0, (1,), "other", single_events=False)


@dataclass(frozen=True)
class Plan:
    """What a simulated study is like: two outlets, each with so many articles spread over the events."""

    articles: int  # of each outlet
    events: int = 1
    effect: float = 1.0  # the first outlet's rates are multiplied by it
    spread: float = 0.0  # standard deviation of the logarithm of what an event multiplies rates by
    interaction: float = 0.0  # the same for each outlet's way with an event


def simulate(source: Sample, rows: NDArray[np.intp], plan: Plan, random: np.random.Generator) -> Sample:
    """Draw articles with replacement from some rows of a sample, and multiply their numerators.

    A numerator times a factor is rounded up or down at random, so that its expectation is kept.
    """
    outlet = np.repeat([0, 1], plan.articles)
    event = np.tile(np.arange(plan.articles) % plan.events, 2)
    counts = source.counts[random.choice(rows, len(outlet))].copy()
    counts[:, 0] = multiply(counts[:, 0], draw_factors(plan, random)[outlet, event], random)
    return replace(
        source,
        outlets=("one", "other"),
        events=tuple(f"event-{number}" for number in range(plan.events)),
        article_ids=tuple(f"article-{number:03}" for number in range(len(outlet))),
        outlet=outlet,
        event=event,
        counts=counts,
    )


def draw_factors(plan: Plan, random: np.random.Generator) -> NDArray[np.float64]:
    """Draw by what each outlet's rates are multiplied in each event: outlet × event, 1 on average."""
    shared = draw_lognormal(random, plan.spread, (1, plan.events))
    own = draw_lognormal(random, plan.interaction, (2, plan.events))
    return np.array([[plan.effect], [1.0]]) * shared * own


def draw_lognormal(
    random: np.random.Generator, spread: float, shape: tuple[int, int]
) -> NDArray[np.float64]:
    """Draw factors with mean 1."""
    return random.lognormal(-(spread**2) / 2, spread, shape)


def multiply(
    numerator: NDArray[np.float64], factor: NDArray[np.float64], random: np.random.Generator
) -> NDArray[np.float64]:
    """Multiply numerators (article × column), rounded at random."""
    return np.floor(numerator * factor[:, None] + random.random(numerator.shape))
