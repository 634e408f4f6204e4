"""Every specification through the functions of the main line: the multiverse (Steegen et al. 2016)."""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.contrast_tests import correct_families
from analysis.compare.contrasts import contrast_outlets
from analysis.compare.design import make_design
from analysis.compare.outlets import keep_articles
from analysis.compare.rows import finish_table
from analysis.measure.articles import measure_articles
from analysis.study import Study
from analysis.vary.choices import list_specifications
from analysis.vary.lexicons import Frames, alter_annotations

ROUNDING = 1e-9


def vary_contrasts(tables: Frames, study: Study) -> pd.DataFrame:
    """Contrast the outlets under every specification.

    Parameters
    ----------
    tables
        `articles`, `copies` and the annotations.
    study
        Its multiverse, parameters, labels and language.

    Returns
    -------
    pandas.DataFrame
        Table `specifications`: contrasts over all events, under each specification that a measure depends on.
    """
    parameters = study.parameters
    headline, copies = ("in" if given else "out" for given in (parameters.headline, parameters.copies))
    tests = {name: getattr(parameters, name) for name in ("draws", "permutations", "seed", "confidence")}

    @cache
    def measure(lexicon: str, attributions: str, titles: str) -> pd.DataFrame:
        altered = alter_annotations(tables, lexicon or attributions, study.language)
        return measure_articles(altered, study.labels, headline=titles == "in")

    frames: list[pd.DataFrame] = []
    bases: dict[tuple[str, str], pd.DataFrame] = {}
    for chosen in list_specifications(study.multiverse, headline=headline, copies=copies):
        measures = measure(chosen.lexicon, chosen.attributions, chosen.headline or headline)
        depending = measures[measures["measure"].map(chosen.applies_to)]
        keep = (chosen.copies or copies) == "in"
        articles = make_design(tables["articles"], tables["copies"], keep_copies=keep).articles
        found = contrast_outlets(keep_articles(depending, articles), articles, **tests)
        pooled = found[found["event"] == "all"]
        base = bases.setdefault((chosen.headline, chosen.copies), pooled)
        kept = pooled.assign(q=correct_among(pooled, base))
        decided = decide(kept, parameters.confidence)
        frames.append(kept.assign(specification=chosen.name, equivalent=chosen.equivalent, decided=decided))
    return finish_table("specifications", frames)


def correct_among(pooled: pd.DataFrame, base: pd.DataFrame) -> NDArray[np.float64]:
    """Correct p among all measures: those that a specification leaves as they are have the p of its base."""
    others = base[~base["measure"].isin(pooled["measure"])]
    rows = pd.concat([pooled, others], ignore_index=True)
    return correct_families(rows["p"].where(rows["flags"] == ""), rows["family"])[: len(pooled)]


def decide(contrasts: pd.DataFrame, confidence: float) -> NDArray[np.int64]:
    """Decide contrasts: 1 where the target has more, -1 where it has less, 0 where neither is shown.

    A contrast is decided where it carries no flag, its interval leaves out 0, and its q is at most 1 less the
    confidence.
    """
    sound = (contrasts["flags"] == "") & (contrasts["q"] <= 1 - confidence + ROUNDING)
    more, fewer = contrasts["difference_low"] > 0, contrasts["difference_high"] < 0
    return np.where(sound, more.to_numpy(np.int64) - fewer.to_numpy(np.int64), 0)
