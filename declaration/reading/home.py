"""The home page beside its tasks: the text at a glance, and the forum's timeline."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flask import url_for
from sqlalchemy import select

from declaration import clock
from declaration.amendments.models import Amendment
from declaration.drafting.models import Declaration
from declaration.drafting.queries import RevisionText, revision_text
from declaration.extensions import db
from declaration.formats import Writing, moment
from declaration.journal import Actor
from declaration.notices.calendar import Date
from declaration.procedure.amendment_life import PENDING
from declaration.procedure.deadlines import has_passed
from declaration.procedure.states import ClauseState
from declaration.reading.queries import declarations_of
from declaration.reading.since import Since, changed_since


@dataclass(frozen=True)
class Progress:
    """How far a declaration's clauses have come: numbers of clauses."""

    decided: int
    negotiated: int
    untouched: int


@dataclass(frozen=True)
class Look:
    """A declaration at a glance: how far its text has come, what changed since one last looked."""

    declaration: Declaration
    progress: Progress
    since: Sequence[Since]


def looks(by: Actor) -> list[Look]:
    """Every declaration of the forum. One statement, and ten at most for each."""
    found = []
    for declaration in declarations_of(by):
        text = revision_text(declaration.id)
        since: Sequence[Since] = ()
        if by.membership_id is not None:
            since = changed_since(declaration.id, text, by.membership_id)
        found.append(Look(declaration, progress_of(declaration.id, text), since))
    return found


def progress_of(declaration_id: int, text: RevisionText) -> Progress:
    """Count the clauses decided or settled, under amendment, and neither. One statement."""
    amended = set(
        db.session.scalars(
            select(Amendment.clause_id)
            .where(Amendment.declaration_id == declaration_id, Amendment.state.in_(PENDING))
            .distinct()
        )
    )
    undecided = [each for each in text.clauses if each.state is ClauseState.OPEN]
    negotiated = sum(each.clause_id in amended for each in undecided)
    return Progress(len(text.clauses) - len(undecided), negotiated, len(undecided) - negotiated)


@dataclass(frozen=True)
class Step:
    """A step of the forum's timeline: past, now, or still to come."""

    title: str
    note: str
    when: str
    href: str


def timeline_of(dates: Iterable[Date], writing: Writing) -> list[Step]:
    """The forum's sittings and deadlines in the order of time: past, now, still to come."""
    return [
        Step(
            title=date.title,
            note=moment(date.at, writing) if date.at else "",
            when="now" if date.is_now else "past" if has_passed(date.at, clock.now()) else "",
            href=url_for(date.endpoint, **date.values),  # type: ignore[arg-type]
        )
        for date in dates
    ]
