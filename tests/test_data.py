"""YAML of strangers: texts, lists and mappings, and nothing else."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.data import MAX_YAML_BYTES, parse_yaml, read_yaml
from records.model import FormError


def test_values_stay_texts() -> None:
    value, lines = parse_yaml(b"a: NO\nb: 012\nc: 12:30\nd: ~\ne: [1, 2.0, true]\n", "f.yaml")
    assert value == {"a": "NO", "b": "012", "c": "12:30", "d": "~", "e": ["1", "2.0", "true"]}
    assert lines[("d",)] == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"a: &x 1\nb: *x", "f.yaml:1: aliases"),
        (b"a: !!python/object:os.system x", "f.yaml:1: tags"),
        (b"a: 1\nb: 2\na: 3", "f.yaml:3: a key stands twice"),
        (b"a: ]", "f.yaml:1: is not YAML"),
        (b"--- a\n--- b\n", "f.yaml: holds several documents"),
        (b"\xff\xfe", "f.yaml: is not UTF-8"),
        (b"? [a]\n: b", "f.yaml:1: a key is not a word"),
        (b"[" * 30, "f.yaml:1: is nested deeper"),
        (b"a: \x07", "f.yaml: is not YAML"),
    ],
)
def test_what_is_refused(text: bytes, said: str) -> None:
    with pytest.raises(FormError) as error:
        parse_yaml(text, "f.yaml")
    assert str(error.value).startswith(said)


def test_an_empty_document_is_an_empty_mapping() -> None:
    assert parse_yaml(b"", "f.yaml")[0] == {}


def test_a_huge_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "f.yaml"
    path.write_bytes(b"a" * (MAX_YAML_BYTES + 1))
    with pytest.raises(FormError, match="is larger than"):
        read_yaml(path)
    with pytest.raises(FormError, match=r"gone\.yaml: cannot be read"):
        read_yaml(tmp_path / "gone.yaml")


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(raw: bytes) -> None:
    try:
        parse_yaml(raw, "f.yaml")
    except FormError as error:
        assert "\n" not in str(error)
