"""The parts of a package: what they are called, and how their XML is parsed. Guard, readers and copies all ask here.

The standard library only: the child that reads workbooks uses it.
"""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import IO
from xml.etree import ElementTree
from xml.parsers import expat

from records.model import SourceError

PROLOG = 1 << 16
MAX_TREE = 16_000_000
"""Bytes of a part that is parsed whole: styles, relations, comments."""
"""Bytes in which the first element of a part must begin."""


def part_name(name: str) -> str:
    """The name by which a part is found: names that differ by case, or by a slash in front, are one.

    >>> part_name("/XL\\\\Worksheets/sheet1.xml")
    'xl/worksheets/sheet1.xml'
    """
    return name.replace("\\", "/").lstrip("/").lower()


def doubled(names: Iterable[str]) -> set[str]:
    """The names that several parts have.

    >>> doubled(["xl/a.xml", "XL/a.xml", "xl/b.xml"])
    {'xl/a.xml'}
    """
    return {name for name, times in Counter(map(part_name, names)).items() if times > 1}


def local(tag: str) -> str:
    """A name without its namespace.

    >>> local("{http://purl.oclc.org/ooxml/spreadsheetml/main}row")
    'row'
    """
    return tag.rpartition("}")[2]


class PackageParts:
    """The parts of one package by name. Raises `SourceError` for what is not there."""

    def __init__(self, file: IO[bytes]) -> None:
        self.zip = zipfile.ZipFile(file)
        self.names = {part_name(name): name for name in self.zip.namelist()}
        self.doubled = doubled(self.zip.namelist())

    def has(self, path: str) -> bool:
        """Whether there is such a part."""
        return bool(path) and part_name(path) in self.names

    def open(self, path: str) -> IO[bytes]:
        """One part, by its path inside the package."""
        name = self.names.get(part_name(path))
        if name is None:
            raise SourceError("package-lacks", name=path)
        if part_name(path) in self.doubled:
            raise SourceError("package-twice", name=path)
        return self.zip.open(name)

    def open_xml(self, path: str) -> IO[bytes]:
        """A part that is to be parsed."""
        with self.open(path) as part:
            refuse_doctype(part.read(PROLOG))
        return self.open(path)

    def tree(self, path: str) -> ElementTree.Element:
        """A small part of XML, whole, its names without their namespace."""
        if self.has(path) and self.zip.getinfo(self.names[part_name(path)]).file_size > MAX_TREE:
            raise SourceError("package-part", name=path, most=MAX_TREE)
        with self.open_xml(path) as part:
            root = ElementTree.parse(part).getroot()  # noqa: S314  its prolog declares no entities
        for element in root.iter():
            element.tag = local(element.tag)
        return root

    def events(self, path: str) -> Iterator[tuple[str, ElementTree.Element]]:
        """A large part of XML: each element as it begins and as it ends."""
        with self.open_xml(path) as part:
            yield from ElementTree.iterparse(part, ("start", "end"))  # noqa: S314  its prolog declares no entities


def xml_parser(encoding: str | None = None) -> expat.XMLParserType:
    """A parser of XML for handlers; it refuses a document type, which alone can declare entities."""
    parser = expat.ParserCreate(encoding)
    parser.StartDoctypeDeclHandler = _refuse
    return parser


def refuse_doctype(head: bytes) -> None:
    """Refuse XML that begins so and declares a document type before its first element. Raises `SourceError`."""

    def begun(*_: object) -> None:
        raise _BegunError

    parser = xml_parser()
    parser.StartElementHandler = begun
    try:
        parser.Parse(head, False)
    except (_BegunError, expat.ExpatError):
        return
    if len(head) >= PROLOG:  # so much before the first element can only hide something
        _refuse()


class _BegunError(Exception):
    """Stops the parser at the first element."""


def _refuse(*_: object) -> None:
    raise SourceError("package-doctype")
