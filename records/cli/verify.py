"""The verb `verify`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from records.cli.options import Lang
from records.text import visible


def verify(
    folder: Annotated[Path, typer.Argument(metavar="DIR")],
    sources: Annotated[Path | None, typer.Option(metavar="FOLDER")] = None,
    lang: Lang = "en",
) -> None:
    """Has anything in this run been changed since it was written?"""
    from records.outputs.files import own_hash, read_run
    from records.outputs.files import verify as changes
    from records.words import words

    known, found = words(lang), changes(folder, sources)
    for name, change in found:
        sys.stdout.write(f"{visible(name)}: {known[f'verify.{change}']}\n")
    if not found:
        sys.stdout.write(f"{known['verify.nothing']}\n")
    sys.stdout.write(f"{known['verify.hash'].format(sha256=own_hash(read_run(folder)))}\n")
    raise typer.Exit(1 if found else 0)
