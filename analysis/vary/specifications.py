"""Every specification through the functions of the main line: the multiverse (Steegen et al. 2016)."""

from functools import cache

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.contrasts import contrast_outlets
from analysis.compare.rows import finish_table
from analysis.measure.articles import measure_articles
from analysis.study import Study
from analysis.vary.choices import list_specifications
from analysis.vary.lexicons import Frames, alter_annotations


def vary_contrasts(tables: Frames, study: Study) -> pd.DataFrame:
    """Contrast the outlets under every specification.

    Parameters
    ----------
    tables
        `articles` and the annotations.
    study
        Its multiverse, parameters, labels and language.

    Returns
    -------
    pandas.DataFrame
        Table `specifications`: contrasts over all events, under each specification that a measure depends on.
    """
    parameters = study.parameters
    main = "in" if parameters.headline else "out"

    @cache
    def measure(lexicon: str, attributions: str, headline: str) -> pd.DataFrame:
        altered = alter_annotations(tables, lexicon or attributions, study.language)
        return measure_articles(altered, study.labels, headline=(headline or main) == "in")

    frames = []
    for chosen in list_specifications(study.multiverse, headline=main, copies="in"):
        found = contrast_outlets(
            measure(chosen.lexicon, chosen.attributions, chosen.headline),
            tables["articles"],
            draws=parameters.draws,
            seed=parameters.seed,
            confidence=parameters.confidence,
        )
        kept = found[(found["event"] == "all") & found["measure"].map(chosen.applies_to)]
        frames.append(
            kept.assign(specification=chosen.name, equivalent=chosen.equivalent, decided=decide(kept))
        )
    return finish_table("specifications", frames)


def decide(contrasts: pd.DataFrame) -> NDArray[np.int64]:
    """Decide contrasts: 1 where the target has more, -1 where it has less, 0 where neither is shown.

    A contrast is decided where it carries no flag and its interval leaves out 0.
    """
    sound = (contrasts["flags"] == "").to_numpy()
    more = (contrasts["difference_low"] > 0).to_numpy()
    fewer = (contrasts["difference_high"] < 0).to_numpy()
    return np.where(sound, more.astype(np.int64) - fewer.astype(np.int64), 0)
