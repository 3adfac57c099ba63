"""Deadlines that acts set, and who is reminded of them before they pass."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import select

from declaration import clock
from declaration.bookkeeping import end_reading
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal.models import JournalEntry, Log
from declaration.notices.happenings import Happenings
from declaration.notices.kinds import Event, Kind
from declaration.notices.models import Reminder
from declaration.notices.telling import News
from declaration.procedure.acts import Act
from declaration.procedure.states import BallotState, DeclarationState, Method
from declaration.proof.entry import Entry
from declaration.voting.models import Ballot, Vote

LEAD: Final = timedelta(days=1)
"""How long before a deadline people are reminded; half of the time that it leaves, if shorter."""

_WINDOW: Final = frozenset({Act.IMPORT_DECLARATION, Act.SET_WINDOW})
_BALLOT: Final = frozenset({Act.OPEN_BALLOT, Act.EXTEND_BALLOT})


def reminders_of(entry_id: int, entry: Entry, here: Happenings) -> Iterator[Reminder]:
    """What the deadlines that this entry set will remind people of."""
    if entry.act in _WINDOW:
        declaration = here.declaration(entry)
        if declaration.closes_at is not None:
            yield _reminder(
                entry_id, entry, Event.WINDOW_CLOSING, declaration.id, declaration.closes_at
            )
    numbers = [int(entry.key)] if entry.act in _BALLOT else []
    if entry.act is Act.PUBLISH:
        restarted = entry.data.get("restarted") or []
        assert isinstance(restarted, list)
        numbers = [int(str(each["successor"])) for each in restarted if isinstance(each, dict)]
    for number in numbers:
        ballot = here.ballot(entry, number)
        if ballot.written and ballot.closes_at is not None:
            yield _reminder(entry_id, entry, Event.BALLOT_CLOSING, ballot.id, ballot.closes_at)


def _reminder(
    entry_id: int, entry: Entry, event: Event, about_id: int, deadline: datetime
) -> Reminder:
    lead = min(LEAD, max(timedelta(), deadline - entry.at) / 2)
    return Reminder(
        entry_id=entry_id, event=event, about_id=about_id, deadline=deadline, due=deadline - lead
    )


def due_reminders() -> list[tuple[int, Forum]]:
    """The reminders whose time has come, each with its forum. One statement."""
    query = (
        select(Reminder.id, Forum)
        .join(JournalEntry, JournalEntry.id == Reminder.entry_id)
        .join(Log, Log.id == JournalEntry.log_id)
        .join(Forum, Forum.log == Log.origin)
        .where(Reminder.done_at.is_(None), Reminder.due <= clock.now())
        .order_by(Reminder.id)
    )
    due = [(reminder_id, forum) for reminder_id, forum in db.session.execute(query)]
    db.session.expunge_all()
    end_reading()
    return due


def news_of_reminder(reminder: Reminder, here: Happenings) -> list[News]:
    """Who is to be reminded; nobody, when the deadline was moved or has passed since."""
    if clock.now() >= reminder.deadline:
        return []
    if reminder.event is Event.WINDOW_CLOSING:
        declaration = db.session.get_one(Declaration, reminder.about_id)
        if (
            declaration.closes_at != reminder.deadline
            or declaration.state is not DeclarationState.NEGOTIATION
        ):
            return []
        readers = here.readers.delegates()
        return [News(Kind.DEADLINES, Event.WINDOW_CLOSING, declaration.id, tuple(readers))]
    ballot = db.session.get_one(Ballot, reminder.about_id)
    if ballot.closes_at != reminder.deadline or ballot.state is not BallotState.OPEN:
        return []
    answered = _answered(ballot)
    readers = [each for each in here.electors_of(ballot) if each.by.delegation_id not in answered]
    return [News(Kind.DEADLINES, Event.BALLOT_CLOSING, ballot.id, tuple(readers))]


def _answered(ballot: Ballot) -> set[int]:
    """The delegations that need no reminder. Silence has no votes: there everybody is reminded."""
    if ballot.method is Method.SILENCE:
        return set()
    query = select(Vote.delegation_id).where(Vote.ballot_id == ballot.id, Vote.choice.is_not(None))
    return set(db.session.scalars(query))
