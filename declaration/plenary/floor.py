"""Who has the floor, who comes next, and what the meeting has taken up."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from declaration.extensions import db
from declaration.plenary.models import AgendaItem, Speaker
from declaration.procedure import Floor, Request, Rules, speakers


@dataclass(frozen=True)
class SpeakersList:
    """The list of a sitting at one moment, as the rules order it."""

    item: AgendaItem | None
    """What is before the meeting; None until something is taken up."""
    speaking: Speaker | None
    """Who has the floor."""
    waiting: Sequence[Speaker]
    """Who is to speak, the next first."""
    heard: Sequence[Speaker]
    """Who has begun to speak on this item, in order; the one who speaks is the last."""
    rules: Rules

    @property
    def is_open(self) -> bool:
        """Whether requests are taken that are no points of order."""
        return self.item is not None and self.item.list_closed_at is None

    def takes(self, floor: Floor) -> bool:
        """Whether a request of this kind can be made now; a point of order always can."""
        return floor is Floor.POINT_OF_ORDER or self.is_open

    @property
    def turn_ends_at(self) -> datetime | None:
        """When the time of the one who speaks is over; nobody is cut off by it."""
        if self.speaking is None or self.speaking.began_at is None:
            return None
        return self.speaking.began_at + timedelta(seconds=self.rules.speaking_seconds)

    def waiting_for(self, delegation_id: int | None) -> list[Speaker]:
        """The requests of a delegation that wait: one, and a point of order besides."""
        return [each for each in self.waiting if each.delegation_id == delegation_id]

    def waits(self, delegation_id: int | None, floor: Floor) -> bool:
        """Whether the delegation has asked in the same way: on the item, or on a point of order."""
        is_point = floor is Floor.POINT_OF_ORDER
        return any(
            (each.floor is Floor.POINT_OF_ORDER) is is_point
            for each in self.waiting_for(delegation_id)
        )

    def turns_left(self, delegation_id: int | None) -> int:
        """How often the delegation may still ask for the floor on this item."""
        used = [*self.heard, *self.waiting]
        return self.rules.turns - sum(
            each.delegation_id == delegation_id and each.floor is not Floor.POINT_OF_ORDER
            for each in used
        )


def speakers_list(sitting_id: int, rules: Rules) -> SpeakersList:
    """The list of the sitting. Two statements."""
    item = current_item(sitting_id)
    query = (
        select(Speaker)
        .where(Speaker.sitting_id == sitting_id)
        .options(joinedload(Speaker.delegation))
        .order_by(Speaker.began_at, Speaker.id)
        .execution_options(populate_existing=True)
    )
    rows = db.session.scalars(query).all()
    heard = [
        each
        for each in rows
        if each.began_at is not None and each.item_id == (item.id if item else None)
    ]
    asked = {_request(each): each for each in rows if each.began_at is None and not each.ended_at}
    order = speakers(
        list(asked),
        [_request(each) for each in heard],
        rules,
        list_closed_at=item.list_closed_at if item else None,
    )
    speaking = next((each for each in rows if each.began_at and each.ended_at is None), None)
    return SpeakersList(item, speaking, [asked[each] for each in order], heard, rules)


def current_item(sitting_id: int) -> AgendaItem | None:
    """What the sitting took up last, with its clause. One statement."""
    query = (
        select(AgendaItem)
        .where(AgendaItem.sitting_id == sitting_id)
        .options(joinedload(AgendaItem.clause))
        .order_by(AgendaItem.position.desc())
        .limit(1)
        .execution_options(populate_existing=True)
    )
    return db.session.scalars(query).one_or_none()


def _request(each: Speaker) -> Request:
    return Request(each.delegation.key, each.asked_at, each.floor)
