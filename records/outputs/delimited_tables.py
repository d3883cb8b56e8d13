"""Delimited text: what a run hands to other programs.

UTF-8, without a byte order mark unless one is asked for, so that every parser finds the first column by its name; lines
end in a line feed, and cells are quoted where they must be. Spreadsheets take a text that begins with `=`, `+`, `-` or
`@` for a formula, so such a text is written with an apostrophe before it, and so is one that begins with an apostrophe:
`unescape` takes exactly one away. A code that is only a sign, like the Rh factor `+`, stays as it is: no spreadsheet
calculates a sign alone. Control characters, which many programs cannot hold, are shown (`⟦U+0007⟧`); records.parquet
holds every text as it was read.

All this is done once for each distinct text and not for each record: a field's cells depend on its code alone, so they
are joined in the lexicon, and a record is the cells of its fields, joined.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.column import TEXT
from records.outputs.contents import told_readings
from records.text import visible

if TYPE_CHECKING:
    from pathlib import Path

    from records.batch import Batch
    from records.column import Codes, Column
    from records.outputs.files import Writer

_PIECE = 20_000
"""Records, or rows of a lexicon, in memory at once as text."""
SOURCE = ("source:file", "source:sheet", "source:row")
"""Where a record came from. No field has a colon in its name."""
_ACTIVE = r"^[=+\-@\t\r\n'＝＋－＠]"
_CONTROL = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x{9f}]"
_QUOTED = r'[",;\t\r\n]'
"""Semicolons and tabs too: programs that part cells by them would find a formula behind one."""
_SPECIAL = f"{_ACTIVE}|{_CONTROL}|{_QUOTED}"
MANY = 150_000
"""Distinct texts of a field above which their cells are not all held in memory."""
_CELL = pa.large_string()


def unescape(cell: str) -> str:
    """The text of a cell.

    >>> unescape("'=1+1"), unescape("O+"), unescape("''tis")
    ('=1+1', 'O+', "'tis")
    """
    return cell.removeprefix("'")


def escape(texts: pa.Array) -> pa.Array:
    """Texts as a spreadsheet may hold them. Nothing is null.

    >>> escape(pa.array(["=1+1", "O+", "'tis", "a\\x07"])).to_pylist()
    ["'=1+1", 'O+', "''tis", 'a⟦U+0007⟧']
    """
    texts = texts.cast(_CELL)
    if pc.any(pc.match_substring_regex(texts, _CONTROL)).as_py():
        texts = pa.array([_shown(text) for text in texts.to_pylist()], _CELL)
    active = pc.match_substring_regex(texts, _ACTIVE)
    if not pc.any(active).as_py():
        return texts
    return pc.if_else(active, pc.binary_join_element_wise(pa.scalar("'", _CELL), texts, pa.scalar("", _CELL)), texts)


def quote(cells: pa.Array) -> pa.Array:
    """Cells as they stand between two commas.

    >>> quote(pa.array(["a", "b,c", 'd"e'], pa.large_string())).to_pylist()
    ['a', '"b,c"', '"d""e"']
    """
    special = pc.match_substring_regex(cells, _QUOTED)
    if not pc.any(special).as_py():
        return cells
    mark, nothing = pa.scalar('"', _CELL), pa.scalar("", _CELL)
    quoted = pc.binary_join_element_wise(mark, pc.replace_substring(cells, '"', '""'), mark, nothing)
    return pc.if_else(special, quoted, cells)


def _cells(values: Any) -> pa.Array:
    """A column of a frame as cells: days in ISO, `true` and `false`, nothing for what is empty.

    >>> _cells(pd.Series([1, None], dtype="Int64")).to_pylist()
    ['1', '']
    """
    series = pd.Series(values)
    if isinstance(series.dtype, pd.CategoricalDtype):
        return _codes(series)
    array = pa.Array.from_pandas(series)
    if isinstance(array, pa.ChunkedArray):
        array = array.combine_chunks()
    if pa.types.is_timestamp(array.type):
        return _filled(array.cast(pa.date32()))
    if pa.types.is_large_string(array.type) or pa.types.is_string(array.type):
        return texts_as_cells(_filled(array))
    return _filled(array)


def texts_as_cells(texts: pa.Array) -> pa.Array:
    """Texts escaped and quoted; nearly all need neither, which one look tells."""
    special = pc.match_substring_regex(texts, _SPECIAL)
    if not pc.any(special).as_py():
        return texts
    return pc.replace_with_mask(texts, special, quote(escape(texts.filter(special))))


def _filled(array: pa.Array) -> pa.Array:
    return array.cast(_CELL).fill_null("")


def _codes(series: pd.Series[Any]) -> pa.Array:
    words = pa.array([str(each) for each in series.cat.categories], _CELL)
    sign = pc.is_in(words, value_set=pa.array(["+", "-"], _CELL))
    words = pc.if_else(sign, words, texts_as_cells(words))
    codes = pa.array(series.cat.codes.to_numpy(), mask=series.cat.codes.to_numpy() < 0)
    return words.take(codes).fill_null("")


def _shown(text: str) -> str:
    return "".join(visible(each) if ord(each) < 0xA0 else each for each in text)


def comma_joined(columns: Sequence[pa.Array], end: str = "") -> pa.Array:
    """Columns of cells, joined by commas; a column may be one cell for all lines, but not all of them."""
    *others, last = columns
    if end:
        last = pc.binary_join_element_wise(last, pa.scalar(end, _CELL), pa.scalar("", _CELL))
    return pc.binary_join_element_wise(*others, last, pa.scalar(",", _CELL))


def write_frame(pieces: Iterable[pd.DataFrame], out: Writer) -> None:
    """Frames with the same columns, one after the other. Indexes are not written."""
    for n, frame in enumerate(pieces):
        if n == 0:
            out.write(header(frame.columns))
        if len(frame):
            _put(comma_joined([_cells(frame[name]) for name in frame.columns], "\n"), out)


def read_frame(path: Path, form: str) -> pd.DataFrame:
    """The lines of one form of a table that `write_frame` wrote, as texts."""
    table = pd.read_csv(path, dtype=str, na_filter=False, lineterminator="\n", encoding="utf-8-sig")
    texts = table[table.pop("form") == form].reset_index(drop=True)
    unescaped: pd.DataFrame = texts.apply(lambda column: column.map(unescape)).astype(TEXT)
    return unescaped


def header(names: Iterable[str]) -> bytes:
    """The first line."""
    line: str = ",".join(texts_as_cells(pa.array([str(name) for name in names], _CELL)).to_pylist())
    return (line + "\n").encode()


def _put(lines: pa.Array, out: Writer) -> None:
    """The bytes of a string array stand one after the other already."""
    _, offsets, data = lines.buffers()
    ends = np.frombuffer(offsets, dtype=np.int64)[lines.offset : lines.offset + len(lines) + 1]
    out.write(memoryview(data)[ends[0] : ends[-1]])


def names(batch: Batch) -> list[str]:
    """The columns of records.csv and records.parquet, in order."""
    fields = [
        name if part == "text" else f"{name}_{part}"
        for name, column in batch.columns.items()
        for part in parts_of(column)
    ]
    return ["record", *SOURCE, *fields, *batch.others]


def parts_of(column: Column) -> list[str]:
    """The parts of a field, in the order of their columns."""
    return ["text", "status", "missing", *column.kind.parts]


def write_records(batch: Batch, out: Writer) -> None:
    """records.csv: the frame of a batch, and where each record came from."""
    out.write(header(names(batch)))
    fields = [(_field(column, parts_of(column)), column.codes) for column in batch.columns.values()]
    fields += [(_field(column, ["text"]), column.codes) for column in batch.others.values()]
    places = _places(batch)
    source, row = batch.origin["source"].to_numpy(), batch.origin["row"].to_numpy()
    for start in range(0, len(batch), _PIECE):
        here = slice(start, min(start + _PIECE, len(batch)))
        line = [
            _cells(np.arange(here.start, here.stop)),
            places.take(pa.array(source[here])),
            _cells(row[here]),
            *(field(codes[here]) for field, codes in fields),
        ]
        _put(comma_joined(line, "\n"), out)


def _field(column: Column, parts: Sequence[str]) -> Callable[[Codes], pa.Array]:
    """What gives the cells of these parts, as they stand in a line, for the codes of some records."""
    if len(column.lexicon) > MANY:  # as cells they would fill memory
        return lambda codes: comma_joined([_cells(column.with_codes(codes).take(part)) for part in parts])
    texts = comma_joined([_cells(column.lexicon[part]) for part in parts])
    if len(texts) == 1:
        return lambda _codes: texts[0]
    return lambda codes: texts.take(pa.array(codes))


def _places(batch: Batch) -> pa.Array:
    files, sheets = sources_of(batch)
    return comma_joined([texts_as_cells(pa.array(files, _CELL)), texts_as_cells(pa.array(sheets, _CELL))])


def sources_of(batch: Batch) -> tuple[list[str], list[str]]:
    """The file and the sheet of each source of a batch."""
    sources = [mapping.source for mapping in batch.mappings]
    return [source.file for source in sources], [source.sheet for source in sources]


READINGS = ("form", "field", "kind", "records", "text", "scope", "status", "missing", "note")


def write_readings(batches: Sequence[Batch], out: Writer) -> None:
    """readings.csv: each distinct text of each field, how many records have it, and how it was read.

    Of very many texts those are left out whose reading is the text itself, see `contents.told_readings`. A part that a
    kind does not have is empty. `alternatives` and `items` are JSON lists of objects.
    """
    kinds = [column.kind for batch in batches for column in batch.columns.values()]
    parts = list(dict.fromkeys(part for kind in kinds for part in kind.parts))
    out.write(header([*READINGS, *parts, "alternatives", "items"]))
    for batch in batches:
        for name, column in batch.columns.items():
            own = header([batch.form.name, name, column.kind.name]).decode().rstrip("\n")
            for lines in _readings(column, own, parts):
                _put(lines, out)


def _readings(column: Column, own: str, parts: Sequence[str]) -> Iterator[pa.Array]:
    """The lines of one field; `own` are their first cells. Texts that no record has are left out."""
    records = column.counts()
    used = told_readings(column, np.flatnonzero(records))
    nothing = pa.scalar("", _CELL)
    tables = [table.sort_values("code", kind="stable") for table in (column.alternatives, column.items)]
    for start in range(0, len(used), _PIECE):
        rows = used[start : start + _PIECE]
        lexicon = column.lexicon.take(rows)
        spine = [_cells(lexicon[name]) for name in ("text", "scope", "status", "missing", "note")]
        read = [_cells(lexicon[name]) if name in column.kind.parts else nothing for name in parts]
        long = [nested(table, rows) for table in tables]
        yield comma_joined([pa.scalar(own, _CELL), _cells(records[rows]), *spine, *read, *long], "\n")


def nested(table: pd.DataFrame, rows: Codes) -> pa.Array:
    """For these rows of a lexicon, the rows of a long table as JSON; empty where there are none. Both are ascending."""
    here = table[np.isin(table["code"].to_numpy(), rows)]
    values = {name: _plain(here[name]) for name in here.columns if name not in ("code", "n")}
    objects: dict[int, list[dict[str, Any]]] = {}
    for at, code in enumerate(here["code"].to_list()):
        objects.setdefault(code, []).append({name: values[name][at] for name in values})
    texts = [json.dumps(each, ensure_ascii=False) for each in objects.values()]
    of_row = np.full(len(rows), len(texts))
    of_row[np.searchsorted(rows, list(objects))] = np.arange(len(texts))
    return texts_as_cells(pa.array([*texts, ""], _CELL)).take(pa.array(of_row))


def _plain(values: pd.Series[Any]) -> list[Any]:
    """Values as JSON has them: days as ISO texts, nothing as null."""
    if values.dtype.kind == "M":
        days = values.to_numpy().astype("datetime64[D]").astype(str).tolist()
        return [None if day == "NaT" else day for day in days]
    return [None if value is pd.NA else value for value in values.astype(object).to_list()]
