"""Every specification through the functions of the main line: the multiverse (Steegen et al. 2016)."""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

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

    frames = []
    for chosen in list_specifications(study.multiverse, headline=headline, copies=copies):
        measures = measure(chosen.lexicon, chosen.attributions, chosen.headline or headline)
        design = make_design(
            tables["articles"], tables["copies"], keep_copies=(chosen.copies or copies) == "in"
        )
        found = contrast_outlets(keep_articles(measures, design.articles), design.articles, **tests)
        kept = found[(found["event"] == "all") & found["measure"].map(chosen.applies_to)]
        decided = decide(kept, parameters.confidence)
        frames.append(kept.assign(specification=chosen.name, equivalent=chosen.equivalent, decided=decided))
    return finish_table("specifications", frames)


def decide(contrasts: pd.DataFrame, confidence: float) -> NDArray[np.int64]:
    """Decide contrasts: 1 where the target has more, -1 where it has less, 0 where neither is shown.

    A contrast is decided where it carries no flag, its interval leaves out 0, and its q is at most 1 less the
    confidence.
    """
    sound = (contrasts["flags"] == "") & (contrasts["q"] <= 1 - confidence + ROUNDING)
    more, fewer = contrasts["difference_low"] > 0, contrasts["difference_high"] < 0
    return np.where(sound, more.to_numpy(np.int64) - fewer.to_numpy(np.int64), 0)
