"""What a frame of ours can't be is refused, also by a schema that was written to YAML and read again."""

import subprocess
import sys
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from pandera.errors import SchemaErrors
from pandera.io.pandas_io import from_yaml

import records
from tests.test_batch import sheet

ROOT = Path(__file__).parent.parent
FORM = """\
form: all-kinds
title: {en: A field of each kind, ar: حقل من كل نوع}
fields:
  day: {kind: date, required: true, labels: {en: Day}, not_before: 1930-01-01, not_after: 2017-12-31}
  later: {kind: date, labels: {en: Later}}
  land: {kind: country, labels: {en: Land}}
  group: {kind: blood, labels: {en: Group}}
  wives: {kind: count, labels: {en: Wives}, of: wives, not_below: 1, not_above: 4}
  children: {kind: counts, labels: {en: Children}}
  arms: {kind: choice, labels: {en: Arms}, vocabulary: weapons, many: true}
  who: {kind: name, labels: {en: Who}}
  number: {kind: identifier, labels: {en: Number}}
  remark: {kind: text, labels: {en: Remark}}
  years: {kind: age, labels: {en: Years}}
checks:
  - {check: date-order, earlier: day, later: later}
  - {check: required}
"""
HEADER = ["Day", "Later", "Land", "Group", "Wives", "Children", "Arms", "Who", "Number", "Remark", "Years"]
EXACT = ["13/5/1990", "14/5/2014", "تونس", "A1+", "2", "3+1", "pkm + sniper", "سامي", "17", "طلب نقل", "34"]
UNREAD = ["banana", "banana", "xyzzy", "xyzzy", "Tunis", "Tunis", "xyzzy", "12345", "1.23E+11", "#REF!", "xyzzy"]
OPEN = ["1900-01-01", "before 2015", "عمان", "A / B", "معدد", "3,1", "", "", "", "", "a child"]
READ, MISSING, NOT_READ = 0, 1, 2


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("form") / "all-kinds.yaml"
    path.write_text(FORM, encoding="utf-8")
    return records.form(path)


def batch(form: Any, *rows: list[str]) -> Any:
    return records.normalise([sheet([HEADER, *rows])], form)


@pytest.fixture(scope="module")
def frame(form: Any) -> pd.DataFrame:
    """A record that is read, one missing, one unread, and one with open ends and alternatives."""
    made: pd.DataFrame = batch(form, EXACT, [""] * 9 + ["-", "-"], UNREAD, OPEN).frame()
    return made


@pytest.fixture(scope="module")
def schemas(form: Any) -> dict[bool, tuple[Any, Any]]:
    """With rules and without: the schema of the form, and what `to_yaml` keeps of it."""
    return {rules: (form.to_pandera(rules), from_yaml(form.to_pandera(rules).to_yaml())) for rules in (False, True)}


def refusals(schemas: tuple[Any, Any], frame: pd.DataFrame) -> list[set[str]]:
    """The rules that are broken by each schema."""
    found = []
    for schema in schemas:
        try:
            schema.validate(frame, lazy=True)
            found.append(set())
        except SchemaErrors as errors:
            found.append(set(errors.failure_cases["check"]))
    return found


def with_value(frame: pd.DataFrame, column: str, value: Any, record: int) -> pd.DataFrame:
    """The frame with one value changed; a category that is new is added."""
    values = frame[column].copy()
    if isinstance(values.dtype, pd.CategoricalDtype) and value is not None and value not in values.cat.categories:
        values = values.cat.add_categories([value])
    values.loc[record] = value
    return frame.assign(**{column: values})


def columns() -> list[str]:
    return [f"{HEADER[n].lower()}{part}" for n in range(len(HEADER)) for part in PARTS[n]]


KINDS = ["date", "date", "country", "blood", "count", "counts", "choice", "name", "identifier", "text", "age"]
PARTS = [("", "_status", "_missing", *(f"_{part}" for part in records.KINDS[kind].parts)) for kind in KINDS]
WRONG = {
    "string": (None, READ),
    "category": ("laser", READ),
    "Int64": (-1, READ),
    "bool": (True, MISSING),
    "datetime64[s]": (pd.Timestamp("2014-01-01"), MISSING),
}
"""For each dtype a value that no text is read as, or not in that record."""


def test_every_frame_of_ours_is_kept_by_both(schemas: Any, frame: pd.DataFrame) -> None:
    assert set(columns()) == set(frame)
    statuses = frame[[name for name in frame if name.endswith("_status")]].astype(str)
    assert [set(row) for row in statuses.to_numpy()][:3] == [{"exact"}, {"missing"}, {"unread"}]
    assert refusals(schemas[False], frame) == [set(), set()]
    assert refusals(schemas[True], frame.iloc[[READ]]) == [set(), set()]


@pytest.mark.parametrize("column", columns())
def test_each_column_changed_is_refused_by_both(schemas: Any, frame: pd.DataFrame, column: str) -> None:
    value, record = WRONG[str(frame[column].dtype)]
    ours, read = refusals(schemas[False], with_value(frame, column, value, record))
    assert ours, "by the schema of the form"
    assert read, "by the schema read from YAML"


NO_DAY, NO_NUMBER, LATE = pd.NaT, pd.NA, pd.Timestamp("2014-01-01")
FAULTS: dict[str, tuple[dict[str, Any], int, str]] = {
    "a country that is none": ({"land_codes": "ZZ"}, READ, "codes:land_codes"),
    "one of two countries is none": ({"land_codes": "TN|ZZ"}, READ, "codes:land_codes"),
    "a way to say a country that is none": ({"land_how": "guess"}, READ, "codes:land_how"),
    "a blood group that is none": ({"group_abo": "Q"}, READ, "codes:group_abo"),
    "a rhesus factor that is none": ({"group_rh": "?"}, READ, "codes:group_rh"),
    "a subgroup that is none": ({"group_subgroup": "B7"}, READ, "codes:group_subgroup"),
    "a weapon that is none": ({"arms_codes": "laser"}, READ, "codes:arms_codes"),
    "a calendar that is none": ({"day_calendar": "lunar"}, READ, "codes:day_calendar"),
    "a script that is none": ({"who_script": "runes"}, READ, "codes:who_script"),
    "a status that is none": ({"arms_status": "sure"}, READ, "words:arms_status"),
    "a reason that is none": ({"arms_missing": "lost"}, MISSING, "words:arms_missing"),
    "exact, and no country": ({"land_codes": ""}, READ, "status:land"),
    "exact, and no number": ({"wives_low": NO_NUMBER, "wives_high": NO_NUMBER}, READ, "status:wives"),
    "exact, and no day": ({"day_earliest": NO_DAY, "day_latest": NO_DAY}, READ, "status:day"),
    "inferred, and no name": ({"who_status": "inferred", "who_clean": "", "who_script": ""}, READ, "status:who"),
    "a reading of no text": ({"land": ""}, READ, "status:land"),
    "unread, and no text": ({"land": ""}, NOT_READ, "status:land"),
    "a reading that is missing": ({"land_missing": "unknown"}, READ, "status:land"),
    "unread, and missing": ({"land_missing": "none"}, NOT_READ, "status:land"),
    "missing without a reason": ({"day_missing": None}, MISSING, "status:day"),
    "missing, and a day": ({"day_latest": LATE}, MISSING, "status:day"),
    "missing, and about": ({"day_approximate": True}, MISSING, "status:day"),
    "unread, and a day": ({"day_latest": LATE}, NOT_READ, "status:day"),
    "ends before it begins": ({"day_latest": pd.Timestamp("1900-01-01")}, READ, "ordered:day"),
    "at most fewer than at least": ({"wives_low": 99}, READ, "ordered:wives"),
    "a sum at most smaller than at least": ({"children_total_low": 99}, READ, "ordered:children"),
    "an age at most younger than at least": ({"years_months_low": 9999}, READ, "ordered:years"),
    "a negative count": ({"wives_low": -1}, READ, "count:wives_low"),
}


@pytest.mark.parametrize("why", FAULTS)
def test_what_is_no_reading_is_refused_by_both(schemas: Any, frame: pd.DataFrame, why: str) -> None:
    values, record, rule = FAULTS[why]
    for column, value in values.items():
        frame = with_value(frame, column, value, record)
    assert [rule in broken for broken in refusals(schemas[False], frame)] == [True, True]


RULES = {
    "required:day": ["", *EXACT[1:]],
    "bounds:day": ["1/5/1920", *EXACT[1:]],
    "date-order": [EXACT[0], "1985", *EXACT[2:]],
    "bounds:wives": [*EXACT[:4], "5", *EXACT[5:]],
}


@pytest.mark.parametrize("rule", RULES)
def test_a_rule_is_broken_in_both_and_once_in_the_failure_cases(form: Any, schemas: Any, rule: str) -> None:
    made = batch(form, EXACT, RULES[rule])
    assert refusals(schemas[True], made.frame()) == [{rule}, {rule}]
    result = made.validate()
    assert result.attrs["failure_cases"][["check", "index"]].to_numpy().tolist() == [[rule, 1]]
    assert result["valid"].tolist() == [True, False]


@pytest.mark.parametrize("text", ["13 juin 1917 v. st.", "昭和60年3月5日", "10 Meskerem 2007 EC", "5 رمضان 1410 هـ"])
def test_a_day_of_any_calendar_is_kept(form: Any, schemas: Any, text: str) -> None:
    made = batch(form, [EXACT[0], text, *EXACT[2:]]).frame()
    assert made["later_calendar"].tolist() != ["gregorian"]
    assert refusals(schemas[False], made) == [set(), set()]


def test_below_the_least_number_is_out_of_bounds(form: Any, schemas: Any) -> None:
    none = [*EXACT[:4], "0", *EXACT[5:]]
    assert refusals(schemas[True], batch(form, none).frame()) == [{"bounds:wives"}] * 2


@pytest.mark.parametrize("text", ["about 1920", "1920?", "3/4/1920 or 3/4/1990"])
def test_what_a_text_doubts_breaks_no_rule(form: Any, schemas: Any, text: str) -> None:
    made = batch(form, [text, *EXACT[1:]])
    assert made.frame()["day_earliest"].notna().all()
    assert refusals(schemas[True], made.frame()) == [set(), set()]
    assert made.validate()["valid"].all()


@pytest.mark.parametrize("name", ["battalion.xlsx", "border-entry.xlsx", "capture-cards.xlsx", "prisoner-register.csv"])
def test_a_broken_rule_is_a_certain_finding(name: str) -> None:
    of_file = {"border-entry.xlsx": "border-entry-form", "capture-cards.xlsx": "capture-card"}
    forms = [of_file[name]] if name in of_file else [name.removesuffix(".csv")]
    for each in ["fighter-file", "medical-form"] if name == "battalion.xlsx" else forms:
        result = records.normalise(records.read(ROOT / "examples" / name), each).validate()
        cases = result.attrs["failure_cases"]
        assert not result.loc[cases["index"], "valid"].any()
        assert not cases.duplicated(["check", "index"]).any()


def test_ten_thousand_bad_records_are_as_many_failure_cases(form: Any, frame: pd.DataFrame) -> None:
    many = frame.iloc[[READ] * 10_000].reset_index(drop=True).rename_axis("record")
    many["day_latest"] = pd.Timestamp("1940-01-01").as_unit("s")
    with pytest.raises(SchemaErrors) as caught:
        form.to_pandera().validate(many, lazy=True)
    assert caught.value.failure_cases["check"].value_counts().to_dict() == {"ordered:day": 10_000}


READS = """
import sys
{first}
{second}
assert "records.contract" in sys.modules
from pandera.io.pandas_io import from_yaml
print(sorted(check.name for check in from_yaml({path!r}).checks)[0])
"""


@pytest.mark.parametrize("order", [("import records", "import pandera.io"), ("import pandera.io", "import records")])
def test_a_schema_is_read_after_import_records_alone(form: Any, tmp_path: Path, order: tuple[str, str]) -> None:
    path = tmp_path / "schema.yaml"
    form.to_pandera(rules=True).to_yaml(path)
    program = READS.format(first=order[0], second=order[1], path=str(path))
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "sijill_answered\n", done.stderr


def test_import_records_loads_neither_pandas_nor_pandera() -> None:
    program = "import sys, records; print({'pandas', 'pandera'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout == "set()\n", done.stderr
