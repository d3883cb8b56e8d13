"""The annotated copy: only what is ours is added, at places the schema allows, and other programs show it."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from records.model import Severity, Source
from records.outputs.copies import file_name
from records.outputs.files import OURS
from records.sources.sheet import DICTIONARY, Sheet, letter
from records.wording import words
from records.xlsx import findings_sheet
from records.xlsx.findings_sheet import BORDERS, COLUMNS, Finding, shortened
from records.xlsx.package import Package, Part, UneditableError, xml
from records.xlsx.workbook_copy import _SHEET_ORDER as ORDER
from records.xlsx.workbook_copy import anew, annotate, copy

pytestmark = pytest.mark.filterwarnings("ignore:Sparkline Group extension")
RED = "FFFFC7CE"
EN = words("en")
STRICT = {
    "http://schemas.openxmlformats.org/spreadsheetml/2006/main": "http://purl.oclc.org/ooxml/spreadsheetml/main",
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships": "http://purl.oclc.org/ooxml/officeDocument/relationships",
}


def rich() -> bytes:
    """A workbook with what a load and a save would lose, and with elements before and after ours."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Forms & Co's")
        sheet.write_row(1, 1, ["name", "born", "wives"])
        for row in range(2, 12):
            sheet.write_row(row, 1, [f"محمد {row}", str(1980 + row), row])
        sheet.write_formula(12, 3, "=SUM(D3:D12)", None, 75)
        sheet.write_url(2, 1, "https://example.org/a", string="a link of theirs", tip="theirs")
        sheet.write_comment(3, 1, "a comment")
        sheet.conditional_format(
            "D3:D12", {"type": "cell", "criteria": ">", "value": 5, "format": book.add_format({"bold": True})}
        )
        sheet.data_validation("C3:C12", {"validate": "length", "criteria": "<", "value": 99})
        sheet.merge_range("F2:G3", "merged")
        sheet.add_sparkline("H3", {"range": "D3:D12"})
        chart = book.add_chart({"type": "column"})
        chart.add_series({"values": ["Forms & Co's", 2, 3, 11, 3]})
        sheet.insert_chart("J2", chart)
        sheet.set_header("&Chead")
        sheet.set_landscape()
        book.add_worksheet("Other").write("A1", "findings elsewhere")
    return out.getvalue()


def finding(cells: str, severity: str = "error", sheet: str = "Forms & Co's", message: str = "The message.") -> Finding:
    said = {
        "severity": severity,
        "verdict": "certain",
        "check": "date-order",
        "sheet": sheet,
        "message": message,
        "text": "=1",
    }
    return Finding(sheet, tuple(filter(None, cells.split("|"))), Severity(severity), said)


FINDINGS = [
    finding("C3|D3"),
    finding("C4", "warning"),
    finding("C5", "warning"),
    finding("C3", "info", message="A second one."),
    finding("B3", "info"),
    finding("", "info", "", "Of the whole file."),
    finding("Z99"),
]


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return {info.filename: archive.read(info) for info in archive.infolist()}


def changed(before: bytes, after: bytes) -> set[str]:
    old, new = members(before), members(after)
    assert list(new)[: len(old)] == list(old), "members stand in their order"
    return {name for name in new if old.get(name) != new[name]}


def inserted_only(before: bytes, after: bytes) -> bool:
    """Whether `after` is `before` with texts put in: its characters in order, but for counts that went up."""
    uncounted = [re.sub(rb" count=.\d+.", b"", each) for each in (before, after)]
    rest = iter(uncounted[1])
    return all(byte in rest for byte in uncounted[0])


def test_every_other_part_is_byte_for_byte_as_it_was() -> None:
    before = rich()
    after = annotate(Package(before), FINDINGS, ["title"], "en")
    ours = "xl/worksheets/sijill-findings.xml"
    touched = {"[Content_Types].xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/styles.xml"}
    assert changed(before, after) == {*touched, "xl/worksheets/sheet1.xml", ours}
    old, new = members(before), members(after)
    assert all(inserted_only(old[name], new[name]) for name in old)
    assert annotate(Package(before), FINDINGS, ["title"], "en") == after, "the same bytes each time"


def test_fills_and_links_lead_there_and_back() -> None:
    after = annotate(Package(rich()), FINDINGS, ["A title", "A word"], "en")
    book = openpyxl.load_workbook(io.BytesIO(after))
    assert book.sheetnames == ["Forms & Co's", "Other", "Findings"]
    sheet, listed = book["Forms & Co's"], book["Findings"]
    assert sheet["B3"].hyperlink.target == "https://example.org/a", "a link of theirs is left alone"
    link = sheet["C3"].hyperlink
    assert (link.location, link.tooltip) == ("'Findings'!A5", "The message. … and 1 more")
    assert sheet["D3"].hyperlink.location == "'Findings'!A5"
    assert sheet["C4"].hyperlink.location == "'Findings'!A6"
    assert [cell.value for cell in listed[4]] == [EN[f"annotated_{name}"] for name in COLUMNS]
    assert listed["F5"].hyperlink.location == "'Forms & Co''s'!C3"
    assert listed["G5"].hyperlink.location == "'Forms & Co''s'!D3"
    assert (listed["F5"].value, listed["G5"].value, listed["K5"].value) == ("C3", "D3", "The message.")
    assert (listed["I5"].value, listed["I5"].data_type) == ("=1", "s"), "a string stays a string"
    assert listed["K10"].value == "Of the whole file."
    assert listed["F10"].value is None
    fills = {cell: each[0].dxf.fill.bgColor.rgb for area, each in formats(sheet) for cell in str(area.sqref).split()}
    assert fills == {"C3": RED, "D3": RED, "Z99": RED, "C4:C5": "FFFFEB9C", "B3": "FFDDEBF7"}


def formats(sheet: Any) -> list[Any]:
    return [(area, area.rules) for area in sheet.conditional_formatting if area.rules[0].type == "expression"]


def coloured() -> bytes:
    """A workbook whose people have coloured cells, empty ones and a column too."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet, other = book.add_worksheet("Forms & Co's"), book.add_worksheet("Other")
        yellow, white, striped = (
            book.add_format(each)
            for each in ({"bg_color": "#FFFF00"}, {"bg_color": "#FFFFFF"}, {"pattern": 4, "fg_color": "#00B050"})
        )
        sheet.set_column("F:F", None, yellow)
        for row in range(2, 8):
            sheet.write_row(row, 1, ["a", "b", "c"])
        sheet.write("C3", "doubtful", yellow)
        sheet.write_blank("D4", None, striped)
        sheet.write("B3", "white", white)
        sheet.write("F6", "plain", book.add_format({"bold": True}))
        other.write("C4", "elsewhere", yellow)
    return out.getvalue()


def reordered(name: str, text: str) -> str:
    return re.sub(r'<c r="(\w+)" s="(\d+)"', r"<c  s='\2' \n r='\1'", text)


@pytest.mark.parametrize("change", [lambda name, text: text, reordered])
def test_a_colour_of_theirs_is_left_and_gets_a_border(change: Callable[[str, str], str]) -> None:
    cells = ["C3", "D4", "B3", "F5", "F6", "C4"]
    found = [finding(cell, "warning" if cell == "D4" else "error") for cell in cells]
    after = annotate(Package(rewritten(coloured(), change)), found, ["title"], "en")
    shown = {}
    for area, (rule,) in formats(openpyxl.load_workbook(io.BytesIO(after))["Forms & Co's"]):
        border = rule.dxf.border and {getattr(rule.dxf.border, side).color.rgb for side in ("left", "top", "bottom")}
        for cells_of in str(area.sqref).split():
            shown[cells_of] = (rule.dxf.fill and rule.dxf.fill.bgColor.rgb, border)
    red, amber = ({BORDERS[each]} for each in (Severity.ERROR, Severity.WARNING))
    assert shown == {"B3": (RED, None), "C4": (RED, None), "F6": (RED, None)} | {
        "C3": (None, red), "F5": (None, red), "D4": (None, amber)
    }  # fmt: skip


@pytest.mark.parametrize("prefixed", [False, True])
@pytest.mark.parametrize(
    "tail",
    [
        "",
        "<printOptions/><pageMargins/>",
        "<mergeCells/><dataValidations/><hyperlinks/><pageSetup/>",
        "<hyperlinks><hyperlink ref='A1:B2' location='x'/></hyperlinks><drawing/>",
        "<conditionalFormatting sqref='A1'><cfRule type='x' priority='7'/></conditionalFormatting><extLst/>",
    ],
)
def test_ours_stand_where_the_schema_wants_them(tail: str, prefixed: bool) -> None:
    def shaped(text: str) -> str:
        return re.sub(r"<(/?)(\w)", r"<\1x:\2", text).replace("xmlns=", "xmlns:x=") if prefixed else text

    def change(name: str, text: str) -> str:
        if name == "xl/worksheets/sheet1.xml":
            rows = "<sheetData><row r='1'><c r='A1'/></row></sheetData>"
            return shaped(f'<worksheet xmlns="m">{rows}{tail}</worksheet>')
        return text

    after = annotate(Package(rewritten(rich(), change)), [finding("A1|C3")], [], "en")
    part = Package(after).part("xl/worksheets/sheet1.xml")
    names = [child.local for child in part.elements if child.depth == 1]
    known = [name for name in names if name in ORDER]
    assert known == sorted(known, key=ORDER.index)
    later = [name for name in names if name not in ORDER]
    assert names == known + later
    assert names.count("hyperlinks") == 1
    links = {each.attributes["ref"] for each in part.children("hyperlinks", "hyperlink")}
    assert links == ({"A1:B2", "C3"} if "ref='A1:B2'" in tail else {"A1", "C3"})
    assert all(each.name.startswith("x:") == prefixed for each in part.elements)
    assert ('priority="8"' in members(after)["xl/worksheets/sheet1.xml"].decode()) == ("priority='7'" in tail)


def rewritten(data: bytes, change: Callable[[str, str], str], encoding: str = "utf-8") -> bytes:
    package = Package(data)
    for name in list(package.members):
        if name.endswith((".xml", ".rels")):
            old = package.members[name][0].decode()
            new = change(name, old)
            if not new:
                del package.members[name]
            elif new != old or encoding != "utf-8":
                package.put(name, new.encode(encoding))
    return package.written()


def strict(name: str, text: str) -> str:
    for old, new in STRICT.items():
        text = text.replace(old, new)
    return text


def commented(name: str, text: str) -> str:
    return re.sub("(.*)(<sheetData>)(.*)(</sheetData>)", r"\1\2<!-- </sheetData> -->\3\4<!-- <x> -->", text)


def absolute(name: str, text: str) -> str:
    return text.replace('Target="worksheets/', 'Target="/xl/worksheets/')


def prefixed(name: str, text: str) -> str:
    if name not in (
        "xl/workbook.xml",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "[Content_Types].xml",
        "xl/_rels/workbook.xml.rels",
    ):
        return text
    names = {each.split(":")[0] for each in re.findall(r"xmlns:(\w+)=", text)}
    text = re.sub(r"<(/?)([A-Za-z]\w*)(?![\w:])", r"<\1x:\2", text)
    assert "x" not in names
    return text.replace(" xmlns=", " xmlns:x=")


def without_styles(name: str, text: str) -> str:
    if name == "xl/styles.xml":
        return ""
    text = re.sub(r"<conditionalFormatting.*</conditionalFormatting>", "", text)
    text = re.sub(r"<Override PartName=\"/xl/styles.xml\"[^>]*>", "", text)
    return re.sub(r"<Relationship Id=\"\w+\" Type=\"[^\"]*/styles\"[^>]*>", "", text)


def without_formats(name: str, text: str) -> str:
    return re.sub(r"<dxfs.*?</dxfs>", "", text) if name == "xl/styles.xml" else text


def empty_formats(name: str, text: str) -> str:
    return re.sub(r"<dxfs.*?</dxfs>", "<dxfs count='0'></dxfs>", text) if name == "xl/styles.xml" else text


@pytest.mark.parametrize(
    "change", [strict, commented, absolute, prefixed, without_styles, without_formats, empty_formats]
)
def test_any_dialect_is_edited_and_opens(change: Callable[[str, str], str]) -> None:
    before = rewritten(rich(), change)
    after = annotate(Package(before), FINDINGS, ["title"], "en")
    assert all(Part(data) for name, data in members(after).items() if name.endswith((".xml", ".rels")))
    assert all(inserted_only(old, members(after)[name]) for name, old in members(before).items())
    if change is strict:
        assert (
            members(after)["xl/_rels/workbook.xml.rels"].count(
                b"purl.oclc.org/ooxml/officeDocument/relationships/worksheet"
            )
            == 3
        )
        return  # openpyxl does not read the strict names
    book = openpyxl.load_workbook(io.BytesIO(after))
    assert book["Findings"]["F4"].value == "C3"
    assert book["Forms & Co's"]["C3"].hyperlink.location == "'Findings'!A4"
    [error] = [each[0].dxf.fill.bgColor.rgb for area, each in formats(book["Forms & Co's"]) if "C3" in str(area.sqref)]
    assert error == RED


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "iso-8859-6"])
def test_a_part_keeps_its_encoding(encoding: str) -> None:
    declared = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{declared}"?><worksheet><sheetData>محمد</sheetData></worksheet>'
    part = Part(text.encode(encoding))
    part.append(part.children("sheetData")[0], "زيد", 0)
    assert part.written() == text.replace("محمد", "محمدزيد").encode(encoding)


@pytest.mark.parametrize(
    "data",
    [b"", b"PK", b"a,b\n1,2", b"PK\x03\x04" + bytes(100)],
)
def test_what_is_no_package_is_told(data: bytes) -> None:
    with pytest.raises(UneditableError):
        annotate(Package(data), [], [], "en")


@pytest.mark.parametrize(
    "part",
    [b"<a", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"<?xml version='1.0' encoding='no-such'?><a/>", b"\xff\xfe<"],
)
def test_what_is_no_part_is_told(part: bytes) -> None:
    with pytest.raises(UneditableError):
        Part(part)


@given(st.text())
def test_any_text_comes_back_from_a_cell(text: str) -> None:
    part = Part(f'<r><t a="{xml(text)}">{xml(text)}</t></r>'.encode())
    raw = part.elements[1].attributes["a"]
    shown = re.sub(r"_x005F_(?=x[0-9A-Fa-f]{4}_)", "_", raw)
    if not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]", text):
        assert shown == text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]", shown)


@given(st.text(), st.integers(40, 300))
def test_a_long_text_is_cut_visibly(text: str, longest: int) -> None:
    cut = shortened(text, longest, EN)
    assert len(cut.encode("utf-16-le", "surrogatepass")) <= 2 * longest
    assert cut == text or re.search(r"⟦\d+ characters more⟧$", cut)


def test_more_links_than_excel_keeps_are_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(findings_sheet, "MOST_LINKS", 3)
    after = annotate(Package(rich()), [finding(f"C{row}") for row in range(4, 9)], ["title"], "en")
    book = openpyxl.load_workbook(io.BytesIO(after))
    linked = [row for row in range(1, 13) if book["Forms & Co's"][f"C{row}"].hyperlink]
    assert linked == [4, 5], "one link was there already"
    assert "3 cells" in book["Findings"]["A2"].value
    assert "C4:C8" in {str(area.sqref) for area, _ in formats(book["Forms & Co's"])}, "all are filled"


def test_names_that_are_taken() -> None:
    before = rich()
    once = annotate(Package(before), FINDINGS, [], "en")
    twice = annotate(Package(once), FINDINGS, [], "en")
    assert openpyxl.load_workbook(io.BytesIO(twice)).sheetnames[2:] == ["Findings", "Findings (2)"]
    assert len(members(twice)) == len(members(before)) + 2


def test_the_sheet_runs_from_right_to_left_in_arabic() -> None:
    book = openpyxl.load_workbook(io.BytesIO(annotate(Package(rich()), FINDINGS, [], "ar")))
    assert book["الملاحظات"].sheet_view.rightToLeft
    assert book["الملاحظات"]["A2"].value == "الرقم"
    assert not book["Forms & Co's"].sheet_view.rightToLeft


TEXTS = [
    "=cmd|'/c calc'!A0",
    "+1",
    "-1",
    "@x",
    "007",
    "NA",
    "1990-01-02",
    "https://example.org",
    "a\x07b",
    "_x0041_",
    " x ",
    "أ\n ب",
    "x" * 40_000,
]


def text_sheet(texts: list[str | None], file: str = "list.csv", sheet: str = "") -> Sheet:
    column = pa.array(texts, pa.string()).dictionary_encode().cast(DICTIONARY)
    cells = pa.table({letter(n): column for n in range(2)})
    source = Source(file, file, sheet, "")
    return Sheet(source, cells, pa.array(range(3, 3 + len(texts)), pa.int32()).to_numpy())


def test_a_source_that_is_no_workbook_is_written_anew_as_text() -> None:
    data, names = anew([text_sheet([*TEXTS, None]), text_sheet(["x"], sheet="It's [1]/2" + "y" * 40)], "en")
    assert names == {"": "list", "It's [1]/2" + "y" * 40: "It's _1__2" + "y" * 15}
    book = openpyxl.load_workbook(io.BytesIO(data.written()))
    sheet = book["list"]
    assert [sheet.cell(3 + n, 2).data_type for n in range(len(TEXTS))] == ["s"] * len(TEXTS)
    read = [sheet.cell(3 + n, 1).value for n in range(len(TEXTS))]
    assert read[:8] == TEXTS[:8]
    assert read[8:10] == ["a⟦U+0007⟧b", "_x0041_"] or read[9] == "_x005F_x0041_"
    assert read[10:12] == [" x ", "أ\n ب"]
    assert read[12].endswith("characters more⟧")
    assert sheet.cell(3 + len(TEXTS), 1).value is None
    assert sheet["A3"].number_format == "@"
    assert sheet.dimensions == f"A3:B{3 + len(TEXTS)}"
    assert anew([text_sheet(["x"])], "en")[0].written() == anew([text_sheet(["x"])], "en")[0].written()


def test_a_csv_gets_a_copy_with_links(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    path.write_text("name,born\nزيد,1990\n", encoding="utf-8")
    source = Source(str(path), "list.csv", "", "")
    data, ending = copy(path.read_bytes(), source, [finding("B2", sheet="")], None, "en")
    book = openpyxl.load_workbook(io.BytesIO(data))
    assert ending == ".xlsx"
    assert book.sheetnames == ["list", "Findings"]
    assert book["list"]["B2"].hyperlink.location == "'Findings'!A6"
    assert book["Findings"]["F6"].hyperlink.location == "'list'!B2"
    assert "no Excel workbook" in book["Findings"]["A3"].value


def test_a_workbook_with_macros_keeps_the_ending_that_opens_it() -> None:
    macros = rewritten(rich(), lambda name, text: text.replace("spreadsheetml.sheet.main", "sheet.macroEnabled.main"))
    assert copy(macros, Source("a.xlsm", "a.xlsm", "x", ""), [], None, "en")[1] == ".xlsm"


def test_names_of_copies_are_theirs_alone() -> None:
    taken: list[str] = []
    for file in ("a.xlsx", "A.xlsx", "a.xlsx", "x" * 300, "\u202egnp.csv"):
        taken.append(file_name(file, ".xlsx", taken))
    assert taken[:3] == ["a.annotated.xlsx", "A (2).annotated.xlsx", "a (3).annotated.xlsx"]
    assert len(taken[3]) < 255
    assert taken[4] == "⟦U+202E⟧gnp.annotated.xlsx"
    assert all(OURS.fullmatch(f"annotated/{name}") for name in (*taken, file_name("a.xlsm", ".xlsm", taken)))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_libreoffice_opens_it(tmp_path: Path, lang: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(annotate(Package(rich()), FINDINGS, ["title"], lang))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "ods",
        "--outdir",
        str(tmp_path),
        str(tmp_path / "a.xlsx"),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    with zipfile.ZipFile(tmp_path / "a.ods") as archive:
        content = archive.read("content.xml").decode()
    assert "The message." in content
    assert content.count("#&apos;Findings&apos;" if lang == "en" else "#&apos;الملاحظات&apos;") >= 4
    assert "calcext:conditional-format " in content
    assert "of:=1" not in content
