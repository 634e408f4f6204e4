"""Contents of attributions: their edges, their form, and contents that two attributions share."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.lexical.source_words import read_classes
from analysis.annotate.text.tokens import Tokens, is_word

EDGES = frozenset(",;:.!?…-–—")


def trim_contents(
    tokens: Tokens, links: pd.DataFrame, quoted: NDArray[np.int64], language: str
) -> pd.DataFrame:
    """Leave the complementizer and the marks at the edges out of contents; quotation marks stay in.

    Contents that have no word left are dropped.
    """
    content = (links["role"] == "content").to_numpy()
    first, last = links["first"].to_numpy().copy(), links["last"].to_numpy().copy()
    low = [form.lower() for form in tokens.vocabulary]
    openers = read_classes(language)["complementizer"]
    opener = np.array([form in openers for form in low], dtype=bool)[tokens.form]
    edge = np.array([form in EDGES for form in low], dtype=bool)[tokens.form] & (quoted < 0)
    words = np.r_[0, np.cumsum(is_word(tokens))]
    for mask in (edge, opener, edge):
        while (move := content & (first < last) & mask[np.minimum(first, len(tokens) - 1)]).any():
            first[move] += 1
            if mask is opener:
                break
    while (move := content & (first < last) & edge[last - 1]).any():
        last[move] -= 1
    kept = ~content | ((first < last) & (words[last] > words[first]))
    return links.assign(first=first, last=last)[kept]


def mark_spoken(tokens: Tokens, links: pd.DataFrame) -> NDArray[np.int64]:
    """Give each token the innermost attribution whose content it stands in, -1 outside."""
    contents = links[links["role"] == "content"]
    contents = contents.assign(length=contents["first"] - contents["last"]).sort_values(
        "length", kind="stable"
    )
    spoken = np.full(len(tokens), -1, dtype=np.int64)
    columns = (contents[name].tolist() for name in ("attribution", "first", "last"))
    for attribution, first, last in zip(*columns, strict=True):
        spoken[first:last] = attribution
    return spoken


def share_contents(
    tokens: Tokens, links: pd.DataFrame, table: pd.DataFrame
) -> tuple[pd.DataFrame, pd.Series]:
    """Find which attributions stand inside others, and give "citing X" the content that it supports.

    Returns
    -------
    tuple
        The links, with contents added; and for each attribution the one that holds it, -1 for none.
    """
    parent = pd.Series(mark_spoken(tokens, links)[table["anchor"]], index=table.index)
    parent = parent.where(parent != table.index, -1)
    contents = links[links["role"] == "content"]
    full = set(contents["attribution"].tolist())
    sentence, numbers = tokens.sentence[table["anchor"]].tolist(), table.index.tolist()
    added = []
    for i in np.flatnonzero(table["cue_kind"] == "citing").tolist():
        if numbers[i] in full:
            continue
        near = [j for j in (i - 1, i + 1) if 0 <= j < len(numbers) and sentence[j] == sentence[i]]
        hosts = [numbers[j] for j in near if numbers[j] in full]
        if hosts:
            parent[numbers[i]] = hosts[0]
            added.append(contents[contents["attribution"] == hosts[0]].assign(attribution=numbers[i]))
    return pd.concat([links, *added]), parent


def measure_contents(tokens: Tokens, links: pd.DataFrame, quotations: pd.DataFrame) -> pd.DataFrame:
    """Count the words of each attribution's content, and tell its form.

    Returns
    -------
    pandas.DataFrame
        One row an attribution: `n_words`, `form` (direct: all words in quotation marks; mixed: some;
        indirect: none; none: no content). Names and titles in marks do not count as quoted.
    """
    quoted = np.zeros(len(tokens), dtype=bool)
    for first, last in quotations.loc[quotations["kind"] != "name", ["first", "last"]].itertuples(
        index=False
    ):
        quoted[first:last] = True
    word = is_word(tokens)
    words, quoted_words = np.r_[0, np.cumsum(word)], np.r_[0, np.cumsum(word & quoted)]
    content = links["role"] == "content"
    first, last = links["first"].to_numpy(), links["last"].to_numpy()
    counts = pd.DataFrame(
        {
            "attribution": links["attribution"],
            "n_words": np.where(content, words[last] - words[first], 0),
            "quoted": np.where(content, quoted_words[last] - quoted_words[first], 0),
        }
    )
    counts = counts.groupby("attribution").sum()
    form = np.select(
        [counts["n_words"] == 0, counts["quoted"] == counts["n_words"], counts["quoted"] > 0],
        ["none", "direct", "mixed"],
        "indirect",
    )
    return counts[["n_words"]].assign(form=pd.Series(form, index=counts.index, dtype="str"))
