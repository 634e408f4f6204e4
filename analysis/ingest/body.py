"""Where the body goes on and where it ends: paragraphs, cross-headings, and the boxes between them.

Three words are used for lines: *marked* (known to be furniture), *sentence* (unmarked, ends as a
sentence does) and *loose* (unmarked, does not). Loose lines between sentences are cross-headings, lists
or links; after the last sentence they announce other articles.
"""

from collections.abc import Sequence

from analysis.ingest.boxes import BUTTON_MARKS, find_boxes, is_question
from analysis.ingest.lines import LONG, Line

Role = tuple[str, str]  # role and, if it is furniture, the reason
FURNITURE = "furniture"
BULLETS = ("-", "–", "—", "•", "*", "▪", "‣", "◦")
HEADING_MARKS = {"section", "time"}  # labels at the top of a page, cross-headings inside the text
AFTERMATH = 3  # sentences that may follow an author's box
LINKS = 3  # loose lines in a row that are links


def find_body(lines: Sequence[Line], marks: Sequence[str], start: int) -> dict[int, Role]:
    """Give the lines from the first paragraph on their roles.

    Parameters
    ----------
    lines, marks
        The page, and why a line is furniture ("" where it may be text).
    start
        Index of the first paragraph.

    Returns
    -------
    dict
        Index to role and reason, for all lines from `start` on.
    """
    end = find_end(lines, marks, start)
    boxed = find_boxes(lines, marks, start, end)
    open_lines = [i for i in range(start, end) if not marks[i] and i not in boxed]
    last = find_sign_off(lines, marks, open_lines, find_last(lines, open_lines))
    body = [i for i in open_lines if i <= last]
    linked = find_links(lines, body)
    roles = {i: (FURNITURE, marks[i] or "teaser") for i in range(start, end)}
    roles |= {i: (FURNITURE, marks[i] or "after the article") for i in range(end, len(lines))}
    roles |= {i: text_role(lines[i]) for i in body if i not in linked}
    roles |= {last: ("paragraph", "")} if body else {}
    told = HEADING_MARKS & set(marks[:start])
    headings = [i for i in range(start, last) if marks[i] in told and heads_paragraph(lines, marks, i)]
    return roles | dict.fromkeys(headings, ("heading", ""))


def text_role(line: Line) -> Role:
    """Tell a paragraph from a cross-heading."""
    running = line.final or line.n_words >= LONG or line.text.endswith((":", "...", "…"))
    return ("paragraph" if running or line.text.startswith(BULLETS) else "heading"), ""


def find_end(lines: Sequence[Line], marks: Sequence[str], start: int) -> int:
    """Find where an author's box or the readers' comments close the article, else the number of lines."""
    sentences = [i for i in range(start, len(lines)) if is_sentence(lines, marks, i)]
    before = 0
    for i in range(start + 1, len(lines)):
        before += is_sentence(lines, marks, i - 1)
        if marks[i] == "author box" and closes(lines, i, sentences[before : before + AFTERMATH + 1]):
            return i
        button = not set(BUTTON_MARKS).isdisjoint(marks[i - 1 : i + 2])
        if marks[i] == "comments" and before > 1 and not button:
            return i
    return len(lines)


def is_sentence(lines: Sequence[Line], marks: Sequence[str], i: int) -> bool:
    """Tell whether a line may be text, or a biography, and ends as a sentence does."""
    return marks[i] in ("", "biography") and lines[i].final


def closes(lines: Sequence[Line], box: int, after: Sequence[int]) -> bool:
    """Tell whether a name with an office closes an article; else it signs a quotation set apart."""
    return len(after) <= AFTERMATH or lines[after[0]].text.startswith(lines[box].text)


def find_last(lines: Sequence[Line], open_lines: Sequence[int]) -> int:
    """Find the last line of the body: the last sentence, with a list or a long loose line right after it.

    Returns -1 if there is none.
    """
    sentences = [n for n, i in enumerate(open_lines) if lines[i].final and not heads_card(lines, i)]
    if not sentences:
        return next((i for i in reversed(open_lines) if lines[i].n_words >= LONG), -1)
    last = sentences[-1]
    following = open_lines[last + 1 :]
    if following and lines[following[0]].text.endswith(":"):
        length = 1
        while length < len(following) and lines[following[length]].text.startswith(BULLETS):
            length += 1
        return following[length - 1] if length > 1 else open_lines[last]
    alone = following and lines[following[0]].n_words >= LONG and stands_alone(lines, following[0])
    return following[0] if alone else open_lines[last]


def find_sign_off(lines: Sequence[Line], marks: Sequence[str], open_lines: Sequence[int], last: int) -> int:
    """Go on to a line that stands alone above the sign-off ("Reporting by ..."): it closes the article."""
    below = [i for i in open_lines if i > last]
    signed = next((i for i in range(last + 1, len(marks)) if marks[i] == "sign-off"), -1)
    closing = [i for i in below if i < signed]
    return closing[0] if len(closing) == 1 and stands_alone(lines, closing[0]) else last


def heads_card(lines: Sequence[Line], i: int) -> bool:
    """Tell whether a question is the headline of a card: a text cut off stands right below it."""
    below = lines[i + 1] if i + 1 < len(lines) else None
    return bool(below and is_question(lines[i]) and below.group == lines[i].group and not below.final)


def stands_alone(lines: Sequence[Line], i: int) -> bool:
    """Tell whether blank lines (or the ends of the page) set a line apart."""
    groups = {lines[j].group for j in (i - 1, i + 1) if 0 <= j < len(lines)}
    return lines[i].group not in groups


def find_links(lines: Sequence[Line], body: Sequence[int]) -> set[int]:
    """Find loose lines inside the body that lead elsewhere.

    These are cards (a loose line and right under it a text cut off) and three or more short loose lines
    in a row, unless they are a list (bullets, or a colon above).
    """
    links: set[int] = set()
    run: list[int] = []
    above = ""
    for i in body:
        if lines[i].final:
            run, above = [], lines[i].text
            continue
        if lines[i].text.startswith(BULLETS) or lines[i].text.endswith(":"):
            run, above = [], ":"
            continue
        run.append(i)
        card = len(run) > 1 and lines[i].n_words >= LONG and lines[i].group == lines[run[-2]].group
        if (card or len(run) >= LINKS) and not above.endswith(":"):
            links |= set(run[-LINKS:] if not card else run[-2:])
    return links


def heads_paragraph(lines: Sequence[Line], marks: Sequence[str], i: int) -> bool:
    """Tell whether a label or a date stands alone right above a sentence."""
    return stands_alone(lines, i) and not marks[i + 1] and lines[i + 1].final
