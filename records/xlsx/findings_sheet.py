"""The sheet of findings, and how cells are filled and linked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from records.model import Severity
from records.sources.letters import column_number, letter
from records.words import right_to_left, words
from records.xlsx.package import xml

MOST_LINKS = 65_530
"""Links that Excel keeps in one sheet."""
LONGEST_TIP = 255
LONGEST_CELL = 32_767
RANGES = 500
"""Ranges named in one conditional format."""

FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.INFO: "FFDDEBF7"}
COLUMNS = {
    "no": 6,
    "severity": 10,
    "verdict": 10,
    "check": 24,
    "sheet": 16,
    "cell": 8,
    "also": 8,
    "field": 24,
    "text": 28,
    "reading": 26,
    "message": 60,
    "unless": 60,
}
"""The columns of the sheet of findings, and their widths."""
SENTENCES = ("field", "message", "unless")
"""Those that hold words of the report's language; the others run in the direction of what they hold."""

CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")


@dataclass(frozen=True)
class Finding:
    """One finding as it stands on the sheet of findings."""

    sheet: str
    """The sheet it is about; empty for a finding of the whole batch."""
    cells: tuple[str, ...]
    """The cells of that sheet, the one it is about first."""
    severity: Severity
    said: Mapping[str, str]
    """What the columns hold, by their name."""


@dataclass(frozen=True)
class Styles:
    """Where our styles stand in the workbook's."""

    fills: Mapping[Severity, int]
    header: int
    link: int
    line: int
    """A sentence in the direction of its language."""
    sentence: int
    """The same, wrapped."""
    wrapped: int
    """A text, wrapped, in its own direction."""


def findings_sheet(
    namespace: str, findings: Sequence[Finding], lines: Sequence[str], top: int, styles: Styles, lang: str
) -> bytes:
    """The sheet of findings: lines about the copy, a header in row `top - 1`, a finding in each row from `top` on."""
    known = words(lang)
    rows = [_row(n, [text], known, [styles.line]) for n, text in enumerate(lines, 1)]
    rows.append(_row(top - 1, [known[f"annotated_{name}"] for name in COLUMNS], known, [styles.line] * len(COLUMNS)))
    looks = [styles.sentence if name in SENTENCES else styles.wrapped for name in COLUMNS]
    links = []
    for at, finding in enumerate(findings):
        also = ", ".join(finding.cells[1:])
        said = {**finding.said, "no": str(at + 1), "cell": "".join(finding.cells[:1]), "also": also}
        rows.append(_row(top + at, [said.get(name, "") for name in COLUMNS], known, looks))
        links += [
            link("", f"{column}{top + at}", finding.sheet, cell)
            for column, cell in zip("FG", finding.cells, strict=False)
        ]
    last = top + len(findings)
    severities = {f"B{top + at}": finding.severity for at, finding in enumerate(findings)}
    formats = rule("", ["A1", f"A{top - 1}:L{top - 1}"], styles.header, 1)
    formats += rule("", [f"F{top}:G{last}"], styles.link, 2) + "".join(fills("", severities, styles, 3))
    direction = ' rightToLeft="1"' if right_to_left(lang) else ""
    widths = "".join(
        f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(COLUMNS.values(), 1)
    )
    linked = f"<hyperlinks>{''.join(links[:MOST_LINKS])}</hyperlinks>" if links else ""
    text = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{xml(namespace)}">'
        f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView{direction} workbookViewId="0">'
        f'<pane ySplit="{top - 1}" topLeftCell="A{top}" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews>"
        f"<cols>{widths}</cols><sheetData>{''.join(rows)}</sheetData>"
        f"{formats}"
        f'{linked}<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
    )
    return text.encode()


def _row(row: int, texts: Sequence[str], known: Mapping[str, str], looks: Sequence[int]) -> str:
    """A row of texts, as high as its longest text needs."""
    lines = max((-(-len(text) // width) for text, width in zip(texts, COLUMNS.values(), strict=False)), default=1)
    height = f' ht="{15 * min(lines, 20)}" customHeight="1"' if len(texts) > 1 and lines > 1 else ""
    cells = (
        f'<c r="{letter(column)}{row}" s="{look}" t="inlineStr"><is><t xml:space="preserve">'
        f"{xml(shortened(text, LONGEST_CELL, known))}</t></is></c>"
        for column, (text, look) in enumerate(zip(texts, looks, strict=True))
        if text
    )
    return f'<row r="{row}"{height}>{"".join(cells)}</row>'


def fills(p: str, cells: Mapping[str, Severity], styles: Styles, priority: int) -> Iterator[str]:
    """Formats that fill these cells, each with the color of its severity."""
    for severity, dxf in styles.fills.items():
        areas = areas_of([cell for cell, each in cells.items() if each is severity])
        for start in range(0, len(areas), RANGES):
            yield rule(p, areas[start : start + RANGES], dxf, priority)
            priority += 1


def rule(p: str, areas: Iterable[str], dxf: int, priority: int) -> str:
    """The XML that always shows these areas in one format."""
    return (
        f'<{p}conditionalFormatting sqref="{" ".join(areas)}"><{p}cfRule type="expression" dxfId="{dxf}" '
        f'priority="{priority}"><{p}formula>TRUE</{p}formula></{p}cfRule></{p}conditionalFormatting>'
    )


def link(p: str, cell: str, sheet: str, to: str, tip: str = "") -> str:
    """The XML of a link from a cell to a cell of a sheet."""
    place = xml("'" + sheet.replace("'", "''") + "'!" + to)
    tooltip = f' tooltip="{xml(tip)}"' if tip else ""
    return f'<{p}hyperlink ref="{cell}" location="{place}"{tooltip}/>'


def areas_of(cells: Iterable[str]) -> list[str]:
    """Cells as ranges down their columns.

    >>> areas_of(["B3", "B2", "C9", "B4"])
    ['B2:B4', 'C9']
    """
    areas: list[list[int]] = []
    for column, row in sorted(map(place, cells)):
        if areas and areas[-1][0] == column and areas[-1][2] == row - 1:
            areas[-1][2] = row
        else:
            areas.append([column, row, row])
    return [
        f"{letter(column)}{first}" + (f":{letter(column)}{last}" if last > first else "")
        for column, first, last in areas
    ]


def place(cell: str) -> tuple[int, int]:
    """The number of a cell's column, from 0, and of its row, from 1."""
    found = CELL.fullmatch(cell)
    return (column_number(found[1]), int(found[2])) if found else (-1, -1)


def shortened(text: str, longest: int, known: Mapping[str, str]) -> str:
    """A text within a limit of UTF-16 units, which is how Excel counts; what is left out is said.

    >>> shortened("abc" * 100, 40, words("en"))
    'abcabcabcabcabcabca⟦281 characters more⟧'
    """
    if 2 * len(text) <= longest:
        return text
    units = len(text.encode("utf-16-le", "surrogatepass")) // 2
    if units <= longest:
        return text
    room = longest - len(known["annotated_cut"].format(count=units))
    kept = text.encode("utf-16-le", "surrogatepass")[: 2 * room].decode("utf-16-le", "ignore")
    return kept + known["annotated_cut"].format(count=len(text) - len(kept))
