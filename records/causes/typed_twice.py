"""Papers that two transcribers typed."""

from __future__ import annotations

from dataclasses import dataclass, replace
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
from records.checks.readings import READ, Rows
from records.column import Column, arrow_texts, holds_any


@dataclass(frozen=True)
class _Papers:
    """For each record its number, who typed it, and its answers, each as a small number.

    `counts`: how often each field has each small number, in all records; the rest may be of those alone whose number
    stands more than once.
    """

    keys: pa.ChunkedArray
    groups: npt.NDArray[np.uint64]
    answers: npt.NDArray[np.uint8]
    numbers: Rows
    counts: npt.NDArray[np.int64]
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
        """What is compared, of each record; of a whole, of those whose number stands more than once."""
        key = _key_field(piece.batch)
        if key is None or not len(piece) or (piece.whole and len(piece.names) < 2):
            return None
        keys = _keys(piece.batch.columns[key])
        at = _repeated(keys) if piece.whole else np.arange(len(piece))
        people = pd.util.hash_array(np.array(piece.names, dtype=object))[piece.groups[at]]
        columns = {name: each for name, each in of_people(piece.batch).items() if not each.kind.names_record}
        answers = np.stack([_small(column, at) for column in columns.values()], axis=1)
        nothing = np.zeros((len(columns), 256), dtype=np.int64)
        found = _Papers(keys.take(pa.array(at)), people, answers, piece.numbers[at], nothing, tuple(columns), key)
        if piece.whole and not _near(found)[1].any():
            return None
        every = np.arange(len(piece))
        counts = [np.bincount(_small(column, every), minlength=256) for column in columns.values()]
        return replace(found, counts=np.stack(counts))

    def merge(self, first: _Papers | None, second: _Papers | None) -> _Papers | None:
        """The records of both."""
        if first is None or second is None:
            return first or second
        both: dict[str, Any] = {
            name: np.concatenate([getattr(first, name), getattr(second, name)])
            for name in ("groups", "answers", "numbers")
        }
        keys = pa.chunked_array([*first.keys.chunks, *second.keys.chunks])
        return _Papers(keys, **both, counts=first.counts + second.counts, fields=first.fields, key=first.key)

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
    texts = arrow_texts(column.lexicon[column.kind.key or "text"].array)
    read = holds_any(column.lexicon["status"], [str(each) for each in READ])
    known = pc.if_else(pa.array(read), texts, None).dictionary_encode()
    return pa.chunked_array(
        [pa.DictionaryArray.from_arrays(known.indices.take(pa.array(column.codes)), known.dictionary)]
    )


def _codes(keys: pa.ChunkedArray) -> npt.NDArray[np.int32]:
    """A number for each key, -1 where there is none."""
    chunks = keys.unify_dictionaries().chunks
    codes = [each.indices.fill_null(-1).to_numpy(zero_copy_only=False) for each in chunks]
    return np.concatenate([*codes, np.empty(0, np.int32)]).astype(np.int32)


def _repeated(keys: pa.ChunkedArray) -> npt.NDArray[np.intp]:
    """The places of keys that stand more than once."""
    codes = _codes(keys)
    return np.flatnonzero((codes >= 0) & (np.bincount(codes + 1)[codes + 1] > 1))


def _small(column: Column, records: npt.NDArray[np.intp]) -> npt.NDArray[np.uint8]:
    """A small number for the answer of each of these records, from the bytes of its text; 0 where nothing is read."""
    codes, which = np.unique(column.codes[records], return_inverse=True)
    texts = arrow_texts(column.lexicon["text"].array).take(pa.array(codes))
    ends = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    data = np.frombuffer(texts.buffers()[2] or b"", dtype=np.uint8)
    sums = np.append(0, np.cumsum(data, dtype=np.int64))[ends]
    small = (np.diff(sums) + 31 * np.diff(ends)) % 255 + 1
    read = holds_any(column.lexicon["status"], [str(each) for each in READ])[codes]
    return np.where(read, small, 0).astype(np.uint8)[which]


def _near(papers: _Papers) -> tuple[npt.NDArray[np.int64], Flags, Flags, Flags]:
    """The places of the pairs of one number and two people, which have nearly the same answers, which answers both
    have, and which are the same.
    """
    codes = _codes(papers.keys)
    repeated = _repeated(papers.keys)
    order = repeated[np.argsort(codes[repeated], kind="stable")]
    keys, groups = codes[order], papers.groups[order]
    same = np.flatnonzero((keys[1:] == keys[:-1]) & (groups[1:] != groups[:-1]))
    pairs = np.stack([order[same], order[same + 1]], axis=1)
    one, other = papers.answers[pairs[:, 0]], papers.answers[pairs[:, 1]]
    both = (one != 0) & (other != 0)
    equal = both & (one == other)
    compared = both.sum(axis=1)
    return pairs, (compared >= _ANSWERS) & (equal.sum(axis=1) >= _ALIKE * compared), both, equal


def _pairs(papers: _Papers) -> tuple[npt.NDArray[np.int64], int, float]:
    """The places of the pairs, the share of answers that are alike in percent, and the chance of the least alike."""
    pairs, near, both, equal = _near(papers)
    if not len(pairs):
        return pairs, 0, 1.0
    shares = ((papers.counts[:, 1:] / np.maximum(papers.counts.sum(axis=1, keepdims=True), 1)) ** 2).sum(axis=1)
    chance = np.where(equal, np.log(np.maximum(shares, 1e-9)), 0).sum(axis=1) + np.log(len(pairs))
    near &= chance <= np.log(SELDOM)
    alike = int(100 * equal[near].sum() / max(both[near].sum(), 1))
    return pairs[near], alike, float(np.exp(chance[near].max())) if near.any() else 1.0
