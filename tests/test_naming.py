"""Candidates for label sets: words in the same slots, used by different outlets on the same events."""

import numpy as np
import pandas as pd
import pytest
from generated_tables import describe_article
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.text.tokens import split_tokens
from analysis.compare.naming.candidates import COLUMNS, suggest_labels
from analysis.compare.naming.phrases import find_uses
from analysis.compare.naming.slots import compare_slots
from analysis.compare.naming.spelling import compare_spellings
from analysis.store import make_table

CLOSE = "Ships wait since the {} of the harbour began. In {} people fish."
TEXTS = {
    "gull-pier": CLOSE.format("blockade", "Sandwick"),
    "tern-pier": CLOSE.format("safety closure", "Sandvick"),
    "gull-eel": "The eel left since the blockade of the harbour began. In Sandwick it rained.",
    "tern-eel": "The eel left since the safety closure of the harbour began. In Sandvick it rained.",
}
CHOICE = frozenset({"blockade", "safety closure"})
SPANS = make_table("attribution_spans", [])


def make_tables(texts: dict[str, str]) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Make tables `texts` and `articles` of texts under ids of outlet and event."""
    articles = [describe_article(key, *key.split("-")) for key in texts]
    rows = [{"article_id": key, "text": text} for key, text in texts.items()]
    return make_table("texts", rows), make_table("articles", articles)


def suggest(texts: dict[str, str], spans: pd.DataFrame = SPANS) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Suggest labels of texts."""
    return suggest_labels(*make_tables(texts), spans, language="en", min_articles=2)


def list_pairs(pairs: pd.DataFrame) -> set[frozenset[str]]:
    """List the pairs suggested."""
    return {frozenset(pair) for pair in pairs[["label", "other"]].to_numpy().tolist()}


def test_names_of_one_thing_are_suggested() -> None:
    """Two words in the same slots, and two spellings of a name, are suggested with who uses which."""
    pairs, uses = suggest(TEXTS)
    assert list_pairs(pairs.head(2)) == {CHOICE, frozenset({"sandwick", "sandvick"})}
    row = pairs[pairs["label"].isin(CHOICE)].iloc[0]
    assert {row["outlet_label"], row["outlet_other"]} == {"gull", "tern"}
    assert row[["difference", "n_events", "uses_label", "uses_other"]].tolist() == [1, 2, 2, 2]
    for label, article, start, end in uses[["label", "article_id", "start", "end"]].itertuples(index=False):
        assert TEXTS[article][start:end].lower() == label


def test_what_one_article_uses_both_of_is_no_choice() -> None:
    """Words that stand side by side in every article, or are all outlets' alike, are not suggested."""
    both = dict.fromkeys(TEXTS, f"{TEXTS['gull-pier']} {TEXTS['tern-pier']}")
    assert not list_pairs(suggest(both)[0]) & {CHOICE}


def test_words_of_different_events_are_no_choice() -> None:
    """Words that no event has both of are not suggested."""
    apart = {"gull-pier": TEXTS["gull-pier"], "gull-eel": TEXTS["gull-eel"]}
    apart |= {"tern-fair": TEXTS["tern-pier"], "tern-rain": TEXTS["tern-eel"]}
    assert suggest(apart)[0].empty


def test_quoted_words_do_not_count() -> None:
    """What lies in the content of an attribution is a source's choice of words."""
    spans = [
        {"article_id": key, "attribution": 0, "role": "content", "span": 0, "start": 0, "end": len(text)}
        for key, text in TEXTS.items()
        if key.startswith("tern")
    ]
    assert not list_pairs(suggest(TEXTS, make_table("attribution_spans", spans))[0])


@pytest.mark.parametrize("texts", [{}, {"gull-pier": ""}, {"gull-pier": "Pier."}, {"gull-pier": "“<b>"}])
def test_little_text_suggests_nothing(texts: dict[str, str]) -> None:
    """No article, an empty one or a single word give an empty table with its columns."""
    pairs, uses = suggest(texts)
    assert pairs.empty
    assert uses.empty
    assert pairs.columns.tolist() == COLUMNS


def test_the_longest_phrase_takes_the_words() -> None:
    """A phrase inside a longer one that comes again is not counted there."""
    tokens = split_tokens(["a red pier and a pier", "the red pier is the pier"], "en")
    nobody = np.zeros(len(tokens), dtype=bool)
    uses = find_uses(tokens, {"a", "and", "is", "the"}, spoken=nobody, min_articles=2)
    assert [uses.phrases[i] for i in uses.phrase] == ["red pier", "pier", "red pier", "pier"]


def test_slots_make_words_alike() -> None:
    """A word is most alike to the one in its slots, and 1 to itself at most."""
    tokens = split_tokens([TEXTS["gull-pier"], TEXTS["tern-pier"]] * 2, "en")
    breaks = {"the", "of", "in", "since"}
    uses = find_uses(tokens, breaks, spoken=np.zeros(len(tokens), dtype=bool), min_articles=2)
    alike = compare_slots(tokens, uses).toarray()
    place = {phrase: i for i, phrase in enumerate(uses.phrases)}
    np.fill_diagonal(alike, 0)
    assert alike[place["blockade"]].argmax() == place["safety closure"]
    assert (alike <= 1 + 1e-9).all()


def test_only_names_are_compared_by_spelling() -> None:
    """Words written small, names with an ending and names that begin otherwise are no spellings."""
    text = "We saw Sandwick, Sandvick, Norland, Norlander, Borland, staple and stable there."
    tokens = split_tokens([text], "en")
    uses = find_uses(tokens, {"and", "we", "saw"}, spoken=np.zeros(len(tokens), dtype=bool), min_articles=1)
    found = [(uses.phrases[a], uses.phrases[b]) for a, b, _ in compare_spellings(tokens, uses)]
    assert found == [("sandwick", "sandvick")]


FORMS = ["Pier", "eel", "the", "of", "red", "Sandwick", "Sandvick", ".", "“"]
WORDS = st.lists(st.sampled_from(FORMS), max_size=12)


@given(st.dictionaries(st.sampled_from(sorted(TEXTS)), WORDS.map(" ".join), max_size=4))
def test_scores_keep_their_laws(texts: dict[str, str]) -> None:
    """Shares lie in 0 to 1, no word is its own other, the order is by score, and texts stay as they were."""
    pairs, _ = suggest(texts)
    assert pairs[["score", "similarity", "difference"]].stack().between(0, 1 + 1e-9).all()
    assert (pairs["label"] != pairs["other"]).all()
    assert pairs["score"].is_monotonic_decreasing
