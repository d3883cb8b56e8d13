"""Columns of boxes are one answer: the ticked option, never another; each box keeps its cell."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
import pytest

import records
from records.answers.field_texts import RULES
from records.headers import map_sheet, save_profile
from records.model import SijillError
from records.wording import explain
from records.words import reason
from tests.answers.test_shared_boxes import sheet
from tests.layout.test_header_rows import merged

BORDER = records.form("border-entry-form")
FORM = BORDER.model_copy(
    update={"fields": {name: field.model_copy(update={"required": False}) for name, field in BORDER.fields.items()}}
)
HEADER = ["الاسم", "أعزب", "متزوج", "أرمل", "تاريخ الدخول"]


def batch(*rows: list[str], header: list[str] = HEADER) -> Any:
    return records.normalise([sheet(header, *rows)], FORM)


def reading(made: Any, field: str, record: int = 0) -> tuple[str, str, str, str]:
    """Status or reason for the blank, codes, rule, cells."""
    row = made.frame().loc[record]
    column = made.columns[field]
    at = made.locate(pd.DataFrame({"record": pd.array([record], "Int64"), "field": [field]})).loc[0, "cell"]
    note = column.lexicon["note"].iloc[column.codes[record]]
    missing = row[f"{field}_missing"]
    return (row[f"{field}_status"] if pd.isna(missing) else missing), row[f"{field}_codes"], note, at


@pytest.mark.parametrize(
    ("boxes", "read", "why"),
    [
        ("|✓|", ("exact", "married", "choice.ticked", "C2"), ""),
        ("☐|☑|☐", ("exact", "married", "choice.ticked", "C2"), ""),
        ("( )|( )|(✔)", ("exact", "widowed", "choice.ticked", "D2"), ""),
        ("☒||", ("exact", "single", "choice.ticked", "B2"), "a crossed box is how programs draw a ticked one"),
        ("●||", ("exact", "single", "choice.ticked", "B2"), ""),
        ("0|1|0", ("exact", "married", "choice.ticked", "C2"), ""),
        ("no|Yes|no", ("exact", "married", "choice.ticked", "C2"), ""),
        ("لا|نعم|لا", ("exact", "married", "choice.ticked", "C2"), ""),
        ("FALSE|TRUE|FALSE", ("exact", "married", "choice.ticked", "C2"), ""),
        ("|x|", ("inferred", "married", "choice.crossed", "C2"), "a cross alone ticks"),
        ("|×|-", ("inferred", "married", "choice.crossed", "C2"), ""),
        ("✗|✓|✗", ("exact", "married", "choice.ticked", "C2"), "beside a tick a cross strikes out"),
        ("||", ("blank", "", "missing.blank", "B2|C2|D2"), "nothing ticked is not answered"),
        ("لا|لا|0", ("blank", "", "choice.none-ticked", "B2|C2|D2"), ""),
        ("✓|✓|", ("ambiguous", "married|single", "choice.two-ticked", "B2|C2"), "never a silent choice"),
        ("x|x|x", ("ambiguous", "married|single|widowed", "choice.two-crossed", "B2|C2|D2"), ""),
        ("✓|2|", ("unread", "", "choice.box-unclear", "B2|C2|D2"), "a number above one is no mark"),
    ],
)  # fmt: skip
def test_the_ticked_option_is_the_answer(boxes: str, read: tuple[str, ...], why: str) -> None:
    made = batch(["a", *boxes.split("|"), "2014"])
    assert reading(made, "marital_status") == read, why
    assert made.others == {}
    FORM.to_pandera().validate(made.frame())


def test_the_text_keeps_every_box_as_typed() -> None:
    made = batch(["a", "", "✓", "لا", "2014"])
    assert made.frame().loc[0, "marital_status"] == "أعزب:  | متزوج: ✓ | أرمل: لا"


def test_a_cross_is_unread_where_other_records_have_ticks() -> None:
    made = batch(["a", "x", "", "", ""], ["b", "", "✓", "", ""])
    assert reading(made, "marital_status")[::2] == ("unread", "ticks.cross")
    assert reading(made, "marital_status", 1)[:2] == ("exact", "married")
    crosses = [[str(n), "x", "", "", ""] for n in range(6)]
    made = batch(*crosses, ["b", "", "✓", "", ""])
    assert reading(made, "marital_status")[:2] == ("inferred", "single"), "one tick beside six crosses proves nothing"


def test_the_sheets_of_other_hands_do_not_matter_to_a_cross() -> None:
    ticks = sheet(HEADER, ["b", "", "✓", "", ""], file="omar.csv")
    made = records.normalise([sheet(HEADER, ["a", "x", "", "", ""]), ticks], FORM)
    assert reading(made, "marital_status")[:2] == ("inferred", "single")


def test_several_may_be_ticked_where_several_are_asked_for() -> None:
    fighter = records.form("fighter-file")
    header = ["الاسم", "بلد الأصل", "تاريخ الميلاد", "PKM", "RPG", "قناص"]
    made = records.normalise([sheet(header, ["a", "تونس", "1990", "✓", "", "✓"])], fighter)
    assert reading(made, "weapon") == ("exact", "pkm|sniper", "choice.ticked", "D2|F2")


@pytest.mark.parametrize(
    "header",
    [
        ["Role: fighter", "Role: suicide bomber"],
        ["Role / fighter", "Role / suicide bomber"],
        ["Role (fighter)", "Role (suicide bomber)"],
        ["Role - fighter", "Role - suicide bomber"],
        ["Role\nfighter", "Role\nsuicide bomber"],
        ["مقاتل", "استشهادي"],
        ["المقاتل؟", "استشهادي؟"],
    ],
)
def test_how_headers_name_an_option(header: list[str]) -> None:
    made = batch(["a", "2014", "", "✓"], header=["الاسم", "تاريخ الدخول", *header])
    assert reading(made, "role") == ("exact", "suicide", "choice.ticked", "D2")


@pytest.mark.parametrize(
    ("header", "rows", "why"),
    [
        (["مقاتل", "لون الغلاف"], ["✓", "✓"], "one option alone"),
        (["مقاتل", "مقاتل"], ["✓", ""], "the same option twice"),
        (["مقاتل", "استشهادي"], ["12", "7"], "numbers: a table of how many"),
        (["مقاتل", "استشهادي"], ["سامي", "✓"], "texts"),
        (["متوسط", "ضعيف"], ["✓", ""], "options of two fields: it does not say which"),
        (["نعم", "لا"], ["✓", ""], "yes or no, and to which question"),
    ],
)
def test_which_columns_are_no_boxes(header: list[str], rows: list[str], why: str) -> None:
    made = batch(["a", "2014", *rows], ["b", "2014", *rows], header=["الاسم", "تاريخ الدخول", *header])
    assert len(made.others) == 2, why
    assert not made.mappings[0].options, why


def test_a_column_of_the_field_itself_is_believed() -> None:
    made = batch(["a", "متزوج", "✓", ""], header=["الاسم", "الحالة الاجتماعية", "أعزب", "متزوج"])
    assert reading(made, "marital_status") == ("exact", "married", "choice.word", "B2")
    assert list(made.others) == ["other:أعزب", "other:متزوج"]


TWO_ROWS = [
    ["الاسم", "تاريخ الدخول", "الحالة الاجتماعية", "", "", "المستوى الشرعي", ""],
    ["", "", "أعزب", "متزوج", "غير ذلك", "بسيط", "متوسط"],
    ["سامي", "2014", "", "✓", "", "✓", ""],
    ["علي", "2014", "", "", "✓", "", ""],
]


@pytest.mark.parametrize(
    "ranges", [(), ("C1:E1", "F1:G1"), ("A1:A2", "B1:B2", "C1:E1", "F1:G1")], ids=["none", "some", "all"]
)
def test_options_below_their_label_merged_or_not(ranges: tuple[str, ...]) -> None:
    made = records.normalise([merged(TWO_ROWS, *ranges)], FORM)
    assert len(made) == 2
    assert reading(made, "marital_status") == ("exact", "married", "choice.ticked", "D3")
    assert reading(made, "sharia_level") == ("exact", "basic", "choice.ticked", "F3")
    assert reading(made, "marital_status", 1) == ("unread", "", "choice.partly-known", "E4"), "another option is ticked"


def test_yes_and_no_below_a_question() -> None:
    yes_no = FORM.fields["obedience"].model_copy(
        update={"id": "pledged", "options": type(FORM.fields["role"].options)("yes-no"), "labels": {"en": ["Pledged"]}}
    )
    form = FORM.model_copy(update={"fields": {**FORM.fields, "pledged": yes_no}})
    rows = [
        ["الاسم", "تاريخ الدخول", "Pledged?", ""],
        ["", "", "نعم", "لا"],
        ["a", "2014", "x", ""],
        ["b", "", "", "x"],
    ]
    made = records.normalise([sheet(*rows)], form)
    assert [reading(made, "pledged", n)[:2] for n in (0, 1)] == [("inferred", "yes"), ("inferred", "no")]


def test_a_row_of_answers_is_no_second_header() -> None:
    made = batch(["a", "متزوج", "بسيط"], header=["الاسم", "الحالة الاجتماعية", "المستوى الشرعي"])
    assert len(made) == 1


def test_a_person_may_leave_a_column_of_boxes_alone() -> None:
    made = records.normalise([sheet(HEADER, ["a", "✓", "", "", ""])], FORM, says={"أرمل": ""})
    assert list(made.others) == ["other:أرمل"]
    assert reading(made, "marital_status")[1] == "single"


def test_a_person_or_a_profile_may_say_that_columns_are_boxes(tmp_path: Path) -> None:
    header, rows = ["الاسم", "نعم", "لا"], [["a", "x", "منذ سنة"]]
    yes_no = FORM.fields["role"].model_copy(update={"options": type(FORM.fields["role"].options)("yes-no")})
    form = FORM.model_copy(update={"fields": {**FORM.fields, "role": yes_no}})
    said = map_sheet(sheet(header, *rows), form, {"نعم": "role", "لا": "role", "الاسم": "full_name"}, 1)
    assert said.options == {"role": {"B": "نعم", "C": "لا"}}
    save_profile(said, tmp_path / "mine.yaml")
    assert map_sheet(sheet(header, *rows), form, None, 1, tmp_path / "mine.yaml").options == said.options
    with pytest.raises(SijillError, match="several columns were said"):
        map_sheet(sheet(["الاسم", "نعم", "x"], *rows), form, {"نعم": "role", "x": "role"}, 1)


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_rules_are_explained(lang: str) -> None:
    for rule in RULES:
        assert reason(rule, lang) in explain(rule.id, lang)
