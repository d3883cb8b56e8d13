"""Why many findings stand together: causes of a file, a column or a transcriber, each one finding with its members."""

from records.causes.cause_table import CAUSES
from records.causes.members import examine

__all__ = ["CAUSES", "examine"]
