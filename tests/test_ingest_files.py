"""Bytes as received become clean text, and the lexicons of a language are tables."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.ingest.files import clean_text, count_invisible, decode_page
from analysis.ingest.lines import is_final, split_lines
from analysis.language.lexicons import list_lexicons, read_lexicon
from analysis.study import StudyError


@given(st.text())
def test_clean_text_is_stable(text):
    """Cleaning twice is cleaning once, gives NFC, and leaves no carriage return, NUL or bidi control."""
    clean = clean_text(text)
    assert clean_text(clean) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert not set("\r\0\u202e\u2028\u200b\ufeff") & set(clean)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\u2028", "\u2029", "\x85", "\v", "\f"])
def test_every_line_end_ends_a_line(end):
    """A page reads the same whichever line ends it was saved with."""
    assert [line.text for line in split_lines(clean_text(f"One day{end}{end}Two days"))] == [
        "One day",
        "Two days",
    ]


def test_typography_is_never_rewritten():
    """Quotation marks, dashes, no-break spaces and joiners stay as they are."""
    typography = "“a” «b» „c‟ ''d'' ``e`` 22\u00a0000 – —… می\u200cروم"
    assert clean_text(typography) == typography


def test_invisible_characters_are_counted():
    """What is left out is told by code point."""
    page = "a\u200bb\u202ec\0\0\nd\u00ade"
    assert clean_text(page) == "abc\nde"
    assert count_invisible(page) == {"U+0000": 2, "U+00AD": 1, "U+200B": 1, "U+202E": 1}


def test_a_byte_order_mark_is_no_text():
    """UTF-8 is read with a byte order mark or without."""
    assert decode_page(b"\xef\xbb\xbfA\xc3\xa9", "a.txt") == decode_page(b"A\xc3\xa9", "a.txt") == "Aé"


def test_bytes_that_are_not_utf8_are_placed():
    """The error names the line and the position of the first wrong byte."""
    with pytest.raises(StudyError) as raised:
        decode_page(b"One\nTw\xf6", "pages/a.txt")
    assert (raised.value.where, raised.value.value) == ("pages/a.txt:2", "byte 0xf6 at position 6")


@pytest.mark.parametrize(
    ("text", "final"),
    [
        ("He left.", True),
        ("“He left.”", True),
        ("He said ''left.''", True),
        ("Did he (or not)?", True),
        ("他走了。", True),
        ("Crane falls on trawler", False),
        ("He was about to leave and perhaps ...", False),
        ("He left…", False),
        ("He said “left”", False),
    ],
)
def test_sentences_end_in_final_marks(text, final):
    """A final mark ends a sentence, closing quotes or brackets after it or not; an ellipsis does not."""
    assert is_final(text) is final


def test_wrapped_paragraphs_are_put_together():
    """Lines broken at a fixed width are one block; a list of short lines is not."""
    wrapped = (
        "The ferry to the islands will sail twice a\n"
        "day from June, the company said on Tuesday,\n"
        "after three summers in which travellers had\n"
        "to spend the night on the quay. A third one\n"
        "may follow in July if the crews say yes and\n"
        "the weather allows it to leave in the fog.\n"
    )
    joined = [line.text for line in split_lines(wrapped)]
    assert joined == [" ".join(wrapped.split())]
    listed = "\n".join(f"Quay number {i}" for i in range(20, 40))
    assert len(split_lines(listed)) == 20


def test_lexicons_are_tables_of_strings():
    """A lexicon has its columns, no empty form, no form twice for one reason, and is safe to change."""
    assert {"furniture", "report_verbs"} <= set(list_lexicons("en"))
    furniture = read_lexicon("en", "furniture")
    assert list(furniture.columns) == ["form", "reason", "note"]
    assert furniture["form"].str.strip().all() and furniture["reason"].all()
    assert not furniture.duplicated(["form", "reason"]).any()
    furniture["form"] = "spoilt"
    assert "spoilt" not in set(read_lexicon("en", "furniture")["form"])


@pytest.mark.parametrize(
    ("language", "name"), [("xx", "furniture"), ("en", "nothing"), ("../en", "furniture")]
)
def test_a_lexicon_that_is_not_there_is_named(language, name):
    """The error says which lexicon is missing for which language."""
    with pytest.raises(LookupError, match=f"'{name}' for language"):
        read_lexicon(language, name)
