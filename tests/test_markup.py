"""Spans become elements and nothing else changes."""

import re
from html import unescape

from hypothesis import given
from hypothesis import strategies as st

from analysis.report.markup import UNSAFE, Mark, escape_text, mark_spans

TAG = re.compile(r"<(/?)span([^>]*)>")
texts = st.text(alphabet=st.characters(), max_size=60)
places = st.integers(min_value=0, max_value=60)
marks = st.lists(st.builds(Mark, places, places, st.sampled_from(["a", "b"]), st.just("t"), st.just("i")))


def without_tags(html: str) -> str:
    return unescape(TAG.sub("", html))


@given(texts, marks, places, places)
def test_taking_the_tags_out_gives_the_stretch_again(text, marks, start, end):
    """Whatever overlaps: the text between the tags is the stretch, character by character."""
    html = mark_spans(text, marks, start=min(start, end), end=max(start, end))
    assert without_tags(html) == UNSAFE.sub("\ufffd", text)[min(start, end) : max(start, end)]


@given(texts, marks)
def test_tags_are_balanced(text, marks):
    """No element closes before it opens, and none stays open."""
    depth = 0
    for tag in TAG.finditer(mark_spans(text, marks)):
        depth += -1 if tag[1] else 1
        assert depth >= 0
    assert depth == 0


@given(texts, st.integers(0, 60), st.integers(0, 60))
def test_an_element_holds_just_its_span(text, start, end):
    """A single span holds its characters, no more and no fewer."""
    html = mark_spans(text, [Mark(start, end, "a")])
    inside = re.search(r'<span class="a">(.*?)</span>', html, re.DOTALL)
    held = unescape(inside[1]) if inside else ""
    assert held == UNSAFE.sub("\ufffd", text)[start:end]


def test_crossing_spans_are_split_where_the_first_ends():
    """The span that began later goes on in an element of its own, without a second id."""
    html = mark_spans("abcdef", [Mark(0, 4, "one"), Mark(2, 6, "two", id="x")])
    assert html == (
        '<span class="one">ab<span class="two" id="x">cd</span></span><span class="two">ef</span>'
    )


def test_nested_spans_nest():
    """A span inside another is an element inside the other's."""
    html = mark_spans("abc", [Mark(1, 2, "inner"), Mark(0, 3, "outer")])
    assert html == '<span class="outer">a<span class="inner">b</span>c</span>'


def test_markup_in_the_text_and_in_titles_is_escaped():
    """Nothing of an article becomes an element or an attribute."""
    html = mark_spans("<b>", [Mark(0, 3, "a", title='"><script>')])
    assert html == '<span class="a" title="&quot;&gt;&lt;script&gt;">&lt;b&gt;</span>'


def test_characters_no_page_may_hold_are_replaced_one_by_one():
    """NUL, other controls and lone surrogates become U+FFFD, so that offsets stay true."""
    assert escape_text("a\x00b\x1b\ud800c\n\t") == "a\ufffdb\ufffd\ufffdc\n\t"


def test_a_long_line_with_many_spans_is_marked_in_linear_time():
    """A million characters with 20,000 spans take about a second, not minutes."""
    text = "word " * 200_000
    marks = [Mark(i * 50, i * 50 + 4, "a") for i in range(20_000)]
    assert mark_spans(text, marks).count("<span") == 20_000
