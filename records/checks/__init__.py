"""What cannot be right: questions asked of a batch, answered certain, possible, or left open and counted."""

from records.checks.findings import run
from records.checks.table import CHECKS

__all__ = ["CHECKS", "run"]
