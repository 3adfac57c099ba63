"""What a delegation puts on record beside its vote; it never alters the text."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from declaration.drafting.queries import clause_named
from declaration.endorsement.models import Endorsement, Freeze, Statement
from declaration.endorsement.operations.gate import for_a_delegation, own_declaration
from declaration.endorsement.queries import ballot_asked, statement_shown
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import (
    BALLOT,
    Act,
    BallotState,
    Invalid,
    NotPermitted,
    Rules,
    Stale,
    StatementKind,
    after,
    statement_faults,
)
from declaration.text import TextError, normalize
from declaration.voting.models import Ballot

LONGEST: Final = 20_000
TOO_LONG: Final = "A statement may have 20,000 characters."
NOT_NOW: Final = "A statement of this kind cannot be made now."

KINDS: Final[Mapping[BallotState, tuple[StatementKind, ...]]] = MappingProxyType(
    {
        BallotState.OPEN: (StatementKind.BEFORE_THE_VOTE, StatementKind.POSITION),
        BallotState.CLOSED: (
            StatementKind.AFTER_THE_VOTE,
            StatementKind.POSITION,
            StatementKind.RESERVATION,
            StatementKind.DISSOCIATION,
        ),
    }
)
"""What can be put on record while a ballot is open, and once it is closed."""


def make_statement(
    ballot_id: int,
    kind: StatementKind,
    text: str,
    by: Actor,
    rules: Rules,
    *,
    clause: str | None = None,
) -> int:
    """Put a statement of the actor's delegation beside a ballot; gives its id.

    `clause` is the key of the one clause it is about, if it is about one alone.
    Source: GA rule 88. Raises Invalid, NotPermitted, WrongState.
    """
    with act(Act.MAKE_STATEMENT, by=by) as entry:
        delegation_id, key = for_a_delegation(by, Act.MAKE_STATEMENT)
        ballot = ballot_asked(ballot_id)
        declaration = own_declaration(ballot.declaration_id, by, Act.MAKE_STATEMENT)
        after(BALLOT, ballot.state, Act.MAKE_STATEMENT)
        if kind not in KINDS.get(ballot.state, ()):
            raise Invalid({"kind": [NOT_NOW]})
        words = _clean(text)
        faults = statement_faults(kind, words, rules, delegation=key, sponsors=sponsors_of(ballot))
        if faults:
            raise Invalid({"text": list(faults)})
        about = clause_named(declaration.id, clause) if clause else None
        statement = Statement(
            delegation_id=delegation_id,
            kind=kind,
            ballot_id=ballot.id,
            clause_id=about.id if about else None,
            text=words,
            made_at=entry.at,
        )
        db.session.add(statement)
        db.session.flush()
        entry.about("statement", statement.id)
        entry.data(declaration=declaration.key, kind=kind, ballot=ballot.number, clause=clause)
        entry.seal(text=words)
    return statement.id


def withdraw_statement(statement_id: int, by: Actor) -> None:
    """Take a statement back: it stays on record as withdrawn.

    Raises NotPermitted, and Stale when it was taken back already.
    """
    with act(Act.WITHDRAW_STATEMENT, by=by) as entry:
        delegation_id, _key = for_a_delegation(by, Act.WITHDRAW_STATEMENT)
        statement = statement_shown(statement_id, lock=True)
        if statement.delegation_id != delegation_id:
            raise NotPermitted(Act.WITHDRAW_STATEMENT)
        declaration = own_declaration(_declaration_of(statement), by, Act.WITHDRAW_STATEMENT)
        if statement.withdrawn_at is not None:
            raise Stale(seen=0, now=1)
        statement.withdrawn_at = entry.at
        entry.about("statement", statement.id)
        entry.data(declaration=declaration.key)


def sponsors_of(ballot: Ballot) -> frozenset[str]:
    """The delegations behind what is put to the vote; its subjects are loaded with them."""
    return frozenset(
        sponsor.delegation.key
        for subject in ballot.subjects
        if subject.amendment is not None
        for sponsor in subject.amendment.sponsors
        if sponsor.left_at is None
    )


def _declaration_of(statement: Statement) -> int:
    if statement.ballot_id is not None:
        return db.session.get_one(Ballot, statement.ballot_id).declaration_id
    endorsement = db.session.get_one(Endorsement, statement.endorsement_id)
    return db.session.get_one(Freeze, endorsement.freeze_id).declaration_id


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        raise Invalid({"text": [TOO_LONG]})
    try:
        return normalize(text).strip()
    except TextError as refused:
        raise Invalid({"text": [str(refused)]}) from refused
