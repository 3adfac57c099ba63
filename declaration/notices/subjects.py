"""What notices are about, read for many of them at once, and whether a reader may see it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from declaration.amendments.models import Amendment
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import WITH_ALL
from declaration.comments.models import Thread
from declaration.comments.permissions import may_read_on_clause
from declaration.drafting.models import Clause, Declaration, Revision
from declaration.drafting.naming import Names, names_to_tell_apart
from declaration.drafting.queries import RevisionText, revision_text
from declaration.endorsement.models import Mandate
from declaration.extensions import db
from declaration.forums.models import Sitting
from declaration.journal import Actor
from declaration.notices.kinds import ABOUT, About, Event
from declaration.voting.models import Ballot
from declaration.voting.queries import WITH_SUBJECTS

R = TypeVar("R")


class Told(Protocol):
    """A notice, or what is about to become one."""

    @property
    def event(self) -> Event:
        """What happened."""

    @property
    def about_id(self) -> int:
        """The row that it happened to."""


@dataclass(frozen=True)
class Subjects:
    """The rows that some notices are about, each by its id."""

    rows: dict[About, dict[int, Any]]
    declarations: dict[int, Declaration]
    texts: dict[int, RevisionText]
    names: dict[int, Names]
    """What tells the declarations apart, where a forum has several."""

    def of(self, event: Event, about_id: int) -> Any:
        """The row that an event is about."""
        return self.rows[ABOUT[event]][about_id]

    def amendment(self, amendment_id: int) -> Amendment:
        """An amendment that one of them is about, or the thread that one is about."""
        found: Amendment = self.rows[About.AMENDMENT][amendment_id]
        return found

    def declaration_of(self, event: Event, about_id: int) -> Declaration | None:
        """The declaration below which the row stands; None for what belongs to the forum."""
        row = self.of(event, about_id)
        if ABOUT[event] is About.DECLARATION:
            return self.declarations[row.id]
        return self.declarations.get(getattr(row, "declaration_id", 0))

    def may_be_seen(self, event: Event, about_id: int, by: Actor) -> bool:
        """Whether this reader may see now what a notice was about when it was made."""
        row = self.of(event, about_id)
        match ABOUT[event]:
            case About.AMENDMENT:
                return may_read(by, row)
            case About.THREAD if row.amendment_id is not None:
                return may_read(by, self.amendment(row.amendment_id))
            case About.THREAD:
                stands = row.clause_id in {
                    each.clause_id for each in self.texts[row.declaration_id].clauses
                }
                return stands or may_read_on_clause(by, row.clause)
        return True


def subjects_of(notices: Iterable[Told]) -> Subjects:
    """What these notices are about: some nineteen statements at most, however many they are."""
    ids: dict[About, set[int]] = {each: set() for each in About}
    for notice in notices:
        ids[ABOUT[notice.event]].add(notice.about_id)
    threads = _rows(Thread, ids[About.THREAD], joinedload(Thread.clause))
    ids[About.AMENDMENT] |= {
        each.amendment_id for each in threads.values() if each.amendment_id is not None
    }
    amendments = _rows(Amendment, ids[About.AMENDMENT], *WITH_ALL, joinedload(Amendment.parent))
    rows: dict[About, dict[int, Any]] = {
        About.THREAD: threads,
        About.AMENDMENT: amendments,
        About.BALLOT: _rows(Ballot, ids[About.BALLOT], WITH_SUBJECTS),
        About.CLAUSE: _rows(Clause, ids[About.CLAUSE]),
        About.MANDATE: _rows(Mandate, ids[About.MANDATE], joinedload(Mandate.delegation)),
        About.REVISION: _rows(Revision, ids[About.REVISION]),
        About.SITTING: _rows(Sitting, ids[About.SITTING]),
    }
    above = ids[About.DECLARATION] | {
        row.declaration_id
        for about, found in rows.items()
        if about is not About.SITTING
        for row in found.values()
    }
    declarations = _rows(Declaration, above)
    rows[About.DECLARATION] = dict(declarations)
    named = {
        row.declaration_id
        for about in (About.AMENDMENT, About.THREAD, About.BALLOT, About.CLAUSE)
        for row in rows[about].values()
    }
    texts = {each: revision_text(each) for each in sorted(named)}
    names = names_to_tell_apart({each.forum_id for each in declarations.values()})
    return Subjects(rows, declarations, texts, names)


def _rows(table: type[R], ids: Iterable[int], *options: Any) -> dict[int, R]:
    wanted = sorted(ids)
    if not wanted:
        return {}
    key: Any = table
    query = select(table).where(key.id.in_(wanted)).options(*options)
    found: Sequence[Any] = db.session.scalars(query).unique().all()
    return {each.id: each for each in found}
