"""Role spans → attributions: which source and which content belong to which cue.

Each cue is one attribution. Reading a sentence from left to right, a cue takes the nearest source that
is still free before it, else the next one after it; a content goes to the cue before it unless that
cue has been served, else to the cue after it. What stands inside a content is linked by itself.
"""

from dataclasses import replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.speech.links import Links
from analysis.annotate.speech.role_spans import CONTENT, SOURCE, Spans
from analysis.annotate.text.characters import make_powers
from analysis.annotate.text.ranges import Ints

LETTERS = "tcs"  # of the roles, where the spans of a sentence are written as a string
LOOK_BACK = 5  # spans before a content without a cue that it may go on from


def link_spans(batch: Batch, spans: Spans, quoted: Ints) -> Links:
    """Link sources and contents to their cues.

    Parameters
    ----------
    batch
        A batch of articles.
    spans
        Spans of roles. Two of them are apart or one contains the other.
    quoted
        The quotation of each token, -1 for none.

    Returns
    -------
    Links
        In the order of attributions and of the text; attributions are numbered in the order of their
        cues. Contents that touch are one span. A source without a cue is left out; a content without
        one is an attribution of its own.
    """
    spans = spans.take(np.lexsort((spans.role == SOURCE, -spans.last, spans.first)))
    sentence = batch.tokens.sentence[spans.first]
    owner = link_groups(spans.role, group_spans(spans, sentence))
    owner = link_floating(
        owner,
        spans.role,
        article=batch.tokens.sentence_article[sentence],
        line=batch.line_of_sentence[sentence],
        quoted=np.where(spans.role == CONTENT, quoted[spans.first], -1),
    )
    linked = owner >= 0
    opens = np.zeros(len(owner) + 1, dtype=bool)
    opens[owner[linked]] = True
    attribution = (np.cumsum(opens) - 1)[owner[linked]]
    return merge_contents(Links(**vars(spans.take(linked)), attribution=attribution))


def group_spans(spans: Spans, sentence: Ints) -> Ints:
    """Give each span its group: its sentence, or the content that it stands in."""
    group = sentence.copy()
    reach = np.maximum.accumulate(np.where(spans.role == CONTENT, spans.last, 0))
    inside = np.append(False, spans.first[1:] < reach[:-1])[: len(spans)]
    rows = np.flatnonzero(inside | np.append(inside[1:], False))
    columns = (column[rows].tolist() for column in (spans.role, spans.first, spans.last))
    containers: list[tuple[int, int]] = []  # span, last token
    for i, role, first, last in zip(rows.tolist(), *columns, strict=True):
        while containers and (containers[-1][1] < last or containers[-1][1] <= first):
            containers.pop()
        if containers:
            group[i] = -1 - containers[-1][0]
        if role == CONTENT:
            containers.append((i, last))
    return group


def link_groups(role: Ints, group: Ints) -> Ints:
    """Link the spans of each group by themselves: the index of each one's cue, else -1.

    Groups with the same roles in the same order are linked once.
    """
    if not len(role):
        return role
    order = np.argsort(group, kind="stable")
    starts = np.flatnonzero(np.diff(group[order], prepend=np.nan))
    sizes = np.diff(starts, append=len(role))
    begin = np.repeat(starts, sizes)
    powers = make_powers(int(sizes.max()) + 1)[0].view(np.int64)
    pattern = np.add.reduceat((role[order] + 1) * powers[np.arange(len(role)) - begin], starts)
    number, uniques = pd.factorize(pattern)
    example = np.zeros(len(uniques), dtype=np.int64)
    example[number[::-1]] = np.arange(len(number))[::-1]
    letters = "".join([LETTERS[i] for i in role[order].tolist()])
    linked = [link_roles(letters[starts[i] : starts[i] + sizes[i]]) for i in example.tolist()]
    base = np.cumsum([0, *map(len, linked)])[number]
    cue = np.array([cue for cues in linked for cue in cues], dtype=np.int64)
    cue = cue[np.repeat(base, sizes) + np.arange(len(role)) - begin]
    owner = np.full(len(role), -1, dtype=np.int64)
    owner[order] = np.where(cue >= 0, order[np.where(cue >= 0, begin + cue, 0)], -1)
    return owner


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


def link_floating(owner: Ints, role: Ints, *, article: Ints, line: Ints, quoted: Ints) -> Ints:
    """Link contents of sentences without a cue to the attribution they go on with.

    That is the one that shares their quotation, else the one before in their paragraph, else the one
    after in their paragraph, else the one before. Without any, a content stands by itself.
    """
    floating = np.flatnonzero((owner < 0) & (role == CONTENT))
    neighbour = find_neighbours(floating, owner, role, article=article, line=line, quoted=quoted)
    owners = owner.tolist()
    for i, j in zip(floating.tolist(), neighbour.tolist(), strict=True):  # j may have floated itself
        owners[i] = owners[j] if j >= 0 else i
    return np.array(owners, dtype=np.int64)


def find_neighbours(
    floating: Ints, owner: Ints, role: Ints, *, article: Ints, line: Ints, quoted: Ints
) -> Ints:
    """Find the span that each floating content goes on from, of the few before it and the next; else -1."""
    linked, settled = np.flatnonzero((owner >= 0) | (role == CONTENT)), np.flatnonzero(owner >= 0)
    at = np.searchsorted(linked, floating)[:, None] + np.arange(-LOOK_BACK, 0)
    before = np.where(at >= 0, linked[np.maximum(at, 0)], -1)
    after = np.append(settled, -1)[np.searchsorted(settled, floating)]
    near, here = np.column_stack([before, after]), floating[:, None]
    known = (near >= 0) & (article[near] == article[here])
    same_line, is_before = known & (line[near] == line[here]), known & (near < here)
    cited = known & (quoted[near] >= 0) & (quoted[here] >= 0)
    same_quotation = cited & (quoted[near] == quoted[here])
    backwards = near[:, ::-1]
    choices = (  # the first of the first set that is not empty
        (same_quotation, near),
        ((cited & same_line & is_before)[:, ::-1], backwards),
        ((same_line & is_before)[:, ::-1], backwards),
        (same_line, near),
        (is_before[:, ::-1], backwards),
    )
    found = np.full(len(floating), -1, dtype=np.int64)
    for fits, order in reversed(choices):
        rows = np.flatnonzero(fits.any(axis=1))
        found[rows] = order[rows, fits[rows].argmax(axis=1)]
    return found


def merge_contents(links: Links) -> Links:
    """Make contents of one attribution that touch one span; put spans in the order of attributions."""
    links = links.take(np.lexsort((links.first, links.role, links.attribution)))
    is_content = links.role == CONTENT
    joins = is_content[1:] & is_content[:-1] & (links.first[1:] == links.last[:-1])
    joins &= links.attribution[1:] == links.attribution[:-1]
    starts = np.flatnonzero(np.append(True, ~joins)[: len(links)])
    ends = np.append(starts[1:], len(links))[: len(starts)] - 1
    lowest: NDArray[np.float64] = np.minimum.reduceat(links.score, starts) if len(starts) else links.score
    return replace(links.take(starts), last=links.last[ends], score=lowest)
