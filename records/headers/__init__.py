"""Which column is which field, and which lines are records. Every line is accounted for, every column named."""

from __future__ import annotations

from collections.abc import Mapping as Dictionary
from dataclasses import replace
from pathlib import Path

import numpy as np

from records.forms import Form
from records.headers.labels import Labels, first_label, key, labels_of, understand
from records.headers.lines import Line, account, cells, classify, closing_words
from records.headers.mapping import WHY, Account, ColumnMatch, Fit, Mapping
from records.headers.match import Says, check_says, match
from records.headers.pile import Pile, classify_pile, columns_of_forms, find_pile, first_lines
from records.headers.profiles import Profile, load_profile, save_profile
from records.headers.rows import group_rows, header_lines, header_texts
from records.headers.ticks import mapped, with_option_line, with_options
from records.headers.wide import repeated
from records.kinds.ticks import is_ticked
from records.model import SijillError, SourceError
from records.sources.sheet import Sheet

FIRST_LOOK, LOOK_AT = 25, 100
"""Lines in which the header is looked for: first few, and more when none of them holds labels in most of its cells."""
LABELS_BELOW, FEW_LABELS = 20, 3
"""Lines below a header that are searched for further labels, as in forms whose answers stand beside the questions:
there a row holds few."""
SMALL = 500
"""Lines of a sheet that may be of forms although one of its lines could be a header."""

__all__ = [
    "WHY",
    "Account",
    "ColumnMatch",
    "Fit",
    "Mapping",
    "Profile",
    "check_says",
    "first_label",
    "fit",
    "load_profile",
    "map_sheet",
    "save_profile",
]


def fit(sheet: Sheet, form: Form, says: Dictionary[str, str] | None = None, header_row: int | None = None) -> Fit:
    """How many of the form's fields the sheet's headers have. What was said of other sheets is left aside."""
    known = {header: target for header, target in (says or {}).items() if not target or target in form.fields}
    required = [name for name, field in form.fields.items() if field.required]
    at, pile = _header_or_pile(sheet, form, Says(known), header_row)
    if pile is not None:
        fields = set(_fields(columns_of_forms(pile, form), form))
        return Fit(form.name, pile.rows[0], len(fields), len(fields.intersection(required)), len(required))
    if at is None:
        return Fit(form.name, None, 0, 0, len(required))
    try:
        columns = match(_header(sheet, at, form)[1], form, Says(known))
    except SijillError:
        columns = match(_header(sheet, at, form)[1], form, Says())
    fields = set(_fields(columns, form))
    return Fit(form.name, int(sheet.rows[at]), len(fields), len(fields.intersection(required)), len(required))


def map_sheet(
    sheet: Sheet,
    form: Form,
    says: Dictionary[str, str] | None = None,
    header_row: int | None = None,
    profile: Profile | Path | None = None,
) -> Mapping:
    """Which column is which field, and which lines are records.

    `says`: a person's word by header or column letter, `{"التخصص": "weapon"}`, an empty field leaves the column alone;
    `header_row`: the sheet's own number of the header row. Both win over the profile, the profile over the labels.
    Raises `SourceError` when no header or no field is found, `SijillError` when something said is not there.
    """
    where = sheet.source.place()
    saved = load_profile(profile) if isinstance(profile, Path) else profile
    word = Says(says or {}, saved.columns if saved else {})
    row = header_row if header_row is not None else saved.header_row if saved else None
    at, pile = _header_or_pile(sheet, form, word, row)
    if pile is not None:
        return _of_forms(pile, sheet, form)
    if at is None:
        raise _no_header(sheet, form, row, where)
    header, texts = _header(sheet, at, form)
    columns = match(texts, form, word, where)
    lines = classify(sheet, header, group_rows(sheet, header[-1] + 1))
    kept = np.flatnonzero(lines == Line.RECORD).astype(np.int32)
    options = with_options(columns, form, sheet, kept)
    columns = mapped(columns, options)
    fields = _fields(columns, form)
    if not fields:
        raise _no_field(columns, form, int(sheet.rows[at]), where)
    rows = tuple(int(sheet.rows[each]) for each in header)
    return Mapping(sheet.source, form, rows, fields, columns, kept, account(lines), repeated(columns), options=options)


def _header_or_pile(sheet: Sheet, form: Form, says: Says, row: int | None) -> tuple[int | None, Pile | None]:
    """Where the header of a table stands, or else the forms: a small sheet with far more labels is of forms."""
    if row is not None:
        return _position(sheet, row), None
    at = find_header(sheet, form, says)
    if at is None:
        return None, find_pile(sheet, form, says)
    if len(sheet.rows) > SMALL:
        return at, None
    pile = find_pile(sheet, form, says)
    here = len(set(_hits(cells(sheet, at), form, labels_of(form), says).values()))
    if pile is None:
        return at, None
    there, within = ({each.field for each in pile.labels.values() if bool(each.answer) is way} for way in (False, True))
    of_forms = len(there - {None}) >= here + FEW_LABELS or len(within) > max(here, FEW_LABELS - 1)
    return at, pile if of_forms else None


def _of_forms(pile: Pile, sheet: Sheet, form: Form) -> Mapping:
    """The mapping of a sheet of forms: its records are the forms, each with its own cells."""
    columns = columns_of_forms(pile, form)
    lines = classify_pile(pile, sheet)
    kept, fields = first_lines(pile, sheet), _fields(columns, form)
    mapping = Mapping(sheet.source, form, (pile.rows[0],), fields, columns, kept, account(lines))
    return replace(mapping, cells=pile.cells, texts=pile.texts, joined=pile.joined)


def _fields(columns: tuple[ColumnMatch, ...], form: Form) -> dict[str, str]:
    """The letter of each field's column, in the form's order; questions of a box have the box's, or their own."""
    letters = {column.field: column.letter for column in columns if column.field}
    letters |= {name: several[0] for name, several in repeated(columns).items()}
    boxes = {name: letters[box.id] for box in form.fields.values() if box.id in letters for name in box.composite}
    return {name: letters.get(name) or boxes[name] for name in form.fields if name in letters or name in boxes}


def find_header(sheet: Sheet, form: Form, says: Says) -> int | None:
    """The position of the row with the most labels of the form: at least two, or one of a required field.

    A row whose columns hold labels of other fields further down is no header: there answers stand beside labels.
    """
    labels = labels_of(form)
    for most in (FIRST_LOOK, LOOK_AT):
        top = [column.slice(0, most).to_pylist() for column in map(sheet.column, sheet.letters)]
        lines = [dict(zip(sheet.letters, texts, strict=True)) for texts in zip(*top, strict=True)]
        rows = [_hits(texts, form, labels, says) for texts in lines]
        best = max(range(len(rows)), key=lambda at: len(set(rows[at].values())), default=None)
        if best is None or not _is_header(rows, best, form):
            continue
        if _labels_below(rows, lines, best, header_lines(sheet, best)[-1] + 1):
            continue
        if most == LOOK_AT or len(rows[best]) * 2 >= len(lines[best]):
            return best
    return None


def _is_header(rows: list[dict[str, tuple[str, ...]]], at: int, form: Form) -> bool:
    hits = set(rows[at].values())
    return len(hits) > 1 or any(len(each) == 1 and form.fields[each[0]].required for each in hits)


def _hits(texts: Dictionary[str, str | None], form: Form, labels: Labels, says: Says) -> dict[str, tuple[str, ...]]:
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
        meant = understand(text, labels)
        here = tuple(name for name in meant.fields if name in form.fields) if meant.how != "within" else ()
        if here:
            hits[letter] = here
    return hits


def _labels_below(
    rows: list[dict[str, tuple[str, ...]]], lines: list[dict[str, str | None]], at: int, start: int
) -> bool:
    """Whether the columns of a row with few labels hold labels of two other fields below it; with a colon one will do.

    A label below a header that is none tells something only in a line of labels.
    """
    if len(set(rows[at].values())) > FEW_LABELS:
        return False
    others: set[tuple[str, ...]] = set()
    for n in range(start, min(start + LABELS_BELOW, len(rows))):
        full = 1 < len(rows[n]) == sum(bool(text and text.strip()) for text in lines[n].values())
        for letter, meant in rows[n].items():
            text = (lines[n][letter] or "").strip()
            if meant == rows[at].get(letter, meant if not full else ()) or len(text) <= 3:
                continue
            if text[-1] in ":：" and key(text) not in closing_words():
                return True
            others.add(meant)
    return len(others) > 1


def _header(sheet: Sheet, at: int, form: Form) -> tuple[list[int], dict[str, str]]:
    """The lines of the header, and that of each column; columns that hold nothing at all are left out."""
    lines = header_lines(sheet, at)
    lines, texts = with_option_line(sheet, lines, header_texts(sheet, lines), form)
    columns = {letter: texts.get(letter, "") for letter in sheet.letters if letter in texts or _holds(sheet, letter)}
    return lines, columns


def _holds(sheet: Sheet, letter: str) -> bool:
    column = sheet.column(letter)
    return bool(column.null_count < len(column))


def _position(sheet: Sheet, row: int) -> int | None:
    found = np.flatnonzero(sheet.rows == row)
    return int(found[0]) if len(found) else None


def _no_header(sheet: Sheet, form: Form, row: int | None, where: str) -> SourceError:
    if row is not None:
        last = int(sheet.rows[-1]) if len(sheet.rows) else 0
        return SourceError(f"has no row {row}", where, f"its rows end at {last}")
    seen = min(len(sheet.rows), LOOK_AT)
    return SourceError(
        f"none of its first {seen} rows holds two labels of the form {form.name}",
        where,
        "name the header row with --header-row N, and its columns with --map HEADER=FIELD",
    )


def _no_field(columns: tuple[ColumnMatch, ...], form: Form, row: int, where: str) -> SourceError:
    asking = [f"{column.letter}={'|'.join(column.candidates)}" for column in columns if column.status == "ask"]
    known = ", ".join(form.fields)
    remedy = (
        f"say which they are: --map {' --map '.join(asking)}"
        if asking
        else f"name its columns with --map LETTER=FIELD ({known})"
    )
    return SourceError(f"no column below row {row} is a field of the form {form.name}", where, remedy)
