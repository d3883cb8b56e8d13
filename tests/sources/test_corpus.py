"""Files of other projects, where they lie beside the checkout: each is read as was settled, or refused in one line."""

import csv
from pathlib import Path

import pytest

from records.inspection import inspect
from records.model import SourceError

CORPUS = Path(__file__).parents[3] / "shared" / "hostile"
CASES = Path(__file__).parents[1] / "cases" / "files.csv"
pytestmark = pytest.mark.skipif(not CORPUS.exists(), reason="the corpus is not beside this checkout")


def cases():
    with CASES.open(encoding="utf-8", newline="") as file:
        return [pytest.param(case, id=case["file"]) for case in csv.DictReader(file)]


@pytest.mark.parametrize("case", cases())
def test_files_on_which_other_readers_disagree_are_read_as_settled(case):
    found = inspect(CORPUS / case["file"])
    assert (found["rows_read"], found["cells_read"]) == (int(case["rows"]), int(case["cells"])), case["why"]


@pytest.mark.parametrize("what", ["password", "DOCTYPE", "compressed", "circle", "outside itself"])
def test_the_reason_of_a_refusal_is_the_right_one(what):
    files = {
        "password": ["python-calamine__password.xls", "python-calamine__password.xlsx", "excelize__encryptAES.xlsx"],
        "DOCTYPE": ["poi__poc-xmlbomb.xlsx"],
        "compressed": ["frictionless-py__implicit-gz.csv"],
        "circle": ["phpspreadsheet__oleloop.xls"],
        "outside itself": ["zip-slip-vulnerability__zip-slip.zip"],
    }[what]
    for name in files:
        with pytest.raises(SourceError, match=what) as error:
            inspect(CORPUS / name)
        assert error.value.where == name
