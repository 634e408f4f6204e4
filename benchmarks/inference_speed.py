"""How fast a study of 100,000 articles is compared, in processor time of one core."""

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from time import process_time
from typing import Any

import numpy as np
import pandas as pd

from analysis.compare.bootstrap import Bootstrap
from analysis.compare.estimates import bootstrap_value
from analysis.compare.sample import Sample
from analysis.compare.term_bootstrap import bootstrap_terms
from analysis.compare.term_tests import Sides, find_clustered_variance, find_term_p
from analysis.compare.vocabulary import lay_out_cells
from benchmarks.outlets import Outlets

SMALL, LARGE = 10_000, 100_000
OUTLETS = tuple("abcdefg")
MEASURES = 10
TERMS = 45_000
DRAWS = 2000
KILOBYTES = 1024**2  # in a gigabyte; Linux tells memory in kilobytes


def time_inference(outlets: Outlets) -> dict[str, Any]:
    """Resample articles into large studies of seven outlets on one event, and time what is done with them."""
    bootstrap_value(enlarge(outlets.sample, 100), 0, [0], Bootstrap(10, 1, 0.95))  # libraries are loaded
    seconds = {str(n): time_study(outlets, n) for n in (SMALL, LARGE)}
    return {"seconds": seconds, "gigabytes": round(weigh_process(), 1), "terms": TERMS, "draws": DRAWS}


def time_study(outlets: Outlets, n: int) -> dict[str, float]:
    """Time one size: seconds by what was done."""
    sample, counts = enlarge(outlets.sample, n), enlarge_vocabulary(outlets, n)
    names, prior = list(sample.article_ids), np.ones(TERMS)
    seconds: dict[str, float] = {}
    with timed(seconds, "measures"):
        for outlet in range(len(OUTLETS)):
            bootstrap_value(sample, outlet, [0], Bootstrap(DRAWS, 1, 0.95))
    with timed(seconds, "terms"):
        frame = pd.DataFrame({"event": "one", "outlet": np.array(OUTLETS)[sample.outlet]})
        vocabulary = lay_out_cells(counts, frame, pd.RangeIndex(TERMS))
        for outlet in range(len(OUTLETS)):
            cells = np.arange(len(OUTLETS))
            sides = Sides(OUTLETS[outlet], "rest", cells[cells == outlet], cells[cells != outlet])
            find_term_p(vocabulary, sides)
            find_clustered_variance(vocabulary, sides.target_cells, prior)
            find_clustered_variance(vocabulary, sides.reference_cells, prior)
    with timed(seconds, "z"):
        for _ in bootstrap_terms(
            counts, sample.outlet == 0, names, prior, bootstrap=Bootstrap(DRAWS, 1, 0.95)
        ):
            pass
    return seconds


@contextmanager
def timed(seconds: dict[str, float], name: str) -> Iterator[None]:
    """Time what is done inside."""
    begun = process_time()
    yield
    seconds[name] = round(process_time() - begun, 2)


def enlarge(sample: Sample, n: int) -> Sample:
    """Resample articles into a study of n articles and ten columns."""
    random = np.random.default_rng(1)
    return replace(
        sample,
        outlets=OUTLETS,
        article_ids=tuple(f"article-{number:06}" for number in range(n)),
        outlet=random.integers(len(OUTLETS), size=n),
        event=np.zeros(n, dtype=np.int64),
        columns=sample.columns[:MEASURES],
        counts=sample.counts[random.integers(len(sample.counts), size=n), :, :MEASURES],
    )


def enlarge_vocabulary(outlets: Outlets, n: int) -> Any:
    """Resample articles' words; half of the occurrences of rarer terms go to terms that are new."""
    from scipy.sparse import csr_array

    random = np.random.default_rng(1)
    words = outlets.voices["both"].counts
    drawn = words[random.integers(words.shape[0], size=n)].tocoo()
    n_new = TERMS - words.shape[1]
    is_new = (drawn.col >= words.shape[1] - n_new) & (random.random(drawn.nnz) < 0.5)
    column = np.where(is_new, drawn.col + n_new, drawn.col)
    return csr_array((drawn.data, (drawn.row, column)), shape=(n, TERMS))


def weigh_process() -> float:
    """Weigh this process at its peak, in gigabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KILOBYTES
