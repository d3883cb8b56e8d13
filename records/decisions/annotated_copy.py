"""Reads what people typed into an annotated copy: the rows of its sheet of findings.

The sheet is known by the text of its first line's last cell, which no program drops, and its columns by their headers,
in any language that we have. What was typed on its other sheets is told by `corrections`.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from records.decisions.decision import ANSWERS_TO_FINDINGS, RECORD, Decision, Subject, key_of, of_cause, parsed
from records.model import FINDINGS_SHEET, FormError, Source, WrongValueError
from records.sources.letters import letter
from records.sources.sheet import Sheet
from records.words import languages, words

FILLED = ("decision", "value", "who", "note")
"""The columns of the sheet of findings that people fill in."""
FINDING_WORDS = (*ANSWERS_TO_FINDINGS, "read as")
"""What they choose from under `decision`."""
CORRECTED = "corrected"
"""The name in the key of a row that tells of a corrected cell, with the text that was typed."""


@dataclass(frozen=True)
class CopiedSheet:
    """A sheet of a copy: which of the source's it is, the lines it had when it was written, and what it holds now."""

    source: str
    name: str
    lines: bytes
    """See `Sheet.line_digests`."""
    sheet: Sheet | None
    """Nothing when somebody removed it from the copy."""


@dataclass(frozen=True)
class AnnotatedCopy:
    """What was typed into an annotated copy."""

    decisions: tuple[Decision, ...]
    sheets: tuple[CopiedSheet, ...]
    corrected: tuple[tuple[str, Mapping[str, str]], ...]
    """The corrected cells that it told of when it was written: where each is told, and its key."""


def read_copy(sheets: Sequence[Sheet], file: str) -> AnnotatedCopy:
    """What people typed into a copy. Raises `FormError` with sheet and cell for what cannot be kept."""
    found = [sheet for sheet in sheets if sheet.of_findings]
    if not found:
        raise FormError("decisions-no-sheet", file)
    listed = _FindingsRows(found[-1])  # a copy of a copy holds the earlier one too
    copied = {each["name"]: each for each in listed.about}
    for sheet in sheets:
        if copied and sheet is not found[-1] and sheet.source.sheet not in copied and not sheet.not_read:
            raise FormError("decisions-sheet", sheet.source.place())
    of = {sheet.source.sheet: sheet for sheet in sheets}
    kept = [
        CopiedSheet(each["file"], each["sheet"], _bytes(each["lines"]), of.get(name)) for name, each in copied.items()
    ]
    return AnnotatedCopy(tuple(listed.decisions()), tuple(kept), tuple(listed.corrected()))


def sheet_key(source: Source, name: str, lines: bytes) -> str:
    """How a copy tells which sheet of the source its sheet of that name is, and which lines it had.

    >>> sheet_key(Source("there/amal.csv", "amal.csv", "", ""), "amal", b"abc")
    'file=amal.csv; sheet=; name=amal; lines=YWJj'
    """
    about = {"file": source.file, "sheet": source.sheet, "name": name}
    return key_of({**about, "lines": b64encode(lines).decode()})


def _bytes(text: str) -> bytes:
    try:
        return b64decode(text, validate=True)
    except ValueError:  # somebody typed there: then every line is compared with the source
        return b""


class _FindingsRows:
    """The rows of a sheet of findings, and where its columns stand."""

    def __init__(self, sheet: Sheet) -> None:
        self.source: Source = sheet.source
        columns = [sheet.column(name).to_pylist() for name in sheet.letters]
        self.rows = {int(row): [each or "" for each in cells] for row, *cells in zip(sheet.rows, *columns, strict=True)}
        texts = ((row, n) for row, cells in self.rows.items() for n, text in enumerate(cells) if text)
        self.first, self.key = next((row, n) for row, n in texts if self.rows[row][n].startswith(FINDINGS_SHEET))
        self.about = [parsed(line) for line in "".join(self.rows[self.first][self.key :]).split("\n")[1:]]
        headers = {name: {words(lang)[f"annotated_{name}"] for lang in languages()} for name in (*FILLED, "key")}
        self.header = next((row for row, cells in self.rows.items() if cells[self.key] in headers["key"]), 0)
        titles = self.rows.get(self.header, [])
        self.columns = {name: n for name in FILLED for n, text in enumerate(titles) if text in headers[name]}
        for name in FILLED:
            if name not in self.columns:
                raise FormError("decisions-head", self.source.place(), name=name)

    def _kept(self) -> Iterator[tuple[int, list[str], dict[str, str]]]:
        """The rows below the header, each with its key. Raises `FormError` for what was typed where nothing is read."""
        for row, cells in self.rows.items():
            typed = [n for n, text in enumerate(cells) if text.strip()]
            if typed and typed[-1] > self.key and row != self.first:
                raise FormError("decisions-beside", self._place(row, typed[-1]))
            if row > self.header and typed:
                if typed[-1] < self.key:
                    raise FormError("decisions-row", self._place(row, typed[0]))
                try:
                    yield row, cells, parsed(cells[self.key])
                except WrongValueError as error:
                    raise error.at(self._place(row, self.key)) from error

    def _place(self, row: int, column: int) -> str:
        return self.source.place(f"{letter(column)}{row}")

    def decisions(self) -> Iterator[Decision]:
        """The rows in which something was decided."""
        known = {words(lang)[f"decision.{word}"]: word for lang in languages() for word in FINDING_WORDS}
        for row, cells, about in self._kept():
            said = {name: cells[at].strip() for name, at in self.columns.items()}
            if CORRECTED in about or not any(said.values()):
                continue
            place = self._place(row, self.columns["decision"])
            word: Any = known.get(said["decision"], said["decision"])
            if word not in FINDING_WORDS:
                raise FormError("decisions-choose", place, expected=", ".join(FINDING_WORDS))
            on: Subject = "cause" if of_cause(about) else "finding" if word != "read as" else "reading"
            key = key_of(_of_text(about, place)) if on == "reading" and "check" in about else cells[self.key]
            yield Decision(
                on=on, key=key, decision=word, value=said["value"], who=said["who"], why=said["note"], place=place
            )  # fmt: skip

    def corrected(self) -> Iterator[tuple[str, Mapping[str, str]]]:
        """The rows that tell of a corrected cell: their places and keys."""
        for row, _, about in self._kept():
            if about.keys() == {"sheet", "cell", CORRECTED}:
                yield self._place(row, 0), about


def _of_text(about: Mapping[str, str], place: str) -> dict[str, str]:
    """The key of a finding as that of its text. Raises `FormError` where it is about several, or none."""
    record = {name: text for name, text in about.items() if name.startswith(RECORD)}
    texts = [(name, text) for name, text in about.items() if name not in ("form", "check", "field", "args", *record)]
    if len(texts) != 1:
        raise FormError("decisions-one-cell", place)
    return {"form": about["form"], "field": texts[0][0], "text": texts[0][1], **record}
