"""What a sitting takes up, and who speaks on it."""

from typing import Final

from sqlalchemy import ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from declaration.database import Base, Instant, Key
from declaration.drafting.models import Clause
from declaration.forums.models import Delegation
from declaration.procedure import Floor

WAITING: Final = "began_at IS NULL AND ended_at IS NULL"
SPEAKING: Final = "began_at IS NOT NULL AND ended_at IS NULL"


class AgendaItem(Base):
    """What the sitting took up, in the order in which it did; the newest is before the meeting.

    Each has a list of speakers of its own. Without a clause: a general debate.
    """

    __tablename__ = "agenda_item"
    __table_args__ = (UniqueConstraint("sitting_id", "position"),)

    id: Mapped[Key]
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    position: Mapped[int]
    clause_id: Mapped[int | None] = mapped_column(ForeignKey("clause.id"))
    taken_up_at: Mapped[Instant]
    list_closed_at: Mapped[Instant | None]

    clause: Mapped[Clause | None] = relationship(lazy="raise_on_sql")


class Speaker(Base):
    """A delegation's request for the floor, and its turn. Ended without having begun: taken back.

    A point of order belongs to no item where none is taken up.
    """

    __tablename__ = "speaker"
    __table_args__ = (
        Index(
            "uq_speaker_waiting",
            "sitting_id",
            "delegation_id",
            unique=True,
            sqlite_where=text(f"{WAITING} AND floor <> 'point-of-order'"),
            postgresql_where=text(f"{WAITING} AND floor <> 'point-of-order'"),
        ),
        Index(
            "uq_speaker_point_of_order",
            "sitting_id",
            "delegation_id",
            unique=True,
            sqlite_where=text(f"{WAITING} AND floor = 'point-of-order'"),
            postgresql_where=text(f"{WAITING} AND floor = 'point-of-order'"),
        ),
        Index(
            "uq_speaker_has_the_floor",
            "sitting_id",
            unique=True,
            sqlite_where=text(SPEAKING),
            postgresql_where=text(SPEAKING),
        ),
    )

    id: Mapped[Key]
    sitting_id: Mapped[int] = mapped_column(ForeignKey("sitting.id"))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("agenda_item.id"))
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id"))
    floor: Mapped[Floor]
    asked_at: Mapped[Instant]
    began_at: Mapped[Instant | None]
    ended_at: Mapped[Instant | None]

    delegation: Mapped[Delegation] = relationship(lazy="raise_on_sql")
