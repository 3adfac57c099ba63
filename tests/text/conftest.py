"""How many examples each law is tried on: five hundred, the same ones for everybody.

`HYPOTHESIS_PROFILE=fuzz` tries ever new ones (see `tests.fuzzing`).
"""

import os

from hypothesis import HealthCheck, settings

settings.register_profile(
    "laws",
    max_examples=500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# Few at a time, so that every law stops when its share of the time is over.
settings.register_profile("fuzz", settings.get_profile("laws"), derandomize=False, max_examples=20)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "laws"))
