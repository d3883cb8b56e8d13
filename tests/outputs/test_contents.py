"""Which tables are written: those that somebody uses; what is left out is said, and an option writes it."""

from __future__ import annotations

import codecs
import csv
import json
from pathlib import Path

import pytest

import records
from records.outputs import contents, copies
from records.outputs.contents import Extras, LeftOut, has_csv, has_workbook, left_out
from records.outputs.files import verify
from records.outputs.run_files import write
from records.outputs.terminal import summary
from tests.outputs.conftest import Maker


@pytest.fixture
def no_copies(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sources of these runs are no files."""
    monkeypatch.setattr(copies, "ROWS_BY_DEFAULT", 0)


@pytest.fixture
def small(monkeypatch: pytest.MonkeyPatch) -> None:
    """Limits that a handful of records is above."""
    for name in ("MOST_IN_CSV", "MOST_IN_WORKBOOK", "MOST_TEXTS"):
        monkeypatch.setattr(contents, name, 4)


@pytest.mark.parametrize("asked", [Extras(), Extras(csv=True), Extras(workbook=True)])
@pytest.mark.usefixtures("small")
def test_large_tables_are_written_when_asked_for(make: Maker, asked: Extras) -> None:
    batch = make().batches[0]
    said = {each.file: each for each in left_out([batch], asked) if each.why == "many-records"}
    assert has_csv(batch, asked) is asked.csv is ("records.csv" not in said)
    assert has_workbook(batch, asked) is asked.workbook is ("records.xlsx" not in said)
    if not asked.csv:
        assert said["records.csv"] == LeftOut("records.csv", "small-form", "many-records", 5, 4, "--csv")


def test_small_tables_are_written_unasked(make: Maker) -> None:
    batch = make().batches[0]
    assert has_csv(batch, Extras()) and has_workbook(batch, Extras())
    assert not list(left_out([batch], Extras()))


def test_no_option_writes_more_than_a_sheet_holds(make: Maker, monkeypatch: pytest.MonkeyPatch) -> None:
    batch = make().batches[0]
    monkeypatch.setattr(contents, "SHEET_ROWS", 5)
    assert not has_workbook(batch, Extras(workbook=True))
    assert [each.why for each in left_out([batch], Extras(workbook=True))] == ["no-sheet"]


@pytest.mark.usefixtures("small", "no_copies")
def test_what_is_left_out_is_said(make: Maker, tmp_path: Path) -> None:
    """Of many texts those are told that say more than they are: every one of them, and no other."""
    run = make()
    write(run, tmp_path / "out")
    assert not {"records.csv", "records.xlsx"} & {each.name for each in (tmp_path / "out").iterdir()}
    said = json.loads((tmp_path / "out" / "run.json").read_text(encoding="utf-8"))["left_out"]
    assert [(each["file"], each["why"], each["count"], each["option"]) for each in said[:2]] == [
        ("records.csv", "many-records", 5, "--csv"),
        ("records.xlsx", "many-records", 5, "--workbook"),
    ]
    with (tmp_path / "out" / "readings.csv").open(encoding="utf-8", newline="") as file:
        told = [(row["field"], row["text"]) for row in csv.DictReader(file)]
    for name, column in run.batches[0].columns.items():
        left = [each["count"] for each in said if each["field"] == name]
        for text, status in zip(column.lexicon["text"], column.lexicon["status"], strict=True):
            itself = status == "exact" and column.kind.read(text, column.options).parts.get("clean") == text
            assert ((name, text) not in told and bool(left)) is (itself and column.kind.key == "clean"), (name, text)
        assert sum(left) == len(column.lexicon) - sum(field == name for field, _ in told)
    for lang in ("en", "ar"):
        printed = summary(run, tmp_path / "out", lang)
        assert all(word in printed for word in ("records.csv", "records.xlsx", "--csv", "--workbook", "readings.csv"))


@pytest.mark.usefixtures("no_copies")
def test_a_byte_order_mark_only_where_asked(make: Maker, tmp_path: Path) -> None:
    run = make()
    for marked in (False, True):
        out = tmp_path / str(marked)
        write(run, out, extras=Extras(byte_order_mark=marked))
        files = {each.name: each.read_bytes() for each in out.glob("*.csv")}
        kinds = ("findings", "explanations", "readings", "records", "records.dictionary", "statistics", "unanswered")
        assert set(files) == {f"{name}.csv" for name in kinds}
        assert all(data.startswith(codecs.BOM_UTF8) is marked for data in files.values())
        assert verify(out) == []
        assert len(records.load(out, run.batches[0].form).findings) == len(run.findings[0])
        write(run, out)  # what was there is known again, with its mark and without
