"""The command `sijill`: one file a verb, its imports inside the function, so that help costs nothing.

Exit status: 0; 1 when `check` or `compare` found something (see `--fail-on`); 2 when the input or the call could not be
used. Data goes to standard output, everything else to standard error. No value of a cell stands in an error line.
"""

from __future__ import annotations

import gc
import os
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

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
from records.cli.telling import complain, speak, spoken
from records.model import SijillError
from records.words import ENGLISH, words


class Worded:
    """A command whose help is in the language of the call, where `--lang` stands before `--help`; else in English."""

    def format_help(self, ctx: Any, formatter: Any) -> None:
        """Put the help into words, also of the verbs that it lists."""
        known = words(spoken())
        for verb in (self, *getattr(self, "commands", {}).values()):
            verb.help = known[f"help.{verb.name}.verb"]
            for option in verb.params:
                keys = (f"help.{verb.name}.{option.name}", f"help.options.{option.name}")
                option.help = next((known[key] for key in keys if key in known), None)
        super().format_help(ctx, formatter)  # type: ignore[misc]  # a command of typer has it


class Verb(Worded, TyperCommand):
    """One verb."""


class Verbs(Worded, TyperGroup):
    """The command itself."""


app = typer.Typer(
    cls=Verbs,
    name="sijill",
    no_args_is_help=True,
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
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
def sijill(show_version: Annotated[bool, typer.Option("--version", callback=version, is_eager=True)] = False) -> None:
    """Read transcribed personnel forms: a validated table, what cannot be right, figures."""


for verb in VERBS:
    app.command(cls=Verb)(verb)


def main() -> None:
    """Entry point: what goes wrong is one line and exit status 2, an interrupt is 130.

    A fault of ours is one line as well, since a traceback may show what stands in a cell; `SIJILL_TRACEBACK=1` shows
    it.
    """
    gc.set_threshold(100_000, 50, 50)  # readings are many, and no cycles: looking for them takes a tenth of the time
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        errors = "surrogateescape" if stream is sys.stdin else "backslashreplace"
        stream.reconfigure(encoding="utf-8", errors=errors, newline="\n")  # type: ignore[union-attr]  # text streams have it
    speak(ENGLISH)
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
