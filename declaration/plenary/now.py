"""What is before the meeting at this moment: followed by the chair, the hall and every delegate."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Select, and_, bindparam, case, func, literal, select
from sqlalchemy.orm import aliased

from declaration import clock
from declaration.amendments.forms import call
from declaration.amendments.models import Amendment
from declaration.amendments.shown import named
from declaration.drafting.models import Clause, Declaration, Revision
from declaration.drafting.queries import PlacedClause, revision_text
from declaration.extensions import db
from declaration.forums.models import Delegation, Forum, Presence, Sitting
from declaration.forums.queries import Quorum, quorum
from declaration.journal import Actor
from declaration.plenary.floor import SpeakersList, speakers_list
from declaration.plenary.models import AgendaItem, Speaker
from declaration.procedure import CredentialsState, Rules
from declaration.procedure.deadlines import has_passed
from declaration.procedure.states import BallotState, SittingState
from declaration.voting.models import Ballot, Objection, Vote
from declaration.voting.page import BallotPage, ballot_page

SHOWN_FROM: Final = 9
"""The column of `_place_query` from which each is a part of what differs."""


@dataclass(frozen=True)
class Place:
    """Where the meeting is, as a few numbers: enough to say whether anything has changed."""

    is_public: bool
    """Whether everybody may follow the forum's meetings."""
    declaration_id: int
    sitting_id: int | None
    ballot: int | None
    """The number of the sitting's ballot that is open, or else of the last one."""
    ballot_id: int | None
    shows_ballot: bool
    """Whether that is before the meeting: it is open, or nothing was taken up since it ended."""
    shared: str
    """Differs whenever what all delegates are shown alike would be drawn differently: not with
    every vote, which five hundred devices would have to draw anew."""
    counted: str
    """The same for the screens that show every vote: the hall's and the chair's."""


@dataclass(frozen=True)
class Now:
    """What the meeting is at, for one reader."""

    place: Place
    sitting: Sitting | None
    page: BallotPage | None
    quorum: Quorum | None
    floor: SpeakersList | None
    clause: PlacedClause | None
    """What was taken up, as it now reads."""
    called: str
    """How the pages call it; empty without a clause."""
    at: datetime
    """When this was so: what counts seconds on a device counts from here."""

    @property
    def shows_ballot(self) -> bool:
        """Whether a ballot is before the meeting."""
        return self.place.shows_ballot

    @property
    def is_declared(self) -> bool:
        """Whether the meeting was told how the last ballot ended."""
        return self.page is not None and self.page.ballot.declared_at is not None


def place_of(
    forum_key: str,
    declaration_key: str,
    *,
    counting: bool = False,
    for_the_chair: bool = False,
) -> Place:
    """Where the meeting is, by the keys of an address. Raises NoResultFound.

    One statement, since the whole hall asks it every other second; `counting` looks at
    every vote besides, `for_the_chair` at the agenda, which is a second one.
    """
    told = {"forum_key": forum_key, "declaration_key": declaration_key}
    row = db.session.execute(_COUNTED if counting else _FOLLOWED, told).one()
    late = "late" if has_passed(row.closes_at, clock.now()) else ""
    told_apart = (row.sitting_id or 0, row.number or 0, *row[SHOWN_FROM:], late)
    shared = ".".join(str(part) for part in told_apart)
    counted = f"{shared}.{row.votes}"
    if for_the_chair:
        counted += f".{_agenda_seen(row.declaration_id)}"
    return Place(
        is_public=row.public,
        declaration_id=row.declaration_id,
        sitting_id=row.sitting_id,
        ballot=row.number,
        ballot_id=row.ballot_id,
        shows_ballot=row.number is not None and _is_newest(row.closed_at, row.taken_up_at),
        shared=shared,
        counted=counted,
    )


def _is_newest(closed_at: datetime | None, taken_up_at: datetime | None) -> bool:
    return closed_at is None or taken_up_at is None or taken_up_at <= closed_at


def now_at(place: Place, declaration: Declaration, forum: Forum, by: Actor) -> Now:
    """What is at that place, as the reader sees it."""
    page = ballot_page(declaration.id, place.ballot, by) if place.ballot is not None else None
    if place.sitting_id is None:
        return Now(place, None, page, None, None, None, "", clock.now())
    sitting = db.session.get_one(Sitting, place.sitting_id)
    floor = speakers_list(sitting.id, Rules.of(forum.rules))
    taken_up = floor.item.clause_id if floor.item else None
    text = revision_text(declaration.id) if taken_up is not None else None
    clause = text.by_id(taken_up or 0) if text else None
    called = call(named(text, taken_up)) if text else ""
    here = quorum(forum, sitting.id)
    return Now(place, sitting, page, here, floor, clause, called, clock.now())


def _place_query(*, counting: bool) -> Select[Any]:
    """The row of a declaration: where its meeting is, and a number for whatever is shown."""
    one = aliased(Ballot)
    is_open = case((one.state == BallotState.OPEN, 1), else_=0)
    before = (
        select(one.id)
        .where(one.declaration_id == Declaration.id, one.sitting_id == Sitting.id)
        .order_by(is_open.desc(), one.number.desc())
        .limit(1)
        .scalar_subquery()
    )
    entitled = _count(Delegation.id).where(
        Delegation.forum_id == Forum.id,
        Delegation.votes,
        Delegation.credentials == CredentialsState.ACCEPTED,
    )
    present = _count(Presence.id, Presence.until).where(Presence.sitting_id == Sitting.id)
    votes = select(func.coalesce(func.sum(Vote.edition), 0)).where(Vote.ballot_id == Ballot.id)
    objections = _count(Objection.delegation_id).where(Objection.ballot_id == Ballot.id)
    taken_up = select(func.max(AgendaItem.taken_up_at)).where(AgendaItem.sitting_id == Sitting.id)
    items = _count(AgendaItem.id, AgendaItem.list_closed_at).where(
        AgendaItem.sitting_id == Sitting.id
    )
    asked = _count(Speaker.id, Speaker.began_at, Speaker.ended_at).where(
        Speaker.sitting_id == Sitting.id
    )
    serial = select(func.max(Revision.serial)).where(Revision.declaration_id == Declaration.id)
    return (
        select(
            Forum.public,
            Declaration.id.label("declaration_id"),
            Sitting.id.label("sitting_id"),
            Ballot.number,
            Ballot.id.label("ballot_id"),
            Ballot.closes_at,
            Ballot.closed_at,
            taken_up.scalar_subquery().label("taken_up_at"),
            votes.scalar_subquery().label("votes") if counting else literal(0).label("votes"),
            Declaration.state,
            Ballot.seen,
            *(
                each.scalar_subquery()
                for each in (objections, entitled, present, items, asked, serial)
            ),
        )
        .join(Forum, Forum.id == Declaration.forum_id)
        .outerjoin(Sitting, and_(Sitting.forum_id == Forum.id, Sitting.state == SittingState.OPEN))
        .outerjoin(Ballot, Ballot.id == before)
        .where(Forum.key == bindparam("forum_key"), Declaration.key == bindparam("declaration_key"))
    )


def _count(*columns: Any) -> Select[tuple[int]]:
    """How many rows, and how many of them have each further column: it grows by every step."""
    return select(sum((func.count(each) for each in columns[1:]), func.count(columns[0])))


def _agenda_seen(declaration_id: int) -> str:
    """Grows with every change of an amendment; says how many clauses are in which state."""
    editions = select(func.coalesce(func.sum(Amendment.edition), 0)).where(
        Amendment.declaration_id == declaration_id
    )
    states = (
        select(Clause.state, func.count(), editions.scalar_subquery())
        .where(Clause.declaration_id == declaration_id)
        .group_by(Clause.state)
        .order_by(Clause.state)
    )
    return "-".join(f"{count}-{edited}" for _state, count, edited in db.session.execute(states))


_FOLLOWED: Final = _place_query(counting=False)
_COUNTED: Final = _place_query(counting=True)
