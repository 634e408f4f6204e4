"""The annotation tables, brought into one shape for counting."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.store import TableError
from analysis.tables import TABLES

USED = ("articles", "sentences", "attributions", "hedges", "labels", "loaded_words", "term_counts")


@dataclass(frozen=True)
class Annotations:
    """What was found in the articles; `article` in each frame is a position in `articles`."""

    articles: pd.Index  # article ids, sorted
    words: pd.DataFrame  # article, voice, count
    attributions: pd.DataFrame  # those with content; `distanced`: held at a distance by the outlet
    non_answers: pd.DataFrame  # those without, such as "declined to comment"
    hedges: pd.DataFrame
    labels: pd.DataFrame
    loaded: pd.DataFrame


def select_annotations(tables: dict[str, pd.DataFrame], *, headline: bool) -> Annotations:
    """Take what is to be counted out of the tables, with or without titles and subtitles.

    Raises
    ------
    TableError
        If a table or column is missing, or a row belongs to no article.
    """
    check_columns(tables)
    articles = pd.Index(tables["articles"]["article_id"].sort_values(), name="article_id")
    place = {name: locate_rows(name, tables[name], articles) for name in USED}
    if not headline:
        place = place | drop_headlines(place, len(articles))
    words = place["term_counts"].groupby(["article", "voice"], as_index=False)[["count"]].sum()
    attributions = mark_distance(place["attributions"], place["hedges"])
    has_content = attributions["form"] != "none"
    return Annotations(
        articles,
        words,
        attributions[has_content],
        attributions[~has_content],
        place["hedges"],
        place["labels"],
        place["loaded_words"],
    )


def check_columns(tables: dict[str, pd.DataFrame]) -> None:
    """Make sure that every table that is counted is there with its columns."""
    for name in USED:
        if name not in tables:
            raise TableError(f"table {name} is missing")
        for column in TABLES[name].columns:
            if column not in tables[name].columns:
                raise TableError(f"table {name}: column {column} is missing")


def locate_rows(name: str, frame: pd.DataFrame, articles: pd.Index) -> pd.DataFrame:
    """Add the position of each row's article."""
    article = articles.get_indexer(pd.Index(frame["article_id"]))
    if (article < 0).any():
        unknown = frame["article_id"].iloc[int((article < 0).argmax())]
        raise TableError(f"table {name}: article {unknown!r} is not in the table articles")
    return frame.assign(article=article)


def mark_distance(attributions: pd.DataFrame, hedges: pd.DataFrame) -> pd.DataFrame:
    """Mark the attributions that the outlet holds at a distance: a doubting cue, or hearsay of its own."""
    hearsay = hedges[(hedges["class"] == "hearsay") & (hedges["voice"] == "outlet")]
    keys = ["article_id", "attribution"]
    weakened = pd.MultiIndex.from_frame(attributions[keys]).isin(pd.MultiIndex.from_frame(hearsay[keys]))
    return attributions.assign(distanced=(attributions["cue_class"] == "doubting") | weakened)


def drop_headlines(place: dict[str, pd.DataFrame], n_articles: int) -> dict[str, pd.DataFrame]:
    """Leave out what lies before the body; titles and subtitles stand first in every text."""
    body = place["sentences"][place["sentences"]["part"] == "body"]
    words, starts = place["term_counts"], first_of(body, "start", n_articles)
    return {
        "term_counts": words[words["part"] == "body"],
        "attributions": keep_body(place["attributions"], "sentence", first_of(body, "sentence", n_articles)),
        **{name: keep_body(place[name], "start", starts) for name in ("hedges", "labels", "loaded_words")},
    }


def first_of(body: pd.DataFrame, column: str, n_articles: int) -> NDArray[np.float64]:
    """Find the smallest value in each article's body; infinite where there is no body."""
    first = np.full(n_articles, np.inf)
    np.minimum.at(first, body["article"].to_numpy(), body[column].to_numpy(dtype=float))
    return first


def keep_body(rows: pd.DataFrame, column: str, first: NDArray[np.float64]) -> pd.DataFrame:
    """Keep the rows that do not stand before their article's body."""
    return rows[rows[column].to_numpy() >= first[rows["article"].to_numpy()]]
