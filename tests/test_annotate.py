"""The annotations of whole articles, as tables and as a stream."""

import json
import unicodedata
from typing import Any

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.annotate import articles, stream
from analysis.annotate.articles import ANNOTATIONS, annotate_articles
from analysis.annotate.stream import annotate_stream
from analysis.annotate.text.frozen import freeze_text, joins_previous
from analysis.store import make_table

TITLE, SUBTITLE = "Pier may close", "A storm took some 20 planks"
BODY = [
    "The pier of Sandwick was closed on Friday.",
    'Harbour master Ilse Brandt said: "Nobody should walk there. Perhaps it will fall."',
    "Planks, she said, reportedly drifted to the feud's other shore.",
]
LABELS = {"place": {"Sandwick": ["Sandwick"], "Sandvik": ["Sandvik"]}}


def lay_out(article_id: str, title: str, subtitle: str | None, body: list[str]) -> tuple[dict, list[dict]]:
    """Lay an article out as its text and its blocks."""
    roles = [("title", title), ("subtitle", subtitle), *(("paragraph", p) for p in body)]
    text, blocks = "", [{"role": "furniture", "text": "Share", "start": None, "end": None}]
    for role, block in roles:
        if block is not None:
            text += "\n\n" * bool(text)
            blocks.append({"role": role, "text": block, "start": len(text), "end": len(text) + len(block)})
            text += block
    common = {"article_id": article_id, "reason": None}
    return {"article_id": article_id, "text": text}, [
        common | block | {"block": i} for i, block in enumerate(blocks)
    ]


def annotate(laid_out: list[tuple[dict, list[dict]]]) -> dict[str, pd.DataFrame]:
    """Annotate articles that were laid out."""
    texts = make_table("texts", [text for text, _ in laid_out])
    blocks = make_table("blocks", [block for _, blocks in laid_out for block in blocks])
    return annotate_articles(texts, blocks, "en", LABELS)


ARTICLES = [
    lay_out("c", TITLE, SUBTITLE, BODY),
    lay_out("a", "No subtitle", None, BODY[::-1]),
    lay_out("b", "", None, [""]),
    *(lay_out(f"d{i}", f"Eel {i} returns", None, BODY[: i % 3]) for i in range(12)),
]


def test_every_table_is_given() -> None:
    """All six tables come back, also for a study without articles."""
    assert set(annotate(ARTICLES)) == set(ANNOTATIONS)
    empty = annotate([])
    assert set(empty) == set(ANNOTATIONS)
    assert all(table.empty for table in empty.values())


def test_parts_and_paragraphs() -> None:
    """A sentence stands in the part its block has, and paragraphs are counted from the title, 0."""
    sentences = annotate(ARTICLES)["sentences"].query("article_id == 'c'")
    assert sentences["part"].tolist()[:3] == ["title", "subtitle", "body"]
    assert set(sentences["part"][3:]) == {"body"}
    assert sentences["sentence"].tolist() == list(range(len(sentences)))
    assert sentences["paragraph"].tolist()[:3] == [0, 1, 2]


def test_words_add_up() -> None:
    """Sentences and term counts hold the same words, article by article and part by part."""
    tables = annotate(ARTICLES)
    words = tables["sentences"].groupby(["article_id", "part"])["n_words"].sum()
    terms = tables["term_counts"].groupby(["article_id", "part"])["count"].sum()
    assert terms.to_dict() == words[words > 0].to_dict()


def test_voices_agree_between_tables() -> None:
    """What a source says is counted in the source's voice in each table; hearsay stays the outlet's."""
    tables = annotate([ARTICLES[0]])
    hedges = tables["hedges"].set_index("lemma")["voice"]
    assert hedges["may"] == "outlet"
    assert hedges["perhaps"] == "source"
    assert hedges["reportedly"] == "outlet"
    terms = tables["term_counts"].set_index("term")["voice"]
    assert terms["nobody"] == "source"
    assert terms["friday"] == "outlet"
    assert tables["labels"]["label"].tolist() == ["Sandwick"]


@pytest.mark.parametrize("batch", [1, 2, 7])
def test_results_do_not_depend_on_the_batch(batch: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of articles at a time gives the same tables."""
    whole = annotate(ARTICLES)
    monkeypatch.setattr(articles, "BATCH", batch)
    for name, table in annotate(ARTICLES).items():
        pd.testing.assert_frame_equal(table, whole[name])


def test_inputs_are_left_as_they_were() -> None:
    """The tables given are not changed."""
    texts = make_table("texts", [ARTICLES[0][0]])
    blocks = make_table("blocks", ARTICLES[0][1])
    before = texts.copy(), blocks.copy()
    annotate_articles(texts, blocks, "en", LABELS)
    pd.testing.assert_frame_equal(texts, before[0])
    pd.testing.assert_frame_equal(blocks, before[1])


HOSTILE = [
    "",
    " ",
    "\x00",
    "“",
    "'" * 50,
    "<script>alert('x')</script>",
    "قال الوزير إنه ربما",
    "a\u0301" * 9,
    "\r\n\u2028",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_survived(text: str) -> None:
    """Odd texts are annotated like others, in both forms."""
    tables = annotate([({"article_id": "x", "text": text}, [])])
    assert tables["hedges"].empty
    assert read_stream([{"doc_id": "x", "text": text}])[0]["doc_id"] == "x"


def read_stream(rows: list[Any]) -> list[dict]:
    """Annotate rows as a stream and read the result."""
    return [json.loads(line) for line in annotate_stream(json.dumps(row) for row in rows)]


def test_the_stream_gives_what_the_tables_give() -> None:
    """A document of the stream has the same annotations as the article in the tables."""
    text, _ = ARTICLES[0]
    tables = annotate([ARTICLES[0]])
    document = read_stream([{"doc_id": 7, "text": text["text"]}])[0]
    assert document["doc_id"] == 7
    assert document["sentences"] == tables["sentences"][["start", "end"]].values.tolist()
    hedges = pd.DataFrame(document["hedges"])
    pd.testing.assert_frame_equal(hedges, tables["hedges"][list(hedges.columns)], check_dtype=False)
    assert len(document["attributions"]) == len(tables["attributions"])
    spans = tables["attribution_spans"]
    for number, attribution in enumerate(document["attributions"]):
        mine = spans[spans["attribution"] == number]
        for role in ("source", "cue", "content"):
            expected = mine[mine["role"] == role][["start", "end"]].values.tolist()
            assert attribution[role] == expected


def test_bad_rows_stay_in_their_place() -> None:
    """A row that cannot be read becomes a row with an error; its neighbours lose nothing."""
    lines = [
        '{"doc_id": 1, "text": "It may rain."}',
        "no json",
        "",
        "[1]",
        '{"doc_id": 2}',
        '{"text": "a"}',
        '{"doc_id": 3, "text": 4}',
        '{"doc_id": NaN, "text": ""}',
        "[" * 100_000,
        b'{"doc_id": 5, "text": "\xff"}',
        '{"doc_id": 6, "text": "\\ud800 It may rain."}',
    ]
    found = [json.loads(line) for line in annotate_stream(lines)]
    assert ["error" in row for row in found] == [False, *[True] * 8, False]
    assert [row.get("line") for row in found[1:9]] == [2, 4, 5, 6, 7, 8, 9, 10]
    assert [row["doc_id"] for row in found] == [1, None, None, 2, None, 3, None, None, None, 6]
    assert found[-1]["hedges"][0]["start"] == 5


def test_the_stream_does_not_depend_on_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any number of rows at a time gives the same lines."""
    rows = [{"doc_id": i, "text": text["text"]} for i, (text, _) in enumerate(ARTICLES)] + [3]
    whole = read_stream(rows)
    monkeypatch.setattr(stream, "BATCH_TEXTS", 2)
    assert read_stream(rows) == whole
    monkeypatch.setattr(stream, "BATCH_CHARACTERS", 1)
    assert read_stream(rows) == whole


def test_the_stream_keeps_little_in_memory() -> None:
    """Lines are taken from a stream without end only as they are needed."""
    taken = 0

    def endless() -> Any:
        nonlocal taken
        while True:
            taken += 1
            yield '{"doc_id": 1, "text": "Rain."}'

    assert json.loads(next(annotate_stream(endless())))["doc_id"] == 1
    assert taken == stream.BATCH_TEXTS


def test_offsets_point_into_the_text_as_given() -> None:
    """A text with combining accents is read as composed, but its spans count the characters given."""
    text = "Cafe\u0301 owner Rene\u0301 Brandt is perhaps ill."
    document = read_stream([{"doc_id": 1, "text": text}])[0]
    hedge = document["hedges"][0]
    assert text[hedge["start"] : hedge["end"]] == "perhaps"
    assert document["sentences"] == [[0, len(text)]]


@given(st.text(alphabet="aée\u0301\u0327\u1100\u1161\u11a8\ud55c \n", max_size=30))
def test_frozen_text_maps_back(text: str) -> None:
    """Freezing composes a text, and each character's place holds what it was made of."""
    frozen, place = freeze_text(text)
    assert len(place) == len(frozen) + 1
    assert place[-1] == len(text)
    assert (place[1:] >= place[:-1]).all()
    for i in range(1, len(frozen) if frozen != text else 0):
        if place[i] != place[i - 1] and not joins_previous(text[place[i]]):
            assert unicodedata.normalize("NFC", text[: place[i]]) == frozen[:i]


@settings(deadline=None, max_examples=40)
@given(st.lists(st.text(max_size=80), min_size=1, max_size=4))
def test_stream_laws(texts: list[str]) -> None:
    """For any text: a row for each, spans inside the text, starts in order."""
    found = read_stream([{"doc_id": i, "text": text} for i, text in enumerate(texts)])
    assert [row["doc_id"] for row in found] == list(range(len(texts)))
    for row, text in zip(found, texts, strict=True):
        spans = row["sentences"]
        assert all(0 <= start <= end <= len(text) for start, end in spans)
        assert spans == sorted(spans)
