"""Sentences bound to numbers: what the rows do not support, the sentence does not say.

Each function gives a sentence and its verdict, one of `findings.VERDICTS`.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from analysis.report.names import is_counted, is_share, name_flags, name_measure_in, name_outlet
from analysis.report.wording import count_noun, join_words, show_value

Row = Mapping[Any, Any]
Names = Mapping[str, str]
Said = tuple[str, str]

CLEAR, UNCLEAR, DESCRIPTIVE = "clear", "unclear", "descriptive only"


def say_contrast(row: Row, names: Names, *, confidence: float = 0.95) -> Said:
    """Say how a target differs from a reference.

    Parameters
    ----------
    row
        A row of `comparisons`.
    names
        Name of each outlet.
    confidence
        Of the interval.
    """
    target, reference = name_outlet(row["target"], names), name_outlet(row["reference"], names)
    what = name_measure_in(row["measure"], row["voice"])
    if pd.isna(row["difference"]):
        return f"{target} cannot be held against {reference} for {what}: {say_doubt(row)}.", DESCRIPTIVE
    claim = f"{target} has {compare_word(row)} {what} than {reference}"
    if is_doubtful(row):
        return f"{claim}, {say_values(row)}. No conclusion: {say_doubt(row)}.", DESCRIPTIVE
    if excludes_zero(row):
        return f"{claim}: {say_values(row)} ({say_interval(row, confidence)}).", CLEAR
    return (
        f"Whether {claim} is unclear: {say_values(row)}, but the difference may be chance "
        f"({say_interval(row, confidence)}).",
        UNCLEAR,
    )


def say_highest(
    estimates: pd.DataFrame,
    comparisons: pd.DataFrame,
    measure: str,
    voice: str,
    names: Names,
    confidence: float = 0.95,
) -> Said:
    """Say which outlet stands highest over all events.

    That is clear only when its lead over each other outlet has an interval that leaves out 0. Where one
    of these leads cannot be judged, the outlet is held against all others together. Outlets with a flag
    are not ranked, and named.

    Parameters
    ----------
    estimates, comparisons
        Tables; of a pair either direction will do.
    measure, voice
        Which rows.
    names
        Name of each outlet.
    confidence
        Of the interval.
    """
    rows = select_rows(estimates, measure, voice)
    ranked = rows.dropna(subset=["value"]).sort_values("value", ascending=False, kind="stable")
    sound = ranked[ranked["flags"] == ""].to_dict("records")
    if len(sound) < 2:
        return say_values_only(ranked.to_dict("records"), rows.to_dict("records"), names)
    contrasts = select_rows(comparisons, measure, voice)
    leads = [find_contrast(contrasts, sound[0]["outlet"], other["outlet"]) for other in sound[1:]]
    rest = find_contrast(contrasts, sound[0]["outlet"], "rest")
    if not any(is_doubtful(lead) for lead in leads):
        nearest = min(leads, key=lambda lead: lead["difference_low"])
        sentence, verdict = say_lead(sound[0], nearest, names, confidence)
    elif not is_doubtful(rest):
        sentence, verdict = say_contrast(rest, names, confidence=confidence)
    else:
        return say_values_only(sound, [*leads, rest], names)
    return f"{sentence}{say_unranked(rows, sound, names)}", verdict


def say_lead(highest: Row, nearest: Row, names: Names, confidence: float) -> Said:
    """Say how far the highest outlet leads the one it is least surely ahead of."""
    measure = nearest["measure"]
    most = "the most" if is_counted(measure) else "the highest"
    name, second = name_outlet(nearest["target"], names), name_outlet(nearest["reference"], names)
    what = name_measure_in(measure, nearest["voice"])
    head = f"{name} has {most} {what}, {show_value(highest['value'], percent=is_share(measure))}"
    lead = f"{say_values(nearest)} ({say_interval(nearest, confidence)})"
    if excludes_zero(nearest):
        return f"{head}, clearly ahead of every other outlet; closest is {second}, {lead}.", CLEAR
    return f"{head}, but not clearly more than {second}: {lead}.", UNCLEAR


def say_values_only(ranked: Sequence[Row], doubtful: Sequence[Row], names: Names) -> Said:
    """Give the values and conclude nothing, for the reasons that the doubtful rows carry."""
    if not ranked:
        return "No outlet has a value: there was nothing to count it out of.", DESCRIPTIVE
    what = name_measure_in(ranked[0]["measure"], ranked[0]["voice"])
    values = [
        f"{name_outlet(row['outlet'], names)} {show_value(row['value'], percent=is_share(row['measure']))} "
        f"({count_noun(row['n_articles'], 'article')})"
        for row in ranked
    ]
    flags = dict.fromkeys(flag for row in doubtful if row for flag in row["flags"].split())
    reason = name_flags(" ".join(flags)) or "an interval is missing"
    return f"{what[0].upper()}{what[1:]}: {join_words(values)}. No conclusion: {reason}.", DESCRIPTIVE


def say_unranked(rows: pd.DataFrame, sound: Sequence[Row], names: Names) -> str:
    """Name the outlets that could not be ranked, with the reason."""
    left = rows[~rows["outlet"].isin([row["outlet"] for row in sound])].to_dict("records")
    words = [f"{name_outlet(row['outlet'], names)} ({say_doubt(row)})" for row in left]
    return f" Not ranked: {join_words(words)}." if words else ""


def say_values(row: Row) -> str:
    """Write target's and reference's values."""
    target, reference = (
        show_value(row[f"value_{side}"], percent=is_share(row["measure"])) for side in ("target", "reference")
    )
    return f"{target} against {reference}"


def say_interval(row: Row, confidence: float) -> str:
    """Write the difference with its interval and what it is made from; shares differ by points."""
    points = is_share(row["measure"])
    difference, low, high = (
        show_value(row[end], percent=points).removesuffix("%")
        for end in ("difference", "difference_low", "difference_high")
    )
    unit = "" if not points else " point" if difference in ("1", "−1") else " points"
    return (
        f"difference {difference}{unit}, {confidence:.0%} interval {low} to {high}; "
        f"{row['n_articles_target']:,} and {count_noun(row['n_articles_reference'], 'article')} on "
        f"{count_noun(row['n_events'], 'shared event')}"
    )


def say_doubt(row: Row) -> str:
    """Say why a row supports no conclusion."""
    return name_flags(row["flags"]) or "no interval could be computed"


def compare_word(row: Row) -> str:
    """Choose the comparative by the sign of the difference."""
    more, fewer = ("more", "fewer") if is_counted(row["measure"]) else ("a higher", "a lower")
    return more if row["difference"] >= 0 else fewer


def is_doubtful(row: Row) -> bool:
    """Tell whether a contrast carries a flag or has no interval."""
    return not row or bool(row["flags"]) or pd.isna(row["difference_low"]) or pd.isna(row["difference_high"])


def excludes_zero(row: Row) -> bool:
    """Tell whether the interval of a difference leaves out 0."""
    return bool(row["difference_low"] > 0 or row["difference_high"] < 0)


def select_rows(table: pd.DataFrame, measure: str, voice: str) -> pd.DataFrame:
    """Choose the rows of a measure in a voice over all events."""
    return table[(table["event"] == "all") & (table["measure"] == measure) & (table["voice"] == voice)]


def find_contrast(contrasts: pd.DataFrame, target: str, reference: str) -> Row:
    """Find the contrast of two outlets, turned round if need be; empty if there is none."""
    for one, other, turn in ((target, reference, dict), (reference, target, turn_round)):
        rows = contrasts[(contrasts["target"] == one) & (contrasts["reference"] == other)]
        if len(rows):
            return turn(rows.to_dict("records")[0])
    return {}


def turn_round(row: Row) -> Row:
    """Look at a contrast from the reference's side; its ratio is left out."""
    pairs = {"target": "reference", "value_target": "value_reference"}
    pairs["n_articles_target"] = "n_articles_reference"
    turned = {**row, **{a: row[b] for a, b in pairs.items()}, **{b: row[a] for a, b in pairs.items()}}
    ends = {"difference_low": -row["difference_high"], "difference_high": -row["difference_low"]}
    return turned | ends | {"difference": -row["difference"]}
