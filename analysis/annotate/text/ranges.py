"""Ranges of whole numbers, many at once."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def expand_ranges(first: Ints, count: Ints) -> tuple[Ints, Ints]:
    """List the members of each range `first`, `first + 1`, ... of `count` members.

    Returns
    -------
    tuple of arrays
        The range each member is of, and the member; in the order of the ranges.
    """
    owner = np.repeat(np.arange(len(count)), count)
    skipped = np.cumsum(count) - count
    return owner, np.arange(len(owner)) + (first - skipped)[owner]
