"""Write records/outputs/report_page.py, the template of the report as Jinja compiles it; `--check` only compares.

python scripts/build_report_page.py [--check]
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
MODULE = ROOT / "records" / "outputs" / "report_page.py"
HEAD = '''"""The report's template, compiled. Written by `scripts/build_report_page.py`; a test compares."""

MADE_FROM = "{made_from}"
'''


def module() -> str:
    """The whole module."""
    from records.outputs import html

    environment = html.environment()
    source, *_ = environment.loader.get_source(environment, html.PAGE)
    code = environment.compile(source, html.PAGE, html.PAGE, raw=True, defer_init=True)
    return HEAD.format(made_from=html.made_from()) + code.rstrip() + "\n"


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    written = MODULE.read_text("utf-8") if MODULE.exists() else ""
    if "--check" not in sys.argv[1:]:
        MODULE.write_text(module(), "utf-8")
    elif written != module():
        sys.exit("records/outputs/report_page.py is old: run scripts/build_report_page.py")
