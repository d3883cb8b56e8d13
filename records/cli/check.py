"""The verb `check`."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import Annotated, Literal

import typer

from records.cli.options import Files, Found, Input, Shown, takes_input
from records.cli.telling import gathered, mention_unfit
from records.model import SijillError


@takes_input
def check(
    files: Files,
    given: Input,
    out: Annotated[Path | None, typer.Option(metavar="DIR")] = None,
    found: Found = None,
    fail_on: Annotated[Literal["possible", "certain", "never"], typer.Option()] = "certain",
    annotate: Annotated[bool, typer.Option("--annotate")] = False,
    csv: Annotated[bool, typer.Option("--csv")] = False,
    workbook: Annotated[bool, typer.Option("--workbook")] = False,
    persons: Annotated[bool, typer.Option("--persons")] = False,
    byte_order_mark: Annotated[bool, typer.Option("--byte-order-mark")] = False,
    shape: Shown = "text",
) -> None:
    """Read, normalise, check and report: the main job."""
    until = _day(found)
    what = given.call(files, until)
    from contextlib import nullcontext

    from records.outputs.contents import Extras
    from records.outputs.rows import progress
    from records.outputs.run_files import write, writing
    from records.outputs.terminal import summary
    from records.session import examined, fails

    extras = Extras(annotate, csv, workbook, byte_order_mark)
    options = {"found": found, **what.options, "lang": given.lang, "fail_on": fail_on, "persons": persons}
    with writing(out, what.paths, extras, what.decided) if out is not None else nullcontext() as begun:
        everything = gathered(what, asking=shape != "text", lang=given.lang)
        if begun is not None:
            begun.records(everything.batches)
        run = examined(everything, until, given.lang, options)
        if shape != "text":  # the summary says it
            mention_unfit(run.unfit[len(everything.unfit) :], given.lang)
        since = None
        if begun is not None:
            progress("writing", given.lang, begun.folder.path.name)
            since = write(run, begun, given.lang)
            progress()
    sys.stdout.write(summary(run, out, given.lang, shape, since, extras))
    raise typer.Exit(2 if everything.refused else int(fails(run, fail_on)))


def _day(text: str | None) -> date | None:
    """An ISO day, or nothing."""
    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise SijillError("option-day", f"--found {text}") from error
