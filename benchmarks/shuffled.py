"""An effect inside events that their mixture hides: found where events are blocks, gone when shuffled."""

from dataclasses import replace
from typing import Any

import numpy as np

from analysis.compare.contrast_tests import find_p_values
from analysis.compare.permutation import Permutation
from benchmarks.outlets import Outlets, choose_columns
from benchmarks.simulated import CONTRAST, Plan, multiply, simulate

STUDIES = 1000
LEVEL = 0.05
MEASURES = (("hedges", "both"), ("attributions", "both"), ("attributed_share", "both"))
EVENTS = np.arange(8)
LEVELS = np.where(EVENTS < 4, 4.0, 1.0)  # what an event multiplies rates by
OFTEN, SELDOM = 6, 3  # articles on an event that an outlet covers more, and less
EFFECT = 1.5  # of the first outlet, which covers the events of low level more: over all, rates are equal


def shuffle_events(outlets: Outlets) -> dict[str, Any]:
    """Count how often the effect is found with the events as they are, and with their labels shuffled."""
    sample = choose_columns(outlets.sample, MEASURES)
    n = 4 * (OFTEN + SELDOM)
    event = np.concatenate(
        [np.repeat(EVENTS, np.where(EVENTS < 4, *sides)) for sides in ((SELDOM, OFTEN), (OFTEN, SELDOM))]
    )
    found: dict[str, list[float]] = {"as_they_are": [], "shuffled": []}
    for number in range(STUDIES):
        random = np.random.default_rng(number)
        study = simulate(sample, np.arange(len(sample.counts)), Plan(n, 8), random)
        counts = study.counts.copy()
        factor = LEVELS[event] * np.where(study.outlet == 0, EFFECT, 1)
        counts[:, 0] = multiply(counts[:, 0], factor, random)
        for name, events in (("as_they_are", event), ("shuffled", random.permutation(event))):
            study = replace(study, event=events, counts=counts)
            p = find_p_values(study, CONTRAST, Permutation(999, number))[-1]
            found[name].append(float((p <= LEVEL).mean()))
    return {name: round(float(np.mean(rates)), 4) for name, rates in found.items()}
