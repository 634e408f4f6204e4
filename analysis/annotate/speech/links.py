"""Spans linked to attributions, as columns."""

from dataclasses import dataclass, replace

import numpy as np

from analysis.annotate.speech.role_spans import Spans
from analysis.annotate.text.ranges import Ints


@dataclass(frozen=True)
class Links(Spans):
    """Spans of roles, each with the attribution it belongs to."""

    attribution: Ints  # number in the batch


def find_firsts(links: Links, role: int, n: int) -> Ints:
    """Find the first span of a role in each of n attributions, -1 for none."""
    rows = np.flatnonzero(links.role == role)[::-1]
    found = np.full(n, -1, dtype=np.int64)
    found[links.attribution[rows]] = rows  # of several the first stays
    return found


def count_attributions(links: Links) -> int:
    """Count the attributions, numbered from 0."""
    return int(links.attribution.max(initial=-1)) + 1


def number_attributions(links: Links) -> Links:
    """Give attributions new numbers, without gaps."""
    present = np.zeros(count_attributions(links), dtype=bool)
    present[links.attribution] = True
    return replace(links, attribution=(np.cumsum(present) - 1)[links.attribution])


def add_links(links: Links, added: Links) -> Links:
    """Add spans behind the others."""
    if not len(added):
        return links
    pairs = zip(vars(links).values(), vars(added).values(), strict=True)
    return Links(*(np.concatenate(pair) for pair in pairs))


def sort_links(links: Links) -> Links:
    """Put spans in the order of attributions, roles and the text."""
    width = int(links.first.max(initial=0)) + 1
    key = (links.attribution * 3 + links.role) * width + links.first
    return links.take(np.argsort(key, kind="stable"))
