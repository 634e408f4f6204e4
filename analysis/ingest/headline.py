"""Which line is the headline, and which only repeat it."""

import itertools
from collections.abc import Sequence

from analysis.ingest.lines import Line, content_words, is_mostly_names, make_key

LONGEST = 40  # words
LEAD_WORDS = 12  # a sentence of so many words is no label any more
LABEL_WORDS = 3  # words of the longest section name
NEAR = 4  # lines between a headline and its repetition
FITTING = 0.25  # share of a headline's content words that the text uses
LABEL = 40  # characters that a section or an outlet's name may add to a headline


def find_title(lines: Sequence[Line], marks: Sequence[str], declared: str = "") -> int | None:
    """Find the headline: the declared one, else one that is told twice, else the first that fits the text.

    Parameters
    ----------
    lines
        The page.
    marks
        Why a line is furniture, "" where the line alone does not tell.
    declared
        The headline of articles.csv, "" if it has none.

    Returns
    -------
    int or None
        Index of the line. None if a declared headline is not on the page, or no line looks like one.
    """
    if declared:
        return next((i for i, line in enumerate(lines) if line.key == make_key(declared)), None)
    head = find_head(lines, marks)
    above = set(head)
    told = (line.text for i, line in enumerate(lines) if line.final and i not in above)
    text = set().union(*map(content_words, told))
    labels = {i for i in head if is_label(lines[i])}
    plain = {i for i in head if i not in labels and not is_statement(lines[i])}
    fitting = [i for i in head if fits(lines[i], text)]
    firm = plain | (labels & set(fitting)) or above
    sure = [i for i in head if i in firm and is_repeated(lines, marks, i)]
    ranked = [sorted(some, key=lambda i: (i in labels, i not in plain)) for some in (sure, fitting, head)]
    return next(itertools.chain(*ranked), None)


def is_statement(line: Line) -> bool:
    """Tell whether a line ends in a full stop, as few headlines do."""
    return line.final and not line.text.endswith(("?", "!", "؟"))


def is_label(line: Line) -> bool:
    """Tell whether a line may be the name of a section or an outlet: few words, capitals on most."""
    return line.n_words <= LABEL_WORDS and is_mostly_names(line.text)


def fits(line: Line, text: set[str]) -> bool:
    """Tell whether a good part of a line's content words comes back in the text."""
    words = content_words(line.text)
    return bool(words & text) and len(words & text) >= FITTING * len(words)


def find_head(lines: Sequence[Line], marks: Sequence[str]) -> list[int]:
    """List the lines that may be the headline: those above the first sentence of some length."""
    head = []
    for i, line in enumerate(lines):
        if not marks[i] and line.final and line.n_words >= LEAD_WORDS:
            break
        if not marks[i] and 2 <= line.n_words <= LONGEST:
            head.append(i)
    return head


def is_repeated(lines: Sequence[Line], marks: Sequence[str], i: int) -> bool:
    """Tell whether a line stands nearby again, alone or with a label glued to it.

    Captions are told twice too, but stand together and right above a credit.
    """
    near = range(max(i - NEAR, 0), min(i + NEAR + 1, len(lines)))
    again = [j for j in near if j != i and repeats(lines[j], lines[i])]
    below = max([i, *again]) + 1
    return bool(again) and not (below < len(lines) and marks[below] == "credit")


def repeats(line: Line, title: Line) -> bool:
    """Tell whether a line is the title, or the title with a short label before or after it."""
    if line.key == title.key:
        return True
    glued = line.key.endswith(title.key) or line.key.startswith(title.key)
    return glued and title.n_words >= LABEL_WORDS and len(line.key) - len(title.key) <= LABEL
