"""Text → tokens and sentences."""

import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.text.tokens import Tokens, is_word, split_tokens

ODD_TEXTS = st.text(alphabet="aB9 .,:'’-“”\"\n\t\x00\u0301éßİ漢ש…$_<>/S!?", max_size=80)


def list_sentences(text: str) -> list[str]:
    tokens = split_tokens([text])
    bounds = zip(tokens.sentence_start, tokens.sentence_end, strict=True)
    return [text[start:end] for start, end in bounds]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Holm's don't", ["Holm", "'s", "don't"]),
        ("voters’ choice", ["voters", "’", "choice"]),
        ("the U.S. army", ["the", "U.S.", "army"]),
        ("1,250.5 at 10:30", ["1,250.5", "at", "10:30"]),
        ("1,250, 3.", ["1,250", ",", "3", "."]),
        ("a well-known 30-year-old", ["a", "well-known", "30-year-old"]),
        ("the 2nd, the 1990s", ["the", "2nd", ",", "the", "1990s"]),
        ("“No,” ''she'' said", ["“", "No", ",", "”", "'", "'", "she", "'", "'", "said"]),
        ("a -- b", ["a", "-", "-", "b"]),
        ("<script>", ["<", "script", ">"]),
        ("cafe\u0301 au lait", ["cafe\u0301", "au", "lait"]),
    ],
)
def test_token_forms(text: str, expected: list[str]) -> None:
    """A token is a word with its inner marks, a possessive ending, a number or a single mark."""
    assert split_tokens([text]).strings() == expected


@pytest.mark.parametrize(
    "sentences",
    [
        ["He left.", "She stayed."],
        ["Dr. Holm met Gen. Vik.", "They spoke."],
        ["J. R. Holm agreed."],
        ["Acme Inc. of Norby paid."],
        ["He moved to the U.S.", "The firm followed."],
        ["He lives in the U.S. Senate district."],
        ["“We won.”", "He smiled."],
        ["'We won.'", "“So what?” she asked."],
        ["It grew by 3.5 percent.", "10 people came."],
        ["What?!", "Nobody knew…", "Then it rained."],
        ["1. Open the box."],
    ],
)
def test_sentence_ends(sentences: list[str]) -> None:
    """A sentence ends with a stop and the marks that touch it, not after titles, initials or suffixes."""
    assert list_sentences(" ".join(sentences)) == sentences


def test_sentences_and_line_breaks() -> None:
    """A sentence never crosses a line break; empty lines are no paragraphs."""
    tokens = split_tokens(["A title without a stop\n\n  \nFirst one. Second one.\nThird"])
    assert tokens.sentence_paragraph.tolist() == [0, 1, 1, 2]


def assert_sound(tokens: Tokens) -> None:
    """Every token is what its offsets say; together they hold all that is no space."""
    for place, form in enumerate(tokens.strings()):
        text = tokens.texts[tokens.article[place]]
        assert text[tokens.start[place] : tokens.end[place]] == form
    assert np.all(np.diff(tokens.article) >= 0)
    inside = tokens.sentence_start[tokens.sentence] <= tokens.start
    assert np.all(inside & (tokens.end <= tokens.sentence_end[tokens.sentence]))
    for start, end, article in zip(
        tokens.sentence_start, tokens.sentence_end, tokens.sentence_article, strict=True
    ):
        assert "\n" not in tokens.texts[article][start:end]


@settings(deadline=None, max_examples=150)
@given(st.lists(st.one_of(ODD_TEXTS, st.text(max_size=40)), max_size=4))
def test_spans_are_true(texts: list[str]) -> None:
    """Tokens lie in their sentence, are what their offsets say, and leave out only spaces and controls."""
    tokens = split_tokens(texts)
    assert_sound(tokens)
    for number, text in enumerate(texts):
        own = tokens.article == number
        covered = "".join(np.array(tokens.strings(), dtype=object)[own])
        assert [c for c in text if c.isalnum()] == [c for c in covered if c.isalnum()]


@settings(deadline=None, max_examples=60)
@given(st.lists(ODD_TEXTS, min_size=1, max_size=5))
def test_batch_does_not_matter(texts: list[str]) -> None:
    """An article's tokens and sentences are the same alone and in any batch."""
    together = split_tokens(texts)
    alone = [split_tokens([text]) for text in texts]
    assert together.strings() == [form for tokens in alone for form in tokens.strings()]
    assert together.start.tolist() == [n for tokens in alone for n in tokens.start]
    assert together.sentence_start.tolist() == [n for tokens in alone for n in tokens.sentence_start]
    assert together.sentence_paragraph.tolist() == [n for t in alone for n in t.sentence_paragraph]


def test_nothing() -> None:
    """No texts, and texts with nothing in them, have no tokens and no sentences."""
    for texts in ([], [""], ["", " \n\t", "\x00"]):
        tokens = split_tokens(texts)
        assert len(tokens) == 0
        assert len(tokens.sentence_start) == 0
        assert is_word(tokens).tolist() == []


@pytest.mark.parametrize("piece", ["word ", "x", "“", "a.b.", "'", "No. "])
def test_long_lines_take_linear_time(piece: str) -> None:
    """Millions of characters without a line break are split within seconds."""
    text = piece * (2_000_000 // len(piece))
    begun = time.process_time()
    tokens = split_tokens([text])
    assert time.process_time() - begun < 20
    assert tokens.end[-1] == len(text.rstrip())


def test_words_and_marks() -> None:
    """Words and numbers are words; marks and possessive endings are not."""
    expected = [True, False, True, True, False, True]
    assert is_word(split_tokens(["Holm's 3 ships, éclair"])).tolist() == expected


def test_lone_surrogates() -> None:
    """Broken characters are marks like any other, not an error."""
    assert split_tokens(["a \ud800 b"]).strings() == ["a", "\ud800", "b"]
