"""Figures: tables by category with intervals, what is missing, and disclosure control for what is published."""

from records.figures.overview import definitions, missingness
from records.figures.person_tables import SMALL, Audience, fields, table

__all__ = ["SMALL", "Audience", "definitions", "fields", "missingness", "table"]
