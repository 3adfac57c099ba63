"""Parts of acts: how threads hold on to their words, with no permission, entry or transaction."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from declaration.comments.models import Placement, PlacementState, Thread
from declaration.drafting.models import ClauseVersion
from declaration.extensions import db
from declaration.text import Anchor


def anchor(thread: Thread, text: str, start: int, stop: int) -> Anchor:
    """Note the words a new thread is about, and what stands around them. Raises ValueError."""
    held = Anchor.of(text, start, stop)
    thread.quote, thread.before, thread.after = held.quote, held.prefix, held.suffix
    return held


def place_from(thread: Thread, version: ClauseVersion, held: Anchor) -> None:
    """Place a new thread in the version its words were read in, and in every later one.

    One statement; the thread has its id.
    """
    query = (
        select(ClauseVersion)
        .where(ClauseVersion.clause_id == version.clause_id, ClauseVersion.number > version.number)
        .order_by(ClauseVersion.number)
    )
    known = {version.id: version}
    placements = [
        Placement(
            thread_id=thread.id,
            version_id=version.id,
            start=held.start,
            stop=held.end,
            state=PlacementState.EXACT,
        )
    ]
    for later in db.session.scalars(query):
        placements.append(_next(thread, placements, known, later))
        known[later.id] = later
    db.session.add_all(placements)


def place_in_wording(thread: Thread, revision_id: int, held: Anchor) -> None:
    """Place a new thread in the wording of an amendment that its words were read in.

    Where it stands in later wordings follows from the texts and is not stored.
    """
    db.session.add(
        Placement(
            thread_id=thread.id,
            amendment_revision_id=revision_id,
            start=held.start,
            stop=held.end,
            state=PlacementState.EXACT,
        )
    )


def follow(clause_id: int, old: ClauseVersion, new: ClauseVersion) -> None:
    """Place every thread of a clause in its new version, from where it stood in the old one.

    Words that are gone leave the thread orphaned: it is shown beside the clause with its quote,
    never moved onto other words. It finds its words again when they come back as they were, as
    in a version restored. Three statements and one insert, however many threads.
    """
    query = (
        select(Thread)
        .where(Thread.clause_id == clause_id, Thread.quote.is_not(None))
        .options(selectinload(Thread.placements))
        .order_by(Thread.id)
        .execution_options(populate_existing=True)
    )
    threads = db.session.scalars(query).all()
    versions = select(ClauseVersion).where(ClauseVersion.clause_id == clause_id)
    known = {version.id: version for version in db.session.scalars(versions)} | {old.id: old}
    for thread in threads:
        earlier = [p for p in thread.placements if p.version_id in known and p.version_id != new.id]
        earlier.sort(key=lambda placement: known[placement.version_id or 0].number)
        if earlier:
            db.session.add(_next(thread, earlier, known, new))


def _next(
    thread: Thread,
    earlier: Sequence[Placement],
    known: dict[int, ClauseVersion],
    new: ClauseVersion,
) -> Placement:
    """The placement in the version after those of `earlier`, which are in their order."""
    found = _found(thread, earlier, known, new)
    if found is None:
        return Placement(thread_id=thread.id, version_id=new.id, state=PlacementState.ORPHANED)
    exact = new.text[found.start : found.end] == thread.quote
    return Placement(
        thread_id=thread.id,
        version_id=new.id,
        start=found.start,
        stop=found.end,
        state=PlacementState.EXACT if exact else PlacementState.EDITED,
    )


def _found(
    thread: Thread,
    earlier: Sequence[Placement],
    known: dict[int, ClauseVersion],
    new: ClauseVersion,
) -> Anchor | None:
    standing = next((p for p in reversed(earlier) if p.start is not None), None)
    if standing is None or standing.start is None or standing.stop is None:
        return None
    old = known[standing.version_id or 0].text
    held = replace(Anchor.of(old, standing.start, standing.stop), quote=thread.quote or "")
    found = held.follow(old, new.text)
    came_back = found is not None and new.text[found.start : found.end] == thread.quote
    return found if standing is earlier[-1] or came_back else None
