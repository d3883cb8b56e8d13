"""The faults of whole files: each changes clean records and says which cause must be named, and where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from benchmarks.planted.clean import DATES, PEOPLE, Row

Place = frozenset[str]
"""The fields that the cause must name, at least one of them."""
WHO = PEOPLE[2]


@dataclass(frozen=True)
class Fault:
    """A fault: `plant` changes records and gives the numbers of those whose cells it touched."""

    cause: str
    fields: Place
    plant: Callable[[list[Row], Random], set[int]]
    severity: str = "warning"
    smallest: int = 60
    """It can be seen from that many records on."""
    delimited: bool = False


def day_of(value: str | dt.date) -> dt.date:
    """The day that was typed, whatever the cell is."""
    return value if isinstance(value, dt.date) else dt.datetime.strptime(value, "%d/%m/%Y").date()


def _each(rows: list[Row], who: str, change: Callable[[Row], Any]) -> set[int]:
    found = [n for n, row in enumerate(rows) if who in ("", row["transcriber"])]
    for n in found:
        change(rows[n])
    return set(found)


def locale(who: str = "") -> Callable[[list[Row], Random], set[int]]:
    """Dates typed day first where the machine expects the month first: up to the 12th they become other days."""

    def spoil(row: Row) -> None:
        for name in DATES:
            day = day_of(row[name])
            row[name] = dt.date(day.year, day.day, day.month) if day.day <= 12 else f"{day:%d/%m/%Y}"

    return lambda rows, rng: _each(rows, who, spoil)  # noqa: ARG005


def epoch(who: str = "", days: int = 1462) -> Callable[[list[Row], Random], set[int]]:
    """Date cells that were pasted between workbooks of which one counts from 1904."""

    def spoil(row: Row) -> None:
        for name in DATES:
            if isinstance(row[name], dt.date):
                row[name] += dt.timedelta(days)

    return lambda rows, rng: _each(rows, who, spoil)  # noqa: ARG005


def years(rows: list[Row], rng: Random) -> set[int]:
    """Years typed into date cells."""
    found = {n for n in range(len(rows)) if rng.random() < 0.3}
    for n in found:
        rows[n]["birth_date"] = dt.date(1899, 12, 30) + dt.timedelta(day_of(rows[n]["birth_date"]).year)
    return found


def fill(name: str, step: Callable[[Any, int], Any], length: int = 12) -> Callable[[list[Row], Random], set[int]]:
    """A cell that was pulled down by its handle."""

    def spoil(rows: list[Row], rng: Random) -> set[int]:
        start = rng.randrange(len(rows) - length)
        first = rows[start][name]
        for n in range(length):
            rows[start + n][name] = step(first, n)
        return set(range(start, start + length))

    return spoil


def _year(first: Any, n: int) -> str:
    return f"01/01/{1978 + n + 0 * len(str(first))}"


def _day(first: Any, n: int) -> str:
    return f"{day_of(first) + dt.timedelta(n):%d/%m/%Y}"


def _code(first: Any, n: int) -> str:  # noqa: ARG001 - every step is called alike
    return f"AK-{47 + n}"


def straight(rows: list[Row], rng: Random) -> set[int]:
    """The answers of one record, typed again for the next ones."""
    start = rng.randrange(len(rows) - 12)
    for n in range(start, start + 12):
        rows[n] |= {name: rows[start][name] or "2" for name in ("wives_count",)}
        rows[n] |= {"blood_type": "O+", "weapon": "Kalashnikov", "education": "secondary"}
    return set(range(start, start + 12))


def ordered(name: str) -> Callable[[list[Row], Random], set[int]]:
    """One column was sorted, and the others were not."""

    def spoil(rows: list[Row], rng: Random) -> set[int]:  # noqa: ARG001 - every fault is planted alike
        values = sorted((row[name] for row in rows), key=day_of)
        for row, value in zip(rows, values, strict=True):
            row[name] = value
        return set(range(len(rows)))

    return spoil


def shift(name: str, by: int, begin: float = 0) -> Callable[[list[Row], Random], set[int]]:
    """A column that stands lower than the others, from some row on."""

    def spoil(rows: list[Row], rng: Random) -> set[int]:  # noqa: ARG001 - every fault is planted alike
        start = int(len(rows) * begin)
        values = [row[name] for row in rows[start:]]
        for row, value in zip(rows[start:], [""] * by + values, strict=False):
            row[name] = value
        return set(range(start, len(rows)))

    return spoil


def swap(first: str, second: str, who: str = "") -> Callable[[list[Row], Random], set[int]]:
    """Two columns that changed places."""

    def spoil(row: Row) -> None:
        row[first], row[second] = row[second], row[first]

    return lambda rows, rng: _each(rows, who, spoil)  # noqa: ARG005


def always(name: str, value: str, share: float = 1) -> Callable[[list[Row], Random], set[int]]:
    """One transcriber gives one answer always, or leaves most cells blank."""

    def spoil(rows: list[Row], rng: Random) -> set[int]:
        return _each(rows, WHO, lambda row: row.update({name: value}) if rng.random() < share else None)

    return spoil


def twice(rows: list[Row], rng: Random) -> set[int]:
    """Some papers were typed again by another transcriber, with a slip here and there."""
    found, again = rng.sample(range(len(rows)), max(3, len(rows) // 50)), []
    for n in found:
        other = rng.choice([name for name in PEOPLE if name != rows[n]["transcriber"]])
        again.append({**rows[n], "transcriber": other, "education": rng.choice(["secondary", "primary"])})
    rows += again
    return {*found, *range(len(rows) - len(again), len(rows))}


def birthdays(rows: list[Row], rng: Random) -> set[int]:
    """People who don't know their day of birth were born on 1 January."""
    found = {n for n in range(len(rows)) if rng.random() < 0.3}
    for n in found:
        rows[n]["birth_date"] = f"01/01/{day_of(rows[n]['birth_date']).year}"
    return found


def gaps(rows: list[Row], rng: Random) -> set[int]:
    """Some papers are missing."""
    for n in sorted(rng.sample(range(1, len(rows) - 1), len(rows) // 15), reverse=True):
        del rows[n]
    return set()


def heaped(rows: list[Row], rng: Random) -> set[int]:
    """Half the years of birth are rounded."""
    found = {n for n in range(len(rows)) if rng.random() < 0.5}
    for n in found:
        rows[n]["birth_date"] = str(day_of(rows[n]["birth_date"]).year // 5 * 5)
    return found


def nearby(rows: list[Row], rng: Random) -> set[int]:
    """Some papers were typed out of their order."""
    for n in rng.sample(range(0, len(rows) - 4, 4), max(2, len(rows) // 60)):
        rows[n], rows[n + 2] = rows[n + 2], rows[n]
    return set()


def family(rows: list[Row], rng: Random) -> set[int]:
    """The forms printed in one year are of two templates: on one of them three boxes are not asked."""
    years = [row["template_date"] for row in rows]
    year = max(set(years), key=lambda each: (years.count(each), each))
    found = {n for n, row in enumerate(rows) if row["template_date"] == year and rng.random() < 0.7}
    for n in found:
        rows[n] |= {"education": "", "wives_count": "", "blood_type": ""}
    return found


def alone(name: str) -> Callable[[list[Row], Random], set[int]]:
    """A column of texts was sorted, and the others were not."""

    def spoil(rows: list[Row], rng: Random) -> set[int]:  # noqa: ARG001 - every fault is planted alike
        for row, value in zip(rows, sorted(row[name] for row in rows), strict=True):
            row[name] = value
        return set(range(len(rows)))

    return spoil


def later(rows: list[Row], rng: Random) -> set[int]:  # noqa: ARG001 - every fault is planted alike
    """One transcriber types years of birth ten years too low."""

    def spoil(row: Row) -> None:
        day = day_of(row["birth_date"])
        row["birth_date"] = f"{day.day:02d}/{day.month:02d}/{day.year - 10}"

    return _each(rows, WHO, spoil)


FAULTS: dict[str, Fault] = {
    "locale": Fault("swapped-by-locale", frozenset(DATES), locale()),
    "locale, one transcriber": Fault("swapped-by-locale", frozenset(DATES), locale(WHO)),
    "locale, delimited text": Fault("swapped-by-locale", frozenset(DATES), locale(), delimited=True),
    "columns swapped": Fault(
        "columns-swapped", frozenset({"birth_date", "join_date"}), swap("birth_date", "join_date")
    ),
    "columns swapped, one transcriber": Fault(
        "columns-swapped", frozenset({"birth_date", "join_date"}), swap("birth_date", "join_date", WHO)
    ),
    "joined and filled in swapped": Fault(
        "columns-swapped", frozenset({"form_date", "join_date"}), swap("form_date", "join_date", WHO)
    ),
    "column shifted": Fault("column-shifted", frozenset({"join_date"}), shift("join_date", 1)),
    "column shifted, from the middle": Fault("column-shifted", frozenset({"join_date"}), shift("join_date", 1, 0.3)),
    "column shifted by two": Fault("column-shifted", frozenset({"form_date"}), shift("form_date", 2)),
    "1904, whole": Fault("counted-from-1904", frozenset(DATES), epoch(), smallest=600),
    "1904, half": Fault("counted-from-1904", frozenset(DATES), epoch(WHO)),
    "bare years": Fault("years-in-date-cells", frozenset({"birth_date"}), years),
    "filled years": Fault("filled-down", frozenset({"birth_date"}), fill("birth_date", _year)),
    "filled days": Fault("filled-down", frozenset({"join_date"}), fill("join_date", _day)),
    "filled codes": Fault("filled-down", frozenset({"weapon"}), fill("weapon", _code)),
    "straight-lining": Fault("same-answers", frozenset({"blood_type", "weapon", "education"}), straight),
    "sorted apart": Fault("sorted-apart", frozenset({"join_date"}), ordered("join_date")),
    "one value always": Fault(
        "transcriber-differs", frozenset({"blood_type"}), always("blood_type", "O+"), smallest=600
    ),
    "blanks": Fault("transcriber-differs", frozenset({"education"}), always("education", "", 0.8)),
    "illegible": Fault("transcriber-differs", frozenset({"weapon"}), always("weapon", "illegible", 0.8)),
    "years too low, one transcriber": Fault("transcriber-differs", frozenset({"birth_date"}), later, smallest=600),
    "origin sorted apart": Fault(
        "names-sorted-apart", frozenset({"origin_country"}), alone("origin_country"), smallest=600
    ),
    "names sorted apart": Fault("names-sorted-apart", frozenset({"full_name"}), alone("full_name"), smallest=600),
    "disorder": Fault("serial-disorder", frozenset({"record_no", "page"}), nearby, "info"),
    "template family": Fault("template-family", frozenset({"education"}), family, "info"),
    "typed twice": Fault("typed-twice", frozenset({"record_no"}), twice),
    "default birthdays": Fault("default-days", frozenset({"birth_date"}), birthdays, "info"),
    "gaps": Fault("serial-gaps", frozenset({"record_no", "page"}), gaps, "info"),
    "heaping": Fault("heaped-years", frozenset({"birth_date"}), heaped, "info", smallest=600),
}
