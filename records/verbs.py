"""The public verbs. Each is plain composition of the rooms: texts → mapping → readings → findings → figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from records.arguments import batch_of, expect, form_of, sheets_of
from records.assignment import Assignment, HeaderWords
from records.assignment import assign as _assign
from records.batch import Batch
from records.batch import normalise as _normalise
from records.forms import Form
from records.headers import SheetMapping, check_says, not_there
from records.kinds.kind import Kind
from records.model import SijillError, SourceError
from records.sources import read
from records.sources.sheet import Sheet

if TYPE_CHECKING:
    import pandas as pd

    from records.checks.base import Check
    from records.figures import Audience
    from records.matching.search import Persons


def form(name: Form | str | Path, kinds: Iterable[Kind] = (), checks: Iterable[Check] = ()) -> Form:
    """Give a shipped form by its name, or your own by its path. Raises `FormError` with file and line.

    `kinds` and `checks` of your own, such as `[Size()]`, stand beside ours, in this form alone.

    >>> form("fighter-file").fields["birth_date"].kind
    'date'
    """
    return form_of(name, kinds, checks)


def assign_sheets(
    sheets: Iterable[Sheet],
    forms: Sequence[Form | str | Path],
    says: HeaderWords | None = None,
    header_row: int | None = None,
) -> list[Assignment]:
    """Each sheet to the form most of whose required fields it has, then most of all; the first named wins a tie."""
    return _assign(sheets, [form_of(each) for each in forms], says, header_row)


def normalise(
    sheets: Sheet | Sequence[Sheet],
    form: Form | str | Path,
    says: HeaderWords | None = None,
    header_row: int | None = None,
) -> Batch:
    """Map the headers, read each distinct text once, let counted evidence decide. Sheets that do not fit are left out.

    `form`: a form, its name, or the path of your own. Raises `SourceError` when no sheet fits, `SijillError` when
    something said is not there.

    >>> normalise(read("examples/prisoner-register.csv"), "prisoner-register")
    <Batch prisoner-register: 5 records, 20 fields, 1 sheet>
    """
    expect(says=says, header_row=header_row)
    sheets, form = sheets_of(sheets), form_of(form)
    check_says(says or {}, [form])
    fitting = [each for each in assign_sheets(sheets, [form], says, header_row) if each.form is not None]
    if not fitting:
        where = sheets[0].source.place() if sheets else ""
        raise SourceError("no-header-of", where, form=form.name)
    mappings = [each.mapping() for each in fitting]
    for header in not_there(says or {}, mappings):
        headers = [column.header for mapping in mappings for column in mapping.columns if column.header]
        raise SijillError("says-header", f"says={header!r}", name=header, known=headers)
    return _normalise([each.sheet for each in fitting], mappings, form)


def from_frame(frame: pd.DataFrame, form: Form | str | Path, says: HeaderWords | None = None) -> Batch:
    """Read a DataFrame as a form, its column names as the headers; each finding names row label and column name.

    Texts stay as they are, whole numbers become digits, days `YYYY-MM-DD`; NaN, None and NaT are blank. Raises
    `SijillError` for any other value, since nobody can say what stood in the paper.

    >>> import pandas as pd
    >>> frame = pd.DataFrame({"Record no": [1], "Full name": ["Karim Daoud"], "Nationality": ["Tunisian"]}, index=["a"])
    >>> from_frame(frame, "prisoner-register")
    <Batch prisoner-register: 1 records, 20 fields, 1 sheet>
    """
    from records.sources.dataframe import sheet_of

    return normalise([sheet_of(frame)], form, says, header_row=1)


def check(batch: Batch, found: date | str | None = None, lang: str = "en") -> pd.DataFrame:
    """Ask every check of the form, name causes, and give one row per finding, with its cell, reading and message.

    `cause` names what many findings have in common: the finding of that verdict `batch` tells it, and its members are
    possible at most.

    `found`: the day the papers were found, a date or `YYYY-MM-DD`; without it, and without one in the form, what lies
    in the future is not checkable. `attrs["checks"]` counts what each check was asked and answered. Raises
    `SijillError` for a `found` that is no day.

    >>> found = check(normalise(read("examples/prisoner-register.csv"), "prisoner-register"))
    >>> found.loc[2, ["check", "cell", "text"]].to_list()
    ['unique', 'B3|B6', '0418']
    """
    from records.causes import examine

    return locate(batch, examine(batch_of(batch), found), lang)


def locate(batch: Batch, findings: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """Tell of each finding its file, sheet, cell, text and reading, and put it in words; `check` has done so already.

    `message` is what it says, `unless` what would dissolve it, `key` what a decision names it by. Call it for another
    language. Raises `SijillError` for a table that holds no findings.

    >>> batch = normalise(read("examples/prisoner-register.csv"), "prisoner-register")
    >>> locate(batch, check(batch), "ar").loc[4, "message"]
    'قد يسبق تاريخ الأسر (1918-03-27) enlistment date (1918-05-03).'
    """
    from records.checks.findings import FINDING_COLUMNS
    from records.decisions.replay import finding_keys
    from records.wording import worded

    expect(findings=findings, lang=lang)
    batch = batch_of(batch)
    if lacking := [name for name in FINDING_COLUMNS if name not in findings]:
        raise SijillError("no-findings", "findings", column=lacking[0])
    located = worded(batch.locate(findings), lang, known=batch.form.words(lang))
    located["key"] = finding_keys(batch, located)
    located.attrs = findings.attrs
    return located


def statistics(
    batch: Batch,
    by: str = "nationality",
    suppress_below: int = 5,
    audience: Audience = "publication",
    *,
    folding: bool = True,
) -> pd.DataFrame:
    """Count persons by category, with shares, intervals and what is missing why; small cells are suppressed.

    `folding`: small countries become one line of others; if False, all are listed and small ones held back.
    Raises `SijillError` for a field that has no categories, or that may not be published.

    >>> batch = normalise(read("examples/prisoner-register.csv"), "prisoner-register")
    >>> statistics(batch, audience="working group")[["name_en", "shown"]].iloc[0].to_list()
    ['France', '2']
    """
    from records.figures import table

    expect(by=by, suppress_below=suppress_below, audience=audience)
    return table(batch_of(batch), by=by, suppress_below=suppress_below, audience=audience, folding=folding)


def report(batch: Batch, findings: pd.DataFrame, out: str | Path, lang: str = "en") -> None:
    """Write the report and everything beside it to a folder. Raises `OutputError` when it holds anything else.

    >>> from tempfile import TemporaryDirectory
    >>> batch = normalise(read("examples/prisoner-register.csv"), "prisoner-register")
    >>> with TemporaryDirectory() as folder:
    ...     report(batch, check(batch), folder)
    ...     (Path(folder) / "report.html").exists()
    True
    """
    from records.matching.search import persons_if_few
    from records.outputs.run import Run
    from records.outputs.run_files import write

    expect(out=out)
    batch = batch_of(batch)
    write(Run.of([(batch, locate(batch, findings, lang))], persons=persons_if_few([batch])), out, lang)


def compare(first: Batch, second: Batch, key: str | None = None) -> pd.DataFrame:
    """Tell where two transcribers of the same papers differ: in spelling only, or in what they say.

    Raises `SijillError` when they are of two forms, or share no key.

    >>> batch = normalise(read("examples/prisoner-register.csv"), "prisoner-register")
    >>> compare(batch, batch, key="record_no").attrs["paired"]
    5
    """
    from records.double_entry import compare as _compare

    expect(key=key)
    return _compare(batch_of(first, "first"), batch_of(second, "second"), key)


def persons(batches: Batch | Sequence[Batch], decisions: Sequence[str | Path] = ()) -> Persons:
    """Tell which records may be one person, with what speaks for and against it; nothing is merged.

    `batches`: one, or several of several forms, which are looked at together. `.pairs` lists those that are the same or
    possible, `.persons` the records of each person, `.fewest` and `.most` how many persons there may be. `decisions`:
    files of what people decided; those on two records are applied here, and hold whatever the records say. Raises
    `FormError` where they contradict each other.

    >>> found = persons(normalise(read("examples/prisoner-register.csv"), "prisoner-register"))
    >>> found.fewest, found.most
    (5, 5)
    """
    from records.decisions.decided_pairs import decided_pairs
    from records.decisions.decision import live
    from records.decisions.decision_file import read_decisions
    from records.matching.search import find_persons

    expect(decisions=decisions)
    several = [batches] if isinstance(batches, Batch) or not isinstance(batches, Sequence) else batches
    known = [batch_of(each, "batches") for each in several]
    files = read_decisions([Path(each) for each in decisions], [each.form for each in known])
    decided, _ = decided_pairs(known, live(each for file in files for each in file.decisions))
    return find_persons(known, decided)


__all__ = [
    "Assignment",
    "Batch",
    "Form",
    "Sheet",
    "SheetMapping",
    "assign_sheets",
    "check",
    "compare",
    "form",
    "from_frame",
    "locate",
    "normalise",
    "persons",
    "read",
    "report",
    "statistics",
]
