"""The nouns. This file imports nothing of ours, and everything else imports it.

A cell's *text* is what was typed. A kind makes of it a *reading*: what is certain about it (bounds, codes), how sure
that is (*status*), why there is nothing (*missing*), and which rule decided (*note*).
"""

from __future__ import annotations

import errno
import json
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    import pandas as pd


VERSION = "0.1.0"
"""Of this program; pyproject.toml says it too."""


class Status(StrEnum):
    """How sure a reading is."""

    EXACT = "exact"
    """One reading, nothing assumed."""
    INFERRED = "inferred"
    """One reading, by a named rule or by counted evidence."""
    DECIDED = "decided"
    """One reading, because a person decided it; a decisions file says who and why."""
    AMBIGUOUS = "ambiguous"
    """Several readings, all among the alternatives; the bounds span them."""
    UNREAD = "unread"
    """There is a text and no reading of it; the note says why."""
    MISSING = "missing"
    """There is nothing to read; `Missing` says which nothing."""


class Missing(StrEnum):
    """Why there is no value. These are different answers and never merge."""

    NONE = "none"
    """Said to be none: "لا يوجد". In a count this is a reading as well, 0."""
    UNKNOWN = "unknown"
    """Said to be unknown: "لا يعرف"."""
    BLANK = "blank"
    """Nothing stands in the cell, or the transcriber noted that nothing stands on the form."""
    ILLEGIBLE = "illegible"
    DAMAGED = "damaged"
    NOT_APPLICABLE = "not_applicable"
    REDACTED = "redacted"
    REFUSED = "refused"
    """Asked, and refused to answer."""
    NOT_TRANSCRIBED = "not_transcribed"
    """This sheet has no such column."""
    MARK = "mark"
    """A dash or a cross, which may be none or unknown."""


UNANSWERED = (Missing.BLANK, Missing.MARK)
"""Cells without an answer. "None" and "unknown" are answers; what is illegible or damaged may have been one."""


class Verdict(StrEnum):
    """What a check answers about the alternatives of a record."""

    CERTAIN = "certain"
    """Every reading breaks the rule."""
    POSSIBLE = "possible"
    """Some reading breaks the rule, another does not."""
    BATCH = "batch"
    """Only the whole file shows it."""


class Severity(StrEnum):
    """What a finding asks for."""

    ERROR = "error"
    """Cannot be."""
    WARNING = "warning"
    """Wants an explanation."""
    INFO = "info"


class Dtype(StrEnum):
    """What a part of a reading holds, and so the dtype of its column."""

    DAY = "day"
    """`datetime64[s]`; NaT is an open end when the status has a reading."""
    COUNT = "count"
    """`Int64`; empty is open."""
    CODE = "code"
    """category of strings; empty when there is none."""
    TEXT = "text"
    """string; empty when there is none."""
    FLAG = "flag"
    """bool."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a kind makes of one text.

    `parts` holds the kind's scalar parts (days are `datetime.date`, open ends `None`), `alternatives` one mapping
    for each possible reading of an ambiguous text, `items` the members of a list. A part that is not named is empty.
    """

    text: str
    status: Status
    note: str
    missing: Missing | None = None
    parts: Mapping[str, Any] = field(default_factory=dict)
    alternatives: tuple[Mapping[str, Any], ...] = ()
    items: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A named rule of a grammar. Its id is the `note` of the readings it decides; docs and tests are built from it."""

    id: str
    example: str
    reason: Mapping[str, str] = field(default_factory=dict)
    """In words, by language: `{"en": …, "ar": …}`; where it says none, `rule.ID` of `schemas/messages` does."""


@dataclass(frozen=True, slots=True)
class Question:
    """Something a text alone may leave open and a column may answer, such as the order of day and month.

    `proofs` maps a note to the answer that readings with this note prove; `undecided` names the notes of readings that
    wait for the answer. An answer is the `why` of the alternative it chooses. `against` names the notes of readings
    that speak against every answer; such a question is asked only of a column where a reading waits.
    """

    name: str
    proofs: Mapping[str, str]
    undecided: frozenset[str]
    against: frozenset[str] = frozenset()
    shown: Mapping[str, Callable[[pd.DataFrame], Any]] = field(default_factory=dict)
    """Answers that rows of the lexicon prove by what they hold: a mask of them."""
    pooled: bool = False
    """Whether a group's other columns of the kind may answer it where the column itself does not."""
    share: float = 0.02
    """At most this share of the proving cells, or a single one, may speak against the answer."""


@dataclass(frozen=True, slots=True)
class Source:
    """One sheet of one file. `path` is for reading and is never written; `file` is the base name."""

    path: str
    file: str
    sheet: str
    """Empty for delimited text."""
    sha256: str
    """Empty where there was no file, as `path` is of all that was handed over in memory."""
    data: bytes | None = field(default=None, compare=False, repr=False)
    """The file itself, where it was handed over in memory."""
    named: Callable[[str, int], str] | None = field(default=None, compare=False, repr=False)
    """What a cell is called, by column letter and row, where it has another name than these."""

    def cell(self, letter: str, row: int) -> str:
        """What a cell is called."""
        return self.named(letter, row) if self.named else f"{letter}{row}"

    def place(self, cell: str = "") -> str:
        """Where something stands, as people write it.

        >>> Source("x/amal.xlsx", "amal.xlsx", "Forms", "").place("F17")
        'amal.xlsx!Forms!F17'
        >>> Source("x/omar.csv", "omar.csv", "", "").place("F17")
        'omar.csv!F17'
        """
        return "!".join(part for part in (self.file, self.sheet, cell) if part)


DECIDED_NOTE = "decided"
"""The note of readings that a person decided, those among them that are missing too."""
FINDINGS_SHEET = "sijill:findings"
"""With what the last cell of a sheet of findings begins that we wrote: it holds no records, whatever copy it is in."""

FINDING: Mapping[str, Dtype] = {
    "check": Dtype.CODE,
    "verdict": Dtype.CODE,
    "severity": Dtype.CODE,
    "record": Dtype.COUNT,
    "field": Dtype.CODE,
    "args": Dtype.TEXT,
}
"""The columns of a finding. `field` names every field involved, joined by a bar; `args` is JSON with sorted keys;
`record` is empty for a finding of a whole batch."""

NONE_FOUND = "none-found"
"""Stands alone among the explanations of a finding for which no other reading of one cell was found."""


def serious(findings: pd.DataFrame, verdicts: Collection[Verdict] = (Verdict.CERTAIN,)) -> pd.Series[bool]:
    """Which findings say that something is wrong: those of severity warning or error, and certain."""
    return findings["verdict"].isin(verdicts) & findings["severity"].isin([Severity.WARNING, Severity.ERROR])


ALSO = "other_records"
"""By this name a finding that stands at one record tells the others of which it is the same fault."""


def others_of(findings: pd.DataFrame) -> pd.Series[int]:
    """The further records that findings are about, by the index of the finding."""
    told = findings["args"].str.contains(f'"{ALSO}":', regex=False)
    lists = findings.loc[told, "args"].map(lambda args: json.loads(args).get(ALSO, []))
    return lists.explode().dropna().astype("int64")


def wrong_records(findings: pd.DataFrame) -> set[int]:
    """The records that a certain finding of severity warning or error names; all others are valid."""
    wrong = findings[serious(findings)]
    return {int(record) for record in (*wrong["record"].dropna(), *others_of(wrong))}


OTHER = "other:"
"""What stands before the header of an unmapped column."""


def fields_of(field: str) -> list[str]:
    """The fields that a finding is about; an unmapped column stands alone, since its header may hold a bar.

    >>> fields_of("join_date|form_date"), fields_of("other:a|b")
    (['join_date', 'form_date'], ['other:a|b'])
    """
    return [field] if field.startswith(OTHER) else field.split("|")


LONGEST_WHAT = 500
"""Characters of an error that quotes what somebody wrote; the place says where the whole of it stands."""


class SijillError(Exception):
    """The caller's mistake, or a file that cannot be used: what, where, and what to do, in one line that can be read.

    It holds a key of `schemas/messages/LANG/errors.yaml` and what is filled in there; the words are chosen when it is
    told. The faults of the data never raise: they are readings and findings.

    >>> error = SijillError("no-language", name="xx", known=["en", "ar"])
    >>> str(error), error.told("ar")
    ("there are no words in 'xx'; the languages are en, ar", 'لا كلمات باللغة «xx»؛ اللغات هي en، ar')
    """

    def __init__(self, key: str, where: str = "", /, **said: Any) -> None:
        super().__init__(key, where)
        self.key, self.said = key, said
        self.where = where if len(where) <= LONGEST_WHAT else where[:LONGEST_WHAT] + "…"

    def parts(self, lang: str = "en") -> tuple[str, str]:
        """What is the matter, and what to do, in a language."""
        from records.words import problem

        what, remedy = problem(self.key, self.said, lang)
        return what if len(what) <= LONGEST_WHAT else what[:LONGEST_WHAT] + "…", remedy

    @property
    def what(self) -> str:
        """What is the matter, in English."""
        return self.parts()[0]

    @property
    def remedy(self) -> str:
        """What to do, in English."""
        return self.parts()[1]

    def told(self, lang: str = "en", placed: bool = True) -> str:
        """Where, what, and what to do, or only the last two: a line in a language."""
        from records.words import words

        what, remedy = self.parts(lang)
        placed_what = ": ".join(filter(None, (self.where if placed else "", what)))
        return words(lang)["error.then"].join(filter(None, (placed_what, remedy)))

    __str__ = told

    def at(self, where: str) -> Self:
        """The same at another place."""
        return type(self)(self.key, where, **self.said)


class FormError(SijillError):
    """A form, vocabulary, profile or decision that is not right; `where` is file:line."""


class WrongValueError(FormError, ValueError):
    """A value that an option of a form cannot have; pydantic takes a ValueError, and knows where it stands."""


class SourceError(SijillError):
    """A file that cannot be read; `where` is its base name."""


class EncodingError(SourceError):
    """A text whose letters nobody can tell from its bytes."""


class OutputError(SijillError):
    """A place that cannot be written."""


def system_code(error: OSError) -> str:
    """The name of what the system refused, such as `EACCES`: no path, and no text in the language of the system."""
    return errno.errorcode.get(error.errno or 0, type(error).__name__)
