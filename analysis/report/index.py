"""The index of all reports: `reports/index.html`."""

from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path

from analysis.report.page import render


@dataclass(frozen=True)
class Listed:
    """A report as the index lists it."""

    study: str
    title: str
    question: str
    counts: str


class Head(HTMLParser):
    """Reads the title and the named metadata of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: dict[str, str] = {"title": ""}
        self.in_title = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep named metadata; note where the title begins."""
        found = {key: value or "" for key, value in attrs}
        self.in_title = tag == "title" and not self.words["title"]
        if tag == "meta" and "name" in found:
            self.words[found["name"]] = found.get("content", "")

    def handle_data(self, data: str) -> None:
        """Keep the title."""
        if self.in_title:
            self.words["title"] += data

    def handle_endtag(self, tag: str) -> None:
        """Note where the title ends."""
        self.in_title = False


def write_index(reports: Path) -> None:
    """Write `index.html` in the folder of reports: a line a study, in the order of their names."""
    listed = [read_head(path) for path in sorted(reports.glob("[!.]*/report.html"))]
    html = render("index.html", listed=listed)
    (reports / "index.html").write_text(html, encoding="utf-8", newline="\n")


def read_head(path: Path) -> Listed:
    """Read what a report says about itself in its head."""
    head = Head()
    head.feed(path.read_text(encoding="utf-8").split("<style>", 1)[0])
    words = head.words
    return Listed(path.parent.name, words["title"], words.get("description", ""), words.get("parallax", ""))
