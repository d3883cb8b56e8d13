"""What the verbs of the command have in common: files in, batches out, and a word about everything that was left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping as Dictionary, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from records.batch import Batch, normalise
from records.forms import Form
from records.headers import Mapping, map_sheet
from records.model import Source, SourceError
from records.sources import read_file
from records.sources.sheet import Sheet
from records.verbs import assign

Complain = Callable[[SourceError], None]


@dataclass(frozen=True)
class Unused:
    """A sheet that fits no form: where it stands, and how many lines were left there."""

    source: Source
    rows: int
    why: str


@dataclass
class Gathered:
    """The batches of a run, one per form that had a sheet, in the order the forms were named."""

    batches: list[Batch] = field(default_factory=list)
    unused: list[Unused] = field(default_factory=list)
    failed: list[SourceError] = field(default_factory=list)


def gather(
    files: Sequence[Path],
    forms: Sequence[Form],
    says: Dictionary[str, str],
    encoding: str | None,
    complain: Complain,
    header_row: int | None = None,
) -> Gathered:
    """Read every file that can be read, give each sheet to the form it fits best, and normalise each form's sheets.

    A file that cannot be used is complained about and left out; the others are done.
    """
    gathered = Gathered()
    taken: dict[str, list[tuple[Sheet, Mapping]]] = {form.name: [] for form in forms}
    for file in files:
        try:
            unused = _take(file, forms, says, encoding, header_row, taken)
        except SourceError as error:
            complain(error)
            gathered.failed.append(error)
        else:
            gathered.unused += unused
    for form in forms:
        pairs = taken.pop(form.name)
        if pairs:
            gathered.batches.append(normalise([sheet for sheet, _ in pairs], [mapping for _, mapping in pairs], form))
    return gathered


def _take(
    file: Path,
    forms: Sequence[Form],
    says: Dictionary[str, str],
    encoding: str | None,
    header_row: int | None,
    taken: dict[str, list[tuple[Sheet, Mapping]]],
) -> list[Unused]:
    """Map the sheets of one file; those that fit no form. Raises `SourceError` when none fits."""
    unused, problems, used = [], [], 0
    for each in assign(read_file(file, encoding=encoding), forms, says):
        form = each.form or (forms[0] if header_row is not None else None)
        if form is None:
            unused.append(Unused(each.sheet.source, len(each.sheet.rows), "no-form"))
            continue
        try:
            taken[form.name].append((each.sheet, map_sheet(each.sheet, form, says, header_row)))
            used += 1
        except SourceError as error:
            problems.append(error)
            unused.append(Unused(each.sheet.source, len(each.sheet.rows), error.what))
    if used:
        return unused
    if problems:
        raise problems[0]
    names = ", ".join(form.name for form in forms)
    raise SourceError(
        f"no sheet has a header row of {names}", file.name, "see `sijill inspect`, and say which column is what with --map or --header-row"
    )
