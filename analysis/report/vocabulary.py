"""Sentences about words: which tell outlets apart, and how alike outlets are."""

import pandas as pd

from analysis.report.names import name_outlet
from analysis.report.prose import DESCRIPTIVE, Names, Said
from analysis.report.rows import ROUNDING
from analysis.report.wording import count_noun, join_words

NAMED = 5


def say_terms(contrasts: pd.DataFrame, judgements: pd.DataFrame, outlet: str, names: Names, *,
              confidence: float) -> Said:  # fmt: skip
    """Say which words tell an outlet from the rest.

    Parameters
    ----------
    contrasts
        Rows of `term_contrasts` of the outlet against the rest, in one voice.
    judgements
        Rows of `term_judgements`, the same.
    outlet
        The target.
    names
        Name of each outlet.
    confidence
        1 less the share of false findings that is borne.
    """
    name = name_outlet(outlet, names)
    if contrasts.empty:
        return f"No word of {name} stands in enough articles to be compared.", DESCRIPTIVE
    ranked = contrasts.sort_values(["z", "term"], ascending=[False, True])
    found = ranked[(ranked["q"] <= 1 - confidence + ROUNDING) & (ranked["log_odds"] > 0)]
    if found.empty:
        more = [f"“{term}”" for term in ranked.loc[ranked["log_odds"] > 0, "term"].head(NAMED)]
        listed = f": {join_words(more)}" if more else ""
        return f"No word is decided to be {name}'s more than the others'; first in rank{listed}.", DESCRIPTIVE
    words = [f"“{term}”" for term in found["term"].head(NAMED)]
    robust = judgements.loc[judgements["verdict"] == "robust", "term"]
    n_robust = int(found["term"].isin(robust).sum())
    return (
        f"{name} uses {join_words(words)} more than the others: of {count_noun(len(found), 'word')} decided "
        f"so at q {1 - confidence:.2f}, {n_robust} under every choice that is as good.",
        DESCRIPTIVE,
    )


def say_shift(shift: pd.DataFrame, target: str, reference: str, names: Names) -> Said:
    """Say which words add most to the difference of two outlets."""
    sides = {target: shift["contribution"] > 0, reference: shift["contribution"] < 0}
    words = {outlet: [f"“{term}”" for term in shift.loc[more, "term"]] for outlet, more in sides.items()}
    parts = [
        f"{join_words(found[:NAMED])} in {name_outlet(outlet, names)}"
        for outlet, found in words.items()
        if found
    ]
    if not parts:
        return "The two outlets share no event in which both have words.", DESCRIPTIVE
    return f"Most of what makes them differ: {'; '.join(parts)}.", DESCRIPTIVE


def say_similarity(similarity: pd.DataFrame, names: Names) -> Said:
    """Say which outlets are most and least alike, and how alike articles of one outlet are.

    Parameters
    ----------
    similarity
        Rows of the table over all events, of one statistic and voice.
    names
        Name of each outlet.
    """
    known = similarity.dropna(subset="similarity").sort_values("similarity", kind="stable")
    if known.empty:
        return "No two outlets cover the same event.", DESCRIPTIVE
    near, far = known.iloc[-1].to_dict(), known.iloc[0].to_dict()
    pair = f"{names[near['outlet']]} and {names[near['other']]}"
    if len(known) == 1:
        head = f"{pair} are alike by {near['similarity']:.2f}"
    else:
        other = f"{names[far['outlet']]} and {names[far['other']]}"
        head = f"{pair} are most alike ({near['similarity']:.2f}), {other} least ({far['similarity']:.2f})"
    return f"{head}{say_scale(known)}", DESCRIPTIVE


def say_scale(known: pd.DataFrame) -> str:
    """Say how alike articles of one outlet on the same event are, where that is known."""
    scale = known["baseline"].dropna()
    if scale.empty:
        return "; how alike two articles of one outlet are is not known here, so these have no scale."
    apart = known[known["gap_low"] > 0]
    return (
        f"; two articles of one outlet on the same event reach {scale.min():.2f} to {scale.max():.2f}. "
        f"{len(apart)} of {count_noun(len(known), 'pair')} are decided to be less alike than that."
    )
