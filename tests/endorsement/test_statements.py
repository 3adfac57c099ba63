"""Explanations, reservations and dissociations beside a ballot."""

import pytest
from sqlalchemy import select

from declaration.amendments import operations as amendments
from declaration.endorsement import operations
from declaration.endorsement.models import Statement
from declaration.endorsement.queries import statements_beside
from declaration.extensions import db
from declaration.journal.models import JournalEntry
from declaration.procedure import (
    FORUM,
    Act,
    Invalid,
    Method,
    NotPermitted,
    Question,
    Stale,
    StatementKind,
)
from declaration.proof import read_entry
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.operations import Put
from tests.endorsement import situations
from tests.endorsement.situations import ballot_numbered
from tests.world import World, actor


def put(world: World) -> int:
    """A ballot on an amendment of Jubail; gives its row."""
    world.sitting_opened()
    amendment = world.admitted("delegate.jubail", "access", old="كافة", new="جميعها")
    amendments.schedule(amendment, actor("secretariat"))
    asked = Put(question=Question.AMENDMENT, method=Method.RECORDED, amendments=(amendment,))
    return ballot_numbered(voting.open_ballot(world.declaration_id, asked, actor("chair"))).id


def said(ballot: int, kind: StatementKind, who: str, text: str = "لأن الموعد قريب.") -> int:
    return operations.make_statement(ballot, kind, text, actor(who), FORUM)


def test_a_statement_is_on_record_with_its_words_sealed(any_world: World) -> None:
    ballot = put(any_world)
    statement = said(ballot, StatementKind.BEFORE_THE_VOTE, "delegate.doha")
    query = select(JournalEntry.body).order_by(JournalEntry.id.desc()).limit(1)
    entry = read_entry(db.session.scalars(query).one())
    assert (entry.act, entry.kind, entry.key) == (Act.MAKE_STATEMENT, "statement", str(statement))
    assert entry.data == {"declaration": "text", "kind": "explanation-before", "ballot": 1}
    assert set(entry.sealed) == {"text"}


def test_a_vote_is_explained_before_or_after_as_the_ballot_stands(world: World) -> None:
    ballot = put(world)
    with pytest.raises(Invalid) as refused:
        said(ballot, StatementKind.AFTER_THE_VOTE, "delegate.doha")
    assert set(refused.value.errors) == {"kind"}
    said(ballot, StatementKind.BEFORE_THE_VOTE, "delegate.doha")
    closing.close(ballot, actor("chair"))
    with pytest.raises(Invalid):
        said(ballot, StatementKind.BEFORE_THE_VOTE, "delegate.tunis")


def test_a_sponsor_does_not_explain_its_vote_on_its_own_amendment(world: World) -> None:
    ballot = put(world)
    with pytest.raises(Invalid) as refused:
        said(ballot, StatementKind.BEFORE_THE_VOTE, "delegate.jubail")
    assert set(refused.value.errors) == {"text"}
    said(ballot, StatementKind.POSITION, "delegate.jubail")


@pytest.mark.parametrize(
    ("because", "text"),
    [("nothing was said", " "), ("too many words", "كلمة " * 401), ("200 KB", "ك" * 200_000)],
)
def test_a_statement_that_cannot_be_accepted_leaves_nothing(
    world: World, because: str, text: str
) -> None:
    ballot = put(world)
    with pytest.raises(Invalid) as refused:
        said(ballot, StatementKind.POSITION, "delegate.doha", text)
    assert set(refused.value.errors) == {"text"}, because
    assert db.session.scalars(select(Statement)).all() == []


@pytest.mark.parametrize("who", ["observer", "chair", "secretariat"])
def test_a_statement_is_a_delegations(world: World, who: str) -> None:
    ballot = put(world)
    with pytest.raises(NotPermitted):
        said(ballot, StatementKind.POSITION, who)


def test_a_statement_taken_back_stays_on_record_as_withdrawn(world: World) -> None:
    situations.a_statement_is_made()
    with pytest.raises(NotPermitted):
        operations.withdraw_statement(1, actor("delegate.doha"))
    operations.withdraw_statement(1, actor("colleague.jubail"))
    with pytest.raises(Stale):
        operations.withdraw_statement(1, actor("delegate.jubail"))
    (statement,) = statements_beside(ballot_numbered(1).id)
    assert statement.withdrawn_at is not None
