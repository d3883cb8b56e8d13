"""Delimited text: every parser reads back what was read, no spreadsheet calculates, nothing is lost on the way."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.outputs import delimited_tables
from records.outputs.delimited_tables import (
    escape,
    quote,
    unescape,
    write_frame,
    write_readings,
    write_records,
)
from records.outputs.files import Writer
from tests.outputs import synthetic

AWKWARD = [
    "=1+1",
    "+O",
    "-",
    "@x",
    "'quoted'",
    "\ttab",
    "\rreturn",
    "a,b",
    'say "no"',
    "two\nlines",
    "two\r\nlines",
    "",
    " ",
    "NA",
    "007",
    "1990",
    "أحمد",
    "ab\x00\x07",
    "\u200f15",
    "O+",
    "None",
    "＝1",
]
ACTIVE = "=+-@\t\r\n＝＋－＠"


def written(write: Any, *args: Any) -> bytes:
    buffer = io.BytesIO()
    write(*args, Writer(buffer))
    return buffer.getvalue()


def parsed(data: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))


def toy_batch() -> Any:
    return synthetic.batch(
        {"text": synthetic.column(AWKWARD), "same": synthetic.column(["x"] * len(AWKWARD))},
        {"other:=cmd": synthetic.column(AWKWARD[::-1])},
        files=2,
    )


@given(st.text())
def test_the_escape_is_reversible_and_leaves_no_formula(text: str) -> None:
    cell = escape(pa.array([text.encode("utf-8", "replace").decode()], pa.string()))[0].as_py()
    text = text.encode("utf-8", "replace").decode()
    assert not cell.startswith(tuple(ACTIVE))
    if not any(ord(letter) < 32 or 127 <= ord(letter) < 160 for letter in text):
        assert unescape(cell) == text


@given(st.lists(st.lists(st.text(st.characters(exclude_categories=["Cs", "Cc"])), min_size=2, max_size=2)))
def test_any_frame_comes_back(rows: list[list[str]]) -> None:
    frame = pd.DataFrame(rows, columns=["a", "b"], dtype=pd.StringDtype("pyarrow"))
    read = parsed(written(write_frame, [frame]))
    assert [[unescape(cell) for cell in row.values()] for row in read] == rows


def test_quoting_is_what_the_csv_module_does() -> None:
    """Semicolons and tabs are quoted besides, for programs that part cells by them too."""
    texts = [text for text in [*AWKWARD, 'a"', '"', '""', ",", "\n"] if not set(text) & set(";\t")]
    assert quote(pa.array(["a;=1+1", "a\t=1+1"], pa.large_string())).to_pylist() == ['"a;=1+1"', '"a\t=1+1"']
    theirs = io.StringIO()
    csv.writer(theirs, lineterminator="\r\n").writerows([text, "x"] for text in texts)
    ours = delimited_tables.comma_joined(
        [quote(pa.array(texts, pa.large_string())), pa.array(["x"] * len(texts), pa.large_string())]
    )
    assert "".join(f"{line}\r\n" for line in ours.to_pylist()) == theirs.getvalue()


def test_records_are_the_frame_with_its_sources() -> None:
    batch = toy_batch()
    frame = batch.frame()
    read = parsed(written(write_records, batch))
    assert list(read[0]) == [escape(pa.array([name]))[0].as_py() for name in delimited_tables.names(batch)]
    assert list(read[0])[4:] == [*frame.columns]
    assert len(read) == len(AWKWARD)
    assert [row["source:file"] for row in read[:3]] == ["list-0.csv", "list-1.csv", "list-0.csv"]
    assert [row["source:row"] for row in read[:3]] == ["5", "6", "7"]
    assert [row["record"] for row in read] == [str(record) for record in frame.index]
    by_text = {unescape(row["text"]): row for row in read}
    year = by_text["1990"]
    assert (year["text_earliest"], year["text_latest"], year["text_low"]) == ("1990-01-01", "", "1990")
    assert (year["text_status"], year["text_missing"], year["text_approximate"]) == ("exact", "", "true")
    assert by_text["O+"]["text_rh"] == "+", "a code that is a sign alone stays a code"
    assert by_text["-"]["text_rh"] == "-"
    assert by_text["007"]["text_low"] == "7"
    assert "ab⟦U+0000⟧⟦U+0007⟧" in by_text
    assert {"NA", "None", " ", "", "two\r\nlines", "\u200f15"} <= set(by_text)
    assert [unescape(row["other:=cmd"]) for row in read] == [
        each.replace("\x00\x07", "⟦U+0000⟧⟦U+0007⟧") for each in AWKWARD[::-1]
    ]


def test_no_cell_of_a_text_begins_as_a_formula() -> None:
    batch = toy_batch()
    for data in (written(write_records, batch), written(write_readings, [batch])):
        for row in parsed(data):
            for name, cell in row.items():
                assert not cell.startswith(tuple(ACTIVE)) or (name.endswith("rh") and cell in "+-")


@pytest.mark.parametrize("piece", [1, 3, 1000])
def test_the_size_of_a_piece_changes_no_byte(monkeypatch: pytest.MonkeyPatch, piece: int) -> None:
    batch = toy_batch()
    whole = written(write_records, batch), written(write_readings, [batch])
    monkeypatch.setattr(delimited_tables, "_PIECE", piece)
    monkeypatch.setattr(delimited_tables, "MANY", piece)
    assert (written(write_records, batch), written(write_readings, [batch])) == whole


def test_a_batch_without_records_has_its_header() -> None:
    batch = synthetic.batch({"text": synthetic.column([])})
    assert written(write_records, batch).count(b"\n") == 1
    assert written(write_readings, [batch]).count(b"\n") == 1


def test_readings_name_each_text_once_with_its_records() -> None:
    batch = synthetic.batch({"blood": synthetic.column(["O+", "1990", "O+", ""])})
    batch.columns["blood"] = batch.columns["blood"].with_readings([synthetic.KIND.read("unused", None)], "elsewhere")[0]
    read = parsed(written(write_readings, [batch]))
    assert [(unescape(row["text"]), row["records"]) for row in read] == [("O+", "2"), ("1990", "1"), ("", "1")]
    first = read[0]
    assert (first["form"], first["field"], first["kind"], first["note"]) == ("toy-form", "blood", "toy", "toy.sign")
    assert json.loads(first["alternatives"]) == [
        {"earliest": "0001-02-03", "low": 1, "why": "one"},
        {"earliest": None, "low": None, "why": "other"},
    ]
    assert json.loads(first["items"]) == [{"low": 1}, {"low": 2}]
    assert read[1]["alternatives"] == ""
