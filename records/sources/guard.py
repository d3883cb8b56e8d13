"""What a file is, by its bytes and not its name, and whether it may be opened at all. The standard library only."""

from __future__ import annotations

import zipfile
from enum import StrEnum
from pathlib import Path
from typing import IO

from records.model import SourceError
from records.sources import encodings
from records.sources.ole import MAGIC, Container, is_encrypted
from records.sources.package_parts import PROLOG, part_name, refuse_doctype

MAX_BYTES = 2_000_000_000
MAX_MEMBERS, MAX_INFLATED, MAX_RATIO, RATIO_FROM = 2_500, 2_000_000_000, 200, 1_000_000
MAX_DIRECTORY = 512 * MAX_MEMBERS
"""Bytes of the directory of a zip: a part takes 46 and its name."""
_TEXT_NAMES = {"", ".csv", ".tsv", ".tab", ".psv", ".txt", ".dat", ".asc"}
MAX_OLE = 256_000_000
MAX_LINES = 20_000_000
"""Lines of a text, and of all sheets of a run."""


class Format(StrEnum):
    """What we read."""

    DELIMITED = "delimited text"
    XLSX = "xlsx"
    XLSB = "xlsb"
    XLS = "xls"
    ODS = "ods"


_NAMES = {
    ".xlsx": Format.XLSX,
    ".xlsm": Format.XLSX,
    ".xltx": Format.XLSX,
    ".xltm": Format.XLSX,
    ".xlsb": Format.XLSB,
    ".xls": Format.XLS,
    ".xlt": Format.XLS,
    ".ods": Format.ODS,
}
_KNOWN = (
    (b"\x1f\x8b", "is-compressed", "gzip"),
    (b"BZh", "is-compressed", "bzip2"),
    (b"\xfd7zXZ", "is-compressed", "xz"),
    (b"\x28\xb5\x2f\xfd", "is-compressed", "zstd"),
    (b"7z\xbc\xaf", "is-archive", "7z"),
    (b"Rar!", "is-archive", "rar"),
    (b"%PDF", "is-pdf", ""),
    (b"\x89PNG", "is-picture", ""),
    (b"\xff\xd8\xff", "is-picture", ""),
    (b"GIF8", "is-picture", ""),
    (b"{\\rtf", "is-document", "rtf"),
    (b"ID;P", "is-other-file", "SYLK"),
    (b"PAR1", "is-other-file", "parquet"),
)
"""How files begin that are no tables, and what is said of them."""
_BIFF = (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_END_AT_MOST, _LONG_END, _TOO_MANY = 22 + 65_535, 56 + 20, 65_535
"""The end of a zip and the comment behind it; what stands before it in a large one; so many parts that it says their
number there."""


def refuse_lines(lines: int, name: str, key: str = "many-lines") -> None:
    """Raise `SourceError` for a file that brings a run to more lines than it may hold."""
    if lines > MAX_LINES:
        raise SourceError(key, name, most=MAX_LINES)


def identify(path: Path, max_bytes: int = MAX_BYTES) -> Format:
    """What a file is. Raises `SourceError` for one that is not there, not ours, or not safe to open."""
    try:
        if path.is_dir():
            raise SourceError("is-folder", path.name)
        if path.name.startswith("~$") or (path.name.startswith(".~lock.") and path.name.endswith("#")):
            raise SourceError("is-lock", path.name)
        if not path.is_file():
            raise SourceError("is-not-file" if path.exists() else "is-not-there", path.name)
        size = path.stat().st_size
        with path.open("rb") as file:
            if size > max_bytes:
                raise SourceError("large-file", path.name, most=max_bytes)
            return _identify(file, path)
    except OSError as error:
        raise SourceError("unreadable", path.name) from error


def _identify(file: IO[bytes], path: Path) -> Format:
    head = file.read(1 << 16)
    if not head:
        raise SourceError("is-empty", path.name)
    if head.startswith(_ZIP):
        found = _inside_zip(file, path.name)
    elif head.startswith(MAGIC):
        found = _inside_ole(file, path)
    elif head.startswith(_BIFF):
        found = Format.XLS
    else:
        found = _text(head, path)
    return found


def _named(path: Path) -> Format | None:
    return _NAMES.get(path.suffix.lower())


def _text(head: bytes, path: Path) -> Format:
    for magic, key, how in _KNOWN:
        if head.startswith(magic):
            raise SourceError(key, path.name, how=how)
    named = _named(path)
    start = head.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n")[:200].replace(b"\0", b"").lower()
    if start.startswith((b"<?xml", b"<!doctype", b"<html", b"<table", b"<workbook", b"<office:")):
        word = "HTML" if b"html" in start or b"<table" in start else "XML"
        raise SourceError("is-markup-named" if named else "is-markup", path.name, how=word, suffix=path.suffix)
    if _binary(head):
        if named:
            raise SourceError("is-no-workbook", path.name, suffix=path.suffix)
        raise SourceError("is-binary", path.name)
    if named:
        raise SourceError("is-text-named", path.name, suffix=path.suffix)
    if path.suffix.lower() not in _TEXT_NAMES:
        raise SourceError("is-no-table", path.name, suffix=path.suffix)
    return Format.DELIMITED


def _binary(head: bytes) -> bool:
    """Whether control characters are more than a stray one in a thousand; text of two bytes a letter is text."""
    marked = encodings.marked(head)
    if marked is None and encodings.wide(head):
        return False
    text = head.decode(marked or "latin-1", "replace")
    controls = sum(text.count(chr(code)) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 27))
    return controls > 1 + len(text) // 1000


def _inside_ole(file: IO[bytes], path: Path) -> Format:
    """An OLE file is an encrypted package, an old workbook, or something else."""
    file.seek(0)
    raw = file.read(MAX_OLE + 1)
    if len(raw) > MAX_OLE:
        raise SourceError("large-old", path.name)
    try:
        _old_workbook(raw)
    except SourceError as error:
        raise error.at(path.name) from error
    if _named(path) in (Format.XLSX, Format.XLSB, Format.ODS):
        raise SourceError("is-xls-named", path.name, suffix=path.suffix)
    return Format.XLS


def _old_workbook(raw: bytes) -> None:
    container = Container(raw)
    streams = {name.lower(): name for name in container.streams}
    name = streams.get("workbook") or streams.get("book")
    if "encryptedpackage" in streams or (name and is_encrypted(container.stream(name))):
        raise SourceError("is-encrypted")
    if name is None:
        raise SourceError("is-office")
    if len(raw) % container.size:
        raise SourceError("old-bytes")


def _inside_zip(file: IO[bytes], name: str) -> Format:
    try:
        said = _announced(file, name)
        with zipfile.ZipFile(file) as package:
            _members(package, name)
            _all_named(said, len(package.infolist()), name)
            members = {part_name(each.filename) for each in package.infolist()}
            found = _package(package, members, name)
            for each in package.infolist():
                _prolog(package, each, name)
            return found
    except SourceError:
        raise
    except Exception as error:  # zipfile and zlib raise whatever a broken package makes them raise
        raise SourceError("zip-broken", name) from error


def _announced(file: IO[bytes], name: str) -> int:
    """How many parts the end of a zip says that it has: a directory that was cut or written over names others.

    Raises `SourceError` when its directory is too long to be read, which happens as soon as the zip is opened.
    """
    file.seek(0, 2)
    file.seek(max(file.tell() - _END_AT_MOST - _LONG_END, 0))
    end = file.read()
    at = len(end) - 22 if end[-22:-18] == _ZIP[1] and end.endswith(b"\0\0") else end.rfind(_ZIP[1])
    if at < 0:
        return 0
    said, size = (int.from_bytes(end[at + first : at + last], "little") for first, last in ((10, 12), (12, 16)))
    long = end[max(at - _LONG_END, 0) : at]
    if long.startswith(b"PK\6\6"):
        size = int.from_bytes(long[40:48], "little")
    if size > MAX_DIRECTORY:
        raise SourceError("zip-many", name, most=MAX_MEMBERS)
    return said


def _all_named(said: int, named: int, name: str) -> None:
    if said not in (named, _TOO_MANY):
        raise SourceError("zip-parts", name, said=said, named=named)


def _package(package: zipfile.ZipFile, members: set[str], name: str) -> Format:
    if "mimetype" in members or "content.xml" in members:
        manifest = next((each for each in package.namelist() if part_name(each) == "meta-inf/manifest.xml"), None)
        if manifest and b"encryption-data" in package.read(manifest):
            raise SourceError("is-encrypted", name)
        if "content.xml" in members:
            return Format.ODS
    if any(each.endswith(".bin") and "workbook" in each for each in members):
        return Format.XLSB
    if "[content_types].xml" in members and any("workbook" in each for each in members):
        return Format.XLSX
    raise SourceError("zip-no-workbook", name)


def _members(package: zipfile.ZipFile, name: str) -> None:
    """The directory of the zip: how many, how large, where to."""
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise SourceError("zip-many", name, most=MAX_MEMBERS)
    if sum(each.file_size for each in members) > MAX_INFLATED:
        raise SourceError("zip-large", name, most=MAX_INFLATED)
    seen: set[str] = set()
    for each in members:
        path = each.filename.replace("\\", "/").lstrip("/")
        if path in seen:
            raise SourceError("zip-twice", name)
        seen.add(path)
        if ".." in path.split("/") or path[1:2] == ":":
            raise SourceError("zip-outside", name)
        if each.flag_bits & 1:
            raise SourceError("is-encrypted", name)
        if each.file_size > RATIO_FROM and each.file_size > MAX_RATIO * max(each.compress_size, 1):
            raise SourceError("zip-bomb", name)


def _prolog(package: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    """No XML part may declare a document type: only such a declaration can make a reader fetch or multiply anything."""
    if not member.filename.lower().endswith((".xml", ".rels", ".vml")):
        return
    with package.open(member) as part:
        try:
            refuse_doctype(part.read(PROLOG))
        except SourceError as error:
            raise error.at(name) from error
