"""Texts that were UTF-8, read as another encoding and saved so: Ø³ÙˆØ±ÙŠ was سوري. They are marked, never changed."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from records.sources.worksheet import CellMark

_GARBLED = "[ØÙÃ][^\\x00-\\x7f]|[طظ][^\\x00-\\x7f\\p{Arabic}]"
"""How the first two bytes of an Arabic or accented letter look in cp1252 and in cp1256 (regular expression of RE2)."""
_ARABIC = re.compile("[\u0620-\u064a]")


def repaired(text: str) -> str | None:
    """What a garbled text was, when all of it becomes words again; None for any other.

    >>> repaired("ط³ظˆط±ظٹ"), repaired("NÃ©"), repaired("سوري"), repaired("Øyvind")
    ('سوري', 'Né', None, None)
    """
    for encoding in ("cp1252", "cp1256"):
        try:
            plain = b"".join(_byte(letter, encoding) for letter in text).decode()
        except UnicodeError:
            continue
        if plain != text and (_ARABIC.search(plain) or not _ARABIC.search(text)):
            return plain
    return None


def _byte(letter: str, encoding: str) -> bytes:
    """A letter's byte; the bytes that cp1252 leaves free stand for themselves, as Windows has it."""
    return letter.encode("latin-1") if "\x80" <= letter <= "\x9f" else letter.encode(encoding)


def mojibake(table: pa.Table, rows: npt.NDArray[np.int32]) -> list[CellMark]:
    """A mark `mojibake` with the repair for each garbled cell. Only distinct texts are looked at."""
    marks: list[CellMark] = []
    for name, column in zip(table.column_names, table.columns, strict=True):
        cells = column.chunk(0)
        foreign = pc.indices_nonzero(pc.invert(pc.string_is_ascii(cells.dictionary)))
        garbled = pc.match_substring_regex(cells.dictionary.take(foreign), _GARBLED)
        suspects = foreign.filter(garbled).to_pylist()
        found = {code: plain for code in suspects if (plain := repaired(cells.dictionary[code].as_py()))}
        if found:
            places = pc.indices_nonzero(pc.is_in(cells.indices, pa.array(sorted(found), pa.int32()))).to_pylist()
            marks += [(int(rows[n]), name, "mojibake", found[cells.indices[n].as_py()]) for n in places]
    return marks
