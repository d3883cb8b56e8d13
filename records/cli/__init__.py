"""The command `sijill`: one file a verb, its imports inside the function, so that help costs nothing.

Exit status: 0; 1 when `check` or `compare` found something (see `--fail-on`); 2 when the input or the call could not be
used. Data goes to standard output, everything else to standard error. No value of a cell stands in an error line.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand, TyperGroup

from records.cli import (
    check,
    check_percentages,
    compare,
    explain,
    forms,
    headers,
    inspect,
    persons,
    pseudonymise,
    read,
    readings,
    stats,
    template,
    verify,
)
from records.cli.telling import complain, speak, spoken
from records.model import SijillError, system_code
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
    check_percentages.check_percentages,
    persons.persons,
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


LEAST_MEMORY = 1 << 30
"""Bytes of address space; with less the libraries end the process themselves, and nobody could say why."""


def main() -> None:
    """Entry point: what goes wrong is one line and exit status 2, an interrupt is 130.

    A fault of ours is one line as well, since a traceback may show what stands in a cell; `SIJILL_TRACEBACK=1` shows
    it.
    """
    gc.set_threshold(100_000, 50, 50)  # readings are many, and no cycles: looking for them takes a tenth of the time
    _streams()
    speak(ENGLISH)
    try:
        _enough_memory()
        code = _called()
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    except Exception as error:  # noqa: BLE001  whatever it is, it is one line
        complain(_line(error))
        code = 2
    sys.exit(code)


def _called() -> int:
    """The exit status of the verb that was called.

    Typer ends with 1 when nobody reads what is printed, which would say that something was found.
    """
    try:
        app(prog_name="sijill")
    except SystemExit as end:
        if isinstance(end.__context__, OSError | typer.Abort):
            raise end.__context__ from None
        return int(end.code or 0)
    return 0


def _streams() -> None:
    """Print UTF-8 everywhere; a stream that is closed, as services start programs, reads and prints nothing."""
    for name in ("stdin", "stdout", "stderr"):
        mode, errors = ("r", "surrogateescape") if name == "stdin" else ("w", "backslashreplace")
        if getattr(sys, name) is None:
            setattr(sys, name, open(os.devnull, mode, encoding="utf-8"))  # noqa: SIM115, PTH123  to the end of the process
        getattr(sys, name).reconfigure(encoding="utf-8", errors=errors, newline="\n")


def _enough_memory() -> None:
    """Raise `MemoryError` when the system lets this process have less than it needs."""
    with suppress(ImportError):
        import resource

        allowed, _ = resource.getrlimit(resource.RLIMIT_AS)
        if allowed != resource.RLIM_INFINITY and allowed < LEAST_MEMORY:
            raise MemoryError


def _line(error: Exception) -> SijillError:
    """What is said of an error: the caller's, the system's, or one of ours."""
    if isinstance(error, SijillError):
        return error
    if isinstance(error, MemoryError) or "can't start new thread" in str(error):
        return SijillError("no-memory")
    if "SIJILL_TRACEBACK" in os.environ:
        raise error
    if isinstance(error, OSError):
        where = Path(os.fsdecode(error.filename)).name if isinstance(error.filename, str | bytes) else ""
        return SijillError("system", where, code=system_code(error))
    return SijillError("fault", fault=type(error).__name__, place=_where(error))


def _where(error: BaseException) -> str:
    """File and line of ours in which it went wrong."""
    from traceback import extract_tb

    ours = [
        frame
        for frame in extract_tb(error.__traceback__)
        if Path(frame.filename).is_relative_to(Path(__file__).parent.parent)
    ]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"
