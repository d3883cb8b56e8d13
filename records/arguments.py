"""What somebody says when they call a verb from Python, checked before anything is done."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from numbers import Integral
from os import PathLike
from pathlib import Path
from typing import Any, TypeVar

import pandas as pd

from records.batch import Batch
from records.checks import CHECKS
from records.checks.base import Check
from records.forms import Form, load_form, shipped
from records.kinds import KINDS
from records.kinds.kind import Kind
from records.model import SijillError
from records.sources.sheet import Sheet

Own = TypeVar("Own", Kind, Check)
_PATH = (str, PathLike)
_EXPECTED: dict[str, Any] = {
    "says": Mapping, "sheets": list | tuple | set | frozenset, "header_row": Integral, "profile": _PATH,
    "decisions": list | tuple, "encoding": str, "max_bytes": Integral, "lang": str, "by": str,
    "key": str, "suppress_below": Integral, "audience": str, "findings": pd.DataFrame, "folder": _PATH, "out": _PATH,
}  # fmt: skip
"""What an argument must be; the messages say what to do when it is something else."""


def expect(**given: Any) -> None:
    """Refuse arguments of a type that they cannot have; None was not given. Raises `SijillError`."""
    for name, value in given.items():
        texts = [*value, *value.values()] if isinstance(value, Mapping) else value if name == "sheets" else ()
        fits = isinstance(value, _EXPECTED[name]) and not isinstance(value, bool)
        if value is not None and not (fits and all(isinstance(text, str) for text in texts)):
            raise SijillError(f"argument-{name}", f"{name}={type(value).__name__}")


def form_of(form: Any, kinds: Iterable[Kind] = (), checks: Iterable[Check] = ()) -> Form:
    """The form itself, a shipped one by its name, or your own by its path, with kinds and checks beside ours.

    Raises `FormError` with file and line, `SijillError` for what is none of these.

    >>> form_of("fighter-file").name, form_of(form_of("fighter-file")).name
    ('fighter-file', 'fighter-file')
    """
    own_kinds = {each.name: each for each in _all_of(Kind, kinds, "kinds")}
    own_checks = {each.id: each for each in _all_of(Check, checks, "checks")}
    if isinstance(form, Form) and (own_kinds or own_checks):
        raise SijillError("form-loaded", f"form={form.name}")
    if isinstance(form, Form):
        return form
    if not isinstance(form, str | PathLike):
        raise SijillError("is-no-form", f"form={type(form).__name__}", known=shipped())
    path = form if isinstance(form, str) else Path(form)
    return load_form(path, {**KINDS, **own_kinds}, {**CHECKS, **own_checks})


def _all_of(wanted: type[Own], given: Any, name: str) -> list[Own]:
    """The kinds or checks of a list or table of them. Raises `SijillError` for anything else."""
    listed: list[Any] = list(
        given.values() if isinstance(given, Mapping) else given if isinstance(given, Iterable) else [given]
    )
    for each in listed:
        if not isinstance(each, wanted):
            what = f"{name}={each.__name__ if isinstance(each, type) else type(each).__name__}"
            raise SijillError(f"own-{wanted.__name__.lower()}", what)
    return listed


def sheets_of(sheets: Any) -> list[Sheet]:
    """The sheets that `records.read` gave, or the one. Raises `SijillError` for anything else."""
    several = [sheets] if isinstance(sheets, Sheet) or not isinstance(sheets, Iterable) else list(sheets)
    for each in several:
        if not isinstance(each, Sheet):
            raise SijillError("is-no-sheets", f"sheets={type(sheets).__name__}")
    return several


def batch_of(batch: Any, name: str = "batch") -> Batch:
    """The batch that `records.normalise` gave. Raises `SijillError` for anything else."""
    if not isinstance(batch, Batch):
        raise SijillError("is-no-batch", f"{name}={type(batch).__name__}")
    return batch
