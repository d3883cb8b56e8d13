"""Which sheet goes to which form. The library and every verb of the command decide it here."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from records.forms import Form
from records.headers import Fit, Profile, RequestedForm, SheetMapping, Understood, fit, map_sheet, understand
from records.headers.mapping import HALF
from records.model import Source, SourceError
from records.sources.sheet import Sheet

HeaderWords = Mapping[str, str]
"""A person's word on headers: `{"التخصص": "weapon"}`, by header text or column letter."""


@dataclass(frozen=True)
class Assignment:
    """Which sheet went to which form, and why.

    `fits`: for each form, in order, how many of its fields the headers match.
    """

    sheet: Sheet
    form: Form | None
    """The form that takes it; none when the sheet is not used."""
    nearest: Form
    """The form it has most fields of, if any."""
    fits: tuple[Fit, ...]
    understood: Understood
    """What the sheet holds of each form."""

    @property
    def fit(self) -> Fit:
        """How well the sheet fits the form that comes nearest."""
        return next(each for each in self.fits if each.form == self.nearest.name)

    def mapping(self) -> SheetMapping:
        """The sheet read as its form, or as the nearest. Raises `SourceError` when it has no header or field of it."""
        asked = self.understood.of(self.nearest).asked
        return map_sheet(self.sheet, self.nearest, asked.says.columns, asked.row, asked.profile, self.understood)

    def said(self, named: Collection[str]) -> bool:
        """Whether a person's word takes the sheet: its name, what a column is, or the row of the header."""
        asked, sheet = self.understood.of(self.nearest).asked, self.sheet.source.sheet
        return self.fit.said or asked.profile is not None or (sheet in named if sheet else asked.row is not None)

    def refusal(self) -> SourceError:
        """Why the sheet is not used, with the columns that ask and what takes the sheet as it is."""
        try:
            self.mapping()
        except SourceError as error:
            return error
        source = self.sheet.source
        takes = f"--sheet {source.sheet!r}" if source.sheet else f"--header-row {self.fit.header_row}"
        return SourceError(
            "few-required-asking" if self.fit.asks else "few-required", source.place(), required=self.fit.required,
            required_of=self.fit.required_of, form=self.nearest.name, asking=self.fit.asking, takes=takes,
        )  # fmt: skip


def assign(
    sheets: Iterable[Sheet],
    forms: Sequence[Form],
    says: HeaderWords | None = None,
    header_row: int | None = None,
    profile_of: Callable[[Sheet, Form], Profile | None] | None = None,
) -> list[Assignment]:
    """Each sheet to the form most of whose required fields it has, then most of all; the first named wins a tie."""
    return decided(nearest(sheets, forms, says, header_row, profile_of))


def nearest(
    sheets: Iterable[Sheet],
    forms: Sequence[Form],
    says: HeaderWords | None = None,
    header_row: int | None = None,
    profile_of: Callable[[Sheet, Form], Profile | None] | None = None,
) -> list[Assignment]:
    """Each sheet with the form that comes nearest, before anything is decided; see `decided`."""
    assigned = []
    for each in _understood(sheets, forms, says, header_row, profile_of):
        fits = [fit(each.sheet, form, understood=each) for form in forms]
        best = max(range(len(forms)), key=lambda n: (fits[n].required_share, fits[n].fields, -n))
        assigned.append(Assignment(each.sheet, None, forms[best], tuple(fits), each))
    return assigned


def decided(assigned: Sequence[Assignment], named: Collection[str] = ()) -> list[Assignment]:
    """Give each sheet of a call to its nearest form, or to none.

    A sheet is not used when it has less than half of the required fields, or exactly half while another sheet of the
    form has more: it shares a name with every form, and is of another one. A person's word takes it nevertheless;
    `named`: the sheets that were asked for by name. The tables of one sheet stay together.
    """
    shares: dict[str, dict[Source, float]] = {}
    for each in assigned:
        if each.fit.usable:
            of_form = shares.setdefault(each.nearest.name, {})
            of_form[each.sheet.source] = max(of_form.get(each.sheet.source, 0.0), each.fit.required_share)

    def taken(each: Assignment) -> bool:
        if not each.fit.found:
            return False
        of_form = shares.get(each.nearest.name, {})
        fits = each.fit.usable and not of_form[each.sheet.source] == HALF < max(of_form.values())
        return fits or each.said(named)

    return [replace(each, form=each.nearest if taken(each) else None) for each in assigned]


def _understood(
    sheets: Iterable[Sheet],
    forms: Sequence[Form],
    says: HeaderWords | None,
    header_row: int | None,
    profile_of: Callable[[Sheet, Form], Profile | None] | None,
) -> Iterator[Understood]:
    """The sheets, those of several tables table by table."""

    def asked(sheet: Sheet) -> list[RequestedForm]:
        return [RequestedForm.of(form, says, header_row, profile_of and profile_of(sheet, form)) for form in forms]

    for sheet in (sheet for sheet in sheets if not sheet.of_findings):
        whole = understand(sheet, asked(sheet))
        tables = whole.tables()
        yield from [whole] if len(tables) == 1 else (understand(table, asked(table)) for table in tables)
