"""A run into the folder of an earlier one says what has changed since, whatever was done to the sheet."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

import records
from records.outputs.files import OURS
from tests.calling import sijill, tree
from tests.decisions.test_replay import (
    CREW_HEADER,
    corrected,
    decide,
    form,
    inserted,
    people,
    renumbered,
    sorted_anew,
    two,
    write,
)

__all__ = ["form", "two"]
Rows = list[list[str]]


def spoiled(rows: Rows) -> Rows:
    return [*rows[:30], [*rows[30][:4], "2/1/1975", *rows[30][5:]], *rows[31:]]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda rows: rows, "0 gone · 0 new · 20 left (0 settled)"),
        (lambda rows: renumbered(inserted(sorted_anew(rows))), "0 gone · 0 new · 20 left (0 settled)"),
        (corrected, "1 gone · 0 new · 19 left (0 settled)"),
        (spoiled, "0 gone · 1 new · 20 left (0 settled)"),
        (lambda rows: spoiled(corrected(rows)), "1 gone · 1 new · 19 left (0 settled)"),
        (lambda rows: rows[1:], "1 gone · 0 new · 19 left (0 settled)"),
    ],
    ids=["same", "moved", "corrected", "spoiled", "both", "removed"],
)
def test_what_has_changed_is_said(change: Callable[[Rows], Rows], said: str, form: str, tmp_path: Path) -> None:
    out, table = tmp_path / "out", tmp_path / "roll.csv"
    records.run(write(table, people()), form).report(out)
    told = sijill("check", str(write(table, change(people()))), "--form", form, "--out", str(out)).out
    assert f"Since the last run: {said}" in told
    gone, new = (int(part.split()[0]) for part in said.split(" · ")[:2])
    if not gone + new:
        assert not (out / "since.csv").exists()
        return
    with (out / "since.csv").open(encoding="utf-8", newline="") as file:
        changes = [row["change"] for row in csv.DictReader(file)]
    assert changes == ["gone"] * gone + ["new"] * new
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "Since the last run" in page
    assert "since.csv" in page
    assert all(OURS.fullmatch(name) for name in tree(out).keys() - {"run.json"})
    assert sijill("check", str(table), "--form", form, "--out", str(out)).code == 1, "it may be replaced"


def test_nothing_changed_is_the_same_bytes(form: str, tmp_path: Path) -> None:
    out, table = tmp_path / "out", write(tmp_path / "roll.csv", people())
    call = ("check", str(table), "--form", form, "--out", str(out))
    sijill(*call)
    before = tree(out)
    assert "Since the last run: 0 gone · 0 new · 20 left (0 settled)" in sijill(*call).out
    assert tree(out) == before


def test_what_was_settled_is_counted_among_those_that_are_left(form: str, tmp_path: Path) -> None:
    decisions, out = decide(form, tmp_path), str(tmp_path / "out")
    call = ("check", str(tmp_path / "before.csv"), "--form", form, "--out", out)
    sijill(*call)
    assert "0 gone · 0 new · 20 left (20 settled)" in sijill(*call, "--decisions", str(decisions)).out


def test_a_folder_of_notes_is_left_alone(form: str, tmp_path: Path) -> None:
    out, table = tmp_path / "out", write(tmp_path / "roll.csv", people())
    call = ("check", str(table), "--form", form, "--out", str(out))
    sijill(*call)
    (out / "notes").mkdir()
    (out / "notes" / "seen.txt").write_text("page 7 is torn", encoding="utf-8")
    assert sijill(*call).code == 1
    assert (out / "notes" / "seen.txt").read_text(encoding="utf-8") == "page 7 is torn"
    assert sijill("verify", str(out)).code == 0


def test_each_record_has_its_key_in_parquet(form: str, tmp_path: Path) -> None:
    records.run(write(tmp_path / "roll.csv", people()), form).report(tmp_path / "out")
    keys = pq.read_table(tmp_path / "out" / "records.parquet")["record:key"].to_pylist()
    assert keys[0] == "record.record_no=1; record.full_name=Adam Karim; record.page=M-1; record.transcriber=Amal"
    assert len(set(keys)) == 60
    assert "record:key" not in records.load(tmp_path / "out").frame


def test_what_changed_in_several_forms_is_one_line(two: tuple[str, ...], tmp_path: Path) -> None:
    out = ("--out", str(tmp_path / "out"))
    sijill("check", *two, *out)
    write(tmp_path / "roll.csv", corrected(people()[:3]))
    write(tmp_path / "crew.csv", corrected(people()[:3]), CREW_HEADER)
    said = sijill("check", *two, *out).out
    assert said.count("Since the last run") == 1
    assert "Since the last run: 4 gone · 2 new" in said
    assert (tmp_path / "out" / "report.html").read_text(encoding="utf-8").count('class="since"') == 1
    with (tmp_path / "out" / "since.csv").open(encoding="utf-8", newline="") as file:
        assert [row["form"] for row in csv.DictReader(file)] == ["roll", "roll", "crew", "crew", "roll", "crew"]
