"""The report is one file that holds everything, asks for nothing and escapes all it is given."""

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from invented_study import EVENTS, HOSTILE_TITLE, TEXTS, make_findings, make_study, make_tables

from analysis.report.index import write_index
from analysis.report.page import write_report

MANIFEST = {"inputs": {"a.txt": "0" * 64}, "versions": {"pandas": "3"}}
WITHHELD = ("texts", "blocks")


class Elements(HTMLParser):
    """Collects the elements of a page with their attributes, and its visible text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []
        self.text: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        """Keep an element."""
        self.found.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data):
        """Keep a text."""
        self.text.append(data)

    def named(self, tag: str) -> list[dict[str, str]]:
        """List the attributes of the elements of a name."""
        return [attributes for name, attributes in self.found if name == tag]


def build(folder: Path, *, withheld: bool = False, **changes) -> str:
    tables = {name: t for name, t in make_tables().items() if not (withheld and name in WITHHELD)}
    path = folder / "report.html"
    write_report(make_study(), tables, changes.get("findings", make_findings()), MANIFEST, path)
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def html(tmp_path_factory) -> str:
    return build(tmp_path_factory.mktemp("report"))


@pytest.fixture(scope="module")
def page(html: str) -> Elements:
    return Elements(html)


def test_same_arguments_same_bytes(html, tmp_path):
    """The file depends on its arguments only."""
    assert build(tmp_path) == html


def test_nothing_is_asked_for(page):
    """No element of the page fetches anything, and the policy forbids it besides."""
    assert not [tag for tag, a in page.found if tag in ("img", "iframe", "object", "embed", "base", "form")]
    assert all(a["href"] == "data:," for a in page.named("link"))
    assert not [a for _, a in page.found if "src" in a]
    policy = next(a["content"] for a in page.named("meta") if a.get("http-equiv"))
    assert policy.startswith("default-src 'none'")
    assert "unsafe-inline" not in re.sub("style-src-attr 'unsafe-inline'", "", policy)


def test_hostile_text_is_shown_not_run(page, html):
    """Markup in titles, bodies, names and notes is text; there is one script, ours."""
    assert len(page.named("script")) == 1
    assert HOSTILE_TITLE not in html
    assert HOSTILE_TITLE in "".join(page.text)
    assert not [a for _, a in page.found if "onerror" in a]
    assert not [a for a in page.named("a") if a.get("href", "").startswith("javascript:")]


def test_ids_are_unique_and_links_arrive(page):
    """Every link inside the page has its one target."""
    ids = [a["id"] for _, a in page.found if "id" in a]
    assert len(ids) == len(set(ids))
    targets = {a["href"][1:] for a in page.named("a") if a.get("href", "").startswith("#")}
    assert targets <= set(ids)
    assert {f"event-{event}" for event in EVENTS} | {f"a-{article}" for article in TEXTS} <= targets


def test_every_counted_span_is_in_the_evidence(page):
    """As many spans are marked as were counted."""
    counted = [a for tag, a in page.found if a.get("class") == "counted"]
    evidence = make_findings()["03_hedging"][0].evidence
    assert len(counted) == len(evidence) > 0


def test_the_reader_shows_each_text_whole(page):
    """Nothing of an article is lost between its spans."""
    shown = "".join(page.text)
    for text in TEXTS.values():
        for paragraph in text.split("\n\n"):
            assert paragraph in shown


def test_all_layers_stand_in_the_reader(page):
    """Each kind of span is an element of its own class, with a word on what it is."""
    kinds = {a.get("class"): a.get("title") for tag, a in page.found if tag == "span"}
    assert {"source", "cue", "content", "hedge", "booster", "label"} <= set(kinds)
    assert kinds["hedge"] == "hedge, adverb, in the voice of the source"


def test_furniture_is_kept_with_its_reason(page):
    """What was set aside can be read, escaped."""
    shown = "".join(page.text)
    assert shown.count("<b>Share</b>") == len(TEXTS)
    assert "(repeated)" in shown


def test_first_screen_gives_answers_with_verdicts_and_coverage(page):
    """Each notebook's first finding is an answer; a silent outlet shows as none."""
    shown = " ".join("".join(page.text).split())
    head = shown[: shown.index("Read them side by side")]
    assert "The Beacon hedges <less> than State Radio." in head
    assert "descriptive only" in head
    assert "none" in [a["class"] for a in page.named("td") if "class" in a]


def test_withheld_texts_are_asked_for(tmp_path, html):
    """Without running texts the page says what to do; numbers and figures are the same."""
    withheld = build(tmp_path, withheld=True)
    assert "parallax place invented FOLDER" in withheld
    assert "unsafe for years" not in withheld
    figures = re.findall(r"<figure>.*?</figure>", html, re.DOTALL)
    assert figures == re.findall(r"<figure>.*?</figure>", withheld, re.DOTALL)
    page = Elements(withheld)
    targets = {a["href"][1:] for a in page.named("a") if a.get("href", "").startswith("#")}
    assert targets <= {a["id"] for _, a in page.found if "id" in a}


def test_a_report_without_findings_says_so(tmp_path):
    """A study whose notebooks found nothing still has a page."""
    assert "No notebook has kept a finding yet." in build(tmp_path, findings={})


def test_findings_of_one_question_share_a_section(tmp_path):
    """A question is asked once, however many findings answer it."""
    first = make_findings()["03_hedging"][0]
    second = type(first)(**vars(first) | {"id": "second", "figure": None})
    page = Elements(build(tmp_path, findings={"03_hedging": [first, second]}))
    assert len([a for a in page.named("section") if a.get("class") == "finding"]) == 1


def test_index_lists_every_report_escaped(tmp_path):
    """The index names each study with its question and its size, in the order of their names."""
    for study in ("b", "a", ".partial"):
        (tmp_path / study).mkdir()
        build(tmp_path / study)
    write_index(tmp_path)
    html = (tmp_path / "index.html").read_text(encoding="utf-8")
    page = Elements(html)
    assert [a["href"] for a in page.named("a")] == ["a/report.html", "b/report.html"]
    assert "Bridges & strikes: an invented study" in "".join(page.text)
    assert "<b>in its own voice</b>" in "".join(page.text)
    assert "3 articles, 2 outlets, 2 events" in html


def test_index_of_nothing_says_how_to_begin(tmp_path):
    """No report yet is no error."""
    write_index(tmp_path)
    assert "parallax run demo" in (tmp_path / "index.html").read_text(encoding="utf-8")
