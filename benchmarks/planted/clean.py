"""Clean files: people, papers and transcribers are invented, and nothing in them contradicts anything.

Each transcriber types most dates as text, day first, and some into date cells, which show every day of the month.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from random import Random
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa

from records.model import Source
from records.sources.letters import letter
from records.sources.sheet import MARKS, Sheet
from records.sources.text_pieces import lettered

Row = dict[str, Any]
"""A record by field: a text, or a day that stands in a true date cell."""
COUNTRIES = {
    "Tunisia": ("Tounsi", 18), "Saudi Arabia": ("Ghamdi", 14), "Turkey": ("Yilmaz", 8), "Jordan": ("Zoubi", 8),
    "Morocco": ("Alaoui", 8), "Egypt": ("Masri", 6), "France": ("Faransi", 6), "Libya": ("Werfalli", 4),
    "Algeria": ("Belhadj", 4), "Yemen": ("Sanani", 3), "Germany": ("Almani", 3), "Lebanon": ("Khateeb", 2),
}  # fmt: skip
GIVEN = [*["Ahmad", "Ali", "Omar", "Khalid", "Hasan", "Husayn", "Ibrahim", "Yusuf", "Salim", "Said", "Faysal", "Tariq", "Yasin", "Bilal", "Ziyad", "Majid"],
         *["Nasir", "Rashid", "Karim", "Jamal", "Mustafa", "Salih", "Ayyub", "Hamza", "Anas", "Walid", "Nabil", "Munir", "Adil", "Samir", "Marwan"]]  # fmt: skip
BLOOD = {"A+": 28, "A-": 4, "B+": 20, "B-": 3, "AB+": 6, "O+": 34, "O-": 4}
WEAPONS = {"Kalashnikov": 40, "PKC": 14, "sniper": 9, "RPG": 8, "mortar": 5, "driver": 4, "medic": 3}
EDUCATION = {"secondary": 30, "university": 18, "primary": 20, "intermediate": 18, "diploma": 6}
PEOPLE = ("Amal", "Layla", "Omar", "Nadia")
DATES = ("birth_date", "join_date", "form_date")
FIELDS = ("record_no", "full_name", "origin_country", "residence_country", "birth_date", "blood_type", "weapon",
          "wives_count", "education", "join_date", "template_date", "form_date", "transcriber", "page", "source")  # fmt: skip


def clean(n: int, seed: int, order: str = "as-generated") -> list[Row]:
    """That many records in an honest order, one of `ORDERS`: papers are sorted, then numbered, then typed."""
    rng = Random(f"{seed} {order}")
    rows = [_paper(rng) for _ in range(n)]
    ORDERS[order](rows, rng)
    for number, row in enumerate(rows):
        row.setdefault("transcriber", PEOPLE[number // 11 % len(PEOPLE)])
        row |= {"record_no": f"{1001 + number}", "page": str(number + 1), "source": row["source"] or "Box 1"}
        for name in DATES:
            row[name] = typed(row[name], rng)
        for name in ("residence_country", "blood_type", "weapon", "education"):
            row[name] = "" if rng.random() < 0.04 else row[name]
    return [{name: row[name] for name in FIELDS} for row in rows]


def _paper(rng: Random) -> Row:
    origin = _one({name: weight for name, (_, weight) in COUNTRIES.items()}, rng)
    birth = dt.date(1960, 1, 1) + dt.timedelta(int(365.25 * min(37, max(0, rng.gauss(28, 6)))))
    join = dt.date(2013, 1, 1) + dt.timedelta(int(rng.betavariate(3, 3) * 1300))
    return {
        "full_name": f"{rng.choice(GIVEN)} {rng.choice(GIVEN)} {COUNTRIES[origin][0]}",
        "origin_country": origin,
        "residence_country": origin if rng.random() < 0.7 else rng.choice(list(COUNTRIES)),
        "birth_date": min(birth, join.replace(day=1) - dt.timedelta(16 * 366)),
        "join_date": join,
        "form_date": join + dt.timedelta(rng.randrange(1, 120)),
        "template_date": str(join.year),
        "blood_type": _one(BLOOD, rng),
        "weapon": _one(WEAPONS, rng),
        "education": _one(EDUCATION, rng),
        "wives_count": str(rng.choices((0, 1, 2, 3), (45, 40, 10, 5))[0]),
        "source": "",
    }


def _one(weights: dict[str, int], rng: Random) -> str:
    return rng.choices(list(weights), list(weights.values()))[0]


def typed(day: dt.date, rng: Random) -> str | dt.date:
    """How a date stands in the sheet."""
    return day if rng.random() < 0.4 else f"{day.day:02d}/{day.month:02d}/{day.year}"


def _by(*names: str) -> Callable[[list[Row], Random], None]:
    return lambda rows, rng: rows.sort(key=lambda row: tuple(row[name] for name in names))  # noqa: ARG005


def _boxes(of: Callable[[Row], str]) -> Callable[[list[Row], Random], None]:
    """Papers lie in boxes, and each box has one transcriber."""

    def boxed(rows: list[Row], rng: Random) -> None:  # noqa: ARG001 - orders are called alike
        rows.sort(key=of)
        boxes = list(dict.fromkeys(map(of, rows)))
        for row in rows:
            row["source"] = f"Box {boxes.index(of(row)) + 1}"
            row["transcriber"] = f"T{boxes.index(of(row)) + 1}"

    return boxed


def _groups(rows: list[Row], rng: Random) -> None:
    """People who came together: they share the dates, where they are from and what they carry."""
    at = 0
    while at < len(rows):
        size = rng.choice((1, 1, 1, 2, 3, 4, 6))
        shared = ("join_date", "form_date", "template_date", "origin_country", "residence_country", "weapon")
        for row in rows[at : at + size]:
            row |= {name: rows[at][name] for name in shared}
            row["birth_date"] = min(row["birth_date"], row["join_date"].replace(day=1) - dt.timedelta(16 * 366))
        at += size


ORDERS: dict[str, Callable[[list[Row], Random], None]] = {
    "as-generated": lambda rows, rng: None,  # noqa: ARG005
    "by-name": _by("full_name"),
    "by-country": _by("origin_country"),
    "by-birth": _by("birth_date"),
    "by-joining": _by("join_date"),
    "boxes-by-year": _boxes(lambda row: str(row["join_date"].year)),
    "boxes-by-country": _boxes(lambda row: str(row["origin_country"])),
    "groups": _groups,
}


def sheet_of(rows: list[Row]) -> Sheet:
    """The records as a sheet of a workbook, with its true date cells."""
    columns, marks = [], []
    for n, name in enumerate(FIELDS):
        values = [row[name] for row in rows]
        marks += [(i + 2, letter(n), "date", "") for i, value in enumerate(values) if isinstance(value, dt.date)]
        texts = [name, *(str(value) or None for value in values)]
        columns.append(pa.chunked_array([pa.array(texts, pa.string()).dictionary_encode()]))
    lines = np.arange(1, len(rows) + 2, dtype=np.int32)
    return Sheet(
        Source("", "planted.xlsx", "Forms", ""), lettered(columns), lines, pd.DataFrame(marks, columns=list(MARKS))
    )


def frame_of(rows: list[Row]) -> Sheet:
    """The same as delimited text has it: what was a date cell is an ISO day, and no cell has a type."""
    sheet = sheet_of(rows)
    return Sheet(Source("", "planted.csv", "", ""), sheet.cells, sheet.rows)
