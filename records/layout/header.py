"""Where the header of a table stands: the row with the most labels of the form; headers over two or three rows.

Only merged cells join rows; that a title stands above or a value below is no reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from records.forms import Form
from records.kinds.ticks import is_ticked
from records.labels.labels import Labels, group_labels, header_meaning, key, labels_of
from records.labels.requests import RequestedForm, SaidColumns
from records.layout.lines import cells, closing_words
from records.layout.merged_ranges import MergedRange, merged_ranges
from records.layout.titles import is_title_line, names_columns
from records.model import SijillError
from records.sources.letters import column_number
from records.sources.sheet import Sheet
from records.sources.sheet import letter as letter_of

MOST_ROWS = 3
"""Rows of a header, where no merged cell joins more."""
PARENT = " / "
"""What stands between a parent and its child in the header of a column."""


def header_lines(sheet: Sheet, form: Form, at: int, said: bool = False) -> list[int]:
    """The lines of the header that stands at that line: with parents above it, children below it.

    `said`: a person named that line; then only what surely names its columns is a parent.
    """
    joined = merged_ranges(sheet)
    first = at
    while first > 0 and at - first < MOST_ROWS - 1 and _is_parent(sheet, form, joined, first - 1, said):
        first -= 1
    reach = [each.bottom for each in joined if first <= each.top <= at < each.bottom < first + MOST_ROWS]
    last = at
    if reach and any(each.top == at and each.right > each.left and each.bottom == at for each in joined):
        last = min(max(reach), len(sheet.rows) - 1)
    return list(range(first, last + 1))


def merged_over(sheet: Sheet, line: int) -> dict[str, str]:
    """The columns over which a cell of that line is merged although it begins further left, and where it begins."""
    return {
        letter_of(n): letter_of(each.left)
        for each in merged_ranges(sheet)
        if each.top <= line <= each.bottom
        for n in range(each.left + 1, each.right + 1)
    }


def _is_parent(sheet: Sheet, form: Form, joined: list[MergedRange], at: int, said: bool) -> bool:
    """Whether a line names the columns below it: it spreads labels over several of them, and is no title."""
    spread = [each for each in joined if each.top == at and each.right > each.left]
    above, below = cells(sheet, at), cells(sheet, at + 1)
    begins = {letter_of(each.left) for each in spread}
    alone = [name for name in above if name in below and name not in begins]
    if not spread or len(above) < 2 or len(alone) > len(spread) or _blank_below(sheet, joined, at):
        return False
    if _tells_apart(spread, above, below) or any(names_columns(text) for name, text in above.items() if name in begins):
        return True
    over_the_rest = len(spread) == len(alone) == 1 and max(map(column_number, below), default=0) <= spread[0].right
    return not (said or over_the_rest or is_title_line(above, below, labels_of(form)))


def _blank_below(sheet: Sheet, joined: list[MergedRange], at: int) -> bool:
    """Whether a blank line stands below a line, and no merged cell reaches over it."""
    reach = max(each.last_row for each in joined if each.top == at)
    return bool(sheet.rows[at + 1] > reach + 1)


def _tells_apart(spread: list[MergedRange], above: Mapping[str, str], below: Mapping[str, str]) -> bool:
    """Whether the same label stands below two different texts: the name of the first wife and of the second."""
    parents: dict[str, set[str]] = {}
    for each in spread:
        for name in (letter_of(n) for n in range(each.left, each.right + 1)):
            if name in below and (parent := above.get(letter_of(each.left))):
                parents.setdefault(key(below[name]), set()).add(key(parent))
    return any(len(several) > 1 for several in parents.values())


def header_texts(sheet: Sheet, lines: list[int]) -> dict[str, str]:
    """The header of each column that has one: `parent / child`; a name for a mere group of columns is left out."""
    if len(lines) == 1:
        return cells(sheet, lines[0])
    rows = {at: cells(sheet, at) for at in lines}
    for each in merged_ranges(sheet):
        text = rows.get(each.top, {}).get(letter_of(each.left))
        for at in range(each.top, each.bottom + 1):
            if text and at in rows:
                rows[at] |= {letter_of(column): text for column in range(each.left, each.right + 1)}
    joined = {}
    for name in sheet.letters:
        texts = list(dict.fromkeys(rows[at][name] for at in lines if name in rows[at]))
        telling = [text for n, text in enumerate(texts) if n == len(texts) - 1 or key(text) not in group_labels()]
        if telling:
            joined[name] = PARENT.join(telling)
    return joined


def with_option_line(
    sheet: Sheet, lines: list[int], texts: dict[str, str], form: Form
) -> tuple[list[int], dict[str, str]]:
    """The lines and texts of a header; with the line below it when that only names options of the choices above it.

    Each option stands under the label of its choice or behind it, where the header is empty.
    """
    options = cells(sheet, lines[-1] + 1) if lines[-1] + 1 < len(sheet.rows) else {}
    above, owners = "", {}
    for name in sheet.letters:
        above = name if name in texts else above
        owners[name] = above
    groups: dict[str, list[str]] = {}
    for name, word in options.items():
        groups.setdefault(owners[name], []).append(word)
    if not groups or not all(_are_options(texts.get(owner, ""), words, form) for owner, words in groups.items()):
        return lines, texts
    below = {name: f"{texts[owners[name]]}{PARENT}{word}" for name, word in options.items()}
    return [*lines, lines[-1] + 1], {name: below.get(name, texts.get(name, "")) for name in {**texts, **below}}


def _are_options(header: str, words: Sequence[str], form: Form) -> bool:
    fields = header_meaning(header, labels_of(form)).fields if len(words) > 1 else ()
    choices = [printed for name in fields if name in form.fields and (printed := form.fields[name].printed)]
    known = (sum(printed.find(word) is not None for word in words) for printed in choices)
    return any(count > 1 and 2 * count >= len(words) for count in known)


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
        if _labels_below(rows, lines, best, header_lines(sheet, form, best)[-1] + 1):
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
    lines = header_lines(sheet, form, at)
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
