"""The sheet of findings, how cells are filled and linked, and the members of a workbook that it needs."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from records.decisions.annotated_copy import FILLED, FINDING_WORDS
from records.model import Severity
from records.sources.letters import cell_place, column_number, letter
from records.words import right_to_left, words
from records.xlsx.package import Package, Part, UneditableError, after, highest, relationships, xml

MOST_LINKS = 65_530
"""Links that Excel keeps in one sheet."""
LONGEST_TIP = 255
LONGEST_CELL = 32_767
RANGES = 500
"""Ranges named in one conditional format."""

FILLS = {Severity.ERROR: "FFFFC7CE", Severity.WARNING: "FFFFEB9C", Severity.INFO: "FFDDEBF7"}
BORDERS = {Severity.ERROR: "FFC00000", Severity.WARNING: "FFC65911", Severity.INFO: "FF2F75B5"}
"""Around a cell that has a colour already, which says something to whoever gave it."""
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
    "decision": 18,
    "value": 18,
    "who": 12,
    "note": 30,
    "key": 12,
}
"""The columns of the sheet of findings, and their widths. `FILLED` are people's, `key` is hidden."""
_LETTERS = {name: letter(n) for n, name in enumerate(COLUMNS)}
SENTENCES = ("field", "message", "unless")
"""Those that hold words of the report's language; the others run in the direction of what they hold."""

_PIECE = 32_000
"""Characters of one cell of what is told above the keys."""


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
    borders: Mapping[Severity, int]
    header: int
    link: int
    line: int
    """A sentence in the direction of its language."""
    sentence: int
    """The same, wrapped."""
    wrapped: int
    """A text, wrapped, in its own direction."""
    typed: int
    """The same in a cell whose content stays as it is typed."""


def findings_sheet(
    namespace: str,
    findings: Sequence[Finding],
    lines: Sequence[str],
    top: int,
    styles: Styles,
    lang: str,
    about: str = "",
) -> bytes:
    """The sheet of findings: lines about the copy, a header in row `top - 1`, a finding in each row from `top` on.

    `about`: what the sheet is known by, and which sheets were copied; it stands above the hidden keys.
    """
    known = words(lang)
    rows = [_line(n, text, about if n == 1 else "", styles, known) for n, text in enumerate(lines, 1)]
    rows.append(_row(top - 1, [known[f"annotated_{name}"] for name in COLUMNS], known, [styles.line] * len(COLUMNS)))
    rows += [_listed(at, finding, top, styles, known) for at, finding in enumerate(findings)]
    links = _links(findings, top)
    last, end = top + len(findings) - 1, _LETTERS["key"]
    severities = {f"B{top + at}": finding.severity for at, finding in enumerate(findings)}
    formats = rule("", ["A1", f"A{top - 1}:{end}{top - 1}"], styles.header, 1)
    formats += rule("", [f"F{top}:G{last + 1}"], styles.link, 2) + "".join(formatted("", severities, styles.fills, 3))
    direction = ' rightToLeft="1"' if right_to_left(lang) else ""
    linked = f"<hyperlinks>{''.join(links[:MOST_LINKS])}</hyperlinks>" if links else ""
    text = (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{xml(namespace)}">'
        f'<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews><sheetView{direction} workbookViewId="0">'
        f'<pane ySplit="{top - 1}" topLeftCell="A{top}" activePane="bottomLeft" state="frozen"/>'
        "</sheetView></sheetViews>"
        f"<cols>{_widths(len(_pieces(about)))}</cols><sheetData>{''.join(rows)}</sheetData>"
        f'<autoFilter ref="A{top - 1}:{end}{max(last, top - 1)}"/>'
        f"{formats}{_choices(top, last, known)}"
        f'{linked}<pageSetup orientation="landscape" fitToWidth="1" fitToHeight="0"/></worksheet>'
    )
    return text.encode()


def _links(findings: Sequence[Finding], top: int) -> list[str]:
    """From each finding to the first two of its cells."""
    return [
        link("", f"{column}{top + at}", finding.sheet, cell)
        for at, finding in enumerate(findings)
        for column, cell in zip("FG", finding.cells, strict=False)
    ]


def _widths(hidden: int) -> str:
    """The columns; that of the keys is hidden, and those behind it that tell more of the copied sheets."""
    shown = [width for name, width in COLUMNS.items() if name != "key"]
    widths = (f'<col min="{n}" max="{n}" width="{width}" customWidth="1"/>' for n, width in enumerate(shown, 1))
    last = len(shown) + max(hidden, 1)
    return "".join(widths) + f'<col min="{len(COLUMNS)}" max="{last}" width="{COLUMNS["key"]}" hidden="1"/>'


def _choices(top: int, last: int, known: Mapping[str, str]) -> str:
    """What may be chosen under `decision`; anything else is warned of, since the other languages are read too."""
    if last < top:
        return ""
    listed = ",".join(known[f"decision.{word}"] for word in FINDING_WORDS)
    column = _LETTERS["decision"]
    return (
        '<dataValidations count="1"><dataValidation type="list" errorStyle="warning" allowBlank="1" '
        f'showErrorMessage="1" sqref="{column}{top}:{column}{last}"><formula1>"{xml(listed)}"</formula1>'
        "</dataValidation></dataValidations>"
    )


def _line(row: int, text: str, about: str, styles: Styles, known: Mapping[str, str]) -> str:
    """A line above the table, and what stands above its keys: in as many cells as it needs."""
    first = list(COLUMNS).index("key")
    hidden = (_cell(letter(n), row, piece, 0, known) for n, piece in enumerate(_pieces(about), first))
    return f'<row r="{row}">{_cell("A", row, text, styles.line, known)}{"".join(hidden)}</row>'


def _pieces(about: str) -> list[str]:
    """A long text as cells can hold it."""
    return [about[start : start + _PIECE] for start in range(0, len(about), _PIECE)]


def _listed(at: int, finding: Finding, top: int, styles: Styles, known: Mapping[str, str]) -> str:
    """The row of a finding."""
    also = ", ".join(finding.cells[1:])
    said = {**finding.said, "no": str(at + 1), "cell": "".join(finding.cells[:1]), "also": also}
    looks = [
        styles.sentence if name in SENTENCES else styles.typed if name in FILLED else styles.wrapped for name in COLUMNS
    ]
    return _row(top + at, [said.get(name, "") for name in COLUMNS], known, looks)


def _row(row: int, texts: Sequence[str], known: Mapping[str, str], looks: Sequence[int]) -> str:
    """A row of the table, as high as its longest text needs, the hidden key left out."""
    shown = zip(COLUMNS.items(), texts, strict=True)
    lines = max(-(-len(text) // width) for (name, width), text in shown if name != "key")
    height = f' ht="{15 * min(lines, 20)}" customHeight="1"' if lines > 1 else ""
    cells = (
        _cell(_LETTERS[name], row, text, look, known)
        for name, text, look in zip(COLUMNS, texts, looks, strict=True)
        if text or name in FILLED
    )
    return f'<row r="{row}"{height}>{"".join(cells)}</row>'


def _cell(column: str, row: int, text: str, look: int, known: Mapping[str, str]) -> str:
    """A cell with a text; an empty one has its look only, the first column holds numbers."""
    begun = f'<c r="{column}{row}" s="{look}"'
    if not text:
        return f"{begun}/>"
    if column == _LETTERS["no"] and text.isdecimal():
        return f"{begun}><v>{text}</v></c>"
    shown = xml(shortened(text, LONGEST_CELL, known))
    return f'{begun} t="inlineStr"><is><t xml:space="preserve">{shown}</t></is></c>'


def formatted(p: str, cells: Mapping[str, Severity], formats: Mapping[Severity, int], priority: int) -> Iterator[str]:
    """The XML that shows these cells in the format of their severity."""
    for severity, dxf in formats.items():
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
    """The number of a cell's column, from 0, and of its row, from 1; -1 for what is no cell."""
    found = cell_place(cell.replace("$", ""))
    return (column_number(found[1]), found[0]) if found else (-1, -1)


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


_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES_ORDER = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"]
_AS_TYPED = 49
"""The number format *Text*, the same in every workbook."""
_LOOK = (
    '<{p}xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1">'
    '<{p}alignment vertical="top"{more}/></{p}xf>'
)
_FILL = (
    '<{p}dxf>{font}<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{color}"/><{p}bgColor rgb="{color}"/>'
    "</{p}patternFill></{p}fill></{p}dxf>"
)
_SIDES = "".join(
    f'<{{p}}{side} style="thin"><{{p}}color rgb="{{color}}"/></{{p}}{side}>'
    for side in ("left", "right", "top", "bottom")
)
_BORDER = "<{p}dxf><{p}border>" + _SIDES + "</{p}border></{p}dxf>"
_LINK = '<{p}dxf><{p}font><{p}u/><{p}color rgb="FF0563C1"/></{p}font></{p}dxf>'
_NO_STYLES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<styleSheet xmlns="{namespace}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def add_formats(package: Package, book: str, lang: str) -> Styles:
    """Add our formats to the workbook's styles."""
    member = next((to for kind, to in package.related(book).values() if kind.endswith("/styles")), "")
    if member not in package.members:
        member = _add_styles(package, book)
    part = package.part(member)
    p = part.prefix
    formats = [_FILL.format(p=p, font="", color=color) for color in FILLS.values()]
    formats.append(_FILL.format(p=p, font=f"<{p}font><{p}b/></{p}font>", color="FFE7E6E6"))
    formats.append(_LINK.format(p=p))
    formats += [_BORDER.format(p=p, color=color) for color in BORDERS.values()]
    first = len(part.children("dxfs", "dxf"))
    there = part.children("dxfs")
    if there:
        part.append(there[0], "".join(formats), len(formats))
    else:
        text = f'<{p}dxfs count="{len(formats)}">{"".join(formats)}</{p}dxfs>'
        part.insert(after(part, _STYLES_ORDER, "dxfs"), text)
    looks = _add_looks(part, lang)
    package.put(member, part.written())
    header = first + len(FILLS)
    fills = {severity: first + n for n, severity in enumerate(FILLS)}
    borders = {severity: header + 2 + n for n, severity in enumerate(BORDERS)}
    return Styles(fills, borders, header, header + 1, *looks)


def _add_looks(part: Part, lang: str) -> tuple[int, int, int, int]:
    """The looks of a line, of a wrapped sentence, of a wrapped text in its own direction, and of one that is typed."""
    cells = part.children("cellXfs")
    if not cells:
        return 0, 0, 0, 0
    first = len(part.children("cellXfs", "xf"))
    direction = f' readingOrder="{2 if right_to_left(lang) else 1}"'
    looks = ((direction, 0), (f' wrapText="1"{direction}', 0), (' wrapText="1"', 0), (' wrapText="1"', _AS_TYPED))
    texts = [_LOOK.format(p=part.prefix, more=more, number=number) for more, number in looks]
    part.append(cells[0], "".join(texts), len(texts))
    return first, first + 1, first + 2, first + 3


def _add_styles(package: Package, book: str) -> str:
    folder = posixpath.dirname(book)
    member = posixpath.join(folder, "styles.xml")
    if member in package.members:
        member = posixpath.join(folder, "sijill-styles.xml")
    package.put(member, _NO_STYLES.format(namespace=package.part(book).namespace).encode())
    _relate(package, book, member, "styles")
    _declare(package, member, f"{_MAIN}.styles+xml")
    return member


def add_sheet(package: Package, book: str, title: str, data: bytes) -> None:
    """Add a sheet behind the others of a workbook."""
    folder = posixpath.join(posixpath.dirname(book), "worksheets")
    member = posixpath.join(folder, "sijill-findings.xml")
    while member in package.members:
        member = posixpath.join(folder, "sijill-" + posixpath.basename(member))
    id, namespace = _relate(package, book, member, "worksheet")
    part = package.part(book)
    sheets = part.children("sheets")
    if not sheets:
        raise UneditableError("a workbook without sheets")
    number = highest(part.children("sheets", "sheet"), "sheetId") + 1
    element = f'<{part.prefix}sheet xmlns:sijill="{xml(namespace)}" name="{xml(title)}" sheetId="{number}" '
    part.append(sheets[0], element + f'sijill:id="{id}"/>', 1)
    package.put(book, part.written())
    package.put(member, data)
    _declare(package, member, f"{_MAIN}.worksheet+xml")


def _relate(package: Package, book: str, member: str, kind: str) -> tuple[str, str]:
    """Add a relationship of the workbook: its id, and the namespace of relationships there (strict or not)."""
    name = relationships(book)
    part = package.part(name)
    known = part.children("Relationship")
    types = [each.attributes["Type"] for each in known if each.attributes.get("Type", "").endswith("/worksheet")]
    if not types:
        raise UneditableError("a workbook without worksheets")
    namespace = types[0].removesuffix("/worksheet")
    ids = {each.attributes.get("Id", "") for each in known}
    id = next(f"rId{n}" for n in range(1, len(ids) + 2) if f"rId{n}" not in ids)
    target = posixpath.relpath(member, posixpath.dirname(book) or ".")
    text = f'<{part.prefix}Relationship Id="{id}" Type="{xml(namespace)}/{kind}" Target="{xml(target)}"/>'
    part.append(part.root, text, 1)
    package.put(name, part.written())
    return id, namespace


def _declare(package: Package, member: str, content: str) -> None:
    part = package.part("[Content_Types].xml")
    part.append(part.root, f'<{part.prefix}Override PartName="/{xml(member)}" ContentType="{content}"/>', 1)
    package.put("[Content_Types].xml", part.written())
