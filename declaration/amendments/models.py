"""Amendments and who stands behind them."""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from declaration.database import Base, Instant, Key
from declaration.drafting.models import Clause, ClauseKind, ClauseVersion
from declaration.forums.models import Delegation
from declaration.procedure.states import AmendmentState
from declaration.procedure.substance import Substance


class Route(StrEnum):
    """By which way an amendment is decided."""

    ORDINARY = "ordinary"
    COMPROMISE = "compromise"
    CORRECTION = "correction"


class Cause(StrEnum):
    """Why an amendment has a new wording."""

    DRAFTED = "drafted"
    REVISED = "revised"
    REBASED = "rebased"
    RESTATED = "restated"
    SUBAMENDED = "subamended"
    DIVIDED = "divided"


class Amendment(Base):
    """A proposal to change, add, move or remove one clause.

    Its number is given at submission, and an addition then reserves the clause it would add.
    """

    __tablename__ = "amendment"
    __table_args__ = (
        UniqueConstraint("declaration_id", "number", "part"),
        UniqueConstraint("divided_from_id", "part"),
        CheckConstraint("(divided_from_id IS NULL) = (part = '')", name="a_part_is_of_something"),
        CheckConstraint(
            "clause_id IS NOT NULL OR (adds_clause AND state IN ('draft', 'discarded'))",
            name="concerns_a_clause",
        ),
        Index("ix_amendment_clause_state", "clause_id", "state"),
    )

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    number: Mapped[int | None]
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    adds_clause: Mapped[bool] = mapped_column(default=False)
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)
    divided_from_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))
    part: Mapped[str] = mapped_column(default="")
    package: Mapped[int | None]
    route: Mapped[Route] = mapped_column(default=Route.ORDINARY)
    state: Mapped[AmendmentState] = mapped_column(default=AmendmentState.DRAFT)
    because: Mapped[dict[str, Any]]
    late: Mapped[bool] = mapped_column(default=False)
    ruling: Mapped[str | None]
    needs_rebasing: Mapped[bool] = mapped_column(default=False)
    voting_place: Mapped[int | None]
    substance: Mapped[Substance | None]
    """The class of substance that the secretariat set by hand, for the wording it has now."""
    awaits_removal: Mapped[bool] = mapped_column(default=False)
    """Reconsidered after it was merged: its words stand in the text until that is restored."""
    merged_version_id: Mapped[int | None] = mapped_column(ForeignKey("clause_version.id"))
    drafted_at: Mapped[Instant]
    submitted_at: Mapped[Instant | None]
    changed_at: Mapped[Instant]
    edition: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": edition}

    clause: Mapped[Clause | None] = relationship(lazy="raise_on_sql")
    parent: Mapped["Amendment | None"] = relationship(
        lazy="raise_on_sql", foreign_keys="Amendment.parent_id", remote_side="Amendment.id"
    )
    sponsors: Mapped[list["Sponsor"]] = relationship(
        lazy="raise_on_sql", order_by="Sponsor.joined_at", back_populates="amendment"
    )
    revisions: Mapped[list["AmendmentRevision"]] = relationship(
        lazy="raise_on_sql", order_by="AmendmentRevision.number", back_populates="amendment"
    )


class AmendmentRevision(Base):
    """One wording of an amendment: any of a new text and a new place, or removal alone.

    `base_version` is the version of the clause it speaks about; an addition has none; an
    amendment to an amendment speaks about a wording of its parent instead.
    """

    __tablename__ = "amendment_revision"
    __table_args__ = (
        UniqueConstraint("amendment_id", "number"),
        CheckConstraint(
            "text IS NOT NULL OR text_en IS NOT NULL OR moves OR removes", name="says_something"
        ),
        CheckConstraint(
            "NOT removes OR (text IS NULL AND text_en IS NULL AND NOT moves)",
            name="removal_stands_alone",
        ),
        CheckConstraint(
            "base_version_id IS NULL OR base_amendment_revision_id IS NULL",
            name="one_base_at_most",
        ),
    )

    id: Mapped[Key]
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"))
    number: Mapped[int]
    base_version_id: Mapped[int | None] = mapped_column(ForeignKey("clause_version.id"))
    base_amendment_revision_id: Mapped[int | None] = mapped_column(
        ForeignKey("amendment_revision.id")
    )
    base_revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"))
    kind: Mapped[ClauseKind]
    text: Mapped[str | None]
    text_en: Mapped[str | None]
    removes: Mapped[bool] = mapped_column(default=False)
    moves: Mapped[bool] = mapped_column(default=False)
    after_clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    rationale: Mapped[str] = mapped_column(default="")
    cause: Mapped[Cause] = mapped_column(default=Cause.DRAFTED)
    created_at: Mapped[Instant]

    amendment: Mapped[Amendment] = relationship(lazy="raise_on_sql", back_populates="revisions")
    base_version: Mapped[ClauseVersion | None] = relationship(lazy="raise_on_sql")
    base_wording: Mapped["AmendmentRevision | None"] = relationship(
        lazy="raise_on_sql", remote_side="AmendmentRevision.id"
    )
    after_clause: Mapped[Clause | None] = relationship(lazy="raise_on_sql")

    @property
    def base_text(self) -> str:
        """The words it proposes to change; empty where it adds a clause. Its base is loaded."""
        if self.base_version is not None:
            return self.base_version.text
        return (self.base_wording.text or "") if self.base_wording is not None else ""


class Sponsor(Base):
    """A delegation behind an amendment; one of them is the main one."""

    __tablename__ = "sponsor"
    __table_args__ = (
        Index(
            "uq_sponsor_live_main",
            "amendment_id",
            unique=True,
            sqlite_where=text("main AND left_at IS NULL"),
            postgresql_where=text("main AND left_at IS NULL"),
        ),
    )

    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), primary_key=True)
    delegation_id: Mapped[int] = mapped_column(
        ForeignKey("delegation.id"), primary_key=True, index=True
    )
    main: Mapped[bool] = mapped_column(default=False)
    joined_at: Mapped[Instant]
    confirmed_revision: Mapped[int | None]
    left_at: Mapped[Instant | None]

    amendment: Mapped[Amendment] = relationship(lazy="raise_on_sql", back_populates="sponsors")
    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")


class Replaces(Base):
    """An amendment that a compromise wording would replace."""

    __tablename__ = "replaces"

    compromise_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), primary_key=True)
    amendment_id: Mapped[int] = mapped_column(ForeignKey("amendment.id"), primary_key=True)


class Consent(Base):
    """A delegation's answer to one wording of a compromise. Rows are added; the last counts."""

    __tablename__ = "consent"

    id: Mapped[Key]
    compromise_revision_id: Mapped[int] = mapped_column(
        ForeignKey("amendment_revision.id"), index=True
    )
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    answer: Mapped[bool]
    at: Mapped[Instant]


class Recommendation(Base):
    """The secretariat's advice on one wording of an amendment; shown when it says so."""

    __tablename__ = "recommendation"
    __table_args__ = (
        CheckConstraint(
            "advice IN ('adopt', 'reject', 'adopt-as-modified', 'merge-with')", name="advice"
        ),
    )

    id: Mapped[Key]
    amendment_revision_id: Mapped[int] = mapped_column(
        ForeignKey("amendment_revision.id"), index=True
    )
    advice: Mapped[str]
    with_amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"))
    note: Mapped[str] = mapped_column(default="")
    shown: Mapped[bool] = mapped_column(default=False)
    at: Mapped[Instant]
