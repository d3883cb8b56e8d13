"""A workbook with one table for people: a header that stays in sight, a filter, tints, in the language's direction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from records.sources.cell_text import whole
from records.sources.letters import letter
from records.words import right_to_left, words
from records.xlsx.package import saved
from records.xlsx.sheet_rows import RowColumn, number_cells, put_rows, text_cells

if TYPE_CHECKING:
    from openpyxl import Workbook

TINTS = {"ambiguous": "FFEB9C", "unread": "FFC7CE"}
"""What colours a cell has whose text has several readings, or none."""
_HEADER = "E7E6E6"
_DIGITS = 15
"""Digits of a number that a spreadsheet keeps."""


@dataclass(frozen=True)
class TableColumn:
    """One column: its header, its distinct cells, and for each row which of them stands there."""

    header: str
    width: int
    texts: Sequence[str]
    codes: Any
    """A position in `texts` for each row."""
    looks: Sequence[str] = ()
    """For each text a word of `TINTS`, or nothing."""
    numbers: bool = False
    """Whether digits are a number, which sorts and sums as one."""


def table_workbook(columns: Sequence[TableColumn], about: Sequence[str], lang: str) -> bytes:
    """The bytes of a workbook: the table, and a sheet of sentences that say what it is. The same for the same input.

    The header and the first two columns, which say where a row comes from, stay in sight.
    """
    import openpyxl
    import pyarrow as pa
    from openpyxl.worksheet.properties import PageSetupProperties

    known, rows = words(lang), len(columns[0].codes)
    book = openpyxl.Workbook()
    styles = _styles(book, lang)
    table, sentences = book.worksheets[0], book.create_sheet(known["workbook.about"])
    table.title = known["workbook.records"]
    for sheet in (table, sentences):
        sheet.sheet_view.rightToLeft = right_to_left(lang)
    table.freeze_panes = "C2"
    table.auto_filter.ref = f"A1:{letter(len(columns) - 1)}{rows + 1}"
    table.page_setup.orientation, table.page_setup.fitToHeight = "landscape", 0
    table.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    for n, column in enumerate(columns):
        table.column_dimensions[letter(n)].width = column.width
    sentences.column_dimensions["A"].width = 100
    package = saved(book)
    cells = [_cells(letter(n), column, styles, lang) for n, column in enumerate(columns)]
    told: list[RowColumn] = [("A", text_cells(about, styles["sentence"], lang), pa.array(range(len(about))))]
    for n, (of, numbers) in enumerate(((cells, rows + 1), (told, len(about))), 1):
        member = f"xl/worksheets/sheet{n}.xml"
        package.put(member, put_rows(package.part(member), of, np.arange(1, numbers + 1)))
    return package.written()


def _cells(letters: str, column: TableColumn, styles: Mapping[str, int], lang: str) -> RowColumn:
    """The cells of a column; its header is the first of them."""
    import pyarrow as pa

    looks = [styles[look] for look in column.looks] or [styles[""]] * len(column.texts)
    header, cells = text_cells([column.header], styles["header"], lang), text_cells(column.texts, looks, lang)
    if column.numbers:
        figures = np.array([whole(text) is not None and len(text) <= _DIGITS for text in column.texts], dtype=bool)
        digits = [text for text, figure in zip(column.texts, figures, strict=True) if figure]
        cells = pa.compute.replace_with_mask(cells, pa.array(figures), number_cells(digits, styles["number"]))
    return letters, pa.concat_arrays([header, cells]), pa.array(np.concatenate([[0], np.asarray(column.codes) + 1]))


def _styles(book: Workbook, lang: str) -> dict[str, int]:
    """The number of each look of a cell, as the workbook counts them. Texts have the format *Text*."""
    from openpyxl.cell import Cell
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    def look(format: str = "@", fill: str = "", bold: bool = False, order: int = 0) -> int:
        cell = Cell(book.worksheets[0], row=1, column=1)  # a style is counted with its first cell
        cell.number_format, cell.font = format, Font(bold=bold)
        cell.alignment = Alignment(vertical="top", wrap_text=True, readingOrder=order)
        if fill:
            side = Side("thin", color="BFBFBF")
            cell.fill, cell.border = PatternFill("solid", fill), Border(left=side, right=side, top=side, bottom=side)
        return int(cell.style_id)

    own = 2 if right_to_left(lang) else 1
    named = {"": look(), "number": look("0"), "sentence": look(order=own)}
    return named | {
        "header": look(fill=_HEADER, bold=True, order=own),
        **{name: look(fill=fill) for name, fill in TINTS.items()},
    }
