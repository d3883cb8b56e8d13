"""What each sheet of real workbooks holds, as a person sees it, and whether `inspect` says so."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest

from records.data import read_yaml
from records.inspection import inspect

HERE = Path(__file__).parent
FOLDER = Path(__file__).parents[3] / "shared" / "workbooks"
EXPECTED = [read_yaml(path)[0] for path in sorted(HERE.glob("*.yaml"))]
SHEETS = [
    pytest.param(each["file"], name, wanted, id=f"{each['file']} {name}")
    for each in EXPECTED
    for name, wanted in each["sheets"].items()
]
absent = pytest.mark.skipif(not FOLDER.is_dir(), reason="the workbooks lie beside the checkout")


@cache
def sheets(file: str) -> dict[str, Any]:
    return {each["sheet"]: each for each in inspect(FOLDER / file)["sheets"]}


@absent
@pytest.mark.parametrize(("file", "sheet", "wanted"), SHEETS)
def test_what_a_sheet_holds(file: str, sheet: str, wanted: dict[str, Any]) -> None:
    found = sheets(file)[sheet]
    if "tables" in wanted:
        assert [{key: _texts(value) for key, value in table.items()} for table in found["tables"]] == wanted["tables"]
    if "forms" in wanted:
        expected = {label: cells.split() for label, cells in wanted["forms"].items()}
        assert {label: found["forms"].get(label) for label in expected} == expected
    else:
        assert not found["forms"]


def _texts(value: Any) -> Any:
    """Numbers as YAML gives them here: as texts."""
    return [str(each) for each in value] if isinstance(value, list) else str(value)


@absent
def test_every_workbook_is_judged() -> None:
    there = {path.name for path in FOLDER.iterdir() if path.suffix != ".csv"}
    assert {each["file"] for each in EXPECTED} == there


@absent
@pytest.mark.parametrize("judged", EXPECTED, ids=[each["file"] for each in EXPECTED])
def test_every_sheet_is_judged_or_left_out_with_a_reason(judged: dict[str, Any]) -> None:
    assert {*sheets(judged["file"])} == {*judged["sheets"], *judged.get("left_out", {})}
