"""Dates: a text becomes first and last day, both included, or alternatives, or a reason why not. Never a guess.

The grammar is in `records/kinds/dates/`, its rules in words in `dates/rules.py`, its decisions in `docs/kinds/date.md`.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any, ClassVar, Literal

from records.kinds.dates.alone import by_languages
from records.kinds.dates.calendars import CALENDARS, GREGORIAN
from records.kinds.dates.excel import date_cell
from records.kinds.dates.numbers import edtf_of
from records.kinds.dates.options import Alternative, DateOptions, Meaning
from records.kinds.dates.phrases import of_known_shape, of_text, phrase
from records.kinds.dates.ranges import qualified
from records.kinds.dates.rules import QUESTIONS, RULES
from records.kinds.dictionary import Known
from records.kinds.kind import Kind, Parts, Safe, interval_in_words, together
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.model import Dtype, Missing, Question, Reading, Rule, Status
from records.text import plain
from records.words import words

__all__ = ["Date", "DateOptions"]


ZEROS = frozenset({"date.all-zeros", "date.excel-zero"})
"""Notes of texts that hold zeros where a date should be: nothing, or not known; they do not say."""


A_DAY = 2
"""Days between the ends of a date that names a day: one by the Hijri calendar is a day wider on both sides."""


class Date(Kind):
    """A day, month, year or span of time, as bounds.

    >>> reading = Date().read("15/3/1437", DateOptions())
    >>> reading.status.value, reading.note, str(reading.parts["earliest"]), str(reading.parts["latest"])
    ('inferred', 'date.hijri-year', '2015-12-25', '2015-12-27')
    """

    name: ClassVar[str] = "date"
    options: ClassVar[type] = DateOptions
    parts: ClassVar[Mapping[str, Dtype]] = {
        "earliest": Dtype.DAY,
        "latest": Dtype.DAY,
        "edtf": Dtype.TEXT,
        "calendar": Dtype.CODE,
        "approximate": Dtype.FLAG,
        "uncertain": Dtype.FLAG,
        "remainder": Dtype.TEXT,
    }
    alternatives: ClassVar[Mapping[str, Dtype]] = {"earliest": Dtype.DAY, "latest": Dtype.DAY, "why": Dtype.CODE}
    questions: ClassVar[tuple[Question, ...]] = QUESTIONS
    rules: ClassVar[tuple[Rule, ...]] = (*RULES, *MISSING_RULES)
    left_over: ClassVar[str] = "remainder"
    safe: ClassVar[Safe] = "year"
    one_line: ClassVar[bool] = True
    bounds: ClassVar[tuple[str, str] | None] = ("earliest", "latest")
    soft: ClassVar[tuple[str, ...]] = ("approximate", "uncertain")
    calendar: ClassVar[str] = "calendar"
    in_cells: ClassVar[Literal["", "signs", "words"]] = "signs"
    decisive: ClassVar[tuple[str, ...] | None] = ("earliest", "latest", "approximate", "uncertain")

    def allowed_codes(self, options: Any) -> Mapping[str, Collection[str]]:  # noqa: ARG002 - the same for every field
        """Name the codes that each part can hold."""
        return {"calendar": sorted(CALENDARS)}

    def read_known(self, texts: Any, options: DateOptions) -> Known:
        """The ordinary dates among these texts, all at once."""
        from records.kinds.dates.whole import read_known

        return read_known(texts, options, self.read)

    def read(self, text: str, options: DateOptions) -> Reading:
        """Read one text, alone."""
        clean = plain(text)
        means = date_cell(text, options) or of_known_shape(clean, options)
        if means is not None and (means.alternatives or means.note in ZEROS):
            return Reading(text, *_answer(means))
        said = phrase(clean, options)
        if options.languages and (not said.means.alternatives or said.remainder):
            asked = by_languages(clean, options)
            if asked is not None:
                return Reading(text, *_answer(asked))
        if not said.means.alternatives and said.means.note not in ZEROS:
            absent = missing(text) or lost(text)
            if absent:
                return absent
        return Reading(text, *_answer(said.means, said.remainder))

    def options_beside(self, text: str, options: DateOptions) -> DateOptions | None:
        """Let unmarked years of a column ask where others are in Persian letters or digits."""
        either = of_text(text, options)
        return None if either is options else either

    def tell(self, parts: Parts) -> str:
        """Show the bounds, the calendar and what is doubted."""
        flags = [name for name in self.soft if parts.get(name)]
        return "  ".join(filter(None, [self.show(parts), " ".join(filter(None, [parts.get("calendar"), *flags]))]))

    def word(self, parts: Parts, options: Any, lang: str) -> str:  # noqa: ARG002 - the same for every field
        """Say the day, month, years or span, a calendar other than ours, and what is doubted."""
        known, calendar = words(lang), parts.get("calendar")
        more = [known.get(f"calendar.{calendar}", calendar)] if calendar not in (None, "", GREGORIAN) else []
        more += [known[f"reading.{flag}"] for flag in self.soft if parts.get(flag)]
        first, last = (str(parts.get(name) or "") for name in ("earliest", "latest"))
        said = _span(first, last, lang)
        return together(said, *more) if said else ""

    def chosen(self, parts: Parts) -> Parts:
        """Write the chosen bounds in EDTF as well."""
        return {**parts, "edtf": edtf_of(parts["earliest"], parts["latest"])}

    def unmistakable(self, reading: Reading) -> bool:
        """Tell whether it names a day: a year is a number, too."""
        ends = [(each.get("earliest"), each.get("latest")) for each in reading.alternatives or (reading.parts,)]
        return all(first and last and (last - first).days <= A_DAY for first, last in ends)


def _span(first: str, last: str, lang: str) -> str:
    """A span of days in words of a language: `1990 (year)`, `1990-03 (month)`, `from 1990-03-05`.

    >>> _span("1990-01-01", "1990-12-31", "en"), _span("1990-02-01", "1990-02-28", "en")
    ('1990 (year)', '1990-02 (month)')
    """
    if not first or not last:
        return interval_in_words(first, last, lang, ("until", "since")) if first or last else ""
    day_after = date.fromisoformat(last).toordinal() + 1
    months = first[8:] == "01" and (day_after > date.max.toordinal() or date.fromordinal(day_after).day == 1)
    if first == last:
        return first
    if months and first[5:7] == "01" and last[5:7] == "12":
        which, of = ("year", first[:4]) if first[:4] == last[:4] else ("years", "")
        return words(lang)[f"reading.{which}"].format_map({"of": of, "from": first[:4], "to": last[:4]})
    if months and first[:7] == last[:7]:
        return words(lang)["reading.month"].format(of=first[:7])
    return interval_in_words(first, last, lang)


_Answer = tuple[Status, str, Missing | None, Mapping[str, Any], tuple[Mapping[str, Any], ...]]
"""What follows the text in a `Reading`."""


def _answer(found: Meaning, remainder: str = "") -> _Answer:
    """What a meaning is as a reading."""
    if found.note in ZEROS:
        return Status.MISSING, found.note, Missing.MARK, {}, ()
    if not found.alternatives:
        return found.status, found.note, None, {}, ()
    if len(found.alternatives) == 1:
        return found.status, found.note, None, _parts(found, found.alternatives[0], remainder), ()
    earliest, latest = found.hull
    calendars = {each.calendar for each in found.alternatives}
    calendar = calendars.pop() if len(calendars) == 1 else ""
    hull = Alternative(earliest, latest, "", edtf_of(earliest, latest), calendar)
    rows = tuple({"earliest": each[0], "latest": each[1], "why": each[2]} for each in found.alternatives)
    return found.status, found.note, None, _parts(found, hull, remainder), rows


def _parts(found: Meaning, whole: Alternative, remainder: str) -> dict[str, Any]:
    doubt = found.approximate or found.uncertain
    return {
        "earliest": whole.earliest,
        "latest": whole.latest,
        "edtf": qualified(whole.edtf, found) if doubt else whole.edtf,
        "calendar": whole.calendar,
        "approximate": found.approximate,
        "uncertain": found.uncertain,
        "remainder": remainder,
    }
