"""Label choices: declared forms are found, the longest first."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.labels import LabelSets, find_labels
from analysis.annotate.text.phrases import compile_phrases, find_phrases, keep_longest
from analysis.annotate.text.tokens import split_tokens
from analysis.language.labels import read_label_sets

SETS: LabelSets = {
    "conflict": {
        "special operation": ["special river operation"],
        "operation": ["river operation"],
        "feud": ["feud", "feuding"],
    },
    "place": {"Sandvik": ["Sandvik"], "Sandwick": ["Sandwick", "Old Sandwick"]},
}


def find(text: str, sets: LabelSets = SETS, voice: int = -1) -> pd.DataFrame:
    """Find the labels of one text, all of it in one voice."""
    tokens = split_tokens([text], "en")
    labels = find_labels(tokens, "en", sets, np.full(len(tokens), voice))
    return labels.assign(text=[text[s:e] for s, e in zip(labels["start"], labels["end"], strict=True)])


def test_the_longest_form_wins() -> None:
    """A form inside a longer declared one is not counted again."""
    found = find("The special river operation was a river operation near Old Sandwick.")
    assert found["label"].tolist() == ["special operation", "operation", "Sandwick"]
    assert found["text"].tolist() == ["special river operation", "river operation", "Old Sandwick"]


@pytest.mark.parametrize("text", ["FEUD", "feuds", "Feud's", "feud’s", "a Feuding clan"])
def test_case_plural_and_possessive_count(text: str) -> None:
    """A form counts in any case, in its plural and its possessive; the ending 's is not in the span."""
    found = find(text)
    assert found[["label_set", "label"]].values.tolist() == [["conflict", "feud"]]
    assert not found["text"].iloc[0].endswith("'s")


@pytest.mark.parametrize("text", ["feudal", "special river", "operation", "river-operation", "Sandviken", ""])
def test_parts_of_words_and_of_phrases_do_not_count(text: str) -> None:
    """Only whole words and whole phrases count."""
    assert find(text).empty


def test_spaces_and_line_breaks() -> None:
    """Any space may stand inside a phrase, declared or found, but no line break."""
    sets = {"a": {"x": [" river \t operation "], "y": ["lake operation"]}}
    assert len(find("river\u00a0\u00a0operation", sets)) == 1
    assert find("river\noperation", sets).empty


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("territory", "territory territories territorial", ["territory", "territories"]),
        ("clash", "clash clashes clashs clashed", ["clash", "clashes"]),
        ("crisis", "crisis crises", ["crisis", "crises"]),
        ("rebel fighter", "rebel fighters rebels fighter", ["rebel fighters"]),
        ("to annex", "to annex, annexes annexed annexation", ["annex", "annexes", "annexed"]),
        ("to occupy", "occupied occupying occupation", ["occupied", "occupying"]),
        ("to take over", "took over, taken over; taking it over", ["took over", "taken over"]),
        ("to ban", "bans banned banning", ["bans", "banned", "banning"]),
    ],
)
def test_forms_are_inflected(form: str, text: str, found: list[str]) -> None:
    """A noun counts in its plural, a verb written with "to" in all its forms, and in no other word."""
    assert find(text, {"a": {"x": [form], "y": ["heron"]}})["text"].tolist() == found


def test_forms_set_aside_do_not_count() -> None:
    """What stands under the label without a name is passed over, with the shorter forms in it."""
    sets = {"a": {"war": ["war"], "feud": ["feud"], "": ["cold war", "war crime"]}}
    assert find("A war, a cold war, cold wars, war crimes: wars.", sets)["text"].tolist() == ["war", "wars"]


@pytest.mark.parametrize("name", read_label_sets("en"))
def test_shipped_sets_are_sound(name: str) -> None:
    """A shipped set has two labels or more, and each of its forms is found as that label alone."""
    labels = read_label_sets("en")[name]
    assert sum(map(bool, labels)) > 1
    for label, forms in labels.items():
        for form in forms:
            found = find(f"There, {form.removeprefix('to ')} stood.", {name: labels})["label"].tolist()
            assert found == ([label] if label else []), form


def test_a_form_declared_beats_a_plural() -> None:
    """A plural that another label declares belongs to that label."""
    sets = {"a": {"one": ["force"], "many": ["forces"]}}
    assert find("force forces", sets)["label"].tolist() == ["one", "many"]


def test_voice() -> None:
    """A label is counted in the voice it stands in."""
    assert find("a feud")["voice"].tolist() == ["outlet"]
    assert find("a feud", voice=0)["voice"].tolist() == ["source"]


def test_no_sets() -> None:
    """A study without label sets has an empty table with all columns."""
    found = find("a feud", {})
    assert found.empty
    assert {"article", "start", "end", "label_set", "label", "voice"} <= set(found.columns)


LETTERS = st.sampled_from("abc")


@settings(deadline=None)
@given(
    st.lists(LETTERS, max_size=20),
    st.sets(st.lists(LETTERS, min_size=1, max_size=3).map(" ".join), min_size=1, max_size=6),
)
def test_phrases_are_found_as_by_hand(words: list[str], phrases: set[str]) -> None:
    """Every phrase is found wherever its words stand in a row, and nothing else."""
    listed = sorted(phrases)
    hits = find_phrases(compile_phrases(listed, "en"), split_tokens([" ".join(words)], "en"))
    found = sorted((listed[p], int(first), int(last)) for p, first, last in zip(*hits, strict=True))
    expected = [
        (phrase, i, i + len(phrase.split()) - 1)
        for phrase in listed
        for i in range(len(words))
        if words[i : i + len(phrase.split())] == phrase.split()
    ]
    assert found == sorted(expected)


@given(st.lists(st.tuples(st.integers(0, 15), st.integers(0, 4)), max_size=12))
def test_kept_hits_do_not_overlap(hits: list[tuple[int, int]]) -> None:
    """Kept hits are apart, in order, and each dropped one overlaps a kept one at least as long."""
    first = np.array([start for start, _ in hits], dtype=np.int64)
    last = first + np.array([extra for _, extra in hits], dtype=np.int64)
    kept = keep_longest(first, last)
    assert (last[kept][:-1] < first[kept][1:]).all()
    for i in range(len(hits)):
        rivals = [k for k in kept if first[k] <= last[i] and first[i] <= last[k]]
        assert any(last[k] - first[k] >= last[i] - first[i] for k in rivals)
