"""Ages: in years, months, weeks or days, in digits and words, exactly or between bounds.

The words are those of `quantities.py` and `schemas/vocabularies/ages.yaml`; the bounds are completed months, for
infants are registered in months, weeks and days.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar

from records.kinds.kind import Kind, Parts, Safe, interval
from records.kinds.missing import RULES as MISSING_RULES
from records.kinds.missing import lost, missing
from records.kinds.quantities import LONGEST_COUNT, UNITS, Quantity, QuantityPhrase, excel_day, quantity_phrase
from records.model import Dtype, Reading, Rule, Status

YEAR = 12
RULES = (
    Rule("age.number", "23"),
    Rule("age.unit", "4 months"),
    Rule("age.together", "2y 6m"),
    Rule("age.share", "3/12"),
    Rule("age.fraction", "0.75"),
    Rule("age.decimal", "1.5"),
    Rule("age.half", "سنة ونصف"),
    Rule("age.stage", "infant"),
    Rule("age.decade", "20s"),
    Rule("age.range", "20-29"),
    Rule("age.less-than", "under 2"),
    Rule("age.at-most", "at most 5"),
    Rule("age.more-than", "over 60"),
    Rule("age.at-least", "18+"),
    Rule("age.either", "23 or 24"),
    Rule("age.approximate", "about 23"),
    Rule("age.doubted", "23?"),
    Rule("age.lookalike", "2O"),
    Rule("age.letter", "30m"),
    Rule("age.column-shift", "1987"),
    Rule("age.not-an-age", "Tunis"),
    *MISSING_RULES,
)
_EXACT = frozenset({"age.number", "age.unit", "age.together"})

Months = tuple[int, int | None]


@dataclass(frozen=True)
class AgeOptions:
    """What a field of ages may say about itself, in years."""

    at_most: int = 130
    """A larger number is no age: a year, a number of another column."""
    not_below: int | None = None
    not_above: int | None = None
    """Bounds that are checked; an age outside them is read all the same."""


@dataclass(frozen=True)
class _Said:
    """The rule that decided, the smallest unit that was named, and the months by the reason for each reading."""

    note: str
    unit: str
    choices: Mapping[str, Months]


class Age(Kind):
    """Ages.

    >>> reading = Age().read("2y 6m", AgeOptions())
    >>> reading.status.value, dict(reading.parts)
    ('exact', {'months_low': 30, 'months_high': 30, 'unit': 'months'})
    """

    name: ClassVar[str] = "age"
    options: ClassVar[type] = AgeOptions
    parts: ClassVar[Mapping[str, Dtype]] = {
        "months_low": Dtype.COUNT,
        "months_high": Dtype.COUNT,
        "unit": Dtype.CODE,
    }
    alternatives: ClassVar[Mapping[str, Dtype]] = {**parts, "why": Dtype.CODE}
    rules: ClassVar[tuple[Rule, ...]] = RULES
    safe: ClassVar[Safe] = "reading"
    numbers: ClassVar[bool] = True
    bounds: ClassVar[tuple[str, str] | None] = ("months_low", "months_high")
    per: ClassVar[int] = YEAR

    def read(self, text: str, options: Any) -> Reading:
        """Read one age: completed months from `months_low` to `months_high`, both included; an empty end is open."""
        short = text if len(text) <= LONGEST_COUNT else " ".join(text.split())
        if len(short) > LONGEST_COUNT:
            return missing(text) or Reading(text, Status.UNREAD, "age.not-an-age")
        if excel_day(short):
            return Reading(text, Status.UNREAD, "age.column-shift")
        nothing = missing(text)
        if nothing is not None and nothing.note != "missing.zero":
            return nothing
        said = quantity_phrase(short, "ages")
        found = said and _found(said)
        if not found:
            return lost(text) or Reading(text, Status.UNREAD, "age.not-an-age")
        return _reading(text, found, options)

    def codes(self, part: str, options: Any) -> str:  # noqa: ARG002 - the units are those of every field
        """List the units."""
        return "|".join(UNITS) if part == "unit" else ""

    def allowed_codes(self, options: Any) -> Mapping[str, Collection[str]]:  # noqa: ARG002 - the same for every field
        """Name the codes that each part can hold."""
        return {"unit": UNITS}

    def show(self, parts: Parts) -> str:
        """Say the years, or the months of an infant."""
        if "months_low" not in parts:
            return ""
        low, high = self.ends(parts["months_low"], parts["months_high"])
        return interval({"low": low, "high": high}, ("low", "high"))

    def ends(self, low: Any, high: Any) -> tuple[Any, Any]:
        """Whole years as their number, else years and months: `25`, `4m`, `2y 6m`."""
        whole = (_is_open(low) or low % YEAR == 0) and (_is_open(high) or (high + 1) % YEAR == 0)
        return _end(low, whole), _end(high, whole)


def _is_open(months: Any) -> bool:
    return months is None or abs(months) == float("inf")


def _end(months: Any, whole: bool) -> Any:
    return months if _is_open(months) else months // YEAR if whole else _short(int(months))


def _short(months: int) -> str:
    years, rest = divmod(months, YEAR)
    return f"{years}y {rest}m" if years and rest else f"{years}y" if years else f"{rest}m"


def _reading(text: str, found: _Said, options: AgeOptions) -> Reading:
    lows, highs = [low for low, _ in found.choices.values()], [high for _, high in found.choices.values()]
    high = None if None in highs else max(each for each in highs if each is not None)
    if max(min(lows), high or 0) >= (options.at_most + 1) * YEAR:
        return Reading(text, Status.UNREAD, "age.column-shift")
    parts = {"months_low": min(lows), "months_high": high, "unit": found.unit}
    if len(found.choices) == 1:
        status = Status.EXACT if found.note in _EXACT else Status.INFERRED
        return Reading(text, status, found.note, None, parts)
    rows = tuple(
        {"months_low": low, "months_high": high, "unit": why if why in UNITS else found.unit, "why": why}
        for why, (low, high) in found.choices.items()
    )
    return Reading(text, Status.AMBIGUOUS, found.note, None, parts, rows)


def _found(said: QuantityPhrase) -> _Said | None:
    """What a phrase says; `about` and a doubt stand before it or behind it and are kept in the note."""
    shape = re.sub("A[F]?|:", "", said.shape)
    soft = "doubted" if "?" in shape else "approximate" if "a" in shape else ""
    bare = shape.replace("(?)", "").strip("?a")
    handler = next((handler for pattern, handler in _GRAMMAR if pattern.fullmatch(bare)), None)
    found = handler(said, bare) if handler else None
    return _Said(f"age.{soft}", found.unit, found.choices) if found and soft and len(found.choices) == 1 else found


def _unit(quantity: Quantity) -> str | None:
    """The unit that is meant, years where none is named; None where something else than time is counted."""
    return {"": "years", "m": "months"}.get(quantity.noun, quantity.noun if quantity.noun in UNITS else None)


def _months(value: int, unit: str) -> Months:
    """The completed months of so many completed units.

    >>> _months(23, "years"), _months(4, "months"), _months(7, "weeks"), _months(4, "days")
    ((276, 287), (4, 4), (1, 1), (0, 0))
    """
    if unit == "years":
        return value * YEAR, value * YEAR + YEAR - 1
    if unit == "months":
        return value, value
    first, last = (value, value) if unit == "days" else (7 * value, 7 * value + 6)
    return max(int((first - 2) / _MONTH), 0), int((last + 3) / _MONTH)


_MONTH = 365.25 / 12
"""Days of a month in the mean; any run of months is at most two days longer and three days shorter than the mean."""


def _one(note: str, unit: str, months: Months) -> _Said:
    return _Said(f"age.{note}", unit, {"": months})


def _number(said: QuantityPhrase, _: str) -> _Said | None:
    (quantity,) = said.quantities
    if quantity.noun == "decade":
        low = quantity.value * YEAR
        return _one("decade", "years", (low, low + 10 * YEAR - 1)) if quantity.value % 10 == 0 else None
    unit = _unit(quantity)
    if unit is None:
        return None
    if quantity.noun == "m" and quantity.value >= YEAR:
        return _Said("age.letter", "", {each: _months(quantity.value, each) for each in ("years", "months")})
    note = "lookalike" if quantity.how == "lookalike" else "unit" if quantity.noun else "number"
    return _one(note, unit, _months(quantity.value, unit))


def _together(said: QuantityPhrase, _: str) -> _Said | None:
    """`2y 6m`: units one below the other, none of them as large as one of the unit above it."""
    units = [quantity.noun and _unit(quantity) for quantity in said.quantities]
    places = [UNITS.index(unit) for unit in units if unit]
    values = [quantity.value for quantity in said.quantities]
    most = {"months": YEAR, "weeks": 53, "days": 366}
    if len(places) < len(units) or places != sorted(set(places)):
        return None
    if any(value >= most[str(unit)] for value, unit in zip(values[1:], units[1:], strict=True)):
        return None
    low = high = 0
    for value, unit in zip(values, units, strict=True):
        last = unit == units[-1]
        first, end = _months(value, str(unit))
        low, high = low + first, high + (end or 0 if last else first)
    return _one("together", str(units[-1]), (low, high))


def _half(said: QuantityPhrase, shape: str) -> _Said | None:
    """`سنة ونصف`: a half of the unit before it; `half a year` has the unit behind it."""
    (quantity,) = said.quantities
    if quantity.noun != "years":
        return None
    whole = quantity.value if shape.startswith("Q") else 0
    return _one("half", "months", (whole * YEAR + 6, whole * YEAR + 6)) if whole or quantity.value == 1 else None


def _bound(note: str, below: bool, whole: bool) -> Callable[[QuantityPhrase, str], _Said | None]:
    """`under 2` ends before it; `at most 5` holds all of the fifth year; `over` and `at least` are open."""

    def bound(said: QuantityPhrase, _: str) -> _Said | None:
        (quantity,) = said.quantities
        unit = _unit(quantity)
        if unit is None:
            return None
        low, high = _months(quantity.value, unit)
        if not below:
            return _one(note, unit, (low, None))
        last = high if whole else low - 1
        return _one(note, unit, (0, last)) if last is not None and last >= 0 else None

    return bound


def _range(said: QuantityPhrase, _: str) -> _Said | None:
    """`20-29`, `between 2 and 3 months`: a unit that is named once is that of both."""
    first, last = said.quantities
    unit = _unit(last)
    start = _unit(first) if first.noun else unit
    if unit is None or start is None:
        return None
    low, high = _months(first.value, start)[0], _months(last.value, unit)[1]
    return _one("range", unit, (low, high)) if first.value != last.value and low <= (high or 0) else None


def _either(said: QuantityPhrase, _: str) -> _Said | None:
    first, last = said.quantities
    unit = _unit(last)
    start = _unit(first) if first.noun else unit
    if unit is None or start is None or (first.value, start) == (last.value, unit):
        return None
    ends = {f"{each.value} {name}": _months(each.value, name) for each, name in ((first, start), (last, unit))}
    return _Said("age.either", unit, ends)


_SHARES = {12: "months", 52: "weeks", 365: "days", 7: "days"}


def _share(said: QuantityPhrase, _: str) -> _Said | None:
    """`3/12`, `5/52`, `4/365` and `4/7`: months, weeks and days as registers of burials and doctors write them."""
    part, whole = said.quantities
    unit = _SHARES.get(whole.value)
    if unit is None or part.value > whole.value or part.noun or whole.noun:
        return None
    return _one("share", unit, _months(part.value, unit))


def _fraction(said: QuantityPhrase, _: str) -> _Said | None:
    """`0.75` is nine months; `1.5` a year and a half, or a year and five months."""
    whole, _dot, part = re.sub("[,]", ".", said.fractions[0]).partition(".")
    if not part.isdecimal() or len(whole) > 3 or len(part) > 4 or set(said.plain_nouns) - {"years"}:
        return None
    share = Fraction(int(part), 10 ** len(part))
    months = int(whole) * YEAR + int(share * YEAR)
    if share == 0:
        return _one("fraction", "years", _months(int(whole), "years"))
    if len(part) == 1 and part != "0" and int(part) * YEAR != int(share * YEAR) * YEAR:
        other = int(whole) * YEAR + int(part)
        return _Said("age.decimal", "months", {"fraction": (months, months), "months": (other, other)})
    return _one("fraction", "months", (months, months))


_GRAMMAR: tuple[tuple[re.Pattern[str], Callable[[QuantityPhrase, str], _Said | None]], ...] = tuple(
    (re.compile(shape), handler)
    for shape, handler in (
        ("Q", _number),
        (r"Q([&,;]?Q)+", _together),
        ("Q&?h|hQ", _half),
        ("I", lambda *_: _one("stage", "", (0, 2 * YEAR - 1))),
        ("N", lambda *_: _one("stage", "", (0, 0))),
        ("Q-Q|bQ[&-]Q|F?QtQ", _range),
        ("QoQ", _either),
        ("Q/Q", _share),
        ("fp?|fd", _fraction),
        ("sQ", _bound("less-than", below=True, whole=False)),
        ("lQ|Ql", _bound("at-most", below=True, whole=True)),
        ("mQ", _bound("more-than", below=False, whole=True)),
        (r"gQ|Qg|Q\+", _bound("at-least", below=False, whole=True)),
    )
)
"""The phrases that are ages. `2y 6m` is `QQ`."""
