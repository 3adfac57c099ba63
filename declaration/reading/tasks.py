"""«ما الذي ينتظرك»: what each person has to do, the most urgent first."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Any

from flask import url_for
from flask_babel import gettext as _
from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from declaration.amendments.facts import SCREENED, label
from declaration.amendments.forms import call
from declaration.amendments.models import (
    Amendment,
    AmendmentRevision,
    Consent,
    Replaces,
    Route,
    Sponsor,
)
from declaration.amendments.shown import named
from declaration.drafting.models import Declaration
from declaration.drafting.naming import Names
from declaration.drafting.queries import RevisionText, revision_text
from declaration.endorsement.models import Endorsement, Freeze, Mandate
from declaration.extensions import db
from declaration.formats import name_in, of_which
from declaration.forums.queries import open_sitting
from declaration.http import locale
from declaration.journal import Actor
from declaration.procedure.acts import Role
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    DeclarationState,
    MandateState,
    Method,
)
from declaration.reading.queries import declarations_of
from declaration.voting.asked import asked_in
from declaration.voting.models import Ballot, Elector, Objection, Vote
from declaration.voting.queries import WITH_SUBJECTS


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


def awaiting(by: Actor, names: Mapping[int, Names]) -> list[Task]:
    """Everything that waits for this person in the forum.

    Each says which declaration it is about where that has a name among `names`. One statement, and
    eleven at most for each declaration, however much there is.
    """
    tasks: list[Task] = []
    for declaration in declarations_of(by):
        name = name_in(names.get(declaration.id, {}), locale())
        tasks += [
            replace(task, title=of_which(task.title, name))
            for those in (_of_chair, _of_delegate, _of_signatory, _of_secretariat)
            for task in those(declaration, by)
        ]
    return sorted(tasks, key=lambda task: not task.urgent)


def _of_delegate(declaration: Declaration, by: Actor) -> Iterator[Task]:
    if not by.holds(Role.DELEGATE) or by.delegation_id is None:
        return
    text = cache(lambda: revision_text(declaration.id))
    yield from _ballots(declaration, by.delegation_id, text)
    yield from _consents(declaration, by.delegation_id)
    for own in _sponsored(declaration.id, by.delegation_id):
        if (task := _of_amendment(declaration, own, text)) is not None:
            yield task


def _ballots(
    declaration: Declaration, delegation_id: int, text: Callable[[], RevisionText]
) -> Iterator[Task]:
    """The open ballots that the delegation has not answered."""
    query = (
        select(Ballot)
        .join(Elector, Elector.ballot_id == Ballot.id)
        .where(
            Ballot.declaration_id == declaration.id,
            Ballot.state == BallotState.OPEN,
            Ballot.method != Method.SHOW_OF_HANDS,
            Elector.delegation_id == delegation_id,
            ~exists().where(
                Vote.ballot_id == Ballot.id,
                Vote.delegation_id == delegation_id,
                Vote.choice.is_not(None),
            ),
            ~exists().where(
                Objection.ballot_id == Ballot.id, Objection.delegation_id == delegation_id
            ),
        )
        .options(WITH_SUBJECTS)
        .order_by(Ballot.number.desc())
    )
    for ballot in db.session.scalars(query).all():
        silent = ballot.method in (Method.SILENCE, Method.CONSENSUS)
        yield Task(
            "ballot",
            ballot.state,
            asked_in(ballot, text()).title,
            _("Adopted unless a delegation objects. Silence is consent.")
            if silent
            else _("Your delegation has not voted yet."),
            url_for("voting.show", declaration_key=declaration.key, number=ballot.number),
            _("Read it") if silent else _("Vote"),
            urgent=not silent,
            due=ballot.closes_at,
        )


def _consents(declaration: Declaration, delegation_id: int) -> Iterator[Task]:
    """The compromises that would replace an amendment of the delegation, and wait for its word."""
    newest = _newest_number()
    answered = exists().where(
        Consent.compromise_revision_id == AmendmentRevision.id,
        Consent.delegation_id == delegation_id,
    )
    ours = exists().where(
        Replaces.compromise_id == Amendment.id,
        Sponsor.amendment_id == Replaces.amendment_id,
        Sponsor.delegation_id == delegation_id,
        Sponsor.main,
        Sponsor.left_at.is_(None),
    )
    query = (
        select(Amendment)
        .join(AmendmentRevision, AmendmentRevision.amendment_id == Amendment.id)
        .where(
            Amendment.declaration_id == declaration.id,
            Amendment.route == Route.COMPROMISE,
            Amendment.state.in_(SCREENED),
            AmendmentRevision.number == newest,
            ours,
            ~answered,
        )
        .order_by(Amendment.id)
    )
    for compromise in db.session.scalars(query):
        yield Task(
            "amendment",
            compromise.state,
            _("Compromise %(number)s", number=label(compromise)),
            _("It would replace your amendment if you agree to it."),
            _page_of(declaration, compromise),
            _("Read and answer"),
            urgent=True,
        )


def _newest_number() -> Any:
    """The number of the wording an amendment has now, inside a statement about amendments."""
    wording = aliased(AmendmentRevision)
    return (
        select(func.max(wording.number))
        .where(wording.amendment_id == Amendment.id)
        .correlate(Amendment)
        .scalar_subquery()
    )


@dataclass(frozen=True)
class _Own:
    """An amendment that the delegation stands behind, with its wording of now."""

    amendment: Amendment
    wording: AmendmentRevision
    is_main: bool
    confirmed: int


def _sponsored(declaration_id: int, delegation_id: int) -> list[_Own]:
    query = (
        select(Amendment, AmendmentRevision, Sponsor.main, Sponsor.confirmed_revision)
        .join(Sponsor, Sponsor.amendment_id == Amendment.id)
        .join(AmendmentRevision, AmendmentRevision.amendment_id == Amendment.id)
        .where(
            Amendment.declaration_id == declaration_id,
            Amendment.state.in_([AmendmentState.DRAFT, AmendmentState.SUBMITTED, *SCREENED]),
            Sponsor.delegation_id == delegation_id,
            Sponsor.left_at.is_(None),
            AmendmentRevision.number == _newest_number(),
        )
        .order_by(Amendment.id)
    )
    return [
        _Own(amendment, wording, is_main, confirmed or 0)
        for amendment, wording, is_main, confirmed in db.session.execute(query).all()
    ]


def _of_amendment(
    declaration: Declaration, own: _Own, text: Callable[[], RevisionText]
) -> Task | None:
    """What an amendment asks of a delegation that stands behind it, if anything."""
    amendment, number = own.amendment, own.wording.number
    title = _("Your amendment %(number)s", number=label(amendment))
    page = _page_of(declaration, amendment)
    told: tuple[str, str, str, str, bool] | None = None
    if own.is_main and amendment.needs_rebasing:
        told = (
            title,
            _("The clause has a new text that changed the words you amend. Restate it."),
            page,
            _("Restate"),
            True,
        )
    elif own.is_main and amendment.state is AmendmentState.DRAFT:
        edit = url_for(
            "amendments.edit", declaration_key=declaration.key, amendment_id=amendment.id
        )
        told = (
            _("Draft amendment · %(clause)s", clause=call(named(text(), amendment.clause_id))),
            _("Only your delegation sees it."),
            edit,
            _("Continue"),
            False,
        )
    elif own.is_main and _awaits_its_arabic(own):
        note = _("The secretariat wrote its Arabic. It is admissible once you confirm it.")
        told = (title, note, page, _("Read and confirm"), True)
    elif not own.is_main and own.confirmed != number:
        told = (
            _("Amendment %(number)s", number=label(amendment)),
            _("You co-sponsor it, and it has a new wording. Do you stand by it?"),
            page,
            _("Read and confirm"),
            True,
        )
    if told is None:
        return None
    title, note, url, act, urgent = told
    return Task("amendment", amendment.state, title, note, url, act, urgent=urgent)


def _awaits_its_arabic(own: _Own) -> bool:
    wording = own.wording
    return (
        own.amendment.state is AmendmentState.SUBMITTED
        and wording.text is not None
        and wording.text_en is not None
        and own.confirmed < wording.number
    )


def _page_of(declaration: Declaration, amendment: Amendment) -> str:
    return url_for("amendments.show", declaration_key=declaration.key, amendment_id=amendment.id)


def _of_chair(declaration: Declaration, by: Actor) -> Iterator[Task]:
    if not by.holds(Role.CHAIR) or by.forum_id is None:
        return
    if (sitting := open_sitting(by.forum_id)) is not None:
        yield Task(
            "sitting",
            sitting.state,
            _("You preside over a sitting"),
            name_in(sitting.theme, locale()),
            url_for("plenary.chair", declaration_key=declaration.key),
            _("To the chair"),
            urgent=True,
        )


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
