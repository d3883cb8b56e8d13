"""Figures: tables by category with intervals, what is missing, and disclosure control for what is published."""

from records.figures.person_tables import SMALL, Audience, definitions, fields, missingness, table
from records.figures.unanswered import unanswered, unanswered_counts

__all__ = [
    "SMALL",
    "Audience",
    "definitions",
    "fields",
    "missingness",
    "table",
    "unanswered",
    "unanswered_counts",
]
