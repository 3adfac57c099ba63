"""Parts of pages that follow from the record alone, kept as long as the record has not grown."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any, Final, TypeVar

from flask import Flask, current_app

T = TypeVar("T")

MOST: Final = 64
"""How many values one process keeps: a few tens of kilobytes each."""

_NAME: Final = "declaration-remembered"


class Remembered:
    """The values used last, by everything they were made from. Threads may share it.

    A key that holds the record's extent needs no forgetting: every process finds the same value
    under it, and what is out of date is never asked for again.
    """

    def __init__(self, most: int = MOST) -> None:
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


def init_app(app: Flask) -> None:
    """Give the application a memory of its own."""
    app.extensions[_NAME] = Remembered()


def remembered() -> Remembered:
    """The memory of the application at hand."""
    memory: Remembered = current_app.extensions[_NAME]
    return memory
