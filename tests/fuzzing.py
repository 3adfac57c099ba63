"""Looks for counter-examples for as long as told: `make fuzz SECONDS_TO_FUZZ=600`.

A plugin of pytest's, which keeps the laws alone and tries each again and again with new examples. What is
marked as `fuzzed` tries whole forums, and has as much of the time as all the others together.
"""

import os
import time
from itertools import accumulate
from typing import Final

import pytest

SECONDS: Final = float(os.environ.get("SECONDS_TO_FUZZ", "600"))
UNTIL: Final = pytest.StashKey[dict[str, float]]()
BEGAN: Final = pytest.StashKey[float]()


def is_forum(item: pytest.Item) -> bool:
    return item.get_closest_marker("fuzzed") is not None


def is_law(item: pytest.Item) -> bool:
    return getattr(getattr(item, "obj", None), "is_hypothesis_test", False)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what tries nothing new, and share out the time, in parts of the whole."""
    left_out = [item for item in items if not (is_law(item) or is_forum(item))]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in left_out]
    forums = sum(map(is_forum, items))
    each = max(1, len(items) - forums) / max(1, forums)
    ends = list(accumulate(each if is_forum(item) else 1.0 for item in items))
    config.stash[UNTIL] = {
        item.nodeid: end / ends[-1] for item, end in zip(items, ends, strict=True)
    }


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool:
    """Try a law until its share is over, once at least: what one takes too long, the next has less."""
    stash = pyfuncitem.config.stash
    until = stash.setdefault(BEGAN, time.monotonic()) + SECONDS * stash[UNTIL][pyfuncitem.nodeid]
    names = pyfuncitem._fixtureinfo.argnames
    arguments = {name: pyfuncitem.funcargs[name] for name in names}
    while True:
        pyfuncitem.obj(**arguments)
        if time.monotonic() >= until:
            return True
