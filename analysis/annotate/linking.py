"""Role spans → attributions: which source and which content belong to which cue.

Each cue is one attribution. Reading a sentence from left to right, a cue takes the nearest source that
is still free before it, else the next one after it; a content goes to the cue before it unless that
cue has been served, else to the cue after it. What stands inside a content is linked by itself.
"""

from bisect import bisect
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd
from numpy.typing import NDArray

LOOK_BACK = 5  # spans before a content without a cue that it may go on from


@dataclass
class State:
    """How far a group of spans is read: free sources, contents and a cue that wait, the cue before."""

    free: list[int] = field(default_factory=list)
    open: list[int] = field(default_factory=list)  # contents that wait for the next cue
    waiting: int = -1  # the cue that waits for a source
    cue: int = -1
    served: bool = False  # whether the cue has a content behind it


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
        `role` (source, cue, content), `first`, `last` (tokens, half-open), `score`. A span lies within
        a sentence; two spans are apart or one contains the other.
    article, sentence, paragraph, quoted
        For each token the number of its article, sentence, paragraph and quotation (-1 for none).

    Returns
    -------
    pandas.DataFrame
        One row a span, in the order of attributions and of the text: `attribution` (number in the
        batch, in the order of the cues), `role`, `first`, `last`, `score`. Contents that touch are one
        span. A source without a cue is left out; a content without one is an attribution of its own.
    """
    rows = sort_spans(spans)
    owner = link_rows(rows["role"].tolist(), group_spans(rows, sentence).tolist())
    link_floating(rows, owner, article=article, paragraph=paragraph, quoted=quoted)
    cues = np.array(owner, dtype=np.int64)
    linked = rows[cues >= 0]
    numbers = np.unique(cues[cues >= 0], return_inverse=True)[1]
    return merge_contents(
        linked.assign(attribution=numbers)[["attribution", "role", "first", "last", "score"]]
    )


def sort_spans(spans: pd.DataFrame) -> pd.DataFrame:
    """Put spans in the order of the text, a span before those inside it."""
    order = np.lexsort((spans["role"] == "source", -spans["last"].to_numpy(), spans["first"].to_numpy()))
    return spans.iloc[order].reset_index(drop=True)


def group_spans(rows: pd.DataFrame, sentence: NDArray[np.int64]) -> NDArray[np.int64]:
    """Give each span its group: its sentence, or the content that it stands in."""
    first, last = rows["first"].to_numpy(), rows["last"].to_numpy()
    content = (rows["role"] == "content").to_numpy()
    group = sentence[first]
    if not len(rows) or not (first[1:] < np.maximum.accumulate(np.where(content, last, 0))[:-1]).any():
        return group
    containers: list[int] = []
    for i in range(len(rows)):
        while containers and (last[containers[-1]] < last[i] or last[containers[-1]] <= first[i]):
            containers.pop()
        group[i] = -1 - containers[-1] if containers else group[i]
        containers += [i] if content[i] else []
    return group


def link_rows(roles: Sequence[str], groups: Sequence[int]) -> list[int]:
    """Link spans, given their roles and groups in order: the index of each one's cue, else -1."""
    owner = [-1] * len(roles)
    last_cue = {group: i for i, (role, group) in enumerate(zip(roles, groups, strict=True)) if role == "cue"}
    states = {group: State() for group in last_cue}
    for i, (role, group) in enumerate(zip(roles, groups, strict=True)):
        state = states.get(group)
        if state is None:
            continue
        if role == "cue":
            owner[i] = i
            take_cue(state, owner, i)
        elif role == "source" and state.waiting >= 0:
            owner[i], state.waiting = state.waiting, -1
        elif role == "source":
            state.free.append(i)
        else:
            state.waiting = -1 if i < last_cue[group] else state.waiting
            after = i < last_cue[group] and (state.cue < 0 or state.served)
            owner[i] = -1 if after else state.cue
            state.open += [i] if after else []
            state.served = state.served or not after
    return owner


def take_cue(state: State, owner: list[int], cue: int) -> None:
    """Give a cue the nearest free source before it, and the contents that waited for it."""
    for content in state.open:
        owner[content] = cue
    state.waiting = -1 if state.free else cue
    if state.free:
        owner[state.free.pop()] = cue
    state.cue, state.served, state.open = cue, False, []


def link_floating(
    rows: pd.DataFrame,
    owner: list[int],
    *,
    article: NDArray[np.int64],
    paragraph: NDArray[np.int64],
    quoted: NDArray[np.int64],
) -> None:
    """Link contents of sentences without a cue to the attribution they go on with.

    That is the one that shares their quotation, else the one before in their paragraph, else the one
    after in their paragraph, else the one before. Without any, a content stands by itself.
    """
    content, first = (rows["role"] == "content").tolist(), rows["first"].to_numpy()
    of_article, of_paragraph = article[first].tolist(), paragraph[first].tolist()
    of_quotation = np.where(content, quoted[first], -1).tolist()
    linked = [i for i, cue in enumerate(owner) if cue >= 0]
    for i in [i for i, cue in enumerate(owner) if cue < 0 and content[i]]:
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
            [i],
        )
        neighbour = next(choice[0] for choice in choices if choice)
        owner[i] = owner[neighbour] if neighbour != i else i
        linked.insert(k, i)


def merge_contents(rows: pd.DataFrame) -> pd.DataFrame:
    """Make contents of one attribution that touch one span; put spans in the order of attributions."""
    rows = rows.iloc[np.lexsort((rows["first"], rows["role"], rows["attribution"]))]
    columns = [rows[name].to_numpy() for name in ("attribution", "first", "last")]
    attribution, first, last = columns
    content = (rows["role"] == "content").to_numpy()
    joins = content[1:] & content[:-1] & (attribution[1:] == attribution[:-1]) & (first[1:] == last[:-1])
    starts = np.flatnonzero(np.append(True, ~joins)[: len(rows)])
    if len(starts) == len(rows):
        return rows.reset_index(drop=True)
    ends = np.append(starts[1:], len(rows)) - 1
    score = np.minimum.reduceat(rows["score"].to_numpy(), starts)
    return rows.iloc[starts].assign(last=last[ends], score=score).reset_index(drop=True)
