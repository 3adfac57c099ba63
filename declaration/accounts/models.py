"""People and their sign-in."""

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from declaration.database import Base, Instant, Key, Names


class Person(Base):
    """Somebody with an account. `name` is the random one under which the journal knows them."""

    __tablename__ = "person"
    __table_args__ = (CheckConstraint("language IN ('ar', 'en')", name="language"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(unique=True)
    email: Mapped[str] = mapped_column(unique=True)
    names: Mapped[Names]
    office: Mapped[Names]
    language: Mapped[str] = mapped_column(default="ar")
    password: Mapped[str | None]
    rights_stamp: Mapped[int] = mapped_column(default=1)
    last_active_at: Mapped[Instant | None]


class SecondFactor(Base):
    """A second proof of a person's identity: the secret of an authenticator, in base32.

    `used_step` is the newest half minute whose code was taken, so that none is taken twice.
    """

    __tablename__ = "second_factor"
    __table_args__ = (UniqueConstraint("person_id", "kind"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    kind: Mapped[str]
    secret: Mapped[str]
    used_step: Mapped[int | None]


class RecoveryCode(Base):
    """A code kept on paper, which once stands for the authenticator: its digest alone."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("person_id", "digest"),)

    id: Mapped[Key]
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"))
    digest: Mapped[str]
    used_at: Mapped[Instant | None]


class Throttle(Base):
    """Failed attempts within a window, counted where every process sees them."""

    __tablename__ = "throttle"
    __table_args__ = (UniqueConstraint("account", "address"),)

    id: Mapped[Key]
    account: Mapped[str]
    address: Mapped[str]
    count: Mapped[int] = mapped_column(default=0)
    since: Mapped[Instant]
