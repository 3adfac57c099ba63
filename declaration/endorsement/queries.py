"""Reads of the frozen text and its signatories, each with its price in statements."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from declaration.amendments.models import Amendment, Sponsor
from declaration.endorsement.models import Endorsement, Freeze, Mandate, NetworkMember, Statement
from declaration.extensions import db
from declaration.forums.models import Delegation
from declaration.voting.models import Ballot, BallotSubject


def freeze_of(declaration_id: int, language: str = "ar") -> Freeze | None:
    """The frozen text in a language. One statement."""
    query = (
        select(Freeze)
        .where(Freeze.declaration_id == declaration_id, Freeze.language == language)
        .options(joinedload(Freeze.revision))
    )
    return db.session.scalars(query).one_or_none()


def latest_mandate(declaration_id: int, delegation_id: int) -> Mandate | None:
    """The newest mandate a delegation lodged. One statement."""
    query = (
        select(Mandate)
        .where(Mandate.declaration_id == declaration_id, Mandate.delegation_id == delegation_id)
        .options(joinedload(Mandate.upload))
        .order_by(Mandate.id.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def mandates_of(declaration_id: int) -> Sequence[Mandate]:
    """Every mandate lodged, the newest first, with delegation and upload. One statement."""
    query = (
        select(Mandate)
        .where(Mandate.declaration_id == declaration_id)
        .options(joinedload(Mandate.delegation), joinedload(Mandate.upload))
        .order_by(Mandate.id.desc())
    )
    return db.session.scalars(query).all()


def mandate_shown(mandate_id: int) -> Mandate:
    """One mandate with its delegation and upload. Raises NoResultFound. One statement."""
    query = (
        select(Mandate)
        .where(Mandate.id == mandate_id)
        .options(joinedload(Mandate.delegation), joinedload(Mandate.upload))
    )
    return db.session.scalars(query).one()


def lodged_since(instant: datetime, declaration_id: int, delegation_id: int) -> int:
    """How many papers a delegation lodged after an instant. One statement."""
    query = (
        select(func.count())
        .select_from(Mandate)
        .where(
            Mandate.declaration_id == declaration_id,
            Mandate.delegation_id == delegation_id,
            Mandate.lodged_at > instant,
        )
    )
    return db.session.scalars(query).one()


def live_endorsement(freeze_id: int, delegation_id: int) -> Endorsement | None:
    """The signature of a delegation that stands. One statement."""
    query = select(Endorsement).where(
        Endorsement.freeze_id == freeze_id,
        Endorsement.delegation_id == delegation_id,
        Endorsement.withdrawn_at.is_(None),
    )
    return db.session.scalars(query).one_or_none()


def endorsement_shown(endorsement_id: int) -> Endorsement:
    """One signature with its freeze, delegation and scan. Raises NoResultFound. One statement."""
    query = (
        select(Endorsement)
        .where(Endorsement.id == endorsement_id)
        .options(
            joinedload(Endorsement.freeze).joinedload(Freeze.revision),
            joinedload(Endorsement.delegation),
            joinedload(Endorsement.scan),
        )
    )
    return db.session.scalars(query).one()


def signatories(freeze_id: int) -> Sequence[Endorsement]:
    """The signatures that stand, in Arabic order of delegations. One statement."""
    return _endorsements(freeze_id, withdrawn=False)


def withdrawn_signatures(freeze_id: int) -> Sequence[Endorsement]:
    """The signatures that were taken back, in Arabic order of delegations. One statement."""
    return _endorsements(freeze_id, withdrawn=True)


def _endorsements(freeze_id: int, *, withdrawn: bool) -> Sequence[Endorsement]:
    gone = Endorsement.withdrawn_at
    query = (
        select(Endorsement)
        .join(Delegation, Delegation.id == Endorsement.delegation_id)
        .where(
            Endorsement.freeze_id == freeze_id, gone.is_not(None) if withdrawn else gone.is_(None)
        )
        .options(joinedload(Endorsement.delegation))
        .order_by(Delegation.sort_key, Delegation.id, Endorsement.id)
    )
    return db.session.scalars(query).all()


def statements_on(freeze_id: int) -> Sequence[Statement]:
    """Statements attached to signatures that stand. One statement."""
    query = (
        select(Statement)
        .join(Endorsement, Endorsement.id == Statement.endorsement_id)
        .where(
            Endorsement.freeze_id == freeze_id,
            Endorsement.withdrawn_at.is_(None),
            Statement.withdrawn_at.is_(None),
        )
        .options(joinedload(Statement.delegation))
        .order_by(Statement.id)
    )
    return db.session.scalars(query).all()


def statements_beside(ballot_id: int) -> Sequence[Statement]:
    """Every statement beside a ballot, those taken back too. One statement."""
    query = (
        select(Statement)
        .where(Statement.ballot_id == ballot_id)
        .options(joinedload(Statement.delegation), joinedload(Statement.clause))
        .order_by(Statement.id)
    )
    return db.session.scalars(query).all()


def statement_shown(statement_id: int, *, lock: bool = False) -> Statement:
    """One statement with its delegation, locked for an act. Raises NoResultFound. One statement."""
    query = (
        select(Statement)
        .where(Statement.id == statement_id)
        .options(joinedload(Statement.delegation))
    )
    if lock:
        query = query.with_for_update(of=Statement)
    return db.session.scalars(query).one()


def ballot_asked(ballot_id: int) -> Ballot:
    """A ballot with what it asks and who sponsors it. Raises NoResultFound. Three statements."""
    query = (
        select(Ballot)
        .where(Ballot.id == ballot_id)
        .options(
            selectinload(Ballot.subjects)
            .joinedload(BallotSubject.amendment)
            .selectinload(Amendment.sponsors)
            .joinedload(Sponsor.delegation)
        )
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).one()


def ballot_numbered(declaration_id: int, number: int) -> Ballot:
    """The ballot with this number. Raises NoResultFound. One statement."""
    query = select(Ballot).where(Ballot.declaration_id == declaration_id, Ballot.number == number)
    return db.session.scalars(query).one()


def network_of(declaration_id: int) -> Sequence[NetworkMember]:
    """The cities that joined the network, in Arabic order. One statement."""
    query = (
        select(NetworkMember)
        .join(Delegation, Delegation.id == NetworkMember.delegation_id)
        .where(NetworkMember.declaration_id == declaration_id)
        .options(joinedload(NetworkMember.delegation))
        .order_by(Delegation.sort_key, Delegation.id)
    )
    return db.session.scalars(query).all()


def signed(declaration_id: int) -> int:
    """How many delegations have signed. One statement."""
    query = (
        select(func.count())
        .select_from(Endorsement)
        .join(Freeze, Freeze.id == Endorsement.freeze_id)
        .where(Freeze.declaration_id == declaration_id, Endorsement.withdrawn_at.is_(None))
    )
    return db.session.scalars(query).one()
