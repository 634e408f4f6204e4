"""What is wrong with an article that is read all the same, as rows of the table `issues`."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from analysis.ingest.files import count_invisible
from analysis.ingest.published import Published, list_times, own_blocks
from analysis.ingest.times import is_ambiguous

VALUE = 120  # characters of a value that are shown


@dataclass(frozen=True)
class Issue:
    """One thing found wrong."""

    rule: str
    severity: str
    where: str
    value: str
    remedy: str


def issue_row(article_id: str | None, issue: Issue) -> dict[str, Any]:
    """Make a row of `issues` without its number."""
    value = issue.value if len(issue.value) <= VALUE else issue.value[:VALUE] + " …"
    return asdict(issue) | {"article_id": article_id, "value": value or None}


def check_characters(page: str, file: str) -> Iterator[Issue]:
    """Say which invisible characters were left out, and whether letters were lost before."""
    invisible = ", ".join(f"{code} × {count}" for code, count in count_invisible(page).items())
    if invisible:
        yield Issue("invisible characters", "notice", file, invisible, "Nothing; they were left out.")
    if "\ufffd" in page:
        count = f"U+FFFD × {page.count(chr(0xFFFD))}"
        yield Issue("letters lost", "warning", file, count, "Save the page again in its own encoding.")


def check_article(blocks: pd.DataFrame, row: dict[str, Any], published: Published) -> Iterator[Issue]:
    """Say what of headline and time could not be told."""
    manifest, file = f"articles.csv:{row['line']}", row["file"]
    if not (blocks["role"] == "title").any():
        remedy = "The first line stands in; fill `title` in articles.csv."
        yield Issue("no title", "warning", f"{file}:{blocks['line'].iloc[0]}", blocks["text"].iloc[0], remedy)
    if row["published"] and published.told_by != "manifest":
        remedy = "Write it as 2031-03-28 or 2031-03-28T14:05+01:00."
        yield Issue("not a date", "warning", manifest, row["published"], remedy)
    if published.told_by == "text":
        remedy = "The year is inferred from other dates of the page; fill `published` to be sure."
        yield Issue("date told by the text alone", "notice", file, published.raw or "", remedy)
    if published.time:
        return
    doubtful = [text for text in list_times(own_blocks(blocks)) if is_ambiguous(text)]
    if doubtful:
        remedy = "Day or month first? Fill `published` in articles.csv."
        yield Issue("ambiguous date", "warning", file, doubtful[0], remedy)
    elif not row["published"]:
        yield Issue("no date", "notice", file, "", "Fill `published` in articles.csv.")


def check_outlets(outlets: Iterable[str]) -> Iterator[Issue]:
    """Say which outlets have a single article among those read."""
    for outlet, count in sorted(Counter(outlets).items()):
        if count == 1:
            remedy = "Add articles: with one, an outlet cannot be told from its author."
            yield Issue("outlet with one article", "notice", "articles.csv", outlet, remedy)
