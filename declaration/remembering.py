"""Values that cost time to make, kept by each process for as long as what they follow from."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

from flask import current_app

T = TypeVar("T")

MEMORIES: Final = "declaration-remembered"
"""Where an application's extensions hold what it remembers."""


class Remembered:
    """The values used last, by everything they were made from. Threads may share it.

    A key that holds the record's extent needs no forgetting: every process finds the same value
    under it, and what is out of date is never asked for again.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[Hashable, Any] = OrderedDict()
        self._lock = Lock()

    def value(self, key: Hashable, make: Callable[[], T]) -> T:
        """The value under `key`, made now when it is not there. Two at once may both make it."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                kept: T = self._kept[key]
                return kept
        made = make()
        with self._lock:
            self._kept[key] = made
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return made


def remembered(what: str, most: int) -> Remembered:
    """The memory of the application at hand for one sort of values, at most so many of them."""
    memories: dict[str, Remembered] = current_app.extensions.setdefault(MEMORIES, {})
    return memories.setdefault(what, Remembered(most))
