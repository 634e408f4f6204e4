"""Role spans are linked in one pass; spans are read once a distinct one."""

from time import process_time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from analysis.annotate.lexical.batches import read_batch
from analysis.annotate.lexical.readings import read_once
from analysis.annotate.speech.linking import link_roles
from analysis.annotate.speech.role_spans import CONTENT, CUE, SOURCE
from analysis.annotate.text.tokens import split_tokens

LONG = 200_000
ROLE_OF_LETTER = {"t": CONTENT, "c": CUE, "s": SOURCE}


def link(*groups):
    roles = np.array([ROLE_OF_LETTER[letter] for group in groups for letter in group], dtype=np.int64)
    return link_roles(roles, np.cumsum([0, *map(len, groups)])).tolist()


@pytest.mark.parametrize(
    ("roles", "cues"),
    [
        ("sct", [1, 1, 1]),
        ("tsc", [2, 2, 2]),
        ("tcs", [1, 1, 1]),
        ("sctct", [1, 1, 1, 3, 3]),
        ("tsctsct", [2, 2, 2, 2, 5, 5, 5]),
        ("ssc", [-1, 2, 2]),
        ("cts", [0, 0, 0]),
        ("cstc", [0, 0, 0, 3]),
        ("ctsc", [0, 0, 3, 3]),
        ("st", [-1, -1]),
        ("", []),
    ],
)
def test_spans_go_to_the_nearest_cue_that_lacks_them(roles, cues):
    """A cue takes the free source before it, else the next; a content a cue that is not served yet."""
    assert link(roles) == cues


@given(st.text(alphabet="sct", max_size=12))
def test_links_are_to_cues_and_each_has_one_source(roles):
    """Every link leads to a cue, each content has one where there is one, no cue has two sources."""
    cues = link(roles)
    assert all(cue < 0 or roles[cue] == "c" for cue in cues)
    assert all(cues[i] == i for i, role in enumerate(roles) if role == "c")
    assert all(cues[i] >= 0 for i, role in enumerate(roles) if role == "t" and "c" in roles)
    sources = [cue for role, cue in zip(roles, cues, strict=True) if role == "s" and cue >= 0]
    assert len(sources) == len(set(sources))


@pytest.mark.parametrize("pattern", ["t", "s", "ct", "st"])
def test_a_long_sentence_is_linked_in_linear_time(pattern):
    """A sentence of very many spans costs no more a span than one of few."""
    link(pattern)  # compiled
    begun = process_time()
    link("c" + pattern * LONG + "c")
    assert process_time() - begun < 5


def test_groups_are_linked_each_by_itself():
    """A span is linked to a cue of its own group."""
    assert link("sc", "t", "ct") == [1, 1, -1, 3, 3]


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(1, 4)), max_size=30))
def test_distinct_spans_are_read_as_each_one_would_be(spans):
    """Reading distinct spans once gives what reading each span gives, and reads none twice."""
    read = []
    read_spans = read_once(lambda words, _: read.append(words) or words, lambda words: (len(words),))
    tokens = split_tokens(["the pier the quay the pier a quay the the pier the quay again and again"])
    first = np.array([begin for begin, _ in spans], dtype=np.int64)
    last = first + np.array([length for _, length in spans], dtype=np.int64)
    words = tokens.strings()
    expected = [tuple(words[i:j]) for i, j in zip(first, last, strict=True)]
    for _ in range(2):
        number, known = read_spans(read_batch(tokens, "en"), first, last)
        assert [known.items[i] for i in number] == expected
        assert known.codes[number, 0].tolist() == [len(words) for words in expected]
    assert len(read) == len(set(read))


def test_very_many_distinct_spans_are_known_again():
    """What was read is found again however much there is."""
    tokens = split_tokens([" ".join(f"w{i}" for i in range(3000))])
    batch, first = read_batch(tokens, "en"), np.arange(3000)
    read_spans = read_once(lambda words, _: words, lambda words: (0,))
    for _ in range(2):
        number, known = read_spans(batch, first, first + 1)
        assert [known.items[i][0] for i in number] == tokens.strings()
