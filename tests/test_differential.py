"""Workbooks made to be misread, few of them: each cell is what others read, or it is refused or told.

python benchmarks/differential.py        at full size
"""

import shutil
from pathlib import Path

import pytest

from benchmarks.differential import measured, same

OFFICE = pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not here")


@OFFICE
@pytest.mark.parametrize(("kind", "packages"), [("xlsx", 8), ("ods", 6), ("xls", 3)])
def test_no_cell_is_read_otherwise_without_a_word(tmp_path: Path, kind: str, packages: int) -> None:
    figures, silent = measured(packages, 7, kind, tmp_path)
    assert not silent
    assert figures["read by LibreOffice"]


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [("50%", "0.5", True), ("007", "7", True), ("a  b", "a b", True), ("12.5%", "12.5", False), ("1", "", False)],
)
def test_what_two_programs_mean_is_compared(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is alike
