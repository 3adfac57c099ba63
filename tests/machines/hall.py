"""A forum in which anybody may try anything, watched act by act from outside its own session."""

import shutil
import sqlite3
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, Generic, TypeVar

from flask import Flask

from declaration import clock
from declaration.extensions import db
from declaration.journal import Actor, Repeated
from declaration.procedure import MACHINES, Act, Refusal
from declaration.proof import read_entry
from declaration.proof.entry import Entry
from tests.conftest import NOON, forget
from tests.world import World

T = TypeVar("T")

STATES: Final = {
    "amendment": "amendment",
    "ballot": "ballot",
    "clause": "clause",
    "declaration": "declaration",
    "sitting": "sitting",
    "mandate": "mandate",
}
"""The tables whose rows have a state, each with the machine that moves it."""

Arrow = tuple[str, str, Act, str]
"""One step of a machine: which, from where, by what act, to where."""


@dataclass(frozen=True)
class Tried(Generic[T]):
    """What came of an act: a value, or why it was refused."""

    value: T | None = None
    refused: Refusal | Repeated | None = None

    @property
    def done(self) -> bool:
        return self.refused is None


@dataclass
class Ledger:
    """What was performed and what was refused, over all the forums that were tried."""

    done: Counter[Act] = field(default_factory=Counter)
    refused: Counter[Act] = field(default_factory=Counter)
    arrows: Counter[Arrow] = field(default_factory=Counter)


class Hall:
    """One database that can be set back to a situation, and in which acts are tried.

    An observer of its own looks at the database after every act: one that was done has left its
    entry, one that was refused has left nothing.
    """

    def __init__(self, app: Flask, path: Path) -> None:
        self.app = app
        self.path = path
        self.ledger = Ledger()
        self.now = NOON
        self.people: dict[str, Actor] = {}
        self.rows: sqlite3.Connection
        self.last_entry = 0

    def set_back(self, situation: Path) -> None:
        """Begin anew from a copy of a database."""
        self.leave()
        shutil.copy(situation, self.path)
        self.rows = sqlite3.connect(self.path, isolation_level=None)
        self.rows.row_factory = sqlite3.Row
        self.last_entry = self.value("SELECT max(id) FROM journal_entry")
        self.world = World.read(self.app)
        self.now = NOON

    def leave(self) -> None:
        """Let go of the database, whose files may then be replaced."""
        forget(self.app)
        db.session.rollback()
        db.engine.dispose()
        if hasattr(self, "rows"):
            self.rows.close()
        for suffix in ("-wal", "-shm"):
            self.path.with_name(self.path.name + suffix).unlink(missing_ok=True)

    def actor(self, who: str) -> Actor:
        """Who of the small forum acts; looked up once, since nobody's rights change here."""
        if who not in self.people:
            self.people[who] = self.world.actor(who)
        return self.people[who]

    def ask(self, query: str, *values: Any) -> list[sqlite3.Row]:
        """What the observer reads."""
        return self.rows.execute(query, values).fetchall()

    def value(self, query: str, *values: Any) -> Any:
        """The one value that the observer reads."""
        return self.ask(query, *values)[0][0]

    def try_(
        self, name: Act, by: Actor, deed: Callable[[], T], *, on_behalf: str | None = None
    ) -> Tried[T]:
        """Let somebody act, and see that exactly that was done and written down, or nothing.

        `on_behalf` names the delegation where the act itself says for whom it is.
        """
        before, states = self._mark(), self._states()
        try:
            with clock.set_to(self.now):
                value = deed()
            tried = Tried(value)
        except (Refusal, Repeated) as refused:
            tried = Tried(refused=refused)
        finally:
            db.session.rollback()
        if not tried.done:
            assert self._mark() == before, f"{name} was refused and changed something: {tried}"
            self.ledger.refused[name] += 1
            return tried
        written = self.new_entries()
        assert [entry.act for entry in written] == [name], written
        assert written[0].actor == by.name
        assert written[0].on_behalf == (on_behalf or by.delegation_key)
        assert written[0].at == self.now
        self.follow(name, states)
        self.ledger.done[name] += 1
        return tried

    def again(self, deed: Callable[[], T]) -> T:
        """Let somebody send again what was done: the first answer comes, and nothing changes."""
        before = self._mark()
        value = deed()
        db.session.rollback()
        assert self._mark() == before, "done twice"
        return value

    def new_entries(self) -> list[Entry]:
        """What was written into the journal since it was last asked."""
        found = self.ask("SELECT id, body FROM journal_entry WHERE id > ?", self.last_entry)
        self.last_entry = max([self.last_entry, *(row["id"] for row in found)])
        return [read_entry(row["body"]) for row in found]

    def follow(self, name: Act, before: dict[tuple[str, int], str]) -> None:
        """Every state that moved took a step of its machine's table."""
        for (machine, id_), to in self._states().items():
            was = before.get((machine, id_), to)
            if was == to:
                continue
            steps = {(start, act, step.to) for start, act, step in MACHINES[machine].arrows()}
            assert (was, name, to) in steps, f"{machine} {id_}: {was} → {to} by {name}"
            self.ledger.arrows[machine, was, name, to] += 1

    def states(self) -> dict[tuple[str, int], str]:
        """The state of every row that has one."""
        return self._states()

    def _states(self) -> dict[tuple[str, int], str]:
        return {
            (machine, row["id"]): row["state"]
            for table, machine in STATES.items()
            for row in self.ask(f"SELECT id, state FROM {table}")
        }

    def _mark(self) -> int:
        """A number that another one's commit changes, whatever it wrote."""
        return int(self.value("PRAGMA data_version"))
