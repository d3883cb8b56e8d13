"""A workbook that was made to be misread is refused or told: no value goes to another row, sheet or reader unnoticed."""

import json
from pathlib import Path

import pytest

from benchmarks import packages as made
from records.model import SourceError
from records.sources import read_file, workbook, worksheet
from tests.calling import sijill

REFUSED_ROWS = {
    "a cell of the next row": made.row(2, '<c r="A3"><v>1</v></c>'),
    "a cell of row 0, and empty": made.row(2, "Ali", '<c r="D0"/>'),
    "a cell of no row": made.row(2, '<c r="A"><v>1</v></c>'),
    "a cell of no column": made.row(2, '<c r="2"><v>1</v></c>'),
    "a cell of row 02": made.row(2, '<c r="A02"><v>1</v></c>'),
    "a cell of an Arabic row": made.row(2, '<c r="A٢"><v>1</v></c>'),
    "a cell of no place": made.row(2, '<c r=""><v>1</v></c>'),
    "a cell of four letters": made.row(2, '<c r="AAAA2"><v>1</v></c>'),
    "a row below zero": '<row r="-3"></row>',
    "a row that is no whole number": '<row r="2.0"></row>',
    "a row with a sign": '<row r="+2"></row>',
    "a row of another grammar": '<row r="1e5"></row>',
    "a row with a mark of thousands": '<row r="1_0"></row>',
    "an Arabic row": '<row r="٢"></row>',
    "row 0": '<row r="0"></row>',
    "a row beyond the last": '<row r="1048577"></row>',
    "a row of many digits": f'<row r="{"9" * 5000}"></row>',
    "a cell between the rows": '<c r="A1"><v>1</v></c>',
    "a cell between the rows, without a place": "<c><v>1</v></c>",
    "a filled cell twice": made.row(2, "Ali", '<c r="A2"><v>1</v></c>'),
    "a filled cell emptied after": made.row(2, "Ali", '<c r="A2"/>'),
}


def read(path: Path, **changed: str) -> dict[str, list[tuple[int, list[str]]]]:
    """The lines of each sheet, by our own reader alone."""
    with made.package(path, changed).open("rb") as file:
        return {name: [line for lines in sheet.read() for line in lines] for name, _, sheet in worksheet.sheets(file)}


def marks(path: Path, **changed: str) -> list[tuple[str, str]]:
    """What the cells of the second row of the sheet show beside their texts."""
    with made.package(path, changed).open("rb") as file:
        ((_, _, sheet),) = worksheet.sheets(file)
        list(sheet.read())
        return [(mark, args) for row, _, mark, args in sheet.marks if row == 2]


@pytest.mark.parametrize("rows", REFUSED_ROWS.values(), ids=REFUSED_ROWS)
def test_a_cell_that_is_not_in_its_row_refuses_the_sheet(tmp_path: Path, rows: str) -> None:
    header, *others = made.people()
    with pytest.raises(SourceError, match=r"^people.* (is damaged|claims a row)"):
        read(tmp_path / "a.xlsx", **{made.SHEET: made.sheet(header, rows, *others[1:])})


def test_cells_and_rows_without_a_place_follow_the_last(tmp_path: Path) -> None:
    line = "".join(made.cell(place, text) for place, text in (("", "Ali"), ("", "Syria"), ("E2", "x"), ("", "y")))
    rows = [*made.people()[:1], f"<row>{line}</row>", f"<row>{made.cell('', 'Omar')}</row>"]
    _, *lines = read(tmp_path / "a.xlsx", **{made.SHEET: made.sheet(*rows)})["people"]
    assert lines == [(2, ["Ali", "Syria", "", "", "x", "y"]), (3, ["Omar"])]


STYLES = (
    f'<styleSheet xmlns="{made.MAIN}"><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>'
)
MALFORMED = {
    "a number in Python's grammar": "<c r='A2'><v>1_000</v></c>",
    "a number in Arabic digits": "<c r='A2'><v>١٢</v></c>",
    "words for a number": "<c r='A2'><v>Ali</v></c>",
    "blanks around a number": "<c r='A2'><v> 5</v></c>",
    "a number without end": "<c r='A2'><v>1e999</v></c>",
    "not a number": "<c r='A2'><v>nan</v></c>",
    "a day that no sheet can show": "<c r='A2' s='1'><v>3e9</v></c>",
    "a date that is no number": "<c r='A2' s='1'><v>3_2874</v></c>",
    "a third truth": "<c r='A2' t='b'><v>2</v></c>",
    "an unknown type": "<c r='A2' t='zz'><v>5</v></c>",
    "a style that is not there": "<c r='A2' s='7'><v>5</v></c>",
    "a style in Python's grammar": "<c r='A2' s='0_1'><v>5</v></c>",
    "a value in a cell of its own text": "<c r='A2' t='inlineStr'><v>Syria</v></c>",
    "a text of its own in a number": "<c r='A2'><is><t>5</t></is></c>",
}


@pytest.mark.parametrize("cell", MALFORMED.values(), ids=MALFORMED)
def test_a_cell_that_stores_what_it_cannot_hold_is_marked(tmp_path: Path, cell: str) -> None:
    links = made.relations({"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")})
    changed = {"xl/_rels/workbook.xml.rels": links, "xl/styles.xml": STYLES}
    told = marks(tmp_path / "a.xlsx", **changed, **{made.SHEET: made.sheet(made.row(2, cell))})
    assert "malformed" in dict(told)


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='A2'><v>1</v><v>2</v></c>",
        "<c r='A2' t='inlineStr'><is><t>a</t></is><v>2</v></c>",
        "<c r='A2' t='s'><v>9</v></c>",
        "<c r='A2' t='s'><v>٠</v></c>",
        "<c r='A2' t='s'><v>-1</v></c>",
        "<x><c r='A2'><v>4</v></c></x>",
        "<c r='A2'><v>1<x/>2</v></c>",
        "<x:c xmlns:x='urn:x' r='A2'><x:v>2</x:v></x:c>",
        "<c r='A2' t='inlineStr'><is><t>a</t><t>b</t></is></c>",
    ],
)
def test_a_cell_of_two_values_or_of_a_text_that_is_not_there_refuses_the_sheet(tmp_path: Path, cell: str) -> None:
    with pytest.raises(SourceError, match="is damaged"):
        read(tmp_path / "a.xlsx", **{made.SHEET: made.sheet(made.row(2, cell))})


def test_an_empty_shared_text_is_an_empty_cell(tmp_path: Path) -> None:
    cells = made.row(2, "Ali", '<c r="B2" t="s"><v/></c>', '<c r="C2" t="s"><v></v></c>')
    assert read(tmp_path / "a.xlsx", **{made.SHEET: made.sheet(cells)})["people"] == [(2, ["Ali"])]


@pytest.mark.parametrize("part", ["xl/strings.dat", "xl/strings", "xl/sharedStrings.xml"])
def test_no_part_may_declare_a_document_type_whatever_its_name(tmp_path: Path, part: str) -> None:
    links = made.relations({"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("sharedStrings", part[3:])})
    texts = f'<!DOCTYPE x [<!ENTITY a "INJ">]><sst xmlns="{made.MAIN}"><si><t>x&a;y</t></si></sst>'
    with pytest.raises(SourceError, match="holds a <!DOCTYPE"):
        read(tmp_path / "a.xlsx", **{"xl/_rels/workbook.xml.rels": links, part: texts})


@pytest.mark.parametrize("name", ["XL/styles.xml", "xl\\STYLES.XML", "/xl/styles.xml", "_RELS/.rels"])
def test_two_parts_of_one_name_refuse_the_file(tmp_path: Path, name: str) -> None:
    with pytest.raises(SourceError, match=r"is damaged: (two parts are named|a part stands twice)"):
        read_file(made.package(tmp_path / "a.xlsx", {"xl/styles.xml": STYLES, name: STYLES}))


OTHERS = {
    "no-part": ("", ""),
    "chart": ("chartsheet", "worksheets/sheet2.xml"),
    "dialog": ("dialogsheet", "worksheets/sheet2.xml"),
    "macros": ("http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet", "worksheets/sheet2.xml"),
    "other-kind": ("strange", "worksheets/sheet2.xml"),
    "doubled": ("worksheet", "worksheets/SHEET2.xml"),
}


@pytest.mark.parametrize("why", OTHERS)
def test_a_sheet_that_is_not_read_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, why: str) -> None:
    kind, target = OTHERS[why]
    links = {"rId1": ("worksheet", "worksheets/sheet1.xml")} | ({"rId2": (kind, target)} if kind else {})
    changed = {
        "xl/workbook.xml": made.book(("people", "rId1"), ("more", "rId2")),
        "xl/_rels/workbook.xml.rels": made.relations(links),
        "xl/worksheets/sheet2.xml": made.sheet(*made.people()),
    }
    if why == "doubled":
        changed["xl/worksheets/Sheet2.xml"] = made.sheet()
    made.package(tmp_path / "a.xlsx", changed)
    monkeypatch.chdir(tmp_path)
    call = ("a.xlsx", "--form", "fighter-file", "--sheet", "people")
    told = sijill("check", *call, "--out", "o")
    assert "a.xlsx!more: it " in told.err
    assert "a.xlsx!more (it " in told.out
    inputs = json.loads((tmp_path / "o" / "run.json").read_text(encoding="utf-8"))["inputs"]
    assert [(each["sheet"], each["why"]) for each in inputs if each["form"] is None] == [("more", f"not-read-{why}")]


def test_a_sheet_that_only_the_other_reader_has_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    growing = workbook._Growing("ghost", "")
    monkeypatch.setattr("records.sources.workbook._opinion", lambda child: {"ghost": growing})
    found = {sheet.source.sheet: sheet.not_read for sheet in read_file(made.package(tmp_path / "a.xlsx"))}
    assert found == {"people": "", "ghost": "other-reader"}


def test_a_workbook_without_a_sheet_that_can_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    made.package(tmp_path / "a.xlsx", {"xl/worksheets/Sheet1.xml": made.sheet()})
    told = sijill("check", "a.xlsx", "--form", "fighter-file")
    assert (told.code, told.err) == (
        2,
        "sijill: a.xlsx: holds no sheet that can be read; see `sijill inspect` for the reason\n",
    )
    assert "two parts of the file have its name" in sijill("inspect", "a.xlsx").out


LOOKS = f"""<styleSheet xmlns="{made.MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode=";;;"/>
<numFmt numFmtId="165" formatCode="0.0%"/></numFmts><cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="164"/>
<xf numFmtId="9"/><xf numFmtId="165"/></cellXfs></styleSheet>"""
CUT = "<c r='A2' t='inlineStr'><is><r><t>Amal </t></r><r><rPr><strike/></rPr><t>Wrong</t></r></is></c>"


@pytest.mark.parametrize(
    ("cell", "text", "mark"),
    [
        ("<c r='A2' s='1'><v>5</v></c>", "5", ("invisible", ";;;")),
        ("<c r='A2' s='1' t='str'><v>Ali</v></c>", "Ali", ("invisible", ";;;")),
        ("<c r='A2' s='2'><v>0.5</v></c>", "50%", ("percent", "")),
        ("<c r='A2' s='3'><v>0.1255</v></c>", "12.55%", ("percent", "0.0%")),
        (CUT, "Amal Wrong", ("strikethrough", "Wrong")),
    ],
)
def test_a_cell_is_read_as_a_person_sees_it(tmp_path: Path, cell: str, text: str, mark: tuple[str, str]) -> None:
    links = made.relations({"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("styles", "styles.xml")})
    changed = {"xl/_rels/workbook.xml.rels": links, "xl/styles.xml": LOOKS}
    changed[made.SHEET] = made.sheet(made.row(2, cell))
    assert read(tmp_path / "a.xlsx", **changed)["people"] == [(2, [text])]
    assert marks(tmp_path / "a.xlsx", **changed) == [mark]


@pytest.mark.parametrize("text", ["=DATE(1988,11,12)", "=A1", "= $B$2", "=1+1", '=HYPERLINK("x","Syria")'])
def test_a_formula_typed_as_a_text_has_no_reading(tmp_path: Path, text: str) -> None:
    rows = made.sheet(*made.people()[:1], made.row(2, text, text.replace("&", "&amp;"), text))
    (sheet,) = read_file(made.package(tmp_path / "a.xlsx", {made.SHEET: rows}))
    assert sheet.marks.values.tolist() == [[2, letter, "formula-text", text] for letter in "ABC"]


@pytest.mark.parametrize("text", ["=", "= 1990", "=same as above", "Ali = Omar", "==", "="])
def test_an_equal_sign_alone_makes_no_formula(tmp_path: Path, text: str) -> None:
    (sheet,) = read_file(made.package(tmp_path / "a.xlsx", {made.SHEET: made.sheet(made.row(1, text))}))
    assert sheet.marks.empty


def test_shared_texts_are_the_same_at_hand_or_not(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of millions of shared texts only the first are held as they are."""
    texts = ["Ali", "سوريا", "", "a_x000D_b", "𐎠", "Omar"]
    items = "".join(f"<si><t>{text}</t></si>" for text in texts)
    struck = "<si><r><rPr><strike/></rPr><t>cut</t></r></si>"
    rows = [made.row(n, f'<c r="A{n}" t="s"><v>{n - 1}</v></c>') for n in range(1, len(texts) + 2)]
    path = made.package(
        tmp_path / "a.xlsx",
        {
            made.SHEET: made.sheet(*rows),
            "xl/sharedStrings.xml": f'<sst xmlns="{made.MAIN}">{items}{struck}</sst>',
            "xl/_rels/workbook.xml.rels": made.relations(
                {"rId1": ("worksheet", "worksheets/sheet1.xml"), "rId2": ("sharedStrings", "sharedStrings.xml")}
            ),
        },
    )
    found = []
    for most in (0, 2, 100):
        monkeypatch.setattr("records.sources.xml_workbook.AT_HAND", most)
        with path.open("rb") as file:
            ((_, _, sheet),) = worksheet.sheets(file)
            found.append(([line for lines in sheet.read() for line in lines], sheet.marks))
    assert found[0] == found[1] == found[2]
    assert [line for _, line in found[0][0]] == [["Ali"], ["سوريا"], ["a\rb"], ["𐎠"], ["Omar"], ["cut"]]
    assert found[0][1] == [(7, "A", "strikethrough", "cut")]
