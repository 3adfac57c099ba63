"""How long the laws are looked for: five hundred examples each, or as long as told.

`HYPOTHESIS_PROFILE=fuzz SECONDS_TO_FUZZ=600` shares the seconds out among the laws and tries ever
new examples; otherwise everybody tries the same ones.
"""

import os
import time
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

PROFILE: Final = os.environ.get("HYPOTHESIS_PROFILE", "laws")
SECONDS: Final = float(os.environ.get("SECONDS_TO_FUZZ", "600"))
SHARE: Final = pytest.StashKey[float]()

settings.register_profile(
    "laws",
    max_examples=500,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# Few at a time, so that every law stops when its share of the time is over.
settings.register_profile("fuzz", settings.get_profile("laws"), derandomize=False, max_examples=20)
settings.load_profile(PROFILE)


def is_law(item: pytest.Item) -> bool:
    return getattr(getattr(item, "obj", None), "is_hypothesis_test", False)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Look for counter-examples of laws alone: what tries nothing new has no share in the time."""
    if PROFILE == "fuzz":
        config.hook.pytest_deselected(items=[item for item in items if not is_law(item)])
        items[:] = [item for item in items if is_law(item)]


def pytest_collection_finish(session: pytest.Session) -> None:
    laws = sum(is_law(item) for item in session.items)
    session.config.stash[SHARE] = SECONDS / max(1, laws)


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Try a law again and again, with new examples, until its share of the time is over."""
    if PROFILE != "fuzz" or not is_law(pyfuncitem):
        return None
    until = time.monotonic() + pyfuncitem.config.stash[SHARE]
    names = pyfuncitem._fixtureinfo.argnames
    arguments = {name: pyfuncitem.funcargs[name] for name in names}
    while time.monotonic() < until:
        pyfuncitem.obj(**arguments)
    return True
