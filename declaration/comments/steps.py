"""Parts of acts: how threads follow their words, with no permission, entry or transaction."""

from sqlalchemy import select

from declaration.comments.models import Placement, PlacementState, Thread
from declaration.drafting.models import ClauseVersion
from declaration.extensions import db
from declaration.text import Anchor


def follow(clause_id: int, old: ClauseVersion, new: ClauseVersion) -> None:
    """Place every thread of a clause in its new version, from where it stood in the old one.

    Words that are gone leave the thread orphaned: it is shown beside the clause with its quote,
    never moved onto other words. Two statements and one insert a thread.
    """
    query = (
        select(Placement)
        .join(Thread, Thread.id == Placement.thread_id)
        .where(Thread.clause_id == clause_id, Placement.version_id == old.id)
        .order_by(Placement.id)
    )
    for placement in db.session.scalars(query).all():
        db.session.add(_placed(placement, old, new))


def _placed(placement: Placement, old: ClauseVersion, new: ClauseVersion) -> Placement:
    moved = Placement(
        thread_id=placement.thread_id, version_id=new.id, state=PlacementState.ORPHANED
    )
    if placement.start is None or placement.stop is None:
        return moved
    anchor = Anchor.of(old.text, placement.start, placement.stop).follow(old.text, new.text)
    if anchor is None:
        return moved
    moved.start, moved.stop = anchor.start, anchor.end
    changed = new.text[anchor.start : anchor.end] != old.text[placement.start : placement.stop]
    was_edited = placement.state is PlacementState.EDITED
    moved.state = PlacementState.EDITED if changed or was_edited else PlacementState.EXACT
    return moved
