"""Threads, comments, and where a thread stands in each version."""

from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from declaration.accounts.models import Person
from declaration.amendments.models import Amendment
from declaration.database import Base, Instant, Key
from declaration.drafting.models import Clause
from declaration.forums.models import Delegation


class PlacementState(StrEnum):
    """What became of the words a thread was anchored to."""

    EXACT = "exact"
    EDITED = "edited"
    ORPHANED = "orphaned"


class Thread(Base):
    """Remarks on a clause or an amendment, or on words quoted from one. The quote is kept."""

    __tablename__ = "thread"
    __table_args__ = (
        CheckConstraint("(clause_id IS NULL) <> (amendment_id IS NULL)", name="one_target"),
    )

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"), index=True)
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)
    quote: Mapped[str | None]
    before: Mapped[str] = mapped_column(default="")
    after: Mapped[str] = mapped_column(default="")
    language: Mapped[str] = mapped_column(default="ar")
    opened_at: Mapped[Instant]
    resolved_at: Mapped[Instant | None]

    clause: Mapped[Clause | None] = relationship(lazy="raise_on_sql")
    amendment: Mapped[Amendment | None] = relationship(lazy="raise_on_sql")
    comments: Mapped[list["Comment"]] = relationship(
        lazy="raise_on_sql", order_by="Comment.id", back_populates="thread"
    )
    placements: Mapped[list["Placement"]] = relationship(lazy="raise_on_sql")


class Comment(Base):
    """One remark in a thread."""

    __tablename__ = "comment"

    id: Mapped[Key]
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"), index=True)
    text: Mapped[str]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    made_at: Mapped[Instant]
    edited_at: Mapped[Instant | None]
    hidden_reason: Mapped[str | None]

    thread: Mapped[Thread] = relationship(lazy="raise_on_sql", back_populates="comments")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    delegation: Mapped[Delegation | None] = relationship(lazy="raise_on_sql")


class Placement(Base):
    """Where a thread's words stand in one text; without a span they are gone from it."""

    __tablename__ = "placement"
    __table_args__ = (
        UniqueConstraint("thread_id", "version_id"),
        UniqueConstraint("thread_id", "amendment_revision_id"),
        CheckConstraint("(version_id IS NULL) <> (amendment_revision_id IS NULL)", name="one_text"),
        CheckConstraint(
            "(start IS NULL) = (stop IS NULL) AND (start IS NULL OR start < stop)", name="a_span"
        ),
    )

    id: Mapped[Key]
    thread_id: Mapped[int] = mapped_column(ForeignKey("thread.id"))
    version_id: Mapped[int | None] = mapped_column(ForeignKey("clause_version.id"))
    amendment_revision_id: Mapped[int | None] = mapped_column(ForeignKey("amendment_revision.id"))
    start: Mapped[int | None]
    stop: Mapped[int | None]
    state: Mapped[PlacementState]
