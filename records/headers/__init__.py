"""Which column is which field, and which lines are records. Every line is accounted for, every column named."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Dictionary
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from records.forms import Form
from records.headers.find import FEW_LABELS, LOOK_AT, find_header, header_of, label_hits
from records.headers.groups import group_rows, merged_down, of_groups
from records.headers.labels import first_label, key, labels_of
from records.headers.lines import Line, account, cells, classify
from records.headers.mapping import WHY, Account, ColumnMatch, Fit, Mapping
from records.headers.match import Says, check_says, match, with_merged
from records.headers.parts import parts
from records.headers.pile import Pile, classify_pile, columns_of_forms, find_pile, first_lines
from records.headers.profiles import PATTERN, Layout, Profile, load_profile, profiles_in, save_profile
from records.headers.rows import header_lines, header_texts, merged_over
from records.headers.spread import GROUP, GROUP_HEADER, Spreads
from records.headers.ticks import mapped, with_option_line, with_options
from records.headers.wide import repeated
from records.model import SijillError, SourceError
from records.sources.sheet import Sheet

SMALL = 500
"""Lines of a sheet that may be of forms although one of its lines could be a header."""

__all__ = [
    "PATTERN",
    "WHY",
    "Account",
    "ColumnMatch",
    "Fit",
    "Layout",
    "Mapping",
    "Profile",
    "check_says",
    "first_label",
    "fit",
    "load_profile",
    "map_sheet",
    "profiles_in",
    "save_profile",
    "stands",
    "tables_of",
]


def fit(
    sheet: Sheet,
    form: Form,
    says: Dictionary[str, str] | None = None,
    header_row: int | None = None,
    profile: Profile | None = None,
) -> Fit:
    """How many of the form's fields the sheet's headers have. What was said of other sheets is left aside.

    A column that asks counts as present among the required fields: the answer is there, only its name is in doubt.
    """
    word = Says(_of_form(says or {}, form), _of_form(profile.columns if profile else {}, form))
    required = [name for name, field in form.fields.items() if field.required]
    row, layout = _pinned(header_row, profile)
    at, pile = _header_or_pile(sheet, form, word, row, layout)
    if pile is not None:
        fields = set(_fields(columns_of_forms(pile, form), form))
        return Fit(form.name, pile.rows[0], len(fields), len(fields.intersection(required)), len(required))
    if at is None:
        return Fit(form.name, None, 0, 0, len(required))
    headers = _header(sheet, form, at, row)[1]
    try:
        columns = match(headers, form, word)
    except SijillError:
        columns = match(headers, form, Says())
    fields = set(_fields(columns, form))
    asking = {name for column in columns if column.status == "ask" for name in column.candidates}
    present = (fields | asking).intersection(required)
    return Fit(form.name, int(sheet.rows[at]), len(fields), len(present), len(required))


def _of_form(says: Dictionary[str, str], form: Form) -> dict[str, str]:
    return {header: target for header, target in says.items() if not target or target in form.fields}


def _pinned(header_row: int | None, profile: Profile | None) -> tuple[int | None, Layout]:
    """The header row and the layout that were said: a person's word wins over the profile's."""
    if header_row is not None or profile is None:
        return header_row, ""
    return profile.header_row, profile.layout


def stands(sheet: Sheet, form: Form, profile: Profile, header_row: int | None = None) -> bool:
    """Whether every column that a profile names stands in the sheet's header, or as a label on its forms.

    A table with the labels of the forms in its header is no pile of them.
    """
    if profile.layout == "forms" and stands(sheet, form, replace(profile, layout="table"), header_row):
        return False
    row, layout = _pinned(header_row, profile)
    at, pile = _header_or_pile(sheet, form, Says({}, profile.columns), row, layout)
    if pile is not None:
        headers = {name: each.text for name, each in pile.labels.items()}
    else:
        headers = {} if at is None else _table_headers(sheet, form, at, row)
    keys = {key(text) for text in headers.values()}
    return bool(profile.columns.keys() & keys) and profile.columns.keys() <= keys | headers.keys()


def tables_of(
    sheet: Sheet,
    forms: Sequence[Form],
    says: Dictionary[str, str] | None = None,
    profile: Dictionary[str, str] | None = None,
    layout: Layout = "",
) -> list[Sheet]:
    """The sheet, or its tables where it holds several, each as a sheet of its own; a pile of forms stays one."""
    word = Says(says or {}, profile or {})
    found = [_header_or_pile(sheet, form, word, None, layout) for form in forms]
    heads = [at for at, _ in found if at is not None]
    if not heads or any(pile is not None for _, pile in found):
        return [sheet]
    return parts(sheet, forms, min(heads))


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
    row, layout = _pinned(header_row, saved)
    at, pile = _header_or_pile(sheet, form, word, row, layout)
    if pile is not None:
        return _of_forms(pile, sheet, form, word, saved)
    if at is None:
        raise _no_header(sheet, form, row, layout, where)
    header, texts = _header(sheet, form, at, row)
    headers, groups = _with_groups(sheet, header, texts)
    columns = with_merged(match(headers, form, word, where), merged_over(sheet, header[-1]))
    lines = classify(sheet, header, groups)
    kept = np.flatnonzero(lines == Line.RECORD).astype(np.int32)
    options = with_options(columns, form, sheet, kept)
    columns = mapped(columns, options)
    fields = _fields(columns, form)
    if not fields:
        raise _no_field(columns, form, int(sheet.rows[at]), where)
    rows = tuple(int(sheet.rows[each]) for each in header)
    spreads = Spreads([*merged_down(sheet, header[-1] + 1), *of_groups(sheet, groups, kept)])
    wide = repeated(columns)
    mapping = Mapping(sheet.source, form, rows, fields, columns, kept, account(lines), wide)
    return replace(mapping, options=options, spreads=spreads, profile=saved)


def _header_or_pile(
    sheet: Sheet, form: Form, says: Says, row: int | None, layout: Layout
) -> tuple[int | None, Pile | None]:
    """Where the header of a table stands, or else the forms: a small sheet with far more labels is of forms."""
    if row is not None:
        return _position(sheet, row), None
    at = None if layout == "forms" else find_header(sheet, form, says)
    if at is None:
        return None, None if layout == "table" else find_pile(sheet, form, says)
    if layout == "table" or len(sheet.rows) > SMALL:
        return at, None
    pile = find_pile(sheet, form, says)
    here = len(set(label_hits(cells(sheet, at), form, labels_of(form), says).values()))
    if pile is None:
        return at, None
    there, within = ({each.field for each in pile.labels.values() if bool(each.answer) is way} for way in (False, True))
    if not (len(there - {None}) >= here + FEW_LABELS or len(within) > max(here, FEW_LABELS - 1)):
        return at, None
    further = _line_of_labels(sheet, form, pile, len((there | within) - {None}))
    return (at, pile) if further is None else (further, None)


def _line_of_labels(sheet: Sheet, form: Form, pile: Pile, fields: int) -> int | None:
    """The position of a line that holds nearly all labels of a pile and hardly anything else: the header of a table
    that stands below one of another form."""
    lines = Counter(each.line for each in pile.labels.values() if each.field)
    at = _position(sheet, lines.most_common(1)[0][0])
    texts = cells(sheet, at) if at is not None else {}
    hits = label_hits(texts, form, labels_of(form))
    return at if 2 * len(hits) > len(texts) and 3 * len(set(hits.values())) >= 2 * fields else None


def _header(sheet: Sheet, form: Form, at: int, row: int | None) -> tuple[list[int], dict[str, str]]:
    """The lines of the header, and that of each column; columns that hold nothing at all are left out.

    A row that was said stands alone, but for what merged cells join to it and options below it.
    """
    lines = header_of(sheet, form, at) if row is None else header_lines(sheet, at)
    lines, texts = with_option_line(sheet, lines, header_texts(sheet, lines), form)
    return lines, {
        letter: texts.get(letter, "") for letter in sheet.letters if letter in texts or _holds(sheet, letter)
    }


def _table_headers(sheet: Sheet, form: Form, at: int, row: int | None) -> dict[str, str]:
    lines, texts = _header(sheet, form, at, row)
    return _with_groups(sheet, lines, texts)[0]


def _of_forms(pile: Pile, sheet: Sheet, form: Form, word: Says, saved: Profile | None) -> Mapping:
    """The mapping of a sheet of forms: its records are the forms, each with its own cells."""
    said = {key(header) for header in word.columns}
    columns = tuple(
        replace(column, why="profile") if column.why == "said" and key(column.header) not in said else column
        for column in columns_of_forms(pile, form)
    )
    lines, kept, fields = classify_pile(pile, sheet), first_lines(pile, sheet), _fields(columns, form)
    mapping = Mapping(sheet.source, form, (pile.rows[0],), fields, columns, kept, account(lines), profile=saved)
    return replace(mapping, cells=pile.cells, texts=pile.texts, joined=pile.joined)


def _fields(columns: tuple[ColumnMatch, ...], form: Form) -> dict[str, str]:
    """The letter of each field's column, in the form's order; questions of a box have the box's, or their own."""
    letters = {column.field: column.letter for column in columns if column.field}
    letters |= {name: several[0] for name, several in repeated(columns).items()}
    boxes = {name: letters[box.id] for box in form.fields.values() if box.id in letters for name in box.composite}
    return {name: letters.get(name) or boxes[name] for name in form.fields if name in letters or name in boxes}


def _with_groups(
    sheet: Sheet, lines: list[int], headers: dict[str, str]
) -> tuple[dict[str, str], npt.NDArray[np.intp]]:
    """The header of each column, the names above groups of records as one more, and the lines of these names."""
    groups = group_rows(sheet, lines[0], lines[-1] + 1)
    return headers | ({GROUP: GROUP_HEADER} if len(groups) else {}), groups


def _holds(sheet: Sheet, letter: str) -> bool:
    column = sheet.column(letter)
    return bool(column.null_count < len(column))


def _position(sheet: Sheet, row: int) -> int | None:
    found = np.flatnonzero(sheet.rows == row)
    return int(found[0]) if len(found) else None


def _no_header(sheet: Sheet, form: Form, row: int | None, layout: Layout, where: str) -> SourceError:
    if row is not None:
        last = int(sheet.rows[-1]) if len(sheet.rows) else 0
        return SourceError(f"has no row {row}", where, f"its rows end at {last}")
    if layout == "forms":
        remedy = "leave `layout: forms` out of the profile, or name the labels in it"
        return SourceError(f"holds less than three labels of the form {form.name}", where, remedy)
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
