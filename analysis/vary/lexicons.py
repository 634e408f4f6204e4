"""Other ways to count hedges, boosters and attributions, from the derived tables alone."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from analysis.language.lexicons import read_lexicon

Frames = dict[str, pd.DataFrame]

BEFORE_BODY, IN_BODY = -1, 2**31  # offsets that stand before and inside any article's body


def without_class(hedge_class: str) -> Callable[[Frames, str], Frames]:
    """Make the variant that leaves a class of hedges out."""

    def drop(tables: Frames, language: str) -> Frames:
        hedges = tables["hedges"]
        return tables | {"hedges": hedges[hedges["class"] != hedge_class]}

    return drop


def count_plain_list(tables: Frames, language: str) -> Frames:
    """Count every occurrence of a single word of the lexicons, whatever stands around it.

    This is what word-list tools do: "May" the month and "could" for ability count, phrases do not.
    """
    words = read_plain_list(language)
    found = tables["term_counts"].merge(words, on="term")
    rows = found.loc[np.repeat(found.index, found["count"])].reset_index(drop=True)
    start = np.where(rows["part"] == "body", IN_BODY, BEFORE_BODY)
    made = rows.assign(start=start, end=start, lemma=rows["term"], attribution=None, distance=None)
    return tables | {"hedges": made[list(tables["hedges"].columns)]}


def read_plain_list(language: str) -> pd.DataFrame:
    """Read the single words of the lexicons: `term`, `kind`, `class` (the first that each word may have)."""
    lists = []
    for kind, name in (("hedge", "hedges"), ("booster", "boosters")):
        entries = read_lexicon(language, name)
        counted = entries[(entries["class"] != "none") & ~entries["form"].str.contains(" ")]
        lists.append(counted.rename(columns={"form": "term"}).assign(kind=kind))
    return pd.concat(lists)[["term", "kind", "class"]].drop_duplicates("term")


def keep_speech(tables: Frames, language: str) -> Frames:
    """Count acts of speech and writing only, not thoughts and wishes."""
    attributions = tables["attributions"]
    return tables | {"attributions": attributions[attributions["speech"]]}


def keep_outermost(tables: Frames, language: str) -> Frames:
    """Leave out attributions that stand inside another one."""
    attributions = tables["attributions"]
    return tables | {"attributions": attributions[attributions["parent"].isna()]}


VARIANTS: dict[str, Callable[[Frames, str], Frames]] = {
    "without_approximators": without_class("approximator"),
    "without_hearsay": without_class("hearsay"),
    "plain_list": count_plain_list,
    "speech": keep_speech,
    "outermost": keep_outermost,
}


def alter_annotations(tables: Frames, variant: str, language: str) -> Frames:
    """Give the annotation tables as a variant counts them ("": as they are); those given stay as they are."""
    return VARIANTS[variant](tables, language) if variant else tables
