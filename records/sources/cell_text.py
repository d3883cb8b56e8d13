"""What a cell of a workbook shows: its number and its format as a text.

Runs in the child: the standard library only.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

DATE_FORMATS = {
    14: "mm-dd-yy",
    15: "d-mmm-yy",
    16: "d-mmm",
    17: "mmm-yy",
    18: "h:mm AM/PM",
    19: "h:mm:ss AM/PM",
    20: "h:mm",
    21: "h:mm:ss",
    22: "m/d/yy h:mm",
    45: "mm:ss",
    46: "[h]:mm:ss",
    47: "mm:ss.0",
    **dict.fromkeys((*range(27, 32), 36, *range(50, 55), 57, 58), "locale date"),
    **dict.fromkeys((*range(32, 36), 55, 56), "locale time"),
}
"""The formats that a workbook need not spell out (ECMA-376 part 1, 18.8.30)."""
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]|general|e[+-]', re.IGNORECASE)
_DIGITS = re.compile("-?[1-9][0-9]*|0")
_WHOLE = re.compile("[0-9]{1,18}")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]{1,4})?")
_SECTION = re.compile(r"""((?:"[^"]*"|\\.|\[[^\]]*\]|[^;"])*);""")
_PLACES = re.compile("[0#?@a-z]", re.IGNORECASE)
"""What in a section of a format stands for the number, the day or the text."""
_LAST_DAY = 2_958_466  # the day after 9999-12-31


def whole(text: str | None) -> int | None:
    """A whole number as files write it: ASCII digits alone; None for anything else, whatever Python takes for one.

    >>> [whole(text) for text in ("12", "007", "1_000", "+1", "٣", " 4", "", None)]
    [12, 7, None, None, None, None, None, None]
    """
    return int(text) if text is not None and _WHOLE.fullmatch(text) else None


def parsed_number(text: str) -> float | None:
    """A number as files write it, in the grammar of XML; None for anything else, whatever Python takes for one.

    >>> [parsed_number(text) for text in ("12", "-.5", "1E-2", "1e999", "1_000", "٣", " 4", "nan", "")]
    [12.0, -0.5, 0.01, None, None, None, None, None, None]
    """
    value = float(text) if _NUMBER.fullmatch(text) else math.inf
    return value if math.isfinite(value) else None


@lru_cache(1024)
def number_text(raw: str) -> str | None:
    """A number as the sheet shows it in a wide cell: digits as they stand, else at most 15 significant ones.

    None for what is no number.

    >>> [number_text(raw) for raw in ("2", "2.0", "0.30000000000000004", "1E-2", "1234567890123456789", "007", "1_0")]
    ['2', '2', '0.3', '0.01', '1234567890123456789', '7', None]
    """
    if _DIGITS.fullmatch(raw):
        return raw
    value = parsed_number(raw)
    if value is None:
        return None
    if value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.15g}"


def shown_number(raw: str) -> str:
    """The same; what is no number stays as it is.

    >>> shown_number("2.0"), shown_number("inf")
    ('2', 'inf')
    """
    text = number_text(raw)
    return raw if text is None else text


def zeros(text: str, code: str) -> str:
    """A whole number with the leading zeros that a format such as `0000` shows.

    >>> zeros("7", "000"), zeros("1234", "000"), zeros("1.5", "000")
    ('007', '1234', '1.5')
    """
    return text.zfill(len(code)) if whole(text) is not None else text


def percentage(raw: str) -> str:
    """A share as a percent format shows it, with all its digits; what is no number stays as it is.

    >>> [percentage(raw) for raw in ("0.5", "1", "0.125", "1E-3", "0.07", "x")]
    ['50%', '100%', '12.5%', '0.1%', '7%', 'x']
    """
    return raw if parsed_number(raw) is None else f"{shown_number(format(Decimal(raw) * 100, 'f'))}%"


@lru_cache(1024)
def hides(code: str, raw: str | None) -> bool:
    """Whether a number format shows nothing of a number, or of a text (None): the section for it is empty.

    >>> [hides(code, "5") for code in ("General", ";;;", ";;;@", "0;;", ";-0", "", '"a;b";0', "[Red]0;[Red]")]
    [False, True, True, False, True, False, True, False]
    >>> hides(";;;", None), hides(";;;@", None), hides(";;", None), hides("0;;", "0"), hides('0;"";General', "-1")
    (True, False, False, True, True)
    """
    sections = _SECTION.findall(f"{code};")
    if raw is None:
        at = 3
    else:
        value = parsed_number(raw) or 0.0
        at = 0 if value > 0 else 1 if value < 0 else 2
        at = at if at < len(sections) else 0
    return 1 < len(sections) > at and not _PLACES.search(_LITERAL.sub(_general, sections[at]))


def _general(literal: re.Match[str]) -> str:
    return "@" if literal[0].lower() == "general" else ""


def is_zeros(code: str) -> bool:
    """Whether a format is a row of zeros."""
    return len(code) > 1 and set(code) == {"0"}


@lru_cache(1024)
def moment_kind(code: str) -> str:
    """What a number format makes of a number: "date", "time" (of a day), "elapsed" (hours beyond a day) or "".

    >>> moment_kind("dd/mm/yyyy"), moment_kind("h:mm"), moment_kind("[h]:mm"), moment_kind('0.0E+0 "days"')
    ('date', 'time', 'elapsed', '')
    """
    if code == "locale time":
        return "time"
    letters = set(_LITERAL.sub("", code.split(";")[0]).lower())
    if letters & set("ydeg") or (letters & {"m", "b"} and not letters & set("hs[")):
        return "date"
    if not letters & set("hms"):
        return ""
    return "elapsed" if "[" in letters else "time"


@lru_cache(4096)
def moment(raw: str, kind: str, epoch_1904: bool) -> str | None:
    """A serial number as an ISO date, date and time, or time; None when it is not one that the sheet can show.

    A day stays a day when the format shows only its hour.

    >>> moment("32874", "date", False), moment("32874.5", "time", False), moment("32874", "date", True)
    ('1990-01-01', '1990-01-01T12:00:00', '1994-01-02')
    >>> moment("60", "date", False), moment("1.5", "elapsed", False), moment("-1", "date", False)
    ('1900-02-29', '36:00:00', None)
    """
    serial = parsed_number(raw)
    if serial is None:
        return None
    if not 0 <= serial < _LAST_DAY:
        return None
    milliseconds = round(serial * 86_400_000)
    if kind == "elapsed" or (milliseconds < 86_400_000 and (kind == "time" or (milliseconds and not epoch_1904))):
        return clock(milliseconds)
    days, rest = divmod(milliseconds, 86_400_000)
    day = _day(days, epoch_1904)
    return None if day is None else day + (f"T{clock(rest)}" if rest else "")


def _day(days: int, epoch_1904: bool) -> str | None:
    if epoch_1904:
        return (date(1904, 1, 1) + timedelta(days)).isoformat() if days < _LAST_DAY - 1462 else None
    if days == 0:
        return None
    if days == 60:
        return "1900-02-29"  # the day that Excel has and the calendar has not
    return (date(1899, 12, 31 if days < 60 else 30) + timedelta(days)).isoformat()


def is_moment(text: str) -> bool:
    """Whether that is a day, or a day and a time, as files write them.

    >>> [is_moment(text) for text in ("1990-05-01", "1990-05-01T08:30:00", "1990-13-45", "1990", "")]
    [True, True, False, False, False]
    """
    try:
        datetime.fromisoformat(text.removesuffix("Z"))
    except ValueError:
        return False
    return "-" in text


def clock(milliseconds: int) -> str:
    """A time of day, or hours beyond it.

    >>> clock(30_600_000), clock(129_600_500)
    ('08:30:00', '36:00:00.500')
    """
    seconds, thousandths = divmod(milliseconds, 1000)
    text = f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{text}.{thousandths:03d}" if thousandths else text


def iso(value: date | datetime | time | timedelta) -> str:
    """A day or time that another reader made, in the words of `moment`.

    >>> iso(datetime(1990, 1, 1)), iso(timedelta(hours=36))
    ('1990-01-01', '36:00:00')
    """
    if isinstance(value, timedelta):
        return clock(round(value.total_seconds() * 1000))
    if isinstance(value, datetime) and value.time() == time():
        return value.date().isoformat()
    return (
        value.isoformat(timespec="milliseconds").removesuffix(".000")
        if isinstance(value, datetime | time)
        else value.isoformat()
    )
