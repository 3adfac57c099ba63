"""How long something takes, when the machine has other things to do."""

import time
from collections.abc import Callable


def best_of(rounds: int, act: Callable[[], object]) -> float:
    """The shortest of `rounds` runs after one to warm up, in milliseconds of this process's CPU."""
    act()
    return min(_once(act) for _ in range(rounds))


def _once(act: Callable[[], object]) -> float:
    began = time.process_time_ns()
    act()
    return (time.process_time_ns() - began) / 1e6
