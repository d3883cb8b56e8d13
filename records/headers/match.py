"""The headers of one row: which field each column is, which ask, and what a person said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from records.forms import Form, did_you_mean
from records.headers.labels import Labels, key, labels_of, meaning, similar
from records.headers.mapping import ColumnMatch
from records.headers.profiles import Layout, Profile
from records.headers.spread import GROUP
from records.headers.ticks import option_of
from records.headers.wide import of_another_form, with_wide
from records.model import SijillError


@dataclass(frozen=True)
class Says:
    """What a person said: field (or "" to leave a column) by header or letter; a profile's answers by key or letter."""

    columns: Mapping[str, str] = field(default_factory=dict)
    profile: Mapping[str, str] = field(default_factory=dict)

    def of(self, headers: Mapping[str, str], where: str = "") -> dict[str, tuple[str, str]]:
        """By letter, the field that was said and by whom (`said`, `profile`). A header wins over a letter of that name.

        Raises `SijillError` when a header that was named stands over several columns.
        """
        said = {
            letter: (self.profile[name], "profile")
            for letter, text in headers.items()
            for name in (letter, key(text))
            if name in self.profile
        }
        for name, target in self.columns.items():
            letters = [letter for letter, text in headers.items() if key(text) == key(name)]
            if len(letters) > 1:
                listed = ", ".join(letters)
                raise SijillError(
                    f"the header {name!r} stands over the columns {listed}", where, "name the column by its letter"
                )
            if not letters and name.strip().upper() in headers:
                letters = [name.strip().upper()]
            for letter in letters:
                said[letter] = (target, "said")
        return said


@dataclass(frozen=True, eq=False)
class Asked:
    """A form that a sheet may be of, and what was said of its columns, of the header's row and of its layout."""

    form: Form
    says: Says = field(default_factory=Says)
    row: int | None = None
    layout: Layout = ""
    profile: Profile | None = None

    @classmethod
    def of(cls, form: Form, says: Mapping[str, str] | None, row: int | None, profile: Profile | None) -> Asked:
        """What a person and a profile say of that form: the person's word on the row wins over all of the profile's."""
        word = Says(_of_form(says or {}, form), _of_form(profile.columns if profile else {}, form))
        if row is not None or profile is None:
            return cls(form, word, row, "", profile)
        return cls(form, word, profile.header_row, profile.layout, profile)


def _of_form(says: Mapping[str, str], form: Form) -> dict[str, str]:
    return {header: target for header, target in says.items() if not target or target in form.fields}


def check_says(says: Mapping[str, str], forms: list[Form]) -> None:
    """Refuse what names a field that none of the forms has. Raises `SijillError` with a suggestion."""
    known = dict.fromkeys(name for form in forms for name in form.fields)
    for header, target in says.items():
        if target and target not in known:
            names = ", ".join(form.name for form in forms)
            raise SijillError(
                f"no field {target!r} in the form {names}", f"{header}={target}", did_you_mean(target, known)
            )


def match(headers: Mapping[str, str], form: Form, says: Says, where: str = "") -> tuple[ColumnMatch, ...]:
    """What each column is. `headers`: letter to header text. Raises `SijillError` for an unknown field."""
    labels = labels_of(form)
    said = says.of(headers, where)
    for target, _ in said.values():
        if target and target not in form.fields:
            raise SijillError(f"the form {form.name} has no field {target!r}", where, did_you_mean(target, form.fields))
    columns = [
        _said(letter, text, *said[letter]) if letter in said else _matched(letter, text, form, labels)
        for letter, text in headers.items()
    ]
    return _without_doubles(with_wide(columns, form), form, where)


def _said(letter: str, header: str, target: str, why: str) -> ColumnMatch:
    if not target:
        return ColumnMatch(letter, header, None, "none", "left")
    return ColumnMatch(letter, header, target, "mapped", why)


def _matched(letter: str, header: str, form: Form, labels: Labels) -> ColumnMatch:
    if letter == GROUP:
        free = tuple(name for name in ("unit", "camp") if name in form.fields)
        return ColumnMatch(letter, header, None, "none", "group", free)
    if not header.strip():
        return ColumnMatch(letter, header, None, "none", "no_header")
    said = meaning(header, labels)
    here = tuple(name for name in said.fields if name in form.fields)
    if said.fields and not here:
        return ColumnMatch(letter, header, None, "none", "not_in_form", said.fields)
    if said.sure:
        return ColumnMatch(letter, header, here[0], "mapped", said.how)
    others = of_another_form(header, form)
    if others:
        return ColumnMatch(letter, header, None, "none", "not_in_form", others)
    if here:
        return ColumnMatch(letter, header, None, "ask", said.how, here)
    suggested = tuple(similar(header, labels, form))
    return ColumnMatch(letter, header, None, "none", "similar" if suggested else "unknown", suggested)


def _without_doubles(columns: list[ColumnMatch], form: Form, where: str) -> tuple[ColumnMatch, ...]:
    """A field has one column: the one that was said; else every column that claims it asks. A list may have several."""
    alone = [column.field for column in columns if column.field and column.why != "numbered"]
    claims: Counter[str | None] = Counter(alone)
    said = Counter(column.field for column in columns if column.field and column.why == "said")
    saved = {column.field for column in columns if column.why == "profile"} - said.keys()
    for name, times in said.items():
        boxes = all(option_of(column.header, form.fields[name]) for column in columns if column.field == name)
        if times > 1 and not form.fields[name].several and not boxes:
            raise SijillError(f"several columns were said to be {name!r}", where, "name one of them")
    return tuple(_single(column, claims, {*said, *saved}) for column in columns)


def _single(column: ColumnMatch, claims: Counter[str | None], decided: set[str | None]) -> ColumnMatch:
    name = column.field
    if name is None or claims[name] == 1 or column.why in ("said", "numbered"):
        return column
    if name in decided and column.why != "profile":
        return replace(column, field=None, status="none", why="taken", candidates=(name,))
    if column.why == "profile" and claims[name] > 1 and name in decided:
        return column
    return replace(column, field=None, status="ask", why="twice", candidates=(name,))


def with_merged(columns: tuple[ColumnMatch, ...], over: Mapping[str, str]) -> tuple[ColumnMatch, ...]:
    """A column without a header of its own asks, when that of a mapped column is merged over it: a name in two cells.

    `over`: for such a column the one in which the merged cell begins.
    """
    first = {column.letter: column for column in columns if column.field}
    return tuple(
        replace(column, header=owner.header, status="ask", why="merged", candidates=(str(owner.field),))
        if column.why == "no_header" and (owner := first.get(over.get(column.letter, "")))
        else column
        for column in columns
    )
