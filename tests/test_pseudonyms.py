"""A safe copy holds no text of the source: not a name, not a day, not a note, not a victim."""

from __future__ import annotations

import csv
import io
import stat
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import records
from records.batch import Batch
from records.forms import Field
from records.model import SijillError
from records.pseudonyms import KEY_BYTES, keep_apart, new_key, pseudonymised, read_key, token, treatment

ROOT = Path(__file__).parent.parent
EXAMPLE = ROOT / "examples" / "battalion.xlsx"
KEY = bytes(range(KEY_BYTES))


@pytest.fixture(scope="module")
def batch() -> Batch:
    sheets = [sheet for sheet in records.read(EXAMPLE) if sheet.source.sheet == "الملفات"]
    return records.normalise(sheets, records.form("fighter-file"))


def written(frame: pd.DataFrame) -> str:
    return frame.to_csv(index=False)


def test_no_text_that_was_typed_is_in_the_copy(batch: Batch) -> None:
    """But for what a code or a year says anyway, such as `TN` or `1990`."""
    frame = pseudonymised(batch, KEY)
    cells = {cell for row in csv.reader(io.StringIO(written(frame))) for cell in row}
    codes = {"TN", "A+", "A-", "B+", "B-", "O+", "O-", "-", "university", ""}
    codes |= {str(n) for n in (*range(10), *range(1950, 2030))}
    for name, column in (batch.columns | batch.others).items():
        typed = set(column.take("text")) - codes
        assert not typed & cells, name


@pytest.mark.parametrize(
    "field",
    ["notes", "photo", "wives_count", "children_per_wife", "children_total", "slaves_count", "transcriber", "page"],
)
def test_what_is_left_out_has_no_column(batch: Batch, field: str) -> None:
    frame = pseudonymised(batch, KEY)
    assert not [name for name in frame.columns if name.startswith((field, "other:"))]
    assert any(
        field in names for how, names in frame.attrs["treated"].items() if how not in ("token", "year", "reading")
    )


def test_every_column_is_accounted_for(batch: Batch) -> None:
    treated = pseudonymised(batch, KEY).attrs["treated"]
    told = [name for names in treated.values() for name in names]
    assert sorted(told) == sorted([*batch.columns, *(name.removeprefix("other:") for name in batch.others)])


def test_days_become_years(batch: Batch) -> None:
    frame = pseudonymised(batch, KEY)
    assert not frame.select_dtypes("datetime").columns.tolist()
    days = batch.frame()["birth_date_earliest"].dropna()
    assert sorted(frame["birth_date_year_low"].dropna()) == sorted(days.dt.year)


def test_the_same_key_gives_the_same_tokens_and_another_key_others(batch: Batch) -> None:
    first, again, other = (pseudonymised(batch, key)["full_name_token"] for key in (KEY, KEY, KEY[::-1]))
    assert first.tolist() == again.tolist()
    assert not set(first) & set(other)
    assert first.str.fullmatch("[0-9a-f]{32}").all() and first.is_unique


def test_the_order_says_nothing_of_the_source(batch: Batch) -> None:
    turned = Batch(
        batch.form,
        {name: column.with_codes(column.codes[::-1]) for name, column in batch.columns.items()},
        batch.others, batch.origin, batch.mappings, batch.marks, batch.evidence,
    )  # fmt: skip
    assert pseudonymised(turned, KEY).equals(pseudonymised(batch, KEY))


@pytest.mark.parametrize(
    ("kind", "sensitivity", "about", "how"),
    [
        ("name", "public", "person", "token"),
        ("identifier", "public", "person", "token"),
        ("name", "identifying", "third_party", "third party"),
        ("name", "restricted", "person", "restricted"),
        ("count", "restricted", "third_party", "restricted"),
        ("count", "special", "third_party", "third party"),
        ("text", "public", "person", "free text"),
        ("text", "identifying", "person", "free text"),
        ("text", "public", "record", "record"),
        ("date", "public", "person", "year"),
        ("date", "identifying", "person", "token"),
        ("choice", "identifying", "person", "token"),
        ("country", "public", "person", "reading"),
        ("blood", "special", "person", "reading"),
    ],
)
def test_what_becomes_of_a_field(kind: str, sensitivity: str, about: str, how: str) -> None:
    assert treatment(Field(id="f", kind=kind, sensitivity=sensitivity, about=about)) == how  # type: ignore[arg-type]  # words of the form


def key_file(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    path.chmod(0o600)
    return path


def test_a_short_key_is_refused(batch: Batch, tmp_path: Path) -> None:
    with pytest.raises(SijillError, match="key: holds 31 bytes, which is too short"):
        pseudonymised(batch, KEY[:-1])
    key_file(tmp_path / "key", KEY[:-1])
    with pytest.raises(SijillError, match="key: holds 31 bytes, which is too short"):
        read_key(tmp_path / "key")


def test_a_new_key_is_for_its_owner_alone_and_never_written_over(tmp_path: Path) -> None:
    path = tmp_path / "key"
    key = new_key(path)
    assert read_key(path) == key and len(key) > KEY_BYTES and key != new_key(tmp_path / "other")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(SijillError, match="never written over"):
        new_key(path)
    assert path.read_bytes() == key


@pytest.mark.parametrize("n", range(3, 12))
def test_a_key_of_few_different_bytes_is_refused(batch: Batch, n: int) -> None:
    with pytest.raises(SijillError, match=f"holds {n} different bytes, which is easily guessed"):
        pseudonymised(batch, KEY[:n] * 20)


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.binary(min_size=20, max_size=40).filter(lambda line: not {10, 13} & set(line)), min_size=2, max_size=4)
)
def test_line_ends_do_not_change_a_key(tmp_path: Path, lines: list[bytes]) -> None:
    """A key that went through another system, or an editor, gives the same tokens."""
    kept = [KEY[14:], *lines]
    ways = [end.join(kept) + last for end in (b"\n", b"\r\n", b"\r") for last in (b"", b"\n", b"\r\n")]
    assert {read_key(key_file(tmp_path / "key", way)) for way in ways} == {b"\n".join(kept)}


def test_where_modes_do_not_count_a_key_may_be_open(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = key_file(tmp_path / "key", KEY[14:] * 2)
    path.chmod(0o644)
    with pytest.raises(SijillError, match="key: is a key that others may read"):
        read_key(path)
    monkeypatch.setattr("records.pseudonyms._modes_count", lambda _: False)
    assert read_key(path) == KEY[14:] * 2


def test_a_key_is_kept_apart_whatever_it_is_called(tmp_path: Path) -> None:
    """Links are followed, and a source is known under each of its names."""
    (tmp_path / "copies").mkdir()
    (tmp_path / "keys").mkdir()
    key = key_file(tmp_path / "keys" / "key", KEY)
    (tmp_path / "copies" / "link").symlink_to(key)
    (tmp_path / "linked").symlink_to(tmp_path / "copies")
    keep_apart(tmp_path / "copies" / "link", tmp_path / "copies" / "copy.csv", [tmp_path / "gone.csv"])
    for name, out in (("keys/key", "keys/copy.csv"), ("linked/key", "copies/copy.csv")):
        with pytest.raises(SijillError, match="is a key beside the copy"):
            keep_apart(tmp_path / name, tmp_path / out, [])
    (tmp_path / "twin").hardlink_to(key)
    with pytest.raises(SijillError, match="is a source, and no key"):
        keep_apart(key, tmp_path / "copies" / "copy.csv", [tmp_path / "twin"])


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(min_size=1), st.text(min_size=1))
def test_a_token_is_of_its_text_and_field(first: str, second: str) -> None:
    assert len(token("kunya", first, KEY)) == 32
    assert token("kunya", first, KEY) != token("full_name", first, KEY)
    assert token("kunya", first, KEY) == token("kunya", first, KEY)
    if token("kunya", first, KEY) == token("kunya", second, KEY):
        from records.text import fold

        assert fold(first) == fold(second)
