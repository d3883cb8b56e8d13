"""The template for transcribers: what it asks for is what `sijill` reads, and the spreadsheet spoils nothing."""

from __future__ import annotations

import datetime
import io
import time
import zipfile
from pathlib import Path

import openpyxl
import pytest

import records
from records.forms import shipped
from records.headers import map_sheet
from records.model import OutputError
from records.sources import read_file
from records.xlsx.template import template, write_template


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize("name", shipped())
def test_every_column_of_the_template_is_understood(tmp_path: Path, name: str, lang: str) -> None:
    form = records.form(name)
    path = tmp_path / "empty.xlsx"
    write_template(form, path, lang)
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    assert bool(sheet.sheet_view.rightToLeft) == (lang == "ar")
    for column in range(1, len(form.fields) + 1):
        sheet.cell(2, column, "007")
        assert sheet.cell(1, column).comment.text
    book.save(path)
    [read] = read_file(path)
    mapping = map_sheet(read, form)
    assert {match.field for match in mapping.columns} == set(form.fields), "each field has its column"


def test_columns_are_text_and_short_choices_are_listed() -> None:
    form = records.form("fighter-file")
    sheet = openpyxl.load_workbook(io.BytesIO(template(form, "ar"))).worksheets[0]
    assert all(dimension.number_format == "@" for dimension in sheet.column_dimensions.values())
    listed = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    column = openpyxl.utils.get_column_letter(list(form.fields).index("education") + 1)
    rule = listed[f"{column}2:{column}2001"]
    assert rule.type == "list"
    assert not rule.showErrorMessage, "the list proposes, the form decides"


def test_the_same_bytes_by_another_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    form = records.form("fighter-file")
    today = template(form, "ar")

    class Then(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Then:
            return cls(2001, 2, 3, tzinfo=tz)

    monkeypatch.setattr(datetime, "datetime", Then)  # openpyxl's clock
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(981_158_400))  # the zip's clock
    plain = io.BytesIO()
    openpyxl.Workbook().save(plain)
    assert b"2001-02-03" in zipfile.ZipFile(plain).read("docProps/core.xml")
    assert zipfile.ZipFile(plain).infolist()[0].date_time[0] == 2001
    assert template(form, "ar") == today


def test_nothing_is_written_over(tmp_path: Path) -> None:
    form = records.form("fighter-file")
    path = tmp_path / "mine.xlsx"
    path.write_text("mine")
    with pytest.raises(OutputError, match=r"mine\.xlsx: exists"):
        write_template(form, path)
    assert path.read_text() == "mine"
    with pytest.raises(OutputError, match="cannot be written"):
        write_template(form, tmp_path / "absent" / "x.xlsx")
