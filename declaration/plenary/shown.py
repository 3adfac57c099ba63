"""What every device of the meeting is shown alike, written once in each process.

When the chair acts, five hundred devices ask for the same words within two seconds. What they are
shown is kept by what it was written from; where the meeting is, for a quarter of a second. Neither
is asked by anybody who acts: what another process changes is seen here a moment later.
"""

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final, Generic, TypeVar

T = TypeVar("T")

KEPT: Final = 32
"""Things to show, in every language and script in which somebody reads them."""
FRESH: Final = 0.25
"""Seconds for which where the meeting is needs no new look."""


class Kept(Generic[T]):
    """The newest values by what they were made from, each made once however many wait for it."""

    def __init__(self, seconds: float | None = None) -> None:
        self._seconds = seconds
        self._values: OrderedDict[Hashable, tuple[float, T]] = OrderedDict()
        self._making = Lock()

    def get(self, made_from: Hashable, make: Callable[[], T]) -> T:
        """The value made from this."""
        found = self._values.get(made_from)
        if found is not None and self._is_fresh(found[0]):
            return found[1]
        with self._making:
            found = self._values.get(made_from)
            if found is None or not self._is_fresh(found[0]):
                found = (time.monotonic(), make())
                self._values[made_from] = found
                self._values.move_to_end(made_from)
                while len(self._values) > KEPT:
                    self._values.popitem(last=False)
        return found[1]

    def _is_fresh(self, made_at: float) -> bool:
        return self._seconds is None or time.monotonic() - made_at < self._seconds
