"""Findings as a frame: the joinings of the form of 2015, counts that add up, an order that does not matter."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.checks import CHECKS, run
from records.checks.asking import ask
from records.checks.base import Outcome, Setting
from records.checks.findings import FINDING_COLUMNS
from records.checks.readings import Readings
from records.evidence import decide
from records.model import FormError, Missing, Reading, Status

BatchOf = Callable[..., Any]
FORM = """
fields:
  full_name: {kind: name, required: true}
  birth_date: {kind: date}
  template_date: {kind: date}
  join_date: {kind: date}
  form_date: {kind: date}
checks:
  - {check: date-of-form, id: printed, form_date: template_date, event: join_date, open: possible}
  - {check: date-of-form, id: filled-in, form_date: form_date, event: join_date}
  - {check: date-order, earlier: birth_date, later: form_date}
"""
MEN = {
    "full_name": ["A", "B", "C", "D", "E", "F", "G"],
    "birth_date": ["1990", "1991-02-03", "1985", "1988", "1993", "1989", "1990"],
    "template_date": ["2015"] * 6 + ["2016"],
    "join_date": ["2016-01-05", "13/3/2016", "1437", "2016-09-20", "2014", "", "2014"],
    "form_date": ["", "", "", "2016-10-01", "2014-12-01", "1979", ""],
}


def test_a_code_that_the_vocabulary_lacks_is_refused(batch_of: Callable[..., Any]) -> None:
    form = """
fields: {marital_status: {kind: choice, vocabulary: marital}, wives_count: {kind: count}}
checks:
  - {check: answer-and-count, answer: marital_status, codes: [sinlge], count: wives_count, not_above: 0}
"""
    with pytest.raises(FormError, match="has no code 'sinlge'; did you mean 'single'"):
        batch_of(form, {"wives_count": ["2"]})


def test_forms_printed_in_2015_that_record_joinings_of_2016(batch_of: BatchOf) -> None:
    found = run(batch_of(FORM, MEN))
    printed = found[found["field"] == "join_date|template_date"]
    assert printed["record"].fillna(-1).tolist() == [0, 1, 2, 3, -1]
    assert printed["verdict"].tolist() == ["certain", "certain", "possible", "certain", "batch"]
    assert printed["severity"].tolist() == ["warning", "warning", "warning", "info", "warning"]
    ids = [[each["id"] for each in json.loads(text)] for text in printed["explanations"]]
    assert ids == [
        ["template-filled-later", "other-calendar", "digit-slip", "digit-slip"],
        ["template-filled-later", "other-calendar", "digit-slip", "digit-slip"],
        ["calendar-overlap", "template-filled-later"],
        [],  # it was filled in after the joining
        [],
    ]
    evidence = [
        (each["evidence_for"], each["evidence_against"], each["of"], each["dissolves"])
        for each in json.loads(printed["explanations"].iat[0])
    ]
    assert evidence == [(6, 0, 7, 3), (1, 0, 23, 2), (0, 0, 0, 1), (0, 6, 7, 1)]
    assert json.loads(printed["args"].iat[-1]) == {
        "variant": "batch_some",
        "event_field": "join_date",
        "form_field": "template_date",
        "event": "2016",
        "form": "2015",
        "records": 3,
        "certain": 2,
        "of": 6,
    }


def test_a_form_filled_in_before_the_birth_is_an_error(batch_of: BatchOf) -> None:
    found = run(batch_of(FORM, MEN))
    errors = found[(found["severity"] == "error") & (found["verdict"] == "certain")]
    assert errors[["check", "record", "field"]].values.tolist() == [["date-order", 5, "form_date|birth_date"]]


def test_the_form_may_say_another_severity(batch_of: BatchOf) -> None:
    found = run(batch_of(FORM.replace("later: form_date", "later: form_date, severity: info"), MEN))
    assert found.loc[found["check"] == "date-order", "severity"].tolist() == ["info"]


def test_a_batch_without_findings_has_the_same_columns(batch_of: BatchOf) -> None:
    empty = run(batch_of(FORM, {"full_name": ["A"], "birth_date": ["1990"]}))
    full = run(batch_of(FORM, MEN))
    assert list(empty.columns) == list(full.columns) == list(FINDING_COLUMNS)
    assert empty.empty
    assert [str(each) for each in empty.dtypes] == [str(each) for each in full.dtypes]


def test_no_records_at_all(batch_of: BatchOf) -> None:
    found = run(batch_of(FORM, {"full_name": []}))
    assert found.empty
    assert all(each["asked"] == 0 for each in found.attrs["checks"])


def test_every_form_is_asked_what_it_does_not_name(batch_of: BatchOf) -> None:
    found = run(batch_of(FORM, MEN | {"full_name": ["A", "", "", "D", "E", "F", "G"], "join_date": ["nonsense"] * 7}))
    assert found.groupby("check", observed=True).size().to_dict() == {"date-order": 1, "unread": 7}


def test_a_form_that_names_such_a_check_says_how(batch_of: BatchOf) -> None:
    form = FORM + "  - {check: required, severity: error}\n"
    found = run(batch_of(form, {"full_name": [""]}))
    assert found["severity"].tolist() == ["error"]
    assert [each["check"] for each in found.attrs["checks"]].count("required") == 1


def test_the_day_they_were_found_is_said_by_the_caller_or_the_form(batch_of: BatchOf) -> None:
    rows = {"full_name": ["A"], "join_date": ["2017-05-01"]}
    assert run(batch_of(FORM, rows)).empty
    assert run(batch_of(FORM, rows), date(2017, 1, 31))["check"].tolist() == ["not-after-found"]
    assert run(batch_of("found: 2017-01-31" + FORM, rows))["check"].tolist() == ["not-after-found"]
    assert run(batch_of("found: 2017-01-31" + FORM, rows), date(2018, 1, 31)).empty
    with pytest.raises(FormError, match="found: 'last winter' is no day; write it like 2017-01-31"):
        run(batch_of("found: last winter" + FORM, rows))


@pytest.mark.parametrize(
    ("spec", "says"),
    [
        ("{check: stated-age, age: age, birth: birth_date}", "give `at:`"),
        (
            "{check: stated-age, age: age, birth: birth_date, between: [2024-01-01, 2023-01-01]}",
            "ends before it begins",
        ),
        ("{check: era, fields: [birth_date]}", "an era needs"),
        ("{check: era, fields: [birth_date], not_before: 2013-02-31}", r"form.yaml:\d+"),
        ("{check: date-order, earlier: birth_date, later: age}", "the check wants a date"),
        ("{check: children-per-wife, per_wife: per_wife}", "give `wives:`"),
        ("{check: date-odrer, earlier: birth_date, later: birth_date}", "did you mean 'date-order'"),
    ],
)
def test_wrong_arguments_are_refused_with_their_line(batch_of: BatchOf, spec: str, says: str) -> None:
    form = "fields: {birth_date: {kind: date}, age: {kind: count}, per_wife: {kind: counts}}\nchecks:\n  - " + spec
    with pytest.raises(FormError, match=says) as error:
        batch_of(form, {"birth_date": []})
    assert error.value.where.startswith("form.yaml:")


TEXTS = [
    "",
    "1990",
    "2015",
    "2015-05-04",
    "03/04/2015",
    "05/06/2016",
    "1437",
    "12/1436",
    "2016",
    "nonsense",
    "31/02/2015",
]


@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(*[st.sampled_from(TEXTS)] * 4), max_size=16), st.randoms(use_true_random=False))
def test_counts_add_up_and_the_order_of_records_does_not_matter(
    batch_of: BatchOf, rows: list[tuple[str, ...]], random: Any
) -> None:
    names = ("birth_date", "template_date", "join_date", "form_date")

    def asked(rows: list[tuple[str, ...]]) -> pd.DataFrame:
        columns = {name: [row[n] for row in rows] for n, name in enumerate(names)}
        return run(batch_of(FORM, {"full_name": ["A"] * len(rows), **columns}))

    found = asked(rows)
    for each in found.attrs["checks"]:
        assert each["asked"] == len(rows)
        assert sum(each[name] for name in ("holds", "certain", "possible", "open", "not_checkable")) == len(rows)
        own = found[(found["check"] == each["check"]) & (found["field"] == each["field"])]["verdict"].value_counts()
        assert (own.get("certain", 0), own.get("possible", 0)) == (each["certain"], each["possible"])
    order = list(range(len(rows)))
    random.shuffle(order)
    shuffled = asked([rows[n] for n in order])
    where = dict(enumerate(order))
    moved = shuffled.assign(record=[pd.NA if pd.isna(each) else where[each] for each in shuffled["record"]])
    assert _rows(moved) == _rows(found)
    assert shuffled.attrs == found.attrs


def _rows(found: pd.DataFrame) -> list[tuple[str, ...]]:
    return sorted(tuple(map(str, row)) for row in found.itertuples(index=False))


NARROWER = {"2015": ["2015-05", "2015-01-01", "2015-12-31"], "2016": ["2016-02-29"], "1990": ["1990-07"]}


@pytest.mark.parametrize(
    ("known", "fixed", "check"),
    [
        # A printed date names a period, so another period is another question: it is not among the dates that narrow.
        ("join_date", "template_date", "printed"),
        ("join_date", "form_date", "filled-in"),
        ("form_date", "join_date", "filled-in"),
    ],
)
def test_knowing_more_of_a_date_never_takes_an_answer_back(
    batch_of: BatchOf, known: str, fixed: str, check: str
) -> None:
    pairs = [(wide, narrow, other) for wide, several in NARROWER.items() for narrow in several for other in TEXTS]
    others = [other for _, _, other in pairs]
    before, after = (
        _outcomes(batch_of(FORM, {"full_name": ["A"] * len(pairs), known: dates, fixed: others}), check)
        for dates in zip(*((wide, narrow) for wide, narrow, _ in pairs), strict=True)
    )
    sure = np.isin(before, [Outcome.CERTAIN, Outcome.HOLDS])
    assert {Outcome.CERTAIN, Outcome.HOLDS} <= set(before)
    assert (before == after)[sure].all()


def _outcomes(batch: Any, check: str) -> Any:
    """What the check answers of each record."""
    (spec,) = (each for each in batch.form.checks if each.id == check)
    setting = Setting(batch, spec.args)
    (fields,) = CHECKS[spec.check].subjects(setting)
    return ask(
        CHECKS[spec.check], spec, tuple(Readings(name, batch.columns[name]) for name in fields), setting
    ).outcomes


def test_every_check_is_pure(batch_of: BatchOf) -> None:
    batch = batch_of(FORM, MEN)
    pd.testing.assert_frame_equal(run(batch), run(batch))
    assert set(CHECKS) >= {spec.check for spec in batch.form.checks}


def test_a_cell_against_the_evidence_of_its_hand_is_a_finding(batch_of: BatchOf) -> None:
    texts = [f"{day}/03/2015" for day in range(13, 29)] + ["03/25/2015", "05/04/2015"]
    batch = batch_of(FORM, {"full_name": ["A"] * 18, "birth_date": texts})
    groups, names = batch.transcribers
    column, evidence = decide(batch.columns["birth_date"], groups, names)
    decided = replace(
        batch,
        columns={**batch.columns, "birth_date": column},
        evidence=evidence.assign(field="birth_date"),
    )
    found = run(decided)
    assert found["check"].tolist() == ["contrary"]
    assert found["record"].tolist() == [16]
    assert json.loads(found["args"].item()) == {
        "of_field": "birth_date",
        "answer": "day-first",
        "proves": "month-first",
    }
    assert run(batch)["check"].tolist() == ["ambiguous"]


def test_a_sheet_without_a_required_column_is_told_once(batch_of: BatchOf) -> None:
    batch = batch_of(FORM + "  - {check: required}\n", {"full_name": ["A", "B", ""]})
    column = batch.columns["full_name"]
    reading = Reading("", Status.MISSING, "not-transcribed", Missing.NOT_TRANSCRIBED)
    column, code = column.with_readings([reading], "not-transcribed")
    codes = column.codes.copy()
    codes[:2] = code
    found = run(replace(batch, columns={**batch.columns, "full_name": column.with_codes(codes)}))
    assert found["verdict"].tolist() == ["certain", "batch"]
    assert found["record"].fillna(-1).tolist() == [2, -1]
    assert json.loads(found["args"].iat[1]) == {"variant": "batch", "of_field": "full_name", "without": 2, "of": 3}


def test_duplicates_name_where_they_stand(batch_of: BatchOf) -> None:
    form = "fields: {record_no: {kind: identifier}}\nchecks: [{check: unique, fields: [record_no]}]"
    found = run(batch_of(form, {"record_no": ["007", "7", "007", "", ""]}))
    assert found["record"].tolist() == [0]
    said = {"of_field": "record_no", "records": 2, "places": "x.csv!A2, x.csv!A4", "other_records": [2]}
    assert json.loads(found["args"].item()) == said
    (counts,) = [each for each in found.attrs["checks"] if each["check"] == "unique"]
    assert (counts["certain"], counts["holds"]) == (2, 1)  # of records, not of findings


@given(st.permutations(["Amal", "Rana", "Sami", "Zayd"]))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_repeated_number_is_one_finding_with_all_its_cells_wherever_the_rows_stand(
    batch_of: BatchOf, names: list[str]
) -> None:
    form = """
fields: {record_no: {kind: identifier}, full_name: {kind: name}}
identified_by: [record_no, full_name]
checks: [{check: unique, fields: [record_no]}]
"""
    numbers = ["2" if name == "Rana" else "1" for name in names]
    batch = batch_of(form, {"record_no": numbers, "full_name": names})
    found = batch.locate(run(batch))
    assert [names[record] for record in found["record"]] == ["Amal"]
    assert found["cell"].item().split("|") == [f"A{n}" for n, number in enumerate(numbers, start=2) if number == "1"]
    assert [names[n] for n in np.flatnonzero(batch.validate()["valid"])] == ["Rana"]


def test_numbers_begin_anew_in_each_sheet(batch_of: BatchOf) -> None:
    form = "fields: {record_no: {kind: identifier}}\nchecks: [{check: unique, fields: [record_no]}]"
    for within, records in (("sheet", [2]), ("batch", [0, 2])):
        batch = batch_of(
            form.replace("[record_no]}", f"[record_no], within: {within}}}"), {"record_no": ["1", "2", "1", "1"]}
        )
        two = replace(
            batch,
            origin=batch.origin.assign(source=np.array([0, 0, 1, 1], dtype=np.int16)),
            mappings=batch.mappings * 2,
        )
        assert run(two)["record"].tolist() == records


def test_minors_are_counted_not_corrected(batch_of: BatchOf) -> None:
    form = FORM + "  - {check: age-at, birth: birth_date, at: join_date, lowest: 10, highest: 75, adult: 18}\n"
    rows = {"full_name": ["A"] * 3, "birth_date": ["2000", "1997", "2013"], "join_date": ["2015"] * 3}
    found = run(batch_of(form, rows))
    assert found[["check", "verdict"]].values.tolist() == [["age-at", "certain"], ["age-at", "batch"]]
    said = json.loads(found["args"].iat[1])
    assert (said["records"], said["of"]) == (1, 2)  # who joined at the age of two has a date that is wrong


def test_nobody_is_a_minor_by_dates_that_contradict_each_other(batch_of: BatchOf) -> None:
    form = FORM + "  - {check: age-at, birth: birth_date, at: join_date, adult: 18}\n"
    dates = {"birth_date": ["2000", "2000"], "join_date": ["2015", "2015"], "form_date": ["2016", "1999"]}
    found = run(batch_of(form, {"full_name": ["A", "B"], **dates}))
    said = json.loads(found.loc[found["verdict"] == "batch", "args"].iat[-1])
    assert (said["records"], said["of"]) == (1, 1)
