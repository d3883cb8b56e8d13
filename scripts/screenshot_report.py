"""Make the pictures of the report for README and docs, from the examples. Needs Chromium; not run in CI.

    python scripts/screenshot_report.py            # docs/images/report.en.png, report.ar.png

Without network, in a profile of its own that is thrown away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import records  # noqa: E402  (the checkout must be importable first)
from records.report.html import render  # noqa: E402
from records.report.run import Run  # noqa: E402

FORMS = ("fighter-file", "medical-form")
EXAMPLE = ROOT / "examples" / "battalion.xlsx"
IMAGES = ROOT / "docs" / "images"
SIZE = "1280,1180"
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--hide-scrollbars", f"--window-size={SIZE}",
)  # fmt: skip


def page(lang: str) -> str:
    """The report of the example."""
    sheets = records.read(EXAMPLE)
    pairs = []
    for name in FORMS:
        batch = records.normalise(sheets, records.form(name))
        pairs.append((batch, records.locate(batch, records.check(batch, found=date(2017, 1, 31)), lang)))
    return render(Run.of(pairs), lang)


def picture(source: str, target: Path) -> None:
    """What the top of a page looks like."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("chromium was not found; install it")
    with tempfile.TemporaryDirectory() as folder:
        html = Path(folder, "report.html")
        html.write_text(source, encoding="utf-8")
        own = (f"--user-data-dir={folder}/profile", f"--screenshot={target}")
        subprocess.run([browser, *FLAGS, *own, html.as_uri()], check=True, capture_output=True, timeout=120)


def main() -> None:
    """Both languages."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    for lang in ("en", "ar"):
        picture(page(lang), IMAGES / f"report.{lang}.png")


if __name__ == "__main__":
    main()
