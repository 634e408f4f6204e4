"""Role spans → attributions: which source and which content belong to which cue.

Each cue is one attribution. Reading a sentence from left to right, a cue takes the nearest source that
is still free before it, else the next one after it; a content goes to the cue before it unless that
cue has been served, else to the cue after it. What stands inside a content is linked by itself.
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from analysis.annotate.lexical.batches import Batch
from analysis.annotate.speech.links import Links
from analysis.annotate.speech.role_spans import CONTENT, CUE, SOURCE, Spans
from analysis.annotate.text.ranges import Ints
from analysis.compiled import compile_pass

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
    """Link the spans of each group by themselves: the index of each one's cue, else -1."""
    order = np.argsort(group, kind="stable")
    bounds = np.flatnonzero(np.diff(group[order], prepend=np.nan, append=np.nan))
    cue = link_roles(role[order], bounds)
    owner = np.full(len(role), -1, dtype=np.int64)
    owner[order] = np.where(cue >= 0, order[cue], -1)
    return owner


@compile_pass
def link_roles(role: Ints, bounds: Ints) -> Ints:
    """Link the spans between each two bounds: the place of each one's cue, else -1."""
    cue_of_span = np.full(len(role), -1, dtype=np.int64)
    for group in range(len(bounds) - 1):
        last_cue = -1
        for i in range(bounds[group], bounds[group + 1]):
            if role[i] == CUE:
                cue_of_span[i] = last_cue = i
        if last_cue >= 0:
            link_sources(role, bounds[group], bounds[group + 1], last_cue, cue_of_span)
            link_contents(role, bounds[group], bounds[group + 1], last_cue, cue_of_span)
    return cue_of_span


@compile_pass
def link_sources(role: Ints, begin: int, end: int, last_cue: int, cue_of_span: Ints) -> None:
    """Give each cue the nearest free source before it, else the next one if no content stands between.

    A content behind the last cue does not stand between.
    """
    free = np.empty(end - begin, dtype=np.int64)
    n_free, waiting = 0, -1  # waiting: the cue that has no source yet
    for i in range(begin, end):
        if role[i] == CUE and n_free:
            n_free -= 1
            cue_of_span[free[n_free]], waiting = i, -1
        elif role[i] == CUE:
            waiting = i
        elif role[i] == SOURCE and waiting >= 0:
            cue_of_span[i], waiting = waiting, -1
        elif role[i] == SOURCE:
            free[n_free] = i
            n_free += 1
        elif i < last_cue:
            waiting = -1


@compile_pass
def link_contents(role: Ints, begin: int, end: int, last_cue: int, cue_of_span: Ints) -> None:
    """Give each content to the cue before it, or to the next one where that cue has been served."""
    cue, served, opened = -1, True, begin  # opened: contents from here on wait for a cue
    for i in range(begin, end):
        if role[i] == CUE:
            for j in range(opened, i):
                if role[j] == CONTENT and cue_of_span[j] < 0:
                    cue_of_span[j] = i
            cue, served, opened = i, False, i
        elif role[i] == CONTENT and not (served and i < last_cue):
            cue_of_span[i], served = cue, True


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
