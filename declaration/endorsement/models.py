"""Freezes, mandates, endorsements; statements of delegations."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from declaration.database import Base, Instant, Key
from declaration.drafting.models import Clause, Revision
from declaration.files.models import Upload
from declaration.forums.models import Delegation
from declaration.procedure.statements import StatementKind
from declaration.procedure.states import MandateState


class Mode(StrEnum):
    """How an endorsement was given."""

    SIGNED_IN = "signed-in"
    PASSKEY = "passkey"
    PAPER = "paper"


class Freeze(Base):
    """The final text in one language: its canonical bytes and the fingerprint of the whole."""

    __tablename__ = "freeze"
    __table_args__ = (UniqueConstraint("declaration_id", "language"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    language: Mapped[str]
    canonical: Mapped[bytes] = mapped_column(LargeBinary)
    text_sha256: Mapped[str]
    fingerprint: Mapped[str]
    statement: Mapped[bytes] = mapped_column(LargeBinary)
    frozen_at: Mapped[Instant]

    revision: Mapped[Revision] = relationship(lazy="raise_on_sql")


class Mandate(Base):
    """A document by which a delegation authorises its signatory."""

    __tablename__ = "mandate"

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    upload_id: Mapped[int | None] = mapped_column(ForeignKey("upload.id"))
    state: Mapped[MandateState] = mapped_column(default=MandateState.LODGED)
    reason: Mapped[str | None]
    lodged_at: Mapped[Instant]

    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")
    upload: Mapped[Upload | None] = relationship(lazy="raise_on_sql")


class Endorsement(Base):
    """A signatory's joining of the frozen text. Withdrawn, it stays; given again, a new row."""

    __tablename__ = "endorsement"
    __table_args__ = (
        CheckConstraint(
            "membership_id IS NOT NULL OR scan_id IS NOT NULL", name="somebody_or_a_scan"
        ),
        Index(
            "uq_endorsement_live",
            "freeze_id",
            "delegation_id",
            unique=True,
            sqlite_where=text("withdrawn_at IS NULL"),
            postgresql_where=text("withdrawn_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    freeze_id: Mapped[int] = mapped_column(ForeignKey("freeze.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    mode: Mapped[Mode]
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    name: Mapped[str]
    office: Mapped[str]
    mandate_id: Mapped[int | None] = mapped_column(ForeignKey("mandate.id"))
    scan_id: Mapped[int | None] = mapped_column(ForeignKey("upload.id"))
    receipt: Mapped[str]
    accession: Mapped[bool] = mapped_column(default=False)
    given_at: Mapped[Instant]
    withdrawn_at: Mapped[Instant | None]

    freeze: Mapped[Freeze] = relationship(lazy="raise_on_sql")
    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")
    scan: Mapped[Upload | None] = relationship(lazy="raise_on_sql")


class NetworkMember(Base):
    """A city that joined the regional network: another record than signing."""

    __tablename__ = "network_member"
    __table_args__ = (UniqueConstraint("declaration_id", "delegation_id"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    since: Mapped[Instant]

    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")


class Statement(Base):
    """A delegation's own words beside its vote or endorsement."""

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint("(ballot_id IS NULL) <> (endorsement_id IS NULL)", name="exactly_one"),
    )

    id: Mapped[Key]
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    kind: Mapped[StatementKind]
    ballot_id: Mapped[int | None] = mapped_column(ForeignKey("ballot.id"), index=True)
    endorsement_id: Mapped[int | None] = mapped_column(ForeignKey("endorsement.id"))
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    text: Mapped[str]
    made_at: Mapped[Instant]
    withdrawn_at: Mapped[Instant | None]

    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")
    clause: Mapped[Clause | None] = relationship(lazy="raise_on_sql")
