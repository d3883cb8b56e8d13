"""What people type into an annotated copy is taken, told or refused with its cell, and stands in the next copy."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import records
from records.decisions.annotated_copy import FINDING_WORDS
from records.decisions.corrections import corrections
from records.decisions.decision_file import read_decisions
from records.model import FormError
from records.words import languages, words
from records.xlsx import findings_sheet
from tests.calling import sijill, tree
from tests.decisions.test_replay import form, inserted, people, write

__all__ = ["form"]
HEADERS = {
    name: words("en")[f"annotated_{name}"] for name in ("check", "decision", "value", "who", "note", "key", "text")
}


def joined(row: list[str], day: str) -> list[str]:
    return [*row[:4], day, *row[5:]]


SOME = [joined(row, "22/1/1975" if n < 3 else "22/1/2015") for n, row in enumerate([*people()[:3], *people()[20:26]])]
"""Three joined before they were born: too few to have one cause."""
SOME[3][5] = "Tunisz"
NEW = ["61", "Zaki Yusuf", "M-21", "14/8/1989", "22/1/1975", "Tunisia", "Amal"]
NAME = "annotated/roll.annotated.xlsx"


def listed(book: Any) -> tuple[Any, int, dict[str, int]]:
    """The sheet of findings, its header's row, and the column of each header."""
    sheet = book.worksheets[-1]
    top = next(row for row in range(1, 9) if sheet.cell(row, 1).value in ("No.", "الرقم"))
    known = {words(lang)[f"annotated_{name}"]: name for lang in ("en", "ar") for name in HEADERS}
    return sheet, top, {known[cell.value]: cell.column for cell in sheet[top] if cell.value in known}


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a sheet of findings, by its headers."""
    sheet, top, columns = listed(openpyxl.load_workbook(path))
    return [
        {name: str(sheet.cell(row, column).value or "") for name, column in columns.items()}
        for row in range(top + 1, sheet.max_row + 1)
    ]


def typed(path: Path, cells: dict[tuple[str, str], dict[str, str]], change: Callable[[Any], object] = id) -> None:
    """Type into the row of a check and a record's number; `change` does anything else to the book."""
    book = openpyxl.load_workbook(path)
    sheet, top, columns = listed(book)
    for (check, number), texts in cells.items():
        keys = {row: sheet.cell(row, columns["key"]).value for row in range(top + 1, sheet.max_row + 1)}
        row = next(row for row, key in keys.items() if f"check={check};" in key and f"record_no={number};" in key)
        for name, text in texts.items():
            sheet.cell(row, columns[name]).value = text
    change(book)
    book.save(path)


def by_openpyxl(_: Path) -> None:
    """Nothing more: `typed` saves with it."""


def by_libreoffice(path: Path) -> None:
    """Open and save a workbook in LibreOffice."""
    if shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    out = path.parent.parent / "saved"
    profile = f"-env:UserInstallation=file://{out}/profile"
    call = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(path)]
    subprocess.run(call, check=True, capture_output=True, timeout=120)
    (out / path.name).replace(path)
    shutil.rmtree(out)


@pytest.mark.parametrize(("lang", "save"), [("en", by_openpyxl), ("ar", by_libreoffice)])
def test_the_loop(lang: str, save: Callable[[Path], None], form: str, tmp_path: Path) -> None:
    table, out = write(tmp_path / "roll.csv", SOME), tmp_path / "out"
    copy, call = out / NAME, ("check", str(table), "--form", form, "--out", str(out), "--lang", lang)
    sijill(*call)
    typed(
        copy,
        {
            ("date-order", "2"): {"decision": "stands on the paper", "who": "Amal", "note": "looked; twice"},
            ("date-order", "3"): {"decision": words("ar")["decision.ask"], "value": "1995"},
            ("unknown-code", "21"): {"decision": words(lang)["decision.read as"], "value": "Tunisia"},
            ("date-order", "1"): {"decision": words(lang)["decision.typing error"], "who": "Omar"},
        },
        lambda book: book.worksheets[0].__setitem__("F3", "Algeria"),
    )
    save(copy)
    before = tree(out)
    refused = sijill(*call)
    assert (refused.code, refused.out) == (2, "")
    assert NAME in refused.err
    assert "--decisions" in refused.err
    assert tree(out) == before, "what was typed is never replaced"

    write(table, [NEW, joined(SOME[0], "22/1/2014"), *SOME[1:]])  # the first is corrected, a line is new
    said = sijill(*call, "--decisions", str(copy))
    assert said.code == 1
    line = words(lang)["report.since"].format(gone=2, new=1, left=2, settled=1)
    assert line in said.out
    assert said.err.count("changed in the copy") == (lang == "en")
    assert "roll.annotated.xlsx!roll!F3" in said.err
    assert "Algeria" not in said.err
    found = {(row["check"], row["decision"]): row for row in rows_of(copy) if row["decision"]}
    known = {word: words(lang)[f"decision.{word}"] for word in FINDING_WORDS}
    assert len(found) == 4, "nothing typed is lost"
    stands = found["date-order", known["stands on the paper"]]
    assert (stands["who"], stands["note"]) == ("Amal", "looked; twice")
    assert "record_no=2" in stands["key"]
    assert found["date-order", known["ask"]]["value"] == "1995"
    assert found["", known["read as"]]["value"] == "Tunisia"
    assert found["date-order", known["typing error"]]["who"] == "Omar", "its finding is gone, the row stays"
    assert [row["text"] for row in rows_of(copy) if "corrected=" in row["key"]] == ["Algeria"]

    assert sijill(*call).code == 2, "a copy that holds decisions is not replaced by one without"
    again = sijill(*call, "--decisions", str(copy))
    assert again.code == 1
    state = tree(out)
    assert sijill(*call, "--decisions", str(copy)) == again
    assert tree(out) == state
    assert sijill("verify", str(out), "--sources", str(tmp_path)).code == 0


def test_a_corrected_cell_stands_there_until_the_source_is_corrected(form: str, tmp_path: Path) -> None:
    table, out = write(tmp_path / "roll.csv", people()[:2]), tmp_path / "out"
    call = ("check", str(table), "--form", form, "--out", str(out), "--decisions", str(out / NAME))
    sijill(*call[:-2])
    typed(out / NAME, {}, lambda book: book.worksheets[0].__setitem__("F3", "Algeria"))
    for _ in range(2):
        assert "roll.csv!F3" in sijill(*call).err
    write(table, [people()[0], [*people()[1][:5], "Algeria", people()[1][6]]])
    assert "in the copy" not in sijill(*call).err
    assert not [row for row in rows_of(out / NAME) if "corrected=" in row["key"]]


@pytest.fixture
def copy(form: str, tmp_path: Path) -> Path:
    """The annotated copy of two records."""
    records.run(write(tmp_path / "roll.csv", people()[:2]), form).report(tmp_path / "out")
    return tmp_path / "out" / NAME


def _cell(place: str, text: str) -> Callable[[Any], object]:
    return lambda book: book.worksheets[-1].__setitem__(place, text)


WRONG = [
    ("no word", {"note": "torn"}, id, "M6", "no decision is chosen"),
    ("slip", {"decision": "stand on the paper"}, id, "M6", "no decision is chosen"),
    ("two texts", {"decision": "read as", "value": "1990"}, id, "M6", "a reading is decided of one text"),
    ("beside", {}, _cell("R7", "torn"), "R7", "stands beside the columns"),
    ("below", {}, _cell("B40", "torn"), "B40", "this row is no row of a finding"),
    ("header", {}, _cell("M5", "Mine"), "", "has no column 'decision' any more"),
    ("key", {}, _cell("Q6", "torn"), "Q6", "the key holds a part that is no name=value"),
    ("sheet", {}, lambda book: book.create_sheet("Mine", 0).__setitem__("A1", "torn"), "", "is a sheet that the copy"),
]


@pytest.mark.parametrize(
    ("texts", "change", "cell", "said"), [case[1:] for case in WRONG], ids=[case[0] for case in WRONG]
)
def test_what_cannot_be_kept_is_told_with_its_cell(
    texts: dict[str, str], change: Callable[[Any], object], cell: str, said: str, copy: Path, form: str
) -> None:
    typed(copy, {("date-order", "1"): texts} if texts else {}, change)
    with pytest.raises(FormError) as told:
        read_decisions([copy], [records.form(form)])
    assert f"roll.annotated.xlsx!Findings{'!' * bool(cell)}{cell}" in str(told.value) or not cell
    assert said in str(told.value)
    assert "torn" not in str(told.value)


def test_a_workbook_that_is_no_copy_of_ours_is_refused(form: str, tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "mine.xlsx")
    with pytest.raises(FormError, match=r"mine\.xlsx: has no sheet of findings"):
        read_decisions([tmp_path / "mine.xlsx"], [records.form(form)])


def test_the_sheet_of_findings_is_made_to_be_filled_in(copy: Path) -> None:
    sheet, top, columns = listed(openpyxl.load_workbook(copy))
    assert sheet.cell(top + 1, 1).value == 1
    assert sheet.cell(top + 1, 1).data_type == "n"
    assert sheet.auto_filter.ref == f"A{top}:Q{sheet.max_row}"
    (choice,) = sheet.data_validations.dataValidation
    assert choice.formula1 == '"{}"'.format(",".join(FINDING_WORDS))
    assert str(choice.sqref) == f"M{top + 1}:M{sheet.max_row}"
    hidden = [letter for letter, each in sheet.column_dimensions.items() if each.hidden]
    assert (hidden, columns["key"]) == (["Q"], 17)
    assert {sheet.cell(top + 1, columns[name]).number_format for name in ("decision", "value", "who", "note")} == {"@"}


def test_a_copy_is_a_source_without_its_findings(copy: Path, form: str) -> None:
    result = records.run(copy, form)
    assert len(result.batch) == 2
    assert [(each.sheet, each.why) for each in result.left] == [
        ("Findings", "it holds the findings of an earlier run, and no records")
    ]
    assert len(records.normalise(records.read(copy), form)) == 2
    assert sijill("check", str(copy), "--form", form, "--sheet", "Findings").code == 2
    assert "it holds the findings of an earlier run, and no records" in sijill("inspect", str(copy)).out


def test_a_long_sheet_is_known_line_by_line(monkeypatch: pytest.MonkeyPatch, form: str, tmp_path: Path) -> None:
    """What does not fit into one cell above the keys stands in several."""
    monkeypatch.setattr(findings_sheet, "_PIECE", 70)
    records.run(write(tmp_path / "roll.csv", people()), form).report(tmp_path / "out")
    typed(tmp_path / "out" / NAME, {}, lambda book: book.worksheets[0].__setitem__("F33", "Algeria"))
    (file,) = read_decisions([tmp_path / "out" / NAME], [records.form(form)])
    sheets = records.read(write(tmp_path / "roll.csv", inserted(people())[::-1]))
    assert file.copy is not None
    (found,) = corrections(sheets, file.file, file.copy)
    assert (found.text, found.place) == ("Algeria", "roll.annotated.xlsx!roll!F33")
    assert found.source == f"roll.csv!F{2 + 61 - 33}"


def test_what_may_be_chosen_fits_into_a_list() -> None:
    for lang in languages():
        listed = [words(lang)[f"decision.{word}"] for word in FINDING_WORDS]
        assert not any("," in word or '"' in word for word in listed)
        assert len(",".join(listed)) <= 255
        assert len(set(listed)) == len(listed)


def test_rows_that_say_the_same_do_not_multiply(form: str, tmp_path: Path) -> None:
    """Of two records that nothing tells apart the key leads to none; both rows were answered."""
    table, out = write(tmp_path / "roll.csv", [joined(people()[0], "22/1/1975")] * 2), tmp_path / "out"
    records.run(table, form).report(out)

    def both(book: Any) -> None:
        sheet, top, columns = listed(book)
        for row in range(top + 1, sheet.max_row + 1):
            if sheet.cell(row, columns["check"]).value == "date-order":
                sheet.cell(row, columns["decision"]).value = "ask"

    typed(out / NAME, {}, both)
    for _ in range(2):
        records.run(table, form, decisions=[out / NAME]).report(out)
        assert [row["decision"] for row in rows_of(out / NAME)].count("ask") == 1
