"""What was uploaded. The bytes stand in the instance's folder, named by their hash."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped

from declaration.database import Base, Instant, Key


class Upload(Base):
    """One uploaded file."""

    __tablename__ = "upload"
    __table_args__ = (CheckConstraint("length(sha256) = 64", name="sha256_is_hexadecimal"),)

    id: Mapped[Key]
    sha256: Mapped[str]
    name: Mapped[str]
    media: Mapped[str]
    size: Mapped[int]
    uploaded_at: Mapped[Instant]
