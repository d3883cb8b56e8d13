"""Merged ranges are found by the lines that were read, also where blank lines were left out."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from records.layout.merged_ranges import MergedRange, merged_ranges
from records.sources import read_file


def test_a_range_ends_at_the_last_line_that_was_read_and_keeps_its_own_row(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name", "Born"])
    sheet.cell(row=4, column=1, value="Sami")
    sheet.cell(row=7, column=2, value="1990")
    sheet.merge_cells("A4:A6")
    sheet.merge_cells("B7:D7")
    book.save(tmp_path / "a.xlsx")
    (read,) = read_file(tmp_path / "a.xlsx")
    place = {int(row): n for n, row in enumerate(read.rows)}
    four, seven = place[4], place[7]
    last = max(n for row, n in place.items() if row <= 6)
    found = sorted(merged_ranges(read), key=lambda each: each.top)
    assert found == [MergedRange(four, last, 0, 0, 6), MergedRange(seven, seven, 1, 3, 7)]
