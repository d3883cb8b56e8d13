"""An empty workbook for transcribers: a column for each field, guidance in comments, lists where choices are few.

Every cell is formatted as text, so that the spreadsheet leaves `007`, `+O` and `3/4/1990` as they are typed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from records.forms import Field, Form
from records.headers import first_label
from records.model import OutputError
from records.sources.letters import letter
from records.words import brought, in_language, right_to_left, words
from records.xlsx.findings_sheet import LONGEST_TIP
from records.xlsx.package import saved

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

ROWS = 2_000
"""Rows that are prepared, a sheet or two of forms a day for a year."""
_LONGEST_LIST = LONGEST_TIP  # Excel's limit is the same


def write_template(form: Form, path: str | Path, lang: str = "en") -> None:
    """Write the template of a form as a new file. Raises `OutputError`; nothing is written over."""
    path = Path(path)
    try:
        with path.open("xb") as file:
            file.write(template(form, lang))
    except FileExistsError as error:
        raise OutputError("exists", path.name) from error
    except OSError as error:
        raise OutputError("unwritable", path.name) from error


def template(form: Form, lang: str = "en") -> bytes:
    """The bytes of the template: headers in `lang` that `sijill` maps by itself, in the direction of `lang`."""
    import openpyxl

    book = openpyxl.Workbook()
    book.properties.title = in_language(form.title, lang, form.name)
    sheet = book.worksheets[0]
    sheet.title = words(lang)["template_sheet"]
    sheet.sheet_view.rightToLeft = right_to_left(lang)
    sheet.freeze_panes = "A2"
    for column, field in enumerate(form.fields.values(), 1):
        _head(sheet, column, field, first_label(form, field.id, lang) + (" *" if field.required else ""), lang)
        _list(sheet, column, field, lang)
    return saved(book).written()


def _head(sheet: Worksheet, column: int, field: Field, text: str, lang: str) -> None:
    """The header of a column with its comment, and the format *Text* for the cells below."""
    from openpyxl.comments import Comment
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    cell = sheet.cell(1, column)
    cell.value, cell.data_type = text, "s"  # a text, even one that begins with =
    cell.comment = Comment(guidance(field, lang), "sijill", height=110, width=256)
    cell.number_format, cell.font, cell.alignment = "@", Font(bold=True), Alignment(wrap_text=True)
    cell.fill, cell.border = PatternFill("solid", "E7E6E6"), Border(bottom=Side("thin"))
    below = sheet.column_dimensions[letter(column - 1)]
    below.width, below.number_format = max(12, len(text) + 4), "@"


def guidance(field: Field, lang: str) -> str:
    """What a transcriber should know about a field, in a few sentences."""
    known, own = words(lang), brought(field.reader.words, lang)
    said = [known["template_required"]] if field.required else []
    said += filter(None, [own.get("template") or known.get(f"template_{field.kind}")])
    return "\n".join([*said, known["template_as_is"], known["template_empty"]])


def _list(sheet: Worksheet, column: int, field: Field, lang: str) -> None:
    """Choices as a list that proposes and does not forbid: what stands on the form comes first."""
    from openpyxl.worksheet.datavalidation import DataValidation

    printed = field.printed
    if printed is None or field.options.many:
        return
    listed = [entry.labels[lang] for entry in printed.vocabulary.entries.values()]
    source = ",".join(listed)
    if listed and len(source) <= _LONGEST_LIST and source.count(",") == len(listed) - 1:
        rule = DataValidation(type="list", formula1=f'"{source}"', allow_blank=True, showErrorMessage=False)
        rule.add(f"{letter(column - 1)}2:{letter(column - 1)}{ROWS + 1}")
        sheet.add_data_validation(rule)
