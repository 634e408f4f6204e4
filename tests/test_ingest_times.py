"""Times are read as exactly as they are told, with the zone they are told in."""

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.published import find_lead_time, find_line_time
from analysis.ingest.times import closest_day, first_day_from, is_ambiguous, parse_time

TOLD = {
    "26 Jan, 2031 14:31": "2031-01-26T14:31",
    "Jan.26 - 2031 2:14 PM CET": "2031-01-26T14:14+01:00",
    "3:39 AM EST, January 26, 2031": "2031-01-26T03:39-05:00",
    "Published: March 3, 2031 at 10:05 UTC": "2031-03-03T10:05+00:00",
    "Last updated on March 3rd, 2031": "2031-03-03",
    "2031-03-03": "2031-03-03",
    "2031-03-03T10:05:09+02:00": "2031-03-03T10:05:09+02:00",
    "2031-03-03T10:05Z": "2031-03-03T10:05+00:00",
    "2031-07-01 05:30 +02:00": "2031-07-01T05:30+02:00",
    "Wednesday, 3 March 2031 14.31": "2031-03-03T14:31",
    "3 March 2031 00:00": "2031-03-03T00:00",
    "19/02/2031 11:00": "2031-02-19T11:00",
    "4.3.2031": "2031-03-04",
    "July 4, 2031 3 PM ET": "2031-07-04T15:00-04:00",
    "January 4, 2031 3 PM ET": "2031-01-04T15:00-05:00",
    "July 4, 2031 3 PM CET": "2031-07-04T15:00+01:00",
    "July 4, 2031 3 PM (IST)": "2031-07-04T15:00",
}
NOT_TIMES = [
    "",
    "2031",
    "20310303",
    "1924819200",
    "3 hours ago",
    "yesterday",
    "2 min read",
    "March 2031",
    "31 February 2031",
    "2031-02-30",
    "3 March 2031 in Sandwick",
    "On 3 March 2031 the ferry sailed at 10:05.",
    "3 March 2031 " * 20,
]


@pytest.mark.parametrize(("text", "time"), TOLD.items())
def test_times_are_read_as_told(text, time):
    """Each form of a time gives ISO 8601, no more exact than it was and with its own offset."""
    assert parse_time(text, "en") == time


@pytest.mark.parametrize("text", NOT_TIMES)
def test_a_time_line_is_a_time_as_a_whole(text):
    """A line that holds anything besides a full date, or only a part of one, is no time."""
    assert parse_time(text, "en") is None


@pytest.mark.parametrize("text", TOLD)
def test_times_do_not_depend_on_today(text, monkeypatch):
    """The zone of the machine changes nothing."""
    before = parse_time(text, "en")
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    assert parse_time(text, "en") == before


@given(st.datetimes(dt.datetime(1900, 1, 1), dt.datetime(2199, 12, 31)))
def test_iso_times_come_back(time):
    """What is ISO 8601 already comes back as the same time."""
    told = parse_time(time.isoformat(timespec="seconds"), "en")
    assert dt.datetime.fromisoformat(told or "") == time.replace(microsecond=0)


def test_dates_of_figures_may_be_ambiguous():
    """Day or month first cannot be told when both may be a month and they differ."""
    assert is_ambiguous("05/12/2031") and is_ambiguous("5-12-31 10:00")
    assert not any(map(is_ambiguous, ["19/02/2031", "5/5/2031", "2031-05-12", "5.12.2031"]))
    assert find_line_time(["05/12/2031 10:00"], "en").time is None


def test_a_line_in_parts_is_read_whole_or_by_parts():
    """A bar may part a day from its hour, or a time from a name."""
    assert find_line_time(["April 17, 2031 | 5:00 AM CEST"], "en").time == "2031-04-17T05:00+02:00"
    told = find_line_time(["Ola Berg | 13 May 2031 | 4 min read"], "en")
    assert (told.time, told.told_by, told.raw) == ("2031-05-13", "page", "13 May 2031")


@pytest.mark.parametrize(
    ("before", "page", "time"),
    [
        (["The quay on July 8, 2030, in Ostby."], [], "2031-01-15"),
        (["The quay on January 15, 2031."], [], "2031-01-15"),
        (["The quay on July 8, 2030"], ["9 June 2035: a teaser"], "2031-01-15"),
        ([], ["February 2, 2031: a teaser", "1 May 2029"], "2031-01-15"),
        ([], ["December 28, 2030: a teaser"], "2031-01-15"),
        ([], ["no date"], None),
    ],
)
def test_a_lead_tells_the_day_and_the_page_the_year(before, page, time):
    """The year is the first after the article's own dates, or the closest to the page's other dates."""
    lead = "Tugs will come to Sandwick, The Gull reported on Jan. 15, citing two captains."
    assert find_lead_time(lead, before, [*before, *page], "en").time == time


def test_a_day_ahead_is_no_day_of_publication():
    """Only a day after a verb of report tells when an article was written."""
    lead = "The council election on May 3 will be the first since the flood."
    assert find_lead_time(lead, ["2 April 2031"], [], "en").time is None


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2190, 1, 1)), st.dates(dt.date(2000, 1, 1), dt.date(2000, 12, 31))
)
def test_the_closest_day_is_within_half_a_year_but_for_leap_days(other, day):
    """The first day from a date is not before it; the closest is no farther than that."""
    first, closest = first_day_from(other, day), closest_day(other, day)
    assert first >= other and (first.month, first.day) == (closest.month, closest.day) == (day.month, day.day)
    assert abs(closest - other) <= first - other
    assert (day.month, day.day) == (2, 29) or abs((closest - other).days) <= 183
