"""Compiled passes: loops over columns of numbers, compiled when they are first run and kept on disk."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import config, njit

from analysis.hashes import PACKAGE, hash_code

Pass = TypeVar("Pass", bound=Callable[..., Any])

# Numba keeps a pass for as long as its own file stays the same, and so would miss a change of what it calls
# and of constants from elsewhere. A folder for just this code misses nothing.
config.CACHE_DIR = str(PACKAGE / "__pycache__" / f"compiled-{hash_code('annotate')[:12]}")  # type: ignore[attr-defined]


def compile_pass(function: Pass) -> Pass:
    """Compile a function of arrays, numbers and tuples of them; its whole numbers have 64 bits and wrap."""
    return cast(Pass, njit(cache=True)(function))
