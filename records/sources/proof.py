"""The count over the bytes that says whether a fast reader of delimited text can lose nothing.

pyarrow drops rows without a word when a quote is not closed, and joins `"abc"def`. It is trusted only with a text in
which every quote opens at the start of a cell and closes at its end, each record has as many delimiters outside quotes
as the first, every carriage return is followed by a line feed, and there is no NUL.
"""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

CHUNK = 1 << 20
_LONGEST = 1 << 23
"""Bytes of one record; a longer one is not proven."""
_LF, _CR, _QUOTE = 10, 13, 34


@dataclass
class Proof:
    """What the count has found.

    `sha256` of all bytes; `records` and `delimiters` (of each record) hold while `proven`.
    """

    sha256: str = ""
    proven: bool = True
    records: int = 0
    delimiters: int = -1
    breaks: bool = False
    """A quoted cell holds a line break."""
    inside: bool = False
    """A quote is open where the last chunk ended."""
    pending: int = 0
    """Delimiters of the record that the last chunk left open."""


def prove(path: Path, delimiter: str) -> Proof:
    """Count over the bytes of a UTF-8 text, once. Raises `OSError`."""
    proof, digest, rest, first = Proof(), hashlib.sha256(), b"", True
    with path.open("rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
            if not proof.proven:
                continue
            if first:
                block, first = block.removeprefix(codecs.BOM_UTF8), False
            cut = block.rfind(b"\n") + 1
            if cut:
                _count(rest + block[:cut], ord(delimiter), proof)
                rest = b""
            rest += block[cut:]
            proof.proven &= len(rest) < _LONGEST
    if rest and proof.proven:
        _count(rest + b"\n", ord(delimiter), proof)
    proof.proven &= not proof.inside
    proof.sha256 = digest.hexdigest()
    return proof


def _count(block: bytes, delimiter: int, proof: Proof) -> None:
    """Count over whole lines."""
    if b"\0" in block or block.count(b"\r") != block.count(b"\r\n"):
        proof.proven = False
    elif proof.inside or b'"' in block:
        _quoted(np.frombuffer(block, np.uint8), delimiter, proof)
    else:
        codes = np.frombuffer(block, np.uint8)
        _even(codes[np.flatnonzero((codes == _LF) | (codes == delimiter))] == _LF, proof)


def _quoted(codes: npt.NDArray[np.uint8], delimiter: int, proof: Proof) -> None:
    places = np.flatnonzero((codes == _LF) | (codes == delimiter) | (codes == _QUOTE))
    found = codes[places]
    quote = found == _QUOTE
    inside = (np.cumsum(quote) + proof.inside) % 2 == 1
    before = codes[places[quote & inside] - 1]  # a chunk begins after a line feed, which is also its last byte: [-1]
    after = codes[places[quote & ~inside] + 1]
    opens = (before == delimiter) | (before == _LF) | (before == _QUOTE)
    closes = (after == delimiter) | (after == _LF) | (after == _QUOTE) | (after == _CR)
    proof.proven &= bool(opens.all() and closes.all())
    proof.breaks |= bool((inside & (found == _LF)).any())
    proof.inside = bool(inside[-1])
    _even(found[~quote & ~inside] == _LF, proof)


def _even(ends: npt.NDArray[np.bool_], proof: Proof) -> None:
    """Every record has as many delimiters: its end is the last of each equal stretch of separators."""
    ends = np.concatenate([np.zeros(proof.pending, np.bool_), ends])
    records = int(ends.sum())
    whole = int(np.flatnonzero(ends)[-1]) + 1 if records else 0
    proof.pending = len(ends) - whole
    if not records:
        return
    if proof.delimiters < 0:
        proof.delimiters = int(ends.argmax())
    width = proof.delimiters + 1
    proof.proven &= whole == records * width and bool(ends[width - 1 : whole : width].all())
    proof.records += records
