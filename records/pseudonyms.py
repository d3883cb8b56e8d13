"""Safe copies: the validated table without what names, locates or describes anybody.

Only what is named here is kept, so that what nobody thought of is left out:

- names, identifiers and what the form calls identifying become tokens: HMAC-SHA-256 under a key that stays with its
  owner, so that the same text has the same token in every copy made with that key, and nobody else can go back or try
  names
- days become years: a day of birth or of joining is enough to find a man in a list that somebody else has
- of other readings only codes, numbers and how sure they are; never the text that was typed
- left out: free text, what is about third parties (wives, children) or about the record, restricted fields (victims),
  columns of no field

The copy is still personal data: a rare nationality and a year of birth may be enough to know somebody.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Any

import pandas as pd

from records.batch import Batch
from records.column import Column
from records.forms import Field
from records.kinds.kind import Safe
from records.model import Dtype, OutputError, SijillError, Status
from records.text import fold

KEY_BYTES = 32
"""The least a key file holds: the size of the hash, as RFC 2104 advises."""
DIGITS = 32
"""Hexadecimal digits of a token, 128 bits: two of a billion texts share one with a chance of one in 10^20."""

TREATMENTS = (
    "token", "year", "reading", "restricted", "third party", "record", "free text", "unsaid", "unmapped",
)  # fmt: skip
"""What may become of a column; its words are those of `copy`."""
_KEPT = ("token", "year", "reading")


def pseudonymised(batch: Batch, key: bytes) -> pd.DataFrame:
    """The safe copy, one row per record, in an order that says nothing of the source's.

    For each field kept: `F_token` (string, empty where nothing stands), or `F_year_low` and `F_year_high`
    (Int64, empty where open), or the kind's codes, counts and flags; and `F_status`, `F_missing` (strings).
    `attrs["treated"]`: the columns by what became of them, each one of `TREATMENTS`. Raises `SijillError` when nothing
    is kept or the key is short.
    """
    if len(key) < KEY_BYTES:
        raise SijillError(f"a key of {len(key)} bytes is too short", "", f"use {KEY_BYTES} bytes or more")
    parts: dict[str, Any] = {}
    treated: dict[str, list[str]] = {}
    for name, column in batch.columns.items():
        how = treatment(batch.form.fields[name])
        treated.setdefault(how, []).append(name)
        if how in _KEPT:
            kept = {"token": _tokens, "year": _years, "reading": _readings}[how](name, column, key)
            spine = {
                part: column.lexicon[part].astype(object).fillna("").astype("str") for part in ("status", "missing")
            }
            parts |= {f"{name}_{part}": values.array.take(column.codes) for part, values in (kept | spine).items()}
    if batch.others:
        treated["unmapped"] = [name.partition(":")[2] for name in batch.others]
    frame = pd.DataFrame(parts)
    if frame.empty:
        raise SijillError("nothing is left of this form", batch.form.file, "see what is left out in the documentation")
    frame = frame.sort_values(list(frame.columns), kind="stable", ignore_index=True)
    frame.attrs["treated"] = treated
    return frame


def treatment(field: Field) -> str:
    """What becomes of a field, one of `TREATMENTS`."""
    if field.sensitivity == "restricted":
        return "restricted"
    if field.about != "person":
        return "third party" if field.about == "third_party" else "record"
    safe: Safe = field.reader.safe
    return "token" if field.sensitivity == "identifying" and safe in _KEPT else safe


def token(field: str, text: str, key: bytes) -> str:
    """The token of a text; the same for spellings that differ in vowel signs or white space only.

    >>> token("kunya", "أبو حفص", b"k" * 32) == token("kunya", "أَبو  حفص", b"k" * 32)
    True
    >>> token("kunya", "أبو حفص", b"k" * 32) == token("full_name", "أبو حفص", b"k" * 32)
    False
    """
    return hmac.new(key, f"{field}\0{fold(text)}".encode(), hashlib.sha256).hexdigest()[:DIGITS]


def _tokens(name: str, column: Column, key: bytes) -> dict[str, pd.Series[Any]]:
    lexicon = column.lexicon
    texts = zip(lexicon["text"], lexicon["status"] == Status.MISSING, strict=True)
    tokens = ["" if nothing else token(name, text, key) for text, nothing in texts]
    return {"token": pd.Series(tokens, dtype="str")}


def _years(name: str, column: Column, key: bytes) -> dict[str, pd.Series[Any]]:  # noqa: ARG001 (the three share a shape)
    ends = zip(("low", "high"), column.kind.bounds or (), strict=False)
    return {f"year_{end}": column.lexicon[part].dt.year.astype("Int64") for end, part in ends}


def _readings(name: str, column: Column, key: bytes) -> dict[str, pd.Series[Any]]:  # noqa: ARG001 (the three share a shape)
    wanted = [part for part, dtype in column.kind.parts.items() if dtype in (Dtype.CODE, Dtype.COUNT, Dtype.FLAG)]
    return {part: column.lexicon[part] for part in wanted}


def read_key(path: Path) -> bytes:
    """The key in a file. Raises `SijillError` when it is not there or too short."""
    try:
        key = path.read_bytes()
    except OSError as error:
        raise SijillError(
            "is no key that can be read", path.name, "name a key file, or make one with --new-key"
        ) from error
    if len(key) < KEY_BYTES:
        raise SijillError(
            f"holds {len(key)} bytes, which is too short",
            path.name,
            f"use {KEY_BYTES} random bytes or more, or --new-key",
        )
    return key


def new_key(path: Path) -> bytes:
    """Make a key file that only its owner may read. Raises `OutputError`; nothing is written over."""
    key = secrets.token_hex(KEY_BYTES).encode() + b"\n"
    try:
        with os.fdopen(
            os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb"
        ) as file:
            file.write(key)
    except FileExistsError as error:
        raise OutputError("exists", path.name, "leave out --new-key to use it; a key is never written over") from error
    except OSError as error:
        raise OutputError("cannot be written", path.name, "choose a place that can be written") from error
    return key
