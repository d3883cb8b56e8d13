"""Where the header of a table stands: the row with the most labels of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from records.forms import Form
from records.kinds.ticks import is_ticked
from records.labels.labels import Labels, header_meaning, key, labels_of
from records.labels.requests import RequestedForm, SaidColumns
from records.layout.header_rows import MOST_ROWS, header_lines
from records.layout.lines import cells, closing_words
from records.model import SijillError
from records.sources.sheet import Sheet

FIRST_LOOK, LOOK_AT = 25, 100
"""Lines in which the header is looked for: first few, and more when none of them holds labels in most of its cells."""
LABELS_BELOW, FEW_LABELS = 20, 3
"""Lines below a header that are searched for further labels, as in forms whose answers stand beside the questions:
there a row holds few."""


NOTHING_SAID = SaidColumns()


def find_headers(sheet: Sheet, asked: Sequence[RequestedForm]) -> dict[RequestedForm, int]:
    """For each form the position of the row with the most labels of it: at least two, or one of a required field.

    A row whose columns hold labels of other fields further down is no header: there answers stand beside labels.
    """
    top = [column.slice(0, LOOK_AT).to_pylist() for column in map(sheet.column, sheet.letters)]
    lines = [dict(zip(sheet.letters, texts, strict=True)) for texts in zip(*top, strict=True)]
    found = ((each, _header_among(lines, sheet, each.form, each.says)) for each in asked)
    return {each: at for each, at in found if at is not None}


def _header_among(lines: list[dict[str, str | None]], sheet: Sheet, form: Form, says: SaidColumns) -> int | None:
    labels = labels_of(form)
    rows: list[dict[str, tuple[str, ...]]] = []
    for most in (FIRST_LOOK, LOOK_AT):
        rows += [label_hits(texts, form, labels, says) for texts in lines[len(rows) : most]]
        best = max(range(len(rows)), key=lambda at: len(set(rows[at].values())), default=None)
        if best is None or not _is_header(rows, best, form):
            continue
        if _labels_below(rows, lines, best, header_lines(sheet, best)[-1] + 1):
            continue
        if most == LOOK_AT or len(rows[best]) * 2 >= len(lines[best]):
            return best
    return None


def label_hits(
    texts: Mapping[str, str | None], form: Form, labels: Labels, says: SaidColumns = NOTHING_SAID
) -> dict[str, tuple[str, ...]]:
    """By letter, the fields of the form that a cell is a label of."""
    filled = {letter: text for letter, text in texts.items() if text and text.strip() and not is_ticked(text)}
    try:
        said = says.of(filled)
    except SijillError:
        said = {}
    hits: dict[str, tuple[str, ...]] = {}
    for letter, text in filled.items():
        if letter in said and said[letter][0] in form.fields and text.strip():
            hits[letter] = (said[letter][0],)
            continue
        meant = header_meaning(text, labels)
        here = tuple(name for name in meant.fields if name in form.fields) if meant.how != "within" else ()
        if here:
            hits[letter] = here
    return hits


def _is_header(rows: list[dict[str, tuple[str, ...]]], at: int, form: Form) -> bool:
    hits = set(rows[at].values())
    return len(hits) > 1 or any(len(each) == 1 and form.fields[each[0]].required for each in hits)


def header_of(sheet: Sheet, form: Form, at: int) -> list[int]:
    """The lines of the header that stands at that line.

    Those that merged cells join to it, and the same labels again right above or below, as in a second language.
    """
    lines = header_lines(sheet, at)
    labels = labels_of(form)
    hits = label_hits(cells(sheet, at), form, labels)
    for step, end in ((-1, lines[0]), (1, lines[-1])):
        near = end + step
        while 0 <= near < len(sheet.rows) and len(lines) < MOST_ROWS and abs(sheet.rows[near] - sheet.rows[end]) == 1:
            texts = cells(sheet, near)
            if not _is_twin(label_hits(texts, form, labels), len(texts), hits):
                break
            lines, near, end = sorted([*lines, near]), near + step, near
    return lines


def _is_twin(hits: dict[str, tuple[str, ...]], cells: int, first: dict[str, tuple[str, ...]]) -> bool:
    """Whether the labels of a line ask for the same in the same columns, two of them at least."""
    both = hits.keys() & first.keys()
    same = all(set(hits[letter]) & set(first[letter]) for letter in both)
    return same and len(both) > 1 and is_header_again(hits, cells, first)


def is_header_again(hits: dict[str, tuple[str, ...]], cells: int, first: dict[str, tuple[str, ...]]) -> bool:
    """Whether a line of so many cells is the header of a further table: most are labels, one of a field of the first.

    Labels of other fields alone are those of a form whose answers stand below them.
    """
    meant = set(hits.values())
    return 2 * len(hits) > cells and len(meant) > 1 and not meant.isdisjoint(first.values())


def _labels_below(
    rows: list[dict[str, tuple[str, ...]]], lines: list[dict[str, str | None]], at: int, start: int
) -> bool:
    """Whether the columns of a row with few labels hold labels of two other fields below it; with a colon one will do.

    A label in a column whose header is no label counts only if every cell of its line is a label.
    """
    if len(set(rows[at].values())) > FEW_LABELS:
        return False
    others: set[tuple[str, ...]] = set()
    for n in range(start, min(start + LABELS_BELOW, len(rows))):
        filled = sum(bool(text and text.strip()) for text in lines[n].values())
        if is_header_again(rows[n], filled, rows[at]):
            continue
        for letter, meant in rows[n].items():
            text = (lines[n][letter] or "").strip()
            if meant == rows[at].get(letter, () if 1 < len(rows[n]) == filled else meant) or len(text) <= 3:
                continue
            if text[-1] in ":：" and key(text) not in closing_words():
                return True
            others.add(meant)
    return len(others) > 1
