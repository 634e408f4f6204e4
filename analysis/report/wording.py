"""How numbers, names and counts are written, in figures, sentences and tables alike."""

import math
from collections.abc import Sequence
from textwrap import wrap

UNKNOWN = "unknown"


def show_value(value: float, *, percent: bool) -> str:
    """Write a measured value, shares in per cent."""
    if math.isnan(value):
        return UNKNOWN
    return f"{100 * value:.0f}%".replace("-", "−") if percent else show_number(value)


def show_number(value: float) -> str:
    """Write a number for the eye: one decimal, two digits below 1, none from 1,000 on."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    size = abs(value)
    if size >= 1000 or value == 0:
        decimals = 0
    elif size >= 1:
        decimals = 1
    else:
        decimals = min(1 - math.floor(math.log10(size)), 4)
    return f"{value:,.{decimals}f}".replace("-", "−")


def count_noun(count: int, noun: str) -> str:
    """Write a count with its noun in the right number."""
    return f"{count:,} {noun if count == 1 else noun + 's'}"


def join_words(words: Sequence[str]) -> str:
    """Join words as a list in a sentence."""
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def wrap_name(name: str, width: int = 20) -> str:
    """Break a long name into lines for a figure."""
    return "\n".join(wrap(name, width)) or name
