"""Tells which cells of an annotated copy were changed: a correction belongs in the source, so it is told, never taken.

A copy holds digests of the lines it had when it was written. So a source that was corrected since, sorted, or given new
lines makes no cell of the copy a changed one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from records.decisions.annotated_copy import CORRECTED, AnnotatedCopy, CopiedSheet
from records.decisions.decision import key_of
from records.sources.letters import cell_place, column_number
from records.sources.sheet import DIGEST, Sheet, bare


@dataclass(frozen=True)
class Correction:
    """A cell of a copy that was changed there, and does not hold what the source holds."""

    file: str
    """The name of the copy."""
    sheet: str
    cell: str
    """Of the source."""
    text: str
    """What was typed into the copy."""
    place: str
    """Where it was typed, as people write it."""
    source: str
    """Where it belongs."""

    @property
    def key(self) -> str:
        """By which the next copy tells it again, until the source holds the text."""
        return key_of({"sheet": self.sheet, "cell": self.cell, CORRECTED: self.text})


def corrections(sheets: Iterable[Sheet], file: str, copy: AnnotatedCopy) -> Iterator[Correction]:
    """The cells of a copy, named `file`, that were changed there and do not stand so in these sheets of its source."""
    for source in sheets:
        found: dict[str, Correction] = {}
        copied = [each for each in copy.sheets if (each.source, each.name) == (source.source.file, source.source.sheet)]
        earlier = [each for each in copy.corrected if copied and each[1]["sheet"] == source.source.sheet]
        lines = _lines(source) if earlier or any(each.lines != _now(each) for each in copied) else {}
        for place, about in earlier:
            row, letters = cell_place(about["cell"]) or (0, "")
            if lines.get(row, {}).get(letters, "") != bare(about[CORRECTED]):
                found[about["cell"]] = _correction(file, source, about["cell"], about[CORRECTED], place)
        for each in copied if lines else ():
            found |= {one.cell: one for one in _changed(file, source, lines, each)}
        yield from found.values()


_Line = dict[str, str]
_OFTEN = 1_000
"""Lines in which a text stands so often say nothing of which line is meant."""


def _changed(file: str, source: Sheet, lines: Mapping[int, _Line], copied: CopiedSheet) -> Iterator[Correction]:
    """The cells of lines that the copy did not have when it was written, as far as the nearest line of the source."""
    if copied.sheet is None or copied.lines == _now(copied):
        return
    before = Counter(_digests(copied.lines))
    where: dict[tuple[str, str], list[int]] = {}
    for row, line in lines.items():
        for cell in line.items():
            where.setdefault(cell, []).append(row)
    now, now_full, full = _lines(copied.sheet), _lines(copied.sheet, calculated=True), _lines(source, calculated=True)
    for (row, line), digest in zip(now.items(), _digests(_now(copied)), strict=True):
        before[digest] -= 1
        if before[digest] >= 0:
            continue
        votes = Counter(at for cell in line.items() for at in where.get(cell, ())[:_OFTEN])
        nearest = max([row, *votes], key=lambda at: votes[at])  # of two that are as near the one in its place
        for column in _differing(full.get(nearest, {}), now_full[row], {*line, *lines.get(nearest, {})}):
            place = copied.sheet.source.place(f"{column}{row}")
            yield _correction(file, source, f"{column}{nearest}", now_full[row].get(column, ""), place)


def _differing(before: _Line, now: _Line, typed: Collection[str]) -> list[str]:
    """The columns in which two lines differ, but for those in which both have formulas."""
    columns = [each for each in {*before, *now} if each in typed and before.get(each) != now.get(each)]
    return sorted(columns, key=column_number)


def _correction(file: str, source: Sheet, cell: str, text: str, place: str) -> Correction:
    return Correction(file, source.source.sheet, cell, text, place, source.source.place(cell))


def _now(copied: CopiedSheet) -> bytes:
    return copied.lines if copied.sheet is None else copied.sheet.line_digests()


def _digests(lines: bytes) -> list[bytes]:
    return [lines[at : at + DIGEST] for at in range(0, len(lines), DIGEST)]


def _lines(sheet: Sheet, calculated: bool = False) -> dict[int, _Line]:
    """The lines with a text, by their rows: the texts by their columns, also the `calculated` ones."""
    columns = {name: sheet.kept(name, calculated).to_pylist() for name in sheet.letters}
    lines = {
        int(row): {name: texts[n] for name, texts in columns.items() if texts[n]} for n, row in enumerate(sheet.rows)
    }
    return {row: line for row, line in lines.items() if line}
