"""Groups records by sheet and transcriber; the evidence pass counts per group."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.column import Codes, Column
from records.headers import SheetMapping
from records.text import without_surrogates

Sources = npt.NDArray[np.int16]
_Numbers = npt.NDArray[np.int64]


def sheet_numbers(mappings: Sequence[SheetMapping]) -> _Numbers:
    """For each mapping the number of the first one of its sheet: a sheet may hold several tables."""
    sources = [mapping.source for mapping in mappings]
    return np.array([sources.index(source) for source in sources], dtype=np.int64)


def transcribers(
    transcriber: Column | None, mappings: Sequence[SheetMapping], sources: Sources
) -> tuple[Codes, list[str]]:
    """The transcriber group of each record, and the name of each group: the sheet and, where known, the transcriber.

    `sources`: for each record its position in `mappings`.
    """
    groups, found = _groups(transcriber, mappings, sources)
    return groups, [name for name, _, _ in found]


def short_names(names: Sequence[str]) -> list[str]:
    """The names of groups as people say them: of one sheet the transcribers alone.

    >>> short_names(["amal.xlsx!Forms · T1", "amal.xlsx!Forms · T2"]), short_names(["a.csv · T1", "b.csv · T1"])
    (['T1', 'T2'], ['a.csv · T1', 'b.csv · T1'])
    """
    sheets = {name.rpartition(" · ")[0] for name in names}
    return [name.rpartition(" · ")[2] if len(sheets) == 1 else name for name in names]


def desks_of(
    transcriber: Column | None, mappings: Sequence[SheetMapping], sources: Sources
) -> dict[str, tuple[str, str]]:
    """By the name of each group its file, and who typed its records; empty where that is not said."""
    of = {number: mappings[number].source for number in sheet_numbers(mappings).tolist()}
    return {
        name: (without_surrogates(f"{of[sheet].path or of[sheet].place()} {of[sheet].sha256}"), person)
        for name, sheet, person in _groups(transcriber, mappings, sources)[1]
    }


def _groups(
    transcriber: Column | None, mappings: Sequence[SheetMapping], sources: Sources
) -> tuple[Codes, list[tuple[str, int, str]]]:
    """The group of each record; and of each group the name, the number of its sheet, and the transcriber."""
    people, typed_by = [""], np.zeros(len(sources), dtype=np.int64)
    if transcriber is not None:
        lexicon = transcriber.lexicon
        numbers, known = pd.factorize(lexicon[transcriber.kind.key or "text"].array)
        people, typed_by = list(known), np.asarray(numbers, dtype=np.int64)[transcriber.codes]
    sheets = sheet_numbers(mappings).take(sources) if mappings else sources.astype(np.int64)
    keys, groups = np.unique(sheets << 32 | typed_by, return_inverse=True)
    places = _places(mappings)
    found = [(key >> 32, people[key & 0xFFFFFFFF]) for key in keys.tolist()]
    return groups.astype(np.int32), [
        (" · ".join(filter(None, (places[sheet], person))), sheet, person) for sheet, person in found
    ]


def _places(mappings: Sequence[SheetMapping]) -> dict[int, str]:
    """The name of each sheet by its number; sheets of files with the same name get a further number."""
    places: dict[int, str] = {}
    seen: list[str] = []
    for n in dict.fromkeys(sheet_numbers(mappings).tolist()):
        place = mappings[n].source.place()
        seen.append(place)
        places[n] = f"{place} ({seen.count(place)})" if seen.count(place) > 1 else place
    return places
