"""Tokens → spans of sources, cues and contents."""

import itertools
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate.tagger import tagger
from analysis.annotate.tagger.context import Layout, classify_marks, find_layout
from analysis.annotate.tagger.features import SHIFTS, hash_tokens, look_around
from analysis.annotate.tagger.hashing import LANES, NUMBERS, pack_lanes, unpack_lanes
from analysis.annotate.tagger.quotes import CLOSING, OPENING, find_quote_state
from analysis.annotate.tagger.tagger import LONG, find_chains, find_role_spans, read_model
from analysis.annotate.tagger.viterbi import find_best_labels
from analysis.annotate.tagger.vocabulary import describe_vocabulary
from analysis.annotate.tagger.words import find_entries, hash_words, read_words
from analysis.annotate.text.tokens import Tokens, split_tokens

ODD_TEXTS = st.text(alphabet="aBs said .,:'’-—“”«»\"\n\t\x00é漢ש<>?", max_size=90)
STORY = """Harbour of Norby stays closed

“The planks are rotten,” said Ilse Brandt, the harbour master. “Nobody should walk there.”

According to two engineers, the repair will take a month. Brandt denied that money was the reason.

The council believes the pier can be saved, the mayor told reporters."""


def tag(text: str) -> set[tuple[str, str]]:
    tokens = split_tokens([text])
    spans = find_role_spans(tokens, "en")
    rows = spans[["role", "first", "last"]].itertuples(index=False)
    return {(role, text[tokens.start[first] : tokens.end[last - 1]]) for role, first, last in rows}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“It rains,” said Ilse Brandt.", {("source", "Ilse Brandt"), ("cue", "said")}),
        ("Brandt said that the pier was closed.", {("source", "Brandt"), ("cue", "said")}),
        ("According to the report, costs doubled.", {("cue", "According to"), ("source", "the report")}),
        ("Officials denied that it was sold.", {("source", "Officials"), ("cue", "denied")}),
        ("The mayor believes that the town will grow.", {("source", "The mayor"), ("cue", "believes")}),
        ('"We go," she told reporters on Monday.', {("source", "she"), ("content", "We go")}),
        ("The costs have doubled, the ministry said.", {("source", "the ministry"), ("cue", "said")}),
        ("The mayor urged residents to stay.", {("source", "The mayor"), ("cue", "urged")}),
        ("Holm insisted he had paid.", {("source", "Holm"), ("cue", "insisted")}),
        ("The pier is long and made of wood.", set()),
    ],
)
def test_plain_attributions(text: str, expected: set[tuple[str, str]]) -> None:
    """The commonest constructions are found."""
    found = {(role, span.strip("“”\"'., ")) for role, span in tag(text)}
    assert expected <= found if expected else not found


def test_spans_are_in_order_and_apart() -> None:
    """Spans are sorted, do not overlap, stay in their paragraph and have a score between 0 and 1."""
    tokens = split_tokens([STORY, "", STORY])
    spans = find_role_spans(tokens, "en")
    assert list(spans.columns) == ["role", "first", "last", "score"]
    assert set(spans["role"]) == {"source", "cue", "content"}
    assert (spans["first"].to_numpy()[1:] >= spans["last"].to_numpy()[:-1]).all()
    assert spans["score"].between(0, 1).all()
    line = tokens.sentence_paragraph[tokens.sentence]
    assert (line[spans["first"]] == line[spans["last"] - 1]).all()


def test_same_every_time() -> None:
    """Tagging twice gives the same table."""
    tokens = split_tokens([STORY] * 3)
    pd.testing.assert_frame_equal(find_role_spans(tokens, "en"), find_role_spans(tokens, "en"))


def describe(texts: list[str]) -> list[tuple]:
    tokens = split_tokens(texts)
    spans = find_role_spans(tokens, "en")
    first, last = spans["first"].to_numpy(), spans["last"].to_numpy()
    bounds = (tokens.start[first].tolist(), tokens.end[last - 1].tolist())
    return list(zip(spans["role"], tokens.article[first].tolist(), *bounds, spans["score"], strict=True))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.one_of(ODD_TEXTS, st.sampled_from([STORY, STORY[:150], ""])), min_size=1, max_size=6))
def test_batch_does_not_matter(texts: list[str]) -> None:
    """An article's spans are the same alone and in any batch."""
    alone = [
        (role, number, *rest) for number, text in enumerate(texts) for role, _, *rest in describe([text])
    ]
    assert describe(texts) == alone


@settings(deadline=None, max_examples=120)
@given(st.lists(st.one_of(ODD_TEXTS, st.text(max_size=60)), max_size=3))
def test_never_raises(texts: list[str]) -> None:
    """Any text can be tagged."""
    tokens = split_tokens(texts)
    spans = find_role_spans(tokens, "en")
    assert (spans["first"] < spans["last"]).all()
    assert spans["last"].max() <= len(tokens) if len(spans) else True


@pytest.mark.parametrize("piece", ["Holm said so. ", "word ", "“", "x said, '"])
def test_long_lines_take_linear_time(piece: str) -> None:
    """A line of a million characters is tagged within seconds."""
    tokens = split_tokens([piece * (1_000_000 // len(piece))])
    begun = time.process_time()
    find_role_spans(tokens, "en")
    assert time.process_time() - begun < 30


def lay_out(tokens: Tokens) -> Layout:
    return find_layout(tokens, classify_marks(*read_words(tokens.vocabulary)))


def test_chains_are_cut_at_sentences() -> None:
    """A chain is a paragraph; a very long one is cut where a sentence begins."""
    layout = lay_out(split_tokens(["One two three four.\nFive. Six.", "Seven eight nine. " * LONG]))
    cuts = find_chains(layout)
    assert cuts[:3].tolist() == [0, 5, 9]
    assert np.isin(cuts, layout.sentences.start).all()
    assert np.diff(cuts).max() < LONG + 5
    assert len(cuts) > 4


def test_endless_sentences_are_cut() -> None:
    """A chain is cut in the middle of a sentence that does not end."""
    cuts = find_chains(lay_out(split_tokens(["word " * 5000 + "\nA short line."])))
    assert cuts.tolist() == [0, 2048, 4096, 5000]


@pytest.mark.parametrize("size", [1, 20, 60, 10_000])
def test_pieces_do_not_matter(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A batch is tagged alike in pieces of any size."""
    texts = [STORY, "", "Holm said so.", STORY * 2, ""]
    expected = describe(texts)
    monkeypatch.setattr(tagger, "PIECE", size)
    assert describe(texts) == expected


def test_neighbours_stay_in_the_paragraph() -> None:
    """Beyond the ends of a paragraph there is nothing to be seen."""
    tokens = split_tokens(["a b\nc\nd e f"])
    around = dict(zip(SHIFTS, look_around(tokens.form, lay_out(tokens), absent=9), strict=True))
    assert around[-2].tolist() == [9, 9, 9, 9, 9, 3]
    assert around[-1].tolist() == [9, 0, 9, 9, 3, 4]
    assert around[0].tolist() == [0, 1, 2, 3, 4, 5]
    assert around[2].tolist() == [9, 9, 9, 5, 9, 9]


def test_unknown_language() -> None:
    """A language without a model is a clear error."""
    with pytest.raises(LookupError, match="no attribution model for language 'xx'"):
        read_model("xx")


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.lists(st.integers(1, 5), min_size=1, max_size=4))
def test_viterbi_finds_the_best_path(seed: int, lengths: list[int]) -> None:
    """The labels found score as high as the best of all label sequences."""
    rng = np.random.default_rng(seed)
    scores = rng.integers(-50, 50, (sum(lengths), 3)).astype(np.int8)
    transitions = rng.integers(-50, 50, (4, 3)).astype(np.int32)
    starts = np.cumsum([0, *lengths[:-1]])
    found = find_best_labels(pack_lanes(scores), transitions, starts, np.array(lengths))
    for start, length in zip(starts.tolist(), lengths, strict=True):
        rows = scores[start : start + length]

        def score(path: tuple[int, ...], rows: np.ndarray = rows) -> int:
            moves = sum(int(transitions[a, b]) for a, b in itertools.pairwise(path))
            own = sum(int(row[a]) for row, a in zip(rows, path, strict=True))
            return int(transitions[-1, path[0]]) + moves + own

        best = max(score(path) for path in itertools.product(range(3), repeat=length))
        assert score(tuple(found[start : start + length].tolist())) == best


@settings(deadline=None, max_examples=40)
@given(st.integers(0, 10_000), st.integers(1, NUMBERS * LANES), st.integers(1, 200))
def test_lanes_do_not_mix(seed: int, n_labels: int, n_features: int) -> None:
    """Sums of packed weights unpack to the sums of the weights."""
    weights = np.random.default_rng(seed).integers(-127, 128, (n_features, n_labels)).astype(np.int8)
    total = unpack_lanes(pack_lanes(weights).sum(axis=0, keepdims=True))[0]
    assert total[:n_labels].tolist() == weights.sum(axis=0, dtype=np.int64).tolist()
    assert not total[n_labels:].any()


def test_too_many_labels() -> None:
    """A task with more labels than a feature has room for is a clear error."""
    with pytest.raises(ValueError, match="13 labels; a feature has room for 12"):
        pack_lanes(np.zeros((1, 13), dtype=np.int8))


@pytest.mark.parametrize("quoted", ["“We go”", '"We go"', "''We go''", "``We go''", "«We go»", "„We go”"])
def test_quotation_marks(quoted: str) -> None:
    """Words in any kind of double marks stand after an opening and before a closing mark."""
    tokens = split_tokens([f"He said {quoted} twice."])
    layout = lay_out(tokens)
    quotes = find_quote_state(tokens, layout)
    inside, outside = layout.segment[[tokens.strings().index(word) for word in ("go", "twice")]]
    assert quotes.kind[quotes.before[inside]] == OPENING
    assert quotes.kind[quotes.after[inside]] == CLOSING
    assert quotes.kind[quotes.before[outside]] == CLOSING


def test_names_are_masked() -> None:
    """Names that the model never saw in small letters look alike when their shapes do."""
    entry, _ = find_entries(*read_words(("Xanthippa", "Quorbelia", "said", "Said")), read_model("en").table)
    assert entry[0] == entry[1]
    assert entry[2] == entry[3] != entry[0]


def test_word_hashes_are_fixed() -> None:
    """Hashes are the same in every process and batch, or the weights would mean nothing."""
    assert hash_words(["said", "Said"]).tolist() == [hash_words(["x", "said"])[1]] * 2
    assert int(hash_words(["said"])[0]) == 9414692526828627384


def test_tagging_adds_up_what_training_numbers() -> None:
    """A token's scores are the sums of the weights of the features that training sees."""
    model, tokens = read_model("en"), split_tokens([STORY, "“We go,” he said. ''No'', she said"])
    n_bits = len(model.weights).bit_length() - 1
    vocabulary = describe_vocabulary(tokens.vocabulary, model.table)
    ids, _ = hash_tokens(tokens, vocabulary, model.table, n_bits)
    scores, _, _ = tagger.label_tokens(tokens, model)
    assert (scores == model.weights[ids].sum(axis=0)).all()
