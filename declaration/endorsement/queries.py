"""Reads of the frozen text and its signatories, each with its price in statements."""

from collections.abc import Sequence

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from declaration.endorsement.models import Endorsement, Freeze, Mandate, Statement
from declaration.extensions import db
from declaration.forums.models import Delegation


def freeze_of(declaration_id: int, language: str = "ar") -> Freeze | None:
    """The frozen text in a language. One statement."""
    query = select(Freeze).where(
        Freeze.declaration_id == declaration_id, Freeze.language == language
    )
    return db.session.scalars(query).one_or_none()


def latest_mandate(declaration_id: int, delegation_id: int) -> Mandate | None:
    """The newest mandate a delegation lodged. One statement."""
    query = (
        select(Mandate)
        .where(Mandate.declaration_id == declaration_id, Mandate.delegation_id == delegation_id)
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


def live_endorsement(freeze_id: int, delegation_id: int) -> Endorsement | None:
    """The signature of a delegation that stands. One statement."""
    query = select(Endorsement).where(
        Endorsement.freeze_id == freeze_id,
        Endorsement.delegation_id == delegation_id,
        Endorsement.withdrawn_at.is_(None),
    )
    return db.session.scalars(query).one_or_none()


def signatories(freeze_id: int) -> Sequence[Endorsement]:
    """The signatures that stand, in Arabic order of delegations. One statement."""
    query = (
        select(Endorsement)
        .join(Delegation, Delegation.id == Endorsement.delegation_id)
        .where(Endorsement.freeze_id == freeze_id, Endorsement.withdrawn_at.is_(None))
        .options(joinedload(Endorsement.delegation))
        .order_by(Delegation.sort_key, Delegation.id)
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


def signed(declaration_id: int) -> int:
    """How many delegations have signed. One statement."""
    query = (
        select(func.count())
        .select_from(Endorsement)
        .join(Freeze, Freeze.id == Endorsement.freeze_id)
        .where(Freeze.declaration_id == declaration_id, Endorsement.withdrawn_at.is_(None))
    )
    return db.session.scalars(query).one()
