"""How other libraries read the same texts. Each is used as its own documentation shows; none is a dependency.

No peer sees a clock: those that need a today are given one.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Callable
from datetime import date, datetime
from importlib import import_module
from typing import Any

from benchmarks.gold import Answer

TODAY = datetime(2017, 1, 31)
NOTHING = Answer()
Read = Callable[[str], Answer]


def _load(name: str) -> Any:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return import_module(name)
    except ImportError:
        return None


def _day(found: Any) -> Answer:
    return Answer((date(found.year, found.month, found.day),) * 2) if found is not None else NOTHING


def _quiet(read: Read) -> Read:
    """A peer that raises has refused."""

    def safe(text: str) -> Answer:
        try:
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")
                return read(text)
        except Exception:  # noqa: BLE001  # whatever a peer raises, it gave no reading
            return NOTHING

    return safe


def _dateparser(module: Any) -> Read:
    return lambda text: _day(module.parse(text, settings={"RELATIVE_BASE": TODAY}))


def _dateparser_best(module: Any) -> Read:
    settings = {"RELATIVE_BASE": TODAY, "PREFER_DATES_FROM": "past", "PARSERS": ["absolute-time", "custom-formats"]}
    parser = module.date.DateDataParser(settings=settings)

    def read(text: str) -> Answer:
        found = parser.get_date_data(text)
        if found.date_obj is None:
            return NOTHING
        day = found.date_obj.date()
        if found.period == "year":
            return Answer((date(day.year, 1, 1), date(day.year, 12, 31)))
        if found.period == "month":
            return Answer((day.replace(day=1), _month_end(day)))
        return Answer((day, day))

    return read


def _month_end(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1).fromordinal(
        date(day.year + day.month // 12, day.month % 12 + 1, 1).toordinal() - 1
    )


def _dateutil(module: Any) -> Read:
    return lambda text: _day(module.parse(text, default=TODAY, fuzzy=False))


def _pandas(module: Any) -> Read:
    # without `now` and `today`, whose answer depends on the clock
    return lambda text: NOTHING if text.strip().lower() in ("now", "today") else _day(module.to_datetime(text))


def _edtf(module: Any) -> Read:
    def read(text: str) -> Answer:
        found = module.text_to_edtf(text)
        if not found:
            return NOTHING
        parsed = module.parse_edtf(found)
        bounds = [date(*moment[:3]) for moment in (parsed.lower_strict(), parsed.upper_strict())]
        return Answer((bounds[0], bounds[1]), flags=frozenset({"doubt"} if re.search("[~?%]", found) else ()))

    return read


def _prefixdate(module: Any) -> Read:
    def read(text: str) -> Answer:
        found = module.parse(text).text or ""
        if len(found) < 4:
            return NOTHING
        year, month = int(found[:4]), int(found[5:7] or 0)
        if len(found) >= 10:
            return _day(date.fromisoformat(found[:10]))
        if month:
            return Answer((date(year, month, 1), _month_end(date(year, month, 1))))
        return Answer((date(year, 1, 1), date(year, 12, 31)))

    return read


def _code(found: Any) -> Answer:
    return Answer(str(found).upper().partition("-")[0]) if found else NOTHING


def _countrynames(module: Any) -> Read:
    return lambda text: _code(module.to_code(text))


def _countrynames_fuzzy(module: Any) -> Read:
    return lambda text: _code(module.to_code(text, fuzzy=True))


def _rigour(module: Any) -> Read:
    def read(text: str) -> Answer:
        found = module.get_territory(text) or module.lookup_territory(text)
        return _code(found.code if found else None)

    return read


def _rigour_fuzzy(module: Any) -> Read:
    def read(text: str) -> Answer:
        found = module.lookup_territory(text, fuzzy=True)
        return _code(found.code if found else None)

    return read


def _pycountry(module: Any) -> Read:
    return lambda text: _code(module.countries.lookup(text).alpha_2)


def _pycountry_fuzzy(module: Any) -> Read:
    return lambda text: _code(module.countries.search_fuzzy(text)[0].alpha_2)


def _babel(module: Any) -> Read:
    names: dict[str, str] = {}
    for locale in ("en", "ar", "fr", "de", "ru", "tr", "es"):
        names |= {name.casefold(): code for code, name in module.Locale(locale).territories.items() if len(code) == 2}
    return lambda text: _code(names.get(text.strip().casefold()))


Maker = Callable[[Any], Read]
DATES: tuple[tuple[str, str, Maker], ...] = (
    ("dateparser, defaults", "dateparser", _dateparser),
    ("dateparser, best settings", "dateparser", _dateparser_best),
    ("python-dateutil", "dateutil.parser", _dateutil),
    ("pandas.to_datetime", "pandas", _pandas),
    ("edtf", "edtf", _edtf),
    ("prefixdate", "prefixdate", _prefixdate),
)
COUNTRIES: tuple[tuple[str, str, Maker], ...] = (
    ("babel, seven languages", "babel", _babel),
    ("countrynames", "countrynames", _countrynames),
    ("countrynames, fuzzy", "countrynames", _countrynames_fuzzy),
    ("rigour", "rigour.territories", _rigour),
    ("rigour, fuzzy", "rigour.territories", _rigour_fuzzy),
    ("pycountry", "pycountry", _pycountry),
    ("pycountry, fuzzy", "pycountry", _pycountry_fuzzy),
)


def installed(peers: tuple[tuple[str, str, Maker], ...]) -> dict[str, Read]:
    """The peers that can be imported here."""
    return {name: _quiet(make(module)) for name, path, make in peers if (module := _load(path)) is not None}
