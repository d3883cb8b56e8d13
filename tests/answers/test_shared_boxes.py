"""A box for several questions is split by what its form declares; nothing is dropped, nothing is guessed."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import records
from records.answers.shared_boxes import RULES, Box
from records.model import FormError, Source
from records.sources.sheet import DICTIONARY, Sheet, letter
from records.wording import explain
from records.words import reason
from tests.kinds.properties import cases

FORM = """\
form: boxes
title: {en: Boxes, ar: خانات}
fields:
  full_name: {kind: name, required: true}
  birth_and_nationality: {kind: text, composite: [birth_date, nationality]}
  birth_date: {kind: date, not_before: 1930-01-01, not_after: 2017-12-31}
  nationality: {kind: country}
  birth_place: {kind: text}
  status_and_children: {kind: text, composite: [marital_status, children_total]}
  marital_status: {kind: choice, vocabulary: marital}
  wives_count: {kind: count, of: wives}
  children_total: {kind: count, of: children}
  entry_point: {kind: text}
  facilitator: {kind: name, about: third_party}
  residence_country: {kind: country}
  open_date: {kind: date}
"""
CASES = cases("composite")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return load(tmp_path_factory.mktemp("form"), FORM)


def load(folder: Path, text: str) -> Any:
    path = folder / "boxes.yaml"
    path.write_text(text, encoding="utf-8")
    return records.form(path)


def sheet(*rows: list[str], file: str = "amal.csv") -> Sheet:
    columns = {
        letter(n): pa.array([row[n] or None for row in rows], pa.string()).dictionary_encode().cast(DICTIONARY)
        for n in range(len(rows[0]))
    }
    return Sheet(Source(file, file, "", "0" * 64), pa.table(columns), np.arange(1, len(rows) + 1, dtype=np.int32))


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['box']} {case['text']!r}")
def test_case(form: Any, case: dict[str, str]) -> None:
    split = Box([form.field(name) for name in case["box"].split()]).split(case["text"])
    assert split.texts == tuple(None if case[part] == "?" else case[part] for part in ("first", "second"))
    assert split.rest == case["rest"]


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "1990",
                "تونسي",
                "متزوج",
                "أعزب",
                "( )",
                "(x)",
                "☑",
                "2",
                "-",
                "/",
                "،",
                "و",
                "\n",
                "(",
                ")",
                "أبو",
                "غير معروف",
                "x",
            ]
        ),
        max_size=7,
    )
)
def test_every_word_stands_in_a_part_or_is_left_over(words: list[str]) -> None:
    text = " ".join(words)
    for box in boxes():
        split = box.split(text)
        parts = [text if part is None else part for part in split.texts]
        assert all(part in text for part in parts), "as typed"
        told = re.findall(r"[^\W_]+", " ".join([*parts, split.rest]))
        assert set(re.findall(r"[^\W_]+", text)) - {"و"} <= set(told)
        assert box.split(text) == split


@cache
def boxes() -> list[Box]:
    fighter, medical = records.form("fighter-file"), records.form("medical-form")
    return [
        Box([fighter.field("birth_date"), fighter.field("nationality")]),
        Box([fighter.field("birth_date"), fighter.field("notes")]),
        Box([fighter.field("wives_count"), fighter.field("children_total")]),
        Box([medical.field("unit"), medical.field("doctor")]),
        Box([records.form("border-entry-form").field(name) for name in ("marital_status", "children_total")]),
    ]


HEADER = ["الاسم", "تاريخ الولادة والجنسية", "الحالة الاجتماعية وعدد الأطفال"]


@given(
    st.integers(1, 999),
    st.sampled_from([".", "st", "nd", "th", "er", "e", "а"]),
    st.sampled_from(["Inf", "Bn", "Regt", "Div"]),
)
def test_a_box_is_never_cut_inside_a_token(form: Any, number: int, ordinal: str, unit: str) -> None:
    split = Box([form.field("birth_date"), form.field("birth_place")]).split(f"{number}{ordinal} {unit} Tobruk")
    assert split.texts == ("", f"{number}{ordinal} {unit} Tobruk")


@given(st.integers(1000, 2199))
def test_a_year_outside_the_bounds_answers_nothing(form: Any, year: int) -> None:
    date, _ = Box([form.field("birth_date"), form.field("birth_place")]).split(f"Tobruk {year}").texts
    assert bool(date) == (1930 <= year <= 2017 or 1348 <= year <= 1439)


def test_the_parts_of_a_box_lead_to_its_one_cell(form: Any) -> None:
    batch = records.normalise([sheet(HEADER, ["سامي", "1990 تونسي", "متزوج، 2"])], form)
    frame = batch.frame()
    assert frame["birth_and_nationality"].tolist() == ["1990 تونسي"], "the whole text is kept"
    assert (frame.loc[0, "birth_date"], frame.loc[0, "nationality_codes"], frame.loc[0, "children_total_low"]) == (
        "1990",
        "TN",
        2,
    )
    found = pd.DataFrame({"record": pd.array([0], "Int64"), "field": ["birth_date|nationality"]})
    located = batch.locate(found).loc[0]
    assert located["cell"] == "B2|B2"
    assert located["text"] == "1990 تونسي | 1990 تونسي", "what stands in the cell"
    assert located["reading"] == "1990-01-01..1990-12-31 | TN"
    form.to_pandera().validate(frame)


def test_what_is_left_over_or_cannot_be_told_is_a_finding(form: Any) -> None:
    rows = [["a", "1990 تونسي متزوج", ""], ["b", "لا شيء هنا مفهوم", "متزوج"], ["c", "", ""]]
    batch = records.normalise([sheet(HEADER, *rows)], form)
    found = records.check(batch)
    told = found[found["check"].isin(["unread", "unknown-code"])][["record", "field", "args"]].to_numpy().tolist()
    assert [each[:2] for each in told] == [[0, "birth_and_nationality"], [1, "birth_date"], [1, "nationality"]]
    assert [each[2].split('"rule": "')[1][:-2] for each in told] == [
        "composite.left-over",
        *["composite.not-split"] * 2,
    ]
    assert batch.frame()["nationality_missing"].tolist() == [np.nan, np.nan, "blank"]
    assert batch.frame()["nationality"].tolist() == ["تونسي", "لا شيء هنا مفهوم", ""]


def test_sheets_with_and_without_the_box_stand_together(form: Any) -> None:
    own = sheet(["الاسم", "تاريخ الميلاد", "الجنسية"], ["علي", "1985", "ليبي"], file="omar.csv")
    batch = records.normalise([sheet(HEADER[:2], ["سامي", "1990 تونسي"]), own], form)
    assert batch.frame()["birth_date"].tolist() == ["1990", "1985"]
    assert batch.frame()["birth_and_nationality_missing"].tolist()[1] == "not_transcribed"
    found = pd.DataFrame({"record": pd.array([0, 1], "Int64"), "field": ["nationality"] * 2})
    assert batch.locate(found)["cell"].tolist() == ["B2", "C2"]
    assert batch.locate(found)["text"].tolist() == ["1990 تونسي", "ليبي"]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_rules_are_explained(lang: str) -> None:
    for rule in RULES:
        assert reason(rule, lang) in explain(rule.id, lang)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("[birth_date, nationality]", "[birth_dat, nationality]", "boxes.yaml:5: the form has no field 'birth_dat'"),
        ("[birth_date, nationality]", "[birth_date]", "boxes.yaml:5: a box for several questions"),
        ("nationality: {kind: country}", "nationality: {kind: country, sensitivity: special}", "boxes.yaml:5: the box"),
        ("[marital_status, children_total]", "[marital_status, nationality]", "boxes.yaml:9: 'nationality' is a box"),
    ],
)  # fmt: skip
def test_a_wrong_box_is_refused(tmp_path: Path, old: str, new: str, said: str) -> None:
    with pytest.raises(FormError) as error:
        load(tmp_path, FORM.replace(old, new))
    assert str(error.value).startswith(said)
