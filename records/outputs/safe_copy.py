"""The pseudonymised copy of a batch, as a new file."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pandas as pd

from records.batch import Batch
from records.model import OutputError
from records.outputs.delimited_tables import write_frame
from records.outputs.files import Writer
from records.pseudonyms import TREATMENTS, pseudonymised
from records.words import words


def safe_copy(batch: Batch, out: Path, key: bytes, lang: str) -> Iterator[str]:
    """Write the pseudonymised copy of a batch; lines that say what became of each column. Raises `SijillError`."""
    frame, known = pseudonymised(batch, key), words(lang)
    _write_new(out, frame)
    yield known["copy.written"].format(file=out.name, count=len(frame))
    for how in TREATMENTS:
        columns = known["report.comma"].join(frame.attrs["treated"].get(how, ()))
        if columns:
            yield known["copy.treated"].format(how=known[f"copy.{how}"], columns=columns)


def _write_new(path: Path, frame: pd.DataFrame) -> None:
    """Write a table as a new CSV, whole or not at all. Raises `OutputError`; nothing is written over."""
    written = io.BytesIO()
    write_frame([frame], Writer(written))
    remedy = "choose a place that can be written and has room"
    try:
        file = path.open("xb")
    except FileExistsError as error:
        raise OutputError("exists", path.name, "choose another name; nothing is written over") from error
    except OSError as error:
        raise OutputError("cannot be written", path.name, remedy) from error
    try:
        with file:
            file.write(written.getvalue())
    except OSError as error:
        path.unlink()
        raise OutputError("cannot be written", path.name, remedy) from error
