"""The report in a real browser: it asks for nothing, runs nothing but itself, and everyone can use it."""

import os
import shutil
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import pytest
from invented_study import make_findings, make_study, make_tables

from analysis.report.index import write_index
from analysis.report.page import write_report

pytestmark = pytest.mark.browser

BROWSERS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
SIZES = {"wide": (1280, 900), "narrow": (390, 844)}
OPEN_ALL = "document.querySelectorAll('details').forEach((d) => { d.open = true; })"


@pytest.fixture(scope="module")
def browser() -> Iterator:
    """Start the browser; without one the tests are skipped, in CI they fail."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        message = "no browser: install Debian's chromium to run the browser tests"
        if os.environ.get("CI") == "true":
            pytest.fail(message)
        pytest.skip(message)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=found, args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> dict[str, Path]:
    """Build the invented study's report, the one without texts, and the index."""
    folder = tmp_path_factory.mktemp("reports")
    whole = make_tables()
    derived = {name: table for name, table in whole.items() if name not in ("texts", "blocks")}
    for name, tables in {"whole": whole, "withheld": derived}.items():
        (folder / name).mkdir()
        path = folder / name / "report.html"
        write_report(make_study(), tables, make_findings(), {"study": "invented"}, path)
    write_index(folder)
    return {name: folder / name / "report.html" for name in ("whole", "withheld")} | {
        "index": folder / "index.html"
    }


def open_page(browser, path: Path, *, size: str = "wide", scheme: str = "light"):
    """Open a page offline; messages and requests are kept on the page object."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, color_scheme=scheme, offline=True, accept_downloads=True
    )
    page = context.new_page()
    page.heard = []
    page.on("console", lambda message: page.heard.append(message.text))
    page.on("pageerror", lambda error: page.heard.append(str(error)))
    page.on("request", lambda request: page.heard.extend(list_outside(request.url, path)))
    page.goto(path.as_uri())
    return page


def list_outside(url: str, path: Path) -> list[str]:
    """List a request that goes beyond the page itself."""
    inside = url.startswith(("data:", "blob:")) or url.split("#")[0] == path.as_uri()
    return [] if inside else [url]


def find_violations(page) -> list[str]:
    """Run axe on the page with everything opened."""
    axe = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
    page.evaluate(OPEN_ALL)
    page.evaluate(axe)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{v['id']}: {v['nodes'][0]['html'][:200]}" for v in found]


def check_page(browser, path: Path, *, size: str, scheme: str) -> None:
    """Check what holds for every page of ours: silent, accessible, as wide as the screen."""
    page = open_page(browser, path, size=size, scheme=scheme)
    page.evaluate(OPEN_ALL)
    assert page.evaluate("document.documentElement.scrollWidth") <= SIZES[size][0]
    assert find_violations(page) == []
    assert page.heard == []
    assert page.evaluate("window.hacked") is None
    page.context.close()


@pytest.mark.parametrize("name", ["whole", "withheld", "index"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_pages_are_silent_accessible_and_fit(browser, reports, name, size, scheme):
    """No message, no request, no violation, no sideways scroll, with all details open."""
    check_page(browser, reports[name], size=size, scheme=scheme)


@pytest.mark.parametrize(("size", "scheme"), [("wide", "light"), ("narrow", "dark")])
def test_the_demo_report_is_silent_accessible_and_fits(browser, demo_reports, size, scheme):
    """What holds for the pages of a small study holds for the report that a newcomer builds."""
    check_page(browser, demo_reports / "report.html", size=size, scheme=scheme)


def test_hostile_text_shows_and_does_not_run(browser, reports):
    """A script in a title and in a body is read as text."""
    page = open_page(browser, reports["whole"])
    page.evaluate(OPEN_ALL)
    for number in (1, 2):
        assert f"<script>window.hacked = {number}</script>" in page.inner_text("#reader")
    assert page.evaluate("window.hacked") is None


def test_details_open_by_keyboard(browser, reports):
    """Tab reaches the evidence, Enter opens it, and its link leads to the sentence in the reader."""
    page = open_page(browser, reports["whole"])
    page.focus("#finding-hedges-by-voice .evidence summary")
    page.keyboard.press("Enter")
    assert page.locator("#finding-hedges-by-voice .evidence .counted").first.is_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    sentence = page.locator(".s:target")
    assert sentence.is_visible()
    assert "may have been unsafe" in sentence.inner_text()


def test_the_first_tab_stop_skips_to_the_answers(browser, reports):
    """Who uses the keyboard need not pass the head of the page."""
    page = open_page(browser, reports["whole"])
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "answers"


def test_tables_sort_by_number_and_back(browser, reports):
    """A heading sorts its column, again turns the order, and says so to a screen reader."""
    page = open_page(browser, reports["whole"])
    page.evaluate(OPEN_ALL)
    column = "#finding-hedges-by-voice table tbody td:nth-child(5)"
    heading = page.locator("#finding-hedges-by-voice thead th").nth(4)
    for order, reverse in (("ascending", False), ("descending", True)):
        heading.locator("button").click()
        assert heading.get_attribute("aria-sort") == order
        values = [float(text) for text in page.locator(column).all_inner_texts()]
        assert values == sorted(values, reverse=reverse)


def test_a_table_downloads_as_csv_with_whole_numbers(browser, reports, tmp_path):
    """The button gives the rows of the table, unrounded."""
    page = open_page(browser, reports["whole"])
    page.evaluate(OPEN_ALL)
    with page.expect_download() as waiting:
        page.locator("#finding-hedges-by-voice .data .download").click()
    waiting.value.save_as(tmp_path / "data.csv")
    assert waiting.value.suggested_filename == "hedges-by-voice.csv"
    lines = (tmp_path / "data.csv").read_text(encoding="utf-8").splitlines()
    assert lines[0].split(",")[:5] == ["event", "outlet", "measure", "voice", "value"]
    assert lines[0].endswith(",n_articles,flags")
    assert lines[1].split(",")[4] == "5.0"
    assert page.heard == []


def test_a_layer_can_be_switched_off(browser, reports):
    """Without its tick a kind of span is not drawn; the text stays."""
    page = open_page(browser, reports["whole"])
    page.evaluate(OPEN_ALL)
    hedge = page.locator(".columns .hedge").first
    shown = "(node) => getComputedStyle(node).textDecorationLine"
    assert hedge.evaluate(shown) == "underline"
    page.locator("#layer-hedge").uncheck()
    assert hedge.evaluate(shown) == "none"
    assert hedge.is_visible()


def test_figures_are_drawn_in_the_colour_of_the_scheme(browser, reports):
    """Ink in a figure is the page's text colour on light and on dark."""
    colours = set()
    for scheme in ("light", "dark"):
        page = open_page(browser, reports["whole"], scheme=scheme)
        ink = page.locator("figure svg text").first.evaluate("(node) => getComputedStyle(node).fill")
        assert ink == page.evaluate("getComputedStyle(document.body).color")
        colours.add(ink)
    assert len(colours) == 2


def test_printing_shows_the_data_and_cuts_no_figure(browser, reports, tmp_path):
    """On paper data tables are open, controls are gone, and figures fit the page."""
    page = open_page(browser, reports["whole"], scheme="dark")
    page.emulate_media(media="print", color_scheme="light")
    assert page.locator("#finding-hedges-by-voice .data td").first.is_visible()
    assert not page.locator("nav").is_visible()
    figure = page.locator("figure").first.bounding_box()
    assert figure["height"] < 900
    page.pdf(path=tmp_path / "report.pdf", format="A4")
    assert (tmp_path / "report.pdf").read_bytes().startswith(b"%PDF")
