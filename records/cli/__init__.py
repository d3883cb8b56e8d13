"""The command `sijill`: one file a verb, its imports inside the function, so that help costs nothing.

Exit status: 0; 1 when `check` or `compare` found something (see `--fail-on`); 2 when the input or the call could not be
used. Data goes to standard output, everything else to standard error. No value of a cell stands in an error line.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from records.cli import (
    check,
    compare,
    explain,
    forms,
    headers,
    inspect,
    pseudonymise,
    read,
    readings,
    stats,
    template,
    verify,
)
from records.cli.telling import complain
from records.model import SijillError

app = typer.Typer(
    name="sijill", no_args_is_help=True, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False
)
VERBS = (
    check.check,
    inspect.inspect,
    headers.headers,
    readings.readings,
    read.read,
    stats.stats,
    compare.compare,
    pseudonymise.pseudonymise,
    forms.forms,
    template.template,
    explain.explain,
    verify.verify,
)
"""In the order of the help."""


def version(wanted: bool) -> None:
    """Print the version and end."""
    if wanted:
        import records

        sys.stdout.write(f"sijill {records.__version__}\n")
        raise typer.Exit


@app.callback()
def sijill(
    show_version: Annotated[
        bool, typer.Option("--version", callback=version, is_eager=True, help="Show the version and exit.")
    ] = False,
) -> None:
    """Read transcribed personnel forms: a validated table, what cannot be right, figures."""


for verb in VERBS:
    app.command()(verb)


def main() -> None:
    """Entry point: what goes wrong is one line and exit status 2, an interrupt is 130.

    A fault of ours is one line as well, since a traceback may show what stands in a cell; `SIJILL_TRACEBACK=1` shows
    it.
    """
    gc.set_threshold(100_000, 50, 50)  # readings are many, and no cycles: looking for them takes a tenth of the time
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        errors = "surrogateescape" if stream is sys.stdin else "backslashreplace"
        stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")  # type: ignore[union-attr]  # text streams have it
    try:
        app(prog_name="sijill")
    except SijillError as error:
        complain(error)
        sys.exit(2)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except Exception as error:
        if "SIJILL_TRACEBACK" in os.environ:
            raise
        complain(SijillError("fault", fault=type(error).__name__, place=_where(error)))
        sys.exit(2)


def _where(error: BaseException) -> str:
    """File and line of ours in which it went wrong."""
    from traceback import extract_tb

    ours = [
        frame
        for frame in extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(Path(__file__).parent.parent)
    ]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
