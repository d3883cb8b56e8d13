"""The annotated workbook: a copy of each source with its findings, everything else byte for byte as it was.

Filled cells lead to a sheet of all findings, and that sheet leads back. A source that is no xlsx, or one that cannot be
edited safely, is written anew, all cells as text, and annotated the same way.
"""

from __future__ import annotations

import datetime
import hashlib
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from records.model import OutputError, Severity, Source, Verdict, fields_of
from records.outputs.annotate import annotate
from records.outputs.dictionary import label
from records.outputs.files import ANNOTATED
from records.outputs.findings_sheet import LONGEST_CELL, Finding, fit
from records.outputs.package import Package, Part, UneditableError, free, xml
from records.outputs.wording import words
from records.text import visible

if TYPE_CHECKING:
    from records.headers import SheetMapping
    from records.outputs.run import Run
    from records.sources.sheet import Sheet

ROWS_BY_DEFAULT = 100_000
"""Larger sources are copied only when asked."""
MOST_ROWS = 1_048_576
LONGEST_NAME = 200
"""Bytes of a file name, which leaves room for what systems and programs put around it."""
_PIECE = 10_000
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


def annotated(run: Run, lang: str, annotated_all: bool = False) -> Iterator[tuple[str, bytes]]:
    """The annotated copy of each source of a run: its name in the folder, and its bytes.

    Raises `OutputError` for a source that changed while it was read.
    """
    names: list[str] = []
    for sources, rows in files(run):
        if skipped(rows, annotated_all):
            continue
        source = sources[0]
        data = Path(source.path).read_bytes() if source.data is None else source.data
        if hashlib.sha256(data).hexdigest() != source.sha256:
            raise OutputError("was changed while it was read", source.file, "leave it alone, and run again")
        copied, ending = copy(data, source, findings(run, sources, lang), run.options.get("encoding"), lang)
        names.append(file_name(source.file, ending, names))
        yield f"{ANNOTATED}/{names[-1]}", copied


def skipped(rows: int, annotated_all: bool) -> bool:
    """Whether a source with so many lines is not copied: a sheet holds no more, or nobody asked."""
    return rows > (MOST_ROWS if annotated_all else ROWS_BY_DEFAULT)


def files(run: Run) -> list[tuple[list[Source], int]]:
    """Each file that was read: its sheets that became records, and the lines of the longest."""
    found: dict[tuple[str, ...], tuple[list[Source], list[int]]] = {}
    for batch in run.batches:
        for mapping in filter(_is_file, batch.mappings):
            source = mapping.source
            sources, rows = found.setdefault((source.path, source.file, source.sha256), ([], []))
            sources.append(source)
            rows.append(mapping.account.read)
    return [(sources, max(rows)) for sources, rows in found.values()]


def _is_file(mapping: SheetMapping) -> bool:
    """A DataFrame and an open workbook have no file to copy."""
    return bool(mapping.source.sha256)


def file_name(file: str, ending: str, taken: Sequence[str]) -> str:
    """The name of a copy; equal names, whatever the case, get a number.

    >>> file_name("a.csv", ".xlsx", ["A.csv.xlsx"])
    'a.csv (2).xlsx'
    """
    shown = visible(file).encode("utf-8", "backslashreplace")[:LONGEST_NAME].decode("utf-8", "ignore")
    bare = [name[: -len(ending)] for name in taken if name.endswith(ending)]
    return free(shown, bare) + ending


_ORDER = {str(word): n for words_of in (Severity, Verdict) for n, word in enumerate(words_of)}
_SAID = ("check", "verdict", "severity", "field", "sheet", "cell", "text", "reading", "message", "unless")


def findings(run: Run, sources: Sequence[Source], lang: str) -> list[Finding]:
    """The findings about these sheets and about the batches they are in: errors first, what is certain first."""
    rows = []
    for batch, frame in zip(run.batches, run.findings, strict=True):
        here = np.array([mapping.source in sources for mapping in batch.mappings])
        if not here.any():
            continue
        whole = frame["record"].isna().to_numpy()
        of = batch.origin["source"].to_numpy()[frame["record"].fillna(0).to_numpy(dtype=np.int64)]
        labels = {name: label(each, lang) for name, each in batch.form.fields.items()}
        said = frame.loc[whole | here[of]].reindex(columns=list(_SAID)).astype(object)
        rows += [(row, labels) for row in said.where(said.notna(), "").to_dict("records")]
    rows.sort(key=lambda row: (_ORDER[row[0]["severity"]], _ORDER[row[0]["verdict"]]))
    return [_finding(row, labels, words(lang)) for row, labels in rows]


def _finding(row: Mapping[Any, Any], labels: Mapping[str, str], known: Mapping[str, str]) -> Finding:
    said = {
        **{str(name): str(value) for name, value in row.items()},
        "severity": known[f"severity.{row['severity']}"],
        "verdict": known[f"verdict.{row['verdict']}"],
        "field": " | ".join(labels.get(name, name) for name in fields_of(row["field"])),
    }
    cells = tuple(cell for cell in row["cell"].split("|") if cell)
    return Finding(row["sheet"], cells, Severity(row["severity"]), said)


def copy(data: bytes, source: Source, found: Sequence[Finding], encoding: str | None, lang: str) -> tuple[bytes, str]:
    """A workbook's bytes with its findings, and what its name must end in for Excel to open it."""
    known = words(lang)
    lines = [known["annotated_title"].format(file=visible(source.file))]
    lines.append(known["annotated_readme"] if found else known["annotated_none"])
    try:
        package = Package(data)
        macros = b"macroEnabled" in package.members.get("[Content_Types].xml", (b"",))[0]
        return annotate(package, found, lines, lang), ".xlsm" if macros else ".xlsx"
    except UneditableError:
        from records.sources.in_memory import read_data

        written, names = anew(read_data(data, source.file, encoding), lang)
        renamed = [Finding(names.get(each.sheet, ""), each.cells, each.severity, each.said) for each in found]
        return annotate(written, renamed, [*lines, known["annotated_anew"]], lang), ".xlsx"


def anew(sheets: Sequence[Sheet], lang: str) -> tuple[Package, dict[str, str]]:
    """A new workbook with the texts of these sheets, every cell a text, and the new name of each sheet.

    XlsxWriter makes the workbook; its rows are put in as one text a column, since cell by cell takes ten times as long.
    """
    import xlsxwriter

    out = io.BytesIO()
    names: dict[str, str] = {}
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(1980, 1, 1)})
        as_text = book.add_format({"num_format": "@"})
        for each in sheets:
            wanted = _FORBIDDEN.sub("_", visible(each.source.sheet or Path(each.source.file).stem))[:25].strip("'")
            names[each.source.sheet] = free(wanted or "Sheet", names.values())
            sheet = book.add_worksheet(names[each.source.sheet])
            sheet.set_column(0, max(len(each.letters) - 1, 0), 16, as_text)
            if each.right_to_left or lang == "ar":
                sheet.right_to_left()
    package = Package(out.getvalue())
    for n, each in enumerate(sheets, 1):
        member = f"xl/worksheets/sheet{n}.xml"
        package.put(member, _with_rows(package.part(member), each, lang))
    return package, names


def _with_rows(part: Part, sheet: Sheet, lang: str) -> bytes:
    """An empty sheet of XlsxWriter's, with the cells of ours."""
    if len(sheet.rows) and sheet.letters:
        part.replace(part.children("dimension")[0], f'<dimension ref="A1:{sheet.letters[-1]}{sheet.rows.max()}"/>')
    part.append(part.children("sheetData")[0], "".join(_rows(sheet, lang)), 0)
    return part.written()


def _rows(sheet: Sheet, lang: str) -> Iterator[str]:
    """The rows of a sheet as XML, some thousand at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    known, kind = words(lang), pa.large_string()
    nothing = pa.scalar("", kind)
    columns = []
    for name in sheet.letters:
        column = sheet.column(name)
        texts = (xml(fit(text, LONGEST_CELL, known)) for text in column.dictionary.to_pylist())
        tails = pa.array(
            [f'" s="1" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' for text in texts], kind
        )
        columns.append((name, tails, column.indices))
    for start in range(0, len(sheet.rows), _PIECE):
        numbers = pa.array(sheet.rows[start : start + _PIECE]).cast(kind)
        cells = []
        for name, tails, indices in columns:
            here = tails.take(indices.slice(start, _PIECE))
            cell = pc.binary_join_element_wise(pa.scalar(f'<c r="{name}', kind), numbers, here, nothing)
            cells.append(pc.fill_null(cell, ""))
        opening = pc.binary_join_element_wise(pa.scalar('<row r="', kind), numbers, pa.scalar('">', kind), nothing)
        rows = pc.binary_join_element_wise(opening, *cells, pa.scalar("</row>", kind), nothing)
        yield "".join(rows.to_pylist())
