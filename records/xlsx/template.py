"""An empty workbook for transcribers: a column for each field, guidance in comments, lists where choices are few.

Every cell is formatted as text, so that the spreadsheet leaves `007`, `+O` and `3/4/1990` as they are typed.
"""

from __future__ import annotations

import datetime
import io
from pathlib import Path
from typing import Any

import xlsxwriter

from records.forms import Field, Form
from records.headers import first_label
from records.model import OutputError
from records.wording import choices, words
from records.xlsx.findings_sheet import LONGEST_TIP

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
        raise OutputError("exists", path.name, "choose another name; nothing is written over") from error
    except OSError as error:
        raise OutputError("cannot be written", path.name, "choose a place that can be written and has room") from error


def template(form: Form, lang: str = "en") -> bytes:
    """The bytes of the template: headers in `lang` that `sijill` maps by itself, from right to left for Arabic."""
    known = words(lang)
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": datetime.datetime(1980, 1, 1), "title": form.title.get(lang, form.name)})
        as_text = book.add_format({"num_format": "@"})
        header = book.add_format(
            {"num_format": "@", "bold": True, "bg_color": "#E7E6E6", "bottom": 1, "text_wrap": True}
        )
        sheet = book.add_worksheet(known["template_sheet"])
        if lang == "ar":
            sheet.right_to_left()
        sheet.freeze_panes(1, 0)
        for column, field in enumerate(form.fields.values()):
            name = first_label(form, field.id, lang)
            sheet.set_column(column, column, max(12, len(name) + 4), as_text)
            sheet.write_string(0, column, name + (" *" if field.required else ""), header)
            sheet.write_comment(0, column, guidance(field, lang), {"author": "sijill", "x_scale": 2, "y_scale": 1.5})
            _list(sheet, column, field, lang)
    return out.getvalue()


def guidance(field: Field, lang: str) -> str:
    """What a transcriber should know about a field, in a few sentences."""
    known = words(lang)
    said = [known["template_required"]] if field.required else []
    said += [known[f"template_{field.kind}"]] if f"template_{field.kind}" in known else []
    return "\n".join([*said, known["template_as_is"], known["template_empty"]])


def _list(sheet: Any, column: int, field: Field, lang: str) -> None:
    """Choices as a list that proposes and does not forbid: what stands on the form comes first."""
    if field.kind != "choice" or getattr(field.options, "many", False):
        return
    listed = [labels[lang] for labels in choices(field).values()]
    if listed and len(",".join(listed)) <= _LONGEST_LIST and not any("," in each for each in listed):
        rule = {"validate": "list", "source": listed, "ignore_blank": True, "show_error": False}
        sheet.data_validation(1, column, ROWS, column, rule)
