"""«ما الذي ينتظرك»: what each person has to do, the most urgent first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import func, select

from declaration.amendments.models import Amendment, Sponsor
from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.endorsement.models import Endorsement, Freeze, Mandate
from declaration.extensions import db
from declaration.formats import Writing, moment, name_in
from declaration.forums.queries import sittings_of
from declaration.journal import Actor
from declaration.procedure.acts import Role
from declaration.procedure.amendment_life import PENDING
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    ClauseState,
    DeclarationState,
    MandateState,
    SittingState,
)
from declaration.voting.asked import asked_in
from declaration.voting.models import Ballot, Elector, Vote
from declaration.voting.queries import ballots_of


@dataclass(frozen=True)
class Task:
    """Something that waits for a person: a state to show, a sentence, and where to do it."""

    machine: str
    state: str
    title: str
    detail: str
    url: str
    label: str
    urgent: bool = False
    due: datetime | None = None


def awaiting(by: Actor) -> list[Task]:
    """Everything that waits for this person in the forum. Seven statements at most."""
    tasks: list[Task] = []
    for declaration in declarations_of(by):
        tasks.extend(_of_delegate(declaration, by))
        tasks.extend(_of_signatory(declaration, by))
        tasks.extend(_of_secretariat(declaration, by))
    return sorted(tasks, key=lambda task: not task.urgent)


def declarations_of(by: Actor) -> Sequence[Declaration]:
    """The declarations of the actor's forum. One statement."""
    query = select(Declaration).where(Declaration.forum_id == by.forum_id).order_by(Declaration.id)
    return db.session.scalars(query).all()


def _of_delegate(declaration: Declaration, by: Actor) -> Iterator[Task]:
    if not by.holds(Role.DELEGATE) or by.delegation_id is None:
        return
    at: dict[str, Any] = {"declaration_key": declaration.key}
    for ballot in _unanswered(declaration.id, by.delegation_id):
        yield Task(
            "ballot",
            ballot.state,
            asked_in(ballot, revision_text(declaration.id)).title,
            _("Your delegation has not voted yet."),
            url_for("voting.show", number=ballot.number, **at),
            _("Vote"),
            urgent=True,
            due=ballot.closes_at,
        )
    for amendment in _own(declaration.id, by.delegation_id):
        url = url_for("amendments.show", amendment_id=amendment.id, **at)
        if amendment.needs_rebasing:
            yield Task(
                "amendment",
                amendment.state,
                _("Your amendment %(number)s", number=amendment.number),
                _("The clause has a new text that changed the words you amend. Restate it."),
                url,
                _("Restate"),
                urgent=True,
            )
        elif amendment.state is AmendmentState.DRAFT:
            yield Task(
                "amendment",
                amendment.state,
                _("An amendment not submitted yet"),
                _("Only your delegation sees it."),
                url_for("amendments.edit", amendment_id=amendment.id, **at),
                _("Continue"),
            )


def _unanswered(declaration_id: int, delegation_id: int) -> Sequence[Ballot]:
    open_ones = [b for b in ballots_of(declaration_id) if b.state is BallotState.OPEN]
    entitled = (
        select(Elector.ballot_id)
        .where(
            Elector.ballot_id.in_([ballot.id for ballot in open_ones]),
            Elector.delegation_id == delegation_id,
        )
        .except_(
            select(Vote.ballot_id).where(
                Vote.delegation_id == delegation_id, Vote.choice.is_not(None)
            )
        )
    )
    asked = set(db.session.scalars(entitled))
    return [ballot for ballot in open_ones if ballot.id in asked]


def _own(declaration_id: int, delegation_id: int) -> Sequence[Amendment]:
    query = (
        select(Amendment)
        .join(Sponsor, Sponsor.amendment_id == Amendment.id)
        .where(
            Amendment.declaration_id == declaration_id,
            Sponsor.delegation_id == delegation_id,
            Sponsor.main,
            Sponsor.left_at.is_(None),
            (Amendment.state == AmendmentState.DRAFT) | Amendment.needs_rebasing,
        )
        .order_by(Amendment.id)
    )
    return db.session.scalars(query).all()


def _of_signatory(declaration: Declaration, by: Actor) -> Iterator[Task]:
    if not by.holds(Role.SIGNATORY) or declaration.state is not DeclarationState.FROZEN:
        return
    signed = (
        select(Endorsement.id)
        .join(Freeze, Freeze.id == Endorsement.freeze_id)
        .where(
            Freeze.declaration_id == declaration.id,
            Endorsement.delegation_id == by.delegation_id,
            Endorsement.withdrawn_at.is_(None),
        )
    )
    if db.session.scalars(signed).first() is None:
        yield Task(
            "endorsement",
            "awaited",
            _("The final text awaits your signature"),
            _("Read it whole; its fingerprint stands under it."),
            url_for("endorsement.endorse", declaration_key=declaration.key),
            _("Read and sign"),
            urgent=True,
        )


def _of_secretariat(declaration: Declaration, by: Actor) -> Iterator[Task]:
    if not by.holds(Role.SECRETARIAT):
        return
    at: dict[str, Any] = {"declaration_key": declaration.key}
    lodged = select(func.count()).where(
        Mandate.declaration_id == declaration.id, Mandate.state == MandateState.LODGED
    )
    if mandates := db.session.scalars(lodged.select_from(Mandate)).one():
        yield Task(
            "mandate",
            MandateState.LODGED,
            _("Mandates await checking"),
            _("Waiting: %(number)s.", number=mandates),
            url_for("endorsement.mandates", **at),
            _("Check them"),
            urgent=True,
        )
    query = (
        select(Amendment.state, func.count())
        .where(
            Amendment.declaration_id == declaration.id,
            Amendment.state.in_([AmendmentState.SUBMITTED, AmendmentState.ADOPTED]),
        )
        .group_by(Amendment.state)
    )
    counts = dict(db.session.execute(query).all())
    if waiting := counts.get(AmendmentState.SUBMITTED):
        yield Task(
            "amendment",
            AmendmentState.SUBMITTED,
            _("Amendments await screening"),
            _("Waiting: %(number)s.", number=waiting),
            url_for("amendments.queue", **at),
            _("Screen them"),
            urgent=True,
        )
    if adopted := counts.get(AmendmentState.ADOPTED):
        yield Task(
            "amendment",
            AmendmentState.ADOPTED,
            _("Adopted amendments await merging"),
            _("Waiting: %(number)s.", number=adopted),
            url_for("merging.index", **at),
            _("Open the desk"),
        )


@dataclass(frozen=True)
class Progress:
    """How far a declaration's clauses have come: numbers of clauses."""

    decided: int
    negotiated: int
    untouched: int


def progress_of(declaration_id: int) -> Progress:
    """Count the clauses decided or settled, under amendment, and neither. Three statements."""
    text = revision_text(declaration_id)
    amended = set(
        db.session.scalars(
            select(Amendment.clause_id).where(
                Amendment.declaration_id == declaration_id, Amendment.state.in_(PENDING)
            )
        )
    )
    decided = [c for c in text.clauses if c.state is not ClauseState.OPEN]
    negotiated = [c for c in text.clauses if c not in decided and c.clause_id in amended]
    return Progress(
        len(decided), len(negotiated), len(text.clauses) - len(decided) - len(negotiated)
    )


@dataclass(frozen=True)
class Step:
    """A step of the forum's timeline: past, now, or still to come."""

    title: str
    note: str
    when: str
    href: str


def timeline_of(forum_id: int, language: str, writing: Writing) -> list[Step]:
    """The forum's sittings in order. One statement."""
    marks = {SittingState.CLOSED: "past", SittingState.OPEN: "now"}
    return [
        Step(
            title=name_in(sitting.theme, language),
            note=moment(sitting.planned_at, writing) if sitting.planned_at else "",
            when=marks.get(sitting.state, ""),
            href=url_for("forums.sitting", number=sitting.number),
        )
        for sitting in sittings_of(forum_id)
    ]
