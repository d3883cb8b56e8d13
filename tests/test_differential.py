"""Workbooks made to be misread, few of them: each cell is what others read, or it is refused or told.

python benchmarks/differential.py        at full size
"""

import shutil
from pathlib import Path

import pytest

from benchmarks.binary_workbooks import binary_workbook
from benchmarks.differential import measured, same
from records.answers.field_texts import UNSURE
from records.model import SourceError
from records.sources import read_file

OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")


@OFFICE
@pytest.mark.parametrize(("kind", "packages"), [("xlsx", 8), ("ods", 6), ("xls", 3), ("xlsb", 4)])
def test_no_cell_is_read_otherwise_without_a_word(tmp_path: Path, kind: str, packages: int) -> None:
    figures, silent = measured(packages, 7, kind, tmp_path)
    assert not silent
    assert figures["read by LibreOffice"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("50%", "0.5", True),
        ("007", "7", True),
        ("a  b", "a b", True),
        ("12.5%", "12.5", False),
        ("1", "", False),
        ("18:00:00", "06:00:00 PM", True),
        ("00:30", "12:30 AM", True),
        ("06:00:00", "06:00:00 PM", False),
        ("TRUE", "1", True),
        ("1", "TRUE", False),
    ],
)
def test_what_two_programs_mean_is_compared(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike


TOLD = {
    "no number": "nan", "a number without end": "inf", "a third truth": "2", "a day before all days": "-5.0",
    "a day that programs count otherwise": "1900-01-04",
}  # fmt: skip


@pytest.mark.parametrize("odd", TOLD)
def test_an_odd_cell_of_a_binary_workbook_has_no_reading(odd: str, tmp_path: Path) -> None:
    (sheet,) = read_file(binary_workbook(tmp_path / "a.xlsb", odd, 2, 1))
    marks = sheet.marks[(sheet.marks["row"] == 3) & (sheet.marks["column"] == "B") & sheet.marks["mark"].isin(UNSURE)]
    assert TOLD[odd] in marks["args"].tolist()


@pytest.mark.parametrize("odd", ["a text longer than its record", "a record that is cut", "a shared text that is none"])
def test_a_record_that_is_cut_refuses_a_binary_workbook(odd: str, tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"^a\.xlsb: is damaged"):
        read_file(binary_workbook(tmp_path / "a.xlsb", odd, 2, 1))
