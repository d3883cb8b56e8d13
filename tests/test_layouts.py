"""Awkward layouts of filled-in forms: read fully right, or told in words; never wrong without a word."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pandas as pd
import pytest

import records
from tests.layouts import LAYOUTS, Layout, outcome


@pytest.mark.parametrize("layout", LAYOUTS, ids=lambda layout: layout.name)
def test_what_each_layout_says(layout: Layout) -> None:
    found, told = outcome(layout)
    assert found == layout.expected, told


def test_a_form_a_sheet(tmp_path: Path) -> None:
    """Twenty sheets of a workbook, from right to left, are one batch; each record leads back to its sheet."""
    book = openpyxl.Workbook()
    book.remove(book.active)  # type: ignore[arg-type]  # a new workbook has a sheet
    for n in range(20):
        sheet = book.create_sheet(f"رجل {n + 1}")
        sheet.sheet_view.rightToLeft = True
        sheet.merge_cells("A1:C1")
        lines: list[tuple[str | int, ...]] = [
            ("بيانات مجاهد",),
            ("الاسم", f"سامي {n}"),
            ("تاريخ الدخول", 25, 3, 2014),
            ("مقاتل ( ) استشهادي (x)",),
            ("الكنية",),
        ]
        for line in lines:
            sheet.append(line)
    book.save(tmp_path / "men.xlsx")
    batch = records.normalise(records.read(tmp_path / "men.xlsx"), records.form("border-entry-form"))
    frame = batch.frame()
    assert frame["full_name"].tolist() == [f"سامي {n}" for n in range(20)]
    assert set(frame["entry_date_edtf"]) == {"2014-03-25"}
    assert set(frame["entry_date_status"]) == {"inferred"}, "taken from three cells"
    assert set(frame["role_codes"]) == {"suicide"}
    assert set(frame["kunya_missing"]) == {"blank"}, "the question stands on the form"
    found = batch.locate(pd.DataFrame({"record": pd.array(range(20), "Int64"), "field": ["entry_date"] * 20}))
    assert found["sheet"].tolist() == [f"رجل {n + 1}" for n in range(20)]
    assert set(found["cell"]) == {"B4|C4|D4"}
