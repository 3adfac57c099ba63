"""The pages and the vote that are measured, of the sample in the middle of its negotiation."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice, repeat

from flask import Flask, url_for
from sqlalchemy import func, select

from declaration.accounts.models import Person
from declaration.amendments.models import Amendment
from declaration.drafting.models import Clause, Declaration
from declaration.extensions import db
from declaration.forums.models import Forum, Membership, MembershipRole, Presence
from declaration.procedure import Role
from declaration.procedure.states import AmendmentState, BallotState, Choice, Method
from declaration.voting.models import Ballot, Elector
from tests.benchmarks.served.load import CLIENTS, get, post
from tests.benchmarks.served.people import Browser, browser_of

Clients = Callable[[], Sequence[Iterator[bytes]]]


@dataclass(frozen=True)
class Measured:
    """A page of the product, or a vote in it; `path` is what a browser asks for."""

    name: str
    path: str
    clients: Clients
    browser: Browser
    writes: bool = False


def measured(app: Flask) -> list[Measured]:
    """The reading page, the busiest clause's, its amendment's, the open ballot's; and a vote."""
    with app.app_context():
        delegates = _voters()
        told = _busiest()
    reader = browser_of(app, delegates[0])
    voters = [browser_of(app, email) for email in delegates]
    with app.test_request_context():
        at = {"forum_key": told.forum, "declaration_key": told.declaration}
        pages = {
            "reading page": url_for("reading.declaration", **at),
            "clause page": url_for("reading.clause", clause_key=told.clause, **at),
            "amendment page": url_for("amendments.show", amendment_id=told.amendment, **at),
            "ballot page": url_for("voting.show", number=told.ballot, **at),
        }
        vote = url_for("voting.vote", number=told.ballot, **at)
    return [
        *(Measured(name, path, readers(path, reader), reader) for name, path in pages.items()),
        Measured("vote", vote, lambda: _voting(vote, voters), reader, writes=True),
    ]


def readers(path: str, browser: Browser | None = None) -> Clients:
    """Clients that ask for one page again and again."""
    request = get(path, browser.cookie if browser else "")
    return lambda: [repeat(request)] * CLIENTS


def senders(path: str) -> Clients:
    """Clients that send an empty form again and again."""
    return lambda: [repeat(post(path, {}))] * CLIENTS


def _voting(path: str, voters: Sequence[Browser]) -> list[Iterator[bytes]]:
    """Delegations that change their minds: every form is a new act, and changes the record."""
    return [_votes(path, voter) for voter in islice(cycle(voters), CLIENTS)]


def _votes(path: str, voter: Browser) -> Iterator[bytes]:
    for choice in cycle((Choice.IN_FAVOUR, Choice.AGAINST)):
        yield post(path, voter.form(choice=choice.value), voter.cookie)


@dataclass(frozen=True)
class _Places:
    forum: str
    declaration: str
    clause: str
    amendment: int
    ballot: int


def _busiest() -> _Places:
    amended = (
        select(Forum.key, Declaration.key, Clause.key, func.max(Amendment.id))
        .join(Clause, Clause.id == Amendment.clause_id)
        .join(Declaration, Declaration.id == Clause.declaration_id)
        .join(Forum, Forum.id == Declaration.forum_id)
        .where(Amendment.state == AmendmentState.ADMISSIBLE)
        .group_by(Forum.key, Declaration.key, Clause.key)
        .order_by(func.count().desc(), Clause.key)
        .limit(1)
    )
    forum, declaration, clause, amendment = db.session.execute(amended).one()
    return _Places(forum, declaration, clause, amendment, _open_ballot().number)


def _open_ballot() -> Ballot:
    query = select(Ballot).where(Ballot.state == BallotState.OPEN, Ballot.method == Method.RECORDED)
    return db.session.scalars(query).one()


def _voters() -> Sequence[str]:
    """A delegate of each delegation that may vote in the open ballot and is present."""
    ballot = _open_ballot()
    query = (
        select(func.min(Person.email))
        .join(Membership, Membership.person_id == Person.id)
        .join(MembershipRole, MembershipRole.membership_id == Membership.id)
        .join(Elector, Elector.delegation_id == Membership.delegation_id)
        .join(Presence, Presence.delegation_id == Membership.delegation_id)
        .where(
            MembershipRole.role == Role.DELEGATE,
            Elector.ballot_id == ballot.id,
            Presence.sitting_id == ballot.sitting_id,
            Presence.until.is_(None),
        )
        .group_by(Membership.delegation_id)
        .order_by(Membership.delegation_id)
    )
    return db.session.scalars(query).all()
