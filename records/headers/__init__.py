"""Which column is which field, and which lines are records. Every line is accounted for, every column named."""

from records.headers.column_mapping import fit, map_sheet, stands
from records.headers.mapping import Fit, SheetMapping, not_there
from records.headers.match import check_says
from records.headers.profiles import PATTERN, load_profile, profiles_in, save_profile
from records.labels.columns import ColumnMatch
from records.labels.labels import first_label
from records.labels.requests import Layout, Profile, RequestedForm
from records.layout.lines import Account
from records.layout.understanding import Understood, tables_of, understand

__all__ = [
    "PATTERN",
    "Account",
    "ColumnMatch",
    "Fit",
    "Layout",
    "Profile",
    "RequestedForm",
    "SheetMapping",
    "Understood",
    "check_says",
    "first_label",
    "fit",
    "load_profile",
    "map_sheet",
    "not_there",
    "profiles_in",
    "save_profile",
    "stands",
    "tables_of",
    "understand",
]
