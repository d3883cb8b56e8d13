"""Tables: how many persons in each category, of how many; what hangs on a definition; what is missing why."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Literal, get_args

import numpy as np
import numpy.typing as npt
import pandas as pd

from records.column import TEXT
from records.figures.counting import ANSWERS, DENOMINATORS, ORDER, TableLine, count, wilson
from records.figures.publishing import Publication, publishable
from records.forms import Field, Form
from records.model import Missing, SijillError, Status
from records.words import languages, words

if TYPE_CHECKING:
    from records.batch import Batch


Audience = Literal["publication", "working group"]

SMALL = 20
"""Of fewer answers than this no share is given: 2 of 12 is not 16.7%."""

WITHHELD = "withheld"


def fields(form: Form, audience: Audience = "publication") -> list[str]:
    """The fields of a form that can be tabulated for this audience, in the form's order."""
    return [name for name, field in form.fields.items() if field.reader.countable and not _refusal(field, audience)]


def table(
    batch: Batch,
    by: str = "nationality",
    suppress_below: int = 5,
    audience: Audience = "publication",
    folding: bool = True,
) -> pd.DataFrame:
    """Persons by category of one field: each record is counted once and stands in exactly one plain line.

    `line`: `category` (`code` is the reading's: `DZ`, and `DZ|FR` for a person of both), `none` (said to be none:
    stateless, no weapon), `ambiguous` (several readings: in none of the categories), `unread`, `missing` (`code` says
    why), and three sums: `answered` is the first four, `applicable` these and the missing, `all` every record.
    `persons`: Int64, empty where held back; `shown`: the count in words, or `withheld`. `share_D, share_D_low,
    share_D_high`: of each denominator D, with its 95% Wilson interval; empty below 20 answers and where held back.
    `not_asked`, outside the sums: the records of sheets that have no such column.

    For `publication`, small categories of an open list (countries) become one line `others`, unless `folding` is
    False, and those of other fields are held back. Where fewer than three lines are left the sums stand alone and
    `attrs["too_few"]` is True. Reasons for no answer become one line `without` where one of them is small.

    `decided`, the same in each line: how many of all records are read as a person decided, and not by a rule.

    `attrs["may_be_summaries"]`: how many of the records may be summaries of the others (check `may-be-summary`).
    For `publication` no line held back can be worked out from the others (see `disclosure`). Raises `SijillError` for
    a field that has no categories, or that may not be published.
    """
    _refuse(batch.form, by, suppress_below, audience)
    field = batch.form.fields[by]
    lines = _lines(batch, by)
    published = Publication(lines, set())
    if audience == "publication":
        published = publishable(lines, suppress_below, folding and field.reader.open_list)
    decided = batch.columns[by].decided
    laid_out = _laid_out(field, published, suppress_below, audience, decided)
    laid_out.attrs["may_be_summaries"] = sum(len(mapping.may_be_summaries) for mapping in batch.mappings)
    laid_out.attrs["too_few"] = published.too_few
    return laid_out


def _lines(batch: Batch, by: str) -> list[TableLine]:
    field = batch.form.fields[by]
    return count(batch.columns[by], field.reader.everybody and field.about == "person")


def _refuse(form: Form, by: str, suppress_below: int, audience: str) -> None:
    if audience not in get_args(Audience):
        raise SijillError("no-audience", name=audience, known=get_args(Audience))
    if suppress_below < 3:
        raise SijillError("threshold")
    if not form.field(by).reader.countable:
        raise SijillError("no-categories", form.file, field=by, known=fields(form, "working group"))
    if reason := _refusal(form.fields[by], audience):
        raise SijillError(f"unpublished-{reason}", form.file, field=by, known=fields(form))


def _refusal(field: Field, audience: str) -> str:
    if audience == "publication" and field.about == "third_party":
        return "third-party"
    if audience == "publication" and field.sensitivity in ("restricted", "identifying"):
        return field.sensitivity
    return ""


def _laid_out(
    field: Field, published: Publication, suppress_below: int, audience: Audience, decided: int
) -> pd.DataFrame:
    hidden = published.hidden
    lines = sorted(published.lines, key=lambda each: _place(each, hidden))
    persons = {each.key: each.persons for each in lines if each.key not in hidden}
    names = named_lines(field, [(each.line, each.code) for each in lines])
    texts = {
        "by": [field.id] * len(lines),
        "line": [each.line for each in lines],
        "code": [each.code for each in lines],
        **{f"name_{lang}": [name[lang] for name in names] for lang in languages()},
        "shown": [str(persons.get(each.key, WITHHELD)) for each in lines],
    }
    laid: dict[str, Any] = {name: pd.array(values, dtype=TEXT) for name, values in texts.items()}
    laid["persons"] = pd.array([persons.get(each.key) for each in lines], dtype="Int64")
    for denominator in DENOMINATORS:
        laid |= _shares(lines, persons, denominator)
    below = suppress_below if audience == "publication" else None
    laid["decided"] = pd.array([decided] * len(lines), dtype="Int64")
    laid["suppressed_below"] = pd.array([below] * len(lines), dtype="Int64")
    laid["audience"] = pd.array([audience] * len(lines), dtype=TEXT)
    return pd.DataFrame(laid)


def _place(line: TableLine, hidden: set[str]) -> tuple[int, bool, int, str]:
    """The order tells nothing: of each sort, the lines held back stand after the others, by their code."""
    held = line.key in hidden
    return ORDER.index(line.line), held, 0 if held else -line.persons, line.code


def _shares(lines: list[TableLine], persons: dict[str, int], denominator: str) -> dict[str, npt.NDArray[np.float64]]:
    """Shares of one denominator. A denominator held back has none: share and count together would tell it."""
    total = persons.get(denominator, 0)
    enough = min(total, persons.get("answered", 0)) >= SMALL
    wanted = np.array([enough and each.key in persons and _part(each, denominator) for each in lines])
    numbers = np.array([persons.get(each.key, 0) for each in lines], dtype=np.float64) * wanted
    low, high = wilson(numbers, total)
    ends = {"": numbers / max(total, 1), "_low": low, "_high": high}
    return {f"share_{denominator}{end}": np.where(wanted, values, np.nan) for end, values in ends.items()}


def _part(line: TableLine, denominator: str) -> bool:
    """Whether the line is a part of that sum, so that its share makes sense."""
    if denominator == "answered":
        return line.line in ANSWERS
    if denominator == "applicable":
        return line.part_of in ("answered", "applicable")
    return bool(line.part_of)


def named_lines(field: Field, lines: Iterable[tuple[str, str]]) -> list[dict[str, str]]:
    """The name of each `(line, code)` by language.

    >>> country = Field(id="nationality", kind="country")
    >>> named_lines(country, [("category", "DZ|FR"), ("missing", "blank")])
    [{'en': 'Algeria and France', 'ar': 'الجزائر وفرنسا'}, {'en': 'missing: blank', 'ar': 'بلا قيمة: فارغ'}]
    """
    return [{language: _name(field, line, code, language) for language in languages()} for line, code in lines]


def _name(field: Field, line: str, code: str, language: str) -> str:
    known = words(language)
    if line == "category":
        return known["report.and"].join(code_name(field, each, language) for each in code.split("|"))
    return known[f"report.line_{line}"].format(why=known.get(f"missing.{code}", ""))


def code_name(field: Field, code: str, language: str) -> str:
    """The name of one code of a field; a code that no vocabulary knows is its own name.

    >>> code_name(Field(id="nationality", kind="country"), "XK", "en")
    'Kosovo'
    """
    name: str = field.reader.code_name(code, field.options, language)
    return name


def definitions(batch: Batch) -> pd.DataFrame:
    """How much hangs on what "by nationality" means: persons per line by each country of the person, side by side.

    Index `line, code`, the most numerous first; a column (Int64) per field that somebody answered.
    """
    counted: dict[str, dict[tuple[str, str], int]] = {}
    for name, field in batch.form.fields.items():
        if field.reader.side_by_side and field.about == "person":
            lines = {(each.line, each.code): each.persons for each in _lines(batch, name)}
            if lines["answered", ""]:
                counted[name] = {key: persons for key, persons in lines.items() if key[0] not in DENOMINATORS}
    lines_of_any = {key for lines in counted.values() for key in lines}
    most = {key: max(lines.get(key, 0) for lines in counted.values()) for key in lines_of_any}
    ordered = sorted(lines_of_any, key=lambda key: (ORDER.index(key[0]), -most[key], key[1]))
    side = {name: pd.array([lines.get(key, 0) for key in ordered], dtype="Int64") for name, lines in counted.items()}
    return pd.DataFrame(side, index=pd.MultiIndex.from_tuples(ordered, names=["line", "code"]) if ordered else None)


def missingness(batch: Batch) -> pd.DataFrame:
    """Why there is no value: records per field by status and, for those missing, by kind of missing.

    Index `field`; columns `records, exact, inferred, ambiguous, unread`, then each `Missing`; all Int64.
    """
    rows = {}
    for name, column in batch.columns.items():
        lexicon, records = column.lexicon, column.counts()
        status = np.bincount(lexicon["status"].cat.codes, weights=records, minlength=len(Status))
        blank = (lexicon["status"] == str(Status.MISSING)).to_numpy()
        kinds = np.bincount(lexicon["missing"].cat.codes[blank], weights=records[blank], minlength=len(Missing))
        rows[name] = [records.sum(), *status[:-1], *kinds]
    columns = ["records", *(str(each) for each in list(Status)[:-1]), *(str(each) for each in Missing)]
    return pd.DataFrame.from_dict(rows, orient="index", columns=columns).astype("Int64").rename_axis("field")
