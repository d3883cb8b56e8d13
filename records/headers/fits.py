"""How well a sheet fits a form, and whether a profile is of this sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from records.forms import Form
from records.headers.mapping import Fit
from records.headers.match import columns_of_forms, match
from records.labels.columns import ColumnMatch
from records.labels.labels import key
from records.labels.numbered import letters_of
from records.labels.requests import Profile, RequestedForm, SaidColumns
from records.layout.groups import group_rows
from records.layout.spread import GROUP, GROUP_HEADER
from records.layout.understanding import Understood, understand
from records.model import SijillError
from records.sources.sheet import Sheet


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
    asking = [column for column in columns if column.status == "ask"]
    present = required & fields.union(*(column.candidates for column in asking))
    asks = tuple(f"{column.letter}={'|'.join(column.candidates)}" for column in asking)
    row = int(sheet.rows[found.at])
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
