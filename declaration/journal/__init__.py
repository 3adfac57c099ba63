"""The append-only record of acts, and `act()`, where an act's transaction begins and ends."""

from declaration.journal.actor import SYSTEM, Actor, Channel
from declaration.journal.acts import Record, Repeated, act, found_log

__all__ = ["SYSTEM", "Actor", "Channel", "Record", "Repeated", "act", "found_log"]
