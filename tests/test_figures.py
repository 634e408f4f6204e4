"""Figures show every row, its n and its uncertainty, and are fit for a page."""

import re
from xml.etree import ElementTree

import numpy as np
import pandas as pd
import pytest

from analysis.report.figures import plot_coverage, plot_estimates, plot_shares, plot_similarity, plot_terms
from analysis.report.figures.loaded import plot_loaded_words
from analysis.report.figures.rates import plot_rates
from analysis.report.figures.style import INK, PALETTE
from analysis.report.figures.terms import select_terms
from analysis.report.svg import draw_png, draw_svg

OUTLETS = {"gull": "The Gull", "tern": "The Tern & <Co> $x$"}
EVENTS = {"pier": "The pier is closed", "eel": "The eel returns"}


def estimates(measure: str = "hedges", voice: str = "outlet", flags: str = "") -> pd.DataFrame:
    row = {"event": "all", "measure": measure, "voice": voice, "n_articles": 4, "flags": flags}
    row |= {"denominator": 100.0}
    gull = {"outlet": "gull", "value": 0.5, "low": 0.25, "high": 0.75}
    tern = {"outlet": "tern", "value": np.nan, "low": np.nan, "high": np.nan}
    return pd.DataFrame([row | gull, row | tern])


def terms() -> pd.DataFrame:
    rows = [
        {"target": "gull", "reference": "rest", "voice": "both", "term": term, "z": z, "log_odds": z / 2}
        | {"count_target": 3, "count_reference": 5, "se": 0.5, "q": 0.01 if abs(z) > 2 else 0.5}
        for term, z in {"b": 2.0, "a": 2.0, "nan": 1.0, "c": -1.0, "d": -3.0, "zero": 0.0}.items()
    ]
    return pd.DataFrame(rows)


ARTICLES = pd.DataFrame({"event": ["pier", "pier", "eel"], "outlet": ["gull", "tern", "gull"]})
SIMILARITY = pd.DataFrame(
    {"outlet": ["gull"], "other": ["tern"], "similarity": [0.42], "low": [0.3], "high": [0.5]}
).assign(baseline=0.6, gap_low=0.1)
LOADED = pd.DataFrame(
    {"outlet": list(OUTLETS), "word": ["<absurd>", "vile"], "count": [3, 1], "count_rest": [1, 0]}
    | {"per_1000_words": [2.5, 0.5], "per_1000_words_rest": [0.5, 0.0]}
)
FIGURES = {
    "estimates": lambda: plot_estimates(estimates(), OUTLETS, measure="hedges"),
    "shares": lambda: plot_shares(estimates("media_share", "both"), OUTLETS, measures=["media_share"]),
    "coverage": lambda: plot_coverage(ARTICLES, OUTLETS, EVENTS),
    "similarity": lambda: plot_similarity(SIMILARITY, OUTLETS),
    "terms": lambda: plot_terms(terms(), OUTLETS, target="gull"),
    "rates": lambda: plot_rates(estimates(), OUTLETS, measures=["hedges", "hedges_modal"]),
    "loaded": lambda: plot_loaded_words(LOADED, OUTLETS),
}
EMPTY = {
    "estimates": lambda: plot_estimates(estimates()[:0], OUTLETS, measure="hedges"),
    "shares": lambda: plot_shares(estimates()[:0], OUTLETS, measures=["media_share"]),
    "coverage": lambda: plot_coverage(ARTICLES[:0], OUTLETS, EVENTS),
    "similarity": lambda: plot_similarity(SIMILARITY[:0], OUTLETS),
    "terms": lambda: plot_terms(terms()[:0], OUTLETS, target="gull"),
    "rates": lambda: plot_rates(estimates()[:0], OUTLETS, measures=["hedges"]),
    "loaded": lambda: plot_loaded_words(LOADED[:0], OUTLETS),
}


def draw(name: str, identity: str = "f") -> str:
    return draw_svg(FIGURES[name](), identity, "A <title>", "A description")


def words(svg: str) -> list[str]:
    tree = ElementTree.fromstring(svg)
    return ["".join(node.itertext()).strip() for node in tree.iter("{http://www.w3.org/2000/svg}text")]


@pytest.mark.parametrize("name", FIGURES)
def test_drawn_twice_gives_the_same_bytes(name):
    """No date and no random id reaches SVG or PNG."""
    assert draw(name) == draw(name)
    assert draw_png(FIGURES[name]()) == draw_png(FIGURES[name]())


@pytest.mark.parametrize("name", FIGURES)
def test_svg_is_fit_for_a_page(name):
    """One well-formed element with title and description, ids of its own, no style for the whole page."""
    svg = draw(name, "mine")
    assert svg.startswith("<svg")
    root = ElementTree.fromstring(svg)
    assert [child.tag.split("}")[1] for child in root][:2] == ["title", "desc"]
    assert root[0].text == "A <title>"
    ids = re.findall(r'(?:\bid="|url\(#|href="#)([^")]+)', svg)
    assert ids and all(identity.startswith("mine-") for identity in ids)
    assert "<style" not in svg
    assert "<metadata" not in svg or "date" not in svg


@pytest.mark.parametrize("name", FIGURES)
def test_ink_follows_the_page_and_colours_stay(name):
    """Text and axes take the page's colour; house colours are still there."""
    svg = draw(name)
    assert "currentColor" in svg
    assert INK not in svg
    assert any(colour in svg for colour in PALETTE)


@pytest.mark.parametrize("name", FIGURES)
def test_text_stays_text(name):
    """Names stand in the figure as they are, with marks of TeX and HTML untouched."""
    found = " ".join(words(draw(name)))
    assert "Gull" in found
    if name != "terms":
        assert all(part in found for part in ("Tern", "<Co>", "$x$"))


@pytest.mark.parametrize("name", EMPTY)
def test_an_empty_table_gives_an_empty_figure(name):
    """Nothing to draw is no error."""
    assert draw_svg(EMPTY[name](), "f", "t", "d").startswith("<svg")


def test_unknown_is_written_and_n_stands_on_each_row():
    """An outlet without a value keeps its row and its count of articles."""
    found = words(draw("estimates"))
    assert "unknown" in found
    assert found.count("4 articles") == 2


def test_a_flagged_row_stands_in_brackets():
    """What carries a flag is told apart without colour."""
    figure = plot_estimates(estimates(flags="too_few_words"), OUTLETS, measure="hedges")
    found = words(draw_svg(figure, "f", "t", "d"))
    assert "(0.50)" in found
    assert any("too little to conclude" in line for line in found)


def test_an_interval_is_drawn_where_there_is_one():
    """Uncertainty is a line from low to high, in the outlet's colour."""
    figure = plot_estimates(estimates(), OUTLETS, measure="hedges", voices=["outlet"])
    drawn = [list(map(float, line.get_xdata())) for line in figure.axes[0].lines]
    assert [0.25, 0.75] in drawn


def test_a_missing_cell_says_none():
    """An event that an outlet leaves out stays in sight."""
    assert words(draw("coverage")).count("none") == 1


def test_a_pair_stands_beside_its_baseline():
    """A pair shows its likeness, its interval, and how alike two articles of one outlet are."""
    drawn = [list(map(float, line.get_xdata())) for line in FIGURES["similarity"]().axes[0].lines]
    assert [0.3, 0.5] in drawn
    assert [0.6, 0.6] in drawn
    assert "0.42" in words(draw("similarity"))


def test_words_that_q_decides_are_told_apart():
    """A word that is decided has a full dot, one that only stands in rank a hollow one."""
    faces = [
        line.get_markerfacecolor() for line in FIGURES["terms"]().axes[0].lines if line.get_marker() == "o"
    ]
    assert [face == "none" for face in faces] == [True, True, True, True, False]


def test_terms_are_ranked_by_z_then_alphabet():
    """The target's words first, the reference's last; a word that tells nothing is left out."""
    assert list(select_terms(terms(), top=2)["term"]) == ["a", "b", "c", "d"]
    assert "nan" in list(select_terms(terms(), top=3)["term"])


def test_many_outlets_stand_in_several_rows_of_panels():
    """Nine outlets are drawn, each with its name."""
    many = {f"o{i}": f"Outlet {i}" for i in range(9)}
    figure = plot_shares(estimates("media_share", "both")[:0], many, measures=["media_share"])
    found = " ".join(words(draw_svg(figure, "f", "t", "d")))
    assert all(str(i) in found for i in range(9))


def test_values_that_are_all_zero_stand_at_the_left_of_the_axis():
    """Nothing counted anywhere is drawn at 0 on a scale that could hold more."""
    nothing = estimates().assign(value=0.0, low=np.nan, high=np.nan)
    figure = plot_estimates(nothing, OUTLETS, measure="hedges")
    low, high = figure.axes[0].get_xlim()
    assert low <= 0 < high
    assert abs(low) < high / 10


def test_a_flag_puts_a_cell_in_brackets():
    """A rate with a flag stands in brackets, one without does not, an unknown one is a frame."""
    shown = [t.get_text() for t in plot_rates(estimates(), OUTLETS, measures=["hedges"]).axes[0].texts]
    flagged = plot_rates(estimates(flags="too_few_words"), OUTLETS, measures=["hedges"])
    assert shown == ["0.50", "–"]
    assert [t.get_text() for t in flagged.axes[0].texts] == ["(0.50)", "–"]
