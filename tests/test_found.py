"""The texts that were found wrong from outside: each is read right now, but for those named here."""

from __future__ import annotations

import pytest

from benchmarks import found, found_others

DATES = {
    "ca. 1500-before 1551": ("asked", "1551 may be a Hijri year"),
    "TOT 16.09.1942": ("asked", "dead or until: nothing shows the language"),
    "TOT 1942 in Amsterdam": ("asked", "likewise"),
    "عاشوراء 1436": ("wide", "the day of the feast is not known to us; the year is"),
    "أول أيار 2014": ("wide", "the first of May, or its beginning"),
}
OTHERS = {
    "زمرته B+": ("asked", "a label stands before the answer"),
    "ئۆ پۆزەتیڤ": ("asked", "Sorani"),
    "زوجته في تونس": ("asked", "where she is, not how many"),
    "زوجه ١ فقط": ("asked", "the numbering of a wife, or one wife"),
    "1- 3  2- 2": ("asked", "numbers of the wives among the counts"),
    "١: ٣، ٢: ٢": ("asked", "likewise"),
    "أم عمر 3 أم خالد 2": ("asked", "names of the mothers"),
    "العراقية 3 والسورية 2": ("asked", "the mothers by their country"),
    "صفحة ناقصة": ("asked", "in a free text it is a remark about a page"),
}


@pytest.mark.parametrize("row", found.rows(), ids=lambda row: repr(row["text"]))
def test_found_date(row: dict[str, str]) -> None:
    assert found.outcome(found.read(row), row["right"]) == DATES.get(row["text"], ("right", ""))[0]


@pytest.mark.parametrize("row", found_others.rows(), ids=lambda row: f"{row['kind']} {row['text']!r}")
def test_found_other(row: dict[str, str]) -> None:
    judged, reading = found_others.outcome(row)
    assert judged == OTHERS.get(row["text"], ("right", ""))[0], reading
