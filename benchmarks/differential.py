"""Workbooks made to be misread: each cell is what openpyxl and LibreOffice read, or the file is refused, or it is told.

    python benchmarks/differential.py [--packages 300] [--seed 1] [--format xlsx|ods|xls|xlsb]

Makes packages of three invented persons in which cells, rows, relations and parts are written as no honest program
writes them (`ODD_CELLS`, `ODD_PARTS`), and compares every cell with what openpyxl and LibreOffice (`soffice`) read.
A difference is silent when neither the file is refused nor a finding of `check` names the cell or its sheet.
"""

from __future__ import annotations

import argparse
import csv
import io
import math
import random
import re
import shutil
import subprocess
import sys
import tempfile
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # the checkout, when the package is not installed

import records
from benchmarks import packages as made
from benchmarks.binary_workbooks import ODD_XLSB, binary_workbook
from benchmarks.open_documents import ODD_ODS, open_document
from records.forms import Form
from records.model import SijillError
from records.sources import read_file

Cells = dict[tuple[str, str], str]
FORM = """\
form: people
title: {en: People, ar: أشخاص}
fields:
  full_name: {kind: name}
  nationality: {kind: country}
  birth_date: {kind: date}
"""
TOLD = {
    "readers-disagree", "malformed-cell", "formula-text", "invisible", "never-calculated", "one-reader", "merged",
    "covered", "hidden-sheet",
}  # fmt: skip
"""Checks that say that a cell may show something else elsewhere."""
STYLES = f"""<styleSheet xmlns="{made.MAIN}"><numFmts count="4"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>
<numFmt numFmtId="165" formatCode="0000"/><numFmt numFmtId="166" formatCode=";;;"/><numFmt numFmtId="167"
formatCode="hh:mm:ss"/></numFmts><fonts count="2"><font/><font><strike/></font></fonts><fills count="1"><fill><patternFill/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="7"><xf numFmtId="0"/>
<xf numFmtId="164"/><xf numFmtId="10"/><xf numFmtId="165"/><xf numFmtId="166"/><xf numFmtId="0" fontId="1"/>
<xf numFmtId="167"/></cellXfs></styleSheet>"""
STRINGS = f"""<sst xmlns="{made.MAIN}"><si><t>Zayd</t></si><si><t xml:space="preserve"> two  blanks </t></si>
<si><r><t>rich </t></r><r><rPr><strike/></rPr><t>text</t></r></si><si><t>kana</t><rPh sb="0" eb="1"><t>x</t></rPh></si>
<si><t></t></si></sst>"""
ODD_CELLS = (
    '<c r="@"><v>12</v></c>', '<c r="@"><v>-0.5</v></c>', '<c r="@"><v>1E3</v></c>', '<c r="@"><v>0005</v></c>',
    '<c r="@"><v>1_000</v></c>', '<c r="@"><v>١٢</v></c>', '<c r="@"><v> 7</v></c>', '<c r="@"><v>+1</v></c>',
    '<c r="@"><v>1e400</v></c>', '<c r="@"><v>nan</v></c>', '<c r="@"><v>Ali</v></c>', '<c r="@"><v>0x10</v></c>',
    '<c r="@"><v>1,5</v></c>', '<c r="@"><v>.5</v></c>', '<c r="@"><v>5.</v></c>', '<c r="@"><v></v></c>',
    '<c r="@" t="b"><v>1</v></c>', '<c r="@" t="b"><v>0</v></c>', '<c r="@" t="b"><v>2</v></c>',
    '<c r="@" t="b"><v>true</v></c>', '<c r="@" t="b"><v></v></c>', '<c r="@" t="e"><v>#N/A</v></c>',
    '<c r="@" t="s"><v>0</v></c>', '<c r="@" t="s"><v>1</v></c>', '<c r="@" t="s"><v>2</v></c>', '<c r="@" t="s"><v>3</v></c>',
    '<c r="@" t="s"><v>4</v></c>', '<c r="@" t="s"><v>99</v></c>', '<c r="@" t="s"><v/></c>', '<c r="@" t="s"><v>٠</v></c>',
    '<c r="@" t="s"><v>-1</v></c>', '<c r="@" t="s"><v>1.0</v></c>', '<c r="@" t="zz"><v>5</v></c>', '<c r="@" t=""><v>5</v></c>',
    '<c r="@" t="str"><v>Omar</v></c>', '<c r="@" t="str"><f>"a"</f><v>a</v></c>', '<c r="@" s="1" t="d"><v>1990-05-01</v></c>',
    '<c r="@"><f>1+1</f><v>2</v></c>', '<c r="@"><f>1+1</f></c>', '<c r="@"><f>1+1</f><v></v></c>',
    '<c r="@" t="inlineStr"><is><t>in line</t></is></c>', '<c r="@" t="inlineStr"><v>in v</v></c>',
    '<c r="@"><is><t>5</t></is></c>', '<c r="@" t="inlineStr"><is><t>a</t></is><v>b</v></c>',
    '<c r="@" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', '<c r="@" t="inlineStr"><is><t>a</t><t>b</t></is></c>',
    '<c r="@" t="inlineStr"><is/></c>', '<c r="@"><v>1</v><v>2</v></c>', '<c r="@"><v><![CDATA[7]]></v></c>',
    '<c r="@"><v>1<!-- x -->2</v></c>', '<c r="@"><v>1<x/>2</v></c>', '<c r="@" t="str"><v>a<x>b</x>c</v></c>',
    '<c r="@" s="1"><v>32994</v></c>', '<c r="@" s="1"><v>60</v></c>', '<c r="@" s="1"><v>-5</v></c>', '<c r="@" s="1"><v>3e9</v></c>',
    '<c r="@" s="1" t="str"><v>1990</v></c>', '<c r="@" s="2"><v>0.5</v></c>', '<c r="@" s="3"><v>7</v></c>',
    '<c r="@" s="4"><v>5</v></c>', '<c r="@" s="4" t="str"><v>Sami</v></c>', '<c r="@" s="5" t="str"><v>cut</v></c>',
    '<c r="@" s="6"><v>0.5</v></c>', '<c r="@" s="99"><v>32994</v></c>', '<c r="@" s="1_0"><v>5</v></c>', '<c r="@" s=""><v>5</v></c>',
    '<c r="@"/>', '<c r="A0"/>', '<c r="@9"><v>1</v></c>', '<c r="A9"><v>1</v></c>', '<c r="$A$2"><v>1</v></c>', '<c r="a2"><v>1</v></c>',
    '<c><v>3</v></c>', '<c r=""><v>3</v></c>', '<c r="@"><v>1</v></c><c r="@"><v>2</v></c>', '<c r="@"><v>1</v></c><c r="@"/>',
    '<c r="@"/><c r="@"><v>2</v></c>', '<c r="@"><c r="@"><v>2</v></c></c>', '<x:c xmlns:x="urn:x" r="@"><x:v>2</x:v></x:c>',
    '<x><c r="@"><v>4</v></c></x>', '<c r="@"><x><v>4</v></x></c>', '<c r="@"><v>4</v><extLst><ext><v>5</v></ext></extLst></c>',
    '<c r="@" t="inlineStr"><is><t>=1+1</t></is></c>', '<c r="@" t="str"><v>a&#10;b</v></c>', '<c r="@" t="str"><v>&#9;</v></c>',
)  # fmt: skip
"""Cells, with `@` for their place."""
Parts = dict[str, str]


def _swap(parts: Parts, name: str, old: str, new: str) -> None:
    parts[name] = parts[name].replace(old, new, 1)


def _second(parts: Parts, kind: str, target: str = "worksheets/sheet2.xml", more: str = "") -> None:
    """A second sheet of other persons, by a relation of that kind."""
    parts["xl/workbook.xml"] = made.book(("people", "rId1"), ("more", "rId9"))
    link = made.relations({"rId9": (kind, target)}).partition(">")[2].partition("</Relationships>")[0] if kind else more
    _swap(parts, "xl/_rels/workbook.xml.rels", "</Relationships>", f"{link}</Relationships>")
    other = ("full_name", "nationality", "birth_date"), ("Jean Other", "France", "1970-01-02")
    parts["xl/worksheets/sheet2.xml"] = made.sheet(*(made.row(n, *texts) for n, texts in enumerate(other, 1)))


_OTHERS = made.sheet(made.row(1, "EVIL"))
_LINK = 'Target="worksheets/sheet1.xml"'
_RELS, _BOOK = "xl/_rels/workbook.xml.rels", "xl/workbook.xml"
ODD_PARTS: dict[str, Callable[[Parts], Any]] = {
    "as it is": dict,
    "a part by case": lambda parts: parts.update({"XL/worksheets/sheet1.xml": _OTHERS}),
    "strings by case": lambda parts: parts.update({"xl/SharedStrings.xml": parts["xl/sharedStrings.xml"].replace("Zayd", "EVIL")}),
    "a part with a slash": lambda parts: parts.update({"/xl/worksheets/sheet1.xml": _OTHERS}),
    "an absolute target": lambda parts: _swap(parts, _RELS, _LINK, 'Target="/xl/worksheets/sheet1.xml"'),
    "a target by case": lambda parts: _swap(parts, _RELS, _LINK, 'Target="WorkSheets/Sheet1.XML"'),
    "a target with a backslash": lambda parts: _swap(parts, _RELS, _LINK, 'Target="worksheets\\sheet1.xml"'),
    "a target with dots": lambda parts: _swap(parts, _RELS, _LINK, 'Target="../xl/./worksheets/sheet1.xml"'),
    "a chart": lambda parts: _second(parts, "chartsheet"),
    "a dialog": lambda parts: _second(parts, "dialogsheet"),
    "macros": lambda parts: _second(parts, "http://schemas.microsoft.com/office/2006/relationships/xlMacrosheet"),
    "a strange kind": lambda parts: _second(parts, "strange"),
    "no relation": lambda parts: _second(parts, ""),
    "an external one": lambda parts: _second(
        parts, "", more=f'<Relationship Id="rId9" Type="{made.LINKS}/worksheet" TargetMode="External" Target="worksheets/sheet2.xml"/>'),
    "a second sheet": lambda parts: _second(parts, "worksheet"),
    "a hidden sheet": lambda parts: (_second(parts, "worksheet"), _swap(parts, _BOOK, 'name="more"', 'name="more" state="hidden"')),
    "1904": lambda parts: _swap(parts, _BOOK, "<sheets>", '<workbookPr date1904="1"/><sheets>'),
    "a document type": lambda parts: parts.update({"xl/sharedStrings.xml": f'<!DOCTYPE x [<!ENTITY a "INJ">]>{STRINGS}'}),
    "strings elsewhere": lambda parts: (
        _swap(parts, _RELS, "sharedStrings.xml", "strings.dat"), parts.update({"xl/strings.dat": parts["xl/sharedStrings.xml"]})),
    "a row twice": lambda parts: _swap(parts, made.SHEET, "</sheetData>", f"{made.row(4, 'EVIL')}</sheetData>"),
    "rows backwards": lambda parts: _swap(parts, made.SHEET, "</sheetData>", f"{made.row(2, 'EVIL')}</sheetData>"),
    "a row without a number": lambda parts: _swap(parts, made.SHEET, "</sheetData>", f"<row>{made.cell('', 'Late')}</row></sheetData>"),
    "a row below zero": lambda parts: _swap(parts, made.SHEET, '<row r="4">', '<row r="-3">'),
    "a row 2.0": lambda parts: _swap(parts, made.SHEET, '<row r="4">', '<row r="4.0">'),
    "a row in a row": lambda parts: _swap(parts, made.SHEET, '<row r="4">', f'<row r="4">{made.row(5, "EVIL")}'),
    "rows after the sheet": lambda parts: _swap(parts, made.SHEET, "</sheetData>", f"</sheetData><x>{made.row(9, 'EVIL')}</x>"),
    "two sheets of data": lambda parts: _swap(parts, made.SHEET, "</sheetData>", f"</sheetData><sheetData>{made.row(9, 'EVIL')}</sheetData>"),
    "cells between rows": lambda parts: _swap(parts, made.SHEET, "</row><row", f"</row>{made.cell('E1', 'EVIL')}<row"),
    "merged": lambda parts: _swap(parts, made.SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="B2:B3"/></mergeCells>'),
    "a strict file": lambda parts: [
        parts.update({name: text.replace(made.MAIN, "http://purl.oclc.org/ooxml/spreadsheetml/main")}) for name, text in parts.items()],
    "alternate content": lambda parts: _swap(
        parts, made.SHEET, "</sheetData>",
        '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="v">'
        f"{made.row(9, 'CHOICE')}</mc:Choice><mc:Fallback>{made.row(9, 'FALLBACK')}</mc:Fallback></mc:AlternateContent></sheetData>"),
}  # fmt: skip
"""What else may be odd, and how it is made."""


def xlsx(path: Path, chance: random.Random, n: int) -> str:
    """A package with odd cells, and perhaps an odd part; says which."""
    parts = made.parts() | {"xl/styles.xml": STYLES, "xl/sharedStrings.xml": STRINGS}
    more = made.relations({"rId7": ("styles", "styles.xml"), "rId8": ("sharedStrings", "sharedStrings.xml")})
    links = more.partition(">")[2].partition("</Relationships>")[0]
    _swap(parts, _RELS, "</Relationships>", f"{links}</Relationships>")
    how = [list(ODD_PARTS)[n % len(ODD_PARTS)]] if n % 3 == 0 else []
    rows = [list(row) for row in made.PEOPLE]
    for _ in range(1 if how else chance.randint(1, 2)):
        row, column = chance.randint(1, 3), chance.randint(0, 2)
        odd = ODD_CELLS[n % len(ODD_CELLS)] if not how else chance.choice(ODD_CELLS[:40])
        rows[row][column] = odd.replace("@", f"{'ABC'[column]}{row + 1}")
        how.append(odd)
        n = chance.randrange(len(ODD_CELLS))
    parts[made.SHEET] = made.sheet(*(made.row(number, *texts) for number, texts in enumerate(rows, 1)))
    if how[0] in ODD_PARTS:
        ODD_PARTS[how[0]](parts)
    made.package(path, parts)
    return " · ".join(how)


def ods(path: Path, chance: random.Random, n: int) -> str:
    """An open document with an odd cell; says which."""
    odd = list(ODD_ODS)[n % len(ODD_ODS)]
    open_document(path, odd, chance.randint(1, 3), chance.randint(0, 2))
    return odd


def ours(path: Path, form: Form) -> tuple[Cells, set[tuple[str, str]], set[str]]:
    """What we read, the cells and the sheets of which something is said. Raises `SijillError`."""
    sheets = read_file(path)
    cells = {
        (sheet.source.sheet, f"{letter}{row}"): text
        for sheet in sheets
        for letter in sheet.letters
        for row, text in zip(sheet.rows.tolist(), sheet.column(letter).to_pylist(), strict=True)
        if text
    }
    read = [sheet for sheet in sheets if not sheet.not_read and sheet.cells.num_rows]
    batch = records.normalise(read, form)
    found = batch.locate(records.check(batch))
    found = found[found["check"].isin(TOLD)]
    places = zip(found["sheet"], found["cell"], strict=True)
    told = {(sheet, cell) for sheet, several in places for cell in several.split("|")}
    of_merges = found[found["check"].isin(["merged", "covered"])]
    for sheet, message in zip(of_merges["sheet"], of_merges["message"], strict=True):
        told |= {(sheet, cell) for cell in re.findall(r"\b[A-Z]{1,3}[0-9]+\b", message)}
    whole = {sheet.source.sheet for sheet in sheets if sheet.not_read}
    for message in found.loc[found["record"].isna(), "message"]:
        for sheet in read:
            if sheet.source.place() in message:
                named = re.findall(r"\b[A-Z]{1,3}[0-9]+\b", message.replace(sheet.source.place(), ""))
                told |= {(sheet.source.sheet, cell) for cell in named}
                whole |= set() if named else {sheet.source.sheet}
    return cells, told, whole


def by_openpyxl(path: Path) -> Cells | None:
    """What openpyxl reads; None where it cannot."""
    import openpyxl

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(io.BytesIO(path.read_bytes()), data_only=True)
    except Exception:  # noqa: BLE001  it raises whatever a broken workbook makes it raise
        return None
    return {
        (sheet.title, cell.coordinate): _text(cell.value)
        for sheet in book.worksheets
        for row in sheet.iter_rows()
        for cell in row
        if cell.value is not None
    }


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    if isinstance(value, date | datetime | time):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def by_libreoffice(folder: Path, files: list[Path]) -> dict[Path, Cells]:
    """What LibreOffice reads of these files, all in one call; it leaves out what it cannot open."""
    out = folder / "csv"
    shown = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
    command = ["soffice", f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", shown]
    subprocess.run([*command, "--outdir", str(out), *map(str, files)], check=False, capture_output=True, timeout=1200)
    found: dict[Path, Cells] = {}
    for path in files:
        for table in sorted(out.glob(f"{path.stem}-*.csv")):
            cells = found.setdefault(path, {})
            with table.open(encoding="utf-8", newline="") as file:
                for row, texts in enumerate(csv.reader(file), 1):
                    sheet = table.stem.removeprefix(f"{path.stem}-")
                    cells |= {(sheet, f"{chr(65 + n)}{row}"): text for n, text in enumerate(texts) if text}
    return found


def same(one: str, other: str) -> bool:
    """Whether two programs mean the same: the same words, hour or number, percentages among them."""
    one, other = (_HOUR.sub(_of_24, each) for each in (one, other))
    if " ".join(one.split()) == " ".join(other.split()) or (one, other) in (("TRUE", "1"), ("FALSE", "0")):
        return True  # LibreOffice shows the truth of a formula as its number
    numbers = [_number(each) for each in (one, other)]
    return None not in numbers and math.isclose(*numbers, rel_tol=1e-9)  # type: ignore[arg-type]  # no None


_HOUR = re.compile(r"\b(0?[1-9]|1[0-2])((?::[0-5][0-9]){1,2}) ([AP])M\b")


def _of_24(hour: re.Match[str]) -> str:
    return f"{int(hour[1]) % 12 + 12 * (hour[3] == 'P'):02d}{hour[2]}"


def _number(text: str) -> float | None:
    found = re.fullmatch(r"\s*([+-]?[0-9]*\.?[0-9]+(?:[eE][+-]?[0-9]+)?)(%?)\s*", text)
    return float(found[1]) / (100 if found[2] else 1) if found else None


def differences(cells: Cells, others: Mapping[str, Cells], told: set[tuple[str, str]], whole: set[str]) -> list[str]:
    """The cells that another program reads otherwise, and of which nothing is said."""
    return [
        f"{sheet}!{cell}: {cells.get((sheet, cell), '')!r}, {name} {other.get((sheet, cell), '')!r}"
        for name, other in others.items()
        for sheet, cell in sorted({*cells, *other})
        if not same(cells.get((sheet, cell), ""), other.get((sheet, cell), ""))
        and (sheet, cell) not in told
        and sheet not in whole
    ]


def xlsb(path: Path, chance: random.Random, n: int) -> str:
    """A binary workbook with an odd cell; says which."""
    odd = list(ODD_XLSB)[n % len(ODD_XLSB)]
    binary_workbook(path, odd, chance.randint(1, 3), chance.randint(0, 2))
    return odd


MAKERS = {"xlsx": xlsx, "ods": ods, "xls": xlsx, "xlsb": xlsb}
"""Old workbooks are made by LibreOffice of such packages: nobody else here writes them."""


def as_xls(folder: Path, files: list[Path]) -> list[Path]:
    """These files as old workbooks, those that LibreOffice could open."""
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xls", "--outdir", str(folder), *map(str, files)]
    subprocess.run(command, check=False, capture_output=True, timeout=1200)
    return [path.with_suffix(".xls") for path in files if path.with_suffix(".xls").is_file()]


def measured(packages: int, seed: int, kind: str, folder: Path) -> tuple[Counter[str], list[str]]:
    """How many packages were equal, refused or told, and a line for each silent difference."""
    (folder / "people.yaml").write_text(FORM, encoding="utf-8")
    form = records.form(str(folder / "people.yaml"))
    chance = random.Random(seed)
    files = [folder / f"p{n:04d}.{'xlsx' if kind == 'xls' else kind}" for n in range(packages)]
    hows = {path.stem: MAKERS[kind](path, chance, n) for n, path in enumerate(files)}
    files = as_xls(folder, files) if kind == "xls" else files
    libreoffice = by_libreoffice(folder, files) if shutil.which("soffice") else {}
    figures: Counter[str] = Counter()
    silent: list[str] = []
    for path in files:
        others = {"LibreOffice": libreoffice.get(path), "openpyxl": by_openpyxl(path) if kind == "xlsx" else None}
        readable = {name: cells for name, cells in others.items() if cells}  # who reads no cell cannot read it
        figures.update(f"read by {name}" for name in readable)
        try:
            cells, told, whole = ours(path, form)
        except SijillError:
            figures["refused"] += 1
            continue
        found = differences(cells, readable, told, whole)
        figures["silent" if found else "told" if told or whole else "equal"] += 1
        silent += [f"{path.name} ({hows[path.stem]}): {each}" for each in found]
    return figures, silent


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--packages", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--format", choices=MAKERS, default="xlsx")
    options = parser.parse_args()
    if not shutil.which("soffice"):
        print("soffice is not here: LibreOffice is left out", file=sys.stderr)
    with tempfile.TemporaryDirectory() as folder:
        figures, silent = measured(options.packages, options.seed, options.format, Path(folder))
    for what, count in sorted(figures.items()):
        print(f"{count:6,}  {what}")
    print("\n".join(silent), file=sys.stderr)
    return int(bool(silent))


if __name__ == "__main__":
    sys.exit(main())
