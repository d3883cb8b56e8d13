"""What is added to a package: formats in its styles, a sheet, and the words that make them known."""

from __future__ import annotations

import posixpath

from records.words import right_to_left
from records.xlsx.findings_sheet import FILLS, Styles
from records.xlsx.package import Package, Part, UneditableError, after, highest, relationships, xml

_MAIN = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_STYLES_ORDER = ["numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles", "dxfs"]
_LOOK = (
    '<{p}xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">'
    '<{p}alignment vertical="top"{more}/></{p}xf>'
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
    first = len(part.children("dxfs", "dxf"))
    there = part.children("dxfs")
    if there:
        part.append(there[0], "".join(formats), len(formats))
    else:
        text = f'<{p}dxfs count="{len(formats)}">{"".join(formats)}</{p}dxfs>'
        part.insert(after(part, _STYLES_ORDER, "dxfs"), text)
    looks = _add_looks(part, lang)
    package.put(member, part.written())
    fills = {severity: first + n for n, severity in enumerate(FILLS)}
    return Styles(fills, first + len(FILLS), first + len(FILLS) + 1, *looks)


def _add_looks(part: Part, lang: str) -> tuple[int, int, int]:
    """The looks of a line, of a wrapped sentence, and of a wrapped text in its own direction."""
    cells = part.children("cellXfs")
    if not cells:
        return 0, 0, 0
    first = len(part.children("cellXfs", "xf"))
    direction = f' readingOrder="{2 if right_to_left(lang) else 1}"'
    mores = (direction, f' wrapText="1"{direction}', ' wrapText="1"')
    part.append(cells[0], "".join(_LOOK.format(p=part.prefix, more=more) for more in mores), len(mores))
    return first, first + 1, first + 2


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
