"""Copies: the annotated one of each source of a run, which files and with which findings; and the pseudonymised one."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.batch import Batch
from records.decisions.decision import SETTLED, Decision
from records.model import OutputError, Severity, Source, Verdict, fields_of
from records.outputs.delimited_tables import write_frame
from records.outputs.files import ANNOTATED, Writer
from records.outputs.run import ROWS_BY_DEFAULT
from records.pseudonyms import TREATMENTS, pseudonymised
from records.text import visible
from records.wording import label
from records.words import words
from records.xlsx.findings_sheet import Finding
from records.xlsx.package import free
from records.xlsx.workbook_copy import copy

if TYPE_CHECKING:
    from records.decisions.corrections import Correction
    from records.headers import SheetMapping
    from records.outputs.run import Run


_MOST_ROWS = 1_048_576
LONGEST_NAME = 200
"""Bytes of a file name, which leaves room for what systems and programs put around it."""


def annotated(run: Run, lang: str, annotated_all: bool = False) -> Iterator[tuple[str, bytes]]:
    """The annotated copy of each source of a run: its name in the folder, and its bytes.

    Raises `OutputError` for a source that changed while it was read.
    """
    names: list[str] = []
    for sources, rows in files(run):
        if skipped(rows, annotated_all):
            continue
        source = sources[0]
        data = Path(source.path).read_bytes() if source.data is None else source.data
        if hashlib.sha256(data).hexdigest() != source.sha256:
            raise OutputError("changed-while-read", source.file)
        name = file_name(source.file, ".xlsx", names)
        found = [*findings(run, sources, lang), *kept(run, sources, name, lang)]
        copied, ending = copy(data, source, found, run.options.get("encoding"), lang, _digests(run, source))
        names.append(file_name(source.file, ending, names))
        yield f"{ANNOTATED}/{names[-1]}", copied


def _digests(run: Run, source: Source) -> dict[str, bytes]:
    """The digests of the lines of each sheet of the file that a source is in."""
    file = (source.path, source.file, source.sha256)
    return {each.sheet: digest for each, digest in run.digests.items() if (each.path, each.file, each.sha256) == file}


def skipped(rows: int, annotated_all: bool) -> bool:
    """Whether a source with so many lines is not copied: a sheet holds no more, or nobody asked."""
    return rows > (_MOST_ROWS if annotated_all else ROWS_BY_DEFAULT)


def files(run: Run) -> list[tuple[list[Source], int]]:
    """Each file that was read: its sheets that became records, and the lines of the longest."""
    found: dict[tuple[str, ...], tuple[list[Source], list[int]]] = {}
    for batch in run.batches:
        for mapping in filter(_is_file, batch.mappings):
            source = mapping.source
            sources, rows = found.setdefault((source.path, source.file, source.sha256), ([], []))
            sources.append(source)
            rows.append(mapping.account.read)
    return [(sources, max(rows)) for sources, rows in found.values()]


def _is_file(mapping: SheetMapping) -> bool:
    """A DataFrame and an open workbook have no file to copy."""
    return bool(mapping.source.sha256)


def file_name(file: str, ending: str, taken: Sequence[str]) -> str:
    """The name of a copy; equal names, whatever the case, get a number.

    >>> file_name("a.csv", ".xlsx", ["A.annotated.xlsx"])
    'a (2).annotated.xlsx'
    """
    stem, ending = Path(visible(file)).stem, f".{ANNOTATED}{ending}"
    shown = stem.encode("utf-8", "backslashreplace")[:LONGEST_NAME].decode("utf-8", "ignore")
    bare = [name[: -len(ending)] for name in taken if name.endswith(ending)]
    return free(shown, bare) + ending


_ORDER = {str(word): n for words_of in (Severity, Verdict) for n, word in enumerate(words_of)}
_SAID = (
    "check", "verdict", "severity", "field", "sheet", "cell", "text", "reading", "message", "unless", "key",
    "decision", "value", "who", "why",
)  # fmt: skip


def findings(run: Run, sources: Sequence[Source], lang: str) -> list[Finding]:
    """The findings about these sheets and about the batches they are in: open ones first, errors, what is certain."""
    rows = []
    for batch, frame in zip(run.batches, run.findings, strict=True):
        labels = {name: label(each, lang) for name, each in batch.form.fields.items()}
        said = frame.loc[_on(batch, frame, sources)].reindex(columns=list(_SAID)).astype(object)
        rows += [(row, labels) for row in said.where(said.notna(), "").to_dict("records")]
    rows.sort(key=lambda row: (row[0]["decision"] in SETTLED, _ORDER[row[0]["severity"]], _ORDER[row[0]["verdict"]]))
    return [_finding(row, labels, words(lang)) for row, labels in rows]


def _on(batch: Batch, found: pd.DataFrame, sources: Sequence[Source]) -> npt.NDArray[np.bool_]:
    """Which findings stand on these sheets; what only the whole batch shows stands on each of its own."""
    here = np.array([mapping.source in sources for mapping in batch.mappings])
    there = found["record"].isna().to_numpy(copy=True)
    of = batch.origin["source"].to_numpy()[found["record"].dropna().to_numpy(dtype=np.int64)]
    there[~there] = here[of]
    return there & here.any()


def _finding(row: Mapping[Any, Any], labels: Mapping[str, str], known: Mapping[str, str]) -> Finding:
    said = {
        **{str(name): str(value) for name, value in row.items()},
        "severity": known[f"severity.{row['severity']}"],
        "verdict": known[f"verdict.{row['verdict']}"],
        "field": " | ".join(labels.get(name, name) for name in fields_of(row["field"])),
        "decision": known.get(f"decision.{row['decision']}", ""),
        "note": str(row["why"]),
    }
    cells = tuple(cell for cell in row["cell"].split("|") if cell)
    return Finding(row["sheet"], cells, Severity(row["severity"]), said)


def kept(run: Run, sources: Sequence[Source], name: str, lang: str) -> list[Finding]:
    """What was typed into the earlier copy of that name and stands in no finding of this run: nothing typed is lost."""
    known = words(lang)
    shown = {at for found in run.findings if "decided_in" in found for at in found["decided_in"]}
    copies = [file for file in run.decided if file.copy and Path(file.file).stem == Path(name).stem]
    decisions = [each for file in copies for each in file.decisions]
    typed = {(each.subject, each.said, each.who, each.why): each for each in reversed(decisions)}
    told = {(each.subject, each.said, each.who, each.why) for each in decisions if each.place in shown}
    rows = [_decision(each, known) for what, each in reversed(typed.items()) if what not in told]
    here = {source.sheet for source in sources}
    corrected = [each for file in copies for each in run.corrections if each.file == file.file and each.sheet in here]
    return [*rows, *(_correction(each, known) for each in corrected)]


def _decision(decision: Decision, known: Mapping[str, str]) -> Finding:
    about = decision.about
    told = [text for name, text in about.items() if name not in ("form", "check", "field", "args")]
    said = {
        "check": about.get("check", ""),
        "text": " | ".join(told),
        "message": known["annotated_kept"],
        "key": decision.key,
        "decision": known[f"decision.{decision.decision}"],
        "value": decision.value,
        "who": decision.who,
        "note": decision.why,
    }
    return Finding("", (), Severity.INFO, said)


def _correction(correction: Correction, known: Mapping[str, str]) -> Finding:
    said = {"sheet": correction.sheet, "text": correction.text, "message": known["annotated_corrected"]}
    return Finding(correction.sheet, (correction.cell,), Severity.INFO, {**said, "key": correction.key})


def safe_copy(batch: Batch, out: Path, key: bytes, lang: str) -> Iterator[str]:
    """Write the pseudonymised copy of a batch; lines that say what became of each column. Raises `SijillError`."""
    frame, known = pseudonymised(batch, key), words(lang)
    _write_new(out, frame)
    yield known["copy.written"].format(file=out.name, count=len(frame))
    for how in TREATMENTS:
        columns = known["report.comma"].join(frame.attrs["treated"].get(how, ()))
        if columns:
            yield known["copy.treated"].format(how=known[f"copy.{how}"], columns=columns)


_PIECE = 20_000


def _write_new(path: Path, frame: pd.DataFrame) -> None:
    """Write a table as a new CSV, whole or not at all. Raises `OutputError`; nothing is written over."""
    try:
        file = path.open("xb")
    except FileExistsError as error:
        raise OutputError("exists", path.name) from error
    except OSError as error:
        raise OutputError("unwritable", path.name) from error
    try:
        with file:
            write_frame((frame[at : at + _PIECE] for at in range(0, len(frame), _PIECE)), Writer(file))
    except OSError as error:
        path.unlink()
        raise OutputError("unwritable", path.name) from error
    except BaseException:
        path.unlink()
        raise
