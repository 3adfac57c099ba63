"""Reads of forums, who takes part and who is present, with their price in statements."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Any, Final, TypeVar

from sqlalchemy import Row, bindparam, func, select
from sqlalchemy.orm import joinedload, selectinload

from declaration.extensions import db
from declaration.formats import current_writing, in_order, name_in
from declaration.forums.models import (
    Delegation,
    Forum,
    Invitation,
    Membership,
    Presence,
    Sitting,
)
from declaration.procedure import CredentialsState, Rules, Share, SittingState

T = TypeVar("T")

_delegation = Delegation.__table__.c
_NAMES: Final = (
    select(_delegation.key, _delegation.names)
    .where(_delegation.forum_id == bindparam("forum_id"))
    .order_by(_delegation.id)
)


def by_name(items: Iterable[T], names: Callable[[T], Mapping[str, str]]) -> list[T]:
    """Items in the alphabetical order of the names as the page shows them.

    An English page is ordered by the English names. What is kept on record follows `sort_key`,
    the same for every reader; the databases sort letters each in their own way, this does not.
    """
    language = current_writing().language
    return in_order(items, lambda each: name_in(names(each), language))


def delegations_of(forum_id: int) -> list[Delegation]:
    """All delegations in the order of their names. One statement."""
    query = select(Delegation).where(Delegation.forum_id == forum_id)
    return by_name(db.session.scalars(query), attrgetter("names"))


def delegation_names(forum_id: int) -> Sequence[Row[Any, Any]]:
    """The `key` and `names` of all delegations in order: to choose from. One statement."""
    found = db.session.connection().execute(_NAMES, {"forum_id": forum_id})
    return by_name(found, attrgetter("names"))


def delegations_by_id(forum_id: int) -> dict[int, Delegation]:
    """All delegations by their id, in Arabic order for every reader. One statement."""
    query = select(Delegation).where(Delegation.forum_id == forum_id)
    found = sorted(db.session.scalars(query), key=attrgetter("sort_key"))
    return {each.id: each for each in found}


def voting_delegations(forum_id: int) -> list[Delegation]:
    """Delegations with a vote and accepted credentials, in the order of their names.

    One statement.
    """
    query = select(Delegation).where(
        Delegation.forum_id == forum_id,
        Delegation.votes.is_(True),
        Delegation.credentials == CredentialsState.ACCEPTED,
    )
    return by_name(db.session.scalars(query), attrgetter("names"))


def delegation_by_key(forum_id: int, key: str) -> Delegation:
    """The delegation an address names. Raises NoResultFound. One statement."""
    query = select(Delegation).where(Delegation.forum_id == forum_id, Delegation.key == key)
    return db.session.scalars(query).one()


def members_of(forum_id: int, delegation_id: int | None = None) -> Sequence[Membership]:
    """Live memberships, of one delegation or of all: with person, delegation and roles.

    In the order of their delegations, those without one first. Two statements.
    """
    query = (
        select(Membership)
        .where(Membership.forum_id == forum_id, Membership.ended_at.is_(None))
        .options(
            joinedload(Membership.person),
            joinedload(Membership.delegation),
            selectinload(Membership.roles),
        )
        .order_by(Membership.id)
    )
    if delegation_id is not None:
        query = query.where(Membership.delegation_id == delegation_id)
    return by_name(
        db.session.scalars(query), lambda each: each.delegation.names if each.delegation else {}
    )


def member(forum_id: int, membership_id: int) -> Membership:
    """A live membership with person, delegation and roles. Raises NoResultFound. Two statements."""
    query = (
        select(Membership)
        .where(
            Membership.forum_id == forum_id,
            Membership.id == membership_id,
            Membership.ended_at.is_(None),
        )
        .options(
            joinedload(Membership.person),
            joinedload(Membership.delegation),
            selectinload(Membership.roles),
        )
    )
    return db.session.scalars(query).one()


def invitations_of(forum_id: int) -> Sequence[Invitation]:
    """All invitations, newest first, each with its delegation. One statement."""
    query = (
        select(Invitation)
        .where(Invitation.forum_id == forum_id)
        .options(joinedload(Invitation.delegation))
        .order_by(Invitation.id.desc())
    )
    return db.session.scalars(query).all()


def sittings_of(forum_id: int) -> Sequence[Sitting]:
    """The forum's sittings by number. One statement."""
    query = select(Sitting).where(Sitting.forum_id == forum_id).order_by(Sitting.number)
    return db.session.scalars(query).all()


def sitting_by_number(forum_id: int, number: int) -> Sitting:
    """The sitting an address names. Raises NoResultFound. One statement."""
    query = select(Sitting).where(Sitting.forum_id == forum_id, Sitting.number == number)
    return db.session.scalars(query).one()


def open_sitting(forum_id: int) -> Sitting | None:
    """The sitting now in session: one at most. One statement."""
    query = select(Sitting).where(Sitting.forum_id == forum_id, Sitting.state == SittingState.OPEN)
    return db.session.scalars(query).one_or_none()


def present_delegations(sitting_id: int) -> frozenset[int]:
    """The ids of the delegations present now, whether they vote or not. One statement."""
    query = select(Presence.delegation_id).where(
        Presence.sitting_id == sitting_id, Presence.until.is_(None)
    )
    return frozenset(db.session.scalars(query))


def attendance_seen(sitting_id: int) -> int:
    """A number that grows with every change of the attendance: what a live page has seen.

    One statement.
    """
    query = select(func.count(Presence.id) + func.count(Presence.until)).where(
        Presence.sitting_id == sitting_id
    )
    return db.session.scalars(query).one()


@dataclass(frozen=True)
class Quorum:
    """Who counts for the quorum, and who of them is present. All numbers are delegations."""

    counted: frozenset[int]
    """The ids of those accredited, with a vote."""
    here: frozenset[int]
    """Those of them who are present."""
    to_open: Share
    to_decide: Share

    @property
    def present(self) -> int:
        """How many of those who count are present."""
        return len(self.here)

    @property
    def entitled(self) -> int:
        """How many count."""
        return len(self.counted)

    @property
    def can_open(self) -> bool:
        """Enough are present to open the sitting."""
        return self.to_open.met(self.present, self.entitled)

    @property
    def can_decide(self) -> bool:
        """Enough are present for a ballot to be decided."""
        return self.to_decide.met(self.present, self.entitled)

    @property
    def needed_to_open(self) -> int:
        """The least number present with which the sitting opens."""
        return self.to_open.least(self.entitled)

    @property
    def needed_to_decide(self) -> int:
        """The least number present with which a ballot is decided."""
        return self.to_decide.least(self.entitled)


def quorum(forum: Forum, sitting_id: int) -> Quorum:
    """The quorum of a sitting at this moment. Two statements."""
    rules = Rules.of(forum.rules)
    counted = frozenset(each.id for each in voting_delegations(forum.id))
    here = counted & present_delegations(sitting_id)
    return Quorum(counted, here, rules.quorum_to_open, rules.quorum_to_decide)
