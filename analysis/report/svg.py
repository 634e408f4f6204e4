"""A matplotlib figure → SVG that can stand inside a page, and PNG; the same bytes on each run."""

import re
from io import BytesIO

from matplotlib import rc_context
from matplotlib.figure import Figure

from analysis.report.figures.style import HOUSE, INK
from analysis.report.markup import escape_text

NO_METADATA = {"Date": None, "Creator": None, "Format": None, "Type": None}
TAG = re.compile(r"<[^<>]+>")
REFERENCE = re.compile(r'(\bid="|url\(#|href="#)')
PROLOGUE = re.compile(r"\A.*?(?=<svg\b)", re.DOTALL)
LEAKING_STYLE = re.compile(r"<style[^>]*>[^<]*</style>")  # would reach the whole page
LINE_ENDS = 'stroke-linejoin="round" stroke-linecap="butt"'  # what it says
DRAWN_INK = re.compile(rf"{INK}|#000000\b")
PIXELS_PER_INCH = 200


def draw_svg(figure: Figure, identity: str, title: str, description: str) -> str:
    """Draw a figure as one `<svg>` element.

    Text stays text, ink becomes `currentColor` so that it reads on light and dark pages, and every id
    begins with the figure's own, so that several can stand in one page.

    Parameters
    ----------
    figure
        Drawn with the functions of `analysis.report.figures`.
    identity
        Prefix of all ids: letters, digits and hyphens.
    title, description
        What a screen reader says; escaped here.

    Returns
    -------
    str
        The element, without XML prologue.
    """
    stream = BytesIO()
    with rc_context(HOUSE):
        figure.savefig(stream, format="svg", metadata=NO_METADATA)
    svg = LEAKING_STYLE.sub("", PROLOGUE.sub("", stream.getvalue().decode("utf-8"), count=1))
    svg = TAG.sub(lambda tag: settle_tag(tag[0], identity), svg)
    words = (
        f'<title id="{identity}-title">{escape_text(title)}</title>'
        f'<desc id="{identity}-desc">{escape_text(description)}</desc>'
    )
    named = f'<svg {LINE_ENDS} role="img" aria-labelledby="{identity}-title {identity}-desc"'
    head, body = svg.replace("<svg", named, 1).split(">", 1)
    return f"{head}>{words}{body.strip()}\n"


def settle_tag(tag: str, identity: str) -> str:
    """Make one tag fit for a page: ids with the figure's prefix, ink in the page's colour."""
    return REFERENCE.sub(rf"\g<1>{identity}-", DRAWN_INK.sub("currentColor", tag))


def draw_png(figure: Figure) -> bytes:
    """Draw a figure as PNG on white."""
    stream = BytesIO()
    with rc_context(HOUSE):
        figure.savefig(
            stream, format="png", dpi=PIXELS_PER_INCH, facecolor="white", metadata={"Software": None}
        )
    return stream.getvalue()
