"""Times as pages tell them → ISO 8601, as exact as told, with the zone as told."""

import calendar
import datetime as dt
import re
from collections.abc import Iterable
from functools import cache
from zoneinfo import ZoneInfo

from dateparser.date import DateDataParser

from analysis.language.lexicons import read_lexicon

# A zone that has summer time goes by two names; pages also write a third for both.
COMMON_ZONES = {
    "ET": "America/New_York",
    "CT": "America/Chicago",
    "MT": "America/Denver",
    "PT": "America/Los_Angeles",
}
AMBIGUOUS_ZONES = ("IST",)  # India, Israel or Ireland: the time stays without a zone
ZONE = re.compile(rf"\s*\(?\b({'|'.join((*COMMON_ZONES, *AMBIGUOUS_ZONES))})\b\)?")
ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d.*)?")
DAY_FIRST = re.compile(r"\b\d{1,2}\.\d{1,2}\.\d{2,4}\b")
NUMERIC = re.compile(r"\b(\d{1,2})([/-])(\d{1,2})\2(?:\d{4}|\d{2})\b")
FULL_DATE = re.compile(
    r"\b[12]\d{3}-\d\d-\d\d\b"
    r"|\b\d{1,2}\.? [^\W\d_]{3,12}\.?,? [12]\d{3}\b"
    r"|\b[^\W\d_]{3,12}\.? \d{1,2},? [12]\d{3}\b"
)
NUMBER = re.compile(r"\d+")
LONGEST = 80  # characters of a line that is a time
BASE = dt.datetime(2000, 1, 1)  # never the day of the run; 2000 has a 29 February


@cache
def parser(language: str, parts: tuple[str, ...], order: str | None) -> DateDataParser:
    """Make a strict parser of absolute times; a language it does not know is read as none."""
    settings = {"PARSERS": ["absolute-time"], "STRICT_PARSING": len(parts) > 2, "REQUIRE_PARTS": list(parts)}
    settings |= {"RELATIVE_BASE": BASE, "RETURN_TIME_AS_PERIOD": True}
    if order:
        settings |= {"DATE_ORDER": order}
    try:
        return DateDataParser(languages=[language], settings=settings)
    except ValueError:
        return DateDataParser(languages=["en"], settings=settings)


@cache
def openings(language: str) -> tuple[str, ...]:
    """List what may stand before a time ("published on"), longest first."""
    try:
        lexicon = read_lexicon(language, "furniture")
    except LookupError:
        return ()
    forms = lexicon.loc[lexicon["reason"].isin(["time", "update"]), "form"].str.rstrip("*")
    return tuple(sorted(forms, key=lambda form: (-len(form), form)))


def parse_time(text: str, language: str) -> str | None:
    """Parse a line that is a time as a whole, however it is opened.

    Returns
    -------
    str or None
        ISO 8601: a date, or date and time (with seconds unless 0), with the offset of the zone if one
        is named. None if the line holds anything else.
    """
    collapsed = " ".join(text.split())
    if len(collapsed) > LONGEST or len(NUMBER.findall(collapsed)) < 2:
        return None
    opened = [form for form in openings(language) if collapsed.lower().startswith(form)]
    for opening in (*opened, ""):
        told = parse_whole(collapsed[len(opening) :].strip(), language)
        if told:
            return told
    return None


def parse_whole(text: str, language: str) -> str | None:
    """Parse a text that is a time and nothing else."""
    zones = ZONE.findall(text)
    bare = ZONE.sub("", text)
    order = "DMY" if DAY_FIRST.search(bare) else None
    found = None if bare.isdigit() else parse_date(bare, language, ("day", "month", "year"), order)
    if not found:
        return None
    time, exact = found
    if not exact:
        return time.date().isoformat()
    if zones and zones[0] in COMMON_ZONES and time.tzinfo is None:
        time = time.replace(tzinfo=ZoneInfo(COMMON_ZONES[zones[0]]))
    return time.isoformat(timespec="seconds" if time.second else "minutes")


def parse_date(
    text: str, language: str, parts: tuple[str, ...], order: str | None = None
) -> tuple[dt.datetime, bool] | None:
    """Parse a text as a date that has the given parts; tell whether it has a time of day too."""
    if ISO.fullmatch(text):
        try:
            return dt.datetime.fromisoformat(text), len(text) > len("2031-03-03")
        except ValueError:
            return None
    found = parser(language, parts, order).get_date_data(text)
    return (found.date_obj, found.period == "time") if found.date_obj else None


def is_ambiguous(text: str) -> bool:
    """Tell whether a date of figures may be read with the day or the month first."""
    return any(
        first != second and int(first) <= 12 and int(second) <= 12
        for first, _, second in NUMERIC.findall(text)
    )


def find_full_dates(texts: Iterable[str], language: str) -> list[dt.date]:
    """Find the dates with day, month and year in some texts."""
    spans = [match[0] for text in texts for match in FULL_DATE.finditer(text)]
    found = [parse_date(span, language, ("day", "month", "year")) for span in spans]
    return [date[0].date() for date in found if date]


def first_day_from(earliest: dt.date, day: dt.date) -> dt.date:
    """Find the first such day of the year on or after a date."""
    return min(date for date in same_days(earliest, day) if date >= earliest)


def closest_day(other: dt.date, day: dt.date) -> dt.date:
    """Find such a day of the year that is closest to a date, the earlier of two."""
    return min(same_days(other, day), key=lambda date: (abs(date - other), date))


def same_days(around: dt.date, day: dt.date) -> list[dt.date]:
    """List the same day of the years around a date; eight suffice for a 29 February."""
    years = range(around.year - 8, around.year + 9)
    leap = (day.month, day.day) == (2, 29)
    return [day.replace(year=year) for year in years if calendar.isleap(year) or not leap]
