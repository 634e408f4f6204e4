"""Spans of a text → nested HTML elements; everything that is not ours is escaped."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Mark:
    """A span of a text that becomes an element: `kind` is its class, `title` its tooltip."""

    start: int
    end: int
    kind: str
    title: str = ""
    id: str = ""


def escape_text(text: str) -> str:
    """Escape a text for HTML; characters that no HTML page may hold become U+FFFD, so lengths stay."""
    return escape(UNSAFE.sub("\ufffd", text))


def mark_spans(text: str, marks: Iterable[Mark], *, start: int = 0, end: int | None = None) -> str:
    """Write a stretch of a text as HTML in which spans are elements.

    Spans may overlap and nest in any way: where two cross, the one that began later is split. Taking
    the tags out gives the stretch again, escaped.

    Parameters
    ----------
    text
        The whole text that the offsets point into.
    marks
        Spans; what lies outside the stretch is cut off, what is empty is left out.
    start, end
        The stretch, half-open; the whole text if not given.

    Returns
    -------
    str
        HTML without block elements.
    """
    end = len(text) if end is None else min(end, len(text))
    inside = [mark for mark in marks if max(mark.start, start) < min(mark.end, end)]
    inside.sort(key=lambda mark: (mark.start, -mark.end, mark.kind, mark.title))
    edges = sorted({start, end, *(e for m in inside for e in (m.start, m.end) if start < e < end)})
    pieces: list[str] = []
    still_open: list[Mark] = []
    waiting = iter([*inside, None])
    following = next(waiting)
    for edge, until in zip(edges, [*edges[1:], end], strict=True):
        still_open = close_ended(still_open, edge, pieces)
        while following is not None and following.start <= edge:
            pieces.append(open_tag(following))
            still_open.append(following)
            following = next(waiting)
        pieces.append(escape_text(text[edge:until]))
    pieces += ["</span>"] * len(still_open)
    return "".join(pieces)


def close_ended(still_open: list[Mark], edge: int, pieces: list[str]) -> list[Mark]:
    """Close the spans that end here, and for a moment those opened after them."""
    first = next((i for i, mark in enumerate(still_open) if mark.end <= edge), len(still_open))
    pieces += ["</span>"] * (len(still_open) - first)
    going_on = [mark for mark in still_open[first:] if mark.end > edge]
    pieces += [open_tag(mark, again=True) for mark in going_on]
    return still_open[:first] + going_on


def open_tag(mark: Mark, *, again: bool = False) -> str:
    """Open the element of a span; an id is given once only."""
    title = f' title="{escape_text(mark.title)}"' if mark.title else ""
    identity = f' id="{escape_text(mark.id)}"' if mark.id and not again else ""
    return f'<span class="{escape_text(mark.kind)}"{identity}{title}>'
