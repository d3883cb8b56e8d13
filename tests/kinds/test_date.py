"""Dates: never a guess. The tables of cases are for people of the field to read and extend."""

from __future__ import annotations

import csv
import importlib.util
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks import deciding
from records.column import read_column, reading_tables
from records.kinds.date import Date, DateOptions
from records.kinds.dates import date_words
from records.kinds.dates.atoms import ATOMS
from records.kinds.dates.calendars import GREGORIAN, HIJRI, RUMI, SOLAR_HIJRI, bounds
from records.kinds.dates.numbers import edtf_of
from records.kinds.dates.rules import RULES
from records.model import Reading, Status
from records.words import own_words

ROOT = Path(__file__).parents[2]
_SPEC = importlib.util.spec_from_file_location("properties", Path(__file__).with_name("properties.py"))
assert _SPEC and _SPEC.loader
properties = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(properties)

CASES = properties.cases("dates")
MONTHS = properties.cases("dates_months")
DATE = Date()
TODAY = DateOptions()


def options(said: str) -> DateOptions:
    """`order=dmy;events=الفتح:2014-06-10` as options."""
    found: dict[str, Any] = dict(part.split("=", 1) for part in said.split(";") if part)
    if "events" in found:
        found["events"] = dict([found["events"].split(":", 1)])
    if "languages" in found:
        found["languages"] = tuple(found["languages"].split("+"))
    return DateOptions(**found)


def shown(value: date | None) -> str:
    return value.isoformat() if value else ""


def row(reading: Reading) -> dict[str, str]:
    """A reading as the tables of cases write it."""
    parts = reading.parts
    return {
        "status": str(reading.status),
        "missing": str(reading.missing or ""),
        "note": reading.note,
        "earliest": shown(parts.get("earliest")),
        "latest": shown(parts.get("latest")),
        "calendar": parts.get("calendar") or "",
        "flags": " ".join(flag for flag in ("approximate", "uncertain") if parts.get(flag)),
        "remainder": parts.get("remainder") or "",
        "alternatives": " | ".join(
            f"{shown(each['earliest'])}..{shown(each['latest'])} {each['why']}" for each in reading.alternatives
        ),
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['text']} {case['options']}".strip() or "blank")
def test_cases(case: dict[str, str]) -> None:
    expected = {key: value for key, value in case.items() if key not in ("text", "options", "why")}
    assert row(DATE.read(case["text"], options(case["options"]))) == expected


def test_zeros_do_not_depend_on_the_texts_before_them() -> None:
    for text in ("1-1-99", "1/1/99", "1990", "1/1/1990", "1990-01-01", "May 1990"):
        DATE.read(text, TODAY)
        zeros = "".join("0" if each.isdigit() else each for each in text)
        assert not DATE.read(zeros, TODAY).alternatives, zeros
        assert DATE.read(zeros, TODAY).status in (Status.MISSING, Status.UNREAD), zeros


YEAR = {"gregorian": 1990, "hijri": 1410, "solar_hijri": 1370}


@pytest.mark.parametrize("case", MONTHS, ids=lambda case: f"{case['word']}")
def test_month_words(case: dict[str, str]) -> None:
    """Each spelling, with a day before it and alone, is that month and no other."""
    calendar, month, year = case["calendar"], int(case["month"]), YEAR[case["calendar"]]
    for text, day in ((f"15 {case['word']} {year}", 15), (f"{case['word']} {year}", 0), (f"{case['word']}-{year}", 0)):
        reading = DATE.read(text, TODAY)
        assert reading.status is Status.EXACT, text
        assert (reading.parts["earliest"], reading.parts["latest"]) == bounds(calendar, year, month, day), text


SEEDS = [case["text"] for case in CASES]
FIELDS = [
    options(said) for said in sorted({case["options"] for case in CASES} | {"order=ymd", "calendar=hijri", "order=mdy"})
]


@settings(deadline=None)  # the first text with a strange word loads the tables
@given(properties.texts(*SEEDS), st.sampled_from(FIELDS))
def test_properties(text: str, field: DateOptions) -> None:
    """Any text gets a reading: kept, ordered, spanned, by a named rule, and the same when it is read again."""
    properties.holds(DATE, field, text)


@settings(deadline=None)
@given(properties.texts(*SEEDS))
def test_edtf_is_read_back_as_no_less(text: str) -> None:
    """What we write ourselves is read again, and never as something that leaves out what was read before."""
    reading = DATE.read(text, TODAY)
    if not reading.parts or reading.parts["edtf"] == "../..":
        return
    again = DATE.read(reading.parts["edtf"], DateOptions("gregorian", "ymd", not_before="0001"))
    assert again.parts, reading.parts["edtf"]
    for end, before in (("earliest", False), ("latest", True)):
        was, now = reading.parts[end], again.parts[end]
        assert now is None or (was is not None and (now >= was if before else now <= was)), reading.parts["edtf"]


def test_every_note_is_a_rule_in_both_languages_with_an_example_of_it() -> None:
    with_options = {case["note"]: case["text"] for case in CASES}
    for rule in RULES:
        assert all(f"rule.{rule.id}" in own_words(lang) for lang in ("en", "ar")), rule.id
        if rule.id == "date.long-text" or rule.id.endswith("-by-evidence"):
            continue
        assert DATE.read(rule.example, TODAY).note == rule.id or rule.id in with_options, rule.id
    assert len({rule.id for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("atom", ATOMS, ids=lambda atom: atom[0])
def test_every_pattern_has_an_example_that_is_read(atom: tuple[str, str, Any]) -> None:
    assert DATE.read(atom[0], DateOptions(not_before="0001")).parts


@pytest.mark.parametrize("piece", ["1/", "12 May ", "من ", "١٩٩٠ ", "a", "?", "(", "c.", "\u200f", "xx/"])
def test_long_texts_are_not_dates(piece: str) -> None:
    text = (piece * 32767)[:32767]
    reading = DATE.read(text, TODAY)
    assert reading.text == text
    assert reading.status in (Status.UNREAD, Status.MISSING)


def test_the_clock_and_the_hash_seed_change_nothing() -> None:
    code = (
        "import sys, datetime, time; time.time = lambda: float(sys.argv[1])\n"
        "from records.kinds.date import Date, DateOptions\n"
        "texts = ['5/6/25', '31', 'yesterday', 'May 21', 'قبل سنة', 'winter 1990', '15 Mayu 1990', 'تشرين 88']\n"
        "print([(r.note, str(r.parts), str(r.alternatives)) for r in (Date().read(t, DateOptions()) for t in texts)])"
    )
    said = set()
    for clock, seed, zone in (("0", "1", "UTC"), ("4000000000", "2", "Asia/Tokyo")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONUTF8": "1"}
        run = subprocess.run(
            [sys.executable, "-c", code, clock], env=environment, cwd=ROOT, check=True, capture_output=True
        )
        said.add(run.stdout)
    assert len(said) == 1


def test_dateparser_and_the_tables_are_loaded_only_when_a_text_needs_them() -> None:
    code = (
        "import sys\nfrom records.kinds.date import Date, DateOptions\n"
        "Date().read('15/2/1987', DateOptions())\n"
        "assert not {'pandas', 'dateparser', 'yaml.cyaml', 'numpy'} & set(sys.modules) - {'yaml.cyaml'}\n"
        "Date().read('15 Frobuary 1987', DateOptions())\nassert 'dateparser' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True)


@pytest.mark.parametrize("wrong", [{"not_before": "1990-02-31"}, {"not_after": "soon"}, {"events": {"x": "yesterday"}}])
def test_wrong_options_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="is no day, month or year"):
        DateOptions(**wrong)


@pytest.mark.parametrize(
    ("calendar", "parts", "first", "last"),
    [
        (HIJRI, (1437,), "2015-10-13", "2016-10-02"),  # Umm al-Qura: 14 October 2015 to 1 October 2016
        (HIJRI, (1300, 1, 1), "1882-11-10", "1882-11-14"),  # civil rule: 12 November 1882
        (HIJRI, (1, 1, 1), "0622-07-17", "0622-07-21"),  # 16 July 622 of the Julian calendar
        (SOLAR_HIJRI, (1403, 1, 1), "2024-03-20", "2024-03-20"),
        (SOLAR_HIJRI, (1399, 12, 30), "2021-03-20", "2021-03-20"),  # a leap day
        (RUMI, (1293, 1, 12), "1878-01-24", "1878-01-24"),
        (RUMI, (1332, 2, 15), "1917-02-28", "1917-02-28"),  # the last Julian day
        (RUMI, (1333, 3, 1), "1917-03-01", "1917-03-01"),
        (RUMI, (1341, 12, 31), "1925-12-31", "1925-12-31"),
        (GREGORIAN, (9999, 12), "9999-12-01", "9999-12-31"),
    ],
)
def test_calendars(calendar: str, parts: tuple[int, ...], first: str, last: str) -> None:
    assert bounds(calendar, *parts) == (date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("calendar", "parts"),
    [(HIJRI, (1437, 2, 31)), (HIJRI, (1437, 13)), (SOLAR_HIJRI, (1400, 12, 30)), (RUMI, (1333, 2)), (GREGORIAN, (0,))],
)
def test_days_that_do_not_exist(calendar: str, parts: tuple[int, ...]) -> None:
    assert bounds(calendar, *parts) is None


@given(st.integers(1343, 1500), st.integers(1, 12), st.integers(1, 29))
def test_a_converted_day_is_in_its_month_and_its_month_in_its_year(year: int, month: int, day: int) -> None:
    inner, outer, whole = bounds(HIJRI, year, month, day), bounds(HIJRI, year, month), bounds(HIJRI, year)
    assert inner and outer and whole
    assert whole[0] <= outer[0] <= inner[0] <= inner[1] <= outer[1] <= whole[1]


def test_generated_words_are_what_cldr_says() -> None:
    babel = pytest.importorskip("babel")
    target = ROOT / "schemas" / "vocabularies" / "months-cldr.yaml"
    if babel.__version__ not in target.read_text(encoding="utf-8")[:200]:
        pytest.skip("another version of Babel")
    spec = importlib.util.spec_from_file_location("build_months", ROOT / "scripts" / "build_months.py")
    assert spec and spec.loader
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert target.read_text(encoding="utf-8") == script.document()


def test_words_are_folded_and_stand_once() -> None:
    for table in (date_words.own(), date_words.cldr()):
        assert all(word == date_words.word_key(word) for word in table)
    twice = {
        word for word, codes in date_words.own().items() if len({code[:-2] for code in codes if code[-3:-2] == "-"}) > 1
    }
    assert not twice, "no word is a month of two calendars"


GOLD = ROOT.parent / "shared" / "gold"


@pytest.mark.skipif(not GOLD.is_dir(), reason="the gold lies beside the checkout, not in it")
@pytest.mark.parametrize(("file", "share"), [("dates_typed", 0.98), ("dates_real", 0.93)])
def test_accuracy_on_the_gold(file: str, share: float) -> None:
    """Bounds as the gold's, or ambiguous with the truth inside; and next to nothing that leaves the truth out."""
    right = wrong = total = 0
    with (GOLD / f"{file}.csv").open(encoding="utf-8") as lines:
        for line in csv.DictReader(lines):
            if line.get("trust") == "B" or not (line["earliest"] or line["latest"]):
                continue
            museum = line.get("source", "").startswith(("tategallery", "NationalGalleryOfArt", "cmoa", "ixc"))
            reading = DATE.read(line["raw"], DateOptions("gregorian", not_before="0001") if museum else TODAY)
            earliest, latest = (shown(reading.parts.get(end)) for end in ("earliest", "latest"))
            inside = (not earliest or earliest <= line["earliest"]) and (not latest or latest >= line["latest"])
            total += 1
            right += bool(reading.parts) and inside
            wrong += reading.status in (Status.EXACT, Status.INFERRED) and not inside
    assert right / total >= share
    assert wrong == 0


@settings(deadline=None)
@given(st.lists(properties.texts(*SEEDS), max_size=8), st.sampled_from(FIELDS))
def test_whole_dictionaries_are_read_as_texts_alone_are(texts: list[str], field: DateOptions) -> None:
    """What is known of a whole dictionary is what `read` says of each text, and both make the same column."""
    ordinary = [
        "15/2/1987",
        "١٥/٢/١٩٨٧",
        "1987-02-15",
        "15/3/1437 هـ",
        "1437/3/15هـ",
        "7 شباط 1990",
        "3/3/1990 م",
        "7 Mar. 1990",
    ]
    kept = list(dict.fromkeys([*(text for text in texts if text.isprintable()), *ordinary]))
    codes = np.arange(len(kept), dtype=np.int32)
    whole = read_column(DATE, field, pa.array(kept, pa.string()), codes)
    alone, alternatives, _ = reading_tables(DATE, [DATE.read(text, field) for text in kept])
    for name in alone.columns:
        left, right = whole.lexicon[name], alone[name]
        if isinstance(left.dtype, pd.CategoricalDtype):
            left, right = left.astype("str"), right.astype("str")
        pd.testing.assert_series_equal(left, right, check_categorical=False)
    assert whole.alternatives[["code", "n"]].equals(alternatives[["code", "n"]])


@pytest.mark.parametrize(
    ("earliest", "latest", "edtf"),
    [
        ("1685-10-01", "1685-10-30", "1685-10-01/1685-10-30"),
        ("1685-10-01", "1685-10-31", "1685-10"),
        ("1685-01-01", "1686-12-31", "1685/1686"),
        ("9999-01-01", "9999-12-31", "9999"),
    ],
)
def test_intervals_in_edtf(earliest: str, latest: str, edtf: str) -> None:
    assert edtf_of(date.fromisoformat(earliest), date.fromisoformat(latest)) == edtf


def test_ordinary_days_are_known_at_once() -> None:
    texts = [
        "15/2/1987",
        "١٥/٢/١٩٨٧",
        "1987-02-15",
        "15/3/1437 هـ",
        "7 شباط 1990",
        "3/4/1990",
        "1905-06-12",
        "31/2/1990",
    ]
    known = DATE.read_known(pa.array(texts, pa.string()), TODAY).known
    assert list(known) == [True] * 5 + [False] * 3


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("_3 Sep 1988", "1988-09-03", "1988-09-23"),
        ("1* Mar 1991", "1991-03-10", "1991-03-19"),
        ("١_ نيسان ١٩٨٥", "1985-04-10", "1985-04-19"),
        ("05 Feb 19*", "1900-02-05", "1999-02-05"),
        ("19 Sep 19[79]7", "1977-09-19", "1997-09-19"),
        ("1_/1_/1990", "1990-10-10", "1990-12-19"),
    ],
)
def test_an_unread_digit_is_every_digit(text: str, earliest: str, latest: str) -> None:
    reading = DATE.read(text, TODAY)
    assert reading.status is Status.INFERRED
    assert (shown(reading.parts["earliest"]), shown(reading.parts["latest"])) == (earliest, latest)


@pytest.mark.parametrize(
    "text",
    [
        "12 May 1890",
        "May 1890",
        "1890",
        "15 أيار 1990",
        "1990-05-15",
        "15/3/1437",
        "15 شوال 1437",
        "12 mai 1890",
        "1916 - 1917",
        "28 de octubre de 1891",
        "1388 هـ",
    ],
)
def test_a_deciding_word_is_never_dropped(text: str) -> None:
    """Added before, behind or inside a date, it changes the reading, asks, or is refused."""
    assert not deciding.dropped(text)


def test_a_month_of_another_calendar_is_never_read_as_ours() -> None:
    """Converted or refused by name, whichever way the day, the month and the year stand."""
    theirs = [f"{calendar}-{month:02}" for calendar in ("ethiopian", "hebrew") for month in range(1, 14)]
    codes = ("other_calendar", "other_month", *theirs)
    words = {word for word, said in date_words.own().items() if set(said) & set(codes)}
    texts = [each.format(word) for word in words for each in ("5 {} 1983", "5-{}-1983", "{} 5, 1983", "1983 {} 5")]
    readings = {text: DATE.read(text, TODAY) for text in texts}
    assert not {
        text
        for text, reading in readings.items()
        if reading.note not in ("date.other-calendar", "date.impossible-day")
        and reading.parts.get("calendar") not in ("ethiopian", "hebrew")
    }


@pytest.mark.parametrize("text", [case["text"] for case in properties.cases("date_surroundings")])
def test_words_of_capture_death_and_museums_leave_a_date_read(text: str) -> None:
    reading = DATE.read(text, TODAY)
    assert reading.status in (Status.EXACT, Status.INFERRED) or reading.note.startswith("date.day-or-month-first")
