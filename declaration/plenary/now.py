"""What is before the meeting at this moment: followed by the chair, the hall and every delegate."""

from dataclasses import dataclass

from sqlalchemy import case, func, select

from declaration.amendments.models import Amendment
from declaration.drafting.models import Clause, Declaration
from declaration.extensions import db
from declaration.forums.models import Forum, Sitting
from declaration.forums.queries import Quorum, attendance_seen, open_sitting, quorum
from declaration.journal import Actor
from declaration.procedure.states import BallotState
from declaration.voting.models import Ballot
from declaration.voting.page import BallotPage, ballot_page
from declaration.voting.queries import seen_of


@dataclass(frozen=True)
class Place:
    """Where the meeting is, as a few numbers: enough to say whether anything has changed."""

    sitting: Sitting | None
    ballot: int | None
    """The number of the ballot before the meeting: open, or the last one closed."""
    seen: str
    """Differs whenever a page that follows the meeting would be drawn differently."""


@dataclass(frozen=True)
class Now:
    """What the meeting is at, for one reader."""

    place: Place
    page: BallotPage | None
    quorum: Quorum | None


def place_of(declaration: Declaration, *, for_the_chair: bool = False) -> Place:
    """Where the meeting is. Three statements; for the chair, who sees the agenda too, four."""
    sitting = open_sitting(declaration.forum_id)
    number = _ballot_before(declaration.id, sitting)
    parts: list[object] = [declaration.state.value, sitting.id if sitting else 0, number]
    if number is not None:
        parts.append(seen_of(declaration.id, number))
    if sitting is not None:
        parts.append(attendance_seen(sitting.id))
    if for_the_chair:
        parts.append(_agenda_seen(declaration.id))
    return Place(sitting, number, ".".join(str(part) for part in parts))


def now_at(place: Place, declaration: Declaration, forum: Forum, by: Actor) -> Now:
    """What is at that place, as the reader sees it."""
    page = ballot_page(declaration.id, place.ballot, by) if place.ballot is not None else None
    here = quorum(forum, place.sitting.id) if place.sitting is not None else None
    return Now(place, page, here)


def _ballot_before(declaration_id: int, sitting: Sitting | None) -> int | None:
    if sitting is None:
        return None
    is_open = case((Ballot.state == BallotState.OPEN, 1), else_=0)
    query = (
        select(Ballot.number)
        .where(Ballot.declaration_id == declaration_id, Ballot.sitting_id == sitting.id)
        .order_by(is_open.desc(), Ballot.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def _agenda_seen(declaration_id: int) -> str:
    """Grows with every change of an amendment; says how many clauses are in which state."""
    editions = select(func.coalesce(func.sum(Amendment.edition), 0)).where(
        Amendment.declaration_id == declaration_id
    )
    states = (
        select(Clause.state, func.count())
        .where(Clause.declaration_id == declaration_id)
        .group_by(Clause.state)
        .order_by(Clause.state)
    )
    counts = "-".join(str(count) for _state, count in db.session.execute(states))
    return f"{db.session.scalars(editions).one()}-{counts}"
