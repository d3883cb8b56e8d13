"""What is handed over in memory is read as the file is."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from pandas.testing import assert_frame_equal

import records
from records.model import SijillError
from records.outputs.run import Run
from records.outputs.run_files import write
from records.sources.sheet import Sheet
from tests.calling import tree

EXAMPLES = Path(__file__).parent.parent.parent / "examples"
BATTALION, REGISTER = EXAMPLES / "battalion.xlsx", EXAMPLES / "prisoner-register.csv"


def written(sheets: list[Sheet], form: str, out: Path) -> dict[str, bytes]:
    batch = records.normalise(sheets, form)
    write(Run.of([(batch, records.check(batch))]), out)
    return tree(out)


@pytest.mark.parametrize(("path", "form"), [(BATTALION, "fighter-file"), (REGISTER, "prisoner-register")])
def test_bytes_and_open_files_give_what_the_file_gives(path: Path, form: str, tmp_path: Path) -> None:
    expected = written(records.read(path), form, tmp_path / "file")
    assert written(records.read(path.read_bytes(), name=path.name), form, tmp_path / "bytes") == expected
    with path.open("rb") as file:
        file.read(7)  # it is read from its beginning all the same
        assert written(records.read(file), form, tmp_path / "open") == expected
    named = io.BytesIO(path.read_bytes())
    named.name = f"/elsewhere/{path.name}"
    assert written(records.read(named), form, tmp_path / "named") == expected


def test_a_file_and_its_bytes_can_be_told_apart(tmp_path: Path) -> None:
    data = REGISTER.read_bytes()
    sheets = [*records.read(data, name="a.csv"), *records.read(data, name="b.csv")]
    files = written(sheets, "prisoner-register", tmp_path)
    assert {"annotated/a.annotated.xlsx", "annotated/b.annotated.xlsx"} <= files.keys()


def test_an_open_workbook_is_read_as_openpyxl_saves_it(tmp_path: Path) -> None:
    book = openpyxl.load_workbook(BATTALION)
    sheets, same = records.read(book), records.read(BATTALION)
    assert [sheet.source.place() for sheet in sheets] == [f"Workbook!{sheet.source.sheet}" for sheet in same]
    assert_frame_equal(
        records.normalise(sheets, "fighter-file").frame(), records.normalise(same, "fighter-file").frame()
    )
    files = written(sheets, "fighter-file", tmp_path)
    [source, *_] = json.loads(files["run.json"])["inputs"]
    assert (source["file"], source["sha256"], source["note"]) == ("Workbook", None, "in memory, no hash, one reader")
    assert not any(name.startswith("annotated/") for name in files)
    assert all("one-reader" in set(sheet.marks["mark"]) for sheet in sheets)
    assert records.read(book, name="amal")[0].source.file == "amal"


def test_formulas_of_an_open_workbook_are_told() -> None:
    book = openpyxl.Workbook()
    page: Any = book.active
    for row in (["Record no", "Full name", "Nationality"], ["1", "Karim Daoud", "=A2"], [2, "Omar Said", "French"]):
        page.append(row)
    found = records.check(records.normalise(records.read(book), "prisoner-register"))
    assert "C2" in set(found.loc[found["check"] == "never-calculated", "cell"])


def closed() -> io.BytesIO:
    file = io.BytesIO(b"a")
    file.close()
    return file


@pytest.mark.parametrize(
    ("given", "said", "error"),
    [
        (b"a,b", {}, r"^paths=bytes: has no name; say what the file is called"),
        (b"a,b", {"name": ""}, r"^paths=bytes: has no name"),
        (b"a,b", {"name": 3}, r"^name=int: is no text"),
        (b"a,b", {"name": "x" * 300}, r"cannot be the name of a file; give a shorter"),
        (b"a,b", {"name": "a\0b"}, r"cannot be the name of a file"),
        (b"", {"name": "a.csv"}, r"^a.csv: is empty"),
        (b"%PDF-1", {"name": "a.csv"}, r"^a.csv: is a PDF"),
        (b"a,b", {"name": "a.csv", "max_bytes": 2}, r"^a.csv: has more than 2 bytes"),
        (b"a,b", {"name": "a.csv", "encoding": 3}, r"^encoding=int: is no text"),
        (io.BytesIO(b"a,b"), {}, r"^paths=BytesIO: has no name"),
        (io.StringIO("a,b"), {"name": "a.csv"}, r"^paths=StringIO: is open as text; open it with mode 'rb'"),
        (closed(), {"name": "a.csv"}, r"^paths=BytesIO: cannot be read; open it anew"),
        (openpyxl.Workbook(write_only=True), {}, r"^paths=Workbook: is only for reading or only for writing"),
        (openpyxl.load_workbook(BATTALION, read_only=True), {}, r"^paths=Workbook: is only for reading"),
        (openpyxl.Workbook().active, {}, r"^paths=Worksheet: is neither a path"),
        (records.form, {}, r"^paths=function: is neither a path"),
    ],
)
def test_a_wrong_call_says_what_where_and_what_to_do(given: Any, said: dict[str, Any], error: str) -> None:
    with pytest.raises(SijillError) as raised:
        records.read(given, **said)
    assert re.search(error, str(raised.value)), str(raised.value)
    assert "\n" not in str(raised.value) and raised.value.remedy
