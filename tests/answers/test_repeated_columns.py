"""Columns that repeat for one field are one answer; each keeps its cell."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

import records
from records.answers.field_texts import RULES
from records.headers.match import match
from records.labels.columns import numbered
from records.labels.requests import SaidColumns
from records.model import SijillError
from records.wording import explain
from records.words import reason
from tests.answers.test_shared_boxes import sheet

FIGHTER = records.form("fighter-file")
FORM = FIGHTER.model_copy(
    update={"fields": {name: field.model_copy(update={"required": False}) for name, field in FIGHTER.fields.items()}}
)
HEADER = ["الاسم", "أولاد الزوجة ١", "أولاد الزوجة ٢", "أولاد الزوجة ٣", "عدد الأطفال"]


def batch(*rows: list[str], header: list[str] = HEADER) -> Any:
    return records.normalise([sheet(header, *rows)], FORM)


@pytest.mark.parametrize(
    ("cells", "text", "total", "why"),
    [
        (["3", "1", ""], "3 + 1", 4, "no third wife is told"),
        (["3", "", "1"], "3 + ? + 1", 4, "an empty cell before a filled one is a member that is not known"),
        (["", "", ""], "", None, "nothing is told"),
        (["0", "2", "0"], "0 + 2 + 0", 2, "none is no blank"),
        (["طفلان", "1", ""], "طفلان + 1", 3, "words are joined as typed"),
    ],
)
def test_the_columns_are_one_list(cells: list[str], text: str, total: int | None, why: str) -> None:
    frame = batch(["a", *cells, ""]).frame()
    assert frame.loc[0, "children_per_wife"] == text, why
    low = frame.loc[0, "children_per_wife_total_low"]
    assert (None if pd.isna(low) else low) == total, why


def test_every_cell_is_named() -> None:
    made = batch(["a", "3", "1", "", "4"], ["b", "2", "", "", "2"])
    found = pd.DataFrame({"record": pd.array([1], "Int64"), "field": ["children_per_wife|children_total"]})
    located = made.locate(found).loc[0]
    assert (located["cell"], located["text"], located["reading"]) == ("B3|C3|D3|E3", "2 | 2", "2 | 2")
    assert made.others == {}


def test_a_list_within_a_column_is_told_and_not_added() -> None:
    made = batch(["a", "3+1", "2", "", ""])
    assert made.frame().loc[0, "children_per_wife_status"] == "unread"
    assert made.frame().loc[0, "children_per_wife"] == "3+1 + 2"
    found = records.check(made)
    assert '"rule": "wide.not-one"' in found[found["check"] == "unread"]["args"].iloc[0]


def test_sheets_with_one_column_and_with_several_stand_together() -> None:
    one = sheet(["الاسم", "أطفال كل زوجة"], ["c", "2+2"], file="omar.csv")
    made = records.normalise([sheet(HEADER, ["a", "3", "1", "", "4"]), one], FORM)
    assert made.frame()["children_per_wife"].tolist() == ["3 + 1", "2+2"]


@pytest.mark.parametrize(
    ("headers", "mapped"),
    [
        (["Wife 1 children", "Wife 2 children"], "AB"),
        (["Children of wife 2", "Children of wife 1"], "AB"),
        (["أولاد الزوجة الأولى", "أولاد الزوجة الثانية", "الاسم"], "AB"),
        (["7- أطفال الزوجة ١", "8- أطفال الزوجة ٢"], "AB"),
        (["أولاد الزوجة ١"], ""),
        (["أولاد الزوجة ١", "أولاد الزوجة ١"], ""),
        (["أولاد الزوجة ١", "أولاد الزوجة ٢", "أطفال كل زوجة"], "C"),
        (["Wife 1", "Wife 2"], ""),
    ],
)
def test_which_columns_repeat(headers: list[str], mapped: str) -> None:
    columns = match({"ABC"[n]: header for n, header in enumerate(headers)}, FORM, SaidColumns())
    assert "".join(column.letter for column in columns if column.field == "children_per_wife") == mapped


def test_numbers_give_the_order_of_the_columns() -> None:
    made = batch(["a", "1", "3", "", ""], header=["الاسم", "أولاد الزوجة ٢", "أولاد الزوجة ١", "لون الغلاف", "x"])
    assert made.frame().loc[0, "children_per_wife"] == "3 + 1"


def test_a_person_may_say_that_several_columns_are_one_list() -> None:
    says = {"Wife 1": "children_per_wife", "Wife 2": "children_per_wife"}
    made = records.normalise([sheet(["الاسم", "Wife 1", "Wife 2"], ["a", "3", "1"])], FORM, says=says)
    assert made.frame().loc[0, "children_per_wife"] == "3 + 1"
    with pytest.raises(SijillError, match="several columns were said"):
        match({"A": "x", "B": "y"}, FORM, SaidColumns({"x": "kunya", "y": "kunya"}))


def test_a_header_with_two_numbers_has_none() -> None:
    assert numbered("Wife 1 child 2") is None


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_rules_are_explained(lang: str) -> None:
    for rule in RULES:
        assert reason(rule, lang) in explain(rule.id, lang)
