"""Role spans → attributions: which source and which content belong to which cue.

Each cue is one attribution. Reading a sentence from left to right, a cue takes the nearest source that
is still free before it, else the next one after it; a content goes to the cue before it unless that
cue has been served, else to the cue after it. What stands inside a content is linked by itself.
"""

from bisect import bisect
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.text.ranges import Ints

ROLES = ("content", "cue", "source")
CONTENT, CUE, SOURCE = range(3)
LETTERS = "tcs"  # of the roles, where the spans of a sentence are written as a string
CACHED = 1 << 14  # such strings kept
LOOK_BACK = 5  # spans before a content without a cue that it may go on from


def link_spans(
    spans: pd.DataFrame,
    *,
    article: NDArray[np.int64],
    sentence: NDArray[np.int64],
    paragraph: NDArray[np.int64],
    quoted: NDArray[np.int64],
) -> pd.DataFrame:
    """Link sources and contents to their cues.

    Parameters
    ----------
    spans
        `role` (source, cue, content), `first`, `last` (tokens, half-open), `score`. Two spans are apart
        or one contains the other.
    article, sentence, paragraph, quoted
        For each token the number of its article, sentence, paragraph and quotation (-1 for none).

    Returns
    -------
    pandas.DataFrame
        One row a span, in the order of attributions and of the text: `attribution` (number in the
        batch, in the order of the cues), `role`, `first`, `last`, `score`. Contents that touch are one
        span. A source without a cue is left out; a content without one is an attribution of its own.
    """
    role, first, last, score = sort_spans(spans)
    owner = link_groups(role, group_spans(role, first, last, sentence))
    contents = np.where(role == CONTENT, quoted[first], -1)
    owner = link_floating(owner, role, article=article[first], paragraph=paragraph[first], quoted=contents)
    linked = owner >= 0
    attribution = np.unique(owner[linked], return_inverse=True)[1]
    return merge_contents(attribution, role[linked], first[linked], last[linked], score[linked])


def sort_spans(spans: pd.DataFrame) -> tuple[Ints, Ints, Ints, NDArray[np.float64]]:
    """Give the columns of spans in the order of the text, a span before those inside it; roles as numbers."""
    role = pd.Index(ROLES).get_indexer(pd.Index(spans["role"]))
    first, last, score = (spans[name].to_numpy() for name in ("first", "last", "score"))
    order = np.lexsort((role == SOURCE, -last, first))
    return role[order], first[order], last[order], score[order]


def group_spans(role: Ints, first: Ints, last: Ints, sentence: Ints) -> Ints:
    """Give each span its group: its sentence, or the content that it stands in."""
    group = sentence[first]
    if not (first[1:] < np.maximum.accumulate(np.where(role == CONTENT, last, 0))[:-1]).any():
        return group
    containers: list[int] = []
    for i in range(len(role)):
        while containers and (last[containers[-1]] < last[i] or last[containers[-1]] <= first[i]):
            containers.pop()
        group[i] = -1 - containers[-1] if containers else group[i]
        containers += [i] if role[i] == CONTENT else []
    return group


def link_groups(role: Ints, group: Ints) -> Ints:
    """Link the spans of each group by themselves: the index of each one's cue, else -1."""
    order = np.argsort(group, kind="stable")
    letters = "".join([LETTERS[number] for number in role[order].tolist()])
    bounds = np.flatnonzero(np.diff(group[order], prepend=np.nan, append=np.nan)).tolist()
    owner = np.full(len(role), -1, dtype=np.int64)
    owner[order] = [
        begin + cue if cue >= 0 else -1
        for begin, end in pairwise(bounds)
        for cue in link_roles(letters[begin:end])
    ]
    return np.where(owner >= 0, order[owner], -1)


@lru_cache(maxsize=CACHED)
def link_roles(roles: str) -> list[int]:
    """Link the spans of a group, written as letters in order: the place of each one's cue, else -1."""
    cue_of_span = link_sources(roles) | link_contents(roles) if "c" in roles else {}
    return [i if role == "c" else cue_of_span.get(i, -1) for i, role in enumerate(roles)]


def link_sources(roles: str) -> dict[int, int]:
    """Give each cue the nearest free source before it, else the next one if no content stands between.

    A content behind the last cue does not stand between.
    """
    cue_of_source: dict[int, int] = {}
    free: list[int] = []
    waiting, last_cue = -1, roles.rindex("c")  # waiting: the cue that has no source yet
    for i, role in enumerate(roles):
        if role == "c" and free:
            cue_of_source[free.pop()], waiting = i, -1
        elif role == "c":
            waiting = i
        elif role == "s" and waiting >= 0:
            cue_of_source[i], waiting = waiting, -1
        elif role == "s":
            free.append(i)
        elif i < last_cue:
            waiting = -1
    return cue_of_source


def link_contents(roles: str) -> dict[int, int]:
    """Give each content to the cue before it, or to the next one where that cue has been served."""
    cue_of_content: dict[int, int] = {}
    open_contents: list[int] = []
    cue, served, last_cue = -1, True, roles.rindex("c")
    for i, role in enumerate(roles):
        if role == "c":
            cue_of_content |= dict.fromkeys(open_contents, i)
            cue, served, open_contents = i, False, []
        elif role == "t" and served and i < last_cue:
            open_contents.append(i)
        elif role == "t":
            cue_of_content[i], served = cue, True
    return cue_of_content


def link_floating(owner: Ints, role: Ints, *, article: Ints, paragraph: Ints, quoted: Ints) -> Ints:
    """Link contents of sentences without a cue to the attribution they go on with.

    That is the one that shares their quotation, else the one before in their paragraph, else the one
    after in their paragraph, else the one before. Without any, a content stands by itself.
    """
    of_article, of_paragraph, of_quotation = article.tolist(), paragraph.tolist(), quoted.tolist()
    linked = np.flatnonzero(owner >= 0).tolist()
    owner = owner.copy()
    for i in np.flatnonzero((owner < 0) & (role == CONTENT)).tolist():
        k = bisect(linked, i)
        near = [j for j in linked[max(k - LOOK_BACK, 0) : k + 1] if of_article[j] == of_article[i]]
        here = [j for j in near if of_paragraph[j] == of_paragraph[i]]
        before = [j for j in near if j < i]
        quotes = [j for j in near if of_quotation[j] >= 0 <= of_quotation[i]]
        same_quotation = [j for j in quotes if of_quotation[j] == of_quotation[i]]
        choices = (
            same_quotation[:1],
            [j for j in quotes if j in here and j < i][-1:],
            [j for j in here if j < i][-1:],
            here[:1],
            before[-1:],
        )
        neighbour = next((choice[0] for choice in choices if choice), -1)
        owner[i] = owner[neighbour] if neighbour >= 0 else i
        linked.insert(k, i)
    return owner


def merge_contents(
    attribution: Ints, role: Ints, first: Ints, last: Ints, score: NDArray[np.float64]
) -> pd.DataFrame:
    """Make contents of one attribution that touch one span; put spans in the order of attributions."""
    order = np.lexsort((first, role, attribution))
    attribution, role, first, last = attribution[order], role[order], first[order], last[order]
    joins = (role[1:] == CONTENT) & (role[:-1] == CONTENT) & (first[1:] == last[:-1])
    joins &= attribution[1:] == attribution[:-1]
    starts = np.flatnonzero(np.append(True, ~joins)[: len(role)])
    ends = np.append(starts[1:], len(role))[: len(starts)] - 1
    lowest = np.minimum.reduceat(score[order], starts) if len(starts) else score
    names = pd.array(ROLES, dtype="str").take(role[starts])
    columns = {"first": first[starts], "last": last[ends], "score": lowest}
    return pd.DataFrame({"attribution": attribution[starts], "role": names, **columns})
