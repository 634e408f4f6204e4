"""Hedges and boosters (codebook 3, 4 and 8): lexicons whose rows say when a form counts."""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pandas as pd

from analysis.annotate.hedging.conditions import Conditions, compile_conditions
from analysis.annotate.hedging.surroundings import check_conditions
from analysis.annotate.text.phrases import Phrases, compile_phrases, find_phrases, keep_longest
from analysis.annotate.text.ranges import Ints, expand_ranges
from analysis.annotate.text.tokens import Tokens
from analysis.language.lexicons import read_lexicon

KINDS = {"hedges": "hedge", "boosters": "booster"}


@dataclass(frozen=True)
class HedgeLexicon:
    """The hedges and boosters of a language, compiled."""

    rows: pd.DataFrame  # form, lemma, class, condition, kind; those of one form together
    phrases: Phrases
    first_row: Ints  # of each phrase
    n_rows: Ints
    conditions: Conditions


@cache
def read_hedge_lexicon(language: str) -> HedgeLexicon:
    """Read and compile the hedges and boosters of a language."""
    lexicons = [read_lexicon(language, name).assign(kind=kind) for name, kind in KINDS.items()]
    rows = pd.concat(lexicons, ignore_index=True)
    phrase, forms = pd.factorize(rows["form"])
    order = np.argsort(phrase, kind="stable")
    rows = rows.iloc[order].reset_index(drop=True)
    n_rows = np.bincount(phrase)
    return HedgeLexicon(
        rows,
        compile_phrases(list(forms), language),
        np.cumsum(n_rows) - n_rows,
        n_rows,
        compile_conditions(rows["condition"].tolist(), read_classes(language)),
    )


def read_classes(language: str) -> dict[str, set[str]]:
    """Read the word classes that conditions speak of."""
    contexts = read_lexicon(language, "hedge_contexts")
    return {str(name): set(forms) for name, forms in contexts.groupby("class")["form"]}


def find_hedges(tokens: Tokens, language: str) -> pd.DataFrame:
    """Find hedges and boosters.

    The rows of a form are tried in the lexicon's order and the first whose condition holds decides;
    class `none` means that the form does not count there, nor do shorter forms inside it.

    Parameters
    ----------
    tokens
        A batch of articles.
    language
        Code of the language.

    Returns
    -------
    pandas.DataFrame
        `kind`, `class`, `lemma` as in table `hedges`; `first` and `last` (tokens, half-open).
    """
    lexicon = read_hedge_lexicon(language)
    row, first, last = decide_hedges(lexicon, *find_phrases(lexicon.phrases, tokens), tokens)
    found = {name: lexicon.rows[name].array.take(row) for name in ("kind", "class", "lemma")}
    return pd.DataFrame(found | {"first": first, "last": last + 1})


def decide_hedges(
    lexicon: HedgeLexicon, phrase: Ints, first: Ints, last: Ints, tokens: Tokens
) -> tuple[Ints, Ints, Ints]:
    """Choose the row that decides each hit, drop what does not count: row, first and last token."""
    hit, row = expand_ranges(lexicon.first_row[phrase], lexicon.n_rows[phrase])
    holds = check_conditions(lexicon.conditions, row, first[hit], last[hit], tokens)
    hit, row = hit[holds], row[holds]
    decides = np.flatnonzero(np.diff(hit, prepend=-1))  # the first row of each hit that holds
    decided, row = hit[decides], row[decides]
    kept = keep_longest(first[decided], last[decided])
    kept = kept[(lexicon.rows["class"].to_numpy() != "none")[row[kept]]]
    return row[kept], first[decided[kept]], last[decided[kept]]
