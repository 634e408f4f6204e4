"""What a line says about itself: a share button, a time, a credit ... whatever stands around it."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from analysis.ingest.authors import is_name, is_role, read_byline
from analysis.ingest.lines import Line, is_mostly_names, make_key, split_segments
from analysis.ingest.times import parse_time
from analysis.language.lexicons import read_lexicon

DIGITS = re.compile(r"\d+")
CREDITED = re.compile(r"\(([^()]*)\)\W*$")
CRUMB = re.compile(r"[|•·›»]|\s[>/–—-]\s|\s{2,}|\t")
AGENCY = re.compile(r"\b[A-Z]{2,}/[A-Z]")
ANY_LENGTH = {"cookies", "legal"}
MAY_BE_SENTENCE = ANY_LENGTH | {"promotion", "comments", "share", "advertisement", "time", "update"}
WORD_CLASSES = {"role", "name connector", "name particle"}
LONGEST = (60, 600)  # words and characters of a line that is no paragraph, whatever it begins with


@dataclass(frozen=True)
class Forms:
    """The furniture words of a language: whole lines, and patterns where * stands for anything.

    Patterns with the longest opening come first; `openings` are those openings.
    """

    whole: dict[str, str]
    patterns: tuple[tuple[tuple[str, ...], str], ...]
    openings: tuple[str, ...]


@cache
def read_forms(language: str) -> Forms:
    """Read the furniture lexicon of a language; without one, shapes alone must do."""
    try:
        lexicon = read_lexicon(language, "furniture")
    except LookupError:
        return Forms({}, (), ())
    rows = [row for row in zip(lexicon["form"], lexicon["reason"], strict=True) if row[1] not in WORD_CLASSES]
    whole = {make_key(form): reason for form, reason in rows if "*" not in form}
    told = sorted((row for row in rows if "*" in row[0]), key=lambda row: -row[0].index("*"))
    patterns = tuple((tuple(form.split("*")), reason) for form, reason in told)
    return Forms(whole, patterns, tuple(sorted({parts[0] for parts, _ in patterns})))


def mark_lines(lines: Sequence[Line], language: str) -> list[str]:
    """Say for each line why it is furniture, "" where the line alone does not tell."""
    marks = [mark_line(line, language) for line in lines]
    for i in range(len(lines) - 1):
        if is_author_box(lines[i], lines[i + 1], marks[i + 1], language) and marks[i] in ("", "section"):
            marks[i] = "author box"
        named = marks[i] == "author box" and is_name(lines[i + 1].text, language)
        held = marks[i] in ("byline", "author box") and is_role(lines[i + 1].text, language)
        if not marks[i + 1] and (named or held):
            marks[i + 1] = "author box"
    return marks


def is_author_box(line: Line, following: Line, mark: str, language: str) -> bool:
    """Tell whether a person's name is followed by an office."""
    return not mark and is_name(line.text, language) and is_role(following.text, language)


def mark_line(line: Line, language: str) -> str:
    """Say why a line is furniture, "" if it alone does not tell."""
    if not any(character.isalnum() for character in line.text):
        return "no words"
    if line.n_words > LONGEST[0] or len(line.text) > LONGEST[1]:
        reason = match_form(line.key, read_forms(language))
        return reason if reason in ANY_LENGTH else "icons" if is_icon_run(line) else ""
    segments = split_segments(line.text)
    marks = [mark_segment(segment, language) or mark_name(segment, language) for segment in segments]
    if len(segments) > 1 and all(marks):
        return next((reason for reason in ("credit", "time", "byline") if reason in marks), marks[0])
    return mark_segment(line.text, language) or mark_shape(line, language)


def mark_name(segment: str, language: str) -> str:
    """Take a bare name in a line of parts for a by-line."""
    return "byline" if is_name(segment, language) else ""


def mark_segment(text: str, language: str) -> str:
    """Match a line, or a part of it, with the words of the language and the forms of a time."""
    reason = match_form(make_key(text), read_forms(language))
    if parse_time(text, language):
        return "update" if reason == "update" else "time"
    if reason in ("time", "update"):
        return ""
    if reason == "byline":
        return "" if not read_byline(text, language) else "biography" if ". " in text else "byline"
    if reason == "sign-off":
        return reason if is_mostly_names(text) else ""
    line_ends = text.rstrip().endswith((".", "!", "?"))
    if reason == "credit" and line_ends and len(text.split()) > 12:
        return ""
    return "" if line_ends and reason not in MAY_BE_SENTENCE | {"credit"} else reason


def match_form(key: str, forms: Forms) -> str:
    """Find the reason of the first form that a folded line matches; linear in the line."""
    key = DIGITS.sub("#", key)
    if key in forms.whole or not key.startswith(forms.openings):
        return forms.whole.get(key, "")
    return next((reason for parts, reason in forms.patterns if matches(key, parts)), "")


def matches(key: str, parts: tuple[str, ...]) -> bool:
    """Tell whether the parts of a pattern follow each other in a text, the first at its start."""
    if not key.startswith(parts[0]):
        return False
    at = len(parts[0])
    for part in parts[1:-1]:
        at = key.find(part, at)
        if at < 0:
            return False
        at += len(part)
    return key.endswith(parts[-1]) and len(key) - len(parts[-1]) >= at


def mark_shape(line: Line, language: str) -> str:
    """Say why a line is furniture by its shape."""
    if is_icon_run(line):
        return "icons"
    if is_menu(line):
        return "navigation"
    if line.text.startswith("(") and line.text.find(")") == len(line.text) - 1 and line.n_words <= 6:
        return "sign-off"
    return "caption" if is_credited(line, language) else ""


def is_icon_run(line: Line) -> bool:
    """Tell whether a line strings up names that share an ending or a word: "icon menuicon search"."""
    words = line.text.split()
    if len(words) < 8 or line.final or sum(word.islower() for word in words) < 0.8 * len(words):
        return False
    return max(Counter(word[-4:] for word in words).values()) >= 0.3 * len(words)


def is_menu(line: Line) -> bool:
    """Tell whether a line is a row of short labels."""
    labels = [label for label in CRUMB.split(line.text) if label.strip()]
    return (
        not line.final
        and len(labels) >= 3
        and sum(len(label.split()) for label in labels) <= 2.5 * len(labels)
        and all(len(label.split()) <= 4 for label in labels)
    )


def is_credited(line: Line, language: str) -> bool:
    """Tell whether a line ends in a picture credit: "(A. Person/Agency)", "© Agency", "Photo: ..."."""
    if line.final:
        return False
    end = CREDITED.search(line.text[-200:])
    if end and ("/" in end[1] or match_form(make_key(end[1]), read_forms(language)) in ("credit", "image")):
        return True
    openings = [p[0] for p, reason in read_forms(language).patterns if reason == "credit" and ":" in p[0]]
    signs = "©" in line.text or bool(AGENCY.search(line.text))
    return signs or any(f" {opening}" in line.key for opening in openings)
