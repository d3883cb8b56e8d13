"""Files made to take memory or time: small to send, large to read; and honest ones of 100 MB.

Each function writes one file into an empty folder, of a share of its full size, and returns its path.
"""

from __future__ import annotations

import random
import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

from benchmarks.robustness import samples

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = f'<Relationships xmlns="{_PACKAGE}/relationships">{{}}</Relationships>'
_RELATION = '<Relationship Id="{}" Type="{}" Target="{}"/>'
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
Maker = Callable[[Path, float], Path]


def package(path: Path, rows: Iterable[str], shared: Iterable[str] = (), after: str = "", comments: str = "") -> Path:
    """A workbook of one sheet from the XML of its rows, its shared texts, and what follows the rows."""
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" ContentType="'
        'application/xml"/><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>',
        "_rels/.rels": _RELATIONS.format(_RELATION.format("r1", f"{_OFFICE}/officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        '<sheet name="Forms" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _RELATIONS.format(
            _RELATION.format("r1", f"{_OFFICE}/worksheet", "worksheets/sheet1.xml")
            + _RELATION.format("r2", f"{_OFFICE}/sharedStrings", "sharedStrings.xml")
        ),
    }  # fmt: skip
    if comments:
        relation = _RELATION.format("r1", f"{_OFFICE}/comments", "../comments1.xml")
        parts["xl/worksheets/_rels/sheet1.xml.rels"] = _RELATIONS.format(relation)
        parts["xl/comments1.xml"] = f'<comments xmlns="{_MAIN}"><commentList>{comments}</commentList></comments>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, text)
        _stream(book, "xl/worksheets/sheet1.xml", ("worksheet", "sheetData"), rows, after)
        _stream(book, "xl/sharedStrings.xml", ("sst",), (f"<si><t>{text}</t></si>" for text in shared), "")
    return path


def _stream(book: zipfile.ZipFile, name: str, around: tuple[str, ...], pieces: Iterable[str], after: str) -> None:
    first, *rest = around
    with book.open(name, "w", force_zip64=True) as part:
        part.write(f'<{first} xmlns="{_MAIN}">{"".join(f"<{each}>" for each in rest)}'.encode())
        for piece in pieces:
            part.write(piece.encode())
        part.write(f"{''.join(f'</{each}>' for each in rest)}{after}</{first}>".encode())


def lettered(n: int) -> str:
    """The letters of a column, from 0."""
    return (lettered(n // 26 - 1) if n >= 26 else "") + _LETTERS[n % 26]


def row(number: int, texts: Iterable[str]) -> str:
    """The XML of a row of inline texts."""
    cells = (f'<c r="{lettered(n)}{number}" t="inlineStr"><is><t>{text}</t></is></c>' for n, text in enumerate(texts))
    return f'<row r="{number}">{"".join(cells)}</row>'


def _people(many: int) -> Iterator[str]:
    for number, texts in enumerate([samples.HEADER, *samples.people(many, 1)], 1):
        yield row(number, texts)


def blank_lines(folder: Path, share: float) -> Path:
    """A header and 100 million line breaks."""
    path = folder / "blank-lines.csv"
    with path.open("wb") as file:
        file.write(",".join(samples.HEADER).encode())
        for _ in range(100):
            file.write(b"\n" * int(1_000_000 * share))
    return path


def overlapping_merges(folder: Path, share: float) -> Path:
    """100,000 merged ranges over each other."""
    merges = "".join(f'<mergeCell ref="A1:C{n}"/>' for n in range(2, int(100_000 * share) + 2))
    return package(folder / "merges-overlap.xlsx", _people(3), after=f"<mergeCells>{merges}</mergeCells>")


def many_merges(folder: Path, share: float) -> Path:
    """A million merged ranges beside each other."""
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, int(1_000_000 * share) + 1))
    return package(folder / "merges.xlsx", _people(3), after=f"<mergeCells>{merges}</mergeCells>")


def shared_text(folder: Path, share: float) -> Path:
    """One text of 32,767 letters in 200,000 cells."""
    rows = (f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, int(200_000 * share) + 1))
    return package(folder / "shared-text.xlsx", rows, ["x" * 32_767])


def many_parts(folder: Path, share: float) -> Path:
    """A zip with a million parts, written by hand: the directory, and nothing that it names."""
    path, many = folder / "parts.xlsx", int(1_000_000 * share)
    with path.open("wb") as file:
        file.write(b"PK\3\4" + bytes(26))
        for n in range(many):
            name = b"%d/" % n
            file.write(b"PK\1\2" + bytes(24) + len(name).to_bytes(2, "little") + bytes(16) + name)
        size = file.tell() - 30
        start, told = file.tell(), many.to_bytes(8, "little")
        file.write(b"PK\6\6" + (44).to_bytes(8, "little") + bytes(12) + told * 2 + size.to_bytes(8, "little"))
        file.write((30).to_bytes(8, "little") + b"PK\6\7" + bytes(4) + start.to_bytes(8, "little"))
        file.write((1).to_bytes(4, "little") + b"PK\5\6" + bytes(4) + b"\xff" * 12 + bytes(2))
    return path


def many_comments(folder: Path, share: float) -> Path:
    """500,000 comments."""
    texts = (f'<comment ref="A{n}"><text><t>x{n}</t></text></comment>' for n in range(1, int(500_000 * share) + 1))
    return package(folder / "comments.xlsx", _people(3), comments="".join(texts))


def wide_sheet(folder: Path, share: float) -> Path:
    """1,000 columns and 400 rows of words."""
    chance, rows = random.Random(1), max(int(400 * share), 3)
    words = ["".join(chance.choices("abcdefghijklmnop", k=6)) for _ in range(5_000)]
    return package(folder / "wide.xlsx", (row(n, chance.choices(words, k=1_000)) for n in range(1, rows + 1)))


def many_profiles(folder: Path, share: float) -> Path:
    """A text with 3,000 profiles beside it."""
    samples.write_csv(folder / "people.csv", [samples.HEADER, *samples.people(5, 1)])
    for n in range(int(3_000 * share)):
        (folder / f"{n}.sijill.yaml").write_text(f"form: own\ncolumns:\n  Sword {n}: f1\n", encoding="utf-8")
    return folder / "people.csv"


_BEGIN = (
    "seen", "again", "left", "page", "torn", "copied", "hand", "second", "list", "paper", "name", "camp", "road", "house",
)  # fmt: skip
_END = ("", "s", "ed", "ing", "er", "ly", "less", "ful", "side", "work", "way", "man", "hold", "fast", "ward", "mark")
_MOST_ROWS = 1_048_000
"""A sheet has little more."""


def _rows(bytes_: int) -> Iterator[list[str]]:
    """People with notes, until they take so many bytes as delimited text."""
    yield list(samples.HEADER)
    chance, size = random.Random(2), 0
    words = [begin + end for begin in _BEGIN for end in _END]
    for number, texts in enumerate(samples.people(1 << 40, 2)):
        texts[-1] = f"{' '.join(chance.choices(words, k=chance.randrange(44)))} {number if number % 3 == 0 else ''}"
        size += sum(len(text.encode()) + 1 for text in texts)
        if size > bytes_:
            return
        yield texts


def honest_text(folder: Path, share: float) -> Path:
    """Delimited text of 100 MB, as transcribers write it."""
    path = folder / "honest.csv"
    with path.open("w", encoding="utf-8") as file:
        file.writelines(",".join(texts) + "\n" for texts in _rows(int(100_000_000 * share)))
    return path


def honest_workbook(folder: Path, share: float) -> Path:
    """A workbook of 100 MB, as spreadsheet programs write it: texts are shared."""
    numbers: dict[str, int] = {}

    def rows() -> Iterator[str]:
        for number, texts in enumerate(islice(_rows(int(200_000_000 * share)), _MOST_ROWS), 1):
            cells = (
                f'<c r="{_LETTERS[n]}{number}" t="s"><v>{numbers.setdefault(text, len(numbers))}</v></c>'
                for n, text in enumerate(texts)
                if text.strip()
            )
            yield f'<row r="{number}" spans="1:10">{"".join(cells)}</row>'

    return package(folder / "honest.xlsx", rows(), numbers)


HOSTILE: tuple[Maker, ...] = (
    blank_lines, overlapping_merges, many_merges, shared_text, many_parts, many_comments, wide_sheet, many_profiles,
)  # fmt: skip
HONEST: tuple[Maker, ...] = (honest_text, honest_workbook)
