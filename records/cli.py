"""The command `sijill`: one function a verb, its imports inside, so that help costs nothing.

Exit status: 0; 1 when `check` or `compare` found something (see `--fail-on`); 2 when the input or the call could not be used.
Data goes to standard output, everything else to standard error. No value of a cell stands in an error line.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from records.model import SijillError

if TYPE_CHECKING:
    import pandas as pd

    from records.forms import Form
    from records.session import Gathered

app = typer.Typer(
    name="sijill", no_args_is_help=True, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False
)

Shape = Literal["text", "json", "jsonl", "csv"]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Workbooks or delimited text.", show_default=False)]
FormNames = Annotated[
    list[str], typer.Option("--form", metavar="FORM", help="A shipped form, or the path of your own. May be repeated.", show_default=False)
]
Map = Annotated[
    list[str],
    typer.Option("--map", metavar="HEADER=FIELD", help="What a column is, by its header or letter. May be repeated.", show_default=False),
]
Encoding = Annotated[str | None, typer.Option(metavar="NAME", help="The encoding of delimited text that is not Unicode.")]
HeaderRow = Annotated[int | None, typer.Option(metavar="N", help="The row of the headers, when it was not found.")]
Lang = Annotated[Literal["en", "ar"], typer.Option(help="The language of messages and reports.")]
Shown = Annotated[Shape, typer.Option("--format", help="How data is printed.")]
Found = Annotated[str | None, typer.Option(metavar="DAY", help="The day the papers were found, as 2017-01-31.")]


def complain(error: SijillError) -> None:
    """One line on standard error: what, where, what to do."""
    sys.stderr.write("sijill: " + " ".join(str(error).split()) + "\n")


def said(pairs: list[str]) -> dict[str, str]:
    """What a person said of headers: `HEADER=FIELD`."""
    words = {}
    for pair in pairs:
        header, equals, field = pair.rpartition("=")
        if not (header and equals and field):
            raise SijillError("is not HEADER=FIELD", f"--map {pair}", 'write --map "HEADER=field"')
        words[header] = field
    return words


def forms_of(names: list[str], files: list[Path], encoding: str | None) -> list[Form]:
    """The forms that were named. Without any: an error that says how well each shipped form fits the files."""
    from records.forms import shipped
    from records.verbs import assign, form, read

    if names:
        return [form(name) for name in names]
    forms = [form(name) for name in shipped()]
    fits = [assigned.fits for assigned in assign(read(files, encoding), forms)]
    best = {each.name: max((fit[n].fields for fit in fits), default=0) for n, each in enumerate(forms)}
    listed = ", ".join(f"{name} ({best[name]} of its fields)" for name in sorted(best, key=lambda name: (-best[name], name)))
    raise SijillError("no form was named", "--form", f"the headers match {listed}")


def gathered(
    files: list[Path], form: list[str], mapping: list[str], encoding: str | None, header_row: int | None = None
) -> Gathered:
    """The batches of these files; exit status 2 when there is none."""
    from records.session import gather

    everything = gather(files, forms_of(form, files, encoding), said(mapping), encoding, complain, header_row)
    if not everything.batches:
        raise typer.Exit(2)
    return everything


def show(table: pd.DataFrame, shape: Shape) -> None:
    """A table on standard output."""
    from records.report.terminal import render

    sys.stdout.write(render(table, shape))


@app.command()
def check(
    files: Files,
    form: FormNames = [],  # noqa: B006 - typer reads the default, nothing changes it
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder for the report and all beside it.")] = None,
    mapping: Map = [],  # noqa: B006
    found: Found = None,
    fail_on: Annotated[
        Literal["possible", "certain", "never"], typer.Option(help="Exit with 1 from this verdict on, severity warning or up.")
    ] = "certain",
    header_row: HeaderRow = None,
    encoding: Encoding = None,
    annotate: Annotated[bool, typer.Option("--annotate", help="Copy tables of more than 100,000 rows too.")] = False,
    lang: Lang = "en",
    shape: Shown = "text",
) -> None:
    """Read, normalise, check and report: the main job."""
    from contextlib import nullcontext

    from records.report.files import prepare
    from records.report.terminal import summary
    from records.session import examined, fails

    options = {"found": found, "map": mapping, "header_row": header_row, "encoding": encoding, "lang": lang, "fail_on": fail_on}
    until = day(found)
    with prepare(out, files) if out is not None else nullcontext() as folder:
        everything = gathered(files, form, mapping, encoding, header_row)
        run = examined(everything, until, lang, options)
        if folder is not None:
            run.write(folder, lang, annotate)
    sys.stdout.write(summary(run, out, lang, shape))
    raise typer.Exit(2 if everything.refused else int(fails(run, fail_on)))


def day(text: str | None) -> Any:
    """An ISO day, or nothing."""
    from datetime import date

    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise SijillError("is not a day", "--found", "write it as 2017-01-31") from error


@app.command()
def inspect(files: Files, encoding: Encoding = None, shape: Shown = "text") -> None:
    """What is in a file, no form needed: sheets, rows, cells, hidden and merged ones, error values, encoding."""
    from records.sources.inspect import inspect as look
    from records.sources.inspect import lines

    failed = False
    for file in files:
        try:
            for line in lines(look(file, encoding=encoding), shape):
                sys.stdout.write(line + "\n")
        except SijillError as error:
            complain(error)
            failed = True
    raise typer.Exit(2 if failed else 0)


@app.command()
def headers(
    files: Files,
    form: FormNames = [],  # noqa: B006
    mapping: Map = [],  # noqa: B006
    header_row: HeaderRow = None,
    encoding: Encoding = None,
    shape: Shown = "text",
) -> None:
    """Which column was taken for which field, and why; which ones ask."""
    from records.listings import header_table

    everything = gathered(files, form, mapping, encoding, header_row)
    show(header_table(everything), shape)
    raise typer.Exit(2 if everything.refused else 0)


@app.command()
def readings(
    files: Files,
    form: FormNames = [],  # noqa: B006
    mapping: Map = [],  # noqa: B006
    header_row: HeaderRow = None,
    encoding: Encoding = None,
    shape: Shown = "text",
) -> None:
    """Every distinct text and how it was read."""
    from records.listings import reading_table

    everything = gathered(files, form, mapping, encoding, header_row)
    show(reading_table(everything), shape)
    raise typer.Exit(2 if everything.refused else 0)


@app.command()
def read(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="date, country, blood, count, counts, choice, name, identifier or text.")],
    texts: Annotated[list[str] | None, typer.Argument(metavar="TEXT", help="Texts; one a line on standard input when there are none.")] = None,
    calendar: Annotated[str | None, typer.Option(help="auto, gregorian or hijri.")] = None,
    order: Annotated[str | None, typer.Option(help="auto, dmy, mdy or ymd.")] = None,
    not_before: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    not_after: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    two_digit_century: Annotated[str | None, typer.Option(metavar="CENTURY")] = None,
    vocabulary: Annotated[str | None, typer.Option(metavar="NAME", help="The vocabulary of a choice, such as weapons.")] = None,
    option: Annotated[list[str], typer.Option("--option", metavar="NAME=VALUE", help="Any other option a field of this kind has.")] = [],  # noqa: B006
    lang: Lang = "en",
    shape: Shown = "text",
) -> None:
    """How these texts would be read."""
    from records.forms import kind_options
    from records.kinds import KINDS
    from records.report.reading import printed
    from records.text import without_surrogates

    named = {
        "calendar": calendar, "order": order, "not_before": not_before, "not_after": not_after,
        "two_digit_century": two_digit_century, "vocabulary": vocabulary,
    }  # fmt: skip
    options = {name: value for name, value in named.items() if value is not None}
    options |= {name: value for name, _, value in (each.partition("=") for each in option)}
    reader, chosen = kind_options(kind, options, KINDS)
    given = texts if texts else (line.rstrip("\n") for line in sys.stdin)
    read_all = (reader.read(without_surrogates(text), chosen) for text in given)
    for line in printed(read_all, reader, shape, lang):
        sys.stdout.write(line + "\n")


@app.command()
def stats(
    files: Files,
    form: FormNames = [],  # noqa: B006
    by: Annotated[str, typer.Option(metavar="FIELD", help="nationality, origin_country, residence_country, or any choice.")] = "nationality",
    suppress_below: Annotated[int, typer.Option(metavar="N", help="Counts under this are not printed.")] = 5,
    mapping: Map = [],  # noqa: B006
    header_row: HeaderRow = None,
    encoding: Encoding = None,
    shape: Shown = "text",
) -> None:
    """Figures for publication: persons, shares with intervals, three denominators; small cells suppressed."""
    from records.verbs import statistics

    everything = gathered(files, form, mapping, encoding, header_row)
    with_field = [batch for batch in everything.batches if by in batch.form.fields] or everything.batches[:1]
    for batch in with_field:
        show(statistics(batch, by, suppress_below), shape)
    raise typer.Exit(2 if everything.refused else 0)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(metavar="A", help="One hand's transcription.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="Another hand's, of the same papers.")],
    form: FormNames = [],  # noqa: B006
    key: Annotated[str | None, typer.Option(metavar="FIELD", help="The identifier that pairs the records.")] = None,
    mapping: Map = [],  # noqa: B006
    encoding: Encoding = None,
    shape: Shown = "text",
) -> None:
    """Double entry: where two transcribers of the same papers differ, and how."""
    from records.session import compared

    one, other = (gathered([file], form, mapping, encoding) for file in (first, second))
    table, lines = compared(one, other, key)
    show(table, shape)
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    raise typer.Exit(int((table["class"] == "different").any()))


@app.command()
def forms(name: Annotated[str | None, typer.Argument(metavar="NAME", help="A form, to see its fields.")] = None, lang: Lang = "en", shape: Shown = "text") -> None:
    """What is shipped: all forms, or the fields of one."""
    from records.listings import field_table, form_table

    show(form_table(lang) if name is None else field_table(name, lang), shape)


@app.command()
def template(
    form: Annotated[str, typer.Argument(metavar="FORM")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The workbook to write.")],
    lang: Lang = "en",
) -> None:
    """An empty workbook for transcribers, with a column for every field."""
    from records.report.template import write_template
    from records.verbs import form as load

    write_template(load(form), out, lang)


@app.command()
def explain(name: Annotated[str, typer.Argument(metavar="NAME", help="A check, such as date-order, or a rule, such as date.hijri-year.")], lang: Lang = "en") -> None:
    """A check or a rule in words."""
    from records.report.wording import explain as in_words

    sys.stdout.write(in_words(name, lang) + "\n")


@app.command()
def verify(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Has anything in this run been changed since it was written?"""
    from records.report.run import verify as problems

    found = problems(folder)
    for each in found:
        sys.stdout.write(f"{each}\n")
    raise typer.Exit(1 if found else 0)


def main() -> None:
    """Entry point: our errors are one line and exit status 2, an interrupt is 130."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace" if stream is not sys.stdin else "surrogateescape", newline="\n")  # type: ignore[union-attr]  # a text stream has it
    try:
        app()
    except SijillError as error:
        complain(error)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)


if __name__ == "__main__":
    main()
