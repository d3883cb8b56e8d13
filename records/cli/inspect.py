"""The verb `inspect`."""

from __future__ import annotations

import sys

import typer

from records.cli.options import Encoding, Files, FormNames, Lang, MaxBytes, Shown, forms_of
from records.cli.telling import complain
from records.model import SijillError
from records.sources.guard import MAX_BYTES


def inspect(
    files: Files,
    form: FormNames,
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
    lang: Lang = "en",
    shape: Shown = "text",
) -> None:
    """What is in a file: sheets, rows, cells, hidden ones, error values, encoding; with a form, what `check` reads."""
    from records.inspection import candidates, lines
    from records.inspection import inspect as look
    from records.model import EncodingError
    from records.session import Call
    from records.sources import matching

    what = Call(files, forms_of(form, files, encoding, max_bytes) if form else [])
    looked, failed = [], False
    for file in [each for pattern in files for each in matching(pattern)]:
        try:
            looked.append(look(file, encoding, max_bytes, what.forms, what.profile_of, lang))
        except SijillError as error:
            complain(error)
            failed = True
            if isinstance(error, EncodingError):
                looked.append(candidates(file))
    if looked:
        sys.stdout.writelines(f"{line}\n" for line in lines(looked, shape, lang))
    raise typer.Exit(2 if failed else 0)
