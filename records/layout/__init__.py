"""Where things stand on a sheet: tables, their headers, what each line is, groups of records, filled-in forms."""
