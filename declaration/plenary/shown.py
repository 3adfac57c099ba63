"""What every device of the meeting shows alike, written once in each process.

When the chair acts, five hundred devices ask for the same words within two seconds. They are kept
by what they were written from, which is read from the record anew with every question: what
another process changes is seen here as soon as there.
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Final

from markupsafe import Markup

KEPT: Final = 32
"""Pieces, in every language and script in which somebody reads them."""

_kept: Final[OrderedDict[Hashable, tuple[Markup, ...]]] = OrderedDict()
_writing: Final = Lock()


def shown(written_from: Hashable, write: Callable[[], tuple[Markup, ...]]) -> tuple[Markup, ...]:
    """The pieces written from this; `write` is asked for them once, however many wait."""
    if (found := _kept.get(written_from)) is not None:
        return found
    with _writing:
        if written_from not in _kept:
            _kept[written_from] = write()
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
        return _kept.get(written_from) or write()
