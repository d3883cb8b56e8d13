"""Whether an output holds something that its reader would act on: formulas, elements, control characters."""

from __future__ import annotations

import io
import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from html.parser import HTMLParser
from xml.parsers import expat

_ACTIVE = tuple("=+-@\t\r\n＝＋－＠")
_SIGNS = ("+", "-")
"""Rh factors; no program calculates a sign alone."""
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_TURNING = re.compile("[\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")


def formulas(workbook: bytes) -> list[str]:
    """The parts of a workbook that hold a formula in a cell, or lead outside."""
    found = []
    with zipfile.ZipFile(io.BytesIO(workbook)) as package:
        for name in package.namelist():
            data = package.read(name)
            if name.endswith(".rels") and b'TargetMode="External"' in data:
                found.append(f"{name} leads outside")
            if "externalLink" in name or name.endswith("vbaProject.bin"):
                found.append(f"{name} is there")
            if name.startswith("xl/worksheets/") and name.endswith(".xml") and _has_formula(data):
                found.append(f"{name} holds a formula")
    return found


def _has_formula(data: bytes) -> bool:
    """Whether a cell of the sheet has an `<f>`; the formula TRUE of our own formats is no cell's."""
    found = False

    def started(name: str, _: dict[str, str]) -> None:
        nonlocal found
        found = found or name.rpartition(":")[2] == "f"

    parser = expat.ParserCreate()
    parser.StartElementHandler = started
    parser.Parse(data, True)
    return found


def active(text: str, separators: str = ",") -> Iterator[str]:
    """The cells of delimited text that a spreadsheet takes for formulas when it parts cells by these signs."""
    for cell in cells(text, separators):
        if cell.startswith(_ACTIVE) and cell not in _SIGNS:
            yield cell


def cells(text: str, separators: str) -> Iterator[str]:
    """Every cell, as spreadsheets part them: quotes count where a cell begins with one."""
    pattern = re.compile(rf'(?:"((?:[^"]|"")*)"|)([^{separators}\n]*)(?:[{separators}\n]|\Z)')
    at = 0
    while at < len(text):
        match = pattern.match(text, at)
        assert match, text[at : at + 50]
        yield (match[1] or "").replace('""', '"') + match[2]
        at = max(match.end(), at + 1)


_VOID = {"meta", "rect", "br", "col"}


class Page(HTMLParser):
    """The elements of a page by their name and the names of their attributes, and tags that do not match."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.elements: Counter[str] = Counter()
        self.unmatched: list[str] = []
        self._open: list[str] = []
        self.feed(source)
        self.close()
        self.unmatched += self._open

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[" ".join([tag, *sorted(name for name, _ in attrs)])] += 1
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements[" ".join([tag, *sorted(name for name, _ in attrs)])] += 1

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.unmatched.append(f"/{tag}")

    def handle_comment(self, data: str) -> None:  # noqa: ARG002  the parser's own face
        self.elements["a comment"] += 1


_MARKUP = re.compile(r"<[a-z/!?]", re.IGNORECASE)


def let_in(source: str, texts: Iterable[str], harmless: str) -> Iterator[str]:
    """What strangers' texts did to a page: elements of a kind that the harmless page lacks, tags that do not match, and
    markup that stands in it as it was typed."""
    page = Page(source)
    yield from sorted(f"<{each}>" for each in page.elements.keys() - Page(harmless).elements.keys())
    yield from page.unmatched
    yield from (f"{text!r} as it was typed" for text in texts if _MARKUP.search(text) and text in source)


def controls(printed: str, turning: bool = True) -> set[str]:
    """The control characters, and those that turn or hide their neighbours, in what a terminal is given."""
    return {
        f"U+{ord(sign):04X}" for sign in [*_CONTROL.findall(printed), *(_TURNING.findall(printed) if turning else [])]
    }
