"""The steps of an answer in a ballot, which a whole hall takes within seconds.

Their statements are made once, and read and write plain columns: to build each anew, and an object
for its row, cost an answer more than all else it does.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    CursorResult,
    Executable,
    bindparam,
    exists,
    insert,
    select,
    update,
)
from sqlalchemy.exc import NoResultFound

from declaration.database import Base
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Presence
from declaration.procedure.states import BallotState, Method
from declaration.voting.models import Ballot, Elector, Vote

_ballot, _declaration = Ballot.__table__.c, Declaration.__table__.c
_elector, _presence, _vote = Elector.__table__.c, Presence.__table__.c, Vote.__table__.c
_VOTES: Final = Base.metadata.tables["vote"]
_THIS_BALLOT: Final[BindParameter[int]] = bindparam("ballot_id")
_THIS_DELEGATION: Final[BindParameter[int]] = bindparam("delegation_id")

_ANSWERING: Final = (
    select(
        _ballot.id,
        _ballot.number,
        _ballot.method,
        _ballot.state,
        _ballot.written,
        _ballot.closes_at,
        _declaration.key.label("declaration"),
        exists()
        .where(
            _presence.sitting_id == _ballot.sitting_id,
            _presence.delegation_id == _elector.delegation_id,
            _presence.until.is_(None),
        )
        .label("is_present"),
    )
    .join_from(Ballot.__table__, Declaration.__table__)
    .join(Elector.__table__, _elector.ballot_id == _ballot.id)
    .where(_ballot.id == _THIS_BALLOT, _elector.delegation_id == _THIS_DELEGATION)
    .with_for_update(read=True, of=Ballot.__table__)
    .suffix_with("FOR UPDATE OF elector", dialect="postgresql")
)
_KNOWN: Final = select(exists().where(_ballot.id == _THIS_BALLOT))
_EARLIER: Final = select(_vote.nonce, _vote.edition).where(
    _vote.ballot_id == _THIS_BALLOT, _vote.delegation_id == _THIS_DELEGATION
)
_FIRST: Final = insert(_VOTES)
_CHANGED: Final = update(_VOTES).where(
    _vote.ballot_id == bindparam("this_ballot"), _vote.delegation_id == bindparam("this_delegation")
)


@dataclass(frozen=True)
class Held:
    """A ballot as far as an elector's answer in it asks; `declaration` is the declaration's key.

    `is_present`: whether the elector is in the ballot's sitting now.
    """

    id: int
    number: int
    method: Method
    state: BallotState
    written: bool
    closes_at: datetime | None
    declaration: str
    is_present: bool


def held(ballot_id: int, delegation_id: int) -> Held | None:
    """The ballot and its elector, locked until the answer is written; None for who is no elector.

    The ballot is locked shared: others may answer too, and nobody may close it meanwhile. The
    elector is locked alone, so that two colleagues come one after the other.
    Raises NoResultFound for no ballot. One statement.
    """
    found = _asked(_ANSWERING, ballot_id=ballot_id, delegation_id=delegation_id).one_or_none()
    if found is not None:
        return Held(**found._mapping)
    if not _asked(_KNOWN, ballot_id=ballot_id).scalar_one():
        raise NoResultFound(ballot_id)
    return None


def store_vote(ballot: Held, delegation_id: int, **columns: Any) -> str | None:
    """Write the one row of an elector who is locked; gives the nonce of the vote it replaces.

    Two statements.
    """
    at = {"ballot_id": ballot.id, "delegation_id": delegation_id}
    earlier = _asked(_EARLIER, **at).one_or_none()
    if earlier is None:
        _asked(_FIRST, **at, **columns, edition=1)
        return None
    there = {"this_ballot": ballot.id, "this_delegation": delegation_id}
    _asked(_CHANGED, **there, **columns, edition=earlier.edition + 1)
    nonce: str | None = earlier.nonce
    return nonce


def _asked(statement: Executable, **values: Any) -> CursorResult[Any]:
    return db.session.connection().execute(statement, values)
