"""Headers over two or three rows: a parent that merged cells spread over its children, and labels that reach down.

Only merged cells join rows; that a title stands above or a value below is no reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from records.forms import Form
from records.labels.labels import group_labels, header_meaning, key, labels_of
from records.layout.lines import cells
from records.sources.letters import column_number
from records.sources.sheet import Sheet, letter

MOST_ROWS = 3
"""Rows of a header, where no merged cell joins more."""
PARENT = " / "
"""What stands between a parent and its child in the header of a column."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range by positions: first and last line, first and last column, ends included."""

    top: int
    bottom: int
    left: int
    right: int


def merges(sheet: Sheet) -> list[Merge]:
    """The merged ranges of a sheet whose first line was read."""
    marks = sheet.marks[sheet.marks["mark"] == "merged"]
    place = {int(row): n for n, row in enumerate(sheet.rows)} if len(marks) else {}
    found = []
    for row, column, args in zip(marks["row"], marks["column"], marks["args"], strict=True):
        last = str(args).rpartition(":")[2]
        letters = last.rstrip("0123456789")
        if int(row) in place and letters and last[len(letters) :]:
            top = place[int(row)]
            found.append(
                Merge(
                    top, top + int(last[len(letters) :]) - int(row), column_number(str(column)), column_number(letters)
                )
            )
    return found


def header_lines(sheet: Sheet, at: int) -> list[int]:
    """The lines of the header that stands at that line: with parents above it, children below it."""
    joined = [each for each in merges(sheet) if each.top < len(sheet.rows)]
    first = at
    while first > 0 and at - first < MOST_ROWS - 1 and _is_parent(sheet, joined, first - 1):
        first -= 1
    reach = [each.bottom for each in joined if first <= each.top <= at < each.bottom < first + MOST_ROWS]
    last = at
    if reach and any(each.top == at and each.right > each.left and each.bottom == at for each in joined):
        last = min(max(reach), len(sheet.rows) - 1)
    return list(range(first, last + 1))


def merged_over(sheet: Sheet, line: int) -> dict[str, str]:
    """The columns over which a cell of that line is merged although it begins further left, and where it begins."""
    return {
        letter(n): letter(each.left)
        for each in merges(sheet)
        if each.top <= line <= each.bottom
        for n in range(each.left + 1, each.right + 1)
    }


def _is_parent(sheet: Sheet, joined: list[Merge], at: int) -> bool:
    """Whether a line holds labels over several columns: more than a title, and no prose with a merge in it."""
    spread = {letter(each.left) for each in joined if each.top == at and each.right > each.left}
    filled, below = cells(sheet, at), cells(sheet, at + 1)
    alone = [name for name in filled if name in below and name not in spread]
    return bool(spread) and len(filled) > 1 and len(alone) <= len(spread)


def header_texts(sheet: Sheet, lines: list[int]) -> dict[str, str]:
    """The header of each column that has one: `parent / child`; a name for a mere group of columns is left out."""
    if len(lines) == 1:
        return cells(sheet, lines[0])
    rows = {at: cells(sheet, at) for at in lines}
    for each in merges(sheet):
        text = rows.get(each.top, {}).get(letter(each.left))
        for at in range(each.top, each.bottom + 1):
            if text and at in rows:
                rows[at] |= {letter(column): text for column in range(each.left, each.right + 1)}
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
