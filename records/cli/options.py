"""The options that verbs share, and one bundle of those that say what the input is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, fields
from datetime import date
from functools import wraps
from inspect import Parameter, Signature, signature
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from records.cli.telling import Shape, speak
from records.model import SijillError
from records.sources.guard import MAX_BYTES
from records.words import languages

if TYPE_CHECKING:
    from records.forms import Form
    from records.session import Call

Files = Annotated[list[Path], typer.Argument(metavar="FILE", show_default=False)]
FormNames = Annotated[list[str], typer.Option("--form", metavar="FORM", default_factory=list, show_default=False)]
Map = Annotated[list[str], typer.Option("--map", metavar="HEADER=FIELD", default_factory=list, show_default=False)]
Sheets = Annotated[list[str], typer.Option("--sheet", metavar="NAME", default_factory=list, show_default=False)]
Saved = Annotated[Path | None, typer.Option("--profile", metavar="FILE")]
Decided = Annotated[list[Path], typer.Option("--decisions", metavar="FILE", default_factory=list, show_default=False)]
NoProfiles = Annotated[bool, typer.Option("--no-profiles")]
Encoding = Annotated[str | None, typer.Option(metavar="NAME")]
MaxBytes = Annotated[int, typer.Option("--max-bytes", metavar="N", min=1)]
HeaderRow = Annotated[int | None, typer.Option(metavar="N", min=1)]
Lang = Annotated[str, typer.Option(callback=speak, is_eager=True, metavar="|".join(languages()))]
Shown = Annotated[Shape, typer.Option("--format")]
Found = Annotated[str | None, typer.Option(metavar="DAY")]


@dataclass(frozen=True, kw_only=True)
class Input:
    """What every verb that reads forms is told about its files; see `takes_input`."""

    form: FormNames
    mapping: Map
    profile: Saved = None
    no_profiles: NoProfiles = False
    decisions: Decided
    sheet: Sheets
    header_row: HeaderRow = None
    encoding: Encoding = None
    max_bytes: MaxBytes = MAX_BYTES
    lang: Lang = "en"

    def call(self, files: list[Path], found: date | None = None, **more: bool) -> Call:
        """What is said about these files; `found` and `more` are what the verb itself says."""
        from records.sources import begin

        begun = begin(files[0], self.max_bytes)  # its readers work while the libraries are loaded
        from records.decisions.decision_file import read_decisions
        from records.session import Call

        forms = forms_of(self.form, files, self.encoding, self.max_bytes)
        return Call(
            files,
            forms,
            said(self.mapping),
            self.encoding,
            self.header_row,
            self.profile,
            self.sheet,
            self.max_bytes,
            not self.no_profiles,
            decided=read_decisions(self.decisions, forms),
            lang=self.lang,
            begun=begun,
            found=found,
            **more,
        )


def takes_input(verb: Callable[..., None]) -> Callable[..., None]:
    """Give a verb the options of `Input` in place of its parameter `given`."""
    types = get_type_hints(Input, include_extras=True)
    shared = [_option(each.name, types[each.name], each.default) for each in fields(Input)]

    @wraps(verb)
    def called(**options: Any) -> None:
        verb(given=Input(**{each.name: options.pop(each.name) for each in shared}), **options)

    own = signature(verb, eval_str=True).parameters.values()
    told = [shared if each.name == "given" else [_option(each.name, each.annotation, each.default)] for each in own]
    called.__signature__ = Signature([each for several in told for each in several])  # type: ignore[attr-defined]  # it is there
    return called


def _option(name: str, annotation: Any, default: Any) -> Parameter:
    none = Parameter.empty if default is MISSING else default
    return Parameter(name, Parameter.KEYWORD_ONLY, default=none, annotation=annotation)


def said(pairs: list[str]) -> dict[str, str]:
    """What a person said of headers: `HEADER=FIELD`; `HEADER=` leaves the column alone."""
    words: dict[str, str] = {}
    for pair in pairs:
        header, equals, field = pair.rpartition("=")
        if not (header and equals):
            raise SijillError("map-shape", f"--map {pair}")
        if words.setdefault(header, field) != field:
            raise SijillError("map-twice", f"--map {pair}")
    return words


def forms_of(names: list[str], files: list[Path], encoding: str | None, max_bytes: int) -> list[Form]:
    """The forms that were named. Without any: an error that says how well each shipped form fits the files."""
    from records.forms import shipped
    from records.verbs import assign_sheets, form, read

    if len(set(names)) < len(names):
        raise SijillError("form-twice", f"--form {max(names, key=names.count)}")
    if names:
        return [form(name) for name in names]
    forms = [form(name) for name in shipped()]
    fits = [assigned.fits for assigned in assign_sheets(read(files, encoding, max_bytes), forms)]
    best = {each.name: max((fit[n].fields for fit in fits), default=0) for n, each in enumerate(forms)}
    ranked = sorted(best, key=lambda name: (-best[name], name))
    told = [SijillError("form-fit", name=name, count=best[name]) for name in ranked]
    raise SijillError("no-form-named", "--form", forms=told)
