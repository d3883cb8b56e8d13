"""What the verbs of the command have in common: files in, batches out, and a word about everything that was left out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from collections.abc import Mapping as Dictionary
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from records.batch import Batch, normalise
from records.forms import Form
from records.headers import Mapping, map_sheet
from records.model import Severity, SijillError, SourceError, Verdict
from records.report.run import Left, Run
from records.sources import read_file
from records.sources.sheet import Sheet
from records.verbs import assign, check, compare, locate

Complain = Callable[[SourceError], None]


@dataclass
class Gathered:
    """The batches of a run, one per form that had a sheet, in the order the forms were named."""

    batches: list[Batch] = field(default_factory=list)
    unused: list[Left] = field(default_factory=list)
    refused: list[SijillError] = field(default_factory=list)


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
            gathered.refused.append(error)
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
) -> list[Left]:
    """Map the sheets of one file; those that fit no form. Raises `SourceError` when none fits."""
    unused, problems, used = [], [], 0
    for each in assign(read_file(file, encoding=encoding), forms, says):
        form = each.form or (forms[0] if header_row is not None else None)
        if form is None:
            unused.append(Left(each.sheet.source, len(each.sheet.rows), "no-form"))
            continue
        try:
            taken[form.name].append((each.sheet, map_sheet(each.sheet, form, says, header_row)))
            used += 1
        except SourceError as error:
            problems.append(error)
            unused.append(Left(each.sheet.source, len(each.sheet.rows), error.what))
    if used:
        return unused
    if problems:
        raise problems[0]
    names = ", ".join(form.name for form in forms)
    raise SourceError(
        f"no sheet has a header row of {names}", file.name, "see `sijill inspect`, and say which column is what with --map or --header-row"
    )


def examined(gathered: Gathered, found: date | None, lang: str, options: Dictionary[str, Any]) -> Run:
    """Every check asked of every batch, its findings located and worded: what is reported."""
    findings = tuple(locate(batch, check(batch, found), lang) for batch in gathered.batches)
    return Run(tuple(gathered.batches), findings, tuple(gathered.unused), tuple(gathered.refused), options)


def fails(run: Run, fail_on: str) -> bool:
    """Whether something of severity warning or up was found, certain, or at least possible."""
    if fail_on == "never":
        return False
    verdicts = [Verdict.CERTAIN] if fail_on == "certain" else [Verdict.CERTAIN, Verdict.POSSIBLE]
    return any(
        (found["verdict"].isin(verdicts) & found["severity"].isin([Severity.ERROR, Severity.WARNING])).any()
        for found in run.findings
    )


def compared(first: Gathered, second: Gathered, key: str | None) -> tuple[pd.DataFrame, list[str]]:
    """Where two hands differ, and in lines how often each field agrees. Raises `SijillError` when they share no form."""
    others = {batch.form.name: batch for batch in second.batches}
    pairs = [(batch, others[batch.form.name]) for batch in first.batches if batch.form.name in others]
    if not pairs:
        raise SijillError("the two share no form", "", "name a form that both fit")
    tables = [compare(batch, other, key) for batch, other in pairs]
    lines = []
    for table, (batch, _) in zip(tables, pairs, strict=True):
        unpaired = table.attrs["unpaired"]
        lines.append(f"{batch.form.name}: paired by {table.attrs['key']}; without a partner {unpaired['first']} and {unpaired['second']}")
        lines += [_agreement(counts) for counts in table.attrs["fields"]]
    return pd.concat(tables, ignore_index=True), lines


def _agreement(counts: Dictionary[str, Any]) -> str:
    return f"  {counts['field']}: " + ", ".join(f"{n} {word}" for word, n in counts.items() if word != "field" and n)
