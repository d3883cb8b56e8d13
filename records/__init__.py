"""sijill (سجل, register) reads transcribed personnel forms.

It never invents, never drops, and always says where and how sure.

The verbs are loaded on demand, so that `sijill --help` does not pay for pandas.
"""

import sys
from importlib import import_module
from importlib.abc import MetaPathFinder
from typing import TYPE_CHECKING, Any

from records.model import VERSION

if TYPE_CHECKING:
    from records.earlier import load
    from records.kinds import KINDS
    from records.results import run
    from records.verbs import check, compare, form, from_frame, locate, normalise, persons, read, report, statistics

__version__ = VERSION

__all__ = [
    "KINDS",
    "check",
    "compare",
    "form",
    "from_frame",
    "load",
    "locate",
    "normalise",
    "persons",
    "read",
    "report",
    "run",
    "statistics",
]

_HOME = dict.fromkeys(__all__, "records.verbs") | {
    "KINDS": "records.kinds",
    "load": "records.earlier",
    "run": "records.results",
}


def __getattr__(name: str) -> Any:
    if name in _HOME:
        return getattr(import_module(_HOME[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted([*__all__, *(name for name in globals() if name.startswith("__"))])


_SCHEMAS = "pandera.io"
"""Where pandera reads schemas from YAML."""


class _ContractHook(MetaPathFinder):
    """Loads our registered checks when somebody imports the reader of schemas, which finds checks by their names."""

    def find_spec(self, fullname: str, path: object, target: object = None) -> None:  # noqa: ARG002
        if fullname == _SCHEMAS:
            import_module("records.contract")


if _SCHEMAS in sys.modules:
    import_module("records.contract")
else:
    sys.meta_path.insert(0, _ContractHook())
