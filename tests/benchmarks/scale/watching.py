"""What each act of a process costs, read off its transactions."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from statistics import median
from typing import Any

from flask_sqlalchemy_lite import SQLAlchemy
from sqlalchemy import Connection, Insert, event

from declaration.database import WRITES
from declaration.journal.models import JournalEntry
from declaration.proof import read_entry


@dataclass
class Watched:
    """Acts by name: milliseconds of the processor and statements of each one's transaction."""

    took: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    sent: Counter[str] = field(default_factory=Counter)

    @property
    def acts(self) -> int:
        """How many there were."""
        return sum(len(each) for each in self.took.values())

    def as_data(self) -> dict[str, Any]:
        """By name: how many, the median of their milliseconds, statements on average."""
        return {
            name: {
                "acts": len(took),
                "median": median(took),
                "statements": self.sent[name] / len(took),
            }
            for name, took in sorted(self.took.items())
        }


@contextmanager
def watched(db: SQLAlchemy) -> Iterator[Watched]:
    """Watch every act that the block commits."""
    found = Watched()
    began, statements, name = 0.0, 0, ""

    def begin(connection: Connection) -> None:
        nonlocal began, statements, name
        if connection.get_execution_options().get(WRITES, False):
            began, statements, name = time.process_time(), 0, ""

    def count(*_sent: object) -> None:
        nonlocal statements
        statements += 1

    def note(_connection: object, sent: object, _many: object, one: Any, *_rest: object) -> None:
        nonlocal name
        if isinstance(sent, Insert) and sent.table is JournalEntry.__table__:
            name = str(read_entry(one["body"]).act)

    def commit(_connection: Connection) -> None:
        nonlocal name
        if name:
            found.took[name].append((time.process_time() - began) * 1000)
            found.sent[name] += statements
            name = ""

    listened = (
        (db.engine, "begin", begin),
        (db.engine, "before_cursor_execute", count),
        (db.engine, "after_execute", note),
        (db.engine, "commit", commit),
    )
    for target, event_name, heard in listened:
        event.listen(target, event_name, heard)
    try:
        yield found
    finally:
        for target, event_name, heard in listened:
            event.remove(target, event_name, heard)
