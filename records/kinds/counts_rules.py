"""The rules of lists of counts: what each reading is named for."""

from __future__ import annotations

from records.kinds.count import RULES as COUNT_RULES
from records.model import Rule

RULES = (
    Rule("counts.single", "3"),
    Rule("counts.list", "3+1"),
    Rule("counts.with-list", "2 (3+1)"),
    Rule("counts.from-wives", "5 من زوجتين"),
    Rule("counts.spaces", "3 1"),
    Rule("counts.commas", "2,0,1"),
    Rule("counts.dots", "2.0.1"),
    Rule("counts.slashes", "3/1/0"),
    Rule("counts.dashes", "3-1"),
    Rule("counts.labelled", "الأولى 3 والثانية 1"),
    Rule("counts.open-member", "3+؟"),
    Rule("counts.child-beside", "3+1+رضيع"),
    Rule("counts.boys-and-girls", "ولدان + بنت"),
    Rule("counts.doubted", "3+1؟"),
    Rule("counts.float", "2.00"),
    Rule("counts.comma", "3,1"),
    Rule("counts.dot", "1.3"),
    Rule("counts.slash", "3/1"),
    Rule("counts.dash", "2-3"),
    Rule("counts.dead", "3+1 (1 متوفى)"),
    Rule("counts.excel-date", "03-Jan"),
    Rule("counts.contradiction", "3 (3+1)"),
    Rule("counts.column-shift", "1987"),
    Rule("counts.comma-by-evidence", "3,1"),
    Rule("counts.dot-by-evidence", "1.3"),
    Rule("counts.slash-by-evidence", "3/1"),
    Rule("counts.dash-by-evidence", "2-3"),
    *COUNT_RULES,
)
