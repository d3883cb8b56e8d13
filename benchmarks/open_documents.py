"""Open documents made cell by cell: an honest one of three persons, and one odd cell in it."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from benchmarks.packages import PEOPLE

_NAMES = ("office", "table", "text", "style")
_SPACES = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in _NAMES)
_SPACES += ' xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2"'
_SPACES += ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
_STYLES = """<office:automatic-styles><number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text>
<number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:time-style style:name="N2"><number:hours number:style="long"/><number:text>:</number:text><number:minutes
number:style="long"/><number:text>:</number:text><number:seconds number:style="long"/></number:time-style>
<number:boolean-style style:name="N3"><number:boolean/></number:boolean-style>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="hour" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="truth" style:family="table-cell" style:data-style-name="N3"/></office:automatic-styles>"""
_MANIFEST = """<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">
<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.spreadsheet"/>
<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>"""


def cell(about: str, inside: str = "") -> str:
    """A cell with these attributes."""
    return f"<table:table-cell {about}>{inside}</table:table-cell>"


def text(words: str) -> str:
    """A cell that holds a text."""
    return cell('office:value-type="string"', f"<text:p>{escape(words)}</text:p>")


def _float(value: str, shown: str) -> str:
    return cell(f'office:value-type="float" office:value="{value}"', f"<text:p>{shown}</text:p>")


ODD_ODS = {
    "as it is": text("Zayd"),
    "a number": _float("12", "12"),
    "a number shown otherwise": _float("12", "99"),
    "a number in Python's grammar": _float("1_000", "1_000"),
    "an Arabic number": _float("١٢", "١٢"),
    "a number with zeros": _float("7", "007"),
    "words for a number": _float("Ali", "Ali"),
    "no number": cell('office:value-type="float"', "<text:p>5</text:p>"),
    "a hidden number": _float("5", ""),
    "a text and another value": cell('office:value-type="string" office:string-value="EVIL"', "<text:p>Zayd</text:p>"),
    "a value and no text": cell('office:value-type="string" office:string-value="Zayd"'),
    "a day": cell('table:style-name="day" office:value-type="date" office:date-value="1990-05-01"', "<text:p>1990-05-01</text:p>"),
    "a day shown otherwise": cell('table:style-name="day" office:value-type="date" office:date-value="1990-05-01"', "<text:p>1999-09-09</text:p>"),
    "a day that is none": cell('table:style-name="day" office:value-type="date" office:date-value="1990-13-45"', "<text:p>x</text:p>"),
    "a percentage": cell('office:value-type="percentage" office:value="0.5"', "<text:p>50%</text:p>"),
    "a truth": cell('table:style-name="truth" office:value-type="boolean" office:boolean-value="true"', "<text:p>TRUE</text:p>"),
    "a third truth": cell('table:style-name="truth" office:value-type="boolean" office:boolean-value="maybe"', "<text:p>TRUE</text:p>"),
    "a time": cell('table:style-name="hour" office:value-type="time" office:time-value="PT08H30M00S"', "<text:p>08:30:00</text:p>"),
    "a strange type": cell('office:value-type="zz" office:value="5"', "<text:p>Zayd</text:p>"),
    "no type": cell("", "<text:p>Zayd</text:p>"),
    "two paragraphs": cell('office:value-type="string"', "<text:p>a</text:p><text:p>b</text:p>"),
    "blanks": cell('office:value-type="string"', '<text:p>a<text:s text:c="3"/>b<text:tab/>c</text:p>'),
    "a span": cell('office:value-type="string"', "<text:p>a<text:span>b</text:span>c</text:p>"),
    "a note": cell('office:value-type="string"', "<office:annotation><text:p>EVIL</text:p></office:annotation><text:p>a</text:p>"),
    "a formula": cell('table:formula="of:=1+1" office:value-type="float" office:value="2"', "<text:p>2</text:p>"),
    "two cells in one": cell('office:value-type="string" table:number-columns-repeated="2"', "<text:p>a</text:p>"),
    "no cells in one": cell('office:value-type="string" table:number-columns-repeated="0"', "<text:p>a</text:p>"),
    "less than no cells": cell('office:value-type="string" table:number-columns-repeated="-1"', "<text:p>a</text:p>"),
    "Arabic cells": cell('office:value-type="string" table:number-columns-repeated="٢"', "<text:p>a</text:p>"),
    "a covered cell": "<table:covered-table-cell office:value-type='string'><text:p>under</text:p></table:covered-table-cell>",
    "merged": cell('office:value-type="string" table:number-rows-spanned="2" table:number-columns-spanned="1"', "<text:p>a</text:p>"),
    "a formula typed": text("=1+1"),
}  # fmt: skip
"""Cells as no honest program writes them. A stored value that its own formula contradicts is none of them: no reader calculates."""


def open_document(path: Path, odd: str, row: int, column: int) -> Path:
    """Write the honest document with one odd cell."""
    rows = [[text(each) for each in texts] for texts in PEOPLE]
    rows[row][column] = ODD_ODS[odd]
    lines = "".join(f"<table:table-row>{''.join(cells)}</table:table-row>" for cells in rows)
    body = f'<office:body><office:spreadsheet><table:table table:name="people">{lines}</table:table></office:spreadsheet></office:body>'
    with zipfile.ZipFile(path, "w") as package:
        package.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        package.writestr(
            "content.xml",
            f'<office:document-content {_SPACES} office:version="1.2">{_STYLES}{body}</office:document-content>',
        )
        package.writestr("META-INF/manifest.xml", _MANIFEST)
    return path
