"""Moving a declaration from one stage to the next."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import func, select

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment
from declaration.amendments.steps import touch
from declaration.drafting.models import Clause, ClauseVersion, Declaration
from declaration.extensions import db
from declaration.journal import Actor, Record, act
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    ClauseState,
)
from declaration.voting.facts import LAPSING, facts_of
from declaration.voting.models import Ballot, BallotSubject
from declaration.voting.operations import typed

DECLARATION: Final = MACHINES["declaration"]
AMENDMENT: Final = MACHINES["amendment"]
CLAUSE: Final = MACHINES["clause"]


def lapsing(declaration_id: int) -> Sequence[Amendment]:
    """What lapses when negotiation ends: everything submitted and undecided. One statement."""
    query = (
        select(Amendment)
        .where(Amendment.declaration_id == declaration_id, Amendment.state.in_(LAPSING))
        .order_by(Amendment.number, Amendment.id)
    )
    return db.session.scalars(query).all()


def begin_adoption(declaration_id: int, by: Actor, *, listed: Sequence[int]) -> None:
    """End negotiation; what is undecided lapses.

    `listed` are the amendments that the person was shown as lapsing: others must be shown first.
    Raises NotPermitted, WrongState.
    """
    with act(Act.BEGIN_ADOPTION, by=by) as entry:
        declaration = _locked(declaration_id, Act.BEGIN_ADOPTION, by)
        rows = [
            db.session.get_one(Amendment, each.id, with_for_update=True)
            for each in lapsing(declaration.id)
        ]
        shown = {each.id for each in rows} <= set(listed)
        facts = facts_of(declaration, lapsing_was_listed=shown)
        declaration.state = after(DECLARATION, declaration.state, Act.BEGIN_ADOPTION, facts)
        for amendment in rows:
            lost, was = Facts(compromise_is_lost=True), amendment.state
            amendment.state = after(AMENDMENT, was, Act.BEGIN_ADOPTION, lost)
            amendment.because = {**amendment.because, "was": was.value}
            touch(amendment)
        _about(entry, declaration)
        entry.data(lapsed=[label(amendment) for amendment in rows])


def resume_negotiation(declaration_id: int, reason: str, by: Actor) -> None:
    """Go back from adoption to negotiation; what had lapsed is submitted again.

    Raises Invalid, NotPermitted, WrongState.
    """
    reason = typed(reason)
    with act(Act.RESUME_NEGOTIATION, by=by) as entry:
        declaration = _locked(declaration_id, Act.RESUME_NEGOTIATION, by)
        facts = facts_of(declaration, reason=reason)
        declaration.state = after(DECLARATION, declaration.state, Act.RESUME_NEGOTIATION, facts)
        query = select(Amendment).where(
            Amendment.declaration_id == declaration.id,
            Amendment.state == AmendmentState.LAPSED,
        )
        returned = list(db.session.scalars(query.order_by(Amendment.id).with_for_update()))
        for amendment in returned:
            amendment.state = after(AMENDMENT, amendment.state, Act.RESUME_NEGOTIATION)
            touch(amendment)
        _about(entry, declaration)
        entry.data(returned=[label(amendment) for amendment in returned])
        entry.seal(reason=reason)


def adopt(declaration_id: int, by: Actor) -> None:
    """Declare the text adopted as a whole, after the ballot that adopted it.

    Clauses settled provisionally are adopted with it. Raises NotPermitted, WrongState.
    """
    with act(Act.ADOPT_DECLARATION, by=by) as entry:
        declaration = _locked(declaration_id, Act.ADOPT_DECLARATION, by)
        facts = facts_of(declaration)
        declaration.state = after(DECLARATION, declaration.state, Act.ADOPT_DECLARATION, facts)
        query = (
            select(Clause)
            .where(Clause.declaration_id == declaration.id, Clause.state == ClauseState.SETTLED)
            .order_by(Clause.id)
        )
        for clause in db.session.scalars(query):
            clause.state = after(CLAUSE, clause.state, Act.ADOPT_DECLARATION, facts)
        _about(entry, declaration)


def close(declaration_id: int, by: Actor) -> None:
    """End the time for signing; an endorsement from now on is an accession."""
    with act(Act.CLOSE_DECLARATION, by=by) as entry:
        declaration = _locked(declaration_id, Act.CLOSE_DECLARATION, by)
        declaration.state = after(
            DECLARATION, declaration.state, Act.CLOSE_DECLARATION, facts_of(declaration)
        )
        _about(entry, declaration)


def settle_clause(clause_id: int, by: Actor) -> None:
    """Mark a clause as agreed provisionally. Raises NotPermitted, WrongState."""
    with act(Act.SETTLE_CLAUSE, by=by) as entry:
        by.must(Act.SETTLE_CLAUSE)
        clause = db.session.get_one(Clause, clause_id, with_for_update=True)
        clause.state = after(CLAUSE, clause.state, Act.SETTLE_CLAUSE, _facts_of_clause(clause))
        _about_clause(entry, clause)


def reopen_clause(clause_id: int, reason: str, by: Actor) -> None:
    """Take a settled clause up again. Raises Invalid, NotPermitted, WrongState."""
    reason = typed(reason)
    with act(Act.REOPEN_CLAUSE, by=by) as entry:
        by.must(Act.REOPEN_CLAUSE)
        clause = db.session.get_one(Clause, clause_id, with_for_update=True)
        clause.state = after(CLAUSE, clause.state, Act.REOPEN_CLAUSE, Facts(reason=reason))
        _about_clause(entry, clause)
        entry.seal(reason=reason)


def _about_clause(entry: Record, clause: Clause) -> None:
    declaration = db.session.get_one(Declaration, clause.declaration_id)
    entry.about("clause", clause.key)
    entry.data(declaration=declaration.key)


def _facts_of_clause(clause: Clause) -> Facts:
    pending = db.session.scalars(
        select(func.count())
        .select_from(Amendment)
        .where(
            Amendment.clause_id == clause.id,
            Amendment.state.in_((*LAPSING, AmendmentState.ADOPTED)),
        )
    ).one()
    versions = select(ClauseVersion.id).where(ClauseVersion.clause_id == clause.id)
    ballots = db.session.scalars(
        select(func.count())
        .select_from(Ballot)
        .join(BallotSubject, BallotSubject.ballot_id == Ballot.id)
        .where(
            BallotSubject.current,
            BallotSubject.version_id.in_(versions),
            Ballot.state == BallotState.OPEN,
        )
    ).one()
    return Facts(pending_amendments=pending, open_ballots=ballots)


def _locked(declaration_id: int, name: Act, by: Actor) -> Declaration:
    by.must(name)
    return db.session.get_one(Declaration, declaration_id, with_for_update=True)


def _about(entry: Record, declaration: Declaration) -> None:
    entry.about("declaration", declaration.key)
