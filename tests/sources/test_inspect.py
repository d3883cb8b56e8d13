"""What is in a file, and where its tables stand."""

import json

import openpyxl
import openpyxl.styles
import pytest

from records.inspection import COUNTED, OVERLOOKED, inspect, lines
from records.layout.tables import tables
from records.sources import read_file
from records.sources.worksheet import sheets
from records.words import languages, own_words

SHEETS = {
    "table alone": ("id,name\n1,a\n2,b\n", [((1,), 2, 3, "A:B")]),
    "title, note and blank lines": (
        "List of 1990,,\n,,\nid,name,nat\n1,a,SY\n2,b,IQ\nmade by T1,,\n",
        [((3,), 4, 5, "A:C")],
    ),
    "a blank line inside": ("id,name\n1,a\n,\n2,b\n", [((1,), 2, 4, "A:B")]),
    "two tables, one below the other": (
        "id,name\n1,a\n,\n,\nno,place\n1,b\n",
        [((1,), 2, 2, "A:B"), ((5,), 6, 6, "A:B")],
    ),
    "two tables side by side": ("a,b,,c,d\n1,2,,3,4\n", [((1,), 2, 2, "A:B"), ((1,), 2, 2, "D:E")]),
    "one column is no table": ("name\na\nb\n", []),
    "a header is no table": ("id,name\n", []),
    "nothing": ("\n\n", []),
}


@pytest.mark.parametrize(("text", "expected"), SHEETS.values(), ids=SHEETS)
def test_tables_are_seen_by_their_shape(tmp_path, text, expected):
    (tmp_path / "t.csv").write_text(text, encoding="utf-8")
    (sheet,) = read_file(tmp_path / "t.csv")
    found = [
        (each.header_rows, each.first_row, each.last_row, f"{each.columns[0]}:{each.columns[-1]}")
        for each in tables(sheet)
    ]
    assert found == expected


@pytest.fixture
def book(tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (["الزوجة الأولى", None, "ملاحظات"], ["الاسم", "عدد الأطفال", None], ["س", 2, "x"], ["ع", "=1+1", "y"]):
        sheet.append(row)
    sheet.merge_cells("A1:B1")
    sheet.row_dimensions[3].hidden = True
    sheet["A3"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFFFF00")
    sheet["B3"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFFFFFF")
    sheet.auto_filter.ref = "A2:C4"
    book.create_sheet("empty").sheet_state = "veryHidden"
    book.save(tmp_path / "b.xlsx")
    return tmp_path / "b.xlsx"


def test_merged_parents_belong_to_the_header(book):
    (table,) = tables(read_file(book)[0])
    assert (table.header_rows, table.first_row, table.last_row) == ((1, 2), 3, 4)


def test_inspect_counts_what_could_be_overlooked(book):
    found = inspect(book)
    sheet, empty = found["sheets"]
    assert (found["rows_read"], found["cells_read"]) == (4, 9)
    assert sheet["dimensions"] == "A1:C4"
    once = ("hidden_rows", "merged", "formula", "never-calculated", "fill", "filter")
    assert {key: sheet[key] for key in once} == dict.fromkeys(once, 1)
    assert (empty["rows"], empty["hidden"], empty["very_hidden"]) == (0, True, True)


def test_json_is_one_document_with_the_totals(book):
    document = json.loads("".join(lines([inspect(book)], "json")))
    assert (document["rows_read"], document["cells_read"]) == (4, 9)
    assert [sheet["sheet"] for sheet in document["files"][0]["sheets"]] == ["Sheet", "empty"]
    assert [json.loads(line).get("sheet") for line in lines([inspect(book)], "jsonl")] == ["Sheet", "empty", None]


def test_no_line_holds_a_value_of_a_cell(book):
    for shape in ("text", "json", "jsonl", "csv"):
        assert "الزوجة" not in "".join(lines([inspect(book)], shape))


def test_error_values_are_counted_apart(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["x", "#REF!"])
    book.save(tmp_path / "b.xlsx")
    found = inspect(tmp_path / "b.xlsx")
    assert (found["rows_read"], found["cells_read"], found["sheets"][0]["error"]) == (1, 1, 1)


def test_of_many_coloured_cells_the_number_is_told(tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    for n in range(4):
        book.active.append([n, "x"])
        for cell in book.active[n + 1]:
            cell.fill = openpyxl.styles.PatternFill("solid", fgColor=openpyxl.styles.Color(theme=4, tint=0.4))
    book.save(tmp_path / "b.xlsx")
    (sheet,) = inspect(tmp_path / "b.xlsx")["sheets"]
    assert sheet["fill"] == 8
    fills = read_file(tmp_path / "b.xlsx")[0].marks.query("mark == 'fill'")
    assert set(fills["args"]) == {"theme 4 0.4"}
    monkeypatch.setattr("records.sources.worksheet.MOST_FILLS", 3)
    with (tmp_path / "b.xlsx").open("rb") as file:
        (_, _, worksheet), *_ = sheets(file)
        assert sum(len(piece) for piece in worksheet.read()) == 4
    assert [mark for mark in worksheet.marks if mark[0] == 0] == [(0, "", "fill", "8")]


def test_each_mark_and_each_format_has_its_words_in_every_language():
    for lang in languages():
        known = own_words(lang)
        assert {f"inspect.mark.{mark}" for mark in COUNTED} == {key for key in known if key.startswith("inspect.mark.")}
        assert {f"inspect.overlooked.{each}" for several in OVERLOOKED.values() for each in several} <= known.keys()
