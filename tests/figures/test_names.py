"""What countries are called, and that the file is what its script writes."""

import subprocess
import sys
from pathlib import Path

import pytest

from records.figures.person_tables import code_name
from records.forms import Field

ROOT = Path(__file__).parents[2]


def test_the_names_are_what_the_script_writes() -> None:
    pytest.importorskip("babel")
    script = ROOT / "scripts" / "build_country_names.py"
    assert subprocess.run([sys.executable, script, "--check"], check=False).returncode == 0


def test_a_code_without_a_name_is_its_own_name() -> None:
    assert code_name(Field(id="nationality", kind="country"), "QQ", "ar") == "QQ"


def test_neutral_names() -> None:
    country = Field(id="nationality", kind="country")
    assert [code_name(country, code, "en") for code in ("PS", "XK", "TW")] == ["Palestine", "Kosovo", "Taiwan"]
