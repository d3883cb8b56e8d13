"""A code asks where most words of its form in the column are no codes."""

from __future__ import annotations

import pandas as pd

import records


def origins(*texts: str) -> pd.DataFrame:
    """The origins of a table with these texts."""
    columns = ["Name", "Country of origin", "Country of residence"]
    table = pd.DataFrame([[f"Omar {n}", text, "N/A"] for n, text in enumerate(texts)], columns=columns)
    return records.from_frame(table, records.form("fighter-file")).frame()


def test_somerset_is_no_somalia() -> None:
    frame = origins("SOM", "DEV", "CON", "DOR", "SOM", "Kent")
    assert frame["origin_country_status"].astype(str).tolist()[:2] == ["ambiguous", "unread"]
    assert frame["origin_country_codes"].astype(str).tolist()[0] == ""


def test_codes_among_codes_are_read() -> None:
    frame = origins("SOM", "IRQ", "SYR", "DOR", "TN")
    assert frame["origin_country_codes"].astype(str).tolist() == ["SO", "IQ", "SY", "", "TN"]


def test_everybody_has_a_residence() -> None:
    assert origins("Iraq")["residence_country_missing"].astype(str).tolist() == ["unknown"]


def test_each_corrected_spelling_is_told_once() -> None:
    columns = ["Name", "Country of origin", "Nationality"]
    table = pd.DataFrame([["Omar", "Tunsia", "Tunsia"]] * 3 + [["Ali", "Tunisia", "Iraq"]], columns=columns)
    found = records.check(records.from_frame(table, records.form("fighter-file")))
    told = found[found["check"] == "corrected-spelling"]
    assert len(told) == told["field"].nunique() > 0
    assert set(told["severity"].astype(str)) == {"info"}
