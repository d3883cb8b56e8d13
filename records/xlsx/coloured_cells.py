"""Which cells of a sheet have a colour of their own, whoever gave it: nothing of ours may lie over it."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from xml.etree import ElementTree

from records.sources.cell_text import whole
from records.sources.package_parts import local
from records.sources.xml_workbook import cell_fills
from records.xlsx.findings_sheet import place
from records.xlsx.package import Package, Part

_CELL_TAG = re.compile(
    rb"<(?:\w+:)?c(?=\s)(?=[^<>]*?\sr\s*=\s*[\"']([A-Z]+[0-9]+)[\"'])(?:[^<>]*?\ss\s*=\s*[\"']([0-9]+)[\"'])?"
)
"""A cell with its place and its style, in whatever order they stand."""


def filling_styles(package: Package, book: str) -> frozenset[str]:
    """The numbers of the styles that fill a cell with a colour, as cells write them."""
    member = next((to for kind, to in package.related(book).values() if kind.endswith("/styles")), "")
    root = ElementTree.fromstring(package.part(member).raw.decode("utf-8-sig"))  # noqa: S314 - a part declares no entities
    for element in root.iter():
        element.tag = local(element.tag)
    return frozenset(cell_fills(root))


def coloured_cells(part: Part, cells: Iterable[str], filling: Collection[str]) -> set[str]:
    """Those of these cells that have a colour: their own, or one that their column gives to cells without a style."""
    if not filling:
        return set()
    wanted, found = set(cells), set()
    for cell, style in _styled(part):
        if cell in wanted:
            wanted.remove(cell)
            found |= {cell} if style in filling else set()
    columns = [each.attributes for each in part.children("cols", "col") if each.attributes.get("style") in filling]
    spans = [(whole(each.get("min")) or 1, whole(each.get("max")) or 0) for each in columns]
    return found | {cell for cell in wanted if any(least <= place(cell)[0] + 1 <= most for least, most in spans)}


def _styled(part: Part) -> Iterator[tuple[str, str]]:
    """Each cell that the sheet holds, and the number of its style."""
    for found in _CELL_TAG.finditer(part.raw):
        yield found[1].decode(), (found[2] or b"0").decode()
