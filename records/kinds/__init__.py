"""How texts are read: one kind a file, and `KINDS`, the table of them."""

from records.kinds.age import Age
from records.kinds.blood import Blood
from records.kinds.choice import Choice
from records.kinds.count import Count
from records.kinds.country import Country
from records.kinds.counts import Counts
from records.kinds.date import Date
from records.kinds.kind import Kind
from records.kinds.name import Name
from records.kinds.plain import Identifier, Plain

KINDS: dict[str, Kind] = {
    "date": Date(),
    "country": Country(),
    "blood": Blood(),
    "count": Count(),
    "counts": Counts(),
    "age": Age(),
    "choice": Choice(),
    "name": Name(),
    "identifier": Identifier(),
    "text": Plain(),
}
"""Every kind by its name. `KINDS | {"rank": Rank()}` is a table with one of your own."""
