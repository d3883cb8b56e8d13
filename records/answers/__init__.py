"""Answers: from the cells of a sheet to one text for each record and field."""
