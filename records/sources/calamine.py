"""Values by calamine: of the formats that only it reads, and as a second opinion on the others. Runs in the child."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import IO, Any

from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from records.model import SourceError
from records.sources.cell_text import iso, shown_number
from records.sources.letters import letter
from records.sources.worksheet import MAX_COLUMNS, CellMark, NumberedLine
from records.sources.xml_workbook import MAX_SHEETS
from records.text import without_surrogates

_PIECE = 5_000


class _Values:
    """The lines of one sheet as calamine reads them."""

    def __init__(self, sheet: CalamineSheet) -> None:
        self.sheet = sheet
        self.marks: list[CellMark] = []

    def read(self) -> Iterator[list[NumberedLine]]:
        """The lines that hold a text, in pieces."""
        start, end = self.sheet.start, self.sheet.end
        if start is None or end is None:
            return
        if end[1] >= MAX_COLUMNS:
            raise SourceError("far-cell", self.sheet.name, most=MAX_COLUMNS)
        left = [""] * start[1]  # calamine gives the rows from the first, but the columns from the first filled one
        rows = enumerate(self.sheet.iter_rows(), 1)
        while piece := list(islice(rows, _PIECE)):
            lines = [
                (row, left + [self._text(row, n, value) for n, value in enumerate(values, start[1])])
                for row, values in piece
            ]
            yield [line for line in lines if any(line[1])]
        for (top, near), (bottom, far) in self.sheet.merged_cell_ranges or ():
            first = letter(near)
            self.marks.append((top + 1, first, "merged", f"{first}{top + 1}:{letter(far)}{bottom + 1}"))

    def _text(self, row: int, column: int, value: Any) -> str:
        if isinstance(value, str):
            return value if value.isascii() else without_surrogates(value)
        if isinstance(value, bool):
            return "TRUE" if value else "FALSE"
        if isinstance(value, int | float):
            return shown_number(repr(value))
        if isinstance(value, date | datetime | time | timedelta):
            self.marks.append((row, letter(column), "time" if isinstance(value, time | timedelta) else "date", ""))
            return iso(value)
        return str(value)


def sheets(file: IO[bytes]) -> Iterator[tuple[str, str, _Values]]:
    """The name of each sheet of cells, how it is hidden, and its values."""
    workbook = CalamineWorkbook.from_filelike(file)
    if len(workbook.sheets_metadata) > MAX_SHEETS:
        raise SourceError("many-sheets", most=MAX_SHEETS)
    for n, about in enumerate(workbook.sheets_metadata):
        if about.typ == SheetTypeEnum.WorkSheet:
            very = about.visible == SheetVisibleEnum.VeryHidden
            hidden = "" if about.visible == SheetVisibleEnum.Visible else "very hidden" if very else "hidden"
            yield about.name, hidden, _Values(workbook.get_sheet_by_index(n))
