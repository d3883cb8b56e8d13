"""What is ours in an annotated workbook: filled cells, links with the finding as their tip, a sheet of all findings."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from records.model import Severity
from records.report.package import Package, Part, UneditableError, after, free, highest, relationships, xml
from records.report.wording import words
from records.sources.letters import letter, number

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

_CELL = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})")
_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_BOOK_TYPES = "/officeDocument"
_SHEET_ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
]  # fmt: skip
"""The order in which the schema wants the children of a worksheet, as far as we put something among them."""
_STYLES_ORDER = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"]
_WRAPPED = (
    '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<{p}alignment vertical="top" wrapText="1"/></{p}xf>'
)
_FILL = (
    '<{p}dxf>{font}<{p}fill><{p}patternFill patternType="solid"><{p}fgColor rgb="{color}"/><{p}bgColor rgb="{color}"/>'
    "</{p}patternFill></{p}fill></{p}dxf>"
)
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


@dataclass
class _Marked:
    """The cells of one sheet that have findings."""

    name: str
    part: Part
    cells: dict[str, list[int]]
    """By cell the positions of its findings."""
    linked: list[str] = field(default_factory=list)
    unlinked: int = 0


def annotate(package: Package, findings: Sequence[Finding], lines: Sequence[str], lang: str) -> bytes:
    """The bytes of a workbook with its findings. `lines` stand above them. Raises `UneditableError`.

    The members that change: the workbook and its relationships, the content types, the styles, and the sheets that have
    findings; one is new. The zip is the same for the same input.
    """
    book = _book(package)
    marked = _marked(package, _sheets(package, book), findings)
    known = words(lang)
    lines = [*lines, *_over_limit(marked.values(), known)]
    top = len(lines) + 3
    styles = _styles(package, book)
    title = free(known["annotated_name"], _sheets(package, book))
    for member, sheet in marked.items():
        _mark(sheet, findings, title, top, styles, known)
        package.put(member, sheet.part.written())
    listed = _findings_sheet(package.part(book).namespace, findings, lines, top, styles, lang)
    _add_sheet(package, book, title, listed)
    return package.written()


def _book(package: Package) -> str:
    for kind, member in package.related("").values():
        if kind.endswith(_BOOK_TYPES):
            return member
    raise UneditableError("no workbook in it")


def _sheets(package: Package, book: str) -> dict[str, str]:
    """The member of each sheet, by the sheet's name."""
    related = package.related(book)
    sheets = package.part(book).children("sheets", "sheet")
    return {each.attribute("name"): related.get(each.attribute("id"), ("", ""))[1] for each in sheets}


def _marked(package: Package, sheets: Mapping[str, str], findings: Sequence[Finding]) -> dict[str, _Marked]:
    """The sheets with findings by their members: which cells to fill, and which of them to link."""
    by_sheet: dict[str, dict[str, list[int]]] = {}
    for at, finding in enumerate(findings):
        if sheets.get(finding.sheet) in package.members:
            for cell in filter(_CELL.fullmatch, finding.cells):
                by_sheet.setdefault(finding.sheet, {}).setdefault(cell, []).append(at)
    marked = {}
    for sheet, cells in by_sheet.items():
        part = package.part(sheets[sheet])
        links = part.children("hyperlinks", "hyperlink")
        taken = [_area(link.attributes.get("ref", "")) for link in links]
        unlinked = [cell for cell in sorted(cells, key=_place) if not any(_inside(cell, area) for area in taken)]
        room = max(0, MOST_LINKS - len(links))
        marked[sheets[sheet]] = _Marked(sheet, part, cells, unlinked[:room], len(unlinked[room:]))
    return marked


def _place(cell: str) -> tuple[int, int]:
    """Column and row of a cell, from 0 and from 1."""
    found = _CELL.fullmatch(cell)
    return (number(found[1]), int(found[2])) if found else (-1, -1)


def _area(ref: str) -> tuple[int, int, int, int]:
    first, _, last = ref.partition(":")
    return (*_place(first), *_place(last or first))


def _inside(cell: str, area: tuple[int, int, int, int]) -> bool:
    column, row = _place(cell)
    return area[0] <= column <= area[2] and area[1] <= row <= area[3]


def _over_limit(marked: Iterable[_Marked], known: Mapping[str, str]) -> Iterator[str]:
    for each in marked:
        if each.unlinked:
            yield known["annotated_limit"].format(limit=MOST_LINKS, count=each.unlinked, sheet=each.name)


def _mark(
    marked: _Marked,
    findings: Sequence[Finding],
    title: str,
    top: int,
    styles: _Styles,
    known: Mapping[str, str],
) -> None:
    """Insert the fills and the links where the schema wants them."""
    part, p = marked.part, marked.part.prefix
    worst = {
        cell: min((findings[at].severity for at in some), key=list(FILLS).index) for cell, some in marked.cells.items()
    }
    priority = highest(part.children("conditionalFormatting", "cfRule"), "priority")
    part.insert(
        after(part, _SHEET_ORDER, "conditionalFormatting", last=True), "".join(_fills(p, worst, styles, priority + 1))
    )
    links = []
    for cell in marked.linked:
        some = marked.cells[cell]
        tip = fit(_tip([findings[at].said["message"] for at in some], known), LONGEST_TIP, known)
        links.append(_link(p, cell, title, f"A{top + some[0]}", tip))
    _insert_links(part, links)


def _insert_links(part: Part, links: Sequence[str]) -> None:
    there = part.children("hyperlinks")
    if there:
        part.append(there[0], "".join(links), len(links))
    elif links:
        text = f"<{part.prefix}hyperlinks>{''.join(links)}</{part.prefix}hyperlinks>"
        part.insert(after(part, _SHEET_ORDER, "hyperlinks"), text)


def _fills(p: str, cells: Mapping[str, Severity], styles: _Styles, priority: int) -> Iterator[str]:
    """Formats that fill these cells, each with the color of its severity."""
    for severity, dxf in styles.fills.items():
        areas = _areas([cell for cell, each in cells.items() if each is severity])
        for start in range(0, len(areas), RANGES):
            yield _rule(p, areas[start : start + RANGES], dxf, priority)
            priority += 1


def _rule(p: str, areas: Iterable[str], dxf: int, priority: int) -> str:
    return (
        f'<{p}conditionalFormatting sqref="{" ".join(areas)}"><{p}cfRule type="expression" dxfId="{dxf}" '
        f'priority="{priority}"><{p}formula>TRUE</{p}formula></{p}cfRule></{p}conditionalFormatting>'
    )


def _link(p: str, cell: str, sheet: str, to: str, tip: str = "") -> str:
    place = xml("'" + sheet.replace("'", "''") + "'!" + to)
    tooltip = f' tooltip="{xml(tip)}"' if tip else ""
    return f'<{p}hyperlink ref="{cell}" location="{place}"{tooltip}/>'


def _tip(messages: Sequence[str], known: Mapping[str, str]) -> str:
    more = len(messages) - 1
    return messages[0] + (f" {known['annotated_more'].format(count=more)}" if more else "")


def _areas(cells: Iterable[str]) -> list[str]:
    """Cells as ranges down their columns.

    >>> _areas(["B3", "B2", "C9", "B4"])
    ['B2:B4', 'C9']
    """
    areas: list[list[int]] = []
    for column, row in sorted(map(_place, cells)):
        if areas and areas[-1][0] == column and areas[-1][2] == row - 1:
            areas[-1][2] = row
        else:
            areas.append([column, row, row])
    return [
        f"{letter(column)}{first}" + (f":{letter(column)}{last}" if last > first else "")
        for column, first, last in areas
    ]


def fit(text: str, longest: int, known: Mapping[str, str]) -> str:
    """A text within a limit of UTF-16 units, which is how Excel counts; what is left out is said.

    >>> fit("abc" * 100, 40, words("en"))
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


@dataclass(frozen=True)
class _Styles:
    """Where our styles stand in the workbook's."""

    fills: Mapping[Severity, int]
    header: int
    link: int
    wrapped: int


def _styles(package: Package, book: str) -> _Styles:
    """Add our formats to the workbook's styles."""
    member = next((to for kind, to in package.related(book).values() if kind.endswith("/styles")), "")
    if member not in package.members:
        member = _add_styles(package, book)
    part = package.part(member)
    p = part.prefix
    formats = [_FILL.format(p=p, font="", color=color) for color in FILLS.values()]
    formats.append(_FILL.format(p=p, font=f"<{p}font><{p}b/></{p}font>", color="FFE7E6E6"))
    formats.append(_LINK.format(p=p))
    first = len(part.children("dxfs", "dxf"))
    there = part.children("dxfs")
    if there:
        part.append(there[0], "".join(formats), len(formats))
    else:
        text = f'<{p}dxfs count="{len(formats)}">{"".join(formats)}</{p}dxfs>'
        part.insert(after(part, _STYLES_ORDER, "dxfs"), text)
    wrapped = len(part.children("cellXfs", "xf"))
    cells = part.children("cellXfs")
    if cells:
        part.append(cells[0], _WRAPPED.format(p=p), 1)
    package.put(member, part.written())
    fills = {severity: first + n for n, severity in enumerate(FILLS)}
    return _Styles(fills, first + len(FILLS), first + len(FILLS) + 1, wrapped if cells else 0)


def _add_styles(package: Package, book: str) -> str:
    folder = posixpath.dirname(book)
    member = posixpath.join(folder, "styles.xml")
    if member in package.members:
        member = posixpath.join(folder, "sijill-styles.xml")
    package.put(member, _NO_STYLES.format(namespace=package.part(book).namespace).encode())
    _relate(package, book, member, "styles")
    _declare(package, member, f"{_MAIN}.styles+xml")
    return member


def _add_sheet(package: Package, book: str, title: str, data: bytes) -> None:
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


def _findings_sheet(
    namespace: str, findings: Sequence[Finding], lines: Sequence[str], top: int, styles: _Styles, lang: str
) -> bytes:
    """The sheet of findings: lines about the copy, a header in row `top - 1`, a finding in each row from `top` on."""
    known = words(lang)
    rows = [_row(n, [text], known, 0) for n, text in enumerate(lines, 1)]
    rows.append(_row(top - 1, [known[f"annotated_{name}"] for name in COLUMNS], known, 0))
    links = []
    for at, finding in enumerate(findings):
        also = ", ".join(finding.cells[1:])
        said = {**finding.said, "no": str(at + 1), "cell": "".join(finding.cells[:1]), "also": also}
        rows.append(_row(top + at, [said.get(name, "") for name in COLUMNS], known, styles.wrapped))
        links += [
            _link("", f"{column}{top + at}", finding.sheet, cell)
            for column, cell in zip("FG", finding.cells, strict=False)
        ]
    last = top + len(findings)
    severities = {f"B{top + at}": finding.severity for at, finding in enumerate(findings)}
    formats = _rule("", ["A1", f"A{top - 1}:L{top - 1}"], styles.header, 1)
    formats += _rule("", [f"F{top}:G{last}"], styles.link, 2) + "".join(_fills("", severities, styles, 3))
    direction = ' rightToLeft="1"' if lang == "ar" else ""
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


def _row(row: int, texts: Sequence[str], known: Mapping[str, str], style: int) -> str:
    """A row of texts, as high as its longest text needs."""
    lines = max((-(-len(text) // width) for text, width in zip(texts, COLUMNS.values(), strict=False)), default=1)
    height = f' ht="{15 * min(lines, 20)}" customHeight="1"' if style and lines > 1 else ""
    cells = (
        f'<c r="{letter(column)}{row}" s="{style}" t="inlineStr"><is><t xml:space="preserve">'
        f"{xml(fit(text, LONGEST_CELL, known))}</t></is></c>"
        for column, text in enumerate(texts)
        if text
    )
    return f'<row r="{row}"{height}>{"".join(cells)}</row>'
