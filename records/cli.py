"""The command `sijill`: one function a verb, its imports inside, so that help costs nothing.

Exit status: 0; 1 when `check` or `compare` found something (see `--fail-on`); 2 when the input or the call could not be
used. Data goes to standard output, everything else to standard error. No value of a cell stands in an error line.
"""

from __future__ import annotations

import gc
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from records.model import OutputError, SijillError
from records.sources.guard import MAX_BYTES
from records.text import visible

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    import pandas as pd

    from records.forms import Form
    from records.headers import SheetMapping
    from records.session import Call, Gathered

app = typer.Typer(
    name="sijill", no_args_is_help=True, rich_markup_mode=None, add_completion=False, pretty_exceptions_enable=False
)

Shape = Literal["text", "json", "jsonl", "csv"]
Files = Annotated[list[Path], typer.Argument(metavar="FILE", help="Workbooks or delimited text.", show_default=False)]
FormNames = Annotated[
    list[str],
    typer.Option(
        "--form", metavar="FORM", help="A shipped form, or the path of your own. May be repeated.", show_default=False
    ),
]
Map = Annotated[
    list[str],
    typer.Option(
        "--map",
        metavar="HEADER=FIELD",
        help="What a column is, by its header or letter. May be repeated.",
        show_default=False,
    ),
]
Sheets = Annotated[
    list[str],
    typer.Option("--sheet", metavar="NAME", help="Take this sheet only. May be repeated.", show_default=False),
]
Saved = Annotated[
    Path | None,
    typer.Option("--profile", metavar="FILE", help="What columns are, as `sijill headers --save` wrote it."),
]
NoProfiles = Annotated[
    bool, typer.Option("--no-profiles", help="Leave profiles (*.sijill.yaml) that lie beside the files.")
]
Encoding = Annotated[
    str | None, typer.Option(metavar="NAME", help="The encoding of delimited text that is not Unicode.")
]
MaxBytes = Annotated[int, typer.Option("--max-bytes", metavar="N", min=1, help="Refuse files larger than this.")]
HeaderRow = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="The row of the headers, when it was not found.")
]
Lang = Annotated[Literal["en", "ar"], typer.Option(help="The language of messages and reports.")]
Shown = Annotated[Shape, typer.Option("--format", help="How data is printed.")]
Found = Annotated[str | None, typer.Option(metavar="DAY", help="The day the papers were found, as 2017-01-31.")]


def tell(line: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"sijill: {visible(' '.join(line.split()))}\n")


def complain(error: SijillError) -> None:
    """What, where, what to do, in one line."""
    tell(str(error))


def ask(mappings: Sequence[SheetMapping]) -> None:
    """A line for each column that asks what it is."""
    from records.headers.asking import questions

    for line in questions(mappings):
        tell(line)


def mention(what: Call, mappings: Sequence[SheetMapping], lang: str) -> None:
    """A line for each sheet whose profile was found beside its file."""
    from records.outputs.wording import words

    for mapping in mappings:
        if mapping.profile is not None and what.profile is None:
            tell(words(lang)["headers.beside"].format(place=mapping.source.place(), profile=mapping.profile.file))


def said(pairs: list[str]) -> dict[str, str]:
    """What a person said of headers: `HEADER=FIELD`; `HEADER=` leaves the column alone."""
    words: dict[str, str] = {}
    for pair in pairs:
        header, equals, field = pair.rpartition("=")
        if not (header and equals):
            raise SijillError("is not HEADER=FIELD", f"--map {pair}", 'write --map "HEADER=field"')
        if words.setdefault(header, field) != field:
            raise SijillError("this header has two fields", f"--map {pair}", "keep one")
    return words


def forms_of(names: list[str], files: list[Path], encoding: str | None, max_bytes: int) -> list[Form]:
    """The forms that were named. Without any: an error that says how well each shipped form fits the files."""
    from records.forms import shipped
    from records.verbs import assign, form, read

    if len(set(names)) < len(names):
        raise SijillError("is named twice", f"--form {max(names, key=names.count)}", "name each form once")
    if names:
        return [form(name) for name in names]
    forms = [form(name) for name in shipped()]
    fits = [assigned.fits for assigned in assign(read(files, encoding, max_bytes), forms)]
    best = {each.name: max((fit[n].fields for fit in fits), default=0) for n, each in enumerate(forms)}
    ranked = sorted(best, key=lambda name: (-best[name], name))
    listed = ", ".join(f"--form {name} ({best[name]} of its fields match a header)" for name in ranked)
    raise SijillError("no form was named", "--form", f"shipped are {listed}")


def call(
    files: list[Path],
    form: list[str],
    mapping: list[str],
    encoding: str | None,
    max_bytes: int,
    header_row: int | None = None,
    profile: Path | None = None,
    sheet: list[str] | None = None,
    no_profiles: bool = False,
) -> Call:
    """What the call says about its input."""
    from records.sources import begin

    begun = begin(files[0], max_bytes)  # its readers work while the libraries are loaded
    from records.session import Call

    forms, words, sheets = forms_of(form, files, encoding, max_bytes), said(mapping), sheet or []
    return Call(files, forms, words, encoding, header_row, profile, sheets, max_bytes, not no_profiles, begun=begun)


def gathered(what: Call, asking: bool = True, lang: str = "en") -> Gathered:
    """The batches of these files; exit status 2 when there is none."""
    from records.session import gather

    everything = gather(what, complain)
    if not everything.batches:
        raise typer.Exit(2)
    mention(what, everything.mappings, lang)
    if asking:
        ask(everything.mappings)
    return everything


def show(table: pd.DataFrame, shape: Shape, lang: str = "en") -> None:
    """A table on standard output."""
    from records.outputs.terminal import render

    sys.stdout.write(render(table, shape, lang))


def day(text: str | None) -> date | None:
    """An ISO day, or nothing."""
    from datetime import date

    try:
        return None if text is None else date.fromisoformat(text)
    except ValueError as error:
        raise SijillError("is not a day", f"--found {text}", "write it as 2017-01-31") from error


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


@app.command()
def check(
    files: Files,
    form: FormNames = [],  # noqa: B006 - typer reads the default, nothing changes it
    out: Annotated[Path | None, typer.Option(metavar="DIR", help="A folder for the report and all beside it.")] = None,
    mapping: Map = [],  # noqa: B006
    profile: Saved = None,
    no_profiles: NoProfiles = False,
    sheet: Sheets = [],  # noqa: B006
    found: Found = None,
    fail_on: Annotated[
        Literal["possible", "certain", "never"],
        typer.Option(help="Exit with 1 from this verdict on, severity warning or up."),
    ] = "certain",
    header_row: HeaderRow = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
    annotate: Annotated[bool, typer.Option("--annotate", help="Copy tables of more than 100,000 rows too.")] = False,
    lang: Lang = "en",
    shape: Shown = "text",
) -> None:
    """Read, normalise, check and report: the main job."""
    until = day(found)
    what = call(files, form, mapping, encoding, max_bytes, header_row, profile, sheet, no_profiles)
    from contextlib import nullcontext

    from records.outputs.progress import progress
    from records.outputs.run import writing
    from records.outputs.terminal import summary
    from records.session import examined, fails

    options = {"found": found, **what.options, "lang": lang, "fail_on": fail_on}
    with writing(out, what.paths) if out is not None else nullcontext() as begun:
        everything = gathered(what, asking=shape != "text", lang=lang)
        if begun is not None:
            begun.records(everything.batches)
        run = examined(everything, until, lang, options)
        if begun is not None:
            progress(f"writing {begun.folder.path.name}")
            run.write(begun, lang, annotate)
            progress()
    sys.stdout.write(summary(run, out, lang, shape))
    raise typer.Exit(2 if everything.refused else int(fails(run, fail_on)))


@app.command()
def inspect(files: Files, encoding: Encoding = None, max_bytes: MaxBytes = MAX_BYTES, shape: Shown = "text") -> None:
    """What is in a file, no form needed: sheets, rows, cells, hidden and merged ones, error values, encoding."""
    import json

    from records.model import EncodingError
    from records.sources import matching
    from records.sources.inspect import candidates, lines
    from records.sources.inspect import inspect as look

    read, failed, first = {"rows_read": 0, "cells_read": 0}, False, True
    for file in [each for pattern in files for each in matching(pattern)]:
        try:
            found = look(file, encoding, max_bytes)
        except SijillError as error:
            complain(error)
            failed = True
            if isinstance(error, EncodingError):
                sys.stdout.writelines(f"{line}\n" for line in candidates(file, shape))
            continue
        told = list(lines(found, shape))
        told = told if shape == "text" or (shape == "csv" and first) else told[1:] if shape == "csv" else told[:-1]
        sys.stdout.write("".join(f"{line}\n" for line in told))
        read, first = {name: n + found[name] for name, n in read.items()}, False
    if shape in ("json", "jsonl") and not first:
        sys.stdout.write(json.dumps(read) + "\n")
    raise typer.Exit(2 if failed else 0)


@app.command()
def headers(
    files: Files,
    form: FormNames = [],  # noqa: B006
    mapping: Map = [],  # noqa: B006
    profile: Saved = None,
    no_profiles: NoProfiles = False,
    save: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            help="Write what columns are, for --profile; NAME.sijill.yaml is taken by itself for files beside it.",
        ),
    ] = None,
    sheet: Sheets = [],  # noqa: B006
    header_row: HeaderRow = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
    lang: Lang = "en",
    shape: Shown = "text",
) -> None:
    """Which column was taken for which field, and why; which ones ask, which read as something else."""
    from records.listings import header_table, headers_in_words, look
    from records.session import check_used, take

    what = call(files, form, mapping, encoding, max_bytes, header_row, profile, sheet, no_profiles)
    what = replace(what, looking=True)
    taken = take(what, complain)
    looked, mappings = look(taken, what, lang), list(taken.mappings)
    if shape == "text":
        sys.stdout.write("".join(f"{line}\n" for line in headers_in_words(looked, what, lang)))
    else:
        show(header_table(looked), shape)
    check_used(what, [taken])
    mention(what, mappings, lang)
    if save is not None:
        keep(mappings, save, header_row, lang)
    if shape != "text":
        ask(mappings)
        for each in looked:
            for line in each.said:
                tell(line)
    raise typer.Exit(2 if taken.refused else 0)


def keep(mappings: Sequence[SheetMapping], path: Path, header_row: int | None, lang: str) -> None:
    """Write the profile of one sheet; nothing is written over. A header row that was said is kept."""
    from records.headers import PATTERN, save_profile
    from records.outputs.wording import words

    if len(mappings) != 1:
        places = ", ".join(f"{mapping.source.place()} (row {mapping.header_rows[0]})" for mapping in mappings) or "none"
        raise SijillError(
            f"a profile is of one sheet, not of {len(mappings)}",
            f"--save {path.name}",
            f"name one with --sheet, and its table with --header-row: {places}",
        )
    if path.exists():
        raise OutputError("exists", path.name, "choose another name; nothing is written over")
    said = mappings[0].profile
    save_profile(mappings[0], path, header_row if header_row or not said else said.header_row)
    ending = PATTERN.removeprefix("*")
    name = path.name.removesuffix(ending).removesuffix(path.suffix) + ending
    tell(words(lang)[f"headers.{'saved' if path.match(PATTERN) else 'written'}"].format(profile=path.name, name=name))


@app.command()
def readings(
    files: Files,
    form: FormNames = [],  # noqa: B006
    mapping: Map = [],  # noqa: B006
    profile: Saved = None,
    no_profiles: NoProfiles = False,
    sheet: Sheets = [],  # noqa: B006
    header_row: HeaderRow = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
    shape: Shown = "text",
) -> None:
    """Every distinct text and how it was read."""
    from records.listings import reading_table

    everything = gathered(call(files, form, mapping, encoding, max_bytes, header_row, profile, sheet, no_profiles))
    show(reading_table(everything), shape)
    raise typer.Exit(2 if everything.refused else 0)


@app.command()
def read(
    kind: Annotated[
        str,
        typer.Argument(metavar="KIND", help="date, country, blood, count, counts, choice, name, identifier or text."),
    ],
    texts: Annotated[
        list[str] | None,
        typer.Argument(metavar="TEXT", help="Texts; one a line on standard input when there are none."),
    ] = None,
    calendar: Annotated[str | None, typer.Option(help="auto, gregorian or hijri.")] = None,
    order: Annotated[str | None, typer.Option(help="auto, dmy, mdy or ymd.")] = None,
    not_before: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    not_after: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    two_digit_century: Annotated[str | None, typer.Option(metavar="CENTURY")] = None,
    vocabulary: Annotated[
        str | None, typer.Option(metavar="NAME", help="The vocabulary of a choice, such as weapons.")
    ] = None,
    option: Annotated[
        list[str], typer.Option("--option", metavar="NAME=VALUE", help="Any other option a field of this kind has.")
    ] = [],  # noqa: B006
    lang: Lang = "en",
    shape: Shown = "text",
) -> None:
    """How these texts would be read."""
    from records.forms import kind_options
    from records.kinds import KINDS
    from records.outputs.reading import printed
    from records.text import without_surrogates

    named = {
        "calendar": calendar, "order": order, "not_before": not_before, "not_after": not_after,
        "two_digit_century": two_digit_century, "vocabulary": vocabulary,
    }  # fmt: skip
    options = {name: value for name, value in named.items() if value is not None}
    options |= {name: value for name, _, value in (each.partition("=") for each in option)}
    if kind == "choice" and not options.get("vocabulary"):
        from records.vocabularies import SHIPPED

        raise SijillError(
            "a choice is read with a vocabulary", "read choice", f"name one with --vocabulary: {', '.join(SHIPPED)}"
        )
    reader, chosen = kind_options(kind, options, KINDS)
    given = texts or (line.removesuffix("\n").removesuffix("\r") for line in sys.stdin)
    read_all = (reader.read(without_surrogates(text), chosen) for text in given)
    for line in printed(read_all, reader, shape, lang):
        sys.stdout.write(line + "\n")


@app.command()
def stats(
    files: Files,
    form: FormNames = [],  # noqa: B006
    by: Annotated[
        str, typer.Option(metavar="FIELD", help="nationality, origin_country, residence_country, or any choice.")
    ] = "nationality",
    suppress_below: Annotated[int, typer.Option(metavar="N", min=1, help="Counts under this are not printed.")] = 5,
    mapping: Map = [],  # noqa: B006
    profile: Saved = None,
    no_profiles: NoProfiles = False,
    sheet: Sheets = [],  # noqa: B006
    header_row: HeaderRow = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
    lang: Lang = "en",
    shape: Shown = "text",
) -> None:
    """Figures for publication: persons, shares with intervals, three denominators; small cells suppressed."""
    from records.verbs import statistics

    what = call(files, form, mapping, encoding, max_bytes, header_row, profile, sheet, no_profiles)
    what = replace(what, named_only=True)
    having = [each for each in what.forms if by in each.fields] or what.forms[0].field(by)
    everything = gathered(what, lang=lang)
    batches = [batch for batch in everything.batches if batch.form in having]
    if not batches:
        raise SijillError("no sheet is of a form with this field", f"--by {by}", "see `sijill headers`")
    if len(batches) > 1:
        names = ", ".join(f"--form {batch.form.name}" for batch in batches)
        raise SijillError(
            "several forms have this field, and their persons are not added", f"--by {by}", f"name one: {names}"
        )
    show(statistics(batches[0], by, suppress_below), shape, lang)
    raise typer.Exit(2 if everything.refused else 0)


@app.command()
def compare(
    first: Annotated[Path, typer.Argument(metavar="A", help="One hand's transcription.")],
    second: Annotated[Path, typer.Argument(metavar="B", help="Another hand's, of the same papers.")],
    form: FormNames = [],  # noqa: B006
    key: Annotated[
        str | None, typer.Option(metavar="FIELD", help="The identifier or name that pairs the records.")
    ] = None,
    mapping: Map = [],  # noqa: B006
    profile: Saved = None,
    no_profiles: NoProfiles = False,
    sheet: Sheets = [],  # noqa: B006
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
    shape: Shown = "text",
) -> None:
    """Double entry: where two transcribers of the same papers differ, and how."""
    from records.session import compared, gather_each

    what = call([first, second], form, mapping, encoding, max_bytes, None, profile, sheet, no_profiles)
    one, other = gather_each(what, complain)
    if one.refused or other.refused:
        raise typer.Exit(2)
    table, lines = compared(one, other, key)
    mention(what, [*one.mappings, *other.mappings], "en")
    ask([*one.mappings, *other.mappings])
    show(table, shape)
    sys.stderr.write("".join(f"{line}\n" for line in lines))
    raise typer.Exit(int((table["class"] == "different").any()))


@app.command()
def pseudonymise(
    files: Files,
    out: Annotated[Path, typer.Option(metavar="FILE", help="The copy to write, as CSV.", show_default=False)],
    key_file: Annotated[
        Path,
        typer.Option(metavar="KEY", help="The key of the tokens, 32 bytes or more; keep it apart.", show_default=False),
    ],
    form: FormNames = [],  # noqa: B006
    new_key: Annotated[bool, typer.Option("--new-key", help="Make the key file.")] = False,
    mapping: Map = [],  # noqa: B006
    profile: Saved = None,
    no_profiles: NoProfiles = False,
    sheet: Sheets = [],  # noqa: B006
    header_row: HeaderRow = None,
    encoding: Encoding = None,
    max_bytes: MaxBytes = MAX_BYTES,
) -> None:
    """A copy without names and free text: tokens for who, years for days, codes and numbers for the rest."""
    from records import pseudonyms
    from records.session import safe_copy

    what = call(files, form, mapping, encoding, max_bytes, header_row, profile, sheet, no_profiles)
    what = replace(what, named_only=True)
    if len(what.forms) > 1:
        raise SijillError("a copy is of one form", "--form", "name one")
    if out.exists():
        raise OutputError("exists", out.name, "choose another name; nothing is written over")
    key = b"" if new_key else pseudonyms.read_key(key_file)
    everything = gathered(what, asking=False)
    for line in safe_copy(everything.batches[0], out, key or pseudonyms.new_key(key_file)):
        tell(line)
    ask(everything.mappings)
    raise typer.Exit(2 if everything.refused else 0)


@app.command()
def forms(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="A form, to see its fields.")] = None,
    lang: Lang = "en",
    shape: Shown = "text",
) -> None:
    """What is shipped: all forms, or the fields of one."""
    from records.outputs import shipped
    from records.outputs.rows import rendered

    names, rows = shipped.forms(lang) if name is None else shipped.fields(name, lang)
    for line in rendered(names, rows, shape):
        sys.stdout.write(line + "\n")


@app.command()
def template(
    form: Annotated[str, typer.Argument(metavar="FORM")],
    out: Annotated[Path, typer.Option(metavar="FILE", help="The workbook to write.")],
    lang: Lang = "en",
) -> None:
    """An empty workbook for transcribers, with a column for every field."""
    from records.outputs.template import write_template
    from records.verbs import form as load

    write_template(load(form), out, lang)


@app.command()
def explain(
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="A check, such as date-order, or a rule, such as date.hijri-year.")
    ],
    lang: Lang = "en",
) -> None:
    """A check or a rule in words."""
    from records.outputs.wording import explain as in_words

    sys.stdout.write(in_words(name, lang) + "\n")


@app.command()
def verify(folder: Annotated[Path, typer.Argument(metavar="DIR")]) -> None:
    """Has anything in this run been changed since it was written?"""
    from records.outputs.files import verify as problems

    found = problems(folder)
    for each in found:
        sys.stdout.write(f"{visible(each)}\n")
    if not found:
        sys.stdout.write("nothing has changed since this run was written\n")
    raise typer.Exit(1 if found else 0)


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
        tell(
            f"a fault of this program ({type(error).__name__} in {_where(error)}); "
            "please report it with what SIJILL_TRACEBACK=1 shows"
        )
        sys.exit(2)


def _where(error: BaseException) -> str:
    """File and line of ours in which it went wrong."""
    from traceback import extract_tb

    ours = [
        frame for frame in extract_tb(error.__traceback__) if Path(frame.filename).is_relative_to(Path(__file__).parent)
    ]
    return f"{Path(ours[-1].filename).name}:{ours[-1].lineno}"


if __name__ == "__main__":
    main()
