"""Delimited text is read back cell for cell, whichever reader reads it."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import records
from records.inspection import candidates, lines
from records.model import SourceError
from records.sources import read_file
from records.sources.delimited import _fast, _slow, prove, read_delimited, sniff
from records.sources.sheet import Sheet

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8) | st.text(',;\t|"\r\n\0 ab٣', max_size=5)
TABLES = st.integers(1, 5).flatmap(lambda n: st.lists(st.lists(TEXT, min_size=n, max_size=n), min_size=1, max_size=6))
RAGGED = st.lists(st.lists(TEXT, min_size=0, max_size=4), min_size=1, max_size=6)


def write(path: Path, content: bytes | str) -> Path:
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def rows(sheet: Sheet) -> list[list[str]]:
    columns = [[text or "" for text in column.to_pylist()] for column in sheet.cells.columns]
    return [list(row) for row in zip(*columns, strict=True)]


def even(table: list[list[str]]) -> list[list[str]]:
    """What a sheet holds of a table: equal lines, an empty text for a cell that is not there."""
    width = max(map(len, table), default=0)
    return [row + [""] * (width - len(row)) for row in table]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(table=TABLES, delimiter=st.sampled_from(",;\t|"), ending=st.sampled_from(["\n", "\r\n"]), bom=st.booleans())
def test_slow_reader_reads_any_table_that_the_csv_module_wrote(tmp_path, table, delimiter, ending, bom):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=ending, quoting=csv.QUOTE_ALL).writerows(table)
    path = write(tmp_path / "t.csv", ("\ufeff" if bom else "") + text.getvalue())
    slow, *_ = _slow(path, delimiter, "utf-8-sig" if bom else "utf-8")
    assert [[cell or "" for cell in row.values()] for row in slow.to_pylist()] == even(table)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    table=TABLES | RAGGED, delimiter=st.sampled_from(",;"), quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL])
)
def test_fast_reader_gives_what_the_slow_one_gives_or_nothing(tmp_path, table, delimiter, quoting):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, quoting=quoting, lineterminator="\n").writerows(table)
    path = write(tmp_path / "t.csv", text.getvalue())
    fast = _fast(path, delimiter, prove(path, delimiter))
    if fast is not None:
        slow, *_ = _slow(path, delimiter, "utf-8")
        assert fast.to_pydict() == slow.to_pydict()


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.text('a,"\r\n\0٣', max_size=25))
def test_fast_reader_takes_no_text_that_the_slow_one_reads_otherwise(tmp_path, content):
    path = write(tmp_path / "t.csv", content)
    fast = _fast(path, ",", prove(path, ","))
    if fast is not None:
        slow, *_ = _slow(path, ",", "utf-8")
        assert fast.to_pydict() == slow.to_pydict()


@pytest.mark.parametrize(
    "content",
    ["a,b\n1,2\n", 'a,b\r\n"1","2"\r\n', 'a,b\n"1\n2","3, ""4"""\n', "\ufeffa,b\n,\n", "a\n\n1", '"a","b"'],
)
def test_well_formed_text_is_read_fast(tmp_path, content):
    path = write(tmp_path / "t.csv", content)
    proof = prove(path, ",")
    assert proof.proven
    assert _fast(path, ",", proof) is not None


@pytest.mark.parametrize(
    "content",
    [
        "a,b\n1\n",
        "a,b\n1,2,3\n",
        'a,b\n"1,2\n',
        'a,b\nx"1",2\n',
        'a,b\n"1"x,2\n',
        "a,b\n1,\0\n",
        "a,b\r1,2\n",
        "a,b\n\n1,2\n",
    ],
)
def test_text_in_which_something_could_be_lost_is_not_read_fast(tmp_path, content):
    assert not prove(write(tmp_path / "t.csv", content), ",").proven


def test_count_is_the_same_however_the_bytes_are_cut(tmp_path, monkeypatch):
    path = write(tmp_path / "t.csv", 'a,b\n"1\n,2","3"\r\n' * 50)
    whole = prove(path, ",")
    assert whole.proven
    for chunk in (1, 2, 3, 5, 7, 64):
        monkeypatch.setattr("records.sources.delimited.CHUNK", chunk)
        assert prove(path, ",") == whole


def test_nothing_is_inferred(tmp_path):
    sheet = read_delimited(write(tmp_path / "t.csv", "NA,007,None,2,1.0,TRUE\nnull, ,nan,٢,2020-01-01,#N/A\n"))
    assert rows(sheet) == [["NA", "007", "None", "2", "1.0", "TRUE"], ["null", " ", "nan", "٢", "2020-01-01", "#N/A"]]
    assert sheet.rows.tolist() == [1, 2]
    assert [column.num_chunks for column in sheet.cells.columns] == [1] * 6


def test_of_many_blank_lines_the_rest_takes_no_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("records.sources.delimited.MAX_BLANK", 2)
    sheet = read_delimited(write(tmp_path / "t.csv", "id,name\n\n\n\n\n1\n\n2,b\n"))
    assert sheet.rows.tolist() == [1, 2, 3, 6, 7, 8]
    assert sheet.cells.to_pydict()["A"] == ["id", None, None, "1", None, "2"]
    assert sheet.marks[["row", "column", "mark"]].to_numpy().tolist() == [[6, "A", "ragged"]]


@pytest.mark.parametrize("text", ["a\nb\nc\nd\n", "a,b\n\n\n\n", '"a\n\n\n\n",b\n'])
def test_more_lines_than_a_run_may_hold_are_refused_in_a_line(tmp_path, monkeypatch, text):
    monkeypatch.setattr("records.sources.guard.MAX_LINES", 3)
    with pytest.raises(SourceError, match=r"^t\.csv: has more than 3 lines"):
        read_delimited(write(tmp_path / "t.csv", text))


def test_more_lines_in_all_files_are_refused_by_the_library_and_the_command(tmp_path, monkeypatch):
    monkeypatch.setattr("records.sources.guard.MAX_LINES", 3)
    head = "Record no,Full name,Nationality\n"
    first, second = (write(tmp_path / name, f"{head}{name},Karim Daoud,Tunisian\n") for name in ("a.csv", "b.csv"))
    with pytest.raises(SourceError, match=r"^b\.csv: has more than 3 lines, with those before it"):
        records.read([first, second])
    result = records.run([first, second], "prisoner-register")
    assert [(left.file, "3 lines" in left.why) for left in result.left] == [("b.csv", True)]


def test_empty_cell_is_null_and_blank_lines_are_lines(tmp_path):
    sheet = read_delimited(write(tmp_path / "t.csv", 'id,name\n\n1,""\n,\n'))
    assert sheet.cells.to_pydict() == {"A": ["id", None, "1", None], "B": ["name", None, None, None]}
    assert sheet.marks.empty


def test_ragged_records_are_kept_and_marked(tmp_path):
    sheet = read_delimited(write(tmp_path / "t.csv", "id,name,nat\n1,a,SY\n2,b\n3,c,IQ,x,y\n4,d,NA\n"))
    assert rows(sheet)[2:4] == [["2", "b", "", "", ""], ["3", "c", "IQ", "x", "y"]]
    assert sheet.marks.values.tolist() == [[3, "B", "ragged", "2 of 3"], [4, "E", "ragged", "5 of 3"]]


def test_a_quote_that_swallowed_records_is_marked(tmp_path):
    sheet = read_delimited(write(tmp_path / "t.csv", 'a,b,c\n1,"x\n2,y,z\n3,y"\n4,"two\nlines, one comma",6\n'))
    assert sheet.marks[["row", "column", "mark"]].values.tolist() == [[2, "B", "ragged"], [2, "B", "swallowed"]]


@pytest.mark.parametrize(
    ("content", "where", "what"),
    [
        ('id,name\n1,"open\n2,x\n', "t.csv:2", "a quote is never closed"),
        ('id,name\n1,a\n2,"b"c\n', "t.csv:3", "a closing quote stands inside a cell"),
        ("id\n" + "x" * 200_000, "t.csv:2", "a cell has more than 131,072 characters"),
        (",".join("x" * 1_025), "t.csv:1", "has more than 1,024 columns"),
        (b"id\nabc\n\xe9\xe8\n", "t.csv", "is not UTF-8 (line 3)"),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_line(tmp_path, content, where, what):
    with pytest.raises(SourceError) as error:
        read_file(write(tmp_path / "t.csv", content))
    assert (error.value.where, error.value.what) == (where, what)
    assert error.value.remedy


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_text_with_a_mark_or_in_utf8_is_read(tmp_path, encoding):
    sheet = read_delimited(write(tmp_path / "t.csv", "الاسم;الجنسية\nمحمد;سوري\n".encode(encoding)))
    assert rows(sheet) == [["الاسم", "الجنسية"], ["محمد", "سوري"]]
    assert sheet.encoding == encoding


def test_a_byte_order_mark_holds_for_letters_that_are_rare_here(tmp_path: Path) -> None:
    (sheet,) = read_file(write(tmp_path / "marked.csv", "όνομα,שם\nΝίκος,დავით\n".encode("utf-16")))
    assert rows(sheet) == [["όνομα", "שם"], ["Νίκος", "დავით"]]


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-16-le", "utf-16-be"])
def test_other_encodings_are_named_not_guessed(tmp_path, encoding):
    path = write(tmp_path / "t.csv", "الرقم;الاسم;الجنسية\n007;محمد علي;سوري\n008;علي حسن;عراقي\n".encode(encoding))
    with pytest.raises(SourceError, match=f"likely [^;]*{encoding}"):
        read_file(path)
    assert rows(read_file(path, encoding)[0])[1] == ["007", "محمد علي", "سوري"]


def test_likely_encodings_are_shown_with_words_of_the_text(tmp_path):
    path = write(tmp_path / "t.csv", "الرقم;الاسم;الجنسية\n007;محمد علي;سوري\n".encode("cp1256"))
    first, *_ = lines([candidates(path)])
    assert first == "  windows-1256: الجنسية · الرقم · الاسم"


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16-le"])
def test_words_are_shown_from_where_the_other_letters_begin(tmp_path, encoding):
    start = "" if encoding == "utf-16-le" else "id,name\n" * 20_000
    path = write(tmp_path / "t.csv", f"{start}الجنسية,سوري\n".encode(encoding))
    assert next(lines([candidates(path)])) == f"  {encoding}: الجنسية · سوري"


def test_separator_line_is_obeyed_and_kept(tmp_path):
    sheet = read_delimited(write(tmp_path / "t.csv", "sep=;\nid;name\n1;a, b\n"))
    assert rows(sheet) == [["sep=;", ""], ["id", "name"], ["1", "a, b"]]


@pytest.mark.parametrize("delimiter", [",", ";"])
def test_a_blank_before_a_quote_is_no_part_of_the_cell(tmp_path: Path, delimiter: str) -> None:
    lines = [
        '"Name"; "Country"; "Notes"',
        '"Amal"; "Tunisian; born in France"; "x"',
        '"Badr";  "Iraqi"; "he said ""no"""',
    ]
    sheet = read_delimited(write(tmp_path / "a.csv", "\n".join(lines).replace(";", delimiter)))
    assert rows(sheet)[1:] == [["Amal", f"Tunisian{delimiter} born in France", "x"], ["Badr", "Iraqi", 'he said "no"']]
    assert not len(sheet.marks)


@pytest.mark.parametrize("text", ['Name, Kunya\nAmal, "Umm Ali" or so\n', '"a, ",","\n b,c\n'])
def test_a_blank_that_is_no_habit_of_the_file_is_kept(tmp_path: Path, text: str) -> None:
    assert any(cell.startswith(" ") for cell in rows(read_delimited(write(tmp_path / "a.csv", text)))[1])


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("a;b\n1,5;2,5\n", ";"),
        ("a,b\n1;2,x\n", ","),
        ("a\tb\n1, 2\t3\n", "\t"),
        ("a|b\n", "|"),
        ("one\ntwo\n", ","),
        ('"a;b",c\n"d;e;f",g\n', ","),
    ],
)
def test_delimiter_is_told_by_evidence(text, delimiter):
    assert sniff(text.encode()) == delimiter


@pytest.mark.parametrize("encoding", ["cp1256", "latin-1"])
def test_garbled_letters_are_marked_with_their_repair_and_kept(tmp_path, encoding):
    garbled = "فرنسا محمد".encode().decode(encoding)
    sheet = read_delimited(write(tmp_path / "t.csv", f"name,place\nطارق Øyvind,{garbled}\nظافر,é\n"))
    assert rows(sheet)[1] == ["طارق Øyvind", garbled]
    assert sheet.marks.values.tolist() == [[2, "B", "mojibake", "فرنسا محمد"]]
