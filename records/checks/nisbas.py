"""Nisbas: the country that the last word of a name says, beside the countries that the record says."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.checks.base import HOLDS, Answers, Check, CheckResult, Said, Setting, View
from records.checks.intervals import Flags
from records.checks.readings import Readings, Rows
from records.column import Column, arrow_texts
from records.kinds import KINDS
from records.model import Severity, Status

_COUNTRY = KINDS["country"]
_SHOWN = 5
"""Cells and words that a message names; the number of all is told beside them."""


def nisbas_of(column: Column) -> tuple[npt.NDArray[np.intp], npt.NDArray[np.str_]]:
    """For each row of a lexicon of names the place of the country of its last word, among these; "" for none."""
    encoded = _last_words(column)
    options = _COUNTRY.options()
    codes = [_country_of(word, options) for word in encoded.dictionary.to_pylist()]
    known, of = np.unique(np.array([*codes, ""], dtype=str), return_inverse=True)
    return of[encoded.indices.to_numpy(zero_copy_only=False)], known


def _last_words(column: Column) -> pa.DictionaryArray:
    texts = arrow_texts(column.lexicon["text"].array)
    last = pc.struct_field(pc.extract_regex(texts, r"(?P<word>[^\s]+)\s*$"), "word").fill_null("")
    return last.dictionary_encode()


def _country_of(word: str, options: object) -> str:
    """The one country that a nisba names; a name that is no nisba has none."""
    code = str(_COUNTRY.read(word, options).parts.get(_COUNTRY.countable) or "")
    return "" if "|" in code else code


@dataclass(frozen=True)
class _Nisba:
    names: tuple[str, ...] = field(metadata={"field": ("name",)})
    countries: tuple[str, ...] = field(metadata={"field": ("country",)})


class Nisba(Check):
    """In how many records does the nisba of a name say a country that none of these fields says?

    A family keeps its nisba wherever it lives, so this contradicts nothing: it is told once for each country.
    """

    id = "nisba"
    arguments = _Nisba
    of_text: ClassVar[bool] = True
    severity: ClassVar[Severity] = Severity.INFO

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name, *setting.args.countries) for name in setting.args.names]

    def answer(self, view: View) -> Answers:
        return np.full(len(view), HOLDS)

    def whole(self, asked: CheckResult) -> list[Said]:
        """For each country whose nisbas stand alone: how many of its records, and the first of them."""
        name, *countries = asked.readings
        nisbas, known = nisbas_of(name.column)
        says = nisbas[name.column.codes]
        compared = (known[says] != "") & _known(countries)
        alone = compared & ~np.logical_or.reduce([_says(each, says, known) for each in countries])
        counts, of = (np.bincount(says[flags], minlength=len(known)) for flags in (alone, compared))
        return [
            {
                "of_field": name.name,
                "of_fields": "|".join(each.name for each in countries),
                "shown": ", ".join(_words(name, records)),
                "records": int(counts[n]),
                "of": int(of[n]),
                "places": ", ".join(_places(asked, name.name, records)),
            }
            for n in np.argsort(-counts, kind="stable").tolist()
            if len(records := np.flatnonzero(alone & (says == n)))
        ]


def _known(countries: Sequence[Readings]) -> Flags:
    """The records in which one of these fields is read, and none is ambiguous."""
    read, open_ = (
        np.logical_or.reduce([flags[each.column.codes] for each, flags in zip(countries, of, strict=True)])
        for of in (
            [_is(each, Status.EXACT, Status.INFERRED, Status.DECIDED) for each in countries],
            [_is(each, Status.AMBIGUOUS) for each in countries],
        )
    )
    return np.asarray(read & ~open_)


def _is(readings: Readings, *statuses: Status) -> Flags:
    """For each row of the lexicon whether it has one of these statuses."""
    return np.asarray(readings.column.lexicon["status"].isin([str(each) for each in statuses]))


def _says(readings: Readings, says: Rows, known: npt.NDArray[np.str_]) -> Flags:
    """The records whose country, or one of several, is that of the nisba."""
    column = readings.column
    codes = column.lexicon[column.kind.countable].astype(object).fillna("").astype(str).to_numpy(dtype=str)
    values, of = np.unique(codes, return_inverse=True)
    same = np.array([[code in value.split("|") for value in values.tolist()] for code in known.tolist()], dtype=bool)
    return np.asarray(same[says, of.reshape(-1)[column.codes]])


def _words(name: Readings, records: Rows) -> Iterator[str]:
    """The commonest last words of these records."""
    encoded = _last_words(name.column)
    words = encoded.indices.to_numpy(zero_copy_only=False)[name.column.codes[records]]
    counts = np.bincount(words)
    for word in np.argsort(-counts, kind="stable")[:_SHOWN].tolist():
        if counts[word]:
            yield str(encoded.dictionary[word])


def _places(asked: CheckResult, name: str, records: Rows) -> Iterator[str]:
    """The cells of the first of these records."""
    first = pd.DataFrame({"record": pd.array(records[:_SHOWN], dtype="Int64"), "field": name})
    located = asked.setting.batch.locate(first)
    for place in zip(located["file"], located["sheet"], located["cell"], strict=True):
        yield "!".join(part for part in place if part)
