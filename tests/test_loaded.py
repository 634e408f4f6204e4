"""Loaded words: found in all their forms, and held against the other outlets of the same events."""

import numpy as np
import pandas as pd
import pytest
from generated_tables import describe_article

from analysis.annotate.loaded import find_loaded_words
from analysis.annotate.text.tokens import split_tokens
from analysis.compare.loaded import COLUMNS, rank_loaded_words
from analysis.language.lexicons import read_lexicon
from analysis.store import make_table
from analysis.tables import LOADED_CLASSES


def find(text: str, voice: int = -1) -> pd.DataFrame:
    """Find the loaded words of one text, all of it in one voice."""
    tokens = split_tokens([text], "en")
    found = find_loaded_words(tokens, "en", np.full(len(tokens), voice))
    return found.assign(text=[text[s:e] for s, e in zip(found["start"], found["end"], strict=True)])


def test_words_are_found_in_all_their_forms() -> None:
    """Case and inflection do not matter; the row names the word as it is listed, its class and its voice."""
    found = find("The ABSURD mayor slammed liars.", voice=2)
    assert found["text"].tolist() == ["ABSURD", "slammed", "liars"]
    assert found["word"].tolist() == ["absurd", "to slam", "liar"]
    assert found["class"].tolist() == ["blame", "attack", "blame"]
    assert set(found["voice"]) == {"source"}
    assert set(find("An absurd pier.")["voice"]) == {"outlet"}


@pytest.mark.parametrize("text", ["", "“", "The pier was closed on Friday.", "<b>", "absurdist"])
def test_plain_texts_hold_none(text: str) -> None:
    """Texts without such words give an empty table with all columns."""
    assert find(text).empty
    assert {"article", "start", "end", "word", "class", "voice"} <= set(find(text).columns)


def test_the_lexicon_is_sound() -> None:
    """Each word is listed once, in small letters, in a known class, and is no hedge or booster."""
    words = read_lexicon("en", "loaded")
    lexicons = [read_lexicon("en", name) for name in ("hedges", "boosters")]
    others = pd.concat(lexicons).query("`class` != 'none'")
    assert words["form"].is_unique
    assert (words["form"] == words["form"].str.lower()).all()
    assert set(words["class"]) == set(LOADED_CLASSES)
    assert not set(words["form"]) & set(others["form"])


def make_study() -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Make loaded words, word counts and articles: two outlets on one event, one of them alone on another."""
    cells = (("gull", "pier"), ("tern", "pier"), ("gull", "eel"))
    articles = [describe_article(f"{outlet}-{event}", outlet, event) for outlet, event in cells]
    places = [("gull-pier", "absurd")] * 2
    places += [("tern-pier", "absurd"), ("tern-pier", "vile"), ("gull-eel", "vile")]
    loaded = [
        {"article_id": a, "start": i, "end": i, "word": word, "class": "blame", "voice": "outlet"}
        for i, (a, word) in enumerate(places)
    ]
    loaded += [{**loaded[0], "start": 99, "word": "vile", "voice": "source"}]
    counts = [
        {"article_id": a["article_id"], "voice": "outlet", "part": "body", "term": "pier", "count": 1000}
        for a in articles
    ]
    rows = {"loaded_words": loaded, "term_counts": counts, "articles": articles}
    tables = [make_table(name, found) for name, found in rows.items()]
    return tables[0], tables[1], tables[2]


def test_words_are_counted_by_hand() -> None:
    """Own voice on shared events counts: two uses against one, two per 1,000 words against one."""
    ranked = rank_loaded_words(*make_study(), prior_words=100).set_index(["outlet", "word"])
    assert list(ranked.index) == [("gull", "absurd"), ("tern", "vile"), ("tern", "absurd")]
    gull = ranked.loc[("gull", "absurd")]
    assert gull[["count", "count_rest", "n_articles"]].tolist() == [2, 1, 1]
    assert gull[["per_1000_words", "per_1000_words_rest"]].tolist() == [2, 1]
    assert gull["log_odds"] > 0 > ranked.loc[("tern", "absurd"), "log_odds"]


def test_nothing_to_rank() -> None:
    """Without words, or without a shared event, the ranking is empty and has its columns."""
    loaded, counts, articles = make_study()
    for tables in ((loaded[:0], counts, articles), (loaded, counts, articles[articles["outlet"] == "gull"])):
        ranked = rank_loaded_words(*tables, prior_words=100)
        assert ranked.empty
        assert ranked.columns.tolist() == COLUMNS
