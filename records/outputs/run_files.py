"""Writes a run: one folder that says what was read, what was found, and with what.

```
report.html                     for people
findings.csv                    every finding, with its cell
explanations.csv                what would dissolve each finding, with its evidence and what would decide
records.xlsx                    the records of the first form for people; `records.FORM.…` those of every further one
records.csv, records.parquet    the same for programs
records.dictionary.csv          what each of their columns means
readings.csv                    every distinct text and how it was read
unanswered.csv                  the cells in which the form wants an answer and nobody gave one
persons.csv                     which records may be one person, where they were looked for
statistics.csv                  figures that may be published
since.csv                       findings that are gone or new since the run that the folder held
annotated/FILE.annotated.xlsx     a copy of each source with its findings
run.json                        written last: versions, options, forms, evidence, and the SHA-256 of everything
```
"""

from __future__ import annotations

import codecs
import dataclasses
import hashlib
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from datetime import date
from enum import Enum
from functools import partial
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

import pandas as pd

from records.checks.marks import OF_SHEETS
from records.model import VERSION, Source
from records.outputs.contents import Extras, file_stem, has_csv, has_workbook, left_out
from records.outputs.files import PROGRAM, RUN, Folder, Writer, own_hash, prepare, read_run
from records.outputs.folding import by_cause

if TYPE_CHECKING:
    from records.batch import Batch
    from records.decisions.decision_file import DecisionFile
    from records.decisions.since import SinceLast
    from records.outputs.run import Run

PACKAGES = (
    "dateparser",
    "hijridate",
    "numpy",
    "pandas",
    "pandera",
    "pyarrow",
    "pydantic",
    "python-calamine",
)
"""Whose versions a reading may depend on."""


_Table = tuple[str, Callable[[Writer], None]]
"""A file of the run, and what writes it."""


def write(run: Run, out: str | Path | Writing, lang: str = "en", extras: Extras | None = None) -> SinceLast | None:
    """Write a run to a folder, whole or not at all; what has changed since the run it held. Raises `OutputError`.

    `extras`: what is written beyond the usual. A caller that wants the folder refused before any work is done, or its
    records written while the findings are looked for, begins `writing` with them and hands it over.
    """
    if isinstance(out, Writing):
        return _write(run, out, lang)
    with writing(out, [source.path for source in run.sources if source.path], extras, run.decided) as begun:
        return _write(run, begun, lang)


class Writing:
    """The tables of a run while they are written.

    Two at a time: most of the work is arrow's, which waits for no Python.
    """

    def __init__(self, folder: Folder, pool: ThreadPoolExecutor, extras: Extras) -> None:
        self.folder, self.pool, self.extras = folder, pool, extras
        self.jobs: dict[str, Future[None]] = {}

    def records(self, batches: Iterable[Batch]) -> None:
        """Begin with what needs no findings."""
        self.begin(_records(list(batches), self.extras))

    def begin(self, tables: Iterable[_Table]) -> None:
        """Begin with these, but for those that were begun already."""
        for name, fill in tables:
            if name not in self.jobs:
                self.jobs[name] = self.pool.submit(self._fill, name, fill)

    def _fill(self, name: str, fill: Callable[[Writer], None]) -> None:
        with self.folder.open(name) as file:
            if self.extras.byte_order_mark and name.endswith(".csv"):
                file.write(codecs.BOM_UTF8)
            fill(file)

    def finish(self) -> None:
        """All of them are whole; the first that failed raises."""
        for job in self.jobs.values():
            job.result()


@contextmanager
def writing(
    out: str | Path,
    sources: Iterable[str | Path] = (),
    extras: Extras | None = None,
    decided: Iterable[DecisionFile] = (),
) -> Iterator[Writing]:
    """Begin to write to a folder. Raises `OutputError`; see `files.prepare`."""
    with prepare(out, sources, {each.sha256 for each in decided if each.copy}) as folder, ThreadPoolExecutor(2) as pool:
        try:
            yield Writing(folder, pool, extras or Extras())
        except BaseException:  # whoever interrupts does not wait for a million rows
            folder.stop()
            pool.shutdown(cancel_futures=True)
            raise


def _write(run: Run, begun: Writing, lang: str) -> SinceLast | None:
    from records.decisions.since import of_all_forms
    from records.outputs import copies, html

    folder, extras = begun.folder, begun.extras
    since = of_all_forms(list(_since(run, folder)))
    begun.records(run.batches)
    begun.begin(_tables(run, since, lang, extras))
    folder.write("report.html", html.render(run, lang, since).encode())
    for name, data in copies.annotated(run, lang, extras.annotate):
        folder.write(name, data)
    begun.finish()
    folder.write(RUN, _describe(run, folder, lang, extras))
    folder.commit()
    return since


def _since(run: Run, folder: Folder) -> Iterator[SinceLast]:
    """What has changed since the run that the folder holds, for each form that both have."""
    from records.decisions.since import since_last
    from records.outputs.delimited_tables import read_frame

    if "findings.csv" not in folder.earlier or not (folder.path / RUN).is_file():
        return
    before = {each["form"] for each in read_run(folder.path).get("forms", ())}
    for batch, found in zip(run.batches, run.findings, strict=True):
        if batch.form.name in before:
            earlier = read_frame(folder.path / "findings.csv", batch.form.name)
            if "key" in earlier:
                yield since_last(
                    earlier.assign(form=batch.form.name), found.assign(form=batch.form.name), batch.form.identified_by
                )


def _records(batches: Sequence[Batch], extras: Extras) -> Iterator[_Table]:
    """The tables that are the same whatever is found."""
    from records.outputs import delimited_tables, parquet
    from records.outputs.data_dictionary import dictionary

    for batch in batches:
        name = file_stem(batches, batch)
        if has_csv(batch, extras):
            yield f"{name}.csv", partial(delimited_tables.write_records, batch)
        yield f"{name}.parquet", partial(parquet.write_parquet, batch)
        yield f"{name}.dictionary.csv", partial(delimited_tables.write_frame, [dictionary(batch)])
    yield "readings.csv", partial(delimited_tables.write_readings, batches)


def _tables(run: Run, since: SinceLast | None, lang: str, extras: Extras) -> Iterator[_Table]:
    """The tables of what was found and counted."""
    from records.outputs import delimited_tables
    from records.outputs.pair_listing import pair_table
    from records.outputs.records_workbook import write_workbook

    for batch, found in zip(run.batches, run.findings, strict=True):
        if has_workbook(batch, extras):
            yield f"{file_stem(run.batches, batch)}.xlsx", partial(write_workbook, batch, found, lang)
    if since is not None and since.changed:
        changes = [each.assign(change=name) for name, each in (("gone", since.gone), ("new", since.new))]
        columns = ["change", "form", *FINDINGS, "key"]
        yield "since.csv", partial(delimited_tables.write_frame, [each.reindex(columns=columns) for each in changes])

    yield "findings.csv", partial(delimited_tables.write_frame, _findings(run))
    yield "explanations.csv", partial(delimited_tables.write_frame, _explanations(run, lang))
    yield "unanswered.csv", partial(delimited_tables.write_frame, _unanswered(run))
    yield "statistics.csv", partial(delimited_tables.write_frame, [_statistics(run)])
    if run.persons is not None:
        pairs = pair_table(run.persons, run.batches, lang)
        yield "persons.csv", partial(delimited_tables.write_frame, [pairs])


FINDINGS = ("check", "verdict", "severity", "record", "field", "file", "sheet", "cell", "text", "reading", "message")
_PIECE = 20_000


def _findings(run: Run) -> Iterator[pd.DataFrame]:
    """findings.csv by cause, then check: the form, then what every finding has, then the rest in its own order."""
    more = [name for found in run.findings for name in found.columns if name not in FINDINGS]
    columns = ["form", *FINDINGS, *dict.fromkeys(more)]
    yield pd.DataFrame(columns=columns)
    for batch, found in zip(run.batches, run.findings, strict=True):
        named = by_cause(found).assign(form=batch.form.name).reindex(columns=columns)
        for start in range(0, len(named), _PIECE):
            yield named.iloc[start : start + _PIECE]


def _explanations(run: Run, lang: str) -> Iterator[pd.DataFrame]:
    """explanations.csv: the form, the number of the finding among those of its form, and what would dissolve it."""
    for batch, table in zip(run.batches, run.explanations(lang), strict=True):
        table.insert(0, "form", batch.form.name)
        yield table


def _unanswered(run: Run) -> Iterator[pd.DataFrame]:
    """unanswered.csv: the form, and each cell in which it wants an answer and nobody gave one."""
    from records.figures import unanswered

    for batch in run.batches:
        table = unanswered(batch)
        table.insert(0, "form", batch.form.name)
        yield table


def _statistics(run: Run) -> pd.DataFrame:
    """statistics.csv: every table that may be published, one below the other."""
    from records.figures import fields, table

    tables = [
        table(batch, by=by, audience="publication").assign(form=batch.form.name)
        for batch in run.batches
        for by in fields(batch.form, "publication")
    ]
    if not tables:
        return pd.DataFrame(columns=["form", "by", "audience"])
    columns = ["form", *(name for name in tables[0].columns if name != "form")]
    return pd.concat(tables, ignore_index=True)[columns]


def _describe(run: Run, folder: Folder, lang: str, extras: Extras) -> bytes:
    """run.json. The same run has the same bytes: no clock, no path, no name of a machine."""
    described: dict[str, Any] = {
        "program": PROGRAM,
        "version": VERSION,
        "python": ".".join(map(str, sys.version_info[:2])),
        "packages": {name: version(name) for name in PACKAGES},
        "options": jsonable({**run.options, "lang": lang, **dataclasses.asdict(extras)}),
        "forms": [_form(batch) for batch in run.batches],
        "inputs": _inputs(run),
        "refused": [{"file": error.where, "reason": error.what, "remedy": error.remedy} for error in run.refused],
        **{check.mark: [said for batch in run.batches for said in check.told(batch)] for check in OF_SHEETS},
        "decisions": [_decisions(each, run, folder) for each in run.decided],
        "decisions_unfit": [
            {"at": each.decision.place, "why": each.why, "nearest": each.nearest} for each in run.unfit
        ],
        "corrected_in_copies": [
            {"file": each.file, "sheet": each.sheet, "cell": each.cell} for each in run.corrections
        ],
        "checks": [jsonable({"form": batch.form.name, **counted}) for batch, counted in _counted(run)],
        "left_out": [dataclasses.asdict(each) for each in left_out(run.batches, extras)],
        "not_annotated": _not_annotated(run, extras.annotate),
        "evidence": jsonable(run.evidence.to_dict("records")),
        "outputs": dict(sorted(folder.hashes.items())),
    }
    described["sha256"] = own_hash(described)
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "backslashreplace")


def _form(batch: Batch) -> dict[str, Any]:
    form = batch.form
    return {"form": form.name, "file": form.file, "sha256": form_hash(form), "records": len(batch)}


def _decisions(file: DecisionFile, run: Run, folder: Folder) -> dict[str, Any]:
    """A decisions file; of a copy in the folder also its successor, which holds now what was typed."""
    said: dict[str, Any] = {"file": file.file, "sha256": file.sha256, "decisions": len(file.decisions)}
    typed = len(file.decisions) or any(each.file == file.file for each in run.corrections)
    name = next((name for name, sha256 in folder.taken.items() if typed and sha256 == file.sha256), None)
    return said | ({"carried_into": name} if name else {})


def _counted(run: Run) -> Iterator[tuple[Batch, Mapping[str, Any]]]:
    """What each check was asked and answered; what it left open is no finding, and said here."""
    for batch, found in zip(run.batches, run.findings, strict=True):
        for counted in found.attrs.get("checks", ()):
            yield batch, counted


def form_hash(form: Any) -> str:
    """SHA-256 of what a form says, whatever file it stands in."""
    said = {name: value for name, value in jsonable(form).items() if name != "file"}
    return hashlib.sha256(json.dumps(said, ensure_ascii=True).encode()).hexdigest()


def _inputs(run: Run) -> list[dict[str, Any]]:
    """Every sheet: what it is, what it was read as, and where each of its lines went."""
    inputs = []
    for batch in run.batches:
        for mapping in batch.mappings:
            columns = [jsonable(match) for match in mapping.columns]
            read = {"form": batch.form.name, "header_rows": list(mapping.header_rows), "columns": columns}
            said = mapping.profile
            profile = {"profile": {"file": said.file, "sha256": said.sha256}} if said else {}
            inputs.append(_input(mapping.source) | read | profile | {"account": jsonable(mapping.account)})
    for left in run.unused:
        account = {"read": left.rows, "kept": 0, "refused": 0, "blank": 0, "header": 0, "unused": left.rows}
        inputs.append(_input(left.source) | {"form": None, "why": left.why, "account": account})
    return inputs


def _not_annotated(run: Run, annotate: bool) -> list[dict[str, Any]]:
    """The sources that were too long to be copied."""
    from records.outputs.copies import files, skipped

    return [{"file": sources[0].file, "rows": rows} for sources, rows in files(run) if skipped(rows, annotate)]


def _input(source: Source) -> dict[str, Any]:
    said: dict[str, Any] = {"file": source.file, "sheet": source.sheet, "sha256": source.sha256}
    return said if source.sha256 else said | {"sha256": None, "note": "in memory, no hash, one reader"}


def jsonable(value: Any) -> Any:
    """A value as JSON has it. Of a path its last part is left.

    >>> jsonable({"days": (date(2015, 1, 2),), "out": Path("there/out"), 1: frozenset("ba")})
    {'days': ['2015-01-02'], 'out': 'out', '1': ['a', 'b']}
    """
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, str | bool | int | float):
        return None if value != value else value
    if isinstance(value, Mapping):
        return {str(key): jsonable(each) for key, each in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(jsonable, value), key=str)
    if isinstance(value, Sequence):
        return [jsonable(each) for each in value]
    return _plain_object(value)


def _plain_object(value: Any) -> Any:
    if isinstance(value, PurePath):
        return value.name
    if isinstance(value, date):
        return value.isoformat()
    if dataclasses.is_dataclass(value):
        return {each.name: jsonable(getattr(value, each.name)) for each in dataclasses.fields(value)}
    if hasattr(type(value), "model_fields"):
        return {
            name: jsonable(getattr(value, name))
            for name in type(value).model_fields
            if name not in ("reader", "known_checks")
        }
    if value is pd.NA or value is pd.NaT:
        return None
    return value.item() if hasattr(value, "item") else str(value)
