"""What concerns one reader of the meeting's page: their delegation's answer, presence, requests."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from sqlalchemy import BindParameter, Select, and_, bindparam, select
from sqlalchemy.orm import joinedload

from declaration.extensions import db
from declaration.forums.models import Membership, Presence
from declaration.journal import Actor
from declaration.procedure.conditions import BY_NAME, BY_OBJECTION
from declaration.procedure.states import BallotState
from declaration.voting.models import Ballot, Elector, Objection, Vote
from declaration.voting.page import why_not_now
from declaration.voting.permissions import answers_for
from declaration.voting.queries import Answer


@dataclass(frozen=True)
class OwnBallot:
    """The ballot before the meeting as far as one delegation answers in it.

    What the voting room's buttons ask of a ballot's page, without everybody else's answers.
    """

    ballot: Ballot
    own: Answer | None
    may_answer: bool
    why_not: str

    @property
    def is_open(self) -> bool:
        """Whether answers are taken, time aside."""
        return self.ballot.state is BallotState.OPEN

    @property
    def takes_votes(self) -> bool:
        """Whether delegations choose between for, against and abstaining."""
        return self.ballot.method in BY_NAME

    @property
    def takes_objections(self) -> bool:
        """Whether delegations object or keep silent."""
        return self.ballot.method in BY_OBJECTION


def own_ballot(ballot: Ballot, by: Actor) -> OwnBallot:
    """What the reader's delegation says in the ballot. One statement."""
    own = _answer(ballot, by.delegation_id) if answers_for(by) else None
    why_not = why_not_now(ballot, own, by)
    may_answer = own is not None and ballot.state is BallotState.OPEN and not why_not
    return OwnBallot(ballot, own, may_answer, why_not)


def editions_in(ballot_id: int) -> Mapping[int, int]:
    """How often each delegation's vote was changed: what its devices have seen. One statement."""
    query = select(Vote.delegation_id, Vote.edition).where(Vote.ballot_id == ballot_id)
    return {row.delegation_id: row.edition for row in db.session.execute(query)}


def _answer(ballot: Ballot, delegation_id: int | None) -> Answer | None:
    asked = {
        "ballot_id": ballot.id,
        "sitting_id": ballot.sitting_id,
        "delegation_id": delegation_id,
    }
    row = db.session.execute(_OWN, asked).one_or_none()
    return None if row is None else Answer(row[0], row[1], row[2], row[3] is not None)


def _own_query() -> Select[Elector, Vote, Objection, int]:
    this_ballot: BindParameter[int] = bindparam("ballot_id")
    return (
        select(Elector, Vote, Objection, Presence.id)
        .outerjoin(
            Vote,
            and_(Vote.ballot_id == this_ballot, Vote.delegation_id == Elector.delegation_id),
        )
        .outerjoin(
            Objection,
            and_(
                Objection.ballot_id == this_ballot,
                Objection.delegation_id == Elector.delegation_id,
            ),
        )
        .outerjoin(
            Presence,
            and_(
                Presence.sitting_id == bindparam("sitting_id"),
                Presence.delegation_id == Elector.delegation_id,
                Presence.until.is_(None),
            ),
        )
        .where(
            Elector.ballot_id == this_ballot, Elector.delegation_id == bindparam("delegation_id")
        )
        .options(
            joinedload(Elector.delegation),
            joinedload(Vote.membership).joinedload(Membership.person),
        )
    )


_OWN: Final = _own_query()
"""Made once: five hundred devices ask it within a second or two."""
