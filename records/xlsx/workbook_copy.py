"""The annotated workbook: a copy of each source with its findings, everything else byte for byte as it was.

Filled cells lead to a sheet of all findings, and that sheet leads back. A source that is no xlsx, or one that cannot be
edited safely, is written anew, all cells as text, and annotated the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from records.model import Source
from records.text import visible
from records.words import right_to_left, words
from records.xlsx.annotate import annotate
from records.xlsx.findings_sheet import LONGEST_CELL, Finding, shortened
from records.xlsx.package import Package, Part, UneditableError, free, saved, xml

if TYPE_CHECKING:
    from records.sources.sheet import Sheet

_PIECE = 10_000
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def copy(data: bytes, source: Source, found: Sequence[Finding], encoding: str | None, lang: str) -> tuple[bytes, str]:
    """A workbook's bytes with its findings, and what its name must end in for Excel to open it."""
    known = words(lang)
    lines = [known["annotated_title"].format(file=visible(source.file))]
    lines.append(known["annotated_readme"] if found else known["annotated_none"])
    try:
        package = Package(data)
        macros = b"macroEnabled" in package.members.get("[Content_Types].xml", (b"",))[0]
        return annotate(package, found, lines, lang), ".xlsm" if macros else ".xlsx"
    except UneditableError:
        from records.sources import read

        written, names = anew(read(data, encoding, name=source.file), lang)
        renamed = [Finding(names.get(each.sheet, ""), each.cells, each.severity, each.said) for each in found]
        return annotate(written, renamed, [*lines, known["annotated_anew"]], lang), ".xlsx"


def anew(sheets: Sequence[Sheet], lang: str) -> tuple[Package, dict[str, str]]:
    """A new workbook with the texts of these sheets, every cell a text, and the new name of each sheet.

    openpyxl makes the workbook; its rows are put in as one text a column, since cell by cell takes ten times as long.
    """
    import openpyxl

    book = openpyxl.Workbook()
    if sheets:  # a workbook has at least one
        book.remove(book.worksheets[0])
    names: dict[str, str] = {}
    for each in sheets:
        wanted = _FORBIDDEN.sub("_", visible(each.source.sheet or Path(each.source.file).stem))[:25].strip("'")
        names[each.source.sheet] = free(wanted or "Sheet", names.values())
        sheet = book.create_sheet(names[each.source.sheet])
        sheet.sheet_view.rightToLeft = each.right_to_left or right_to_left(lang)
        columns = sheet.column_dimensions["A"]
        columns.min, columns.max, columns.width, columns.number_format = 1, max(len(each.letters), 1), 16.71, "@"
    package = saved(book)
    for n, each in enumerate(sheets, 1):
        member = f"xl/worksheets/sheet{n}.xml"
        package.put(member, _with_rows(package.part(member), each, lang))
    return package, names


def _with_rows(part: Part, sheet: Sheet, lang: str) -> bytes:
    """An empty sheet of openpyxl's, with the cells of ours."""
    if len(sheet.rows) and sheet.letters:
        part.replace(part.children("dimension")[0], f'<dimension ref="A1:{sheet.letters[-1]}{sheet.rows.max()}"/>')
    part.append(part.children("sheetData")[0], "".join(_rows(sheet, lang)), 0)
    return part.written()


def _rows(sheet: Sheet, lang: str) -> Iterator[str]:
    """The rows of a sheet as XML, some thousand at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known, kind = words(lang), pa.large_string()
    nothing = pa.scalar("", kind)
    columns = []
    for name in sheet.letters:
        column = sheet.column(name)
        texts = (xml(shortened(text, LONGEST_CELL, known)) for text in column.dictionary.to_pylist())
        tails = pa.array(
            [f'" s="1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for text in texts], kind
        )
        columns.append((name, tails, column.indices))
    for start in range(0, len(sheet.rows), _PIECE):
        numbers = pa.array(sheet.rows[start : start + _PIECE]).cast(kind)
        cells = []
        for name, tails, indices in columns:
            here = tails.take(indices.slice(start, _PIECE))
            cell = pc.binary_join_element_wise(pa.scalar(f'<c r="{name}', kind), numbers, here, nothing)
            cells.append(pc.fill_null(cell, ""))
        opening = pc.binary_join_element_wise(pa.scalar('<row r="', kind), numbers, pa.scalar('">', kind), nothing)
        rows = pc.binary_join_element_wise(opening, *cells, pa.scalar("</row>", kind), nothing)
        yield "".join(rows.to_pylist())
