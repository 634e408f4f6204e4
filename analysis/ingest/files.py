"""Bytes as received → text: UTF-8, NFC, one kind of line end, nothing invisible."""

import hashlib
import re
import unicodedata
from collections import Counter
from pathlib import Path

from analysis.study import StudyError

LINE_END = re.compile("\r\n|[\r\v\f\x1c\x1d\x1e\x85\u2028\u2029]")
# Controls, zero-width spaces, soft hyphens and bidi controls: they cut words apart or show a reader
# something else than what is counted. Joiners (U+200C, U+200D) stay: they are spelling.
INVISIBLE = re.compile(
    "[\0-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]"
)


def read_bytes(folder: Path, file: str, sha256: str, line: int) -> bytes:
    """Read a file of a study that is the one its manifest declares.

    Parameters
    ----------
    folder
        The study's folder.
    file
        Path in it.
    sha256
        Declared hash.
    line
        Line of articles.csv that declares it.

    Raises
    ------
    StudyError
        If it leads out of the folder, is missing, cannot be read, is another file or is empty.
    """
    where = f"articles.csv:{line}"
    path = check_place(folder, file, where)
    if not path.is_file():
        raise StudyError("missing file", where, file, "Put it there, or let `parallax place` find it.")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise StudyError("unreadable file", where, file, f"Allow reading it ({error.strerror}).") from None
    found = hashlib.sha256(content).hexdigest()
    if found != sha256.lower():
        raise StudyError(
            "not the declared file", where, found, "Put the declared file there, or declare this sha256."
        )
    if not content.strip():
        raise StudyError("empty file", where, file, "Save the page's text again.")
    return content


def check_place(folder: Path, file: str, where: str) -> Path:
    """Say where a file of a study stands; no link may lead out of its folder."""
    path = folder / file
    if not path.resolve().is_relative_to(folder.resolve()):
        raise StudyError("file outside the study", where, file, "Put the file itself there, not a link.")
    return path


def decode_page(content: bytes, file: str) -> str:
    """Decode a page strictly as UTF-8, a byte order mark or not.

    Raises
    ------
    StudyError
        With the line and the position of the first byte that is not UTF-8.
    """
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        value = f"byte 0x{content[error.start]:02x} at position {error.start}"
        raise StudyError("not UTF-8", f"{file}:{line}", value, "Save the file as UTF-8.") from None


def clean_text(text: str) -> str:
    """Bring a text to NFC and one kind of line end, without invisible characters."""
    return unicodedata.normalize("NFC", INVISIBLE.sub("", LINE_END.sub("\n", text)))


def count_invisible(text: str) -> dict[str, int]:
    """Count the invisible characters that `clean_text` leaves out, by code point."""
    found = Counter(INVISIBLE.findall(LINE_END.sub("\n", text)))
    return {f"U+{ord(character):04X}": found[character] for character in sorted(found)}
