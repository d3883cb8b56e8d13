"""How texts are read: one kind a file, and `KINDS`, the table of them."""

from records.kinds.blood import Blood
from records.kinds.date import Date
from records.model import Kind

KINDS: dict[str, Kind] = {
    "date": Date(),
    "blood": Blood(),
}
"""Every kind by its name. `KINDS | {"rank": Rank()}` is a table with one of your own."""
