"""What people do with notices.

None of it is an act: what one watches, reads and chooses is one's own affair. It leaves no entry,
and is written in a short transaction for itself.
"""

from collections.abc import Mapping, Set
from typing import Final

from sqlalchemy import ColumnElement, delete, insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from declaration import clock
from declaration.bookkeeping import bookkeeping
from declaration.journal import Actor
from declaration.notices.kinds import USUALLY, Kind, Way
from declaration.notices.models import Chosen, Notice, Seen, Watch
from declaration.notices.queries import seen_by

ALL: Final = 2**62


def watch_clause(by: Actor, clause_id: int) -> None:
    """Be told of what becomes of a clause that one may read. Watching it twice is watching it."""
    _watch(by, clause_id=clause_id)


def watch_amendment(by: Actor, amendment_id: int) -> None:
    """Be told of what becomes of an amendment that one may read."""
    _watch(by, amendment_id=amendment_id)


def _watch(by: Actor, **target: int) -> None:
    try:
        with bookkeeping() as notes:
            notes.execute(
                insert(Watch).values(membership_id=by.membership_id, since=clock.now(), **target)
            )
    except IntegrityError:
        return


def unwatch_clause(by: Actor, clause_id: int) -> None:
    """Be told no more of a clause."""
    _unwatch(by, Watch.clause_id == clause_id)


def unwatch_amendment(by: Actor, amendment_id: int) -> None:
    """Be told no more of an amendment."""
    _unwatch(by, Watch.amendment_id == amendment_id)


def _unwatch(by: Actor, target: ColumnElement[bool]) -> None:
    with bookkeeping() as notes:
        mine = delete(Watch).where(Watch.membership_id == by.membership_id)
        notes.execute(mine.where(target))


def mark_read(by: Actor, notice_id: int) -> None:
    """Note that one notice was read."""
    _read(by, Notice.id == notice_id)


def mark_all_read(by: Actor, up_to: int = ALL) -> None:
    """Note that everything was read up to the newest notice the page showed."""
    _read(by, Notice.id <= up_to)


def _read(by: Actor, which: ColumnElement[bool]) -> None:
    with bookkeeping() as notes:
        unread = update(Notice).where(
            Notice.membership_id == by.membership_id, Notice.read_at.is_(None)
        )
        notes.execute(unread.where(which).values(read_at=clock.now()))


def choose_ways(by: Actor, ways: Mapping[Kind, Way]) -> None:
    """Choose how one is told of these kinds; what is usual is not kept."""
    with bookkeeping() as notes:
        notes.execute(
            delete(Chosen).where(
                Chosen.membership_id == by.membership_id, Chosen.kind.in_(list(ways))
            )
        )
        rows = [
            {"membership_id": by.membership_id, "kind": kind, "way": way}
            for kind, way in ways.items()
            if way is not USUALLY[kind]
        ]
        if rows:
            notes.execute(insert(Chosen), rows)


def note_seen(
    membership_id: int, declaration_id: int, displayed: Mapping[int, int], *, is_all: bool
) -> None:
    """Note the versions that a page displayed, by clause.

    Where they are all of the text (`is_all`), clauses that left it are forgotten. Nothing is
    written, and no transaction begun, where all of it was noted before.
    """
    one = next(iter(displayed)) if len(displayed) == 1 and not is_all else None
    known = seen_by(membership_id, declaration_id, one)
    new = {id_: version for id_, version in displayed.items() if known.get(id_) != version}
    lost = known.keys() - displayed.keys() if is_all else set()
    if not new and not lost:
        return
    with bookkeeping() as notes:
        _forget(notes, membership_id, new.keys() | lost)
        rows = [
            {
                "membership_id": membership_id,
                "clause_id": clause_id,
                "version_id": version_id,
                "at": clock.now(),
            }
            for clause_id, version_id in sorted(new.items())
        ]
        if rows:
            notes.execute(insert(Seen), rows)


def _forget(notes: Session, membership_id: int, clause_ids: Set[int]) -> None:
    mine = delete(Seen).where(Seen.membership_id == membership_id)
    notes.execute(mine.where(Seen.clause_id.in_(sorted(clause_ids))))
