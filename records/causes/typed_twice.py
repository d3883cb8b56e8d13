"""Papers that two transcribers typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.batch import Batch
from records.causes.cause import BatchPiece, Cause, CauseKind
from records.causes.runs import of_people
from records.chance import SELDOM, in_files
from records.checks.intervals import Flags
from records.checks.readings import READ
from records.column import Column, holds_any


@dataclass(frozen=True)
class _Papers:
    """For each record its number, who typed it, and its answers, each as a small number."""

    keys: pa.ChunkedArray
    groups: npt.NDArray[np.uint64]
    answers: npt.NDArray[np.uint8]
    numbers: npt.NDArray[np.int64]
    fields: tuple[str, ...]
    key: str


_ALIKE = 0.8
"""So many of the answers of two records of one paper are the same."""
_ANSWERS = 5
"""At least so many answers are compared."""


class TypedTwice(CauseKind):
    """Was a paper typed by two transcribers: one number, and nearly the same answers?"""

    id = "typed-twice"

    def summary(self, piece: BatchPiece) -> _Papers | None:
        """What is compared, of each record."""
        key = _key_field(piece.batch)
        if key is None or not len(piece):
            return None
        columns = {name: each for name, each in of_people(piece.batch).items() if not each.kind.names_record}
        answers = np.stack([_small(each) for each in columns.values()], axis=1)
        people = pd.util.hash_array(np.array(piece.names, dtype=object))[piece.groups]
        return _Papers(_keys(piece.batch.columns[key]), people, answers, piece.numbers, tuple(columns), key)

    def merge(self, first: _Papers | None, second: _Papers | None) -> _Papers | None:
        """The records of both."""
        if first is None or second is None:
            return first or second
        both: dict[str, Any] = {
            name: np.concatenate([getattr(first, name), getattr(second, name)])
            for name in ("groups", "answers", "numbers")
        }
        keys = pa.chunked_array([*first.keys.chunks, *second.keys.chunks])
        return _Papers(keys, **both, fields=first.fields, key=first.key)

    def name(self, summary: _Papers | None) -> list[Cause]:
        """One cause for all pairs of records with one number, two transcribers and nearly the same answers."""
        if summary is None:
            return []
        pairs, alike, chance = _pairs(summary)
        if not len(pairs):
            return []
        members = summary.numbers[np.unique(pairs)]
        says = {"of_field": summary.key, "pairs": len(pairs), "records": len(members), "proof": alike, "counter": 0}

        def cells(piece: BatchPiece) -> Flags:
            return np.isin(piece.numbers, members)

        told = {**says, "chance": in_files(chance)}
        return [Cause(self.id, self.severity, (summary.key,), cells, told, dissolves=frozenset({"unique"}))]


def _key_field(batch: Batch) -> str | None:
    """The field that numbers the records."""
    return next((name for name, column in batch.columns.items() if column.kind.names_record), None)


def _keys(column: Column) -> pa.ChunkedArray:
    """The number of each record, null where it has none."""
    texts = pa.array(column.lexicon[column.kind.key or "text"].astype(object), pa.string())
    read = holds_any(column.lexicon["status"], [str(each) for each in READ])
    known = pc.if_else(pa.array(read), texts, None).dictionary_encode()
    return pa.chunked_array(
        [pa.DictionaryArray.from_arrays(known.indices.take(pa.array(column.codes)), known.dictionary)]
    )


def _small(column: Column) -> npt.NDArray[np.uint8]:
    """A small number for each record's answer, from its bytes; 0 where there is none."""
    texts = pa.array(column.lexicon["text"].astype(object), pa.large_string())
    ends = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)
    sums = np.append(0, np.cumsum(data, dtype=np.int64))[ends]
    small = (np.diff(sums) + 31 * np.diff(ends)) % 255 + 1
    read = holds_any(column.lexicon["status"], [str(each) for each in READ])
    return np.where(read, small, 0).astype(np.uint8)[column.codes]


def _pairs(papers: _Papers) -> tuple[npt.NDArray[np.int64], int, float]:
    """The places of the pairs, the share of answers that are alike in percent, and the chance of the least alike."""
    chunks = papers.keys.unify_dictionaries().chunks
    codes = np.concatenate([each.indices.fill_null(-1).to_numpy(zero_copy_only=False) for each in chunks])
    repeated = np.flatnonzero((codes >= 0) & (np.bincount(codes + 1)[codes + 1] > 1))
    order = repeated[np.argsort(codes[repeated], kind="stable")]
    keys, groups = codes[order], papers.groups[order]
    same = np.flatnonzero((keys[1:] == keys[:-1]) & (groups[1:] != groups[:-1]))
    pairs = np.stack([order[same], order[same + 1]], axis=1)
    if not len(pairs):
        return pairs, 0, 1.0
    one, other = papers.answers[pairs[:, 0]], papers.answers[pairs[:, 1]]
    both = (one != 0) & (other != 0)
    equal = both & (one == other)
    compared = both.sum(axis=1)
    near = (compared >= _ANSWERS) & (equal.sum(axis=1) >= _ALIKE * compared)
    shares = np.array(
        [((np.bincount(each, minlength=256)[1:] / max(len(each), 1)) ** 2).sum() for each in papers.answers.T]
    )
    chance = np.where(equal, np.log(np.maximum(shares, 1e-9)), 0).sum(axis=1) + np.log(len(pairs))
    near &= chance <= np.log(SELDOM)
    alike = int(100 * equal[near].sum() / max(both[near].sum(), 1))
    return pairs[near], alike, float(np.exp(chance[near].max())) if near.any() else 1.0
