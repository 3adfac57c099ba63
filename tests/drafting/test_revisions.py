"""A revision, once published, reads for ever as it was."""

import pytest
from sqlalchemy import update
from sqlalchemy.exc import NoResultFound

from declaration.database import begin_writing
from declaration.drafting import operations as drafting
from declaration.drafting.models import Clause
from declaration.drafting.queries import newest_serial, revision_text
from declaration.extensions import db
from declaration.procedure import Invalid, NotPermitted, WrongState
from declaration.procedure.states import ClauseState
from tests.conftest import statements
from tests.world import World


def test_the_import_issues_the_draft_as_rev_0(any_world: World) -> None:
    text = any_world.text()
    assert (text.serial, text.symbol) == (1, "Rev.0")
    assert [c.number for c in text.clauses] == ["", "", "P1", "P2", "", "", "1", "2", "3", ""]
    assert text.clauses[6].translations["en"].startswith("We commit")


@pytest.mark.parametrize("serial", [None, 1])
def test_a_revision_costs_three_statements_however_long(world: World, serial: int | None) -> None:
    with statements() as sent:
        revision_text(world.declaration_id, serial)
    assert len(sent) == 3


def test_a_revision_read_again_costs_one_statement(world: World) -> None:
    first = revision_text(world.declaration_id)
    with statements() as sent:
        assert revision_text(world.declaration_id) is first
    assert len(sent) == 1


def test_what_was_written_and_taken_back_is_remembered_by_nobody(any_world: World) -> None:
    before = any_world.text()
    begin_writing(db.session)
    db.session.execute(update(Clause).values(state=ClauseState.SETTLED))
    written = any_world.text()
    db.session.rollback()
    assert {clause.state for clause in written.clauses} == {ClauseState.SETTLED}
    assert any_world.text() == before


def test_there_is_no_revision_of_tomorrow(world: World) -> None:
    with pytest.raises(NoResultFound):
        revision_text(world.declaration_id, 2)
    assert newest_serial(world.declaration_id) == 1


def test_a_revision_that_has_its_symbol_gets_no_second_one(world: World) -> None:
    with pytest.raises(Invalid):
        drafting.issue_revision(world.declaration_id, "Rev.1", world.actor("secretariat"))


def test_a_delegate_opens_no_negotiation(world: World) -> None:
    with pytest.raises(NotPermitted):
        drafting.open_negotiation(world.declaration_id, world.actor("delegate.jubail"))


def test_a_negotiation_opens_once(world: World) -> None:
    with pytest.raises(WrongState):
        drafting.open_negotiation(world.declaration_id, world.actor("secretariat"))


def test_a_window_closes_after_it_opens(world: World) -> None:
    text = world.text()
    with pytest.raises(Invalid) as refused:
        drafting.set_window(
            world.declaration_id,
            opens=text.published_at,
            closes=text.published_at,
            by=world.actor("secretariat"),
        )
    assert "closes" in refused.value.errors
