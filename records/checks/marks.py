"""Checks of what a cell shows beside its text: what a reader could overlook is told, and nothing is decided by it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from records.checks.base import BROKEN, HOLDS, Answers, Check, CheckResult, Said, Setting, View
from records.checks.intervals import Flags
from records.column import Column
from records.model import Severity

if TYPE_CHECKING:
    from records.batch import Batch


_NAMED = 10
"""Cells that a finding of a sheet names."""


class Marked(Check):
    """Has the cell a mark of this kind? Asked of every column that has such marks, those that are not mapped too."""

    of_text: ClassVar[bool] = True
    by_record: ClassVar[bool] = True
    severity: ClassVar[Severity] = Severity.INFO
    mark: ClassVar[str]

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return [(name,) for name in self.marks(setting)["field"].unique() if name]

    def marks(self, setting: Setting) -> pd.DataFrame:
        """Its marks in this batch."""
        marks = setting.batch.marks
        return marks[marks["mark"] == self.mark]

    def of_field(self, view: View) -> pd.DataFrame:
        """Its marks on records, in the field that is asked about."""
        marks = self.marks(view.setting)
        return marks[(marks["field"] == view.sides[0].name) & marks["record"].notna()]

    def answer(self, view: View) -> Answers:
        answers = np.full(len(view), HOLDS)
        answers[self.of_field(view)["record"].to_numpy(dtype=np.int64)] = BROKEN
        return answers

    def say(self, view: View) -> list[Said]:
        shown = self.of_field(view).groupby("record")["args"].agg(" · ".join)
        records = view.records if view.records is not None else ()
        return [{"of_field": view.sides[0].name, "shown": shown.loc[record]} for record in records]


class Doubtful(Marked):
    """A mark that puts the text itself in doubt."""

    severity = Severity.WARNING


class CellMarked(Marked):
    """A mark of cells that need not stand in a record; outside the records it is told of the sheet."""

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return super().subjects(setting) or _first_field(setting, self.marks(setting))

    def whole(self, asked: CheckResult) -> list[Said]:
        """The cells outside the records, told with the first field that is asked about."""
        setting = asked.setting
        if self.subjects(setting)[0] != (asked.readings[0].name,):
            return []
        marks = self.marks(setting)
        marks = marks[marks["record"].isna()]
        places = {source: _place(setting, source) for source in marks["source"].unique()}
        told = marks.assign(sheet=marks["source"].map(places))[["sheet", "args"]].drop_duplicates()
        return [
            {"variant": "outside", "sheet": place, "count": len(of), "shown": _listed(of.tolist())}
            for place, of in told.groupby("sheet", sort=False)["args"]
        ]


class Unsure(CellMarked):
    """A mark of a cell of which nobody knows the text."""

    severity = Severity.WARNING


class ReadersDisagree(Unsure):
    """Do two readers of the file see the same text?"""

    id, mark = "readers-disagree", "readers-disagree"

    def say(self, view: View) -> list[Said]:
        return [said if said["shown"] else {**said, "variant": "empty"} for said in super().say(view)]


class MalformedCell(Unsure):
    """Does the cell hold what such a cell can hold?"""

    id, mark = "malformed-cell", "malformed"


class FormulaText(Unsure):
    """Is the text a formula that was typed and never calculated?"""

    id, mark = "formula-text", "formula-text"


class Invisible(Doubtful):
    """Does the cell's number format show nothing of its text, so that nobody sees it?"""

    id, mark = "invisible", "invisible"


class GarbledLetters(Doubtful):
    """Are the letters those that were typed?"""

    id, mark = "garbled-letters", "mojibake"


class StruckOut(Doubtful):
    """Are words struck out?"""

    id, mark = "struck-out", "strikethrough"


class NeverCalculated(Doubtful):
    """Was the formula calculated?"""

    id, mark = "never-calculated", "never-calculated"


class Covered(Doubtful):
    """Does a text stand beneath a merged cell, where nobody sees it?"""

    id, mark = "covered", "covered"


class MaySummary(Doubtful):
    """May the line sum up the records above it, so that it is no record?"""

    id, mark = "may-be-summary", "summary"
    unsure: ClassVar[bool] = True


class Untaken(Doubtful):
    """Does something stand on the form that no question took?"""

    id, mark = "no-question", "untaken"
    unsure: ClassVar[bool] = True


class RaggedLine(Doubtful):
    """Has the line as many cells as the others?"""

    id, mark = "ragged-line", "ragged"


class SwallowedLines(Unsure):
    """May the cell hold whole records, as a quote does that was closed too late?

    A name, a day or a country with a line break and a delimiter, or a break at its end, is told in any case. Of answers
    that may have several lines, such as notes, a single one is told by itself, several once for the column.
    """

    id, mark = "swallowed-lines", "swallowed"

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        lined = [name for name, column in setting.batch.columns.items() if _lined(column).any()]
        fields = [each for (each,) in super().subjects(setting)]
        return [(name,) for name in dict.fromkeys([*fields, *lined])]

    def answer(self, view: View) -> Answers:
        answers, side, batch = super().answer(view), view.sides[0], view.setting.batch
        found = np.flatnonzero(answers == BROKEN)
        if side.column.kind.one_line:
            delimited = np.array([not mapping.source.sheet for mapping in batch.mappings])
            lined = _lined(side.column)[side.codes] & delimited[batch.origin["source"].to_numpy()]
            answers[lined] = BROKEN
        elif len(found) > 1:
            answers[found] = HOLDS
        return answers

    def say(self, view: View) -> list[Said]:
        return [{"of_field": view.sides[0].name}] * len(view)

    def whole(self, asked: CheckResult) -> list[Said]:
        """Several cells of a column whose answers may have several lines, each by its row."""
        batch, readings = asked.setting.batch, asked.readings[0]
        marks = self.marks(asked.setting)
        records = marks.loc[(marks["field"] == readings.name) & marks["record"].notna(), "record"].unique()
        if readings.column.kind.one_line or len(records) < 2:
            return super().whole(asked)
        origin = batch.origin.loc[sorted(records)]
        rows = {source: origin.loc[origin["source"] == source, "row"] for source in origin["source"].unique()}
        return super().whole(asked) + [
            {
                "variant": "column",
                "of_field": readings.name,
                "sheet": batch.mappings[source].source.place(),
                "count": len(of),
                "shown": _listed(of.astype(str).tolist()),
            }
            for source, of in rows.items()
        ]


def _lined(column: Column) -> Flags:
    """Which texts hold a line break and a delimiter, or end with a break, in a column of answers of one line."""
    if not column.kind.one_line:
        return np.zeros(len(column.lexicon), dtype=bool)
    texts = pa.array(column.lexicon["text"])
    lines, parted = (np.asarray(pc.match_substring_regex(texts, each)) for each in (r"[\r\n]", r"[,;\t|]|[\r\n]$"))
    found: Flags = lines & parted
    return found


class Merged(CellMarked):
    """Is the cell merged over several records?"""

    id, mark = "merged", "merged"


class Ditto(Marked):
    """Does the cell say "as above"?"""

    id, mark = "ditto", "ditto"


class Commented(CellMarked):
    """Has the cell a comment?"""

    id, mark = "commented", "comment"


class Coloured(Marked):
    """Is the cell coloured?"""

    id, mark = "coloured", "fill"

    def say(self, view: View) -> list[Said]:
        return [{"of_field": said["of_field"], "colour": said["shown"]} for said in super().say(view)]


class Hidden(Marked):
    """Does the record stand in a line, column or sheet that a person does not see?"""

    id, mark = "hidden", "hidden"

    def whole(self, asked: CheckResult) -> list[Said]:
        """Columns that are hidden, each once."""
        marks = self.marks(asked.setting)
        columns = marks[marks["record"].isna() & (marks["field"] == asked.readings[0].name)]
        return [
            {"variant": "column", "of_field": asked.readings[0].name, "sheet": place}
            for place in dict.fromkeys(_place(asked.setting, source) for source in columns["source"])
        ]


class WholeFloats(Marked):
    """Were the whole numbers of a column of a DataFrame floats, which keep no zeros in front?"""

    id, mark = "whole-floats", "whole-floats"

    def whole(self, asked: CheckResult) -> list[Said]:
        marks, name = self.marks(asked.setting), asked.readings[0].name
        return [{"of_field": name}] if (marks["field"] == name).any() else []


class OfSheet(Marked):
    """A mark of a whole sheet, told once for each."""

    def subjects(self, setting: Setting) -> Sequence[tuple[str, ...]]:
        return _first_field(setting, self.marks(setting))

    def answer(self, view: View) -> Answers:
        return np.full(len(view), HOLDS)

    def whole(self, asked: CheckResult) -> list[Said]:
        return self.told(asked.setting.batch)

    def told(self, batch: Batch) -> list[Said]:
        """What is told of each such sheet."""
        sources = batch.marks.loc[batch.marks["mark"] == self.mark, "source"]
        return [{"sheet": batch.mappings[source].source.place()} for source in dict.fromkeys(sources)]


class OneReader(OfSheet):
    """Was the sheet read by one reader only, so that no second one could disagree?"""

    id, mark = "one-reader", "one-reader"
    severity = Severity.WARNING


class HiddenSheet(OfSheet):
    """Was a sheet read that a person does not see?"""

    id, mark = "hidden-sheet", "hidden-sheet"

    def whole(self, asked: CheckResult) -> list[Said]:
        marks = self.marks(asked.setting)
        places = [_place(asked.setting, source) for source in marks["source"]]
        hidden = dict(zip(places, marks["args"], strict=True))
        return [{"variant": how.replace(" ", "_"), "sheet": place} for place, how in hidden.items()]


def _first_field(setting: Setting, marks: pd.DataFrame) -> list[tuple[str, ...]]:
    """A sheet has no field of its own: the form's first one stands for it."""
    return [(next(iter(setting.form.fields)),)] if len(marks) else []


def _listed(cells: Sequence[str]) -> str:
    """The first of these cells."""
    return ", ".join(cells[:_NAMED]) + (" …" if len(cells) > _NAMED else "")


def _place(setting: Setting, source: int) -> str:
    return setting.batch.mappings[source].source.place()


OF_SHEETS: tuple[OfSheet, ...] = (OneReader(),)
"""What is said of whole sheets on standard error and in `run.json` too, since all that is read rests on it."""
ALL: tuple[Check, ...] = (
    ReadersDisagree(),
    MalformedCell(),
    FormulaText(),
    Invisible(),
    GarbledLetters(),
    StruckOut(),
    NeverCalculated(),
    Covered(),
    MaySummary(),
    Untaken(),
    RaggedLine(),
    SwallowedLines(),
    Merged(),
    Ditto(),
    Commented(),
    Coloured(),
    Hidden(),
    HiddenSheet(),
    *OF_SHEETS,
    WholeFloats(),
)
