"""Files of invented people, to be read by the shipped form `fighter-file`."""

from __future__ import annotations

import csv
import random
from collections.abc import Iterator, Sequence
from pathlib import Path

import xlsxwriter

FORM = "fighter-file"
HEADER = (
    "No",
    "Full name",
    "Kunya",
    "Country of origin",
    "Nationality",
    "Date of birth",
    "Date of joining",
    "Weapon",
    "Wives",
    "Notes",
)
"""Labels of ten of its fields."""
_FIRST = ("Karim", "سالم", "Omar", "ليث", "Zayd", "نزار")
_LAST = ("Haddad", "الدرعي", "Amrani", "السوسي")
_COUNTRIES = ("Tunisia", "تونس", "فرنسا", "KSA", "Egypt")
_WEAPONS = ("PKM", "sniper", "قناص", "AK-47", "")


def people(many: int, seed: int) -> Iterator[list[str]]:
    """Rows under `HEADER`."""
    chance = random.Random(seed)
    for n in range(1, many + 1):
        name = f"{chance.choice(_FIRST)} {chance.choice(_LAST)}"
        birth = f"{chance.randint(1, 28)}/{chance.randint(1, 12)}/{chance.randint(1960, 1999)}"
        joined = chance.choice((f"{chance.randint(1975, 2016)}", f"{chance.randint(1430, 1437)} هـ"))
        country = chance.choice(_COUNTRIES)
        yield [str(n), name, "", country, country, birth, joined, chance.choice(_WEAPONS), chance.choice("01234"), ""]


def write_csv(path: Path, rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> None:
    """Comma, quoted where needed; UTF-16 may hold lone surrogates."""
    with path.open("w", encoding=encoding, errors="surrogatepass", newline="") as file:
        csv.writer(file).writerows(rows)


def write_xlsx(path: Path, rows: Sequence[Sequence[str]], sheet: str = "Forms") -> None:
    """Every cell a text."""
    with xlsxwriter.Workbook(path, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        page = book.add_worksheet(sheet)
        for n, row in enumerate(rows):
            for m, text in enumerate(row):
                page.write_string(n, m, text)
