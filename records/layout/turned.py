"""A table that lies on its side: the labels stand down one column, and each column behind them is a record."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from records.forms import Form
from records.layout.form_labels import AnswerSide, Label, Texts
from records.layout.joined_cells import reads


def records_beside(labels: Sequence[Label], texts: Texts, form: Form, side: AnswerSide) -> list[int]:
    """The columns of the records, from the labels on; none where the table does not lie on its side.

    Each of them, two at least, answers half of the labels, and half of what can tell reads as an answer by itself.
    """
    if side is not AnswerSide.NEXT or len({(each.column, each.reach[1]) for each in labels}) != 1:
        return []
    if any(each.answer is not None for each in labels):
        return []
    found = list(_run(labels, texts, form))
    return found if len(found) > 1 else []


def _run(labels: Sequence[Label], texts: Texts, form: Form) -> Iterator[int]:
    first, last = labels[0].reach[1] + 1, max(column for _, column in texts)
    for column in range(first, last + 1):
        here = [(each, texts[each.line, column]) for each in labels if (each.line, column) in texts]
        asked = [(form.fields[each.field], text) for each, text in here if each.field]
        telling = [reads(field, text) for field, text in asked if not field.reader.free]
        if 2 * len(here) < len(labels) or not any(telling) or 2 * sum(telling) < len(telling):
            return
        yield column
