"""What a person said of a sheet: of its columns, of its header's row, of its layout; now, or in a profile."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Literal

from records.forms import Form
from records.labels.labels import key
from records.model import SijillError

Layout = Literal["", "table", "forms"]


@dataclass(frozen=True)
class Profile:
    """`columns`: field by folded header, or by letter, which is upper case; an empty field leaves the column alone.

    `layout`: empty when the sheet decides. `file` and `sha256` say where it was read.
    """

    form: str
    columns: Mapping[str, str] = field(default_factory=dict)
    header_row: int | None = None
    layout: Layout = ""
    file: str = field(default="", compare=False)
    sha256: str = field(default="", compare=False)
    beside: bool = field(default=False, compare=False)
    """Whether it lay beside a file and nobody named it."""
    decided: Collection[str] = field(default=(), compare=False)
    """The headers of which a decision says what they are."""


@dataclass(frozen=True)
class SaidColumns:
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
                raise SijillError("header-twice", where, name=name, letters=letters)
            if not letters and name.strip().upper() in headers:
                letters = [name.strip().upper()]
            for letter in letters:
                said[letter] = (target, "said")
        return said


@dataclass(frozen=True, eq=False)
class RequestedForm:
    """A form that a sheet may be of, and what was said of its columns, of the header's row and of its layout."""

    form: Form
    says: SaidColumns = field(default_factory=SaidColumns)
    row: int | None = None
    layout: Layout = ""
    profile: Profile | None = None

    @classmethod
    def of(cls, form: Form, says: Mapping[str, str] | None, row: int | None, profile: Profile | None) -> RequestedForm:
        """What a person and a profile say of that form: the person's word on the row wins over all of the profile's."""
        word = SaidColumns(_of_form(says or {}, form), _of_form(profile.columns if profile else {}, form))
        if row is not None or profile is None:
            return cls(form, word, row, "", profile)
        return cls(form, word, profile.header_row, profile.layout, profile)


def _of_form(says: Mapping[str, str], form: Form) -> dict[str, str]:
    return {header: target for header, target in says.items() if not target or target in form.fields}
