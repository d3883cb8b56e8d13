"""The whole job in one call: files in, and a result with its records, its findings and what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from records.arguments import expect, form_of
from records.batch import Batch
from records.checks.findings import day_of
from records.decisions.decision_file import read_decisions
from records.figures import Audience, unanswered
from records.forms import Form
from records.model import SijillError, SourceError
from records.outputs.run import Run, UnusedSheet
from records.outputs.run_files import write
from records.session import BatchSet, Call, examined, gather
from records.sources import Paths, paths_of
from records.sources.guard import MAX_BYTES
from records.verbs import statistics
from records.words import words

if TYPE_CHECKING:
    import pandas as pd

    from records.matching.search import Persons

_QUOTED = 3
"""Refused files that an error quotes."""


@dataclass(frozen=True)
class NotUsed:
    """A sheet, or a whole file, that a run did not use."""

    file: str
    sheet: str
    """Empty for a whole file, and for delimited text."""
    why: str
    """In words, in the language of the run."""


@dataclass(frozen=True, repr=False, eq=False)
class Result:
    """What a run read and found; `records.run` gives it."""

    made: Run
    left: tuple[NotUsed, ...]
    """The files and sheets that were not used."""
    lang: str = "en"

    @property
    def batch(self) -> Batch:
        """The records with their columns, sources and evidence."""
        return self.made.batches[0]

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The records: one row each, see `Batch.frame`."""
        return self.batch.frame()

    @property
    def findings(self) -> pd.DataFrame:
        """The findings, each with its cell and its message, see `records.check`."""
        return self.made.findings[0]

    @cached_property
    def explanations(self) -> pd.DataFrame:
        """What would dissolve the findings: `finding, rank, id, reading`, evidence for and against, what would decide.

        `finding` is the row of `findings`; rank 1 is the likeliest.
        """
        return next(self.made.explanations(self.lang))

    @cached_property
    def unanswered(self) -> pd.DataFrame:
        """The cells in which the form wants an answer and nobody gave one, with `record`, `field` and `missing`."""
        return unanswered(self.batch)

    @property
    def persons(self) -> Persons | None:
        """Which records may be one person, see `records.persons`; nothing where there were too many to look unasked."""
        return self.made.persons

    def statistics(
        self,
        by: str = "nationality",
        suppress_below: int = 5,
        audience: Audience = "publication",
        *,
        folding: bool = True,
    ) -> pd.DataFrame:
        """Count persons by category, see `records.statistics`."""
        return statistics(self.batch, by, suppress_below, audience, folding=folding)

    def report(self, folder: str | Path) -> None:
        """Write the report and everything beside it to a folder. Raises `OutputError` when it holds anything else."""
        expect(folder=folder)
        write(self.made, folder, self.lang)

    def __repr__(self) -> str:
        return f"<Result {self.batch.form.name}: {len(self.batch)} records, {len(self.findings)} findings>"

    def _repr_html_(self) -> str:
        return self.batch._repr_html_()


def run(
    paths: Paths,
    form: Form | str | Path,
    found: date | str | None = None,
    lang: str = "en",
    says: Mapping[str, str] | None = None,
    *,
    sheets: Sequence[str] = (),
    header_row: int | None = None,
    profile: str | Path | None = None,
    decisions: Sequence[str | Path] = (),
    encoding: str | None = None,
    max_bytes: int = MAX_BYTES,
    persons: bool = False,
) -> Result:
    """Read, normalise and check files as one form: the whole job of `sijill check`.

    `found`: the day the papers were found. `says`: what columns are, by header or letter. `sheets`: the names of those
    to take. `profile`: one that `sijill headers --save` wrote; those that only lie beside a file are not taken.
    `decisions`: files of what was decided of texts, findings, causes, headers and persons. `persons`: look for records
    of one person among more than 20,000 too. What cannot be used stands in `Result.left`. Raises `SijillError` when
    nothing can, or when something said is not there.

    >>> result = run("examples/prisoner-register.csv", form="prisoner-register")
    >>> result
    <Result prisoner-register: 5 records, 7 findings>
    >>> result.frame.loc[0, "capture_date_earliest"].date().isoformat()
    '1918-03-23'
    """
    expect(lang=lang, says=says, sheets=sheets, header_row=header_row)
    expect(profile=profile, decisions=decisions, encoding=encoding, max_bytes=max_bytes)
    words(lang)  # a language that is not there is refused before any work
    files, day = paths_of(paths), None if found is None else day_of(found)
    named = None if profile is None else Path(profile)
    forms = [form_of(form)]
    decided = read_decisions([Path(each) for each in decisions], forms)
    more: dict[str, Any] = {"beside": False, "decided": decided, "found": day, "lang": lang}
    call = Call(files, forms, says or {}, encoding, header_row, named, sheets, max_bytes, **more)
    refused: list[SijillError] = []
    gathered = gather(call, refused.append)
    if not gathered.batches:
        raise _nothing(refused)
    options = {"found": day and day.isoformat(), **call.options, "lang": lang, "fail_on": "certain", "persons": persons}
    return Result(examined(gathered, day, lang, options), tuple(_left(gathered, call, lang)), lang)


def _nothing(refused: Sequence[SijillError]) -> SijillError:
    if not refused:
        return SourceError("no-files", "paths")
    if len(refused) == 1:
        return refused[0]
    key = "no-file-of-many" if len(refused) > _QUOTED else "no-file-of"
    more = len(refused) - _QUOTED
    return SourceError(key, "paths", count=len(refused), errors=refused[:_QUOTED], more=more)


def _left(gathered: BatchSet, call: Call, lang: str) -> Iterable[NotUsed]:
    for left in gathered.unused:
        yield NotUsed(left.source.file, left.source.sheet, _why(left, lang))
    names = sorted((path.name for path in call.paths), key=len, reverse=True)
    for error in gathered.refused:
        yield NotUsed(next((name for name in names if error.where.startswith(name)), error.where), "", error.told(lang))


def _why(left: UnusedSheet, lang: str) -> str:
    return words(lang)[f"report.why_unused.{left.why}"].format(required=left.required, required_of=left.required_of)
