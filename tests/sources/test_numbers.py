"""Python takes `1_000`, `٣` and ` 5 ` for numbers; the programs in which a file is seen do not, so no reader asks Python."""

import ast
from pathlib import Path

import records

ROOMS = [Path(records.__file__).parent / room for room in ("sources", "xlsx")]
ASKS_PYTHON = {"int", "float", "isdigit", "isdecimal", "isnumeric", "Decimal", "Fraction"}
OURS = {
    "cell_text.whole": "the grammar itself, after its pattern",
    "cell_text.parsed_number": "the grammar itself, after its pattern",
    "cell_text.number_text": "of a number that was read by it",
    "cell_text.percentage": "of a number that was read by it",
    "xml_workbook.unescape_xml": "four hexadecimal digits, after their pattern",
    "child._main": "our own arguments",
    "child.overlapping": "digits, after their pattern",
    "dataframe.text_of": "values of pandas",
    "delimited._even": "counts of numpy",
    "delimited._uneven": "counts of numpy",
    "workbook.disagreements": "row numbers of numpy",
    "text_pieces.no_texts": "row numbers of numpy",
    "text_pieces.mojibake": "row numbers of numpy",
    "biff.rk": "bits",
    "findings_sheet._cell": "a cell that we named ourselves",
    "people_table.look": "the number of a style of openpyxl",
    "people_table._styles": "the number of a style of openpyxl",
    "sheet_rows.number_cells": "what `whole` took for a number",
}
"""Where a number of ours is made one of Python's, and of what."""


def asked() -> set[str]:
    """The functions that call one of these, by module and name."""
    found = set()
    for path in sorted(each for room in ROOMS for each in room.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for function in (each for each in ast.walk(tree) if isinstance(each, ast.FunctionDef)):
            names = {each.func for each in ast.walk(function) if isinstance(each, ast.Call)}
            called = {getattr(each, "id", getattr(each, "attr", "")) for each in names}
            if called & ASKS_PYTHON:
                found.add(f"{path.stem}.{function.name}")
    return found


def test_numbers_that_stand_in_files_have_one_grammar() -> None:
    assert asked() == set(OURS)
