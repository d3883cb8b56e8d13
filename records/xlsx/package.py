"""An xlsx package, edited where we must and byte for byte as it was everywhere else.

Parts are edited as text at offsets that expat gives, never parsed and written anew: what we do not understand stays.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING
from xml.etree.ElementTree import canonicalize
from xml.parsers import expat

from records.model import SourceError
from records.sources.cell_text import whole
from records.sources.package_parts import doubled, part_name, xml_parser
from records.text import visible

if TYPE_CHECKING:
    import openpyxl

EPOCH = (1980, 1, 1, 0, 0, 0)
_TAG = re.compile(rb"<(?:[^\"'>]|\"[^\"]*\"|'[^']*')*>")
_ROWS = re.compile(rb"<(?:[^\s<>/:]+:)?sheetData(?:\s[^<>]*)?(?<!/)>")
_ROWS_END = re.compile(rb"</(?:[^\s<>/:]+:)?sheetData\s*>")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_MARKUP = re.compile('[&<>"\t\n\r]')
_SPECIAL = re.compile(f'{_ILLEGAL.pattern[:-1]}&<>"\t\n\r_]')
_HUGE = 10**9
"""No program counts so far: such a number is somebody's joke."""
LEVEL = 3
"""Of compression: a sixth larger than the usual, in half the time."""


class UneditableError(Exception):
    """A package that we cannot edit; its texts are written anew instead."""


def xml(text: str) -> str:
    """A text inside an element or an attribute; what XML cannot hold is shown.

    >>> xml("a<b>\\x07 _x0041_\\n")
    'a&lt;b&gt;⟦U+0007⟧ _x005F_x0041_&#10;'
    """
    if not _SPECIAL.search(text):
        return text
    if _ILLEGAL.search(text):
        text = _ILLEGAL.sub(
            lambda found: visible(found[0]) if found[0] < "\ufffe" else f"⟦U+{ord(found[0]):04X}⟧", text
        )
    return _MARKUP.sub(lambda found: _ENTITIES[found[0]], _ESCAPED.sub("_x005F_", text))


@dataclass(frozen=True)
class Element:
    """An element of a part by its offsets: `start`–`inner` is the opening tag, `close`–`end` the closing one.

    Of an element without content (`<a/>`) both are the same.
    """

    name: str
    attributes: dict[str, str]
    depth: int
    start: int
    inner: int
    close: int
    end: int

    @property
    def local(self) -> str:
        """The name without its prefix."""
        return self.name.rpartition(":")[2]

    def attribute(self, local: str) -> str:
        """An attribute, whatever its prefix; empty when absent."""
        return next((value for name, value in self.attributes.items() if name.rpartition(":")[2] == local), "")


class Part:
    """An XML part and the insertions that are to be made in it."""

    def __init__(self, data: bytes, depth: int = 3) -> None:
        self.encoding = _encoding(data)
        try:
            self.raw = data if self.encoding == "utf-8" else data.decode(self.encoding).encode()
            self.elements = sorted(_elements(self.raw, depth), key=lambda element: element.start)
        except (expat.ExpatError, SourceError, UnicodeError, LookupError) as error:
            raise UneditableError("a part is not well-formed") from error
        self._edits: list[tuple[int, int, bytes]] = []

    @property
    def root(self) -> Element:
        """The outermost element."""
        return self.elements[0]

    @cached_property
    def prefix(self) -> str:
        """What our elements begin with: `x:` where the root is `x:worksheet`."""
        return self.root.name[: -len(self.root.local)]

    @property
    def namespace(self) -> str:
        """The namespace of the root."""
        return self.root.attributes.get(f"xmlns:{self.prefix[:-1]}" if self.prefix else "xmlns", "")

    def children(self, *path: str) -> list[Element]:
        """The elements at this path below the root."""
        parents = [self.root]
        for name in path:
            parents = [
                each
                for each in self.elements
                if each.local == name
                and any(each.depth == up.depth + 1 and up.start < each.start < up.end for up in parents)
            ]
        return parents

    def insert(self, at: int, text: str) -> None:
        """Put this before what stands at that offset."""
        self._edits.append((at, at, text.encode()))

    def replace(self, element: Element, text: str) -> None:
        """Put this in the place of an element."""
        self._edits.append((element.start, element.end, text.encode()))

    def append(self, element: Element, text: str, added: int) -> None:
        """Put this many elements at the end of an element's content, and count them where it counts."""
        tag = self.raw[element.start : element.inner]
        counted = element.attributes.get("count", "")
        if (before := whole(counted)) is not None:
            tag = re.sub(rb"(\scount\s*=\s*[\"'])\d+", rb"\g<1>%d" % (before + added), tag, count=1)
        if element.inner == element.end:
            closing = b"</" + element.name.encode() + b">"
            self._edits.append((element.start, element.end, tag[:-2].rstrip() + b">" + text.encode() + closing))
        else:
            self._edits.append((element.start, element.inner, tag))
            self.insert(element.close, text)

    def written(self) -> bytes:
        """The part with its insertions."""
        pieces, at = [], 0
        for start, end, data in sorted(self._edits, key=lambda edit: edit[:2]):
            pieces += [self.raw[at:start], data]
            at = end
        raw = b"".join([*pieces, self.raw[at:]])
        return raw if self.encoding == "utf-8" else raw.decode().encode(self.encoding)


def _encoding(data: bytes) -> str:
    for mark, name in (
        (b"\xff\xfe", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be"),
        (b"<\0", "utf-16-le"),
        (b"\0<", "utf-16-be"),
    ):
        if data.startswith(mark):
            return name
    declared = re.match(rb"(?:\xef\xbb\xbf)?<\?xml[^>]*?encoding\s*=\s*[\"']([\w.-]+)", data)
    name = declared[1].decode().lower() if declared else "utf-8"
    return "utf-8" if name in ("utf-8", "utf8", "us-ascii", "ascii") else name


def _elements(raw: bytes, depth: int) -> list[Element]:
    """The elements down to a depth. The rows of a sheet, nearly all of its bytes, are not looked at."""
    cut, (at, missing) = _without_rows(raw)
    found: list[Element] = []
    opened: list[tuple[str, dict[str, str], int]] = []
    parser = xml_parser("utf-8")  # whatever is declared: it was decoded by us

    def started(name: str, attributes: dict[str, str]) -> None:
        opened.append((name, attributes, parser.CurrentByteIndex))

    def ended(_: str) -> None:
        name, attributes, start = opened.pop()
        if len(opened) < depth:
            start, inner, close, end = _offsets(cut, start, parser.CurrentByteIndex)
            start, inner = (each + missing * (each > at) for each in (start, inner))
            close, end = (each + missing * (each >= at) for each in (close, end))
            found.append(Element(name, attributes, len(opened), start, inner, close, end))

    parser.StartElementHandler, parser.EndElementHandler = started, ended
    parser.Parse(cut, True)
    return found


def _offsets(raw: bytes, start: int, close: int) -> tuple[int, int, int, int]:
    """Of the element whose tags begin here: where it starts, its content starts, its content ends, it ends."""
    opening = _TAG.match(raw, start)
    if opening is None:
        raise UneditableError("a tag was not found where it should be")
    inner = opening.end()
    if opening[0].endswith(b"/>"):
        return start, inner, start, inner
    return start, inner, close, raw.index(b">", close) + 1


def _without_rows(raw: bytes) -> tuple[bytes, tuple[int, int]]:
    """A part without the content of its sheetData, and where how much is missing."""
    if b"<!--" in raw or b"<![CDATA[" in raw or raw.count(b"<?") > 1:
        return raw, (0, 0)  # a tag may stand where it is none
    opening = _ROWS.search(raw)
    closing = _ROWS_END.search(raw, raw.rfind(b"</", 0, raw.rfind(b"sheetData") + 1)) if opening else None
    if opening is None or closing is None or closing.start() <= opening.end():
        return raw, (0, 0)
    return raw[: opening.end()] + raw[closing.start() :], (opening.end(), closing.start() - opening.end())


class Package:
    """The members of a zip, in their order."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self.members = {info.filename: (archive.read(info), info.compress_type) for info in archive.infolist()}
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error, EOFError) as error:
            raise UneditableError("not a zip that we can read") from error
        if doubled(self.members):
            raise UneditableError("two parts have one name")

    def member(self, name: str) -> str:
        """The name under which the zip holds a part; the name itself where it holds none."""
        return next((each for each in self.members if part_name(each) == part_name(name)), name)

    def part(self, name: str, depth: int = 3) -> Part:
        """A part of the package by its name."""
        if self.member(name) not in self.members:
            raise UneditableError(f"there is no part {name}")
        return Part(self.members[self.member(name)][0], depth)

    def put(self, name: str, data: bytes) -> None:
        """Replace or add a member."""
        name = self.member(name)
        _, kind = self.members.get(name, (b"", zipfile.ZIP_DEFLATED))
        self.members[name] = data, kind

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The relationships of a part by id: the type and the member they lead to."""
        folder = posixpath.dirname(name)
        found = {}
        for each in self.part(relationships(name)).children("Relationship"):
            if each.attributes.get("TargetMode") != "External":
                target = posixpath.normpath(posixpath.join("/", folder, each.attributes.get("Target", "")))[1:]
                found[each.attributes.get("Id", "")] = (each.attributes.get("Type", ""), self.member(target))
        return found

    def written(self) -> bytes:
        """The zip, the same bytes for the same members."""
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w") as archive:
            for name, (data, kind) in self.members.items():
                info = zipfile.ZipInfo(name, EPOCH)
                info.compress_type = kind
                info.create_system = 0
                archive.writestr(info, data, compresslevel=LEVEL)
        return out.getvalue()


def saved(book: openpyxl.Workbook) -> Package:
    """A workbook of openpyxl's as a package: the same bytes at any time, and with lxml or without."""
    from openpyxl.writer.excel import ExcelWriter
    from openpyxl.xml.functions import tostring

    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:  # `book.save` leaves it open where a disk is full
        ExcelWriter(book, archive).write_data()
    book.properties.creator = "sijill"
    book.properties.created = book.properties.modified = datetime(*EPOCH)
    package = Package(out.getvalue())
    package.put("docProps/core.xml", tostring(book.properties.to_tree()))
    for name, (data, _) in list(package.members.items()):
        package.put(name, canonicalize(data.decode()).encode())
    return package


def relationships(name: str) -> str:
    """The part that holds the relationships of a part.

    >>> relationships("xl/workbook.xml"), relationships("")
    ('xl/_rels/workbook.xml.rels', '_rels/.rels')
    """
    folder, base = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{base}.rels")


def after(part: Part, order: Sequence[str], name: str, last: bool = False) -> int:
    """Where an element may stand: after what the schema puts before it; with `last`, after those of its name too."""
    earlier = set(order[: order.index(name) + last])
    ends = [child.end for child in part.elements if child.depth == 1 and child.local in earlier]
    return max(ends, default=part.root.inner)


def highest(elements: Iterable[Element], attribute: str) -> int:
    """The highest number that an attribute has; 0 when none has one."""
    numbers = (whole(each.attributes.get(attribute)) or 0 for each in elements)
    return max((number for number in numbers if number < _HUGE), default=0)


def free(wanted: str, taken: Iterable[str]) -> str:
    """A name that nobody has, whatever the case.

    >>> free("Findings", ["findings"])
    'Findings (2)'
    """
    used = {each.casefold() for each in taken}
    name, n = wanted, 1
    while name.casefold() in used:
        n += 1
        name = f"{wanted} ({n})"
    return name
