"""Properties are not timed: how long a machine takes is measured in `benchmarks/`.

They try the same texts in every run, so that a clone is never red by chance; `benchmarks/fuzz.py` looks for new ones.
"""

from hypothesis import settings

settings.register_profile(
    "seeded", settings.get_profile(settings.get_current_profile_name()), deadline=None, derandomize=True, database=None
)
settings.load_profile("seeded")
