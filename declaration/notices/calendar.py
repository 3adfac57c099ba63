"""The forum's sittings and deadlines: as its timeline, and as a calendar to subscribe to."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Final
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from icalendar import Calendar, Event
from sqlalchemy import select

from declaration import clock
from declaration.config import Settings
from declaration.drafting.models import Declaration
from declaration.drafting.naming import names_to_tell_apart
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.formats import name_in, of_which
from declaration.forums.models import Forum, Sitting
from declaration.forums.queries import sittings_of
from declaration.procedure.states import BallotState, DeclarationState, SittingState
from declaration.voting.asked import asked_in
from declaration.voting.models import Ballot
from declaration.voting.queries import WITH_SUBJECTS

REFRESH: Final = timedelta(hours=1)
"""How often a calendar that subscribes should ask again."""

LONG_AGO: Final = datetime.min.replace(tzinfo=UTC)


class Occasion(StrEnum):
    """What a date is."""

    SITTING = "sitting"
    AMENDMENTS_OPEN = "amendments-open"
    AMENDMENTS_CLOSE = "amendments-close"
    BALLOT_CLOSES = "ballot-closes"


@dataclass(frozen=True)
class Date:
    """A sitting or a deadline: when, what, and the page about it.

    `key` tells it apart in its forum and stays when the date moves.
    """

    occasion: Occasion
    key: str
    at: datetime | None
    """None for a sitting that has no time yet."""
    ends: datetime | None
    title: str
    endpoint: str
    values: dict[str, str | int]
    is_now: bool = False

    @property
    def is_deadline(self) -> bool:
        """Whether something must be done before it."""
        return self.occasion in (Occasion.AMENDMENTS_CLOSE, Occasion.BALLOT_CLOSES)


def dates_of(forum: Forum, language: str) -> list[Date]:
    """Every sitting and every deadline of the forum, in the order of time, the undated last.

    A deadline names its declaration where the forum has several. Three statements, two more where
    it has; six more for each declaration in which a ballot in writing is open.
    """
    names = names_to_tell_apart([forum.id])
    dates = [_of_sitting(sitting, language) for sitting in sittings_of(forum.id)]
    query = select(Declaration).where(Declaration.forum_id == forum.id).order_by(Declaration.id)
    for declaration in db.session.scalars(query).all():
        own = _of_ballots(declaration)
        if declaration.state is not DeclarationState.DRAFTING:
            own += _of_window(declaration)
        name = name_in(names.get(declaration.id, {}), language)
        dates += [replace(each, title=of_which(each.title, name)) for each in own]
    return sorted(dates, key=lambda each: (each.at is None, each.at or LONG_AGO, each.key))


def _of_sitting(sitting: Sitting, language: str) -> Date:
    return Date(
        occasion=Occasion.SITTING,
        key=f"sitting-{sitting.number}",
        at=sitting.opened_at or sitting.planned_at,
        ends=sitting.closed_at,
        title=name_in(sitting.theme, language),
        endpoint="forums.sitting",
        values={"number": sitting.number},
        is_now=sitting.state is SittingState.OPEN,
    )


def _of_window(declaration: Declaration) -> list[Date]:
    """What is still to come of the window is a date while the text is negotiated alone."""
    counts = declaration.state is DeclarationState.NEGOTIATION
    at: dict[str, str | int] = {"declaration_key": declaration.key}
    bounds = (
        (Occasion.AMENDMENTS_OPEN, declaration.opens_at, _("Amendments open")),
        (Occasion.AMENDMENTS_CLOSE, declaration.closes_at, _("Amendments close")),
    )
    return [
        Date(
            occasion, f"{declaration.key}-{occasion}", when, None, title, "reading.declaration", at
        )
        for occasion, when, title in bounds
        if when is not None and (counts or when <= clock.now())
    ]


def _of_ballots(declaration: Declaration) -> list[Date]:
    query = (
        select(Ballot)
        .where(
            Ballot.declaration_id == declaration.id,
            Ballot.state == BallotState.OPEN,
            Ballot.written,
            Ballot.closes_at.is_not(None),
        )
        .options(WITH_SUBJECTS)
        .order_by(Ballot.number)
    )
    ballots: Sequence[Ballot] = db.session.scalars(query).all()
    text = revision_text(declaration.id) if ballots else None
    return [
        Date(
            occasion=Occasion.BALLOT_CLOSES,
            key=f"{declaration.key}-ballot-{ballot.number}",
            at=ballot.closes_at,
            ends=None,
            title=_("Ballot ends: %(title)s", title=asked_in(ballot, text).title),
            endpoint="voting.show",
            values={"declaration_key": declaration.key, "number": ballot.number},
        )
        for ballot in ballots
        if text is not None
    ]


def as_icalendar(
    forum: Forum, dates: Sequence[tuple[Date, str]], language: str, now: datetime, host: str
) -> bytes:
    """The dates as an iCalendar file (RFC 5545), each with the whole address of its page.

    Times are on the forum's clocks, whose zone the file defines.
    """
    zone = ZoneInfo(forum.zone)
    calendar = Calendar()
    calendar.add("prodid", f"-//{host}//declaration//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", name_in(forum.names, language))
    calendar.add("x-wr-timezone", forum.zone)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    for date, address in dates:
        if date.at is None:
            continue
        event = Event()
        event.add("uid", f"{date.key}.{forum.key}@{host}")
        event.add("dtstamp", now)
        event.add("summary", date.title, parameters={"LANGUAGE": language})
        event.add("dtstart", date.at.astimezone(zone))
        if date.ends is not None and date.ends > date.at:
            event.add("dtend", date.ends.astimezone(zone))
        event.add("url", address)
        if date.occasion is Occasion.SITTING and forum.place:
            event.add("location", name_in(forum.place, language))
        event.add("transp", "TRANSPARENT" if date.is_deadline else "OPAQUE")
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def calendar_host(settings: Settings) -> str:
    """The name by which identifiers of this installation are told apart from all others."""
    return settings.host.partition(":")[0]
