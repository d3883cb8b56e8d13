"""Every finding becomes whole sentences in both languages, whatever it found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from records.checks import CHECKS, run
from records.checks.marks import Marked
from records.wording import worded
from records.words import languages

FORM = """
fields:
  record_no: {kind: identifier}
  full_name: {kind: name, required: true}
  birth_date: {kind: date}
  age: {kind: count}
  template_date: {kind: date}
  join_date: {kind: date}
  form_date: {kind: date}
  wives_count: {kind: count}
  children_per_wife: {kind: counts}
  children_total: {kind: count}
  origin_country: {kind: country}
  blood_type: {kind: blood}
  marital_status: {kind: choice, vocabulary: marital}
  weapon: {kind: choice, vocabulary: weapons}
  education: {kind: choice, vocabulary: education}
  notes: {kind: text}
checks:
  - {check: date-of-form, id: printed, form_date: template_date, event: join_date, open: possible}
  - {check: date-of-form, id: filled-in, form_date: form_date, event: join_date, open: possible}
  - {check: date-order, earlier: birth_date, later: join_date, open: possible}
  - {check: not-after-found, open: possible}
  - {check: era, fields: [join_date], not_after: 2014-06-29, open: possible}
  - {check: age-at, birth: birth_date, at: join_date, lowest: 10, adult: 18, open: possible}
  - {check: stated-age, age: age, birth: birth_date, at: form_date, open: possible}
  - {check: children-per-wife, per_wife: children_per_wife, wives: wives_count, total: children_total, open: possible}
  - {check: children-for-age, id: each-wife, children: children_per_wife, birth: birth_date, at: form_date, wives: wives_count}
  - {check: children-for-age, children: children_total, birth: birth_date, at: form_date}
  - {check: answer-and-count, id: single, answer: marital_status, codes: [single], count: wives_count, not_above: 0, contradicts: true}
  - {check: answer-and-count, answer: marital_status, codes: [single], count: children_total, not_above: 0, open: possible}
  - {check: answer-and-date, answer: marital_status, codes: [single], date: join_date}
  - {check: same-date, date: join_date, other: form_date, open: possible}
  - {check: unique, fields: [record_no]}
  - {check: required}
"""
ROWS = {
    "record_no": ["1", "1", "2", "3", "4", "5"],
    "full_name": ["M0hamed", "", "C", "D", "E", "F"],
    "birth_date": ["1990", "2016", "1910", "31/02/1990", "03/04/1990", "1905-06-12"],
    "age": ["31", "4-6", "90", "26", "25", "x y z"],
    "template_date": [*["2015"] * 5, "00/05/2015"],
    "join_date": ["2016-01-05", "1435", "2015", "05/06/2016", "2018-02-01", "nonsense"],
    "form_date": ["2015-02-02", "2015", "2015", "2014-05-05", "2016", "2019"],
    "wives_count": ["2", "3", "2", "1-2", "0", "1"],
    "children_per_wife": ["3+1+1", "4", "3+1", "2+1", "2+2", "1"],
    "children_total": ["5", "4", "5", "3-5", "9", "1"],
    "origin_country": ["Narnia"] * 6,
    "blood_type": ["قناص", "PKM", "RPG", "هاون", "قناص", "PKM"],
    "weapon": ["تونس", "ليبيا", "مصر", "سوريا", "تونس", "ليبيا"],
    "marital_status": ["أعزب"] * 6,
    "education": ["Narnia"] * 6,
    "notes": ["O+"] * 6,
}
ROWS = {name: texts * 2 for name, texts in ROWS.items()}


@pytest.mark.parametrize("lang", languages())
def test_every_finding_becomes_whole_sentences(batch_of: Callable[..., Any], lang: str) -> None:
    batch = batch_of(FORM, ROWS)
    found = worded(batch.locate(run(batch, date(2017, 1, 31))), lang)
    content = found[found["check"] == "column-content"]["args"].map(json.loads)
    assert {said.get("variant") or "" for said in content} == {"", "words", "any", "nothing"}
    of_texts = {name for name, check in CHECKS.items() if not isinstance(check, Marked)}  # those have test_marks.py
    assert set(found["check"]) >= of_texts - {
        "contrary",
        "bounds",
        "divider",
        "summary-lines",
        "profile-contradicts",
        "rare-name",
        "no-transcriber",
        "corrected-spelling",
        "unknown-word",
        "nisba",
    }
    for text in [*found["message"], *found["unless"]]:
        assert not re.search(r"[{}]|\w_\w|\bNone\b|\bnan\b|NaT", text), text
    assert (found["message"] != "").all()
