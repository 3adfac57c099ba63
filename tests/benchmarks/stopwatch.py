"""How long something takes, when the machine has other things to do."""

import time
from collections.abc import Callable

Act = Callable[[], object]


def best_of(rounds: int, prepare: Callable[[int], Act]) -> float:
    """The shortest of `rounds` runs after one to warm up, in milliseconds of this process's CPU.

    `prepare` makes each round's act from the round's number, untimed: with new material every time,
    nothing that was remembered of the last round counts as speed.
    """
    _timed(prepare(0))
    return min(_timed(prepare(number)) for number in range(1, rounds + 1))


def _timed(act: Act) -> float:
    began = time.process_time_ns()
    act()
    return (time.process_time_ns() - began) / 1e6
