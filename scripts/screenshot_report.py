"""Make the pictures of the report for README and docs, from the example. Needs Chromium; not run in CI.

    python scripts/screenshot_report.py            # docs/images/report.en.png, report.ar.png

Without network, in a profile of its own that is thrown away.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
IMAGES = ROOT / "docs" / "images"
CHECK = (
    sys.executable, "-c", "from records.cli import main; main()", "check", "examples/battalion.xlsx",
    "--form", "fighter-file", "--form", "medical-form", "--found", "2017-01-31", "--fail-on", "never",
)  # fmt: skip
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking",
    "--hide-scrollbars", "--window-size=1280,1180",
)  # fmt: skip


def picture(lang: str, folder: Path) -> None:
    """The first screen of the example's report."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        sys.exit("chromium was not found; install it")
    out = folder / lang
    subprocess.run([*CHECK, "--lang", lang, "--out", str(out)], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
    own = (f"--user-data-dir={folder}/profile", f"--screenshot={IMAGES / f'report.{lang}.png'}")
    page = (out / "report.html").as_uri()
    subprocess.run([browser, *FLAGS, *own, page], check=True, capture_output=True, timeout=120)


def main() -> None:
    """Both languages."""
    IMAGES.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for lang in ("en", "ar"):
            picture(lang, Path(folder))


if __name__ == "__main__":
    main()
