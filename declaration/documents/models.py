"""Documents that were issued in the secretariat's name."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from declaration.database import Base, Instant, Key


class IssuedDocument(Base):
    """One file that was given out: what it is, and the hash by which a copy of it is told.

    `revision` is the serial of the newest revision then; no `language` stands for both.
    """

    __tablename__ = "issued_document"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256_is_hexadecimal"),)

    id: Mapped[Key]
    declaration_id: Mapped[int] = mapped_column(ForeignKey("declaration.id"), index=True)
    kind: Mapped[str]
    ending: Mapped[str]
    language: Mapped[str | None]
    revision: Mapped[int]
    sha256: Mapped[str]
    issued_at: Mapped[Instant]
