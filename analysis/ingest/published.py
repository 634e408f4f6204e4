"""When an article was published: articles.csv tells, else the page, else the lead."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

import pandas as pd

from analysis.ingest.lines import split_segments
from analysis.ingest.times import (
    closest_day,
    find_full_dates,
    first_day_from,
    is_ambiguous,
    parse_date,
    parse_time,
)
from analysis.language.lexicons import read_lexicon

TIME_MARKS = ("time", "update")
CLOSING_MARKS = (*TIME_MARKS, "byline", "author box", "sign-off", "credit", "caption")
DAY = re.compile(r"\b(?:[^\W\d_]{3,12}\.? \d{1,2}|\d{1,2}\.? [^\W\d_]{3,12})\b")
LEAD = 1000  # characters of a first paragraph in which a date is looked for


@dataclass(frozen=True)
class Published:
    """When an article was published, who says so, and in what words."""

    time: str | None = None
    told_by: str | None = None
    raw: str | None = None


def find_published(blocks: pd.DataFrame, declared: str, language: str) -> Published:
    """Find when an article was published.

    Parameters
    ----------
    blocks
        Its blocks, as `split_blocks` gives them.
    declared
        The time of articles.csv, "" if it has none.
    language
        Code of the language.
    """
    time = parse_time(declared, language)
    if time and not is_ambiguous(declared):
        return Published(time, "manifest", declared)
    own = own_blocks(blocks)
    on_page = find_line_time(list_times(own), language)
    if on_page.time:
        return on_page
    lead = list(own["role"]).index("paragraph")
    texts = list(blocks["text"])
    return find_lead_time(texts[lead], texts[:lead], texts, language)


def own_blocks(blocks: pd.DataFrame) -> pd.DataFrame:
    """Keep what belongs to the article: down to its last paragraph and the lines that close it."""
    reasons, roles = list(blocks["reason"]), list(blocks["role"])
    last = max(n for n, role in enumerate(roles) if role == "paragraph")
    while last + 1 < len(roles) and reasons[last + 1] in CLOSING_MARKS:
        last += 1
    return blocks.iloc[: last + 1]


def list_times(blocks: pd.DataFrame) -> list[str]:
    """List the lines that are times: of publication first, then of updates."""
    reasons = blocks["reason"]
    return [*blocks.loc[reasons == "time", "text"], *blocks.loc[reasons == "update", "text"]]


def find_line_time(lines: Sequence[str], language: str) -> Published:
    """Take the first of some time lines; of a line in parts, the first part that is a time."""
    for line in lines:
        whole = parse_time(line, language)
        for part in [line] if whole else split_segments(line):
            time = whole or parse_time(part, language)
            if time and not is_ambiguous(part):
                return Published(time, "page", part)
    return Published()


def find_lead_time(lead: str, before: Iterable[str], page: Iterable[str], language: str) -> Published:
    """Infer the day on which a lead says that something was said ("reported on Jan. 15").

    The lines before the lead tell when a picture was taken: the year is then the first in which the day
    is not before the latest of their dates. Else the latest date of the whole page tells, which may be
    that of a younger or an older article: the year is then the one that brings the day closest to it.

    Parameters
    ----------
    lead
        First paragraph.
    before
        What stands before it and belongs to the article.
    page
        All lines of the page.
    language
        Code of the language.
    """
    for match in DAY.finditer(lead[:LEAD]):
        found = parse_date(match[0], language, ("day", "month"))
        if not found or not follows_report(lead[: match.start()], language):
            continue
        own = find_full_dates([*before, lead[: match.end()]], language)
        near = own or find_full_dates(page, language)
        if near:
            told = found[0].date()
            day = first_day_from(max(near), told) if own else closest_day(max(near), told)
            return Published(day.isoformat(), "text", match[0])
    return Published()


@cache
def report_verbs(language: str) -> frozenset[str]:
    """List the verbs after which a date tells when something was said or done."""
    try:
        return frozenset(read_lexicon(language, "report_verbs")["form"])
    except LookupError:
        return frozenset()


def follows_report(before: str, language: str) -> bool:
    """Tell whether a date stands right after a verb of report, a small word or two between."""
    words = [word.strip(".,;:\"'”’").casefold() for word in before.split()[-3:]]
    return any(word in report_verbs(language) for word in words)
