"""Findings in the shapes of tools that people know. Each takes any frame of findings, best a located and worded one."""

from __future__ import annotations

from typing import Any

import pandas as pd

from records.model import fields_of


def failure_cases(findings: pd.DataFrame) -> pd.DataFrame:
    """As pandera's `failure_cases`: `schema_context, column, check, check_number, failure_case, index`.

    One row for each field of a finding; `index` is the record.
    """
    fields = findings["field"].astype(str).map(fields_of)
    texts = _texts(findings).str.split(" | ", regex=False)
    flat = pd.DataFrame(
        {
            "schema_context": "Column",
            "column": fields,
            "check": findings["check"].astype(str),
            "check_number": pd.array([pd.NA] * len(findings), dtype="Int64"),
            "failure_case": [
                text if len(text) == len(field) else [None] * len(field)
                for text, field in zip(texts, fields, strict=True)
            ],
            "index": findings["record"],
        }
    )
    return flat.explode(["column", "failure_case"], ignore_index=True)


def error_dicts(findings: pd.DataFrame) -> list[dict[str, Any]]:
    """As pydantic's `ValidationError.errors()`: `type, loc, msg, input`; `loc` begins with the record."""
    told = findings["message"] if "message" in findings else findings["check"].astype(str)
    return [
        {
            "type": str(check),
            "loc": (*(() if pd.isna(record) else (int(record),)), *fields_of(str(field))),
            "msg": str(message),
            "input": text,
        }
        for check, record, field, message, text in zip(
            findings["check"], findings["record"], findings["field"], told, _texts(findings), strict=True
        )
    ]


def report_rows(findings: pd.DataFrame) -> list[dict[str, Any]]:
    """As the errors of a Frictionless report: `type, title, rowNumber, fieldName, cell, message, note`.

    `rowNumber` is the row of the sheet where the findings are located, else empty; `note` is the verdict.
    """
    rows = _cells(findings).str.extract(r"(\d+)$")[0]
    told = findings["message"] if "message" in findings else findings["check"].astype(str)
    return [
        {
            "type": str(check),
            "title": str(check).replace("-", " ").capitalize(),
            "rowNumber": None if pd.isna(row) else int(row),
            "fieldName": fields_of(str(field))[0],
            "cell": text,
            "message": str(message),
            "note": str(verdict),
        }
        for check, row, field, text, message, verdict in zip(
            findings["check"], rows, findings["field"], _texts(findings), told, findings["verdict"], strict=True
        )
    ]


def _texts(findings: pd.DataFrame) -> pd.Series[str]:
    return _column(findings, "text")


def _cells(findings: pd.DataFrame) -> pd.Series[str]:
    return _column(findings, "cell")


def _column(findings: pd.DataFrame, name: str) -> pd.Series[str]:
    if name in findings:
        return findings[name].astype(object)
    return pd.Series("", index=findings.index, dtype=object)
