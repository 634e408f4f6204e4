"""Near-copies: articles much of which stood in an earlier one, such as wire text that several print."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.copies.fingerprints import list_fingerprints
from analysis.store import make_table

COPIED = 0.25  # share of fingerprints; with every fifth word changed a third of the runs of five survive


def find_copies(articles: pd.DataFrame, texts: pd.DataFrame) -> pd.DataFrame:
    """Find the articles that copy an earlier one, whoever published it.

    Parameters
    ----------
    articles, texts
        The tables of these names.

    Returns
    -------
    pandas.DataFrame
        Table `copies`: a row a copy; the earliest article of several that are alike is none. Articles
        without a time count as later than those with one; where times are equal the ids decide. Time and
        memory grow with the number of words.
    """
    ordered = order_by_time(articles)
    known = texts.set_index("article_id")["text"].reindex(ordered).fillna("")
    fingerprints = list_fingerprints(known.tolist())
    pairs = count_shared(fingerprints)
    size = fingerprints["text"].value_counts()
    pairs["share"] = pairs["n_shared"] / pairs["later"].map(size)
    alike = pairs[pairs["share"] >= COPIED].sort_values(["share", "earlier"], ascending=[False, True])
    best = alike.sort_values("later", kind="stable").drop_duplicates("later").set_index("later")
    return make_table(
        "copies",
        pd.DataFrame(
            {
                "article_id": ordered[best.index],
                "copy_of": ordered[follow(best["earlier"])],
                "share": best["share"].to_numpy(),
            }
        ),
    )


def order_by_time(articles: pd.DataFrame) -> pd.Index:
    """Order article ids by publication time, earliest first."""
    time = pd.to_datetime(articles["published"], format="ISO8601", utc=True, errors="coerce")
    ordered = articles.assign(time=time).sort_values(["time", "article_id"], na_position="last")
    return pd.Index(ordered["article_id"])


def count_shared(fingerprints: pd.DataFrame) -> pd.DataFrame:
    """Count the fingerprints that texts share with earlier ones.

    Of the texts with the same fingerprint each is held against the first and against the one before it, so
    that what stands on every page makes no more pairs than pages.
    """
    ordered = fingerprints.sort_values(["hash", "text"], kind="stable")
    text, code = ordered["text"].to_numpy(), ordered["hash"].to_numpy()
    starts = np.append(True, code[1:] != code[:-1])[: len(code)]
    first = text[np.flatnonzero(starts)][np.cumsum(starts) - 1]
    later = np.flatnonzero(~starts)
    before = text[later - 1]
    pairs = pd.DataFrame({"later": text[later], "earlier": first[later]})
    others = pd.DataFrame({"later": text[later], "earlier": before})[before != first[later]]
    return pd.concat([pairs, others]).groupby(["later", "earlier"]).size().reset_index(name="n_shared")


def follow(earlier: pd.Series) -> NDArray[np.int64]:
    """Follow copies of copies back to the article that is none; a text only ever copies an earlier one."""
    roots: dict[int, int] = {}
    for later, source in earlier.items():
        roots[int(str(later))] = roots.get(source, source)
    return np.array(list(roots.values()), dtype=np.int64)
