"""Second pass: resolves ambiguous readings from the other cells that the same transcriber typed.

Counting and deciding are apart: `count_answers` gives a small table that merges by adding up, `decide` needs the
whole of it. A decision only ever chooses among the alternatives of a reading. The cells that prove the contrary stay as
they are, and `contrary` lists them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.column import Codes, Column, array, holds_any, join, reading_tables
from records.kinds.kind import Kind
from records.model import Dtype, Question, Reading, Status

PROVING_CELLS = 5
"""At least this many cells must prove an answer."""
CONTRARY_SHARE = 0.02
"""At most this share of them, or a single one, may prove another."""

EVIDENCE = ("group", "question", "answer", "proving", "contrary", "undecided", "decided", "counted")
COUNTED_CELLS = ("column", "transcriber", "file-field", "file")
"""Whose cells were counted, from the nearest on: the group's in the column, all of the group's of the kind, the file's
in the column, all of the file's of the kind."""
UNDECIDED, AGAINST = "", "against"
"""What stands for an answer where a cell waits for one, and where it speaks against all."""


CellCounts = Counter[tuple[str, str, str]]
"""How many cells of a group (first) prove which answer (last) to a question; those of several pieces add up."""


def count_answers(column: Column, groups: npt.NDArray[np.int32], names: Sequence[str]) -> CellCounts:
    """Count how many cells of each group prove which answer (empty: wait for one).

    `groups`: position in `names` per record, negative for records that take no part.
    """
    counts: CellCounts = Counter()
    for question in column.kind.questions:
        waiting = _waits(column, question)
        if question.against and not waiting.any():
            continue
        says, answers = _says(column, question)
        cells = _cells(says, column.codes, groups, len(names) * len(answers), len(answers))
        waits = np.where(waiting & (says > 0), 0, -1)  # what proves an answer may wait for it too
        cells += _cells(waits, column.codes, groups, len(cells), len(answers))
        for place in np.flatnonzero(cells).tolist():
            group, answer = divmod(place, len(answers))
            counts[names[group], question.name, answers[answer]] = int(cells[place])
    return counts


def _cells(
    says: npt.NDArray[np.int64], codes: Codes, groups: npt.NDArray[np.int32], size: int, answers: int
) -> npt.NDArray[np.int64]:
    """Count how many cells of each group say which answer."""
    said = says[codes]
    counted = (said >= 0) & (groups >= 0)
    return np.bincount(groups[counted].astype(np.int64) * answers + said[counted], minlength=size)


Row = dict[str, Any]
"""The evidence of one group and question, by the names `EVIDENCE`."""


def weigh(counts: CellCounts, questions: Sequence[Question] = ()) -> list[Row]:
    """The evidence of each group and question, decided or not."""
    share = {question.name: question.share for question in questions}
    asked: dict[tuple[str, str], dict[str, int]] = {}
    for (group, question, answer), cells in counts.items():
        asked.setdefault((group, question), {})[answer] = cells
    rows = []
    for (group, question), by_answer in asked.items():
        undecided, against = by_answer.pop(UNDECIDED, 0), by_answer.pop(AGAINST, 0)
        proven = sorted(by_answer.items(), key=lambda item: (-item[1], item[0]))
        answer, proving = proven[0] if proven else ("", 0)
        contrary_cells = sum(by_answer.values()) - proving + against
        sure = proves(proving, contrary_cells, share.get(question, CONTRARY_SHARE))
        values = (group, question, answer, proving, contrary_cells, undecided, sure, COUNTED_CELLS[0])
        rows.append(dict(zip(EVIDENCE, values, strict=True)))
    return rows


def proves(proving: int, contrary_cells: int, share: float = CONTRARY_SHARE) -> bool:
    """Whether that many cells decide a question.

    >>> proves(5, 0), proves(4, 0), proves(5, 1), proves(60, 2), proves(200, 3)
    (True, False, True, False, True)
    """
    return proving >= PROVING_CELLS and (contrary_cells <= 1 or contrary_cells <= share * proving)


Desks = Mapping[str, tuple[str, str]]
"""The file of each group, and the name of its transcriber, empty where none is named."""


def weigh_together(
    own: CellCounts, alike: Sequence[CellCounts], desks: Desks, questions: Sequence[Question]
) -> list[Row]:
    """The evidence of a column, by wider and wider counts where its own cells do not decide.

    `own`, `alike`: the counts of the column, and of every column of its kind. A person writes all dates in one order.
    """
    evidence = weigh(own, questions)
    shared = {question.name for question in questions if question.pooled}
    if all(row["decided"] or row["question"] not in shared for row in evidence):
        return evidence
    of_group = _added(alike, {group: group for group in desks}, questions)
    files = {group: file for group, (file, _) in desks.items()}
    of_file = [_added(counts, files, questions) for counts in ([own], alike)]
    proofs = _proofs(of_group, desks)
    rows = []
    for row in evidence:
        group, question = row["group"], row["question"]
        if question in shared and not row["decided"]:
            file, person = desks[group]
            trusted = _speaks_for(person, proofs.get((file, question), {}))
            wider = [of_group.get((group, question)), *(each.get((file, question)) for each in of_file if trusted)]
            row = _widened(row, wider)
        rows.append(row)
    return rows


_Rows = dict[tuple[str, str], Row]


def _added(counts: Sequence[CellCounts], wholes: Mapping[str, str], questions: Sequence[Question]) -> _Rows:
    """The evidence of each whole (a transcriber, a file) and question, counts added up."""
    added: CellCounts = Counter()
    for each in counts:
        for (group, question, answer), cells in each.items():
            added[wholes[group], question, answer] += cells
    return {(row["group"], row["question"]): row for row in weigh(added, questions)}


def _proofs(groups: _Rows, desks: Desks) -> dict[tuple[str, str], dict[str, set[str]]]:
    """What each transcriber of a file proves by more than one cell, by file and question."""
    found: dict[tuple[str, str], dict[str, set[str]]] = {}
    for (group, question), row in groups.items():
        file, person = desks[group]
        proven = [row["answer"]] * (row["proving"] > 1) + [AGAINST] * (row["contrary"] > 1)
        if proven:
            found.setdefault((file, question), {}).setdefault(person, set()).update(proven)
    return found


def _speaks_for(person: str, proofs: Mapping[str, set[str]]) -> bool:
    """Whether a file's cells say how a person writes: all prove the same, and are the person's own or of several."""
    return len(set().union(*proofs.values())) == 1 and (person in proofs or len(proofs) > 1)


def _widened(row: Row, wider: Sequence[Row | None]) -> Row:
    """The row with the answer of the first wider count that decides, when no nearer one speaks against it."""
    nearer = [row]
    for counted, wide in zip(COUNTED_CELLS[1:], wider, strict=False):
        if wide is None:
            continue
        if any(each["answer"] not in (UNDECIDED, wide["answer"]) or each["contrary"] > 1 for each in nearer):
            return row
        if wide["decided"]:
            return (
                row | {name: wide[name] for name in ("answer", "proving", "contrary", "decided")} | {"counted": counted}
            )
        nearer.append(wide)
    return row


def decide(
    column: Column, groups: npt.NDArray[np.int32], names: Sequence[str], evidence: Sequence[Row] | None = None
) -> tuple[Column, pd.DataFrame]:
    """The column with the decided texts read anew in the scope of their group, and the evidence.

    `groups`: int32 per record, position in `names` (a source, or a source and transcriber), negative for none. The new
    rows of the lexicon have the group's name as their scope, status inferred, the note `KIND.QUESTION-by-evidence`.
    The evidence is a frame with the columns `EVIDENCE`.
    `evidence`: where more than the column's own cells may decide, see `weigh_together`.
    """
    if evidence is None:
        evidence = weigh(count_answers(column, groups, names), column.kind.questions)
    place = {name: n for n, name in enumerate(names)}
    decided = [row for row in evidence if row["decided"] and row["undecided"]]
    asked = {row["question"] for row in decided}
    choices = {
        question.name: _Choices(column, question) for question in column.kind.questions if question.name in asked
    }
    rows: list[npt.NDArray[np.int64]] = []
    codes: Codes = column.codes.copy()
    size = len(column.lexicon)
    scopes: list[str] = []
    chosen: list[Reading] = []
    for row in decided:
        choice = choices[row["question"]]
        waiting = (groups == place[row["group"]]) & choice.undecided[column.codes]
        of_group = np.unique(column.codes[waiting])
        picked = choice.picked(of_group, row["answer"], chosen)
        moved = np.full(size, -1, dtype=np.int32)
        moved[of_group[picked >= 0]] = size + sum(map(len, rows)) + np.arange((picked >= 0).sum())
        new = moved[column.codes]
        codes = np.where(waiting & (new >= 0), new, codes).astype(np.int32)
        rows.append(picked[picked >= 0])
        scopes += [row["group"]] * len(rows[-1])
    shown = pd.DataFrame(evidence, columns=list(EVIDENCE)).astype({"decided": bool})
    if not scopes:
        return column, shown
    lexicon, _, _ = reading_tables(column.kind, chosen)
    added = lexicon.take(np.concatenate(rows)).assign(scope=array(scopes, Dtype.CODE))
    return replace(column, lexicon=join(column.lexicon, added), codes=codes), shown


class _Choices:
    """What each answer to one question chooses; each text is read again once, whatever the number of groups."""

    def __init__(self, column: Column, question: Question) -> None:
        self.column, self.question = column, question.name
        self.undecided = _waits(column, question)
        self.known: dict[tuple[int, str], int] = {}

    def picked(self, codes: Codes, answer: str, chosen: list[Reading]) -> npt.NDArray[np.int64]:
        """For each code the place in `chosen` of the reading that the answer chooses, -1 for none; `chosen` grows."""
        column = self.column
        new = [code for code in codes.tolist() if (code, answer) not in self.known]
        for code, text in zip(new, column.lexicon["text"].array.take(np.array(new, dtype=np.int64)), strict=True):
            reading = choose(column.kind, column.kind.read(text, column.options), self.question, answer)
            self.known[code, answer] = -1 if reading is None else len(chosen)
            if reading is not None:
                chosen.append(reading)
        return np.array([self.known[code, answer] for code in codes.tolist()], dtype=np.int64)


def contrary(
    column: Column, groups: npt.NDArray[np.int32], names: Sequence[str], evidence: pd.DataFrame
) -> pd.DataFrame:
    """The records that prove the contrary of what their group decided: `record`, `question, answer, proves`."""
    found = []
    for question in column.kind.questions:
        says, answers = _says(column, question)
        decided = np.full(len(names) + 1, -1, dtype=np.int64)  # the last place is for records of no group
        for row in evidence[evidence["decided"] & (evidence["question"] == question.name)].itertuples():
            decided[list(names).index(str(row.group))] = answers.index(str(row.answer))
        said, wanted = says[column.codes], decided[groups]
        proven = (said > 0) & (said != answers.index(AGAINST))
        records = np.flatnonzero((wanted >= 0) & proven & (said != wanted))
        words = np.array(answers, dtype=object)
        found.append(
            pd.DataFrame(
                {
                    "record": records,
                    "question": question.name,
                    "answer": words[wanted[records]],
                    "proves": words[said[records]],
                }
            )
        )
    columns = ["record", "question", "answer", "proves"]
    return pd.concat(found, ignore_index=True) if found else pd.DataFrame(columns=columns)


def _says(column: Column, question: Question) -> tuple[npt.NDArray[np.int64], list[str]]:
    """For each row of the lexicon the place of the answer it proves, 0 where it waits for one, -1 where neither."""
    answers = [UNDECIDED, *sorted({*question.proofs.values(), *question.shown}), AGAINST]
    notes_of = {**dict.fromkeys(question.against, AGAINST), **question.proofs}
    notes = column.lexicon["note"].cat
    of_note = np.array(
        [
            answers.index(notes_of[note]) if note in notes_of else -1 + (note in question.undecided)
            for note in notes.categories
        ],
        dtype=np.int64,
    )
    says = of_note[notes.codes.to_numpy()] if len(of_note) else np.full(len(column.lexicon), -1)
    for answer, shows in question.shown.items():
        says = np.where(shows(column.lexicon) & (says < 0), answers.index(answer), says)
    return np.where(holds_any(column.lexicon["scope"], ("",)), says, -1), answers


def _waits(column: Column, question: Question) -> npt.NDArray[np.bool_]:
    """Which rows of the lexicon wait for the answer."""
    return holds_any(column.lexicon["note"], question.undecided) & holds_any(column.lexicon["scope"], ("",))


def choose(kind: Kind, reading: Reading, question: str, answer: str) -> Reading | None:
    """The reading with the one alternative whose `why` is the answer; None when there is not exactly one.

    >>> from records.kinds.date import Date, DateOptions
    >>> chosen = choose(Date(), Date().read("3/4/1990", DateOptions()), "order", "day-first")
    >>> chosen.note, str(chosen.parts["earliest"]), chosen.parts["edtf"], chosen.alternatives
    ('date.order-by-evidence', '1990-04-03', '1990-04-03', ())
    """
    fitting = [row for row in reading.alternatives if row["why"] == answer]
    if len(fitting) != 1:
        return None
    parts = {**reading.parts, **{name: value for name, value in fitting[0].items() if name != "why"}}
    note = f"{kind.name}.{question}-by-evidence"
    return replace(reading, status=Status.INFERRED, note=note, parts=kind.chosen(parts), alternatives=())
