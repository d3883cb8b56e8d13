"""Clean files of invented people, and the faults of whole files that are planted in them, for `benchmarks/anomalies.py`."""
