"""Every specification through the functions of the main line: the multiverse (Steegen et al. 2016)."""

from collections.abc import Iterable

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.compare.contrasts import contrast_outlets
from analysis.compare.rows import finish_table
from analysis.measure.articles import measure_articles
from analysis.study import Parameters, Study
from analysis.vary.choices import Specification, list_specifications
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
    headline = "in" if parameters.headline else "out"
    frames = []
    for specification in list_specifications(study.multiverse, headline=headline, copies="in"):
        found = contrast_under(specification, tables, study)
        kept = found[found["measure"].map(specification.applies_to)]
        frames.append(kept.assign(specification=specification.name, equivalent=specification.equivalent))
    return finish_table("specifications", [frame.assign(decided=decide(frame)) for frame in frames])


def contrast_under(specification: Specification, tables: Frames, study: Study) -> pd.DataFrame:
    """Measure and contrast as a specification says; rows over all events."""
    parameters = study.parameters
    headline = {"": parameters.headline, "in": True, "out": False}[specification.headline]
    altered = alter_annotations(tables, specification, study.language)
    measures = measure_articles(altered, study.labels, headline=headline)
    found = contrast_outlets(
        measures,
        tables["articles"],
        draws=parameters.draws,
        seed=parameters.seed,
        confidence=parameters.confidence,
    )
    return found[found["event"] == "all"]


def decide(contrasts: pd.DataFrame) -> NDArray[np.int64]:
    """Decide contrasts: 1 where the target has more, -1 where it has less, 0 where neither is shown.

    A contrast is decided where it carries no flag and its interval leaves out 0.
    """
    sound = (contrasts["flags"] == "").to_numpy()
    more = (contrasts["difference_low"] > 0).to_numpy()
    fewer = (contrasts["difference_high"] < 0).to_numpy()
    return np.where(sound, more.astype(np.int64) - fewer.astype(np.int64), 0)
