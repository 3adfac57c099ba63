"""The declaration's tables. A clause row is identity; what changes is in numbered rows below it.

A version, once stored, never changes, and neither does a revision: an old one can be read and
cited for ever as it was issued.
"""

from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from declaration.database import Base, Instant, Key
from declaration.forums.models import Forum
from declaration.procedure.states import ClauseState, DeclarationState


class ClauseKind(StrEnum):
    """What a clause is: it decides its number and its look."""

    TITLE = "title"
    MOTTO = "motto"
    CHAPEAU = "chapeau"
    HEADING = "heading"
    PREAMBULAR = "preambular"
    BRIDGE = "bridge"
    OPERATIVE = "operative"
    CLOSING = "closing"
    ANNEX = "annex"


class Origin(StrEnum):
    """Where a version of a clause came from."""

    INITIAL = "initial"
    DRAFTING = "drafting"
    MERGE = "merge"
    CORRECTION = "correction"
    EDITORIAL = "editorial"
    RESTORED = "restored"


class Declaration(Base):
    """The document under negotiation. Its row is the lock under which versions are published."""

    __tablename__ = "declaration"
    __table_args__ = (UniqueConstraint("forum_id", "key"),)

    id: Mapped[Key]
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    key: Mapped[str]
    state: Mapped[DeclarationState] = mapped_column(default=DeclarationState.DRAFTING)
    languages: Mapped[list[Any]]
    opens_at: Mapped[Instant | None]
    closes_at: Mapped[Instant | None]
    last_amendment: Mapped[int] = mapped_column(default=0)
    last_ballot: Mapped[int] = mapped_column(default=0)

    forum: Mapped[Forum] = relationship(lazy="raise_on_sql")


class Clause(Base):
    """Any unit of the text that can be amended and voted: title and headings too."""

    __tablename__ = "clause"
    __table_args__ = (UniqueConstraint("declaration_id", "key"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    key: Mapped[str]
    state: Mapped[ClauseState] = mapped_column(default=ClauseState.OPEN)
    sitting_id: Mapped[int | None] = mapped_column(ForeignKey("sitting.id"))

    declaration: Mapped[Declaration] = relationship(lazy="raise_on_sql")


class ClauseVersion(Base):
    """An immutable text of a clause, numbered from 1."""

    __tablename__ = "clause_version"
    __table_args__ = (
        UniqueConstraint("clause_id", "number"),
        UniqueConstraint("id", "clause_id"),
        CheckConstraint("number >= 1", name="numbered_from_one"),
    )

    id: Mapped[Key]
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"))
    number: Mapped[int]
    kind: Mapped[ClauseKind]
    text: Mapped[str]
    folded: Mapped[str]
    origin: Mapped[Origin]
    segments: Mapped[list[Any]]
    same_decision_as_id: Mapped[int | None] = mapped_column(ForeignKey("clause_version.id"))
    created_at: Mapped[Instant]

    clause: Mapped[Clause] = relationship(lazy="raise_on_sql")


class Translation(Base):
    """A text of a clause version in another language, numbered by itself."""

    __tablename__ = "translation"
    __table_args__ = (UniqueConstraint("version_id", "language", "number"),)

    id: Mapped[Key]
    version_id: Mapped[int] = mapped_column(ForeignKey("clause_version.id"))
    language: Mapped[str]
    number: Mapped[int] = mapped_column(default=1)
    text: Mapped[str]
    created_at: Mapped[Instant]


class Revision(Base):
    """The ordered list of clauses with their versions, written anew by every publication."""

    __tablename__ = "revision"
    __table_args__ = (
        UniqueConstraint("declaration_id", "serial"),
        UniqueConstraint("declaration_id", "symbol"),
    )

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"))
    serial: Mapped[int]
    symbol: Mapped[str | None]
    published_at: Mapped[Instant]
    issued_at: Mapped[Instant | None]


class RevisionEntry(Base):
    """A clause's place in a revision and the version it had there."""

    __tablename__ = "revision_entry"
    __table_args__ = (
        UniqueConstraint("revision_id", "clause_id"),
        ForeignKeyConstraint(
            ["version_id", "clause_id"],
            ["clause_version.id", "clause_version.clause_id"],
            name="fk_revision_entry_version_of_the_clause",
        ),
    )

    revision_id: Mapped[int] = mapped_column(ForeignKey("revision.id"), primary_key=True)
    position: Mapped[int] = mapped_column(primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"))
    version_id: Mapped[int]

    clause: Mapped[Clause] = relationship(lazy="raise_on_sql", overlaps="version")
    version: Mapped[ClauseVersion] = relationship(
        lazy="raise_on_sql",
        primaryjoin="RevisionEntry.version_id == ClauseVersion.id",
        foreign_keys="RevisionEntry.version_id",
    )
