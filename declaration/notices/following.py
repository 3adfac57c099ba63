"""The clock's part: read what the journal holds, and tell whom it concerns.

What is to be told is worked out while reading. It is then written in a short transaction that
first moves the log's mark from where it was found: of two who do this at once, one finds the mark
moved and writes nothing. So a notice and its letter come into being once, together with the mark.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import func, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from declaration import clock
from declaration.bookkeeping import bookkeeping, end_reading
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal.models import JournalEntry, Log
from declaration.messages.steps import post_all
from declaration.notices import letters
from declaration.notices.deadlines import due_reminders, news_of_reminder, reminders_of
from declaration.notices.happenings import Happenings
from declaration.notices.kinds import Way
from declaration.notices.models import Followed, Notice, Reminder
from declaration.notices.readers import Readers, readers_of
from declaration.notices.telling import Made, news_of
from declaration.proof import read_entry

AT_ONCE: Final = 200
"""Entries handled in one go: so many are read before anything of them is written."""


@dataclass(frozen=True)
class Stretch:
    """What one log holds beyond its mark; `mark` is None where nothing was ever told."""

    forum: Forum
    log_id: int
    mark: int | None
    size: int


def follow() -> int:
    """Tell of everything sealed that nobody was told of yet; gives the number of notices made.

    For the clock alone: no act waits for it, and no page. One statement when there is nothing new.
    """
    made = 0
    for found in _behind():
        stretch: Stretch | None = found
        while stretch is not None:
            made += _tell(stretch)
            stretch = next((each for each in _behind() if each.log_id == found.log_id), None)
    made += _remind()
    letters.send_digests()
    return made


def _behind() -> list[Stretch]:
    """The logs that hold more than was told of. One statement.

    Positions are what is followed, not ids: they have no gaps, and none is given out below
    another that was seen.
    """
    size = (
        select(func.max(JournalEntry.position) + 1)
        .where(JournalEntry.log_id == Log.id)
        .scalar_subquery()
    )
    query = (
        select(Forum, Log.id, Followed.position, size)
        .join(Log, Log.origin == Forum.log)
        .outerjoin(Followed, Followed.log_id == Log.id)
        .where(size > func.coalesce(Followed.position, 0))
        .order_by(Log.id)
    )
    behind = [Stretch(*row) for row in db.session.execute(query)]
    db.session.expunge_all()
    end_reading()
    return behind


def _tell(stretch: Stretch) -> int:
    start = stretch.mark or 0
    end = min(stretch.size, start + AT_ONCE)
    query = (
        select(JournalEntry.id, JournalEntry.body)
        .where(
            JournalEntry.log_id == stretch.log_id,
            JournalEntry.position >= start,
            JournalEntry.position < end,
        )
        .order_by(JournalEntry.position)
    )
    readers = readers_of(stretch.forum)
    here = Happenings(readers)
    made: list[Made] = []
    reminders: list[Reminder] = []
    for entry_id, body in db.session.execute(query).all():
        entry = read_entry(body)
        made += [Made(entry_id, entry.at, news) for news in news_of(entry, here)]
        reminders += reminders_of(entry_id, entry, here)
    posts = letters.at_once(made, readers)
    db.session.expunge_all()
    end_reading()
    try:
        with bookkeeping() as notes:
            if not _move(notes, stretch, end):
                return 0
            told = _write(notes, made, readers)
            notes.add_all(reminders)
            post_all(posts)
    except IntegrityError:
        # Another clock began following this log at the same moment.
        return 0
    return told


def _move(notes: Session, stretch: Stretch, end: int) -> bool:
    """Move the log's mark; False when somebody else has moved it meanwhile."""
    if stretch.mark is None:
        notes.execute(insert(Followed).values(log_id=stretch.log_id, position=end))
        return True
    moved = notes.execute(
        update(Followed)
        .where(Followed.log_id == stretch.log_id, Followed.position == stretch.mark)
        .values(position=end)
    )
    return bool(moved.rowcount)  # type: ignore[attr-defined]


def _write(notes: Session, made: Sequence[Made], readers: Readers) -> int:
    """Insert the notices of those who want to be told at all, however many, in one statement."""
    now, sends = clock.now(), letters.are_sent()
    rows = [
        {
            "membership_id": reader.membership_id,
            "entry_id": each.entry_id,
            "kind": each.news.kind,
            "event": each.news.event,
            "about_id": each.news.about_id,
            "at": each.at,
            "made_at": now,
            "digest": way is Way.DIGEST and sends,
        }
        for each in made
        for reader in each.news.readers
        if (way := readers.way(reader, each.news.kind)) is not Way.NONE
    ]
    if rows:
        notes.execute(insert(Notice), rows)
    return len(rows)


def _remind() -> int:
    """Remind people of the deadlines that draw near; each deadline once."""
    told = 0
    for reminder_id, forum in due_reminders():
        readers = readers_of(forum)
        reminder = db.session.get_one(Reminder, reminder_id)
        news = news_of_reminder(reminder, Happenings(readers))
        made = [Made(reminder.entry_id, clock.now(), each) for each in news]
        posts = letters.at_once(made, readers)
        db.session.expunge_all()
        end_reading()
        with bookkeeping() as notes:
            done = notes.execute(
                update(Reminder)
                .where(Reminder.id == reminder_id, Reminder.done_at.is_(None))
                .values(done_at=clock.now())
            )
            if done.rowcount:  # type: ignore[attr-defined]
                told += _write(notes, made, readers)
                post_all(posts)
    return told
