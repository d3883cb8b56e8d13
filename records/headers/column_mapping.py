"""One sheet read as one form: which column is which field, with every line accounted for; and how well it fits."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from operator import attrgetter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from records.forms import Form
from records.headers.mapping import Fit, SheetMapping, asking, option
from records.headers.match import columns_of_forms, match, with_merged
from records.headers.profiles import load_profile
from records.headers.tick_boxes import mapped, with_options
from records.labels.columns import ColumnMatch, letters_of, repeated
from records.labels.labels import key
from records.labels.requests import Profile, RequestedForm, SaidColumns
from records.layout.filled_forms import FilledForms, classify_pile, first_lines
from records.layout.groups import group_rows, merged_down, of_groups
from records.layout.header import LOOK_AT, merged_over
from records.layout.lines import FEWEST_COLUMNS, Line, Lines, account, classify, dividers, parted_by
from records.layout.spread import GROUP, GROUP_HEADER, Spread, Spreads
from records.layout.understanding import FoundLayout, Understood, understand
from records.model import SijillError, SourceError
from records.sources.sheet import Sheet


def map_sheet(
    sheet: Sheet,
    form: Form,
    says: Mapping[str, str] | None = None,
    header_row: int | None = None,
    profile: Profile | Path | None = None,
    understood: Understood | None = None,
) -> SheetMapping:
    """Which column is which field, and which lines are records.

    `says`: a person's word by header or column letter, `{"التخصص": "weapon"}`, an empty field leaves the column alone;
    `header_row`: the sheet's own number of the header row. Both win over the profile, the profile over the labels.
    `understood`: the sheet as it was understood before, with all that was said.
    Raises `SourceError` when no header is found, or no column that is a field or may be one, `SijillError` when
    something said is not there.
    """
    saved = load_profile(profile) if isinstance(profile, Path) else profile
    word = SaidColumns(says or {}, saved.columns if saved else {})
    found = (understood or understand(sheet, [RequestedForm.of(form, says, header_row, saved)])).of(form)
    if found.pile is not None:
        return _of_forms(found.pile, sheet, form, word, saved)
    if found.at is None:
        raise _no_header(sheet, found.asked)
    return replace(_of_table(sheet, found, found.at, word), profile=saved)


def _of_table(sheet: Sheet, found: FoundLayout, at: int, word: SaidColumns) -> SheetMapping:
    """The mapping of a table, whose header stands at that position; names above groups of records are one more
    column."""
    form, where, header = found.asked.form, sheet.source.place(), found.lines
    groups = group_rows(sheet, header[0], header[-1] + 1)
    lines, summaries, doubtful = classify(sheet, header, groups)
    groups = groups[lines[groups] == Line.HEADER]
    headers = {**found.headers, **({GROUP: GROUP_HEADER} if len(groups) else {})}
    columns = with_merged(match(headers, form, word, where), merged_over(sheet, header[-1]))
    options = with_options(columns, form, sheet, _records(lines))
    columns = mapped(columns, options)
    fields = letters_of(columns, form)
    if not fields and not asking(columns):
        raise _no_field(form, int(sheet.rows[at]), where)
    down = merged_down(sheet, header[-1] + 1)
    alone = _dividers(sheet, lines, columns, form, down)
    lines[list(alone)] = Line.UNUSED
    kept, rows = _records(lines), tuple(int(sheet.rows[each]) for each in header)
    spreads = Spreads([*down, *of_groups(sheet, groups, kept)])
    mapping = SheetMapping(sheet.source, form, rows, fields, columns, kept, account(lines), repeated(columns))
    told = replace(
        mapping, summaries=_rows(sheet, summaries), may_be_summaries=_rows(sheet, set(doubtful) - alone.keys())
    )
    return replace(told, options=options, spreads=spreads, lines=lines, dividers=dict(alone.values()))


def _rows(sheet: Sheet, places: Iterable[int]) -> tuple[int, ...]:
    return tuple(int(sheet.rows[at]) for at in sorted(places))


def _records(lines: Lines) -> npt.NDArray[np.int32]:
    return np.flatnonzero(lines == Line.RECORD).astype(np.int32)


def _dividers(
    sheet: Sheet, lines: Lines, columns: Sequence[ColumnMatch], form: Form, down: Sequence[Spread]
) -> dict[int, tuple[str, str]]:
    """By position, the cell and the text of each divider of a table that has many columns."""
    if sum(bool(column.header.strip()) for column in columns if column.letter != GROUP) < FEWEST_COLUMNS:
        return {}
    required = {name for name, field in form.fields.items() if field.required}
    asked = {column.letter for column in columns if required & {column.field, *column.candidates}}
    return {
        at: (f"{letter}{sheet.rows[at]}", sheet.column(letter)[at].as_py())
        for at, letter in dividers(sheet, lines, asked, down).items()
    }


def _of_forms(pile: FilledForms, sheet: Sheet, form: Form, word: SaidColumns, saved: Profile | None) -> SheetMapping:
    """The mapping of a sheet of forms: its records are the forms, each with its own cells."""
    said = {key(header) for header in word.columns}
    columns = tuple(
        replace(column, why="profile") if column.why == "said" and key(column.header) not in said else column
        for column in columns_of_forms(pile, form)
    )
    lines, kept, fields = classify_pile(pile, sheet), first_lines(pile, sheet), letters_of(columns, form)
    mapping = SheetMapping(sheet.source, form, (pile.rows[0],), fields, columns, kept, account(lines), profile=saved)
    ways = {how: pile.forms_where(attrgetter(how)) for how in ("joined", "placed", "open")}
    mapping = replace(mapping, joined=ways["joined"], placed=ways["placed"], open=ways["open"])
    return replace(mapping, cells=pile.cells, texts=pile.texts, untaken=pile.untaken(sheet), lines=lines)


def _no_header(sheet: Sheet, asked: RequestedForm) -> SourceError:
    form, where = asked.form, sheet.source.place()
    if asked.row is not None:
        last = int(sheet.rows[-1]) if len(sheet.rows) else 0
        return SourceError("no-row", where, row=asked.row, last=last)
    if asked.layout == "forms":
        return SourceError("few-labels", where, form=form.name)
    if between := parted_by(sheet):
        return SourceError(f"one-column-{between}", where)
    seen = min(len(sheet.rows), LOOK_AT)
    return SourceError("no-header", where, rows=seen, form=form.name)


def _no_field(form: Form, row: int, where: str) -> SourceError:
    return SourceError("no-columns", where, row=row, form=form.name, known=form.fields)


def fit(
    sheet: Sheet,
    form: Form,
    says: Mapping[str, str] | None = None,
    header_row: int | None = None,
    profile: Profile | None = None,
    understood: Understood | None = None,
) -> Fit:
    """How many of the form's fields the sheet's headers have. What was said of other sheets is left aside.

    A column that asks counts as present among the required fields: the answer is there, only its name is in doubt.
    `understood`: the sheet as it was understood before, with all that was said.
    """
    found = (understood or understand(sheet, [RequestedForm.of(form, says, header_row, profile)])).of(form)
    required = {name for name, field in form.fields.items() if field.required}
    if found.pile is not None:
        columns = columns_of_forms(found.pile, form)
        fields = set(letters_of(columns, form))
        return Fit(
            form.name, found.pile.rows[0], len(fields), len(fields & required), len(required), said=_said(columns)
        )
    if found.at is None:
        return Fit(form.name, None, 0, 0, len(required))
    try:
        columns = match(found.headers, form, found.asked.says)
    except SijillError:
        columns = match(found.headers, form, SaidColumns())
    fields = set(letters_of(columns, form))
    present = required & fields.union(*(column.candidates for column in asking(columns)))
    row, asks = int(sheet.rows[found.at]), tuple(map(option, asking(columns)))
    return Fit(form.name, row, len(fields), len(present), len(required), asks, _said(columns))


def _said(columns: tuple[ColumnMatch, ...]) -> bool:
    return any(column.why == "said" for column in columns)


def stands(sheet: Sheet, form: Form, profile: Profile, header_row: int | None = None) -> bool:
    """Whether every column that a profile names stands in the sheet's header, or as a label on its forms.

    A table with the labels of the forms in its header is no pile of them.
    """
    if profile.layout == "forms" and stands(sheet, form, replace(profile, layout="table"), header_row):
        return False
    found = understand(sheet, [RequestedForm.of(form, None, header_row, profile)]).of(form)
    headers = dict(found.headers)
    if found.pile is not None:
        headers = {name: each.text for name, each in found.pile.labels.items()}
    elif found.lines and len(group_rows(sheet, found.lines[0], found.lines[-1] + 1)):
        headers[GROUP] = GROUP_HEADER
    keys = {key(text) for text in headers.values()}
    return bool(profile.columns.keys() & keys) and profile.columns.keys() <= keys | headers.keys()
