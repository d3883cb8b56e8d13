"""Delimited text: every record, every cell, as typed.

pyarrow reads straight into dictionary columns where a count over the bytes proves that it can lose nothing; any other
text is read by Python's own strict reader, record by record. Both give the same sheet.
"""

from __future__ import annotations

import codecs
import csv
import hashlib
import io
import os
import re
from array import array
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv

from records.model import Source, SourceError
from records.sources import encodings
from records.sources.guard import refuse_lines
from records.sources.sheet import DICTIONARY, MARKS, Sheet, letter
from records.sources.text_pieces import Pieces, lettered, mojibake, no_texts
from records.sources.worksheet import CellMark
from records.text import without_surrogates

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
    lines: int = 0
    """Line feeds, those of blank lines and within cells too."""
    records: int = 0
    delimiters: int = -1
    breaks: bool = False
    """A quoted cell holds a line break."""
    inside: bool = False
    """A quote is open where the last chunk ended."""
    pending: int = 0
    """Delimiters of the record that the last chunk left open."""


def prove(path: Path, delimiter: str) -> Proof:
    """Count over the bytes of a UTF-8 text, once. Raises `OSError`, `SourceError` for too many lines."""
    proof, digest, rest, first = Proof(), hashlib.sha256(), b"", True
    with path.open("rb") as file:
        while block := file.read(CHUNK):
            digest.update(block)
            proof.lines += block.count(b"\n")
            refuse_lines(proof.lines, path.name)
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


_Widths = npt.NDArray[np.int32]
DELIMITERS = ",;\t|"
MAX_COLUMNS = 1_024
MAX_CELL = 131_072
"""Characters of a cell, the limit of Python's own reader."""
MAX_BLANK = 1_000
"""Blank records in a row that are lines of the sheet; of more only the rest is left out, and takes no memory."""
_PIECE = 20_000
"""Records held as Python lists at a time."""
_SAMPLE = 200
_CLOSED = re.compile(r' +"(?:[^"]|"")*(?:" *)?')
"""A cell that begins with blanks and a quote, which nothing follows once it is closed."""


def read_delimited(path: Path, encoding: str | None = None) -> Sheet:
    """Read a delimited text whole. Raises `SourceError` with the line of what cannot be read."""
    with path.open("rb") as file:
        head = file.read(1 << 16)
    encoding = encodings.of(head, encoding, path.name)
    delimiter = sniff(head, encoding)
    table, sha256, rows, widths = None, "", None, None
    if encoding in ("utf-8", "utf-8-sig") and not _names_separator(head.decode("utf-8", "replace")):
        proof = prove(path, delimiter)
        sha256, table = proof.sha256, _fast(path, delimiter, proof)
    if table is None:
        table, rows, widths = _slow(path, delimiter, encoding, spaced(head, encoding, delimiter))
    if not sha256:
        with path.open("rb") as file:
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
    if rows is None:
        rows = np.arange(1, table.num_rows + 1, dtype=np.int32)
    marks = _uneven(table, rows, delimiter, widths) + no_texts(table, rows) + mojibake(table, rows)
    return Sheet(
        Source(str(path), without_surrogates(path.name), "", sha256),
        table,
        rows,
        pd.DataFrame(sorted(marks), columns=list(MARKS)),
        encoding=encoding,
    )


def sniff(head: bytes, encoding: str = "utf-8") -> str:
    """The delimiter that cuts most of the first records into the same number of cells, at least two.

    >>> sniff(b"id;name\\n1;a, b\\n2;c\\n"), sniff("id\\tname".encode("utf-16"), "utf-16"), sniff(b"one column")
    (';', '\\t', ',')
    """
    text = head.decode(encoding, "replace")
    if _names_separator(text):
        return text.removeprefix("\ufeff")[4]
    if len(head) == 1 << 16:
        text = text[: text.rfind("\n") + 1] or text
    return max(DELIMITERS, key=lambda delimiter: _evenness(text, delimiter))


def _names_separator(text: str) -> bool:
    """A spreadsheet program's own first line, `sep=;`."""
    first = text.removeprefix("\ufeff").split("\n", 1)[0].rstrip("\r")
    return len(first) == 5 and first.lower().startswith("sep=")


def spaced(head: bytes, encoding: str, delimiter: str) -> bool:
    """Whether blanks stand between the delimiters and the quotes of cells: `"Amal", "Tunisian, born in France"`.

    They are then no part of a cell, unless the records are more even with them.

    >>> spaced(b'"a", "b"\\n"c", "d, e"\\n', "utf-8", ","), spaced(b'a, b\\nc, "d" e\\n', "utf-8", ",")
    (True, False)
    """
    text = head.decode(encoding, "replace")
    seen = (cell for record in islice(_reader(text, delimiter), _SAMPLE) for cell in record)
    try:
        closed = [bool(_CLOSED.fullmatch(cell)) for cell in seen if cell.lstrip(" ")[:1] == '"' and cell[0] == " "]
    except csv.Error:
        return False
    return any(closed) and all(closed) and _evenness(text, delimiter, True) >= _evenness(text, delimiter)


def _reader(text: str, delimiter: str, blanks: bool = False) -> Iterator[list[str]]:
    lines = io.StringIO(text.removeprefix("\ufeff"), newline="")
    return csv.reader(lines, delimiter=delimiter, skipinitialspace=blanks)


def _evenness(text: str, delimiter: str, blanks: bool = False) -> tuple[float, int]:
    try:
        widths = [len(record) for record in islice(_reader(text, delimiter, blanks), _SAMPLE) if any(record)]
    except csv.Error:
        return 0.0, 0
    (width, often), *_ = Counter(widths).most_common(1) or [(1, 0)]
    return (often / len(widths), width) if width > 1 else (0.0, 1)


def _fast(path: Path, delimiter: str, proof: Proof) -> pa.Table | None:
    """The table by pyarrow; None unless it can have lost nothing."""
    if not proof.proven or not proof.records or proof.delimiters >= MAX_COLUMNS:
        return None
    names = [letter(n) for n in range(proof.delimiters + 1)]
    try:
        table = pa.csv.read_csv(
            pa.OSFile(os.fsencode(path)),
            pa.csv.ReadOptions(column_names=names, block_size=1 << 22),
            pa.csv.ParseOptions(delimiter=delimiter, ignore_empty_lines=False, newlines_in_values=proof.breaks),
            pa.csv.ConvertOptions(  # of all texts, only the empty one is a cell that is not there
                column_types=dict.fromkeys(names, DICTIONARY),
                null_values=[""],
                strings_can_be_null=True,
            ),
        )
    except pa.ArrowInvalid:  # not UTF-8, or a record longer than a block: the other reader says where
        return None
    if table.num_rows != proof.records:
        return None
    columns = table.columns
    del table  # each column is let go as soon as its pieces are one
    table = lettered(columns.pop(0) for _ in names)
    longest = max((pc.max(pc.binary_length(column.chunk(0).dictionary)).as_py() or 0) for column in table.columns)
    return table if longest <= MAX_CELL else None


def _slow(path: Path, delimiter: str, encoding: str, blanks: bool = False) -> tuple[pa.Table, _Widths, _Widths]:
    """The table by Python's own reader, the number of each record, and how many cells it has; a blank one has none.

    `blanks`: those before a cell are left out.
    """
    pieces, numbers, widths = Pieces(), array("i"), array("i")
    try:
        with path.open(encoding=encoding, newline="") as file:
            reader = csv.reader(file, delimiter=delimiter, strict=True, skipinitialspace=blanks)
            records = _numbered(_records(reader, path.name, delimiter))
            while piece := list(islice(records, _PIECE)):
                pieces.add([record for _, _, record in piece])
                numbers.extend([n for n, _, _ in piece])
                widths.extend([width for _, width, _ in piece])
                refuse_lines(numbers[-1], path.name)
    except UnicodeError as error:  # UTF-16 without its mark is no UnicodeDecodeError
        if encoding.startswith("utf-8"):
            raise encodings.not_utf8(path) from error
        raise SourceError("other-encoding", path.name, encoding=encoding) from error
    return pieces.table(), np.array(numbers, np.int32), np.array(widths, np.int32)


def _numbered(records: Iterator[list[str]]) -> Iterator[tuple[int, int, list[str]]]:
    """Each record with its number and its cells; of blank ones after each other no more than `MAX_BLANK`."""
    blank = 0
    for n, record in enumerate(records, 1):
        width = len(record) if any(record) else 0
        blank = 0 if width else blank + 1
        if blank <= MAX_BLANK:
            yield n, width, record


def _records(reader: Any, name: str, delimiter: str) -> Iterator[list[str]]:
    """The reader's records; what it cannot read is said with the line on which the record begins."""
    line = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise SourceError(_broken(str(error)), f"{name}:{line}", most=MAX_CELL) from error
        if len(record) > MAX_COLUMNS:
            raise SourceError("many-columns", f"{name}:{line}", most=MAX_COLUMNS)
        if line == 1 and record and record[0].lower() == "sep=" and record[1:] == [""]:
            record = [record[0] + delimiter]
        yield record
        line = reader.line_num + 1


def _broken(error: str) -> str:
    if "unexpected end" in error:
        return "quote-open"
    return "quote-long" if "field limit" in error else "quote-inside"


def _uneven(table: pa.Table, rows: _Widths, delimiter: str, widths: _Widths | None) -> list[CellMark]:
    """Marks on records that have not as many cells as most, and on cells in which a quote may have swallowed records.

    Such a cell holds a line break, and stands in an uneven record or holds as many delimiters as a record: all its
    lines are taken together, since a quote opens anywhere in the first and closes anywhere in the last.
    """
    if widths is None:
        widths = np.full(table.num_rows, table.num_columns, np.int32)
    present = widths[widths > 0]
    most = int(np.bincount(present).argmax()) if len(present) else 0
    odd = (widths > 0) & (widths != most)
    marks = [
        (int(rows[n]), letter(int(widths[n]) - 1), "ragged", f"{widths[n]} of {most}") for n in np.flatnonzero(odd)
    ]
    for name, column in zip(table.column_names, table.columns, strict=True):
        cells = column.chunk(0)
        broken = pc.match_substring_regex(cells.dictionary, r"[\r\n]")
        if not pc.any(broken).as_py():
            continue
        many = pc.greater_equal(pc.count_substring(cells.dictionary, delimiter), most - 1)
        codes = cells.indices.fill_null(0).to_numpy()
        held, whole = (np.asarray(each)[codes] & np.asarray(cells.is_valid()) for each in (broken, many))
        marks += [(int(rows[n]), name, "swallowed", "") for n in np.flatnonzero(held & (whole | odd))]
    return marks
