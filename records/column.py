"""A column is a lexicon and, for every record, the code of its row there.

The lexicon is the table of the column's distinct texts and how each was read. Each distinct text is read once. The
lexicon *is* the audit sheet: a researcher reviews it, a decision patches it, double entry compares it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache, partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.kinds.kind import Kind
from records.model import DECIDED_NOTE, Dtype, Missing, Reading, Status
from records.words import words

Codes = npt.NDArray[np.int32]

TEXT = pd.StringDtype("pyarrow")
STATUS = pd.CategoricalDtype([str(status) for status in Status])
MISSING = pd.CategoricalDtype([str(missing) for missing in Missing])
SPINE = ("text", "scope", "status", "missing", "note")


@dataclass(frozen=True)
class Column:
    """The readings of one field.

    `lexicon`: `text, scope, status, missing, note` and the kind's parts, index 0…n-1, unique in `(text, scope)`;
    scope is empty for what a text alone says, else where a decision holds. `codes`: int32, one per record, positions
    in the lexicon. `alternatives` and `items`: long tables with `code, n` and the kind's columns.
    """

    kind: Kind
    options: Any
    lexicon: pd.DataFrame
    codes: Codes
    alternatives: pd.DataFrame
    items: pd.DataFrame

    def take(self, part: str) -> Any:
        """One part for every record, as an extension or numpy array."""
        return self.lexicon[part].array.take(self.codes)

    @property
    def ends(self) -> tuple[pd.Series[Any], pd.Series[Any]]:
        """The lower and the upper end of each row of the lexicon, of a kind that has bounds."""
        low, high = self.kind.bounds or ("", "")
        return self.lexicon[low], self.lexicon[high]

    def counts(self) -> npt.NDArray[np.int64]:
        """How many records have each row of the lexicon; nobody may change the array."""
        return self._counts

    @cached_property
    def _counts(self) -> npt.NDArray[np.int64]:
        counts = np.bincount(self.codes, minlength=len(self.lexicon))
        counts.flags.writeable = False
        return counts

    @property
    def decided(self) -> int:
        """How many records are read as a person decided."""
        return int(self.counts()[(self.lexicon["note"] == DECIDED_NOTE).to_numpy()].sum())

    def with_readings(self, readings: Sequence[Reading], scope: str) -> tuple[Column, int]:
        """A column whose lexicon has these readings too, in that scope, and the code of the first of them."""
        start = len(self.lexicon)
        lexicon, alternatives, items = reading_tables(self.kind, readings, scope, start)
        return replace(
            self,
            lexicon=join(self.lexicon, lexicon),
            alternatives=join(self.alternatives, alternatives),
            items=join(self.items, items),
        ), start

    def with_codes(self, codes: Codes) -> Column:
        """The same lexicon, other records."""
        return replace(self, codes=codes)


def read_column(kind: Kind, options: Any, texts: pa.Array, codes: Codes) -> Column:
    """Read each distinct text once. `texts`: string array without nulls or repeats; `codes`: positions in it.

    A kind that offers `read_known` reads its ordinary texts all at once; see `kinds.dictionary`.
    """
    known = kind.read_known(texts, options) if len(texts) else None
    if known is None:
        lexicon, alternatives, items = reading_tables(kind, [kind.read(text, options) for text in texts.to_pylist()])
        return Column(kind, options, lexicon, codes, alternatives, items)
    odd = np.flatnonzero(~known.known)
    lexicon, alternatives, items = reading_tables(
        kind, [kind.read(text, options) for text in texts.take(pa.array(odd)).to_pylist()]
    )
    alternatives, items = (table.assign(code=odd[table["code"]].astype(np.int32)) for table in (alternatives, items))
    return Column(kind, options, _around(kind, texts, known, odd, lexicon), codes, alternatives, items)


def _around(kind: Kind, texts: pa.Array, known: Any, odd: npt.NDArray[np.intp], few: pd.DataFrame) -> pd.DataFrame:
    """The lexicon of all texts: `known` by whole arrays, the `odd` ones from `few`, which holds their rows."""
    size = len(texts)
    note = known.note.astype(np.int32)
    categories = pd.Index([*known.notes, *few["note"].cat.categories]).unique()
    note[odd] = categories.get_indexer(few["note"])
    status = np.full(size, STATUS.categories.get_loc(str(Status.EXACT)), dtype=np.int8)
    status[odd] = few["status"].cat.codes
    missing = np.full(size, -1, dtype=np.int8)
    missing[odd] = few["missing"].cat.codes
    spine: dict[str, Any] = {
        "text": pandas_texts(texts),
        "scope": pd.Categorical.from_codes(np.zeros(size, dtype=np.int8), categories=pd.Index([""])),
        "status": pd.Categorical.from_codes(status, dtype=STATUS),
        "missing": pd.Categorical.from_codes(missing, dtype=MISSING),
        "note": pd.Categorical.from_codes(note, categories=categories),
    }
    for part, dtype in kind.parts.items():
        spine[part] = _replaced(known.parts[part], odd, few[part], dtype)
    return pd.DataFrame(spine)


def pandas_texts(values: pa.Array) -> Any:
    """Arrow's texts as pandas', without a copy."""
    dtype: Any = TEXT
    return dtype.__from_arrow__(values)


def arrow_texts(values: Any) -> pa.Array:
    """Pandas' texts as arrow's, in one piece."""
    texts = pa.array(values)
    return (texts.combine_chunks() if isinstance(texts, pa.ChunkedArray) else texts).cast(pa.large_string())


def _replaced(values: pa.Array, odd: npt.NDArray[np.intp], few: pd.Series[Any], dtype: Dtype) -> Any:
    """One part of all texts with the values of the odd ones in their places; days and flags are numpy arrays."""
    if dtype in (Dtype.DAY, Dtype.FLAG):
        values[odd] = few.to_numpy(values.dtype)
        return pd.Series(values).array if dtype is Dtype.DAY else values
    if dtype is Dtype.CODE:
        encoded = values if pa.types.is_dictionary(values.type) else values.dictionary_encode()
        words = pd.Index([*encoded.dictionary.to_pylist(), *few.cat.categories]).unique()
        codes = encoded.indices.to_numpy().astype(np.int32)
        codes[odd] = words.get_indexer(few)
        return pd.Categorical.from_codes(codes, categories=words)
    mask = np.zeros(len(values), dtype=bool)
    mask[odd] = True
    return pandas_texts(pc.replace_with_mask(values, pa.array(mask), pa.array(few.tolist(), type=values.type)))


def reading_tables(
    kind: Kind, readings: Sequence[Reading], scope: str = "", start: int = 0
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """The lexicon of these readings, and the long tables of their alternatives and items."""
    spine: dict[str, Any] = {
        "text": array([reading.text for reading in readings], Dtype.TEXT),
        "scope": array([scope] * len(readings), Dtype.CODE),
        "status": _among((reading.status for reading in readings), STATUS),
        "missing": _among((reading.missing for reading in readings), MISSING),
        "note": array([reading.note for reading in readings], Dtype.CODE),
    }
    for part, dtype in kind.parts.items():
        spine[part] = array([reading.parts.get(part) for reading in readings], dtype)
    alternatives = _long(kind.alternatives, ((start + n, reading.alternatives) for n, reading in enumerate(readings)))
    items = _long(kind.items, ((start + n, reading.items) for n, reading in enumerate(readings)))
    return pd.DataFrame(spine), alternatives, items


def _long(columns: Mapping[str, Dtype], rows: Iterable[tuple[int, Sequence[Mapping[str, Any]]]]) -> pd.DataFrame:
    flat = [(code, n, row) for code, many in rows for n, row in enumerate(many)]
    return _long_table(columns, flat) if flat else _no_rows(tuple(columns.items()))


@lru_cache(maxsize=100)
def _no_rows(columns: tuple[tuple[str, Dtype], ...]) -> pd.DataFrame:
    """Most columns have no alternatives and no items; their tables are one, which nobody changes in place."""
    return _long_table(dict(columns), ())


def _long_table(columns: Mapping[str, Dtype], flat: Sequence[tuple[int, int, Mapping[str, Any]]]) -> pd.DataFrame:
    frame: dict[str, Any] = {
        "code": np.array([code for code, _, _ in flat], dtype=np.int32),
        "n": np.array([n for _, n, _ in flat], dtype=np.int32),
    }
    frame |= {name: array([row.get(name) for _, _, row in flat], dtype) for name, dtype in columns.items()}
    return pd.DataFrame(frame)


def array(values: Sequence[Any], dtype: Dtype) -> Any:
    """A pandas array of values as kinds give them: days as `datetime.date`, empty as `None`.

    >>> import datetime
    >>> array([datetime.date(1, 1, 1), None], Dtype.DAY)
    <DatetimeArray>
    ['0001-01-01 00:00:00', 'NaT']
    Length: 2, dtype: datetime64[s]
    """
    if dtype is Dtype.DAY:
        days = np.array([None if value is None else value.isoformat() for value in values], dtype="datetime64[s]")
        return pd.Series(days).array
    if dtype is Dtype.COUNT:
        return pd.array(list(values), dtype="Int64")
    if dtype is Dtype.FLAG:
        return np.array([bool(value) for value in values], dtype=bool)
    if dtype is Dtype.TEXT:
        return pd.array(["" if value is None else value for value in values], dtype=TEXT)
    return _coded(["" if value is None else str(value) for value in values])


def _coded(values: Sequence[str]) -> pd.Categorical:
    """Words as a category whose words are sorted."""
    dtype = _category(tuple(sorted(set(values))))
    place = {word: n for n, word in enumerate(dtype.categories)}
    return pd.Categorical.from_codes([place[value] for value in values], dtype=dtype)


@lru_cache(maxsize=1000)
def _category(words: tuple[str, ...]) -> pd.CategoricalDtype:
    """Columns share few sets of words, and pandas takes long to prove each anew."""
    return pd.CategoricalDtype(pd.Index(words, dtype="str"))


def _among(values: Iterable[str | None], dtype: pd.CategoricalDtype) -> pd.Categorical:
    """Words of a closed set; None where there is none."""
    place = {None: -1, **{word: n for n, word in enumerate(dtype.categories)}}
    return pd.Categorical.from_codes([place[value] for value in values], dtype=dtype)


def shown(column: Column, codes: Iterable[int], lang: str = "") -> list[str]:
    """The readings of these rows of the lexicon, in short: `1990-01-01..1990-12-31`, `DZ|FR`, `A+`, `2..4`, `3+1`.

    Alternatives are joined by ` / `; a text without a reading shows its status or the reason for the blank in brackets,
    and so does a reading of which its kind shows nothing. With `lang` the same in words of that language:
    `1990 (year)`, `Algeria, France`, `2 to 4`, `(illegible)`.
    """
    kind = column.kind
    say = partial(kind.word, options=column.options, lang=lang) if lang else kind.show
    either, known = (words(lang)["or"], words(lang)) if lang else (" / ", None)
    codes = list(codes)
    rows = column.lexicon.iloc[codes]
    items = _by_code(column.items, codes)
    alternatives = _by_code(column.alternatives, codes)
    told = []
    for code, status, missing, parts in zip(
        codes, rows["status"], rows["missing"], records_of(rows, kind.parts), strict=True
    ):
        if status == Status.AMBIGUOUS and code in alternatives:
            several = (say(each) or _aside("why", each.get("why", status), known) for each in alternatives[code])
            told.append(either.join(dict.fromkeys(several)))
        elif status == Status.MISSING:
            told.append(_aside("missing", missing, known))
        elif status == Status.UNREAD:
            told.append(_aside("status", status, known))
        elif code in items:
            told.append("+".join(map(say, items[code])))
        else:
            told.append(say(parts) or _aside("status", status, known))
    return told


def _aside(group: str, word: str, known: Mapping[str, str] | None) -> str:
    """What is said where there is no reading: a code in brackets, or its word."""
    return f"[{word}]" if known is None else f"({known.get(f'{group}.{word}', word)})"


def records_of(table: pd.DataFrame, names: Iterable[str]) -> list[dict[str, Any]]:
    """Rows as kinds show and compare them: these columns, days as ISO texts, None for what is empty or open."""
    there = [name for name in names if name in table]
    values = zip(*(_values(table[name]) for name in there), strict=True)
    return [dict(zip(there, row, strict=True)) for row in values] if there else [{} for _ in range(len(table))]


def _values(values: pd.Series[Any]) -> list[Any]:
    """The values of a part; days, which are many, as texts all at once."""
    if values.dtype.kind == "M":
        days = values.to_numpy().astype("datetime64[D]").astype(str)
        return [None if day == "NaT" else day for day in days.tolist()]
    return [None if value is pd.NA else value for value in values.tolist()]


def _by_code(table: pd.DataFrame, codes: Sequence[int]) -> dict[int, list[dict[str, Any]]]:
    found: dict[int, list[dict[str, Any]]] = {}
    if table.empty:
        return found
    here = table[table["code"].isin(codes)]
    for code, row in zip(here["code"].tolist(), records_of(here, table.columns[2:]), strict=True):
        found.setdefault(code, []).append(row)
    return found


def holds_any(codes: pd.Series[Any], words: Collection[str]) -> npt.NDArray[np.bool_]:
    """Which rows of a column of codes hold one of these words; quick where a batch is small.

    >>> holds_any(pd.Series(pd.Categorical(["a", "b", "a", None])), {"a"}).tolist()
    [True, False, True, False]
    """
    known = np.array([*(word in words for word in codes.cat.categories), False], dtype=bool)
    return known[codes.cat.codes.to_numpy()]


def join(first: pd.DataFrame, second: pd.DataFrame) -> pd.DataFrame:
    """Concatenate, with the categories of both, in order of first appearance."""
    if second.empty or first.empty:
        return first if second.empty else second
    joined: dict[str, Any] = {}
    for name in first.columns:
        a, b = first[name], second[name]
        if isinstance(a.dtype, pd.CategoricalDtype) and a.dtype != b.dtype:
            joined[name] = pd.api.types.union_categoricals([a, b])
        else:
            joined[name] = pd.concat([a, b], ignore_index=True)
    return pd.DataFrame(joined)
