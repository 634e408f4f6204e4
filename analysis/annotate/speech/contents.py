"""Contents of attributions: their edges, their form, and contents that two attributions share."""

from dataclasses import replace

import numpy as np

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.lexical.facts import COMPLEMENTIZER, EDGE, WORD
from analysis.annotate.speech.links import Links, add_links
from analysis.annotate.speech.quotations import NAMING, Quotations
from analysis.annotate.speech.role_spans import CONTENT, Flags, count_flags
from analysis.annotate.text.ranges import Ints, expand_ranges

FORMS = ("none", "direct", "mixed", "indirect")
NONE, DIRECT, MIXED, INDIRECT = range(4)


def trim_contents(batch: Batch, links: Links, quoted: Ints) -> Links:
    """Leave the complementizer and the marks at the edges out of contents; quotation marks stay in.

    Contents that have no word left are dropped.
    """
    rows = np.flatnonzero(links.role == CONTENT)
    first, last = links.first[rows], links.last[rows]
    first = skip_edges(batch, first, last, quoted)
    first += (first < last) & (batch.facts[np.minimum(first, len(batch) - 1)] & COMPLEMENTIZER > 0)
    first = skip_edges(batch, first, last, quoted)
    while (move := (first < last) & is_edge(batch, last - 1, quoted)).any():
        last = last - move
    kept = np.ones(len(links), dtype=bool)
    kept[rows] = (first < last) & (batch.words[last] > batch.words[np.minimum(first, last)])
    starts, ends = links.first.copy(), links.last.copy()
    starts[rows], ends[rows] = first, last
    return replace(links, first=starts, last=ends).take(kept)


def skip_edges(batch: Batch, first: Ints, last: Ints, quoted: Ints) -> Ints:
    """Move the beginnings of spans behind the marks that they begin with."""
    while (move := (first < last) & is_edge(batch, np.minimum(first, len(batch) - 1), quoted)).any():
        first = first + move
    return first


def is_edge(batch: Batch, token: Ints, quoted: Ints) -> Flags:
    """Tell which tokens are marks outside of quotations."""
    return (batch.facts[token] & EDGE > 0) & (quoted[token] < 0)


def mark_spoken(batch: Batch, links: Links) -> Ints:
    """Give each token the innermost attribution whose content it stands in, -1 outside."""
    rows = np.flatnonzero(links.role == CONTENT)
    rows = rows[np.argsort(links.first[rows] - links.last[rows], kind="stable")]
    first = links.first[rows]
    span, token = expand_ranges(first, links.last[rows] - first)
    spoken = np.full(len(batch), -1, dtype=np.int64)
    spoken[token] = links.attribution[rows][span]  # of several the last stays
    return spoken


def share_contents(
    links: Links, spoken: Ints, *, anchor: Ints, sentence: Ints, citing: Flags
) -> tuple[Links, Ints]:
    """Find which attributions stand inside others, and give "citing X" the content that it supports.

    Parameters
    ----------
    links
        Linked spans.
    spoken
        As `mark_spoken` gives it; a content that is shared becomes that of "citing X" there.
    anchor, sentence, citing
        Of each attribution a token, its sentence, and whether its cue names where something comes from.

    Returns
    -------
    tuple
        The links, with contents added; and for each attribution the one that holds it, -1 for none.
    """
    n = len(anchor)
    parent = np.where(spoken[anchor] == np.arange(n), -1, spoken[anchor])
    contents = links.take(links.role == CONTENT)
    full = np.zeros(n + 1, dtype=bool)
    full[contents.attribution] = True
    for i in np.flatnonzero(citing & ~full[:n]).tolist():
        near = [j for j in (i - 1, i + 1) if 0 <= j < n and sentence[j] == sentence[i] and full[j]]
        if near:
            parent[i] = near[0]
            shared = contents.take(contents.attribution == near[0])
            links = add_links(links, replace(shared, attribution=np.full(len(shared), i)))
            for first, last in zip(shared.first.tolist(), shared.last.tolist(), strict=True):
                there = spoken[first:last]
                there[there == near[0]] = i
    return links, parent


def measure_contents(batch: Batch, links: Links, quotations: Quotations, n: int) -> tuple[Ints, Ints]:
    """Count the words of the content of each of n attributions, and tell its form, an index of `FORMS`.

    It is direct where all words stand in quotation marks, mixed where some do, indirect where none does,
    none without content. Names and titles in marks do not count as quoted.
    """
    real = quotations.kind != NAMING
    first = quotations.first[real]
    quoted = np.zeros(len(batch), dtype=bool)
    quoted[expand_ranges(first, quotations.last[real] - first)[1]] = True
    words, quoted_words = batch.words, count_flags(quoted & (batch.facts & WORD > 0))
    contents = links.take(links.role == CONTENT)
    n_words, n_quoted = (
        np.bincount(contents.attribution, sums[contents.last] - sums[contents.first], n).astype(np.int64)
        for sums in (words, quoted_words)
    )
    form = np.select([n_words == 0, n_quoted == n_words, n_quoted > 0], [NONE, DIRECT, MIXED], INDIRECT)
    return n_words, form
