"""What the style of a cell makes of its number: one answer for all formats of workbooks.

Runs in the child: the standard library only.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from records.sources.cell_text import (
    hides,
    is_zeros,
    moment,
    moment_kind,
    parsed_number,
    percentage,
    shown_number,
    zeros,
)

_PERCENT = (9, 10)
"""The formats of percentages that a workbook need not spell out."""
_NO_DAY = "1900-02-29"


@dataclass(frozen=True)
class Style:
    """What the style of a cell says about its text."""

    moment: str = ""
    """"date", "time", or "elapsed"."""
    code: str = ""
    zeros: bool = False
    percent: bool = False
    struck: bool = False

    @property
    def plain(self) -> bool:
        """Whether it says nothing of the text."""
        return not (self.moment or self.zeros or self.percent or self.struck or ";" in self.code)

    def hides(self, raw: str | None) -> bool:
        """Whether it shows nothing of a number, or of a text (None)."""
        return ";" in self.code and hides(self.code, raw)

    def number(self, raw: str, epoch_1904: bool) -> tuple[str, list[tuple[str, str]]]:
        """What it shows of a number, and the marks of the cell, each with its args.

        >>> Style("date", "d").number("32994", False), Style("date", "d").number("-5", False)
        (('1990-05-01', [('date', 'd')]), ('-5', [('malformed', '-5'), ('no-date', 'd')]))
        >>> PLAIN.number("nan", False), Style(percent=True, code="0%").number("0.5", False)
        (('nan', [('malformed', 'nan')]), ('50%', [('percent', '0%')]))
        """
        if parsed_number(raw) is None:
            return raw, [("malformed", raw)]
        if self.moment:
            return self._moment(raw, epoch_1904)
        if self.percent:
            return percentage(raw), [("percent", self.code)]
        return zeros(shown_number(raw), self.code) if self.zeros else shown_number(raw), []

    def _moment(self, raw: str, epoch_1904: bool) -> tuple[str, list[tuple[str, str]]]:
        """A day or time; of the first days of 1900 the next one too, which other programs show for the same number.

        >>> Style("date").number("5", False)
        ('1900-01-05', [('date', ''), ('readers-disagree', '1900-01-04')])
        """
        shown = moment(raw, self.moment, epoch_1904)
        if shown is None:
            return shown_number(raw), [("malformed", raw), ("no-date", self.code)]
        if "-" not in shown:
            return shown, [("time", self.code)]
        marks = [("date", self.code)]
        if shown < _NO_DAY and not epoch_1904:
            other = date.fromisoformat(shown[:10]) - timedelta(1)
            marks.append(("readers-disagree", other.isoformat() + shown[10:]))
        return shown, marks


PLAIN = Style()


def style_of(code: str, number: int, struck: bool = False) -> Style:
    """The style of cells with that number format; `number` is its own in the workbook.

    >>> style_of("General", 0) is PLAIN, style_of("", 9).percent, style_of("yyyy", 164).moment
    (True, True, 'date')
    """
    style = Style(moment_kind(code), code, is_zeros(code), "%" in code or number in _PERCENT, struck)
    return PLAIN if style.plain else style
