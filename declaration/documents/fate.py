"""What becomes of words when a file's tracked changes are accepted."""

from enum import StrEnum


class Fate(StrEnum):
    """The value of a changed fate is the element that tracks it."""

    KEPT = "kept"
    ADDED = "ins"
    REMOVED = "del"
