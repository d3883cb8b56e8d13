"""Workbooks: a package is edited member by member, findings are put into a copy, and a template is written."""
