"""The parts of an Office Open XML package around its sheets: names, styles, shared texts.

Runs in the child: the standard library only. Names are compared without their namespace, so that strict and
transitional files are one.
"""

from __future__ import annotations

import posixpath
import re
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from string import ascii_uppercase
from typing import IO
from xml.etree import ElementTree

from records.model import SourceError
from records.sources.cell_styles import Style, style_of
from records.sources.cell_text import DATE_FORMATS, whole
from records.sources.package_parts import PackageParts, local, part_name
from records.text import without_surrogates

_ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
MAX_SHEETS = 255
MAX_CHARACTERS = 256_000_000
"""Of all cells of a workbook; a text that many cells share counts in each of them."""


@dataclass(frozen=True)
class SheetPart:
    """A sheet as the workbook names it."""

    name: str
    hidden: str
    """"hidden", "very hidden" (a program alone can show it), or empty."""
    path: str
    not_read: str = ""
    """Why no cell of it is read."""


_KINDS = {
    "worksheet": "",
    "chartsheet": "chart",
    "dialogsheet": "dialog",
    "xlMacrosheet": "macros",
    "xlIntlMacrosheet": "macros",
}
"""Why a sheet is not read, by the kind of its relation."""


_STATES = {"visible": "", "hidden": "hidden", "veryHidden": "very hidden"}
_WHITE = {"", "FFFFFFFF", "00FFFFFF", "indexed 9", "indexed 65", "theme 0"}
"""Fills that nobody sees; 65 is the background of the window."""


AT_HAND = 1 << 17
"""Shared texts that are held as they are, the first ones: cells share these most."""


class SharedStrings:
    """The shared texts, and which of them hold words struck out.

    Millions of texts would fill the memory of this process as objects: but for the first ones their bytes are held,
    one after the other.

    >>> shared = SharedStrings()
    >>> shared.add("سوري"), shared.add("cut", "cut")
    (None, None)
    >>> shared[0], shared.plain("0"), shared.plain("1"), shared.plain("2"), shared.plain("٠")
    ('سوري', 'سوري', None, None, None)
    """

    def __init__(self) -> None:
        self.struck: dict[int, str] = {}
        self._plain: dict[str, str] = {}
        self._bytes, self._ends = bytearray(), array("Q", [0])

    def __len__(self) -> int:
        return len(self._ends) - 1

    def __getitem__(self, n: int) -> str:
        return self._bytes[self._ends[n] : self._ends[n + 1]].decode()

    def add(self, text: str, struck: str = "") -> None:
        """Add the next text, and its words that are struck out."""
        n = len(self)
        if struck:
            self.struck[n] = struck
        elif n < AT_HAND:
            self._plain[str(n)] = text
        self._bytes += text.encode()
        self._ends.append(len(self._bytes))

    def plain(self, number: str) -> str | None:
        """A text without such words by its number as a cell writes it; None where there is none."""
        text = self._plain.get(number)
        if text is None:
            n = whole(number)
            text = self[n] if n is not None and n < len(self) and n not in self.struck else None
        return text


class Archive(PackageParts):
    """The parts of one package and how they refer to each other. Raises `SourceError` for one that is damaged."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        kinds = {kind.rsplit("/", 1)[-1]: path for kind, path in self.related("").values()}
        self.main = kinds.get("officeDocument", "xl/workbook.xml")
        if not self.has(self.main):
            raise SourceError("package-no-workbook")

    def sheet(self, name: str, hidden: str, relation: tuple[str, str] | None) -> SheetPart:
        """A sheet, by the kind and path to which its relation leads; none leads nowhere, or out of the package."""
        if relation is None:
            return SheetPart(name, hidden, "", "no-part")
        kind, path = relation
        why = _KINDS.get(kind.rpartition("/")[2], "other-kind")
        return SheetPart(name, hidden, path, why or ("doubled" if part_name(path) in self.doubled else ""))

    def refuse_doubled(self, sheets: Iterable[SheetPart]) -> None:
        """Refuse two parts of one name, unless they are sheets, which are then not read. Raises `SourceError`."""
        others = self.doubled - {part_name(sheet.path) for sheet in sheets}
        if others:
            raise SourceError("package-twice", name=min(others))

    def related(self, path: str) -> dict[str, tuple[str, str]]:
        """The kind and path of each part that a part refers to, by its id."""
        folder, name = posixpath.split(path)
        relations = posixpath.join(folder, "_rels", name + ".rels")
        if not self.has(relations):
            return {}
        return {
            each.get("Id", ""): (each.get("Type", ""), _resolve(folder, each.get("Target", "")))
            for each in self.tree(relations)
            if each.get("TargetMode") != "External"
        }


class XmlWorkbook(Archive):
    """One workbook of XML parts."""

    def __init__(self, file: IO[bytes]) -> None:
        super().__init__(file)
        root = self.tree(self.main)
        related = self.related(self.main)
        properties = _child(root, "workbookPr")
        self.epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true", "on")
        self.sheets = [
            self.sheet(
                sheet.get("name", ""),
                _STATES.get(sheet.get("state", "visible"), "hidden"),
                related.get(_id(sheet)),
            )
            for sheet in _children(_child(root, "sheets"))
        ]
        self.refuse_doubled(self.sheets)
        kinds = {kind.rsplit("/", 1)[-1]: path for kind, path in related.values()}
        if len(self.sheets) > MAX_SHEETS:
            raise SourceError("many-sheets", most=MAX_SHEETS)
        self.styles, self.fills = self._styles(kinds.get("styles", ""))
        self.shared = self._shared(kinds.get("sharedStrings", ""))

    def comments(self, path: str) -> list[tuple[str, str]]:
        """The cell and text of each comment on a sheet."""
        parts = [
            target for kind, target in self.related(path).values() if kind.endswith("/comments") and self.has(target)
        ]
        lists = [_child(self.tree(part), "commentList") for part in parts]
        return [
            (comment.get("ref", ""), "".join(rich(text)[0] for text in comment if text.tag == "text"))
            for comments in lists
            for comment in _children(comments)
        ]

    def totals_rows(self, path: str) -> list[int]:
        """The row of each table of a sheet that sums up the others."""
        related = self.related(path).values()
        tables = [self.tree(target) for kind, target in related if kind.endswith("/table") and self.has(target)]
        ends = [each.get("ref", "").rpartition(":")[2] for each in tables if whole(each.get("totalsRowCount"))]
        return [row for end in ends if (row := whole(end.lstrip(ascii_uppercase))) is not None]

    def about(self) -> list[tuple[str, str]]:
        """What the workbook brings along beside its sheets, as marks."""
        kinds = [kind.rsplit("/", 1)[-1] for kind, _ in self.related(self.main).values()]
        links = kinds.count("externalLink")
        marks = [("external-links", str(links))] if links else []
        return marks + ([("macros", "")] if "vbaProject" in kinds else [])

    def _styles(self, path: str) -> tuple[list[Style], dict[str, str]]:
        """The styles of cells, and the colour of those that fill, by their number as cells write it."""
        if not path:
            return [], {}
        root = self.tree(path)
        codes = {_index(each, "numFmtId"): each.get("formatCode", "") for each in _children(_child(root, "numFmts"))}
        struck = [_struck(font) for font in _children(_child(root, "fonts"))]
        return [_look(each, codes, struck) for each in _children(_child(root, "cellXfs"))], cell_fills(root)

    def _shared(self, path: str) -> SharedStrings:
        shared = SharedStrings()
        if not path:
            return shared
        total, root = 0, None
        for event, element in self.events(path):
            root = element if root is None else root
            if event == "start" or local(element.tag) != "si":
                continue
            text, cut = rich(element)
            shared.add(text, cut)
            total += len(text)
            if total > MAX_CHARACTERS:
                raise SourceError("many-characters", most=MAX_CHARACTERS)
            root.clear()  # not the element alone: a million empty ones are large too
        return shared


def cell_fills(styles: ElementTree.Element) -> dict[str, str]:
    """The colour of each style that fills a cell, by its number as cells write it."""
    colours = [_colour(fill) for fill in _children(_child(styles, "fills"))]
    used = [_index(look, "fillId") for look in _children(_child(styles, "cellXfs"))]
    return {str(n): colours[fill] for n, fill in enumerate(used) if fill < len(colours) and colours[fill]}


def rich(element: ElementTree.Element) -> tuple[str, str]:
    """The text of a rich text, phonetic runs left out, and that of its runs struck out."""
    texts, cut = [], []
    for each in element:
        name = local(each.tag)
        if name == "t":
            texts.append(each.text or "")
        elif name == "r":
            run = "".join(t.text or "" for t in each if local(t.tag) == "t")
            texts.append(run)
            if any(local(p.tag) == "rPr" and _struck(p) for p in each):
                cut.append(run)
    return _whole(texts), _whole(cut)


def _whole(texts: list[str]) -> str:
    text = "".join(texts)
    return text if text.isascii() and "_x" not in text else without_surrogates(unescape_xml(text))


def unescape_xml(text: str) -> str:
    """Characters that XML cannot hold, which a workbook writes as `_x000D_`.

    >>> unescape_xml("a_x000D_b_x005F_x0041_")
    'a\\rb_x0041_'
    """
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text) if "_x" in text else text


def _struck(font: ElementTree.Element) -> bool:
    return any(local(each.tag) == "strike" and each.get("val", "1") not in ("0", "false") for each in font)


def _colour(fill: ElementTree.Element) -> str:
    """The colour of a pattern, as the file writes it: `FFFFFF00`, `theme 4 0.6`, `indexed 13`; empty for white."""
    pattern = _child(fill, "patternFill")
    if pattern is None:
        return "gradient" if _child(fill, "gradientFill") is not None else ""
    if pattern.get("patternType", "none") in ("none", "gray125"):
        return ""
    colour = _child(pattern, "fgColor")
    about = {} if colour is None else colour.attrib
    named = next((f"{name} {about[name]}" for name in ("theme", "indexed") if name in about), "")
    said = about.get("rgb", named)
    return "" if said in _WHITE and "tint" not in about else f"{said} {about.get('tint', '')}".strip()


def _look(xf: ElementTree.Element, codes: dict[int, str], struck: list[bool]) -> Style:
    number, font = _index(xf, "numFmtId"), _index(xf, "fontId")
    code = codes.get(number) or DATE_FORMATS.get(number, "")
    return style_of(code, number, font < len(struck) and struck[font])


def _index(element: ElementTree.Element, name: str) -> int:
    """A number by which one part of the styles names another; 0 where it names none."""
    value = whole(element.get(name, "0"))
    if value is None:
        raise SourceError("package-style")
    return value


def _child(element: ElementTree.Element | None, name: str) -> ElementTree.Element | None:
    return next((each for each in _children(element) if each.tag == name), None)


def _children(element: ElementTree.Element | None) -> Iterator[ElementTree.Element]:
    return iter(()) if element is None else iter(element)


def _id(sheet: ElementTree.Element) -> str:
    return next((value for key, value in sheet.attrib.items() if local(key) == "id" and key != "id"), "")


def _resolve(folder: str, target: str) -> str:
    target = target.replace("\\", "/")
    return (
        posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        if not target.startswith("/")
        else target.lstrip("/")
    )
