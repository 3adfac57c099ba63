"""Random people in the small forum: who they are, and how any of them tries anything."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from pathlib import Path
from sqlite3 import Row
from typing import Any, Final, TypeVar

from hypothesis import event, note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from declaration.journal import Actor, Channel
from declaration.procedure import Act
from tests.machines.hall import Hall, Tried
from tests.machines.laws import LAWS, Chronicle, the_journal_holds
from tests.machines.merges import every_publication_is_its_record

T = TypeVar("T")

DELEGATES = [f"delegate.{city}" for city in ("jubail", "tunis", "doha", "yanbu")]
EVERYBODY = [
    *DELEGATES,
    "secretariat",
    "chair",
    "officer",
    "colleague.jubail",
    "delegate.amman",
    "signatory.yanbu",
    "observer",
]
CITIES = ["yanbu", "jubail", "tunis", "doha", "amman"]

PLACES: Final = {
    "much_was_debated": 4,
    "the_sitting_is_open": 3,
    "every_clause_is_decided": 2,
    "signing_has_begun": 2,
    "nothing_has_begun": 1,
    "the_whole_is_adopted": 1,
}
"""How often an example begins where."""

now_and_then = st.integers(0, 7).map(lambda number: number == 7)
"""What somebody does once in eight times."""

seldom = precondition(lambda self: self.tries % 4 == 3)
"""Lets a rule come up one time in four, so that what is common comes often."""


class Company(RuleBasedStateMachine):
    """What every rule needs: the hall, what an outsider wrote down, and draws of who and which."""

    def __init__(self, hall: Hall, situations: dict[str, Path]) -> None:
        super().__init__()
        self.hall = hall
        self.situations = situations
        self.chronicle = Chronicle()
        self.merges: set[int] = set()
        self.tries = 0

    @initialize(data=st.data())
    def they_meet(self, data: st.DataObject) -> None:
        where = data.draw(st.sampled_from(self.places()))
        note(where)
        self.hall.set_back(self.situations[where])
        self.chronicle = Chronicle.of(self.hall)
        self.merges = set()
        self.look()

    @seldom
    @rule(minutes=st.sampled_from([1, 30, 240, 60 * 24, 60 * 80]))
    def time_passes(self, minutes: int) -> None:
        self.hall.now += timedelta(minutes=minutes)

    @classmethod
    def places(cls) -> list[str]:
        """Where an example begins, each place as often as it is wanted."""
        return [at for at, often in PLACES.items() for _ in range(often)]

    def teardown(self) -> None:
        if hasattr(self.hall, "rows"):
            the_journal_holds(self.hall)

    @property
    def text_id(self) -> int:
        return self.hall.world.declaration_id

    def try_(self, name: Act, who: str | Actor, deed: Callable[[], T], **told: Any) -> Tried[T]:
        """Somebody tries something; every law still holds afterwards."""
        self.tries += 1
        by = self.hall.actor(who) if isinstance(who, str) else who
        tried = self.hall.try_(name, by, deed, **told)
        event(f"{name} {'done' if tried.done else 'refused'}")
        note(f"{name} by {who if isinstance(who, str) else who.delegation_key}: {tried}")
        if tried.done:
            self.look()
        return tried

    def refused(self, name: Act, who: str | Actor, deed: Callable[[], object]) -> None:
        """Somebody tries what must be refused."""
        tried = self.try_(name, who, deed)
        assert not tried.done, f"{name} was done"

    def look(self) -> None:
        for law in LAWS:
            law(self.hall, self.chronicle)
        every_publication_is_its_record(self.hall, self.merges)

    def likely(self, data: st.DataObject, *who: str) -> str:
        """Mostly one of these; now and then anybody at all."""
        if not who or data.draw(now_and_then):
            return data.draw(st.sampled_from(EVERYBODY))
        return data.draw(st.sampled_from(who))

    def on_behalf(self, city: str, channel: Channel = Channel.ON_BEHALF) -> Actor:
        """The secretariat, entering what a delegation says."""
        delegation = self.hall.value("SELECT id FROM delegation WHERE key = ?", city)
        return self.hall.actor("secretariat").on_behalf_of(delegation, city, channel)

    def clauses(self) -> Sequence[Row]:
        """The clauses of the newest revision, in their order."""
        return self.hall.ask(
            """SELECT c.id, c.key, c.state, v.id AS version_id, v.number AS version, v.text
               FROM revision_entry e JOIN clause c ON c.id = e.clause_id
               JOIN clause_version v ON v.id = e.version_id
               WHERE e.revision_id = (SELECT max(id) FROM revision) ORDER BY e.position"""
        )

    def amendments(self, *states: str) -> Sequence[Row]:
        """The amendments in these states, all but those thrown away by default."""
        rows = self.hall.ask(
            """SELECT a.*, c.key AS clause, d.key AS leader, r.id AS wording_id, r.text AS text,
                      r.number AS wording, coalesce(v.text, w.text, '') AS base
               FROM amendment a LEFT JOIN clause c ON c.id = a.clause_id
               LEFT JOIN sponsor s ON s.amendment_id = a.id AND s.main AND s.left_at IS NULL
               LEFT JOIN delegation d ON d.id = s.delegation_id
               JOIN amendment_revision r ON r.amendment_id = a.id AND r.number = (
                   SELECT max(number) FROM amendment_revision WHERE amendment_id = a.id)
               LEFT JOIN clause_version v ON v.id = r.base_version_id
               LEFT JOIN amendment_revision w ON w.id = r.base_amendment_revision_id
               WHERE a.state <> 'discarded' ORDER BY a.id"""
        )
        return [row for row in rows if not states or row["state"] in states]

    def ballots(self, *states: str) -> Sequence[Row]:
        """The ballots in these states, all by default."""
        rows = self.hall.ask("SELECT * FROM ballot ORDER BY id")
        return [row for row in rows if not states or row["state"] in states]

    def stage(self) -> str:
        return str(self.hall.value("SELECT state FROM declaration"))
