"""The record of each publication, complete enough to be replayed."""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from declaration.database import Base, Instant, Key
from declaration.drafting.models import Origin


class MergeRecord(Base):
    """One publication, or one merging of sub-amendments into their parent's new wording."""

    __tablename__ = "merge"
    __table_args__ = (
        UniqueConstraint("revision_id"),
        UniqueConstraint("amendment_revision_id"),
        CheckConstraint(
            "(revision_id IS NULL) <> (amendment_revision_id IS NULL)", name="one_result"
        ),
    )

    id: Mapped[Key]
    revision_id: Mapped[int | None] = mapped_column(ForeignKey("revision.id"))
    amendment_revision_id: Mapped[int | None] = mapped_column(ForeignKey("amendment_revision.id"))
    origin: Mapped[Origin]
    membership_id: Mapped[int | None] = mapped_column(ForeignKey("membership.id"))
    engine: Mapped[str]
    arrangement: Mapped[list[Any]]
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[Instant]

    texts: Mapped[list["MergedText"]] = relationship(lazy="raise_on_sql")
    inputs: Mapped[list["MergeInput"]] = relationship(lazy="raise_on_sql")
    resolutions: Mapped[list["Resolution"]] = relationship(lazy="raise_on_sql")


class MergedText(Base):
    """A clause of a publication: no result, it was removed; no base, it was added."""

    __tablename__ = "merged_text"

    merge_id: Mapped[int] = mapped_column(ForeignKey("merge.id"), primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), primary_key=True)
    base_version_id: Mapped[int | None] = mapped_column(ForeignKey("clause_version.id"))
    result_version_id: Mapped[int | None] = mapped_column(ForeignKey("clause_version.id"))


class MergeInput(Base):
    """An amendment's wording that went into a publication, and the ballot that adopted it."""

    __tablename__ = "merge_input"

    merge_id: Mapped[int] = mapped_column(ForeignKey("merge.id"), primary_key=True)
    amendment_revision_id: Mapped[int] = mapped_column(
        ForeignKey("amendment_revision.id"), primary_key=True
    )
    ballot_id: Mapped[int | None] = mapped_column(ForeignKey("ballot.id"))


class Resolution(Base):
    """What was agreed for one conflict of a merge."""

    __tablename__ = "resolution"

    merge_id: Mapped[int] = mapped_column(ForeignKey("merge.id"), primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    options: Mapped[dict[str, Any]]
    text: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class MergeDraft(Base):
    """What an officer has chosen and typed at the desk and not published: nothing is lost."""

    __tablename__ = "merge_draft"
    __table_args__ = (UniqueConstraint("clause_id", "membership_id"),)

    id: Mapped[Key]
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"))
    base_version_id: Mapped[int] = mapped_column(ForeignKey("clause_version.id"))
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    chosen: Mapped[list[Any]]
    typed: Mapped[dict[str, Any]]
    shown: Mapped[bool] = mapped_column(default=False)
    saved_at: Mapped[Instant]
