"""Tables by category: every record in one line, three denominators, nothing about third parties."""

from __future__ import annotations

import time
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.figures import definitions, fields, missingness, table
from records.model import FormError, Missing, SijillError, Status

COUNTS = {
    "DZ": 30, "FR": 12, "DZ|FR": 6, "-none": 5, "?": 7, "!": 8, "-blank": 9, "-unknown": 11, "-not_applicable": 12,
}  # fmt: skip
SUMS = ("answered", "applicable", "all")


def persons(found: pd.DataFrame) -> dict[str, Any]:
    return {f"{row.line}:{row.code}".rstrip(":"): row.persons for row in found.itertuples()}


def test_every_record_stands_in_exactly_one_line(batch_of: Any) -> None:
    found = table(batch_of(COUNTS))
    assert persons(found) == {
        "category:DZ": 30, "category:FR": 12, "category:DZ|FR": 6, "none": 5, "ambiguous": 7, "unread": 8,
        "answered": 68, "missing:not_available": 12, "missing:unknown": 11, "missing:blank": 9,
        "applicable": 100, "all": 100,
    }  # fmt: skip
    assert found.loc[~found["line"].isin(SUMS), "persons"].sum() == 100


def test_the_three_denominators(batch_of: Any) -> None:
    batch = batch_of(wife_nationality=COUNTS)
    found = table(batch, "wife_nationality", audience="working group").set_index(["line", "code"])
    shares = ["share_all", "share_applicable", "share_answered"]
    assert found.loc[("category", "DZ"), shares].tolist() == pytest.approx([0.3, 30 / 88, 30 / 68])
    assert found.loc[("missing", "blank"), shares].tolist() == pytest.approx([0.09, 9 / 88, float("nan")], nan_ok=True)
    assert found.loc[("missing", "not_applicable"), shares].isna().tolist() == [False, True, True]
    ends = found.loc[("category", "FR"), ["share_all_low", "share_all_high"]].tolist()
    assert ends == pytest.approx([0.0700, 0.1981], abs=1e-4)


def test_what_everybody_has_is_not_available_where_the_text_says_not_applicable(batch_of: Any) -> None:
    found = persons(table(batch_of({"DZ": 30, "-not_applicable": 10})))
    assert (found["missing:not_available"], found["applicable"]) == (10, 40)


def test_a_sheet_without_the_column_asked_nobody(batch_of: Any) -> None:
    found = table(batch_of({"DZ": 20, "FR": 10, "-blank": 10, "-not_transcribed": 14}))
    assert persons(found) == {
        "category:DZ": 20, "category:FR": 10, "answered": 30, "missing:blank": 10, "applicable": 40, "all": 40,
        "not_asked": 14,
    }  # fmt: skip
    assert found.set_index("code")["share_all"]["DZ"] == 0.5
    assert found[found["line"] == "not_asked"].filter(like="share_").isna().all(axis=None)


def test_a_text_with_several_readings_is_in_none_of_them(batch_of: Any) -> None:
    assert persons(table(batch_of({"DZ": 30, "?": 10})))["category:DZ"] == 30


def test_below_twenty_records_there_is_no_percentage(batch_of: Any) -> None:
    for audience in ("publication", "working group"):
        found = table(batch_of({"DZ": 9, "FR": 2, "IQ": 3, "-blank": 5}), audience=audience)  # type: ignore[arg-type]
        assert found.filter(like="share_").isna().all(axis=None)
    assert table(batch_of({"DZ": 10, "FR": 10}))["share_all"].notna().any()


def test_below_twenty_answers_there_is_no_percentage(batch_of: Any) -> None:
    found = table(batch_of({"DZ": 9, "FR": 9, "-blank": 30}))
    assert found.filter(like="share_").isna().all(axis=None)


def test_the_working_group_sees_every_count(batch_of: Any) -> None:
    found = table(batch_of({"DZ": 30, "FR": 1}), audience="working group")
    assert persons(found)["category:FR"] == 1
    assert set(found["audience"]) == {"working group"}
    assert found["suppressed_below"].isna().all()


def test_a_published_table_says_so(batch_of: Any) -> None:
    found = table(batch_of(COUNTS), suppress_below=4)
    assert set(found["audience"]) == {"publication"}
    assert set(found["suppressed_below"]) == {4}


def test_names_in_both_languages(batch_of: Any) -> None:
    found = table(batch_of(COUNTS))
    assert not (found["name_en"] == "").any()
    assert (found["name_ar"] != found["name_en"]).all()
    both = found.set_index("code").loc["DZ|FR"]
    assert (both["name_en"], both["name_ar"]) == ("Algeria and France", "الجزائر وفرنسا")


@pytest.mark.parametrize("field", ["wife_nationality", "captive_of"])
def test_third_parties_and_victims_are_never_tabulated_for_publication(batch_of: Any, field: str) -> None:
    batch = batch_of(nationality=COUNTS, **{field: COUNTS})
    assert field not in fields(batch.form)
    with pytest.raises(SijillError, match="not tabulated for publication"):
        table(batch, by=field)
    assert persons(table(batch, by=field, audience="working group"))["all"] == 100


def test_what_cannot_be_asked_is_refused_in_a_line(batch_of: Any) -> None:
    batch = batch_of(COUNTS)
    with pytest.raises(FormError, match="did you mean 'nationality'"):
        table(batch, by="nationalty")
    with pytest.raises(SijillError, match="kunya has no categories"):
        table(batch, by="kunya")
    with pytest.raises(SijillError, match=r"no audience 'public'.*did you mean 'publication'"):
        table(batch, audience="public")  # type: ignore[arg-type]
    with pytest.raises(SijillError, match="threshold below 3"):
        table(batch, suppress_below=2)


def test_an_empty_batch_has_an_empty_table(batch_of: Any) -> None:
    assert persons(table(batch_of({"DZ": 0}), audience="working group")) == {"answered": 0, "applicable": 0, "all": 0}
    assert persons(table(batch_of({"DZ": 0}))) == {"all": 0}


@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dictionaries(st.sampled_from(list(COUNTS)), st.integers(0, 30), min_size=1))
def test_lines_add_up(batch_of: Any, counts: dict[str, int]) -> None:
    found = persons(table(batch_of(counts), audience="working group"))
    plain = {name: count for name, count in found.items() if name not in SUMS}
    blank = sum(count for name, count in plain.items() if name.startswith("missing"))
    assert sum(plain.values()) == found["all"] == sum(counts.values())
    assert found["applicable"] == found["all"]
    assert found["answered"] == found["all"] - blank


def test_definitions_stand_side_by_side(batch_of: Any) -> None:
    side = definitions(batch_of(origin_country={"DZ": 5, "FR": 1, "-blank": 2}, nationality={"DZ": 1, "FR": 7}))
    assert list(side.columns) == ["origin_country", "nationality"]
    assert side.loc[("category", "FR")].tolist() == [1, 7]
    assert side.loc[("missing", "blank")].tolist() == [2, 0]
    assert definitions(batch_of({"-blank": 4})).empty


def test_missingness_counts_every_record_once(batch_of: Any) -> None:
    found = missingness(batch_of(COUNTS))
    row = found.loc["nationality"]
    assert row["records"] == 100
    assert row[[*(str(each) for each in list(Status)[:-1]), *(str(each) for each in Missing)]].sum() == 100
    assert (row["exact"], row["ambiguous"], row["unread"], row["unknown"]) == (48, 7, 8, 11)


def test_a_million_records_take_no_time(batch_of: Any) -> None:
    batch = batch_of({"DZ": 500_000, "FR": 300_000, "IQ": 4, "-blank": 199_996})
    before = time.process_time()
    table(batch)
    assert time.process_time() - before < 0.1
