"""Rows of a sheet as XML, made column by column: each distinct text is written once, and arrow joins the cells.

Cell by cell takes ten times as long. Every cell is a text or a plain number, never a formula.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from records.words import words
from records.xlsx.findings_sheet import LONGEST_CELL, shortened
from records.xlsx.package import Part, xml

if TYPE_CHECKING:
    import pyarrow as pa

_PIECE = 10_000
RowColumn = tuple[str, "pa.Array", "pa.Array"]
"""The letter of a column, its distinct cells, and for each row which of them stands there; null for none."""


def text_cells(texts: Iterable[str], style: int | Sequence[int], lang: str) -> pa.Array:
    """Texts as cells of these styles, without their place; an empty one is an empty cell that has its style."""
    import pyarrow as pa

    known, texts = words(lang), list(texts)
    styles = [style] * len(texts) if isinstance(style, int) else style
    cells = (_text_cell(xml(shortened(text, LONGEST_CELL, known)), n) for text, n in zip(texts, styles, strict=True))
    return pa.array(cells, pa.large_string())


def _text_cell(text: str, style: int) -> str:
    return (
        f'" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>' if text else f'" s="{style}"/>'
    )


def number_cells(texts: Iterable[str], style: int) -> pa.Array:
    """Whole numbers, as they stand in texts, as cells that can be sorted and summed."""
    import pyarrow as pa

    return pa.array((f'" s="{style}"><v>{int(text)}</v></c>' for text in texts), pa.large_string())


def put_rows(part: Part, columns: Sequence[RowColumn], numbers: Any) -> bytes:
    """An empty sheet of openpyxl's with these rows; `numbers`: the number of each."""
    if len(numbers) and columns:
        area = f'<dimension ref="A1:{columns[-1][0]}{max(numbers)}"/>'
        part.replace(part.children("dimension")[0], area)
    part.append(part.children("sheetData")[0], "".join(_rows(columns, numbers)), 0)
    return part.written()


def _rows(columns: Sequence[RowColumn], numbers: Any) -> Iterator[str]:
    """The rows as XML, some thousand at a time."""
    import pyarrow as pa
    import pyarrow.compute as pc

    kind = pa.large_string()
    nothing = pa.scalar("", kind)
    for start in range(0, len(numbers), _PIECE):
        rows = pa.array(numbers[start : start + _PIECE]).cast(kind)
        cells = []
        for letters, tails, indices in columns:
            here = tails.take(indices.slice(start, _PIECE))
            cell = pc.binary_join_element_wise(pa.scalar(f'<c r="{letters}', kind), rows, here, nothing)
            cells.append(pc.fill_null(cell, ""))
        opening = pc.binary_join_element_wise(pa.scalar('<row r="', kind), rows, pa.scalar('">', kind), nothing)
        joined = pc.binary_join_element_wise(opening, *cells, pa.scalar("</row>", kind), nothing)
        yield "".join(joined.to_pylist())
