"""Sentences bound to numbers: what the rows do not support, the sentence does not say.

Each function gives a sentence and its verdict, one of `findings.VERDICTS`. A sentence about a contrast is the
first template whose condition its row fulfils, so that it softens as the numbers do.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from analysis.report.names import is_counted, is_share, name_flags, name_measure_in, name_outlet
from analysis.report.rows import (
    FRAGILE,
    UNDECIDABLE,
    Row,
    find_contrast,
    is_doubtful,
    select_rows,
    weigh_row,
)
from analysis.report.wording import count_noun, join_words, show_value

Names = Mapping[str, str]
Said = tuple[str, str]

ROBUST, REVERSED, DESCRIPTIVE = "robust", "reversed", "descriptive only"
STRENGTH = (UNDECIDABLE, REVERSED, FRAGILE, ROBUST)  # verdicts on what was decided, the weakest first


@dataclass(frozen=True)
class Template:
    """A sentence with blanks, the condition under which a row may be put so, and the verdict it carries."""

    holds: Callable[[Row], bool]
    words: str
    verdict: str


def say_contrast(row: Row, names: Names, *, confidence: float = 0.95) -> Said:
    """Say how a target differs from a reference.

    Parameters
    ----------
    row
        A row of `comparisons`, with the columns of `judgements` where it was judged.
    names
        Name of each outlet.
    confidence
        Of the interval.
    """
    row = weigh_row(row, confidence)
    template = next(template for template in CONTRAST if template.holds(row))
    target, reference = name_outlet(row["target"], names), name_outlet(row["reference"], names)
    what = name_measure_in(row["measure"], row["voice"])
    known = pd.notna(row["difference"])
    blanks = {
        "target": target,
        "reference": reference,
        "what": what,
        "doubt": say_doubt(row),
        "claim": f"{target} has {compare_word(row)} {what} than {reference}" if known else "",
        "values": say_values(row),
        "interval": say_interval(row, confidence) if known else "",
        "reason": say_reason(row),
    }
    return template.words.format(**blanks), template.verdict


def say_highest(
    estimates: pd.DataFrame,
    comparisons: pd.DataFrame,
    measure: str,
    voice: str,
    names: Names,
    confidence: float = 0.95,
) -> Said:
    """Say which outlet stands highest over all events.

    It leads where its lead over each other outlet is decided, and the lead that holds least gives the
    verdict. Where one of these leads carries a flag, the outlet is held against all others together. Outlets
    with a flag are not ranked, and named.

    Parameters
    ----------
    estimates, comparisons
        Tables, contrasts with the columns of `judgements` where they were judged; of a pair either
        direction will do.
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
    leads = [
        weigh_row(find_contrast(contrasts, sound[0]["outlet"], other["outlet"]), confidence)
        for other in sound[1:]
    ]
    rest = find_contrast(contrasts, sound[0]["outlet"], "rest")
    if not any(is_doubtful(lead) for lead in leads):
        sentence, verdict = say_lead(sound[0], leads, names, confidence)
    elif not is_doubtful(rest):
        sentence, verdict = say_contrast(rest, names, confidence=confidence)
    else:
        return say_values_only(sound, [*leads, rest], names)
    return f"{sentence}{say_unranked(rows, sound, names)}", verdict


def say_lead(highest: Row, leads: Sequence[Row], names: Names, confidence: float) -> Said:
    """Say how far the highest outlet leads the one it is least surely ahead of, and how far that holds."""
    nearest = min(leads, key=lambda lead: lead["difference_low"])
    weakest = min(leads, key=lambda lead: STRENGTH.index(lead["standing"]))
    measure = nearest["measure"]
    most = "the most" if is_counted(measure) else "the highest"
    name, second = name_outlet(nearest["target"], names), name_outlet(nearest["reference"], names)
    what = name_measure_in(measure, nearest["voice"])
    head = f"{name} has {most} {what}, {show_value(highest['value'], percent=is_share(measure))}"
    lead = f"{say_values(nearest)} ({say_interval(nearest, confidence)})"
    undecided = [name_outlet(row["reference"], names) for row in leads if row["standing"] == UNDECIDABLE]
    if undecided:
        open_leads = "" if undecided == [second] else f" Undecided against {join_words(undecided)}."
        return f"{head}, but not clearly more than {second}: {lead}.{open_leads}", UNDECIDABLE
    reason = say_reason(weakest)
    if weakest["standing"] != ROBUST:
        reason = f"Against {name_outlet(weakest['reference'], names)}: {reason[0].lower()}{reason[1:]}"
    return (
        f"{head}, clearly ahead of every other outlet; closest is {second}, {lead}. {reason}",
        weakest["standing"],
    )


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
        f"difference {difference}{unit}, {confidence:.0%} interval {low} to {high}, {say_q(row['q'])}; "
        f"{row['n_articles_target']:,} and {count_noun(row['n_articles_reference'], 'article')} on "
        f"{count_noun(row['n_events'], 'shared event')}"
    )


def say_q(q: float) -> str:
    """Write a q, such as "q .03"; below .001 only that."""
    if pd.isna(q):
        return "q unknown"
    if q < 0.001:
        return "q below .001"
    return f"q {q:.3f}".replace(" 0.", " .") if q < 0.1 else f"q {q:.2f}".replace(" 0.", " .")


def say_doubt(row: Row) -> str:
    """Say why a row supports no conclusion."""
    return name_flags(row["flags"]) or "no interval could be computed"


def say_reason(row: Row) -> str:
    """Say what a decided contrast depends on, or that it holds whatever is varied."""
    if pd.isna(row.get("verdict")):
        return "It was not tried under other choices."
    n, turning = int(row["n_specifications"]), int(row["n_turning_articles"] + row["n_turning_events"])
    if row["verdict"] == ROBUST:
        tried = {1: "the one specification there is", 2: "both equivalent specifications"}
        words = tried.get(n, f"all {n} equivalent specifications")
        return f"It holds in {words}, and without any one article or event."
    if row["verdict"] == REVERSED:
        return f"Another choice turns it round: {row['weakest']}."
    reasons = []
    if row["n_decided"] < n:
        open_ones = n - int(row["n_decided"])
        reasons.append(
            f"{open_ones} of {n} equivalent specifications "
            f"{'leaves' if open_ones == 1 else 'leave'} it open, most of all “{row['weakest']}”"
        )
    if turning:
        reasons.append(f"{count_noun(turning, 'single article or event')} left out takes it away")
    return f"It depends on choices: {join_words(reasons)}."


def compare_word(row: Row) -> str:
    """Choose the comparative by the sign of the difference."""
    more, fewer = ("more", "fewer") if is_counted(row["measure"]) else ("a higher", "a lower")
    return more if row["difference"] >= 0 else fewer


CONTRAST = (
    Template(
        lambda row: bool(pd.isna(row["difference"])),
        "{target} cannot be held against {reference} for {what}: {doubt}.",
        DESCRIPTIVE,
    ),
    Template(is_doubtful, "{claim}, {values}. No conclusion: {doubt}.", DESCRIPTIVE),
    Template(
        lambda row: row["standing"] == UNDECIDABLE,
        "Whether {claim} is unclear: {values}, but the difference may be chance ({interval}).",
        UNDECIDABLE,
    ),
    Template(
        lambda row: row["standing"] == REVERSED,
        "Whether {claim} hangs on a choice: {values} ({interval}). {reason}",
        REVERSED,
    ),
    Template(lambda row: row["standing"] == FRAGILE, "{claim}: {values} ({interval}). {reason}", FRAGILE),
    Template(lambda row: row["standing"] == ROBUST, "{claim}: {values} ({interval}). {reason}", ROBUST),
)
