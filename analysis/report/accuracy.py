"""The measured accuracy of the annotators of a language, as it is shipped with them."""

import json
from typing import Any

import pandas as pd

from analysis.hashes import hash_file
from analysis.language.lexicons import FOLDER

FILE, MODEL = "accuracy.json", "attribution.npz"
READ_ELSEWHERE = ("furniture", "labels", "report_verbs", "stop_words")  # lexicons that no annotator reads
COLUMNS = ["corpus", "figure", "group", "value", "low", "high", "n", "meaning", "scale", "measured_on"]


def read_accuracy(language: str) -> pd.DataFrame:
    """Read how right the annotators of a language are on texts that others annotated.

    Parameters
    ----------
    language
        Code of the language.

    Returns
    -------
    pandas.DataFrame
        One row a figure: `corpus`, `figure`, `group` (the outlet or class it is about, "" for all),
        `value`, `low` and `high` (95 % interval from drawing articles anew, unknown where there is no
        value), `n` (gold things it rests on), `meaning`, `scale` (what people and other programs
        reach), `measured_on` (the corpus in a sentence). No rows where nothing was measured.
    """
    measured = load_accuracy(language)
    if not measured:
        return pd.DataFrame(columns=COLUMNS)
    figures = pd.DataFrame(measured["figures"])
    meanings, corpora = pd.DataFrame(measured["meanings"]), pd.DataFrame(measured["corpora"])
    corpora = corpora.assign(measured_on=corpora["what"])[["corpus", "measured_on"]]
    return figures.merge(meanings, on=["corpus", "figure"], how="left").merge(corpora, on="corpus")[COLUMNS]


def check_accuracy(language: str) -> list[str]:
    """Name the files of the annotators that are not those whose accuracy was measured."""
    measured, shipped = load_accuracy(language).get("files", {}), hash_annotators(language)
    return sorted(name for name in measured | shipped if measured.get(name) != shipped.get(name))


def hash_annotators(language: str) -> dict[str, str]:
    """Hash the model and the lexicons of the annotators: name of the file → SHA-256."""
    lexicons = (path for path in (FOLDER / language).glob("*.csv") if path.stem not in READ_ELSEWHERE)
    model = (path for path in [FOLDER / language / MODEL] if path.is_file())
    return {path.name: hash_file(path) for path in sorted([*lexicons, *model])}


def load_accuracy(language: str) -> dict[str, Any]:
    """Load what was measured, nothing where that is missing."""
    path = FOLDER / language / FILE
    return json.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
