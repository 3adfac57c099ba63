"""Ballots and what was cast in them. What must never be true is a constraint here."""

from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.database import Base, Instant, Key
from declaration.drafting.models import ClauseVersion, Declaration, Revision
from declaration.forums.models import Delegation, Membership
from declaration.procedure.states import BallotState, Choice, Method, Outcome, Question


class Ballot(Base):
    """One question put to the vote. The rule is copied at opening; a void one is kept.

    `seen` counts the changes of the ballot itself by itself: opening, extension, totals, closing.
    """

    __tablename__ = "ballot"
    __table_args__ = (UniqueConstraint("declaration_id", "number"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"))
    number: Mapped[int]
    question: Mapped[Question]
    method: Mapped[Method]
    rule: Mapped[dict[str, Any]]
    written: Mapped[bool] = mapped_column(default=False)
    state: Mapped[BallotState]
    opened_at: Mapped[Instant]
    closes_at: Mapped[Instant | None]
    closed_at: Mapped[Instant | None]
    declared_at: Mapped[Instant | None]
    result: Mapped[Outcome | None]
    because: Mapped[dict[str, Any]]
    totals: Mapped[dict[str, Any]]
    first_called_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    reconsiders_id: Mapped[int | None] = mapped_column(ForeignKey("ballot.id"))
    restarts_id: Mapped[int | None] = mapped_column(ForeignKey("ballot.id"))
    set_aside_by_id: Mapped[int | None] = mapped_column(ForeignKey("ballot.id"))
    seen: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": seen}

    declaration: Mapped[Declaration] = relationship(lazy="raise_on_sql")
    subjects: Mapped[list["BallotSubject"]] = relationship(
        lazy="raise_on_sql",
        back_populates="ballot",
        foreign_keys="BallotSubject.ballot_id",
        order_by="BallotSubject.id",
    )
    electors: Mapped[list["Elector"]] = relationship(lazy="raise_on_sql", back_populates="ballot")


class BallotSubject(Base):
    """What a ballot is about. `current` until the ballot is void or set aside."""

    __tablename__ = "ballot_subject"
    __table_args__ = (
        CheckConstraint(
            "(amendment_id IS NOT NULL AND amendment_revision_id IS NOT NULL "
            "AND version_id IS NULL AND revision_id IS NULL AND of_ballot_id IS NULL "
            "AND motion IS NULL) OR (amendment_id IS NULL AND amendment_revision_id IS NULL "
            "AND (CASE WHEN version_id IS NULL THEN 0 ELSE 1 END "
            "+ CASE WHEN revision_id IS NULL THEN 0 ELSE 1 END "
            "+ CASE WHEN of_ballot_id IS NULL THEN 0 ELSE 1 END "
            "+ CASE WHEN motion IS NULL THEN 0 ELSE 1 END) = 1)",
            name="exactly_one",
        ),
        Index(
            "uq_ballot_subject_live_amendment",
            "amendment_id",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
        Index(
            "uq_ballot_subject_live_version",
            "version_id",
            unique=True,
            sqlite_where=text("current"),
            postgresql_where=text("current"),
        ),
    )

    id: Mapped[Key]
    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), index=True)
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))
    amendment_revision_id: Mapped[int | None] = mapped_column(ForeignKey("amendment_revision.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("clause_version.id"))
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    of_ballot_id: Mapped[int | None] = mapped_column(ForeignKey("ballot.id"))
    motion: Mapped[str | None]
    current: Mapped[bool] = mapped_column(default=True)

    ballot: Mapped[Ballot] = relationship(
        lazy="raise_on_sql", back_populates="subjects", foreign_keys="BallotSubject.ballot_id"
    )
    amendment: Mapped[Amendment | None] = relationship(lazy="raise_on_sql")
    amendment_revision: Mapped[AmendmentRevision | None] = relationship(lazy="raise_on_sql")
    version: Mapped[ClauseVersion | None] = relationship(lazy="raise_on_sql")
    revision: Mapped[Revision | None] = relationship(lazy="raise_on_sql")
    of_ballot: Mapped[Ballot | None] = relationship(
        lazy="raise_on_sql", foreign_keys="BallotSubject.of_ballot_id"
    )


class Elector(Base):
    """A delegation entitled to vote in a ballot, fixed when it opened."""

    __tablename__ = "elector"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), primary_key=True)
    call_order: Mapped[int | None]
    present_at_opening: Mapped[bool]
    present_at_closing: Mapped[bool | None]

    ballot: Mapped[Ballot] = relationship(lazy="raise_on_sql", back_populates="electors")
    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")


class Vote(Base):
    """A delegation's choice. Changing it updates the row; the journal keeps both.

    No choice: taken back, the delegation does not participate. `edition` counts by itself, so
    that live pages see a change, and voters need not wait for each other to count it.
    """

    __tablename__ = "vote"
    __table_args__ = (
        ForeignKeyConstraint(
            ["ballot_id", "delegation_id"],
            ["elector.ballot_id", "elector.delegation_id"],
            name="fk_vote_elector",
        ),
    )

    ballot_id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(primary_key=True)
    choice: Mapped[Choice | None]
    cast_at: Mapped[Instant]
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    on_behalf: Mapped[bool] = mapped_column(default=False)
    nonce: Mapped[str | None]
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}

    membership: Mapped[Membership | None] = relationship(lazy="raise_on_sql")


class Objection(Base):
    """An objection to a consensus, or a silence broken, with its reason."""

    __tablename__ = "objection"

    ballot_id: Mapped[int] = mapped_column(ForeignKey("ballot.id"), primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"), primary_key=True)
    reason: Mapped[str]
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    raised_at: Mapped[Instant]

    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")
