"""Pages are split into text and furniture; nothing is lost."""

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ingest_pages import PAGES, split_marked

from analysis.ingest.articles import join_text
from analysis.ingest.authors import find_author, is_name, read_byline
from analysis.ingest.blocks import split_blocks
from analysis.ingest.files import clean_text

SENTENCE = "The harbour of Sandwick was closed on Monday after a crane fell on a trawler."
LINES = [
    "",
    "Share",
    "Related content",
    "Read more",
    "2 min read",
    "12 May 2031",
    "By Marta Quill",
    "Marta Quill",
    "News Editor",
    "News",
    "Photo: Skagen",
    "Comments",
    "Crane falls on trawler",
    "Why do gulls sleep?",
    SENTENCE,
    "- It fell like a tree - she said.",
    "Nobody was hurt.",
    "The list:",
    "• one",
    "(Skagen)",
    "***",
    "A text cut off in the midst of a sentence that goes on for more than twenty words and does not even",
]


@pytest.mark.parametrize("name", PAGES)
def test_each_line_gets_its_role_and_reason(name):
    """On pages of ten kinds of outlets every line has the role, and furniture the reason, that is marked."""
    text, told = split_marked(PAGES[name])
    blocks = split_blocks(text, "en")
    assert list(zip(blocks["role"], blocks["reason"], blocks["text"], strict=True)) == told


@pytest.mark.parametrize("name", PAGES)
def test_the_articles_headline_wins(name):
    """A declared headline that the page does not have becomes block 0; the page's own is set aside."""
    text, told = split_marked(PAGES[name])
    blocks = split_blocks(text, "en", "Quite another headline")
    assert blocks.loc[blocks["role"] == "title", ["block", "text"]].to_numpy().tolist() == [
        [0, "Quite another headline"]
    ]
    assert "title" not in set(blocks.loc[blocks["block"] > 0, "role"])
    paragraphs = [line for role, _, line in told if role == "paragraph"]
    assert blocks.loc[blocks["role"] == "paragraph", "text"].tolist() == paragraphs


@given(st.lists(st.sampled_from(LINES) | st.text(max_size=30), max_size=25))
def test_nothing_is_lost(lines):
    """Whatever a page holds, its blocks hold all its lines in order, and the text's spans hold the blocks."""
    page = clean_text("\n".join(lines))
    blocks = split_blocks(page, "en")
    assert " ".join(blocks["text"]).split() == page.split()
    assert list(blocks["block"]) == list(range(1, len(blocks) + 1))
    assert ((blocks["role"] == "furniture") == (blocks["reason"] != "")).all()
    assert (blocks["role"] == "title").sum() <= 1
    text, placed = join_text(blocks)
    for block in placed.itertuples():
        if block.role != "furniture":
            assert text[block.start : block.end] == block.text


@given(
    st.lists(
        st.sampled_from([SENTENCE, "Nobody was hurt.", "“So it fell,” he said."]), min_size=1, max_size=8
    )
)
def test_sentences_under_a_headline_are_all_kept(sentences):
    """No sentence below a headline and a time is furniture, but one told twice in a row is told once."""
    page = "\n\n".join(["Crane falls on trawler", "12 May 2031", *sentences])
    blocks = split_blocks(page, "en").iloc[2:]
    assert set(blocks.loc[blocks["role"] != "furniture", "text"]) == set(sentences)
    assert set(blocks["reason"]) <= {"", "repeated"}


def test_a_share_of_a_bank_is_no_button():
    """Furniture words that begin a sentence do not make it furniture."""
    sentences = [
        "Share prices fell on Monday.",
        "By Tuesday the quay was open again.",
        "Reporting by Radio Osterland showed that the siren was dead.",
        "Subscribers left the paper.",
        "Photo by photo, the inspectors went through the cracks that they had found in the jib since March.",
        "Published accounts differ.",
        "Copyright law changed in Osterland on Friday.",
        "Video games were banned on the quay after two boys fell into the harbour while they played one.",
        "More in common than they knew, the two captains shook hands.",
    ]
    blocks = split_blocks(
        "\n\n".join(["Quay open again after a week", "12 May 2031", SENTENCE, *sentences]), "en"
    )
    assert blocks["role"].tolist()[2:] == ["paragraph"] * (len(sentences) + 1)


@pytest.mark.parametrize(
    "page", ["", " \n\u00a0\n", "Hello", "Share\nTweet\nTrending Now\nSubscribe to our newsletter."]
)
def test_pages_without_a_body_have_none(page):
    """Nothing, one word, and furniture alone give no paragraph."""
    assert "paragraph" not in set(split_blocks(page, "en")["role"])


def test_markup_is_text():
    """Markup in a headline or paragraph stays as it is written."""
    page = f'<script>alert("crane")</script> falls on trawler\n12 May 2031\n\n<b>{SENTENCE}</b> & more.\n'
    blocks = split_blocks(page, "en")
    assert blocks["text"].tolist()[0] == '<script>alert("crane")</script> falls on trawler'
    assert blocks["role"].tolist() == ["title", "furniture", "paragraph"]


def test_right_to_left_text_is_split_by_shape():
    """A page in another script is split by position and final marks."""
    page = (
        "عنوان قصير عن الميناء\n\n12.05.2031\n\n"
        + "أغلق الميناء يوم الاثنين بعد أن سقطت رافعة على قارب صيد هناك.\n\nلماذا سقطت؟\n"
    )
    assert split_blocks(page, "ar")["role"].tolist() == ["title", "furniture", "paragraph", "paragraph"]


@pytest.mark.parametrize(
    "line", ["word ", "a", "a|", "(", "a. (", '"', "3 March 2031 ", "a photo: x ", "A ", "icon ", "''", ". "]
)
def test_long_lines_take_linear_time(line):
    """Ten megabytes in one line are split in seconds."""
    began = time.perf_counter()
    split_blocks(line * (10_000_000 // len(line)), "en")
    assert time.perf_counter() - began < 15


@pytest.mark.parametrize(
    "kinds", [LINES[:5] + LINES[7:], ["Line {} of it"], [SENTENCE + " {}."], ["Share", "{} x"]]
)
def test_many_lines_take_linear_time(kinds):
    """Fifty thousand lines of some kinds are split in seconds."""
    lines = itertools.islice(itertools.cycle(kinds), 50_000)
    page = "\n".join(line.format(n) for n, line in enumerate(lines))
    began = time.perf_counter()
    assert len(split_blocks(page, "en")) > 40_000
    assert time.perf_counter() - began < 30


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Written by Silke Aas", "Silke Aas"),
        ("By Marta Quill and Jon Eide", "Marta Quill and Jon Eide"),
        ("By Marta Quill, Trade Correspondent", "Marta Quill"),
        ("By Marta Quill in Ostby", "Marta Quill"),
        ("BY MARTA VAN DER BERG", "MARTA VAN DER BERG"),
        ("By Skagen", "Skagen"),
        ("Author: Silke Aas. Journalist of the sea desk.", "Silke Aas"),
        ("By the end of the day", ""),
        ("By Tuesday the quay was open again.", ""),
        ("Silke Aas", ""),
    ],
)
def test_bylines_give_names(line, author):
    """A by-line gives the names it tells, without office and place; other lines give none."""
    assert read_byline(line, "en") == author


def test_names_have_the_shape_of_names():
    """Two to five capitalised words, small words between them or not, are a name."""
    assert all(
        is_name(name, "en") for name in ["Ola Berg", "O. Berg", "Anna van der Meer", "Ann-Marie O’Neill"]
    )
    assert not any(
        is_name(name, "en") for name in ["Berg", "News Editor", "Quay for sale", "Ola Berg 2", "Ola, Berg:"]
    )


def test_an_author_is_told_or_unknown():
    """The first by-line counts, else a name with an office, else nobody."""
    assert find_author(["By Ola Berg", "Jon Eide"], ["byline", "author box"], "en") == "Ola Berg"
    assert find_author(["Jon Eide", "News Editor"], ["author box", "author box"], "en") == "Jon Eide"
    assert find_author([SENTENCE], [""], "en") is None
