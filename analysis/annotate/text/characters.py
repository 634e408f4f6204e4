"""Characters as numbers: what kind of character each one is, for many texts at once."""

import unicodedata
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from analysis.compiled import compile_pass

Codes = NDArray[np.uint32]
Kinds = NDArray[np.uint8]
Hashes = NDArray[np.uint64]
Ints = NDArray[np.int64]
SPACE, MARK, LETTER, DIGIT = 1, 2, 3, 4  # 0: not looked at yet
CASES = {"Lu": 1, "Lt": 1, "Ll": 2}
HIGHEST = 0x110000
BASE = 0xD6E8FEB86659FD93  # odd, so that it has an inverse modulo 2 ** 64
KIND_OF_CODE = np.zeros(HIGHEST, dtype=np.uint8)  # filled as characters are met
CASE_OF_CODE = np.zeros(HIGHEST, dtype=np.uint8)
LOWER_OF_CODE = np.arange(HIGHEST, dtype=np.uint32)
NUMBER_OF_CODE = np.arange(1, HIGHEST + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
NUMBER_OF_CODE ^= NUMBER_OF_CODE >> np.uint64(31)


def read_codes(text: str) -> NDArray[np.uint32]:
    """Turn a string into its code points; lone surrogates are kept."""
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)


def learn_characters(codes: NDArray[np.uint32]) -> NDArray[np.uint8]:
    """Fill the tables for the characters that were never met before; give the kinds of all."""
    kind = KIND_OF_CODE.take(codes)
    if kind.all():
        return kind
    for code in np.unique(codes[kind == 0]).tolist():
        character = chr(code)
        category = unicodedata.category(character)
        lower = character.lower()
        CASE_OF_CODE[code] = CASES.get(category, 0)
        LOWER_OF_CODE[code] = ord(lower) if len(lower) == 1 else code
        KIND_OF_CODE[code] = find_kind(character, category)
    return KIND_OF_CODE.take(codes)


def find_kind(character: str, category: str) -> int:
    """Tell spaces, marks, letters (with their combining marks) and digits apart."""
    if character.isspace() or category in ("Cc", "Zl", "Zp"):
        return SPACE
    if character.isalpha() or category in ("Mn", "Mc"):
        return LETTER
    return DIGIT if character.isalnum() else MARK


def hash_spans(
    codes: NDArray[np.uint32], start: NDArray[np.int64], end: NDArray[np.int64]
) -> NDArray[np.uint64]:
    """Hash each span of characters to 64 bits: equal strings get equal numbers, in every batch.

    A polynomial in an odd base modulo 2**64 over the numbers of the characters.
    """
    hashes = np.empty(len(start), dtype=np.uint64)
    fill_hashes(hashes, NUMBER_OF_CODE, codes, start, end)
    return hashes


@compile_pass
def fill_hashes(hashes: Hashes, number_of_code: Hashes, codes: Codes, start: Ints, end: Ints) -> None:
    """Hash spans, see `hash_spans`."""
    for span in range(len(start)):
        total, power = np.uint64(0), np.uint64(1)
        for i in range(start[span], end[span]):
            total += number_of_code[codes[i]] * power
            power *= np.uint64(BASE)
        hashes[span] = total ^ (total >> np.uint64(32))


def make_powers(n: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """First n powers of the hash's base and of its inverse, modulo 2**64."""
    powers, inverses = extend_powers(max(16, (n - 1).bit_length()))
    return powers[:n], inverses[:n]


@lru_cache(maxsize=4)
def extend_powers(n_bits: int) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """First 2 ** n_bits powers; kept, as most batches need as many."""
    columns = []
    for value in (BASE, pow(BASE, -1, 1 << 64)):
        powers = np.full(1 << n_bits, value, dtype=np.uint64)
        powers[0] = 1
        columns.append(np.cumprod(powers))
    return columns[0], columns[1]
