"""What the README says is run; where it points is there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SHELL = "\n".join(re.findall(r"```sh\n(.*?)```", README, re.DOTALL))
CALLS = re.findall(r"\.venv/bin/sijill (.*)", SHELL)


def call(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """The call as it stands there, with this Python, in a folder where the examples lie."""
    for name in ("examples", "records", "schemas"):
        if not (folder / name).exists():
            (folder / name).symlink_to(ROOT / name)
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    return subprocess.run(
        f"{sys.executable} -m records {line}",
        shell=True,
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
    )


@pytest.mark.parametrize("line", CALLS)
def test_every_call_works(line: str, tmp_path: Path) -> None:
    result = call(line, tmp_path)
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout


def test_the_readme_calls_the_program() -> None:
    assert len(CALLS) >= 4
    assert CALLS[0].startswith("check examples/battalion.xlsx") and CALLS[0].endswith("--fail-on never")


def test_the_same_call_without_fail_on_never_exits_with_1(tmp_path: Path) -> None:
    assert call(CALLS[0].removesuffix(" --fail-on never"), tmp_path).returncode == 1


def test_the_two_commands_set_up_from_nothing() -> None:
    for name in ("main", "tests"):
        block = re.search(rf"<!-- {name} -->\n```sh\n(.*)\n```", README)
        assert block and block[1].startswith("python3 -m venv .venv && .venv/bin/pip install") and "\n" not in block[1]


def test_the_python_example_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "examples").symlink_to(ROOT / "examples")
    monkeypatch.chdir(tmp_path)
    block = re.search(r"```python\n(.*?)```", README, re.DOTALL)
    assert block
    space: dict[str, object] = {}
    exec(block[1], space)
    assert len(space["frame"]) == 14  # type: ignore[arg-type]  # a frame


def test_the_form_of_the_readme_is_the_one_of_the_examples() -> None:
    path, form = re.search(r"<!-- form: (.*?) -->\n```yaml\n(.*?)```", README, re.DOTALL).groups()  # type: ignore[union-attr]  # it is there
    assert (ROOT / path).read_text(encoding="utf-8") == form
    assert len(form.splitlines()) < 40


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))], ids=lambda page: page.name
)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8")):
        assert not target.startswith("http"), f"{target}: the documentation points at nothing that needs a network"
        assert (page.parent / target).exists(), target


def test_every_command_is_documented() -> None:
    from typer.main import get_command

    from records.cli import app

    pages = README + (ROOT / "docs" / "command-line.md").read_text(encoding="utf-8")
    for verb in get_command(app).commands:  # type: ignore[attr-defined]  # a group has commands
        assert f"sijill {verb}" in pages


def test_the_command_line_page_is_what_the_program_says() -> None:
    result = subprocess.run(
        [sys.executable, "scripts/build_command_line.py", "--check"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


def test_the_report_is_compiled_from_its_template() -> None:
    from records.outputs import html, report_page

    if html.made_from().split()[0] != report_page.MADE_FROM.split()[0]:
        pytest.skip("another version of Jinja compiles it anew")
    result = subprocess.run(
        [sys.executable, "scripts/build_report_page.py", "--check"],
        cwd=ROOT, env=os.environ | {"PYTHONPATH": str(ROOT)}, capture_output=True, text=True,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr


def test_every_kind_check_and_form_is_documented() -> None:
    from records.checks import CHECKS
    from records.forms import shipped
    from records.kinds import KINDS

    for kind in KINDS:
        assert (ROOT / "docs" / "kinds" / f"{kind}.md").is_file()
    checks = (ROOT / "docs" / "checks.md").read_text(encoding="utf-8")
    assert not [check for check in CHECKS if f"`{check}`" not in checks and f"## {check}" not in checks]
    forms = (ROOT / "docs" / "forms.md").read_text(encoding="utf-8")
    assert not [form for form in shipped() if f"**{form}**" not in forms]


def test_help_is_cheap() -> None:
    """`--help` must not pay for pandas: the modules that cost are not loaded. (pydantic is typer's own.)"""
    for verb in ("", "check", "read"):
        code = f"import sys; sys.argv = ['sijill', *{[verb] if verb else []!r}, '--help']\nfrom records.cli import main\ntry: main()\nexcept SystemExit: pass\nprint([name for name in ('pandas', 'numpy', 'pyarrow', 'rich') if name in sys.modules], file=sys.stderr)"
        result = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
        assert result.stderr.strip() == "[]", verb
