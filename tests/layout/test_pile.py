"""Forms in a sheet: each label beside or above its answer; every answer keeps its own cell, nothing is dropped."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import records
from records.headers import map_sheet
from records.model import SourceError
from tests.answers.test_shared_boxes import sheet
from tests.calling import sijill
from tests.layout.test_header_rows import merged

FORM = records.form("fighter-file")
MAN = [
    ["بيانات مجاهد", "", ""],
    ["الاسم", "سامي", ""],
    ["بلد الأصل", "تونس", ""],
    ["تاريخ الميلاد:", "1990", ""],
    ["لون الغلاف", "أزرق", ""],
    ["الكنية", "أبو نور", ""],
    ["", "", ""],
]
SECOND = [
    ["بيانات مجاهد", "", ""],
    ["الاسم", "علي", "(كتب بالقلم)"],
    ["بلد الأصل", "", ""],
    ["تاريخ الميلاد:", "1985", ""],
    ["لون الغلاف", "أخضر", ""],
    ["الكنية", "", ""],
]
ABOVE = [
    ["الاسم", "بلد الأصل", ""],
    ["سامي", "تونس", ""],
    ["تاريخ الميلاد", "فصيلة الدم", ""],
    ["1990", "O+", ""],
    ["تاريخ الالتحاق", "ملاحظات", ""],
    ["2014", "", ""],
]


def cells(batch: Any, field: str) -> list[tuple[str, str]]:
    found = pd.DataFrame({"record": pd.array(range(len(batch)), "Int64"), "field": [field] * len(batch)})
    located = batch.locate(found)
    return list(zip(located["cell"], located["text"], strict=True))


def test_many_forms_down_a_sheet() -> None:
    batch = records.normalise([sheet(*MAN, *SECOND)], FORM)
    assert len(batch) == 2
    assert cells(batch, "full_name") == [("B2", "سامي"), ("B9", "علي")]
    assert cells(batch, "birth_date") == [("B4", "1990"), ("B11", "1985")]
    assert cells(batch, "origin_country") == [("B3", "تونس"), ("B10", "")]
    assert batch.frame()["origin_country_missing"].tolist()[1] == "blank"
    assert batch.frame()["blood_type_missing"].tolist() == ["not_transcribed"] * 2


EMPTY = ["", "", ""]
OTHER_ORDER = [["بلد الأصل", "ليبيا", ""], ["الاسم", "علي", ""], ["تاريخ الميلاد:", "1985", ""]]
WITHOUT_FIRST = [
    ["بلد الأصل", "ليبيا", ""],
    ["تاريخ الميلاد:", "1985", ""],
    ["لون الغلاف", "أخضر", ""],
    ["السلاح", "PKM", ""],
]


@pytest.mark.parametrize(
    ("rows", "names", "countries"),
    [
        ([*MAN, *OTHER_ORDER], ["سامي", "علي"], ["تونس", "ليبيا"]),
        ([*MAN[:4], ["السلاح", "PKM", ""], EMPTY, *WITHOUT_FIRST], ["سامي", ""], ["تونس", "ليبيا"]),
        ([*MAN[:4], EMPTY, ["بلد الأصل", "ليبيا", ""], ["السلاح", "PKM", ""]], ["سامي"], ["تونس"]),
    ],
    ids=["another label first", "the first label is missing", "one label again is no form"],
)
def test_where_the_next_form_begins(rows: list[list[str]], names: list[str], countries: list[str]) -> None:
    batch = records.normalise([sheet(*rows)], FORM)
    assert [text for _, text in cells(batch, "full_name")] == names
    assert [text for _, text in cells(batch, "origin_country")] == countries


SIDEWAYS = [
    ["م", "1", "2", "3"],
    ["الاسم", "سامي", "علي", "عمر"],
    ["بلد الأصل", "تونس", "ليبيا", ""],
    ["تاريخ الميلاد", "1990", "1985", "14/3/1991"],
    ["ملاحظات", "", "", "يعرج"],
]


def test_a_table_on_its_side_has_a_record_in_each_column() -> None:
    batch = records.normalise([sheet(*SIDEWAYS)], FORM)
    assert cells(batch, "full_name") == [("B2", "سامي"), ("C2", "علي"), ("D2", "عمر")]
    assert cells(batch, "birth_date") == [("B4", "1990"), ("C4", "1985"), ("D4", "14/3/1991")]
    assert cells(batch, "notes") == [("B5", ""), ("C5", ""), ("D5", "يعرج")]
    assert batch.frame()["origin_country_missing"].tolist()[2] == "blank"


def test_a_table_on_its_side_with_more_records_than_lines_is_refused() -> None:
    wide = [[*row, *row[1:], *row[1:]] for row in SIDEWAYS]
    with pytest.raises(SourceError, match="holds two labels"):
        map_sheet(sheet(*wide), FORM)


def test_remarks_behind_answers_are_no_records() -> None:
    rows = [["الاسم", "سامي", "كتب بالقلم"], ["بلد الأصل", "تونس", "غير واضح"], ["تاريخ الميلاد", "1990", "بخط آخر"]]
    assert len(records.normalise([sheet(*rows)], FORM)) == 1


def test_labels_in_a_second_language_behind_the_answers_are_no_form() -> None:
    rows = [
        ["Name", "Sami", "الاسم"],
        ["Country of origin", "Tunisia", "بلد الأصل"],
        ["Date of birth", "", "تاريخ الميلاد"],
    ]
    batch = records.normalise([sheet(*rows)], FORM)
    assert cells(batch, "full_name") == [("B1", "Sami")]
    assert cells(batch, "birth_date") == [("B3", "")]
    assert not batch.others


def test_labels_and_answers_parted_by_blanks_in_one_cell() -> None:
    batch = records.normalise([sheet(["الاسم: سامي   بلد الأصل: تونس", ""], ["تاريخ الميلاد: 1990", ""])], FORM)
    assert cells(batch, "full_name") == [("A1", "سامي")]
    assert cells(batch, "origin_country") == [("A1", "تونس")]


def test_what_the_form_does_not_know_is_carried_along() -> None:
    batch = records.normalise([sheet(*MAN, *SECOND)], FORM)
    assert cells(batch, "other:لون الغلاف") == [("B5", "أزرق"), ("B12", "أخضر")]
    assert cells(batch, "other:الكنية") == [("B6", "أبو نور"), ("B13", "")]
    assert cells(batch, "other:(unlabelled)") == [("A8", "بيانات مجاهد"), ("C9", "(كتب بالقلم)")]
    (kunya,) = [column for column in batch.mappings[0].columns if column.header == "الكنية"]
    assert (kunya.status, kunya.candidates) == ("ask", ("kunya",)), "a label of two fields asks"


def test_every_line_is_accounted_for() -> None:
    account = map_sheet(sheet(*MAN, *SECOND), FORM).account
    assert (account.read, account.kept, account.blank, account.header, account.unused) == (13, 2, 1, 9, 1)


def test_answers_below_their_labels() -> None:
    batch = records.normalise([sheet(*ABOVE)], FORM)
    assert len(batch) == 1
    assert cells(batch, "blood_type") == [("B4", "O+")]
    assert cells(batch, "notes") == [("B6", "")]


def test_labels_in_several_rows_are_no_header() -> None:
    first = [["الاسم", "بلد الأصل", "الجنسية", "عدد الزوجات"], ["سامي", "تونس", "تونسي", "1"]]
    wide = [*first, *([*row, ""] for row in ABOVE[2:])]
    batch = records.normalise([sheet(*wide)], FORM)
    assert cells(batch, "wives_count") == [("D2", "1")]
    assert cells(batch, "join_date") == [("A6", "2014")]


def test_merged_labels_and_answers_further_right() -> None:
    rows = [["الاسم", "", "سامي", ""], ["بلد الأصل", "", "", "تونس"], ["تاريخ الميلاد", "", "", ""]]
    batch = records.normalise([merged(rows, "A1:B1", "A2:B2", "A3:B3")], FORM)
    assert [cells(batch, name)[0] for name in ("full_name", "origin_country", "birth_date")] == [
        ("C1", "سامي"), ("D2", "تونس"), ("C3", ""),
    ]  # fmt: skip


def test_a_person_may_say_what_a_label_asks() -> None:
    batch = records.normalise([sheet(*MAN)], FORM, says={"الكنية": "kunya", "لون الغلاف": ""})
    assert cells(batch, "kunya") == [("B6", "أبو نور")]


def test_an_answer_that_reads_like_a_label_is_an_answer() -> None:
    rows = [
        *MAN[:5],
        ["الصورة", "ملاحظات", ""],
        ["فصيلة الدم", "O+", ""],
        ["عدد الزوجات", "1", ""],
        ["السبايا", "0", ""],
    ]
    batch = records.normalise([sheet(*rows)], FORM)
    assert cells(batch, "photo") == [("B6", "ملاحظات")]


def test_marks_of_a_cell_come_to_its_answer() -> None:
    made = merged([*MAN], "A1:C1")
    marks = pd.DataFrame([(4, "B", "comment", "؟")], columns=["row", "column", "mark", "args"])
    batch = records.normalise([type(made)(made.source, made.cells, made.rows, marks)], FORM)
    assert batch.marks.to_numpy().tolist() == [[0, 0, "birth_date", "comment", "؟"]]


def test_forms_and_tables_stand_together() -> None:
    table = sheet(["الاسم", "بلد الأصل", "تاريخ الميلاد"], ["عمر", "ليبيا", "1991"], file="omar.csv")
    batch = records.normalise([sheet(*MAN), table], FORM)
    assert cells(batch, "full_name") == [("B2", "سامي"), ("A2", "عمر")]
    found = records.check(batch)
    assert set(found.columns) >= {"check", "record"}
    FORM.to_pandera().validate(batch.frame())


@pytest.mark.parametrize("rows", [[["x", "y"], ["1", "2"]], [["الاسم", "سامي"], ["x", "1990"]]])
def test_few_labels_are_no_form(rows: list[list[str]]) -> None:
    with pytest.raises(records.model.SijillError):  # type: ignore[attr-defined]  # loaded with the package
        records.normalise([sheet(*rows)], FORM)


@pytest.mark.parametrize(("lang", "said"), [("en", "(Forms from row 2)"), ("ar", "(استمارات من السطر 2)")])
def test_the_summary_says_that_forms_were_read(tmp_path: Path, lang: str, said: str) -> None:
    file = tmp_path / "cards.csv"
    file.write_text("\n".join(",".join(row) for row in [*MAN, *SECOND]), encoding="utf-8")
    assert said in sijill("check", str(file), "--form", "fighter-file", "--lang", lang).out
