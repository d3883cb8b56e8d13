"""Unread characters in dates: a digit hidden in any notation never narrows the reading."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest

from records.kinds.date import Date, DateOptions
from records.model import Reading, Status
from tests.kinds.properties import holds

DATE, FIELD = Date(), DateOptions(order="dmy", not_before="1900", not_after="2020")
EXAMPLES = 2000
"""Dates that are tried; run with 10,000 before a release."""
ENGLISH = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
ARABIC = [
    "كانون الثاني",
    "شباط",
    "آذار",
    "نيسان",
    "أيار",
    "حزيران",
    "تموز",
    "آب",
    "أيلول",
    "تشرين الأول",
    "تشرين الثاني",
    "كانون الأول",
]
FORMS = (
    "{d} {english} {y}", "{d:02} {english} {y}", "{d}/{m}/{y}", "{d:02}/{m:02}/{y}", "{d}.{m}.{y}", "{y}-{m:02}-{d:02}",
    "{english} {d}, {y}", "{d} {arabic} {y}", "{arabic} {y}", "{english} {y}", "{m:02}/{y}", "{y}",
    "born {d} {english} {y}", "{d} {english} {s:02}", "{d:02}-{m:02}-{y}", "{d}/{m}/{s:02}",
)  # fmt: skip
SIGNS = ("_", "*", "[ab]", "[a]", "?", "x", "X", "..", "…", "[…]")


def _hidden(text: str, chance: random.Random) -> str:
    """The text with one digit hidden; dots only at an end of a figure, a sign never instead of a whole figure."""
    while True:
        at = chance.choice([place for place, letter in enumerate(text) if letter.isdigit()])
        before, after = text[:at][-1:].isdigit(), text[at + 1 :][:1].isdigit()
        sign = chance.choice(SIGNS)
        if not (before or after) or (sign == ".." and ((before and after) or text[:at][-1:] == ".")):
            continue
        if sign == "..":
            tail = text[at + 1 :][:1]
            if tail == "." or (before and tail not in ("", " ", ",", "/", "-")):
                continue
        if sign == "[ab]":
            sign = "[" + "".join(sorted({text[at], chance.choice("0123456789")})) + "]"
        return text[:at] + ("[" + text[at] + "]" if sign == "[a]" else sign) + text[at + 1 :]


def _cases() -> list[tuple[str, date]]:
    chance = random.Random(1988)
    found = []
    for _ in range(EXAMPLES):
        form = chance.choice(FORMS)
        day = date(1930 if "{s" in form else 1900, 1, 1) + timedelta(days=chance.randrange(90 * 365))
        names = {"english": ENGLISH[day.month - 1], "arabic": ARABIC[day.month - 1]}
        text = form.format(d=day.day, m=day.month, y=day.year, s=day.year % 100, **names)
        if chance.random() < 0.2:
            text = text.translate({48 + digit: 0x660 + digit for digit in range(10)})
        found.append((_hidden(text, chance), day))
    return found


def _holds(reading: Reading, day: date) -> bool:
    start, end = reading.parts["earliest"], reading.parts["latest"]
    return (start is None or start <= day) and (end is None or end >= day)


def test_a_hidden_digit_narrows_no_date() -> None:
    read = 0
    for text, day in _cases():
        reading = DATE.read(text, FIELD)
        if reading.status in (Status.UNREAD, Status.MISSING):
            continue
        assert _holds(reading, day), (text, day, reading)
        assert reading.status is not Status.EXACT or reading.note == "date.unknown-digits", (text, reading)
        read += 1
    assert read >= 0.95 * EXAMPLES


@pytest.mark.parametrize(
    ("notation", "text", "earliest", "latest"),
    [
        ("", "2002-12-2?", "2002-12-02", "2002-12-29"),
        ("ucf", "2002-12-2?", "2002-12-02", "2002-12-02"),
        ("edtf", "2002-12-2?", "2002-12-02", "2002-12-02"),
        ("leiden", "May 1[9]90", "1990-05-01", "1990-05-31"),
        ("leiden", "May 19..", "1900-05-01", "1999-05-31"),
        ("ucf", "1_{1,2}/5/1990", "1990-05-10", "1990-05-19"),
    ],
)
def test_a_field_declares_its_notation(notation: str, text: str, earliest: str, latest: str) -> None:
    parts = DATE.read(text, DateOptions(unclear=notation, order="dmy", not_before="1000")).parts  # type: ignore[arg-type]
    assert (str(parts["earliest"]), str(parts["latest"])) == (earliest, latest)


@pytest.mark.parametrize(
    ("means", "note", "earliest", "latest"),
    [("nothing", "date.words-around", "1941-01-01", "1941-12-31"), ("before", "date.before", "None", "1940-12-31")],
)
def test_a_form_decides_what_a_word_beside_dates_means(means: str, note: str, earliest: str, latest: str) -> None:
    reading = DATE.read("Kalagon 1941", DateOptions(beside={"Kalagon": means}))  # type: ignore[dict-item]
    assert (reading.note, str(reading.parts["earliest"]), str(reading.parts["latest"])) == (note, earliest, latest)


@pytest.mark.parametrize("sign", ["_", "*", "1_", "_{1}", "[..]", "1*x?", "[…]", "19[79]", "…"])
def test_a_long_row_of_signs_is_read_at_once(sign: str) -> None:
    """A pattern that tries each way to part the row would never end."""
    for text in (
        sign * 60 + "Ა",
        f"3 Sep {sign * 60}q",
        f"{sign * 60} 1988",
        f"1{sign * 60}3 Sep 1988",
        f"3/1{sign * 40}/1988",
    ):
        holds(DATE, FIELD, text)
