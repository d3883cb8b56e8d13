"""The annotated workbook: a copy of each source with its findings, everything else byte for byte as it was.

Filled cells lead to a sheet of all findings, and that sheet leads back. A source that is no xlsx, or one that cannot be
edited safely, is written anew, all cells as text, and annotated the same way.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from records.decisions.annotated_copy import sheet_key
from records.model import FINDINGS_SHEET, Source
from records.sources.letters import cell_place
from records.text import visible
from records.words import right_to_left, words
from records.xlsx import findings_sheet as listing
from records.xlsx.coloured_cells import coloured_cells, filling_styles
from records.xlsx.findings_sheet import (
    FILLS,
    LONGEST_TIP,
    Finding,
    Styles,
    add_formats,
    add_sheet,
    formatted,
    link,
    place,
    shortened,
)
from records.xlsx.package import Package, Part, UneditableError, after, free, highest, saved
from records.xlsx.sheet_rows import put_rows, text_cells

if TYPE_CHECKING:
    from records.sources.sheet import Sheet


_BOOK_TYPES = "/officeDocument"
_SHEET_ORDER = [
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr", "sheetProtection",
    "protectedRanges", "scenarios", "autoFilter", "sortState", "dataConsolidate", "customSheetViews", "mergeCells",
    "phoneticPr", "conditionalFormatting", "dataValidations", "hyperlinks",
]  # fmt: skip
"""The order in which the schema wants the children of a worksheet, as far as we put something among them."""


@dataclass
class _Marked:
    """The cells of one sheet that have findings."""

    name: str
    part: Part
    cells: dict[str, list[int]]
    """By cell the positions of its findings."""
    linked: list[str] = field(default_factory=list)
    unlinked: int = 0


def annotate(package: Package, findings: Sequence[Finding], lines: Sequence[str], lang: str, about: str = "") -> bytes:
    """The bytes of a workbook with its findings. `lines` stand above them. Raises `UneditableError`.

    `about`: see `findings_sheet`.

    The members that change: the workbook and its relationships, the content types, the styles, and the sheets that have
    findings; one is new. The zip is the same for the same input.
    """
    book = _book(package)
    marked = _marked(package, _sheets(package, book), findings)
    known = words(lang)
    lines = [*lines, *_over_limit(marked.values(), known)]
    top = len(lines) + 3
    styles = add_formats(package, book, lang)
    title = free(known["annotated_name"], _sheets(package, book))
    colours = filling_styles(package, book)
    for member, sheet in marked.items():
        _mark(sheet, findings, title, top, styles, colours, known)
        package.put(member, sheet.part.written())
    listed = listing.findings_sheet(package.part(book).namespace, findings, lines, top, styles, lang, about)
    add_sheet(package, book, title, listed)
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
            for cell in filter(cell_place, finding.cells):
                by_sheet.setdefault(finding.sheet, {}).setdefault(cell, []).append(at)
    marked = {}
    for sheet, cells in by_sheet.items():
        part = package.part(sheets[sheet])
        links = part.children("hyperlinks", "hyperlink")
        taken = [_area(link.attributes.get("ref", "")) for link in links]
        unlinked = [cell for cell in sorted(cells, key=place) if not any(_inside(cell, area) for area in taken)]
        room = max(0, listing.MOST_LINKS - len(links))
        marked[sheets[sheet]] = _Marked(sheet, part, cells, unlinked[:room], len(unlinked[room:]))
    return marked


def _area(ref: str) -> tuple[int, int, int, int]:
    first, _, last = ref.partition(":")
    return (*place(first), *place(last or first))


def _inside(cell: str, area: tuple[int, int, int, int]) -> bool:
    column, row = place(cell)
    return area[0] <= column <= area[2] and area[1] <= row <= area[3]


def _over_limit(marked: Iterable[_Marked], known: Mapping[str, str]) -> Iterator[str]:
    for each in marked:
        if each.unlinked:
            yield known["annotated_limit"].format(limit=listing.MOST_LINKS, count=each.unlinked, sheet=each.name)


def _mark(
    marked: _Marked,
    findings: Sequence[Finding],
    title: str,
    top: int,
    styles: Styles,
    colours: Collection[str],
    known: Mapping[str, str],
) -> None:
    """Insert the fills and the links where the schema wants them; a cell with a colour of its own gets a border."""
    part, p = marked.part, marked.part.prefix
    worst = {
        cell: min((findings[at].severity for at in some), key=list(FILLS).index) for cell, some in marked.cells.items()
    }
    priority = highest(part.children("conditionalFormatting", "cfRule"), "priority") + 1
    coloured = coloured_cells(part, worst, colours)
    plain = {cell: severity for cell, severity in worst.items() if cell not in coloured}
    formats = list(formatted(p, plain, styles.fills, priority))
    bordered = {cell: severity for cell, severity in worst.items() if cell in coloured}
    formats += formatted(p, bordered, styles.borders, priority + len(formats))
    part.insert(after(part, _SHEET_ORDER, "conditionalFormatting", last=True), "".join(formats))
    links = []
    for cell in marked.linked:
        some = marked.cells[cell]
        tip = shortened(_tip([findings[at].said["message"] for at in some], known), LONGEST_TIP, known)
        links.append(link(p, cell, title, f"A{top + some[0]}", tip))
    _insert_links(part, links)


def _insert_links(part: Part, links: Sequence[str]) -> None:
    there = part.children("hyperlinks")
    if there:
        part.append(there[0], "".join(links), len(links))
    elif links:
        text = f"<{part.prefix}hyperlinks>{''.join(links)}</{part.prefix}hyperlinks>"
        part.insert(after(part, _SHEET_ORDER, "hyperlinks"), text)


def _tip(messages: Sequence[str], known: Mapping[str, str]) -> str:
    more = len(messages) - 1
    return messages[0] + (f" {known['annotated_more'].format(count=more)}" if more else "")


_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def copy(
    data: bytes,
    source: Source,
    found: Sequence[Finding],
    encoding: str | None,
    lang: str,
    digests: Mapping[str, bytes] = MappingProxyType({}),
) -> tuple[bytes, str]:
    """A workbook's bytes with its findings, and what its name must end in for Excel to open it.

    `digests`: by sheet those of its lines, by which a line that somebody changed in the copy is known.
    """
    known = words(lang)
    lines = [known["annotated_title"].format(file=visible(source.file))]
    lines.append(known["annotated_readme"] if found else known["annotated_none"])
    try:
        package = Package(data)
        macros = b"macroEnabled" in package.members.get("[Content_Types].xml", (b"",))[0]
        about = _about(source, {sheet: sheet for sheet in digests}, digests)
        return annotate(package, found, lines, lang, about), ".xlsm" if macros else ".xlsx"
    except UneditableError:
        from records.sources import read

        written, names = anew(read(data, encoding, name=source.file), lang)
        renamed = [Finding(names.get(each.sheet, ""), each.cells, each.severity, each.said) for each in found]
        about = _about(source, names, digests)
        return annotate(written, renamed, [*lines, known["annotated_anew"]], lang, about), ".xlsx"


def _about(source: Source, names: Mapping[str, str], digests: Mapping[str, bytes]) -> str:
    """What a sheet of findings is known by: a line for each sheet of the source, and its name in the copy."""
    each = ((replace(source, sheet=sheet), name, digests.get(sheet, b"")) for sheet, name in names.items())
    return "\n".join([FINDINGS_SHEET, *(sheet_key(*one) for one in each)])


def anew(sheets: Sequence[Sheet], lang: str) -> tuple[Package, dict[str, str]]:
    """A new workbook with the texts of these sheets, every cell a text, and the new name of each sheet.

    openpyxl makes the workbook; its rows are put in, see `sheet_rows`.
    """
    import openpyxl

    book = openpyxl.Workbook()
    if sheets:  # a workbook has at least one
        book.remove(book.worksheets[0])
    names: dict[str, str] = {}
    for each in sheets:
        wanted = _FORBIDDEN.sub("_", visible(each.source.sheet or Path(each.source.file).stem))[:25].strip("'")
        names[each.source.sheet] = free(wanted or "Sheet", names.values())
        sheet = book.create_sheet(names[each.source.sheet])
        sheet.sheet_view.rightToLeft = each.right_to_left or right_to_left(lang)
        columns = sheet.column_dimensions["A"]
        columns.min, columns.max, columns.width, columns.number_format = 1, max(len(each.letters), 1), 16.71, "@"
    package = saved(book)
    for n, each in enumerate(sheets, 1):
        member = f"xl/worksheets/sheet{n}.xml"
        package.put(member, _with_rows(package.part(member), each, lang))
    return package, names


def _with_rows(part: Part, sheet: Sheet, lang: str) -> bytes:
    """An empty sheet of openpyxl's, with the cells of ours."""
    columns = [(name, sheet.column(name)) for name in sheet.letters]
    rows = [(name, text_cells(column.dictionary.to_pylist(), 1, lang), column.indices) for name, column in columns]
    return put_rows(part, rows, sheet.rows)
