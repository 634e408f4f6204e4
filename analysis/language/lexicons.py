"""Lexicons: the words of a language as tables, one CSV file each, in `analysis/language/<language>/`."""

from functools import cache
from pathlib import Path

import pandas as pd

FOLDER = Path(__file__).parent


def read_lexicon(language: str, name: str) -> pd.DataFrame:
    """Read a lexicon; each file is read once a process.

    Parameters
    ----------
    language
        Code of the language, the name of a folder beside this file ("en").
    name
        Name of the lexicon, the file without ".csv" ("furniture").

    Returns
    -------
    pandas.DataFrame
        Its columns as the file names them, every cell a string, empty cells "". Yours to change.

    Raises
    ------
    LookupError
        If the language has no such lexicon; names those it has.
    """
    known = list_lexicons(language)
    if name not in known:
        has = ", ".join(known) or "none"
        raise LookupError(f"no lexicon {name!r} for language {language!r}; there are: {has}")
    return read_csv(FOLDER / language / f"{name}.csv").copy()


def list_lexicons(language: str) -> list[str]:
    """Name the lexicons of a language; none where the language is unknown."""
    if not language.isalnum():
        return []
    return sorted(path.stem for path in (FOLDER / language).glob("*.csv"))


@cache
def read_csv(path: Path) -> pd.DataFrame:
    """Read one file, every cell a string ("null" and "none" are words here)."""
    return pd.read_csv(path, dtype="str", keep_default_na=False, encoding="utf-8")
