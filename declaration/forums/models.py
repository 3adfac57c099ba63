"""The forum and who takes part."""

from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from declaration.accounts.models import Person
from declaration.database import Base, ByCodePoint, Instant, Key, Names
from declaration.procedure.acts import Role
from declaration.procedure.states import CredentialsState, SittingState


class DelegationKind(StrEnum):
    """What takes part: a city, or an organisation, which may not vote."""

    CITY = "city"
    ORGANISATION = "organisation"


class Digits(StrEnum):
    """The digits the product writes; never those of a clause's words."""

    WESTERN = "western"
    ARABIC_INDIC = "arabic-indic"


class Forum(Base):
    """The event under which declarations are negotiated."""

    __tablename__ = "forum"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(unique=True)
    log: Mapped[str] = mapped_column(unique=True)
    names: Mapped[Names]
    place: Mapped[Names]
    about: Mapped[dict[str, Any]]
    starts: Mapped[date | None]
    ends: Mapped[date | None]
    zone: Mapped[str]
    digits: Mapped[Digits] = mapped_column(default=Digits.WESTERN)
    public: Mapped[bool] = mapped_column(default=True)
    sample: Mapped[bool] = mapped_column(default=False)
    rules: Mapped[dict[str, Any]]
    rules_fixed: Mapped[bool] = mapped_column(default=False)


class Delegation(Base):
    """A city or organisation taking part; it holds the vote."""

    __tablename__ = "delegation"
    __table_args__ = (
        UniqueConstraint("forum_id", "key"),
        UniqueConstraint("id", "forum_id"),
        CheckConstraint("NOT votes OR kind = 'city'", name="only_cities_vote"),
    )

    id: Mapped[Key]
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    key: Mapped[str]
    names: Mapped[Names]
    sort_key: Mapped[str] = mapped_column(ByCodePoint)
    kind: Mapped[DelegationKind]
    votes: Mapped[bool]
    credentials: Mapped[CredentialsState] = mapped_column(default=CredentialsState.AWAITED)


class Membership(Base):
    """A person's part in a forum, for one delegation at most. Ended, it stays on record."""

    __tablename__ = "membership"
    __table_args__ = (
        ForeignKeyConstraint(
            ["delegation_id", "forum_id"],
            ["delegation.id", "delegation.forum_id"],
            name="fk_membership_delegation_of_the_forum",
        ),
        Index(
            "uq_membership_live",
            "forum_id",
            "person_id",
            unique=True,
            sqlite_where=text("ended_at IS NULL"),
            postgresql_where=text("ended_at IS NULL"),
        ),
    )

    id: Mapped[Key]
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    delegation_id: Mapped[int | None]
    ended_at: Mapped[Instant | None]

    forum: Mapped[Forum] = relationship(lazy="raise_on_sql")
    person: Mapped[Person] = relationship(lazy="raise_on_sql")
    delegation: Mapped[Delegation | None] = relationship(
        lazy="raise_on_sql",
        foreign_keys="Membership.delegation_id",
        primaryjoin="Membership.delegation_id == Delegation.id",
    )
    roles: Mapped[list["MembershipRole"]] = relationship(lazy="raise_on_sql")


class MembershipRole(Base):
    """One role of a membership."""

    __tablename__ = "role"

    membership_id: Mapped[int] = mapped_column(ForeignKey("membership.id"), primary_key=True)
    role: Mapped[Role] = mapped_column(primary_key=True)


class Invitation(Base):
    """A single-use link by which somebody joins a forum; only its digest is kept."""

    __tablename__ = "invitation"

    id: Mapped[Key]
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    delegation_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))
    email: Mapped[str]
    names: Mapped[Names]
    language: Mapped[str]
    roles: Mapped[list[Any]]
    digest: Mapped[str] = mapped_column(unique=True)
    sent_at: Mapped[Instant]
    expires_at: Mapped[Instant]
    used_at: Mapped[Instant | None]
    revoked_at: Mapped[Instant | None]

    delegation: Mapped[Delegation | None] = relationship(lazy="raise_on_sql")


class Sitting(Base):
    """One sitting of the forum with a theme."""

    __tablename__ = "sitting"
    __table_args__ = (UniqueConstraint("forum_id", "number"),)

    id: Mapped[Key]
    forum_id: Mapped[int] = mapped_column(ForeignKey("forum.id"))
    number: Mapped[int]
    theme: Mapped[Names]
    planned_at: Mapped[Instant | None]
    state: Mapped[SittingState] = mapped_column(default=SittingState.PLANNED)
    opened_at: Mapped[Instant | None]
    closed_at: Mapped[Instant | None]
    first_called_id: Mapped[int | None] = mapped_column(ForeignKey("delegation.id"))


class Presence(Base):
    """A delegation's presence in a sitting, from one moment to another."""

    __tablename__ = "presence"
    __table_args__ = (
        Index(
            "uq_presence_live",
            "sitting_id",
            "delegation_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: Mapped[Key]
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    since: Mapped[Instant]
    until: Mapped[Instant | None]
