"""Term counts: every word once, in its voice and part."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.terms import count_terms
from analysis.annotate.text.tokens import is_word, split_tokens
from analysis.tables import PARTS

TITLE, BODY = PARTS.index("title"), PARTS.index("body")


def count(texts: list[str]) -> pd.DataFrame:
    """Count the words of texts that are all body and all the outlet's."""
    tokens = split_tokens(texts, "en")
    return count_terms(tokens, np.full(len(tokens), -1), np.full(len(tokens), BODY))


def test_words_are_counted_as_written_but_small() -> None:
    """Case folds, a possessive is split off, numbers and hyphens stay as they are, marks do not count."""
    found = count(["The well-known eel's tail, the Eel: 1,250.5 euros!"])
    assert dict(zip(found["term"], found["count"], strict=True)) == {
        "the": 2,
        "well-known": 1,
        "eel": 2,
        "tail": 1,
        "1,250.5": 1,
        "euros": 1,
    }


def test_typography_makes_no_word() -> None:
    """A word is the same with a straight and with a curly apostrophe."""
    assert count(["don't don’t DON’T"])[["term", "count"]].values.tolist() == [["don't", 3]]


def test_voice_and_part_are_kept_apart() -> None:
    """A word is counted apart in each voice and part."""
    tokens = split_tokens(["eel eel eel"], "en")
    found = count_terms(tokens, np.array([-1, -1, 4]), np.array([TITLE, BODY, BODY]))
    assert found[["voice", "part", "term", "count"]].values.tolist() == [
        ["outlet", "title", "eel", 1],
        ["outlet", "body", "eel", 1],
        ["source", "body", "eel", 1],
    ]


def test_nothing_to_count() -> None:
    """No text, or none with words, gives an empty table."""
    assert count([]).empty
    assert count(["", "?!"]).empty


@settings(deadline=None)
@given(st.lists(st.text(max_size=60), max_size=4))
def test_counts_add_up_to_the_words(texts: list[str]) -> None:
    """The counts of an article add up to its words, whatever the text."""
    tokens = split_tokens(texts, "en")
    found = count(texts)
    words = np.bincount(tokens.article[is_word(tokens)], minlength=len(texts))
    assert found.groupby("article")["count"].sum().reindex(range(len(texts)), fill_value=0).tolist() == list(
        words
    )
    assert not found.duplicated(["article", "voice", "part", "term"]).any()
