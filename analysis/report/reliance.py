"""Sentences about how far the conclusions of a study hold."""

from collections.abc import Sequence

import pandas as pd

from analysis.compare.design import MIN_EVENTS
from analysis.report.names import FAMILY_WORDS, is_share, name_measure_in, name_outlet
from analysis.report.prose import DESCRIPTIVE, Names, Said, say_contrast
from analysis.report.rows import FRAGILE, UNDECIDABLE, Row, add_judgements, find_contrast, weigh_row
from analysis.report.wording import count_noun, join_words, show_value
from analysis.vary.precision import LARGEST, PLANNED, POWER, Size

Pairs = Sequence[tuple[str, str]]  # measure, voice

TOLERATED = 0.02  # above the promised rate, within what few splits can tell
NOTHING = "Nothing can be tested"


def select_measures(table: pd.DataFrame, measures: Pairs) -> pd.DataFrame:
    """Choose the contrasts with the rest over all events, in the order of the measures."""
    pooled = table[table["reference"] == "rest"]
    pooled = pooled[pooled["event"] == "all"] if "event" in pooled else pooled
    chosen = [pooled[(pooled["measure"] == m) & (pooled["voice"] == v)] for m, v in measures]
    return pd.concat([pooled[:0], *chosen], ignore_index=True)


def say_decided(comparisons: pd.DataFrame, measures: Pairs, *, confidence: float) -> Said:
    """Say how many contrasts with the rest are decided, and how many of these may be wrong."""
    rows = [weigh_row(row, confidence) for row in select_measures(comparisons, measures).to_dict("records")]
    n = count_noun(len(rows), "contrast")
    if not any(row["flags"] == "" for row in rows):
        return f"None of {n} with the rest can be tested: too few articles or events.", DESCRIPTIVE
    decided = sum(row["standing"] != UNDECIDABLE for row in rows)
    return (
        f"Of {n} with the rest, {decided} are decided: the interval leaves out 0, and q is small enough that "
        f"at most {1 - confidence:.0%} of such findings are expected to be false.",
        DESCRIPTIVE,
    )


def say_judgements(judgements: pd.DataFrame, measures: Pairs, names: Names) -> Said:
    """Say how many decided contrasts with the rest are robust, and name those that are not."""
    rows = select_measures(judgements, measures)
    decided = rows[rows["verdict"] != UNDECIDABLE]
    if decided.empty:
        return f"{NOTHING} under other choices: no contrast with the rest is decided.", DESCRIPTIVE
    counts = decided["verdict"].value_counts().to_dict()
    found = [f"{counts[name]} {name}" for name in ("robust", FRAGILE, "reversed") if name in counts]
    weak = [
        f"{name_outlet(row['target'], names)} on {name_measure_in(row['measure'], row['voice'])}"
        for row in decided[decided["verdict"] != "robust"].to_dict("records")
    ]
    found[0] = found[0].replace(" ", " is " if found[0].startswith("1 ") else " are ", 1)
    named = f" Not robust: {join_words(weak)}." if weak else ""
    n = "1 decided contrast" if len(decided) == 1 else f"{len(decided)} decided contrasts"
    return f"Of {n} with the rest, {join_words(found)}.{named}", DESCRIPTIVE


def say_specifications(tables: dict[str, pd.DataFrame], key: Row, names: Names, *, confidence: float) -> Said:
    """Say how one contrast fares under every specification, and without its strongest article and event."""
    judged = add_judgements(tables["comparisons"], tables["judgements"])
    here = judged[(judged["measure"] == key["measure"]) & (judged["voice"] == key["voice"])]
    row = find_contrast(here, key["target"], key["reference"])
    sentence, verdict = say_contrast(row, names, confidence=confidence)
    return f"{sentence} {say_influence(row)}", verdict


def say_influence(row: Row) -> str:
    """Say how many specifications share the sign, and what the difference is without what moves it most."""
    n, others = int(row["n_specifications"]), int(row["n_others"])
    same = f"The sign is that of {row['n_same_sign']} of {count_noun(n, 'equivalent specification')}"
    same += f" and of {row['n_others_same_sign']} of {count_noun(others, 'other')}" if others else ""
    percent = is_share(row["measure"])
    without = [
        f"{show_value(row[f'difference_without_{kind}'], percent=percent)} without the {kind} "
        f"{row[f'strongest_{kind}']}"
        for kind in ("article", "event")
        if isinstance(row[f"strongest_{kind}"], str)
    ]
    moved = f"; the difference would be {join_words(without)}, which move it most" if without else ""
    return f"{same}{moved}."


def say_placebo(placebo: pd.DataFrame) -> Said:
    """Say how often tests found a difference where there is none."""
    overall = placebo[placebo["outlet"] == "all"].dropna(subset="rate")
    rate = {str(row["family"]): float(row["rate"]) for row in overall.to_dict("records")}
    deciding = [name for name in FAMILY_WORDS if name in rate and name != "words"]
    if not deciding:
        return "No outlet has articles enough to be held against itself.", DESCRIPTIVE
    nominal = float(overall["nominal"].max())
    rates = [f"{rate[name]:.1%} of the tests by the {FAMILY_WORDS[name]}" for name in deciding]
    sentence = f"Held against itself, an outlet looks different in {join_words(rates)}; "
    sentence += f"promised is {nominal:.0%}."
    high = [name for name in deciding if rate[name] > nominal + TOLERATED]
    if high:
        words = join_words([f"the {FAMILY_WORDS[name]}" for name in high])
        sentence += f" By {words} more is found than there is: read what it alone decides with care."
    if rate.get("words", 0) > nominal:
        sentence += f" Words taken as independent would give {rate['words']:.1%}."
    return sentence, DESCRIPTIVE


def say_precision(precision: pd.DataFrame, own: Size, measure: str, voice: str) -> Said:
    """Say which ratio a study of the present size can tell from none, and what the planned one would need.

    Parameters
    ----------
    precision
        Table `precision`.
    own
        The size of the study at hand.
    measure, voice
        Which measure.
    """
    rows = precision[(precision["measure"] == measure) & (precision["voice"] == voice)]
    what = name_measure_in(measure, voice)
    needed = say_needed(rows, own)
    if own.n_events < MIN_EVENTS:
        return (
            f"{NOTHING} here: two outlets or more cover {count_noun(own.n_events, 'event')}, where "
            f"{MIN_EVENTS} are the least. If further articles differ in {what} as these do, {needed}.",
            DESCRIPTIVE,
        )
    now = (rows["n_events"] == own.n_events) & (rows["n_articles_per_event"] == own.n_articles_per_event)
    ratio = float(rows.loc[now, "ratio"].iloc[0]) if now.any() else float("nan")
    told = f"no ratio up to {LARGEST}" if pd.isna(ratio) else f"a ratio of {ratio:.2f}"
    per_event = count_noun(own.n_articles_per_event, "article")
    size = f"{own.n_events} events and {per_event} of each outlet on each"
    head = f"With {size}, {told} in {what} is told from none with {POWER:.0%} power"
    if ratio <= PLANNED:
        return f"{head}: enough for {PLANNED}.", DESCRIPTIVE
    return f"{head}; {needed}.", DESCRIPTIVE


def say_needed(rows: pd.DataFrame, own: Size) -> str:
    """Say which of the planned studies would tell the planned ratio from none with the fewest articles."""
    enough = rows[rows["power"] >= POWER].sort_values(["n_articles", "n_events"])
    if enough.empty:
        most = f" in {rows['n_articles'].max()} articles of each outlet" if len(rows) else ""
        return f"no study that was planned{most} would tell a ratio of {PLANNED} from none"
    best = enough.to_dict("records")[0]
    more = best["n_articles"] - own.n_events * own.n_articles_per_event
    each = count_noun(int(best["n_articles_per_event"]), "article")
    return (
        f"a ratio of {PLANNED} would take {best['n_events']} events with {each} of each outlet on each: "
        f"{best['n_articles']} articles an outlet, {more} more than now"
    )


def say_voices(estimates: pd.DataFrame, measure: str, names: Names) -> Said:
    """Say whether the outlets' order survives when the voices are not kept apart."""
    orders = {voice: rank_outlets(estimates, measure, voice) for voice in ("both", "outlet")}
    both, own = (join_words([names[o] for o in order]) for order in orders.values())
    if not both:
        return f"No outlet has a value of {name_measure_in(measure, 'both')}.", DESCRIPTIVE
    change = f"another: {own}" if both != own else "the same"
    return (
        f"Highest first, all words counted: {both}. In the outlets' own voice the order is {change}.",
        DESCRIPTIVE,
    )


def rank_outlets(estimates: pd.DataFrame, measure: str, voice: str) -> list[str]:
    """Order the outlets by a measure over all events, highest first."""
    chosen = (estimates["measure"] == measure) & (estimates["voice"] == voice)
    rows = estimates[chosen & (estimates["event"] == "all")].dropna(subset="value")
    return rows.sort_values("value", ascending=False, kind="stable")["outlet"].tolist()
