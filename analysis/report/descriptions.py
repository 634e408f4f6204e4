"""Sentences for what is described and not tested."""

import pandas as pd

from analysis.report.prose import DESCRIPTIVE, Names, Said
from analysis.report.wording import count_noun, join_words

NAMED_AT_MOST = 3


def say_coverage(articles: pd.DataFrame, outlets: Names, events: Names) -> Said:
    """Say how many articles there are, and which outlets are silent on which events.

    Parameters
    ----------
    articles
        Table `articles`.
    outlets, events
        Names, in the study's order.
    """
    told = set(zip(articles["event"], articles["outlet"], strict=True))
    silent = [(event, outlet) for event in events for outlet in outlets if (event, outlet) not in told]
    counts = (
        f"{count_noun(len(articles), 'article')} of {count_noun(len(outlets), 'outlet')} "
        f"on {count_noun(len(events), 'event')}"
    )
    if not silent:
        return f"{counts}; every outlet covers every event.", DESCRIPTIVE
    words = [f"{outlets[outlet]} on “{events[event]}”" for event, outlet in silent[:NAMED_AT_MOST]]
    if len(silent) > NAMED_AT_MOST:
        words.append(f"{len(silent) - NAMED_AT_MOST} more")
    return (
        f"{counts}; in {len(silent)} of {len(outlets) * len(events)} cases an outlet has nothing: "
        f"{join_words(words)}.",
        DESCRIPTIVE,
    )
