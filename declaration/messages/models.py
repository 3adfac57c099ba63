"""The outbox."""

from typing import Any

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped, mapped_column

from declaration.database import Base, BigKey, Instant


class Letter(Base):
    """A letter to one address; its words are made from kind, language and payload."""

    __tablename__ = "outbox"
    __table_args__ = (
        Index(
            "ix_outbox_unsent",
            "due",
            sqlite_where=text("sent_at IS NULL"),
            postgresql_where=text("sent_at IS NULL"),
        ),
    )

    id: Mapped[BigKey]
    address: Mapped[str]
    kind: Mapped[str]
    language: Mapped[str]
    payload: Mapped[dict[str, Any]]
    forum_key: Mapped[str | None]
    due: Mapped[Instant]
    sent_at: Mapped[Instant | None]
    failures: Mapped[int] = mapped_column(default=0)
    last_failure: Mapped[str | None]
