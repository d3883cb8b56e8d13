"""Ditto marks are read as what stands above them, in the order of the sheet, and say so; nothing else fills a cell."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import records
from tests.test_batch import sheet

FORM = records.form("fighter-file")
HEADER = ["Full name", "Nationality", "Date of birth", "Number of wives", "Transcriber"]
CASES = {
    "a mark": (["Tunisian", "〃"], ["TN", "TN"], ["exact", "inferred"]),
    "a word": (["تونسي", "كما سبق", "do."], ["TN", "TN", "TN"], ["exact", "inferred", "inferred"]),
    "a word that does not say as what": (["تونسي", "نفسه", "same"], ["TN", "", ""], ["exact", "unread", "unread"]),
    "nothing above": (["〃", "French"], ["", "FR"], ["unread", "exact"]),
    "under an empty cell": (["", "〃"], ["", ""], ["missing", "unread"]),
    "under what could not be read": (["Narnia", "〃"], ["", ""], ["unread", "unread"]),
    "under a stated unknown": (["unknown", "〃"], ["", ""], ["missing", "missing"]),
}


def batch(rows: list[list[str]], *more: list[list[str]]) -> Any:
    files = ("amal.csv", "omar.csv")
    return records.normalise(
        [sheet([HEADER, *each], file) for each, file in zip((rows, *more), files, strict=False)], FORM
    )


@pytest.mark.parametrize(("texts", "codes", "statuses"), CASES.values(), ids=CASES)
def test_what_a_ditto_mark_is_read_as(texts: list[str], codes: list[str], statuses: list[str]) -> None:
    frame = batch([["A", text, "1990", "1", "T"] for text in texts]).frame()
    assert frame["nationality"].tolist() == texts, "the text stays as it was typed"
    assert frame["nationality_codes"].astype(object).fillna("").tolist() == codes
    assert frame["nationality_status"].astype(str).tolist() == statuses


def test_a_ditto_mark_on_a_form_is_not_what_the_form_above_says() -> None:
    forms = [
        [name, answer]
        for answer in ("French", "〃")
        for name, answer in (("Full name", "A"), ("Nationality", answer), ("Date of birth", "1990"))
    ]
    frame = records.normalise([sheet(forms)], FORM).frame()
    assert frame["nationality_status"].astype(str).tolist() == ["exact", "unread"]


def test_no_ditto_mark_reaches_into_another_sheet() -> None:
    frame = batch([["A", "French", "1990", "1", "T"]], [["B", "〃", "1991", "2", "T"]]).frame()
    assert frame["nationality_status"].astype(str).tolist() == ["exact", "unread"]


def test_a_ditto_mark_has_the_reading_that_evidence_decided_and_proves_nothing_itself() -> None:
    days = ["13/5/1990", "14/5/1990", "15/5/1990", "16/5/1990", "17/5/1990", "03/04/1990", '"', "18/5/1990", '"']
    made = batch([["A", "French", day, "1", "T"] for day in days])
    frame = made.frame()
    assert frame["birth_date_earliest"].astype(str).tolist()[5:7] == ["1990-04-03"] * 2
    assert made.evidence.loc[made.evidence["field"] == "birth_date", "proving"].tolist() == [6]
    scopes = made.readings("birth_date").query("note == 'ditto.above'")["scope"]
    assert set(scopes) == {"= 03/04/1990 · amal.csv · T", "= 18/5/1990"}


def test_alternatives_and_doubts_come_along() -> None:
    made = batch([["A", "French", "03/04/1990", "about 3", "T"], ["B", "French", '"', '"', "T"]])
    column = made.columns["birth_date"]
    assert len(column.alternatives[column.alternatives["code"] == column.codes[1]]) == 2
    wives = made.readings("wives_count")
    assert wives.loc[wives["scope"] != "", "note"].tolist() == ["ditto.doubted"]
    FORM.to_pandera().validate(made.frame())


def test_a_ditto_mark_for_the_transcriber_is_the_same_hand() -> None:
    made = batch([["A", "French", "13/5/1990", "1", "Amal"], ["B", "French", "14/5/1990", "1", "〃"]])
    assert made.transcribers[1] == ["amal.csv · Amal"]


def test_a_ditto_mark_in_a_box_answers_all_its_questions() -> None:
    form = records.form("border-entry-form")
    rows = [["الاسم واللقب", "تاريخ الولادة والجنسية"], ["سامي علي", "1990 تونسي"], ["علي حسن", "〃"]]
    frame = records.normalise([sheet(rows)], form).frame()
    assert frame["nationality_codes"].tolist() == ["TN", "TN"]
    assert frame["birth_date_earliest"].astype(str).tolist() == ["1990-01-01"] * 2


def test_every_ditto_mark_is_told_with_the_cell_above() -> None:
    found = records.check(
        batch([["A", "French", "1990", "1", "T"], ["B", "〃", "1991", "1", "T"], ["C", "〃", "1992", "1", "T"]])
    )
    told = found[found["check"] == "ditto"]
    assert told["args"].tolist() == ['{"of_field": "nationality", "shown": "B2"}'] * 2


TYPED = ["French", "〃", "", "03/04/1990", "unknown", "?", "Narnia"]


@settings(max_examples=10, deadline=None)
@given(st.lists(st.sampled_from(TYPED), min_size=1, max_size=60))
def test_a_ditto_mark_never_reads_as_what_nobody_typed(texts: list[str]) -> None:
    frame = batch([["A", text, text, "1", "T"] for text in texts]).frame()
    for name in ("nationality", "birth_date"):
        typed = frame[frame[name] != "〃"]
        parts = [each for each in frame.columns if each.startswith(f"{name}_") and each != f"{name}_status"]
        for record in frame.index[frame[name] == "〃"]:
            above, read = typed.loc[:record, parts].tail(1), frame.loc[[record], parts]
            same = len(above) and above.reset_index(drop=True).equals(read.reset_index(drop=True))
            assert same or frame.loc[record, f"{name}_status"] == "unread"
