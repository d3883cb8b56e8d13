"""What a file is, is told by its bytes; what cannot be opened is refused in one line."""

import gzip
import os
import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from records.model import SourceError
from records.sources import read_file
from records.sources.guard import Format, identify
from tests.sources.containers import ole

XML = b"<?xml version='1.0'?>"


def refusal(path: Path) -> SourceError:
    with pytest.raises(SourceError) as error:
        read_file(path)
    assert "\n" not in str(error.value)
    assert error.value.where.split("!")[0] == path.name
    assert error.value.remedy
    return error.value


def workbook(path: Path) -> Path:
    book = xlsxwriter.Workbook(path)
    book.add_worksheet("s").write_row(0, 0, ["a", 1])
    book.close()
    return path


def altered(path: Path, part: str, content: bytes) -> Path:
    """The workbook at `path` with one part replaced or added."""
    with zipfile.ZipFile(workbook(path)) as package:
        parts = {name: package.read(name) for name in package.namelist()} | {part: content}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, each in parts.items():
            package.writestr(name, each)
    return path


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("a.xlsx", b"id,name\n1,a\n", "is a text (CSV) named .xlsx"),
        ("a.xlsx", ole("Workbook"), "is an old .xls named .xlsx"),
        ("a.xlsx", ole("EncryptedPackage"), "is encrypted with a password"),
        ("a.xls", ole("Workbook", b"\x09\x08\0\0\x2f\0\0\0"), "is encrypted with a password"),
        ("a.doc", ole("WordDocument"), "is an Office file without a workbook"),
        ("a.xls", ole("Workbook") + b"x", "is damaged: bytes were added to it or lost"),
        ("a.xls", ole("Workbook")[:-600], "is damaged: a sector is not there"),
        ("a.xls", ole("Workbook", first=0xFFFF), "is damaged: its sectors run in a circle"),
        ("a.xls", ole("Workbook", order=0xFEFF), "is damaged: its header is not one"),
        ("a.csv", b"", "is empty"),
        ("a.csv", gzip.compress(b"id\n1\n", mtime=0), "is compressed (gzip)"),
        ("a.csv", b"\x89PNG\r\n\x1a\n", "is a picture"),
        ("a.csv", bytes(range(32)) * 20, "is not text"),
        ("a.xlsx", bytes(range(32)) * 20, "is no workbook, though named .xlsx"),
        ("a.csv", XML + b"<!DOCTYPE x><x/>", "is XML"),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", "is HTML named .xls"),
        ("a.py", b"import os\n", "is no table that is read here (.py)"),
        ("a.xlsx", b"PK\x03\x04 cut short", "is damaged: not a whole zip package"),
    ],
)
def test_files_that_are_not_what_they_seem(tmp_path, name, content, what):
    path = tmp_path / name
    path.write_bytes(content)
    assert refusal(path).what == what


def test_missing_and_folder_and_pipe_and_too_large(tmp_path):
    assert refusal(tmp_path / "no.csv").what == "is not there"
    assert refusal(tmp_path).what == "is a folder"
    os.mkfifo(tmp_path / "p.csv")
    assert refusal(tmp_path / "p.csv").what == "is not a file"
    (tmp_path / "a.csv").write_text("a,b\n")
    with pytest.raises(SourceError, match="has more than 3 bytes"):
        read_file(tmp_path / "a.csv", max_bytes=3)


def test_a_workbook_under_any_name_is_a_workbook(tmp_path):
    assert identify(workbook(tmp_path / "b.csv")) is Format.XLSX


@pytest.mark.parametrize(
    ("part", "content", "what"),
    [
        (
            "xl/worksheets/sheet1.xml",
            XML + b"<!DOCTYPE x [<!ENTITY a 'b'>]><worksheet/>",
            "holds a <!DOCTYPE, which no workbook needs",
        ),
        (
            "xl/styles.xml",
            '<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x><x/>'.encode("utf-16"),
            "holds a <!DOCTYPE, which no workbook needs",
        ),
        ("../outside.xml", b"<x/>", "names parts outside itself"),
        ("xl/media/bomb.bin", bytes(2_000_000), "unpacks to far more than it holds, as a zip bomb does"),
    ],
)
def test_packages_that_mean_harm(tmp_path, part, content, what):
    assert refusal(altered(tmp_path / "b.xlsx", part, content)).what == what


def test_a_damaged_part_is_never_read_as_another_value(tmp_path):
    path = workbook(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path) as package:
        about = package.getinfo("xl/worksheets/sheet1.xml")
    raw = bytearray(path.read_bytes())
    raw[about.header_offset + 30 + len(about.filename) + about.compress_size // 2] ^= 0x10
    path.write_bytes(raw)
    assert "damaged" in refusal(path).what


def test_a_directory_that_names_fewer_parts_than_there_are_is_no_whole_package(tmp_path):
    path = workbook(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = len(package.namelist())
        first, *_, last = package.infolist()
    raw = bytearray(path.read_bytes())
    entry = raw.rindex(last.filename.encode()) - 46
    at = raw.index(b"PK\1\2")
    swallowed = entry - at - 46 - len(first.filename)  # the first entry takes the others for its own comment
    raw[at + 32 : at + 34] = swallowed.to_bytes(2, "little")
    path.write_bytes(raw)
    assert refusal(path).what == f"is damaged: of its {parts} parts 2 are named"


@pytest.mark.parametrize("part", ["xl/styles.xml", "xl/sharedStrings.xml", "xl/worksheets/sheet1.xml"])
def test_a_part_that_is_referred_to_and_not_there_is_told(tmp_path, part):
    path = workbook(tmp_path / "b.xlsx")
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist() if name != part}
    with zipfile.ZipFile(path, "w") as package:
        for name, each in parts.items():
            package.writestr(name, each)
    assert "is not there" in refusal(path).what


@pytest.mark.parametrize("name", ["~$amal.xlsx", "~$amal.xls", ".~lock.amal.xlsx#"])
def test_a_lock_file_is_called_one(tmp_path, name):
    (tmp_path / name).write_bytes(b"\x05Typis" + b" " * 150)
    assert refusal(tmp_path / name).what == "is the lock of a workbook that is open elsewhere"
