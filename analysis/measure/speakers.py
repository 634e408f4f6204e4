"""Who speaks: what each source is given, how it is introduced, and where it first comes in."""

import numpy as np
import pandas as pd

DISTANCED = ("doubting", "denying")
WITH_NAME = ("named_person", "named_organisation", "media")
KIND_GROUPS = {
    "named_person": "named people",
    "named_organisation": "named organisations",
    "unnamed_person": "the unnamed",
    "unnamed_group": "the unnamed",
    "media": "other media",
    "document": "documents",
}


def locate_attributions(
    attributions: pd.DataFrame, spans: pd.DataFrame, articles: pd.DataFrame
) -> pd.DataFrame:
    """Join attributions with their outlet and with how far into the article they stand.

    Parameters
    ----------
    attributions, spans, articles
        Tables `attributions`, `attribution_spans`, `articles`.

    Returns
    -------
    pandas.DataFrame
        The attributions with content, with `outlet`, `position` (share of the article's text before the
        first word of the attribution, 0 to 1) and `who` (kind of source in words; none where unresolved).
    """
    first = spans.groupby(["article_id", "attribution"], as_index=False)["start"].min()
    told = attributions[attributions["form"] != "none"]
    joined = told.merge(first, on=["article_id", "attribution"]).merge(
        articles[["article_id", "outlet", "n_characters"]], on="article_id"
    )
    position = joined["start"] / joined["n_characters"]
    return joined.assign(position=position, who=joined["source_kind"].map(KIND_GROUPS))


def count_speakers(located: pd.DataFrame) -> pd.DataFrame:
    """Count what each source with a name is given in each outlet.

    Returns
    -------
    pandas.DataFrame
        A row an outlet and named person, organisation or medium: `n_words` (of its content),
        `n_attributions`, `n_articles`, `direct_share` (of its attributions quoted wholly or partly),
        `distanced_share` (introduced by a doubting or denying cue), `first_position` (median over articles
        of where it first comes in). Most words first.
    """
    named = located[located["source_name"].notna() & located["source_kind"].isin(WITH_NAME)]
    named = named.assign(
        direct=named["form"].isin(["direct", "mixed"]), distanced=named["cue_class"].isin(DISTANCED)
    )
    keys = ["outlet", "source_name"]
    counts = named.groupby(keys, as_index=False).agg(
        source_kind=("source_kind", "first"),
        n_words=("n_words", "sum"),
        n_attributions=("n_words", "size"),
        n_articles=("article_id", "nunique"),
        direct_share=("direct", "mean"),
        distanced_share=("distanced", "mean"),
    )
    first = named.groupby([*keys, "article_id"])["position"].min().groupby(keys).median()
    counts = counts.merge(first.rename("first_position").reset_index(), on=keys)
    return counts.sort_values(["n_words", *keys], ascending=[False, True, True], ignore_index=True)


def measure_introductions(located: pd.DataFrame) -> pd.DataFrame:
    """Measure how often each outlet introduces each kind of source with a doubting or denying cue.

    Returns
    -------
    pandas.DataFrame
        A row an outlet and kind: `who`, `value` (share), `n` (attributions).
    """
    distanced = located.assign(distanced=located["cue_class"].isin(DISTANCED))
    groups = distanced.dropna(subset="who").groupby(["who", "outlet"])["distanced"]
    return groups.agg(value="mean", n="size").reset_index()


def measure_first_positions(located: pd.DataFrame) -> pd.DataFrame:
    """Measure how far into an article each kind of source first comes in.

    Returns
    -------
    pandas.DataFrame
        A row an outlet and kind: `who`, `value` (median share of the text before it), `n` (articles that
        have such a source).
    """
    known = located.dropna(subset="who")
    first = known.groupby(["who", "outlet", "article_id"], as_index=False)["position"].min()
    groups = first.groupby(["who", "outlet"])["position"]
    return groups.agg(value="median", n="size").reset_index()


def arrange_cells(cells: pd.DataFrame, outlets: list[str]) -> tuple[list[str], np.ndarray]:
    """Lay the rows of a measure out as kind of source × outlet; unknown where there is none."""
    kinds = [who for who in dict.fromkeys(KIND_GROUPS.values()) if who in set(cells["who"])]
    wide = cells.pivot(index="who", columns="outlet", values="value").reindex(index=kinds, columns=outlets)
    return kinds, wide.to_numpy(dtype=float)
