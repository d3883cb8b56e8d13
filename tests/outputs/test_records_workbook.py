"""records.xlsx: what a person sees of the records, and nothing that is not in them."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from typing import Any

import numpy as np
import openpyxl
import pandas as pd
import pyarrow as pa
import pytest

import records
from benchmarks.robustness.judged import formulas
from records.column import read_column, shown
from records.kinds import KINDS
from records.outputs.files import Writer
from records.outputs.records_workbook import write_workbook
from records.outputs.run import Run
from records.xlsx.people_table import TINTS
from tests.outputs.conftest import Maker
from tests.outputs.test_parquet import people, without

CASES = Path(__file__).parent.parent / "cases" / "readings_in_words.csv"


def written(run: Run, lang: str) -> bytes:
    buffer = io.BytesIO()
    write_workbook(run.batches[0], run.findings[0], lang, Writer(buffer))
    return buffer.getvalue()


def table(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data)).worksheets[0]


def columns(sheet: Any) -> dict[str, list[Any]]:
    return {cells[0].value: list(cells[1:]) for cells in sheet.iter_cols()}


def test_a_reading_in_words() -> None:
    with CASES.open(encoding="utf-8", newline="") as file:
        cases = list(csv.DictReader(file))
    for case in cases:
        kind = KINDS[case["kind"]]
        column = read_column(kind, kind.options(), pa.array([case["text"]]), np.zeros(1, dtype=np.int32))
        told = {lang: shown(column, [0], lang)[0] for lang in ("en", "ar")}
        assert told == {"en": case["en"], "ar": case["ar"]}, case["text"]


def test_text_and_reading_stand_side_by_side(make: Maker) -> None:
    sheet = table(written(make(), "en"))
    held = {name: [cell.value for cell in cells] for name, cells in columns(sheet).items()}
    assert list(held)[:5] == ["Sheet", "Row", "Name", "Name: reading", "Nationality"]
    assert held["Name"][3:] == ["Omar\u200f", "Yusuf"] and held["Name: reading"][3:] == ["Omar", "Yusuf"]
    assert "notes: reading" not in held
    assert held["Row"] == [2, 3, 4, 5, 6]
    assert held["Nationality"] == ["تونسي", "French", "Algeria, France", "عمان", "Krakozhia"]
    assert held["Nationality: reading"][:3] == ["Tunisia", "France", "Algeria, France"]
    assert held["Nationality: reading"][4] == "(not read)"
    assert held["Date of birth"][:2] == ["1990", "03/04/1985"]
    assert held["Date of birth: reading"][0] == "1990 (year)"
    assert held["Number of wives: reading"][:3] == [2, "(a dash or a cross)", "(unknown, as stated)"]
    assert held["Country of origin: reading"][3] is None, "a blank cell has a blank reading"
    assert held["notes"][4] == "=1+1" and list(held)[-1] == "What was found"


def test_what_was_found_stands_in_its_record(make: Maker) -> None:
    run = make()
    said = [cell.value for cell in columns(table(written(run, "en")))["What was found"]]
    for record, text in enumerate(said):
        messages = run.findings[0].loc[run.findings[0]["record"] == record, "message"].tolist()
        assert [line.partition(": ")[2] for line in (text or "").split("\n")] == (messages or [""])


def test_a_decision_stands_beside_its_finding(make: Maker) -> None:
    run = make()
    found = run.findings[0].assign(decision="stands on the paper")
    said = [cell.value for cell in columns(table(written(Run(run.batches, (found,)), "en")))["What was found"]]
    assert all(line.endswith(" [stands on the paper]") for text in said if text for line in text.split("\n"))


def test_cells_of_several_readings_and_of_none_are_tinted(make: Maker) -> None:
    run = make()
    sheet = columns(table(written(run, "en")))
    for name, header in (
        ("nationality", "Nationality"),
        ("birth_date", "Date of birth"),
        ("blood_type", "Blood group"),
    ):
        status = run.batches[0].columns[name].take("status").astype(str)
        for each, *cells in zip(status, sheet[header], sheet[f"{header}: reading"], strict=True):
            assert {cell.fill.fgColor.rgb[2:] for cell in cells} == {TINTS.get(each, "000000")}


@pytest.mark.parametrize(("lang", "last"), [("en", "What was found"), ("ar", "ما وُجد في السجل")])
def test_it_is_made_for_reading(make: Maker, lang: str, last: str) -> None:
    data = written(make(lang=lang), lang)
    sheet = table(data)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", sheet.dimensions)
    assert bool(sheet.sheet_view.rightToLeft) is (lang == "ar")
    assert [*columns(sheet)][-1] == last
    assert written(make(lang=lang), lang) == data, "the same bytes"


def test_no_text_is_more_than_text() -> None:
    hostile = ["=1+1", "+cmd|'/c calc'!A0", "@x", "<b>&\x07_x0041_", "\u202eabc", "x" * 40_000, "]]>"]
    frame = pd.DataFrame({"Full name": hostile, "Nationality": hostile, "=evil()\x07": hostile, "a<b": hostile})
    batch = records.from_frame(frame, "prisoner-register")
    data = written(Run.of([(batch, records.check(batch))]), "en")
    assert formulas(data) == []
    held = columns(table(data))
    assert [cell.value for cell in held["a<b"]][:3] == hostile[:3]
    assert all(cell.data_type in "sn" for cells in held.values() for cell in cells)


def test_nothing_of_a_removed_record_is_in_it() -> None:
    fewer = without(people(["Qakanary", "Qbkanary", "Qckanary"]), 1)
    sheets = openpyxl.load_workbook(io.BytesIO(written(Run.of([(fewer, records.check(fewer))]), "en")))
    texts = [str(cell.value) for sheet in sheets for row in sheet.iter_rows() for cell in row]
    assert any("Qakanary" in text for text in texts)
    assert not any("Qbkanary" in text for text in texts)
