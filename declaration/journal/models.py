"""The journal's tables. Objects are named by key: no foreign key leaves the room."""

from enum import StrEnum

from sqlalchemy import ForeignKey, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from declaration.database import Base, BigKey, Instant, Key


class LogState(StrEnum):
    """Whether a log still takes entries; a restored one goes on in its next epoch."""

    OPEN = "open"
    CLOSED = "closed"


class Log(Base):
    """A journal: one a forum, one for the site."""

    __tablename__ = "journal_log"
    __table_args__ = (UniqueConstraint("origin", "epoch"),)

    id: Mapped[Key]
    origin: Mapped[str]
    epoch: Mapped[int] = mapped_column(default=1)
    state: Mapped[LogState] = mapped_column(default=LogState.OPEN)


class JournalEntry(Base):
    """One act, as the canonical bytes that were hashed. Only `position` is ever set later."""

    __tablename__ = "journal_entry"
    __table_args__ = (
        UniqueConstraint("log_id", "position"),
        UniqueConstraint("log_id", "leaf"),
        UniqueConstraint("log_id", "idempotency_key"),
        Index(
            "ix_journal_entry_unsealed",
            "log_id",
            "id",
            sqlite_where=text("position IS NULL"),
            postgresql_where=text("position IS NULL"),
        ),
    )

    id: Mapped[BigKey]
    log_id: Mapped[int] = mapped_column(ForeignKey("journal_log.id"))
    body: Mapped[bytes] = mapped_column(LargeBinary)
    leaf: Mapped[bytes] = mapped_column(LargeBinary)
    position: Mapped[int | None]
    request: Mapped[str | None]
    idempotency_key: Mapped[str | None]


class JournalOpening(Base):
    """The value and salt behind a commitment in an entry. May be erased, by an act."""

    __tablename__ = "journal_opening"
    __table_args__ = (UniqueConstraint("entry_id", "name"),)

    id: Mapped[BigKey]
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"))
    name: Mapped[str]
    salt: Mapped[str]
    value: Mapped[str]


class JournalCheckpoint(Base):
    """The size and root of a log at one sealing, and the edge from which the next goes on."""

    __tablename__ = "journal_checkpoint"
    __table_args__ = (UniqueConstraint("log_id", "size"),)

    id: Mapped[BigKey]
    log_id: Mapped[int] = mapped_column(ForeignKey("journal_log.id"))
    size: Mapped[int]
    root: Mapped[bytes] = mapped_column(LargeBinary)
    edge: Mapped[bytes] = mapped_column(LargeBinary)
    note: Mapped[str | None]
    sealed_at: Mapped[Instant]


class JournalCosignature(Base):
    """Somebody else's signature under a checkpoint."""

    __tablename__ = "journal_cosignature"
    __table_args__ = (UniqueConstraint("log_id", "size", "witness"),)

    id: Mapped[BigKey]
    log_id: Mapped[int] = mapped_column(ForeignKey("journal_log.id"))
    size: Mapped[int]
    witness: Mapped[str]
    line: Mapped[str]
