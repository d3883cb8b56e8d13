"""What a cell shows beside its text comes to its record, and is told in both languages."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import openpyxl.comments
import openpyxl.styles
import pandas as pd
import pytest

import records
from benchmarks.packages import MAIN, SHEET, package, people, relations, sheet
from records.answers.field_texts import UNSURE
from records.checks import CHECKS
from records.checks.marks import Marked
from records.sources.sheet import Sheet
from records.wording import worded
from records.words import languages
from tests.calling import sijill

HEADER = ["No", "Full name", "Nationality", "Date of birth", "Remark"]
ROWS = [
    ["1", "Karim Daoud", "Tunisian", "1990", "a"],
    ["2", "Omar Said", None, "1991", "b"],
    ["3", "Zayd Nur", "French", '"', "c"],
    ["4", "Bilal Haddad", "German", "=1+1", "فرنسا".encode().decode("cp1256")],
]
FOUND = {
    ("merged", "certain", "C2", "C2:C3"),
    ("coloured", "certain", "B2", "FFFFFF00"),
    ("hidden", "certain", "A3", ""),
    ("struck-out", "certain", "B3", "Omar Said"),
    ("ditto", "certain", "D4", "D3"),
    ("commented", "certain", "C4", "perhaps Belgian"),
    ("never-calculated", "certain", "D5", ""),
    ("garbled-letters", "certain", "E5", "فرنسا"),
    ("hidden", "batch", "", ""),
    ("hidden-sheet", "batch", "", ""),
}


@pytest.fixture
def sheets(tmp_path: Path) -> list[Sheet]:
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    for row in [HEADER, *ROWS]:
        page.append(row)
    page.merge_cells("C2:C3")
    page["B2"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFFFF00")
    page["B3"].font = openpyxl.styles.Font(strike=True)
    page["C4"].comment = openpyxl.comments.Comment("perhaps Belgian", "amal")
    page.row_dimensions[3].hidden = True
    page.column_dimensions["E"].hidden = True
    page.sheet_state = "hidden"
    book.create_sheet("empty")
    book.save(tmp_path / "amal.xlsx")
    return records.read(tmp_path / "amal.xlsx")  # type: ignore[no-any-return]  # loaded on demand


def with_marks(sheets: list[Sheet], *marks: tuple[int, str, str, str]) -> list[Sheet]:
    first, *others = sheets
    more = pd.DataFrame(marks, columns=list(first.marks.columns))
    return [replace(first, marks=pd.concat([first.marks, more], ignore_index=True)), *others]


def findings(sheets: list[Sheet]) -> Any:
    batch = records.normalise(sheets, records.form("fighter-file"))
    found = records.check(batch)
    marked = [name for name, check in CHECKS.items() if isinstance(check, Marked)]
    return batch.locate(found[found["check"].isin(marked)])


def test_each_mark_is_found_in_its_cell(sheets: list[Sheet]) -> None:
    found = findings(sheets)
    said = [json.loads(args) for args in found["args"]]
    shown = [each.get("shown") or each.get("colour", "") for each in said]
    told = set(zip(found["check"].astype(str), found["verdict"].astype(str), found["cell"], shown, strict=True))
    assert told - {("merged", "certain", "C2", "C2:C3")} == FOUND - {("merged", "certain", "C2", "C2:C3")}
    merged = found[found["check"] == "merged"]
    assert merged[["record", "cell", "text", "reading"]].values.tolist() == [
        [0, "C2", "Tunisian", "TN"],
        [1, "C2", "Tunisian", "TN"],
    ]
    doubtful = {"struck-out", "never-calculated", "garbled-letters"}
    assert set(found.loc[found["severity"] == "warning", "check"]) == doubtful


@pytest.mark.parametrize(
    ("mark", "check"), [("readers-disagree",) * 2, ("ragged", "ragged-line"), ("swallowed", "swallowed-lines")]
)
def test_marks_of_readers_are_findings(sheets: list[Sheet], mark: str, check: str) -> None:
    found = findings(with_marks(sheets, (4, "B", mark, "2 of 3")))
    assert found.loc[found["check"] == check, ["record", "cell", "severity"]].values.tolist() == [[2, "B4", "warning"]]


def test_a_text_beneath_a_merged_cell_is_kept_and_told(sheets: list[Sheet]) -> None:
    found = findings(with_marks(sheets, (4, "B", "merged", "B4:B5")))
    covered = found.loc[found["check"] == "covered"]
    assert covered[["record", "text"]].values.tolist() == [[3, "Bilal Haddad"]]


def test_a_text_that_two_readers_read_otherwise_has_no_reading(sheets: list[Sheet]) -> None:
    """The header's cell is in no record, and is told of the sheet; a merged cell is that of each record it covers."""
    marks = [(row, column, "readers-disagree", "x") for row, column in ((1, "C"), (2, "C"), (4, "D"), (5, "C"))]
    batch = records.normalise(with_marks(sheets, *marks), records.form("fighter-file"))
    frame = batch.frame()
    notes = batch.columns["nationality"].take("note").tolist()
    assert frame["nationality"].tolist()[0] == "Tunisian"
    assert frame["nationality_status"].tolist() == ["unread", "unread", "exact", "unread"]
    assert notes[:2] == ["cell.readers-disagree"] * 2
    assert frame["birth_date_status"].tolist()[2] == "unread"
    found = records.check(batch)
    told = found[found["check"] == "readers-disagree"]
    assert told["record"].dropna().tolist() == [0, 1, 2, 3]
    assert "unread" not in set(found["check"])
    assert told.loc[told["verdict"] == "batch", "message"].tolist() == [
        "The sheet amal.xlsx!Sheet: two programs disagree on 1 cells outside the records (C1)."
    ]


def test_a_sheet_that_one_reader_read_alone_is_told_everywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("records.sources.workbook._opinion", lambda child: {})
    monkeypatch.chdir(tmp_path)
    package(tmp_path / "a.xlsx")
    said = "The sheet a.xlsx!people was read by one program only"
    call = ("check", "a.xlsx", "--form", "fighter-file", "--sheet", "people", "--out", "o")
    told = sijill(*call)
    assert f"sijill: {said}" in told.err
    assert said in (tmp_path / "o" / "findings.csv").read_text(encoding="utf-8")
    run = json.loads((tmp_path / "o" / "run.json").read_text(encoding="utf-8"))
    assert run["one-reader"] == [{"sheet": "a.xlsx!people"}]


def comments(*of: tuple[str, str]) -> dict[str, str]:
    """The parts of a workbook whose sheet has these comments."""
    texts = "".join(f'<comment ref="{place}"><text><t>{text}</t></text></comment>' for place, text in of)
    return {
        "xl/worksheets/_rels/sheet1.xml.rels": relations({"rId1": ("comments", "../comments1.xml")}),
        "xl/comments1.xml": f'<comments xmlns="{MAIN}"><commentList>{texts}</commentList></comments>',
    }


def test_comments_and_merges_that_stand_on_no_record_are_told_of_the_sheet(tmp_path: Path) -> None:
    """On the header, on an empty line, beside the table, and where no sheet has a cell: none is dropped."""
    merges = "".join(f'<mergeCell ref="{ref}"/>' for ref in ("C2:C3", "A0:A2", "B4:B2", "D4:", "", "ZZZ1:ZZZ2"))
    body = sheet(*people(), after=f"<mergeCells>{merges}</mergeCells>")
    places = [("A2", "torn"), ("C1", "as typed"), ("B9", "lost"), ("H2", "beside"), ("B0", "zero"), ("b2", "small")]
    path = package(tmp_path / "a.xlsx", comments(*places) | {SHEET: body})
    found = records.check(records.normalise(records.read(path), "fighter-file"))
    told = {check: of["message"].tolist() for check, of in found.groupby("check", observed=True)}
    on_a_record, outside = told["commented"]
    assert on_a_record.endswith("a comment says: torn")
    for each in ("C1: as typed", "B9: lost", "H2: beside", "B0: zero", "b2: small"):
        assert each in outside
    assert told["merged"][-1] == (
        "The sheet a.xlsx!people: 5 merged ranges name no cells that a sheet can have, so no record has them "
        "(A0:A2, B4:B2, D4:, , ZZZ1:ZZZ2)."
    )


@pytest.mark.parametrize("lang", languages())
def test_every_mark_becomes_a_whole_sentence(sheets: list[Sheet], lang: str) -> None:
    more = [(4, "B", mark, "2 of 3") for mark in ("readers-disagree", "ragged", "swallowed")]
    more += [(4, "B", "merged", "B4:B5"), (0, "B", "whole-floats", ""), (0, "", "one-reader", "")]
    more += [(0, "", "merged", "B0:B2"), (0, "", "comment", "B0: torn")]
    more += [(row, "B", mark, "Name") for row in (1, 4) for mark in UNSURE]
    more += [(4, "B", "invisible", ";;;"), (5, "B", "readers-disagree", "")]
    more += [(4, "B", mark, "2 of 3") for mark in ("summary", "untaken")]
    found = worded(findings(with_marks(sheets, *more)), lang)
    assert set(found["check"]) == {name for name, check in CHECKS.items() if isinstance(check, Marked)}
    for text in found["message"]:
        assert not re.search(r"[{}]|\w_\w|\bNone\b|\bnan\b|NaT", text), text
