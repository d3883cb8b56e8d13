"""Forms in a sheet by their shape alone: texts that end like a label, `Name:`, and what stands beside each.

What a label asks is another room's question; forms whose labels end in nothing are told there, by the labels of a form.
"""

from __future__ import annotations

from records.sources.layout import Table
from records.sources.sheet import Sheet, letter, number

FEWEST = 3
"""Labels that make a form."""
LONGEST_LABEL = 120
MOST_CELLS = 500_000
_ENDS = (":", "：", "؟", "?")


def labels(sheet: Sheet) -> dict[str, list[str]]:
    """Each label's cell and the filled cells of its answer: those beside it, up to the next label in its row.

    Empty when there are fewer than three labels, or more cells than a pile of forms has.
    """
    if len(sheet.rows) * len(sheet.letters) > MOST_CELLS:
        return {}
    lines = _lines(sheet)
    found = [(row, n) for row, cells in lines.items() for n, text in cells.items() if _is_label(text)]
    if len(found) < FEWEST:
        return {}
    return {f"{letter(n)}{row}": [f"{letter(each)}{row}" for each in _beside(lines[row], n)] for row, n in found}


def without_forms(tables: list[Table], forms: dict[str, list[str]]) -> list[Table]:
    """The tables, but for those whose first column holds labels only: they are forms."""
    return [table for table in tables if not _of_labels(table, forms)]


def _of_labels(table: Table, forms: dict[str, list[str]]) -> bool:
    rows = range(table.header_rows[0], table.last_row + 1)
    here = [f"{table.columns[0]}{row}" in forms for row in rows]
    return bool(here) and all(here)


def _lines(sheet: Sheet) -> dict[int, dict[int, str]]:
    """The filled cells by row and column."""
    lines: dict[int, dict[int, str]] = {int(row): {} for row in sheet.rows}
    for name in sheet.letters:
        column = sheet.column(name)
        for row, text in zip(lines, column.to_pylist(), strict=True):
            if text and text.strip():
                lines[row][number(name)] = text.strip()
    return lines


def _is_label(text: str) -> bool:
    return text.endswith(_ENDS) and 1 < len(text) <= LONGEST_LABEL and any(sign.isalpha() for sign in text)


def _beside(cells: dict[int, str], at: int) -> list[int]:
    beside = []
    for n in sorted(each for each in cells if each > at):
        if _is_label(cells[n]):
            break
        beside.append(n)
    return beside
