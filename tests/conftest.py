"""Properties are not timed: how long a machine takes is measured in `benchmarks/`."""

from hypothesis import settings

settings.register_profile("untimed", settings.get_profile(settings.get_current_profile_name()), deadline=None)
settings.load_profile("untimed")
