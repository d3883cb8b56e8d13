"""Workbooks made part by part: an honest one of three persons, and whatever a stranger may write into it."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from pathlib import Path
from xml.sax.saxutils import escape

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
PEOPLE = (
    ("full_name", "nationality", "birth_date"),
    ("Ali Example", "Syria", "1990-05-01"),
    ("Omar Sample", "Iraq", "1985-02-03"),
    ("Sami Instance", "Egypt", "1979-11-12"),
)
"""What stands in the honest workbook; none of them lives."""
SHEET = "xl/worksheets/sheet1.xml"


def cell(place: str, text: str) -> str:
    """A cell that holds its text itself; without a place the one after the last."""
    where = f' r="{place}"' if place else ""
    return f'<c{where} t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def row(number: int, *cells: str) -> str:
    """A row of such texts, or of cells that are written already."""
    written = (each if each.startswith("<") else cell(f"{'ABCDEFGH'[n]}{number}", each) for n, each in enumerate(cells))
    return f'<row r="{number}">{"".join(written)}</row>'


def sheet(*rows: str, before: str = "", after: str = "") -> str:
    """The part of a sheet."""
    return (
        f'<worksheet xmlns="{MAIN}" xmlns:r="{LINKS}">{before}<sheetData>{"".join(rows)}</sheetData>{after}</worksheet>'
    )


def people() -> list[str]:
    """The rows of the honest sheet."""
    return [row(n, *texts) for n, texts in enumerate(PEOPLE, 1)]


def relations(links: Mapping[str, tuple[str, str]], more: str = "") -> str:
    """A part of relationships: by id the last word of the type, and the target."""
    lines = (
        f'<Relationship Id="{name}" Type="{kind if ":" in kind else f"{LINKS}/{kind}"}" Target="{target}"/>'
        for name, (kind, target) in links.items()
    )
    return f'<Relationships xmlns="{_RELATIONS}">{"".join(lines)}{more}</Relationships>'


def book(*names: tuple[str, str], about: str = "") -> str:
    """The part of the workbook: its sheets, each a name and the id of its relationship."""
    sheets = "".join(
        f'<sheet name="{name}" sheetId="{n}" r:id="{relation}"/>' for n, (name, relation) in enumerate(names, 1)
    )
    return f'<workbook xmlns="{MAIN}" xmlns:r="{LINKS}">{about}<sheets>{sheets}</sheets></workbook>'


def parts() -> dict[str, str]:
    """The parts of the honest workbook, by name."""
    types = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{types}.sheet.main+xml"/>'
        f'<Override PartName="/{SHEET}" ContentType="{types}.worksheet+xml"/></Types>',
        "_rels/.rels": relations({"rId1": ("officeDocument", "xl/workbook.xml")}),
        "xl/workbook.xml": book(("people", "rId1")),
        "xl/_rels/workbook.xml.rels": relations({"rId1": ("worksheet", "worksheets/sheet1.xml")}),
        SHEET: sheet(*people()),
    }


def package(path: Path, changed: Mapping[str, str | bytes] | None = None) -> Path:
    """Write the honest workbook with some parts changed or added."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (parts() | dict(changed or {})).items():
            archive.writestr(name, content)
    return path
