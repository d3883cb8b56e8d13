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
import stat
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.batch import Batch
from records.column import Column
from records.forms import Field
from records.kinds.kind import Safe
from records.model import Dtype, OutputError, SijillError, Status
from records.text import fold

KEY_BYTES = 32
"""The least a key file holds: the size of the hash, as RFC 2104 advises."""
MOST_KEY_BYTES = 4096
"""The most a key file holds: a larger one is some other file."""
KEY_DISTINCT = 12
"""The fewest different bytes: 32 random ones have hardly ever less than 25, a repeated word has hardly ever more."""
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
    (Int64, empty where open), or the kind's codes, counts and flags; and `F_status`, `F_missing` (categoricals).
    `attrs["treated"]`: the columns by what became of them, each one of `TREATMENTS`. Raises `SijillError` when nothing
    is kept or the key is weak.
    """
    _strong(key, "key")
    kept: dict[str, pd.DataFrame] = {}
    treated: dict[str, list[str]] = {}
    for name, column in batch.columns.items():
        how = treatment(batch.form.fields[name])
        treated.setdefault(how, []).append(name)
        if how in _KEPT:
            parts = {"token": _tokens, "year": _years, "reading": _readings}[how](name, column, key)
            kept[name] = pd.DataFrame(
                {**parts, "status": column.lexicon["status"], "missing": column.lexicon["missing"]}
            )
    if batch.others:
        treated["unmapped"] = [name.partition(":")[2] for name in batch.others]
    if not kept or not len(batch):
        raise SijillError("copy-empty", batch.form.file)
    ranks = [_ranks(parts)[batch.columns[name].codes] for name, parts in kept.items()]
    order = np.lexsort(ranks[::-1])
    del ranks
    columns = {
        f"{name}_{part}": values.array.take(batch.columns[name].codes[order])
        for name, parts in kept.items()
        for part, values in parts.items()
    }
    frame = pd.DataFrame(columns)
    frame.attrs["treated"] = treated
    return frame


def _ranks(parts: pd.DataFrame) -> npt.NDArray[np.int32]:
    """The place of each row among the distinct ones, by what they hold: texts that are read alike have one place."""
    codes = parts.select_dtypes("category").columns
    plain = parts.astype(dict.fromkeys(codes, "str"))
    places = plain.groupby(list(plain.columns), sort=True, dropna=False).ngroup()
    return np.asarray(places, np.int32)


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
    """The key in a file: every line end counts as LF, and the last one not at all.

    Raises `SijillError` for what is no file of a sensible size, for a weak key, and for one that others may read.
    """
    try:
        data = b""
        if path.is_file():  # nothing is read from a pipe or a device
            with path.open("rb") as file:
                data, mode = file.read(MOST_KEY_BYTES + 1), os.fstat(file.fileno()).st_mode
    except OSError:
        data = b""
    if not data:
        raise SijillError("no-key", path.name)
    if len(data) > MOST_KEY_BYTES:
        raise SijillError("key-large", path.name, most=MOST_KEY_BYTES)
    if mode & (stat.S_IRGRP | stat.S_IROTH) and _modes_count(path.parent):
        raise SijillError("key-open", path.name)
    return _strong(b"\n".join(data.splitlines()), path.name)


def _strong(key: bytes, where: str) -> bytes:
    """The key itself. Raises `SijillError` when it is short, or easily guessed."""
    if len(key) < KEY_BYTES:
        raise SijillError("key-short", where, count=len(key), least=KEY_BYTES)
    if len(set(key)) < KEY_DISTINCT:
        raise SijillError("key-weak", where, count=len(set(key)), least=KEY_BYTES)
    return key


def _modes_count(folder: Path) -> bool:
    """Whether a file there can be kept from others; not on Windows, nor on most sticks, where `chmod` does nothing."""
    try:
        with tempfile.TemporaryFile(dir=folder) as file:  # made for its owner alone, if that can be
            return not os.fstat(file.fileno()).st_mode & stat.S_IROTH
    except OSError:
        return True


def keep_apart(key_file: Path, out: Path, sources: Iterable[str | Path]) -> None:
    """Nothing, where the key may stand there. Raises `SijillError` when it lies beside the copy or is a source."""
    key = Path(os.path.realpath(key_file))
    if key.parent == Path(os.path.realpath(out)).parent:
        raise SijillError("key-beside", key_file.name)
    for source in sources:
        with suppress(OSError):  # what is not there is refused where it is read
            if key.samefile(source):
                raise SijillError("key-source", key_file.name)


def new_key(path: Path) -> bytes:
    """Make a key file that only its owner may read, and its folder. Raises `OutputError`; nothing is written over."""
    key = secrets.token_urlsafe(KEY_BYTES).encode()
    try:
        path.parent.mkdir(mode=0o700, exist_ok=True)
        with os.fdopen(
            os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY | getattr(os, "O_BINARY", 0), 0o600), "wb"
        ) as file:
            file.write(key)
    except FileExistsError as error:
        raise OutputError("key-exists", path.name) from error
    except OSError as error:
        raise OutputError("unwritable", path.name) from error
    return key
