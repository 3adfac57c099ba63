"""What people watch, what they have seen, what they are told."""

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from declaration.amendments.models import Amendment
from declaration.database import Base, BigKey, Instant, Key
from declaration.drafting.models import Clause
from declaration.notices.kinds import Event, Kind, Way


class Watch(Base):
    """A clause or an amendment of whose changes somebody wants to be told."""

    __tablename__ = "watch"
    __table_args__ = (
        CheckConstraint("(clause_id IS NULL) <> (amendment_id IS NULL)", name="one_target"),
        UniqueConstraint("membership_id", "clause_id"),
        UniqueConstraint("membership_id", "amendment_id"),
    )

    id: Mapped[Key]
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"), index=True)
    amendment_id: Mapped[int | None] = mapped_column(ForeignKey("amendment.id"), index=True)
    since: Mapped[Instant]

    clause: Mapped[Clause | None] = relationship(lazy="raise_on_sql")
    amendment: Mapped[Amendment | None] = relationship(lazy="raise_on_sql")


class Seen(Base):
    """The version of a clause that was last displayed to somebody, on any device."""

    __tablename__ = "seen"
    __table_args__ = (
        ForeignKeyConstraint(
            ["version_id", "clause_id"],
            ["clause_version.id", "clause_version.clause_id"],
            name="fk_seen_version_of_the_clause",
        ),
    )

    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    clause_id: Mapped[int] = mapped_column(ForeignKey("clause.id"), primary_key=True)
    version_id: Mapped[int]
    at: Mapped[Instant]


class Notice(Base):
    """What somebody is told of one entry of the journal; of one event, once.

    `about_id` is the row that the event is about (`kinds.ABOUT` says of which table). `digest`
    while it may still enter a daily letter.
    """

    __tablename__ = "notice"
    __table_args__ = (
        UniqueConstraint("membership_id", "entry_id", "event", "about_id"),
        Index(
            "ix_notice_unread",
            "membership_id",
            sqlite_where=text("read_at IS NULL"),
            postgresql_where=text("read_at IS NULL"),
        ),
        Index(
            "ix_notice_for_the_digest",
            "made_at",
            sqlite_where=text("digest"),
            postgresql_where=text("digest"),
        ),
    )

    id: Mapped[BigKey]
    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"))
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"))
    kind: Mapped[Kind]
    event: Mapped[Event]
    about_id: Mapped[int]
    at: Mapped[Instant]
    """When it happened, as the entry says."""
    made_at: Mapped[Instant]
    read_at: Mapped[Instant | None]
    digest: Mapped[bool] = mapped_column(default=False)


class Chosen(Base):
    """The way in which somebody wants to be told of one kind, where it is not the usual one."""

    __tablename__ = "notice_choice"

    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    kind: Mapped[Kind] = mapped_column(primary_key=True)
    way: Mapped[Way]


class Followed(Base):
    """How far a log has been told of: the entries below this position."""

    __tablename__ = "notice_followed"

    log_id: Mapped[int] = mapped_column(ForeignKey("journal_log.id"), primary_key=True)
    position: Mapped[int]


class Reminder(Base):
    """A deadline that an entry set, and when people are to be reminded of it, once.

    `deadline` is what the entry set: when it has been moved since, nobody is reminded.
    """

    __tablename__ = "notice_reminder"
    __table_args__ = (
        UniqueConstraint("entry_id", "event", "about_id"),
        Index(
            "ix_notice_reminder_due",
            "due",
            sqlite_where=text("done_at IS NULL"),
            postgresql_where=text("done_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"))
    event: Mapped[Event]
    about_id: Mapped[int]
    deadline: Mapped[Instant]
    due: Mapped[Instant]
    done_at: Mapped[Instant | None]
