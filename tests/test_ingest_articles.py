"""A study's files become tables; what is wrong becomes rows of `issues`."""

import csv
import hashlib
from pathlib import Path

import pandas as pd
import pytest
from ingest_pages import PAGES, split_marked

from analysis.ingest.articles import read_articles
from analysis.ingest.place import place_files
from analysis.store import check_table
from analysis.study import MANIFEST_COLUMNS, Study, StudyError, read_study

SETTINGS = """
title = "The quay"
question = "Who tells what?"
[outlets]
gull = "The Gull"
tern = "The Tern"
[events]
quay = "The quay is closed"
"""
PAGE = split_marked(PAGES["broadcaster"])[0].encode()
SEEDS = Path(__file__).parents[1] / "data" / "raw" / "kremlin-nato" / "pages"
SEED_FACTS = {  # published, author, paragraphs, cross-headings, furniture
    "rt-2024": ("2024-01-26T14:31", None, 7, 0, 3),
    "dagens-2024": ("2024-01-26T14:14+01:00", "Henrik Rothen", 7, 0, 7),
    "rt-2022": ("2022-09-14T13:37", None, 8, 0, 3),
    "wptech-2024": ("2024-01-26T03:39-05:00", None, 13, 1, 6),
    "kyivindependent-2025": ("2025-01-15", "Kateryna Hodunova", 9, 0, 15),
}


def make_study(root: Path, contents: dict[str, bytes | None], **cells: str) -> Study:
    """Lay out a study of some files (None: missing); `cells` fill columns of every row."""
    folder = root / "data" / "raw" / "quay"
    (folder / "pages").mkdir(parents=True)
    (folder / "study.toml").write_text(SETTINGS, encoding="utf-8")
    with (folder / "articles.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.DictWriter(file, MANIFEST_COLUMNS)
        rows.writeheader()
        for name, content in contents.items():
            sha256 = hashlib.sha256(content or b"").hexdigest()
            row = {"article_id": name, "file": f"pages/{name}.txt", "outlet": "gull", "event": "quay"}
            rows.writerow(row | {"sha256": sha256} | cells)
            if content is not None:
                (folder / "pages" / f"{name}.txt").write_bytes(content)
    return read_study("quay", root)


def only_issue(tables: dict[str, pd.DataFrame], rule: str) -> dict:
    """Take the one issue of a rule."""
    found = tables["issues"].loc[tables["issues"]["rule"] == rule].to_dict("records")
    assert len(found) == 1, tables["issues"].to_string()
    return found[0]


def test_the_tables_are_what_they_are_declared(tmp_path):
    """Articles, texts, blocks and issues hold against their declarations, and spans against the text."""
    pages = {name.replace("_", "-"): split_marked(page)[0].encode() for name, page in PAGES.items()}
    tables = read_articles(make_study(tmp_path, pages))
    for name, table in tables.items():
        check_table(name, table)
    assert list(tables) == ["articles", "texts", "blocks", "issues"]
    assert list(tables["articles"]["article_id"]) == sorted(pages)
    texts = tables["texts"].set_index("article_id")["text"]
    kept = tables["blocks"].dropna(subset="start")
    assert set(kept["role"]) == {"title", "subtitle", "paragraph", "heading"}
    for block in kept.itertuples():
        assert texts[block.article_id][block.start : block.end] == block.text
    assert (tables["articles"].set_index("article_id")["n_characters"] == texts.str.len()).all()
    joined = kept.sort_values(["article_id", "start"]).groupby("article_id")["text"].agg("\n\n".join)
    assert joined.to_dict() == texts.to_dict()


def test_a_page_tells_title_author_and_time(tmp_path):
    """What the page tells is in `articles`, with who told the time and in what words."""
    pages = {name.replace("_", "-"): split_marked(page)[0].encode() for name, page in PAGES.items()}
    rows = read_articles(make_study(tmp_path, pages))["articles"].set_index("article_id")
    told = rows[["author", "published", "published_from", "published_raw"]].astype(object)
    told = told.where(told.notna(), None).to_dict("index")
    assert list(told["portal"].values()) == [
        "Silke Aas",
        "2031-05-12T14:14+01:00",  # CET is what it says, in summer too
        "page",
        "May.12 - 2031 2:14 PM CET",
    ]
    assert list(told["daily"].values()) == ["Katrin Huus", "2031-01-15", "text", "Jan. 15"]
    assert list(told["opinion"].values()) == ["Ola Berg", "2031-05-13", "page", "13 May 2031"]
    assert list(told["signed-quote"].values()) == ["Ola Berg", None, None, None]
    assert rows.loc["translation", "title"] == "Quay for sale: a mayor's word and what it is worth"


def test_the_manifest_wins(tmp_path):
    """Title, author and time of articles.csv replace those of the page."""
    cells = {
        "title": "Declared",
        "author": "Ann Onym",
        "published": "5 May 2031 10:00 UTC",
        "url": "https://a.b",
    }
    tables = read_articles(make_study(tmp_path, {"a": PAGE}, **cells))
    row = tables["articles"].iloc[0]
    assert row[["title", "author", "url"]].tolist() == ["Declared", "Ann Onym", "https://a.b"]
    assert row[["published", "published_from"]].tolist() == ["2031-05-05T10:00+00:00", "manifest"]
    assert tables["texts"].loc[0, "text"].startswith("Declared\n\n")


def bad_files() -> dict[str, tuple[bytes | None, str, str, str]]:
    """Name files that cannot be read: content, rule, place, value."""
    return {
        "missing": (None, "missing file", "articles.csv:2", "pages/a.txt"),
        "empty": (b" \n", "empty file", "articles.csv:2", "pages/a.txt"),
        "latin": (b"One\nTw\xf6 lines.", "not UTF-8", "pages/a.txt:2", "byte 0xf6 at position 6"),
        "word": (b"Hello", "no body", "pages/a.txt", "1 lines"),
        "furniture": (b"Share\n\nRead more\n\nNews", "no body", "pages/a.txt", "3 lines"),
    }


@pytest.mark.parametrize(("content", "rule", "where", "value"), bad_files().values(), ids=list(bad_files()))
def test_a_bad_file_is_left_out_and_told(tmp_path, content, rule, where, value):
    """A file that cannot be read is an error that names its place; the other articles are read."""
    tables = read_articles(make_study(tmp_path, {"a": content, "b": PAGE}))
    issue = only_issue(tables, rule)
    assert (issue["article_id"], issue["severity"]) == ("a", "error")
    assert (issue["where"], issue["value"]) == (where, value)
    assert issue["remedy"].endswith(".")
    for name in ("articles", "texts", "blocks"):
        assert set(tables[name]["article_id"]) == {"b"}


def test_a_study_without_files_gives_empty_tables(tmp_path):
    """Without any file all tables are there, and each article is told to be missing."""
    tables = read_articles(make_study(tmp_path, {"a": None, "b": None}))
    assert [len(tables[name]) for name in ("articles", "texts", "blocks", "issues")] == [0, 0, 0, 2]


def test_another_file_is_not_the_declared_one(tmp_path):
    """A file whose hash differs is left out."""
    study = make_study(tmp_path, {"a": PAGE})
    (study.folder / "pages" / "a.txt").write_bytes(PAGE + b"More.")
    tables = read_articles(study)
    assert only_issue(tables, "not the declared file")["value"] == hashlib.sha256(PAGE + b"More.").hexdigest()
    assert tables["articles"].empty


def test_a_link_out_of_the_study_is_refused(tmp_path):
    """A file behind a link that leads out of the folder is not read."""
    study = make_study(tmp_path, {"a": PAGE})
    outside = tmp_path / "outside.txt"
    outside.write_bytes(PAGE)
    inside = study.folder / "pages" / "a.txt"
    inside.unlink()
    inside.symlink_to(outside)
    tables = read_articles(study)
    assert only_issue(tables, "file outside the study")["where"] == "articles.csv:2"
    assert tables["articles"].empty
    with pytest.raises(StudyError, match="file outside the study"):
        place_files(study, tmp_path)


@pytest.mark.parametrize("cell", ["soon", "2031-02-30", "05/06/2031", "March 2031"])
def test_a_date_that_is_none_is_told(tmp_path, cell):
    """A time in articles.csv that is none, or may be two, is a warning; the page tells then."""
    tables = read_articles(make_study(tmp_path, {"a": PAGE}, published=cell))
    issue = only_issue(tables, "not a date")
    assert (issue["severity"], issue["where"], issue["value"]) == ("warning", "articles.csv:2", cell)
    assert tables["articles"].loc[0, "published_from"] == "page"


@pytest.mark.parametrize(
    ("page", "rule", "severity"),
    [
        ("Quay closed\n\nThe west quay was closed on Monday after a crane fell on it.", "no date", "notice"),
        (
            "Quay closed\n05/06/2031\n\nThe west quay was closed on Monday after a crane fell.",
            "ambiguous date",
            "warning",
        ),
        ("The west quay was closed on Monday after a crane fell on a boat.", "no title", "warning"),
        (
            "Quay closed\n\nThe quay was\u200b closed on Monday after a crane fell.",
            "invisible characters",
            "notice",
        ),
        ("Quay closed\n\nThe quay was cl\ufffdsed on Monday after a crane fell.", "letters lost", "warning"),
        (
            "Quay closed\nSeen on 2 May 2031. (Skagen)\n\nThe quay is closed, The Gull reported on May 3.",
            "date told by the text alone",
            "notice",
        ),
    ],
)
def test_doubts_about_an_article_are_told(tmp_path, page, rule, severity):
    """An article with a doubt is read all the same, and the doubt is a row."""
    tables = read_articles(make_study(tmp_path, {"a": page.encode()}))
    assert only_issue(tables, rule)["severity"] == severity
    assert len(tables["articles"]) == 1


def test_an_outlet_with_one_article_is_told(tmp_path):
    """One article cannot stand for an outlet; two can."""
    study = make_study(tmp_path / "one", {"a": PAGE})
    issue = only_issue(read_articles(study), "outlet with one article")
    assert (issue["severity"], issue["value"]) == ("notice", "gull") and pd.isna(issue["article_id"])
    rules = read_articles(make_study(tmp_path / "two", {"a": PAGE, "b": PAGE}))["issues"]["rule"]
    assert "outlet with one article" not in set(rules)


def test_articles_do_not_depend_on_each_other(tmp_path):
    """An article reads the same alone and among others."""
    pages = {name.replace("_", "-"): split_marked(page)[0].encode() for name, page in PAGES.items()}
    together = read_articles(make_study(tmp_path / "all", pages))
    for name, content in pages.items():
        alone = read_articles(make_study(tmp_path / name, {name: content}))
        for table in ("articles", "texts", "blocks"):
            rows = together[table].loc[together[table]["article_id"] == name].reset_index(drop=True)
            pd.testing.assert_frame_equal(rows, alone[table])


def test_characters_outside_the_basic_plane_count_once(tmp_path):
    """Offsets are characters, whatever they need in bytes."""
    page = "Quay 🦭 closed\n\nThe seals 🦭🦭 were moved on Monday, e\u0301 and all.\n\nThey barked."
    tables = read_articles(make_study(tmp_path, {"a": page.encode()}))
    text, last = tables["texts"].loc[0, "text"], tables["blocks"].iloc[-1]
    assert text[last["start"] : last["end"]] == "They barked."


def test_files_are_placed_by_their_hash(tmp_path):
    """Files of any name go where the manifest wants them; what is in place or unknown stays."""
    study = make_study(tmp_path / "study", {"a": None, "b": None}, sha256=hashlib.sha256(PAGE).hexdigest())
    found = tmp_path / "found" / "deep"
    found.mkdir(parents=True)
    (found / "page (1).htm").write_bytes(PAGE)
    (found / "other.txt").write_bytes(b"Other.")
    placed = place_files(study, tmp_path / "found")
    assert placed == [(name, study.folder / "pages" / f"{name}.txt") for name in ("a", "b")]
    assert place_files(study, tmp_path / "found") == []
    assert len(read_articles(study)["articles"]) == 2


def test_nothing_is_overwritten(tmp_path):
    """Another file in the way stops the placing before anything is copied."""
    study = make_study(tmp_path / "study", {"a": None, "b": None}, sha256=hashlib.sha256(PAGE).hexdigest())
    (tmp_path / "page.txt").write_bytes(PAGE)
    (study.folder / "pages" / "b.txt").write_bytes(b"Mine.")
    with pytest.raises(StudyError, match="another file in the way"):
        place_files(study, tmp_path)
    assert not (study.folder / "pages" / "a.txt").exists()
    with pytest.raises(StudyError, match="no such folder"):
        place_files(study, tmp_path / "nowhere")


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the articles of kremlin-nato are not in place")
@pytest.mark.parametrize("article_id", SEED_FACTS)
def test_the_real_study_reads_as_counted_by_hand(article_id):
    """The five pages of kremlin-nato have the time, author and numbers of blocks that a reader counted."""
    tables = read_articles(read_study("kremlin-nato", SEEDS.parents[3]))
    row = tables["articles"].set_index("article_id").loc[article_id]
    roles = tables["blocks"].loc[tables["blocks"]["article_id"] == article_id, "role"].value_counts()
    author = None if pd.isna(row["author"]) else row["author"]
    counts = [int(roles.get(role, 0)) for role in ("paragraph", "heading", "furniture")]
    assert (row["published"], author, *counts) == SEED_FACTS[article_id]
