"""Near-copies: which article copies which, and what is no copy."""

import tomllib

import numpy as np
import pandas as pd
import pytest
from conftest import PROJECT
from generated_tables import describe_article

from analysis.copies import fingerprints
from analysis.copies.copies import find_copies
from analysis.copies.fingerprints import list_fingerprints
from analysis.store import check_table, make_table

WORDS = [
    f"{start}{middle}{end}" for start in "bdgklm" for middle in "aeiou" for end in ("ra", "ton", "sh", "")
]
DAYS = ("2031-01-05", "2031-01-06T08:00+01:00", "2031-01-06T09:30", None)


def write_text(seed: int, n: int = 300) -> list[str]:
    """Write n words at random."""
    return list(np.random.default_rng(seed).choice(WORDS, n))


def edit(words: list[str], share: float, seed: int = 1) -> list[str]:
    """Replace a share of the words at random."""
    random = np.random.default_rng(seed)
    changed = random.random(len(words)) < share
    return [str(random.choice(WORDS)) + "x" if c else w for w, c in zip(words, changed, strict=True)]


def find(texts: dict[str, list[str] | str], published: dict[str, str | None] | None = None) -> pd.DataFrame:
    """Find the copies among texts by article id."""
    rows = [
        describe_article(key, key.split("-")[0], "e") | {"published": (published or {}).get(key)}
        for key in texts
    ]
    full = [{"article_id": k, "text": t if isinstance(t, str) else " ".join(t)} for k, t in texts.items()]
    return find_copies(make_table("articles", rows), make_table("texts", full))


@pytest.mark.parametrize("share", [0.0, 0.05, 0.1, 0.2])
def test_a_copy_is_found_through_edits(share):
    """With up to a fifth of its words changed a copy is found, and says whom it copies."""
    found = find({"a-1": write_text(1), "b-1": edit(write_text(1), share), "c-1": write_text(2)})
    assert found[["article_id", "copy_of"]].to_numpy().tolist() == [["b-1", "a-1"]]
    assert found["share"].iloc[0] == 1 or share > 0


def test_a_copy_is_found_when_paragraphs_move():
    """Paragraphs in another order, or left out, make no other article."""
    words = write_text(1)
    moved = words[200:] + words[:100]
    assert find({"a-1": words, "b-1": moved})["article_id"].tolist() == ["b-1"]


def test_a_quotation_in_common_is_no_copy():
    """Articles that share a passage of forty words out of three hundred are articles of their own."""
    quote = write_text(9, 40)
    assert find({"a-1": write_text(1, 260) + quote, "b-1": quote + write_text(2, 260)}).empty


def test_the_earliest_stays():
    """The earliest of several is no copy; one without a time counts as latest; equal times go by the id."""
    texts = {key: edit(write_text(1), 0.05, n) for n, key in enumerate(("d-1", "c-1", "b-1", "a-1"))}
    found = find(texts, dict(zip(texts, DAYS, strict=True)))
    assert found["article_id"].tolist() == ["a-1", "b-1", "c-1"]
    assert set(found["copy_of"]) == {"d-1"}
    assert find({"b-1": texts["b-1"], "a-1": texts["b-1"]})["article_id"].tolist() == ["b-1"]


def test_a_copy_of_a_copy_leads_to_the_original():
    """Edited twice, a text may be nearer to the copy; what it copies is the original all the same."""
    first = write_text(1)
    second = edit(first, 0.15, 2)
    third = edit(second, 0.15, 3)
    found = find({"a-1": first, "b-1": second, "c-1": third})
    assert found["copy_of"].tolist() == ["a-1", "a-1"]


def test_a_long_article_that_holds_a_short_one_is_no_copy():
    """Who adds much to what another wrote first is no copyist; the excerpt that comes later is one."""
    short = write_text(1, 60)
    long = write_text(2, 400) + short
    days = {"a-1": "2031-01-01", "b-1": "2031-01-02"}
    assert find({"a-1": short, "b-1": long}, days).empty
    assert find({"a-1": long, "b-1": short}, days)["article_id"].tolist() == ["b-1"]


@pytest.mark.parametrize("text", ["", "two words", "\x00 \u202e <script>", "a" * 100_000])
def test_texts_with_nothing_to_compare_are_no_copies(text):
    """Texts that are empty, short or hostile have no fingerprints in common, and there is no error."""
    found = find({"a-1": text, "b-1": text})
    check_table("copies", found)
    assert found.empty


def test_no_articles_have_no_copies():
    """Without articles the table is empty."""
    check_table("copies", find({}))


def test_what_stands_on_every_page_makes_no_copies():
    """A notice that two hundred pages share takes no more than a pair or two for each page."""
    notice = write_text(5, 30)
    texts = {f"a-{n}": write_text(100 + n, 200) + notice for n in range(200)}
    assert find(texts).empty


def test_fingerprints_do_not_depend_on_batches(monkeypatch):
    """However many texts are read at a time, their fingerprints are the same."""
    texts = [" ".join(write_text(n, 50)) for n in range(7)]
    expected = list_fingerprints(texts)
    assert expected["hash"].iloc[0] == np.uint64(expected["hash"].iloc[0])
    for size in (1, 3):
        monkeypatch.setattr(fingerprints, "BATCH", size)
        pd.testing.assert_frame_equal(list_fingerprints(texts), expected, check_exact=True)


def test_six_words_in_a_row_share_a_fingerprint():
    """Winnowing misses no passage of six words, wherever it stands."""
    passage = write_text(3, 6)
    for seed in range(50):
        random = np.random.default_rng(seed)
        texts = [
            " ".join(
                write_text(seed + add, int(random.integers(0, 40))) + passage + write_text(seed + add + 1, 9)
            )
            for add in (1000, 2000)
        ]
        found = list_fingerprints(texts).groupby("hash")["text"].nunique()
        assert (found == 2).any()


def test_the_wire_copy_of_the_demo_is_found_and_nothing_else(demo_tables):
    """The demo's planted wire copy is its only copy, and is left out of all comparisons."""
    truth = tomllib.loads((PROJECT / "data" / "raw" / "demo" / "truth.toml").read_text(encoding="utf-8"))
    planted = [(copy["article"], copy["of"]) for copy in truth["wire_copy"]]
    found = demo_tables["copies"]
    assert list(zip(found["article_id"], found["copy_of"], strict=True)) == planted
    words = demo_tables["measures"].query("measure == 'hedges' and voice == 'both'").set_index("article_id")
    kept = words.drop(index=[article for article, _ in planted])["denominator"].sum()
    estimates = demo_tables["estimates"].query("measure == 'hedges' and voice == 'both' and event == 'all'")
    assert estimates["denominator"].sum() == kept
