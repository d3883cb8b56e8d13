"""Where tables and forms stand on a sheet when no form was named: known labels choose, and the shape where none is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from string import ascii_uppercase

import numpy as np

from records.forms import Field, Form, load_form, shipped
from records.headers.column_mapping import map_sheet
from records.headers.mapping import SheetMapping
from records.kinds import KINDS
from records.labels.labels import vocabulary
from records.labels.requests import RequestedForm
from records.layout.filled_forms import FilledForms
from records.layout.groups import group_rows
from records.layout.lines import Line, blank_lines, cells, classify
from records.layout.questions import labels, without_forms, without_tables
from records.layout.spread import GROUP
from records.layout.tables import Table, tables
from records.layout.understanding import Understood, understand
from records.model import SourceError
from records.sources.sheet import Sheet, letter


@dataclass(frozen=True)
class SheetContents:
    """What stands where on a sheet: its tables, the cells of labels with those of their answers, and what is neither.

    `left_out`: the sheet's own numbers of the lines that are in no table, or in one and no record.
    """

    tables: list[Table]
    forms: dict[str, list[str]]
    left_out: list[int]


def sheet_contents(sheet: Sheet) -> SheetContents:
    """The tables by their shape, unless known labels make up a line that is no header by its shape; forms likewise.

    Which lines of a table are records is decided as for a form that was named.
    """
    asked = labels(sheet)
    seen = without_forms(tables(sheet), asked)
    known = understand(sheet, [RequestedForm(_every_label())])
    pile = known.found[0].pile
    if known.found[0].at is not None:
        seen = _of_labels(known, {row for table in seen for row in table.header_rows}) or seen
        seen = _as_labelled(seen, known) if known.found[0].lines else seen
    if not seen and not pile:  # a line of two labels is no header here
        pile = understand(sheet, [RequestedForm(_every_label(), layout="forms")]).found[0].pile
    seen = [] if pile else seen
    forms = without_tables(asked, seen) or (_labels_of(pile) if pile else {})
    told = [_accounted(sheet, table) for table in seen]
    used = {row for _, rows in told for row in rows} | _rows(forms)
    filled = sheet.rows[~blank_lines(sheet)].tolist()
    return SheetContents([table for table, _ in told], forms, [row for row in filled if row not in used])


@lru_cache
def _every_label() -> Form:
    """A form that asks all that the program knows a label of, and needs nothing."""
    shared = {name: Field(id=name, kind="text") for name in vocabulary()["fields"]}
    own = {name: field for each in shipped() for name, field in load_form(each, KINDS, None).fields.items()}
    fields = {name: field.model_copy(update={"required": False}) for name, field in (shared | own).items()}
    return Form(name="every-label", title={}, fields=fields)


def _of_labels(known: Understood, heads: set[int]) -> list[Table]:
    """The tables whose headers are mostly known labels; none where each of these lines is a header by its shape."""
    if len(known.tables()) == 1 and heads.intersection(known.sheet.rows[list(known.found[0].lines)].tolist()):
        return []
    try:
        read = [map_sheet(each, _every_label()) for each in known.tables()]
    except SourceError:  # all its labels ask
        return []
    mostly = all(2 * sum(column.status != "none" for column in each.columns) > len(each.columns) for each in read)
    if not mostly or heads.issuperset(each.header_rows[-1] for each in read):
        return []
    return [_table(mapping, sheet) for mapping, sheet in zip(read, known.tables(), strict=True) if len(mapping.kept)]


def _as_labelled(seen: list[Table], known: Understood) -> list[Table]:
    """The tables, that whose header holds the known labels with their lines and records; no label block above it.

    A title is no line of its header, and a last record may hold a name alone.
    """
    at = [int(row) for row in known.sheet.rows[list(known.found[0].lines)]]
    own = next((table for table in seen if at[-1] in table.header_rows), None)
    if own is None or len(known.tables()) > 1:
        return seen
    try:
        read = map_sheet(known.sheet, _every_label())
    except SourceError:  # all its labels ask
        return seen
    below = [int(row) for row in known.sheet.rows[read.kept] if row > own.last_row]
    filled = known.sheet.rows[~blank_lines(known.sheet)]
    next_row = next((int(row) for row in filled if row > own.last_row), 0)
    last = next_row if below == [next_row] else 0  # lines of their own further below are remarks
    first = min(at[0], *own.header_rows) if at[0] not in own.header_rows else at[0]
    header = tuple(row for row in own.header_rows if row >= first or _names_groups(known.sheet, row))
    above = [each for each in seen if each.last_row < first and len(each.columns) == 2]
    whole = replace(own, header_rows=header, last_row=max(own.last_row, last))
    return [whole if each is own else each for each in seen if each not in above]


def _names_groups(sheet: Sheet, row: int) -> bool:
    """Whether a line over a header names groups of its columns: several texts, none of them merged as titles are."""
    merged = (sheet.marks["mark"] == "merged") & (sheet.marks["row"] == row)
    return len(cells(sheet, int(np.searchsorted(sheet.rows, row)))) > 1 and not merged.any()


def _table(mapping: SheetMapping, sheet: Sheet) -> Table:
    first, last = (int(sheet.rows[mapping.kept[end]]) for end in (0, -1))
    letters = tuple(column.letter for column in mapping.columns if column.letter != GROUP)
    return Table(mapping.header_rows, first, last, letters)


def _accounted(sheet: Sheet, table: Table) -> tuple[Table, set[int]]:
    """The table with its first and last record, and the rows of its header and its records."""
    first, last = np.searchsorted(sheet.rows, [table.header_rows[0], table.last_row])
    part = sheet.part(int(first), int(last) + 1, table.columns)
    header = np.searchsorted(part.rows, table.header_rows).tolist()
    lines = classify(part, header, group_rows(part, header[0], header[-1] + 1)).lines
    records = part.rows[lines == Line.RECORD].tolist()
    ends = {"first_row": records[0], "last_row": records[-1]} if records else {}
    return replace(table, **ends), {*part.rows[(lines == Line.RECORD) | (lines == Line.HEADER)].tolist()}


def _labels_of(pile: FilledForms) -> dict[str, list[str]]:
    """The cell of each label, and the cells of its answer on the first form."""
    answers = {name: next(iter(of.values())).cells for name, of in pile.answers.items() if of}
    cells = {name: [f"{letter(n)}{row}" for row, n in answers.get(name, ())] for name in pile.labels}
    return {f"{letter(each.column)}{each.line}": cells[name] for name, each in pile.labels.items()}


def _rows(forms: dict[str, list[str]]) -> set[int]:
    """The rows of the cells of labels and answers."""
    return {int(cell.lstrip(ascii_uppercase)) for label, answer in forms.items() for cell in (label, *answer)}
