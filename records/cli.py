"""The command `sijill`: one function a verb, its imports inside, so that help costs nothing.

Exit status: 0; 1 when `check` or `compare` found something (see `--fail-on`); 2 when the input or the call could not be used.
Data goes to standard output, everything else to standard error. No value of a cell stands in an error line.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NoReturn

import typer

from records.model import SijillError, SourceError

if TYPE_CHECKING:
    from records.forms import Form
    from records.sources.sheet import Sheet

app = typer.Typer(name="sijill", no_args_is_help=True, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False)


class Format(StrEnum):
    """How data is printed."""

    TEXT = "text"
    JSON = "json"
    JSONL = "jsonl"
    CSV = "csv"


class FailOn(StrEnum):
    """From which verdict on `check` exits with 1."""

    POSSIBLE = "possible"
    CERTAIN = "certain"
    NEVER = "never"


class Lang(StrEnum):
    """The language of messages and reports."""

    EN = "en"
    AR = "ar"


Files = Annotated[list[Path], typer.Argument(help="Workbooks or delimited text.", show_default=False)]
Forms = Annotated[list[str], typer.Option("--form", help="A shipped form or the path of your own; may be repeated.")]
Map = Annotated[list[str], typer.Option("--map", help='What a column is: --map "التخصص=weapon", or --map "F=weapon".')]
Encoding = Annotated[str | None, typer.Option(help="The encoding of delimited text that is not Unicode.")]
Language = Annotated[Lang, typer.Option("--lang", help="Language of messages and reports.")]
Shape = Annotated[Format, typer.Option("--format", help="How data is printed.")]


def fail(error: SijillError) -> None:
    """One line: what, where, what to do."""
    sys.stderr.write("sijill: " + " ".join(str(error).split()) + "\n")


def said(mapping: list[str]) -> dict[str, str]:
    """`header=field` pairs. Raises `SijillError` for anything else."""
    pairs = {}
    for each in mapping:
        header, equals, field = each.rpartition("=")
        if not equals or not header or not field:
            raise SijillError("is not HEADER=FIELD", f"--map {each}", 'write --map "HEADER=field"')
        pairs[header] = field
    return pairs


def load_forms(names: list[str], files: list[Path]) -> list[Form]:
    """The forms a person named; without any, an error that says how well each shipped form fits the files."""
    from records.forms import shipped
    from records.verbs import assign, form, read

    if names:
        return [form(name) for name in names]
    forms = [form(name) for name in shipped()]
    best = {each.name: max((a.fits[n].fields for a in assign(read(files), forms)), default=0) for n, each in enumerate(forms)}
    listed = ", ".join(f"{name} ({count} of its fields)" for name, count in sorted(best.items(), key=lambda item: -item[1]))
    raise SijillError("no form was named", "--form", f"name one: {listed}")


def read_sheets(files: list[Path], encoding: str | None) -> tuple[list[Sheet], bool]:
    """The sheets of every file that can be read; a line for each that cannot."""
    from records.verbs import read

    sheets, failed = [], False
    for file in files:
        try:
            sheets += read(file, encoding)
        except SourceError as error:
            fail(error)
            failed = True
    return sheets, failed


@app.command()
def check(
    files: Files,
    form: Forms = [],  # noqa: B006 - typer reads the default, nothing changes it
    out: Annotated[Path | None, typer.Option(help="A folder for the report and everything beside it.")] = None,
    mapping: Map = [],  # noqa: B006
    found: Annotated[str | None, typer.Option(help="The day the papers were found, as 2017-01-31.")] = None,
    fail_on: Annotated[FailOn, typer.Option(help="Exit with 1 from this verdict on.")] = FailOn.CERTAIN,
    lang: Language = Lang.EN,
    encoding: Encoding = None,
    annotate: Annotated[bool, typer.Option("--annotate", help="Copy workbooks of more than 100,000 rows too.")] = False,
    shape: Shape = Format.TEXT,
) -> None:
    """Read, normalise, check and report: the main job."""
    from records.session import run_check

    raise typer.Exit(run_check(files, form, out, said(mapping), found, fail_on, lang, encoding, annotate, shape))


@app.command()
def forms(name: Annotated[str | None, typer.Argument(help="A form, to see its fields and checks.")] = None, lang: Language = Lang.EN, shape: Shape = Format.TEXT) -> None:
    """What is shipped: all forms, or the fields and checks of one."""


def main(argv: list[str] | None = None) -> NoReturn:
    """Entry point; turns our errors into one line and exit status 2."""
    try:
        app(argv, standalone_mode=True)
    except SijillError as error:
        fail(error)
        sys.exit(2)
    sys.exit(0)


def _unused(value: Any) -> Any:
    return value


if __name__ == "__main__":
    main()
