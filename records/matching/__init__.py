"""Which records may be one person: nothing is merged here, and each pair says why."""
