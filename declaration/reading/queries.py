"""Reads that compose rooms, each with its price in statements."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, select

from declaration.accounts.models import Person
from declaration.amendments.models import Amendment, Sponsor
from declaration.comments.models import Comment, Thread
from declaration.comments.shown import language_of
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Delegation, Forum, Membership
from declaration.journal import Actor
from declaration.procedure.amendment_life import PENDING
from declaration.procedure.states import AmendmentState, BallotState
from declaration.voting.models import Ballot, BallotSubject

LONGEST_NOTE: Final = 160
"""Characters of a remark that stand beside the text; the whole of it is a link away."""


@dataclass(frozen=True)
class Note:
    """A discussion as it stands beside its clause: the words it is about, and its last remark."""

    thread_id: int
    quote: str | None
    quote_language: str
    by: dict[str, str]
    said: str
    language: str


@dataclass(frozen=True)
class Marks:
    """What stands beside a clause: counts of what a reader may see, and what is said of it."""

    pending: int = 0
    threads: int = 0
    ballot_number: int | None = None
    drafts: int = 0
    notes: Sequence[Note] = ()


def marks_of(declaration_id: int, *, own: int | None) -> dict[int, Marks]:
    """The marks of every clause, by its id; `own` is the reader's delegation. Five statements."""
    pending = _counted(
        select(Amendment.clause_id, func.count())
        .where(
            Amendment.declaration_id == declaration_id,
            Amendment.state.in_(PENDING - {AmendmentState.SUBMITTED}),
        )
        .group_by(Amendment.clause_id)
    )
    threads = _counted(
        select(Thread.clause_id, func.count())
        .where(
            Thread.declaration_id == declaration_id,
            Thread.clause_id.is_not(None),
            Thread.resolved_at.is_(None),
        )
        .group_by(Thread.clause_id)
    )
    ballots = _counted(
        select(Amendment.clause_id, func.max(Ballot.number))
        .join(BallotSubject, BallotSubject.amendment_id == Amendment.id)
        .join(Ballot, Ballot.id == BallotSubject.ballot_id)
        .where(Amendment.declaration_id == declaration_id, Ballot.state == BallotState.OPEN)
        .group_by(Amendment.clause_id)
    )
    drafts = _counted(
        select(Amendment.clause_id, func.count())
        .join(Sponsor, Sponsor.amendment_id == Amendment.id)
        .where(
            Amendment.declaration_id == declaration_id,
            Amendment.state == AmendmentState.DRAFT,
            Sponsor.delegation_id == own,
        )
        .group_by(Amendment.clause_id)
        if own is not None
        else None
    )
    notes = _notes(declaration_id)
    return {
        clause_id: Marks(
            pending=pending.get(clause_id, 0),
            threads=threads.get(clause_id, 0),
            ballot_number=ballots.get(clause_id),
            drafts=drafts.get(clause_id, 0),
            notes=notes.get(clause_id, ()),
        )
        for clause_id in {*pending, *threads, *ballots, *drafts}
    }


def _notes(declaration_id: int) -> dict[int, list[Note]]:
    """The open discussions of each clause with their last remark, unless that was hidden."""
    last = (
        select(func.max(Comment.id))
        .join(Thread, Thread.id == Comment.thread_id)
        .where(
            Thread.declaration_id == declaration_id,
            Thread.clause_id.is_not(None),
            Thread.resolved_at.is_(None),
        )
        .group_by(Comment.thread_id)
    )
    query = (
        select(
            Thread.clause_id,
            Thread.id,
            Thread.quote,
            Thread.language,
            func.coalesce(Delegation.names, Person.names),
            Comment.text,
        )
        .join(Thread, Thread.id == Comment.thread_id)
        .join(Person, Person.id == Comment.person_id)
        .outerjoin(Delegation, Delegation.id == Comment.delegation_id)
        .where(Comment.id.in_(last), Comment.hidden_reason.is_(None))
        .order_by(Thread.id)
    )
    notes: dict[int, list[Note]] = {}
    for row in db.session.execute(query):
        clause_id, thread_id, quote, spoken, by, said = row
        assert clause_id is not None
        note = Note(thread_id, quote, spoken, by, _shortened(said), language_of(said))
        notes.setdefault(clause_id, []).append(note)
    return notes


def _shortened(said: str) -> str:
    if len(said) <= LONGEST_NOTE:
        return said
    return said[:LONGEST_NOTE].rpartition(" ")[0] + "…"


def _counted(query: object) -> dict[int, int]:
    if query is None:
        return {}
    return dict(db.session.execute(query).all())  # type: ignore[call-overload]


def declarations_of(by: Actor) -> Sequence[Declaration]:
    """The declarations of the actor's forum. One statement."""
    query = select(Declaration).where(Declaration.forum_id == by.forum_id).order_by(Declaration.id)
    return db.session.scalars(query).all()


def has_forums() -> bool:
    """Whether there is any forum here, be it open to its members alone. One statement."""
    return db.session.scalar(select(Forum.id).limit(1)) is not None


def forums_open_to(person_id: int | None) -> list[Forum]:
    """The forums that everybody may read, and those of this person. One statement."""
    own = select(Membership.forum_id).where(
        Membership.person_id == person_id, Membership.ended_at.is_(None)
    )
    query = select(Forum).where(Forum.public | Forum.id.in_(own)).order_by(Forum.id)
    return list(db.session.scalars(query))
