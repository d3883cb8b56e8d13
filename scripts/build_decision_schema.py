"""Write the JSON Schema of a line of a decisions file, `docs/decision.schema.json`, from the model that reads it.

python scripts/build_decision_schema.py            # writes
python scripts/build_decision_schema.py --check    # exit 1 when the file is not up to date
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from records.decisions.decision_file import decision_schema

FILE = Path(__file__).parents[1] / "docs" / "decision.schema.json"


def main() -> int:
    """Write the file, or compare it."""
    text = json.dumps(decision_schema(), indent=2) + "\n"
    if "--check" in sys.argv:
        return int(FILE.read_text(encoding="utf-8") != text)
    FILE.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
