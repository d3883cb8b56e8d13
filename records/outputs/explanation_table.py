"""The explanations of findings as a table: one row for each, with what speaks for it and what would decide, in words.

A finding carries its explanations with it as JSON, since findings are sorted, cut and joined with decisions; this table
is made of that list, and of nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.column import TEXT
from records.wording import decides, evidence, explanation, explanations_of

if TYPE_CHECKING:
    from records.batch import Batch

_NUMBERS = ("finding", "rank", "evidence_for", "evidence_against", "of", "dissolves")
EXPLANATION_COLUMNS = (
    "finding", "rank", "id", "reading", "explanation", "evidence_for", "evidence_against", "of", "evidence",
    "dissolves", "decides",
)  # fmt: skip
"""`finding` is the row of the findings, `rank` 1 for the likeliest. Of `of` cells, records or forms, so many speak for
it and so many against it; `dissolves` findings would be gone."""
_TOLD = ("id", "reading", "explanation", "evidence_for", "evidence_against", "of", "evidence", "dissolves")
_Codes = npt.NDArray[np.int64]


def explanation_table(batch: Batch, findings: pd.DataFrame, lang: str = "en") -> pd.DataFrame:
    """One row for each explanation of each finding, in the order of the findings, the likeliest first."""
    known = batch.form.words(lang)
    of, texts = pd.factorize(findings["explanations"])
    lists = [explanations_of(text) for text in texts]
    lengths = np.array([len(each) for each in lists], dtype=np.int64)
    counts = lengths[of]
    finding = np.repeat(np.arange(len(findings)), counts)
    rank = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts)
    rows = (np.cumsum(lengths) - lengths)[of][finding] + rank
    told = pd.DataFrame(_told(lists, lang, known), columns=list(_TOLD)).take(rows)
    ids = told["id"].to_numpy(dtype=object)
    records = findings["record"].fillna(-1).to_numpy(dtype=np.int64)[finding]
    table = told.assign(finding=finding, rank=rank + 1, decides=_decides(batch, ids, records, lang))
    texts_ = [name for name in EXPLANATION_COLUMNS if name not in _NUMBERS]
    return table.reset_index(drop=True).astype({**dict.fromkeys(_NUMBERS, "int64"), **dict.fromkeys(texts_, TEXT)})[
        list(EXPLANATION_COLUMNS)
    ]


def _told(lists: Sequence[Sequence[dict[str, Any]]], lang: str, known: Any) -> Iterator[tuple[Any, ...]]:
    """What is told of each explanation of each list."""
    for each in (each for listed in lists for each in listed):
        args = each["args"]
        words = explanation(each["id"], args, lang, known=known)
        counts = [each.get(name, 0) for name in ("evidence_for", "evidence_against", "of")]
        reading = str(args.get("reading", args.get("to", args.get("age", ""))))
        yield each["id"], reading, words, *counts, evidence(each, lang, known=known), each.get("dissolves", 0)


def _decides(batch: Batch, ids: Any, records: _Codes, lang: str) -> Any:
    """What would decide each of them, with the page and the transcriber of its record; equal ones are told once."""
    known = batch.form.words(lang)
    numbers, names = pd.factorize(ids)
    pages, page_names = _texts(batch, "page", records)
    people, who_names = _texts(batch, batch.form.transcriber or "", records)
    keys = np.stack([numbers, pages, people], axis=1).reshape(-1, 3)
    distinct, inverse = np.unique(keys, axis=0, return_inverse=True)
    told = [
        decides(str(names[id_]), lang, page_names[page], who_names[who], known=known)
        for id_, page, who in distinct.tolist()
    ]
    return pd.array(told, dtype=TEXT).take(inverse.reshape(-1)) if told else pd.array([], dtype=TEXT)


def _texts(batch: Batch, field: str, records: _Codes) -> tuple[_Codes, list[str]]:
    """What a field of these records says, as a code each, and the texts; empty where the form has no such field."""
    column = batch.columns.get(field)
    if column is None:
        return np.zeros(len(records), dtype=np.int64), [""]
    codes = np.where(records >= 0, column.codes[records], -1)
    used, inverse = np.unique(codes, return_inverse=True)
    texts = column.lexicon["text"].array
    return inverse.reshape(-1), ["" if code < 0 else str(texts[code]) for code in used.tolist()]
