"""A study's files → the tables `articles`, `texts`, `blocks` and `issues`."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

from analysis.ingest.authors import find_author
from analysis.ingest.blocks import split_blocks
from analysis.ingest.files import clean_text, decode_page, read_bytes
from analysis.ingest.issues import Issue, check_article, check_characters, check_outlets, issue_row
from analysis.ingest.published import find_published
from analysis.store import make_table
from analysis.study import Study, StudyError

GAP = "\n\n"
STAND_IN = 100  # characters of a first line that stands in for a headline


@dataclass(frozen=True)
class Article:
    """An article as read: its row of `articles`, its text, its blocks and what was wrong with it."""

    row: dict[str, Any]
    text: str
    blocks: pd.DataFrame
    issues: tuple[Issue, ...]


def read_articles(study: Study) -> dict[str, pd.DataFrame]:
    """Read the files of a study.

    Parameters
    ----------
    study
        The study, as `read_study` gives it.

    Returns
    -------
    dict
        The tables `articles`, `texts`, `blocks` and `issues` of `analysis/tables.py`. An article that
        cannot be read is left out of the first three and has a row of severity "error" in the last.
    """
    read: list[Article] = []
    issues: list[dict[str, Any]] = []
    for record in study.articles.sort_values("article_id").to_dict("records"):
        row = {str(column): value for column, value in record.items()}
        try:
            article = read_article(study, row)
        except StudyError as error:
            left_out = Issue(error.rule, "error", error.where, str(error.value), error.remedy)
            issues.append(issue_row(row["article_id"], left_out))
        else:
            read.append(article)
            issues += [issue_row(row["article_id"], issue) for issue in article.issues]
    issues += [issue_row(None, issue) for issue in check_outlets(article.row["outlet"] for article in read)]
    blocks = [article.blocks for article in read]
    return {
        "articles": make_table("articles", [article.row for article in read]),
        "texts": make_table("texts", [{"article_id": a.row["article_id"], "text": a.text} for a in read]),
        "blocks": make_table("blocks", pd.concat(blocks) if blocks else []),
        "issues": make_table("issues", [{"issue": n} | issue for n, issue in enumerate(issues)]),
    }


def read_article(study: Study, row: dict[str, Any]) -> Article:
    """Read one article.

    Raises
    ------
    StudyError
        If its file cannot be read or holds no body.
    """
    content = read_bytes(study.folder, row["file"], row["sha256"], row["line"])
    page = decode_page(content, row["file"])
    title = clean_text(row["title"])
    blocks = split_blocks(clean_text(page), study.language, title)
    if not (blocks["role"] == "paragraph").any():
        raise StudyError("no body", row["file"], f"{len(blocks)} lines", "Save the whole page's text again.")
    text, blocks = join_text(blocks)
    published = find_published(blocks, row["published"], study.language)
    author = row["author"] or find_author(list(blocks["text"]), list(blocks["reason"]), study.language)
    facts = {
        "title": title or first_text(blocks, "title") or stand_in(blocks),
        "author": author or None,
        "published": published.time,
        "published_from": published.told_by,
        "published_raw": published.raw,
        "url": row["url"] or None,
        "n_characters": len(text),
    }
    issues = [*check_characters(page, row["file"]), *check_article(blocks, row, published)]
    kept = blocks.assign(article_id=row["article_id"], reason=blocks["reason"].replace("", None))
    return Article(row | facts, text, kept, tuple(issues))


def join_text(blocks: pd.DataFrame) -> tuple[str, pd.DataFrame]:
    """Join the blocks that are not furniture, headline first, and say where each stands in the text."""
    kept = blocks[blocks["role"] != "furniture"]
    order = kept["role"].map({"title": 0, "subtitle": 1}).fillna(2).sort_values(kind="stable").index
    texts = kept.loc[order, "text"]
    ends = (texts.str.len() + len(GAP)).cumsum() - len(GAP)
    spans = pd.DataFrame({"start": ends - texts.str.len(), "end": ends}, dtype="Int64")
    return GAP.join(texts), blocks.join(spans)


def first_text(blocks: pd.DataFrame, role: str) -> str | None:
    """Take the first block of a role."""
    return next(iter(blocks.loc[blocks["role"] == role, "text"]), None)


def stand_in(blocks: pd.DataFrame) -> str:
    """Cut the first paragraph to the length of a headline, between words where it has any."""
    line = first_text(blocks, "paragraph") or ""
    return line if len(line) <= STAND_IN else line[:STAND_IN].rsplit(maxsplit=1)[0] + " …"
