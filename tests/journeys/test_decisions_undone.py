"""What was decided and does not stand: rejected as amended, not adopted, reconsidered, corrected."""

from datetime import UTC, datetime

import pytest

from declaration import clock
from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.drafting.models import Origin
from declaration.endorsement import freezing
from declaration.endorsement.queries import freeze_of
from declaration.journal import Channel
from declaration.merging.operations import publish
from declaration.merging.plans import NOT_TYPOGRAPHY, Plan
from declaration.merging.restoring import clauses_to_restore
from declaration.plenary import stages
from declaration.procedure import Invalid, WrongState
from declaration.procedure.states import AmendmentState as State
from declaration.procedure.states import Choice, ClauseState, Method, Outcome, Question
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.operations import Put
from tests.merging.situations import (
    adopted,
    ballot_numbered,
    published,
    put_and_adopted,
    reconsidered,
    restored,
    row,
)
from tests.world import VOTING, World

SECRETARIAT = "secretariat"
AFTER_THE_WINDOW = datetime(2023, 5, 10, 16, 0, tzinfo=UTC)


def ends(world: World, put: Put, *, against: str | None = None) -> Outcome:
    """A question put by consensus; one objection rejects it."""
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    ballot = ballot_numbered(number)
    if against is not None:
        voting.raise_objection(ballot.id, "لا نوافق.", world.actor(against))
    return closing.close(ballot.id, world.actor("chair"))


def as_it_stands(world: World, key: str) -> Put:
    version = world.clause(key).version_id
    return Put(question=Question.CLAUSE, method=Method.CONSENSUS, version_id=version)


def the_whole(world: World) -> Put:
    revision = world.text().id
    return Put(question=Question.DECLARATION, method=Method.CONSENSUS, revision_id=revision)


def keys(world: World) -> list[str]:
    return [clause.key for clause in world.text().clauses]


def corrected(world: World, key: str, old: str, new: str) -> None:
    clause = world.clause(key)
    assert clause.text.count(old) == 1
    edits = {clause.clause_id: clause.text.replace(old, new)}
    published(world, origin=Origin.CORRECTION, edits=edits)


@pytest.fixture
def adoption(any_world: World) -> World:
    """The text is put to adoption, clause by clause, in an open sitting."""
    world = any_world
    world.sitting_opened()
    published(world, adopted(world, "delegate.jubail", "centres", old="40%", new="60%"))
    stages.begin_adoption(world.declaration_id, world.actor(SECRETARIAT), listed=[])
    return world


def test_a_late_amendment_is_accepted_and_decided_like_any_other(any_world: World) -> None:
    world = any_world
    jubail = world.actor("delegate.jubail")
    words = Wording(text=world.clause("centres").text.replace("40%", "60%"))
    draft = amendments.save_draft(world.declaration_id, words, jubail, clause_key="centres")
    world.sitting_opened()
    with clock.set_to(AFTER_THE_WINDOW):
        with pytest.raises(WrongState, match="amendments_are_open"):
            amendments.submit(draft, jubail)
        assert jubail.delegation_id is not None
        officer = world.actor(SECRETARIAT).on_behalf_of(
            jubail.delegation_id, "jubail", Channel.ON_BEHALF
        )
        late = amendments.enter(world.declaration_id, words, officer, clause_key="centres")
        assert row(late).late
        amendments.admit(late, world.actor(SECRETARIAT))
        put_and_adopted(world, late)
        published(world, late)
    assert "60%" in world.clause("centres").text


def test_a_merged_deletion_is_reconsidered_and_the_second_vote_keeps_the_clause(
    any_world: World,
) -> None:
    world = any_world
    world.sitting_opened()
    before = world.clause("centres")
    removal = adopted(world, "delegate.doha", "centres", removes=True)
    published(world, removal)
    assert "centres" not in keys(world)
    reconsidered(world, removal)
    with pytest.raises(WrongState, match="it_is_out_of_the_text"):
        amendments.schedule(removal, world.actor(SECRETARIAT))
    restored(world, before.clause_id)
    amendments.schedule(removal, world.actor(SECRETARIAT))
    again = Put(question=Question.AMENDMENT, method=Method.CONSENSUS, amendments=(removal,))
    assert ends(world, again, against="delegate.tunis") is Outcome.REJECTED
    assert row(removal).state is State.REJECTED
    assert world.clause("centres").text == before.text


def test_a_clause_rejected_as_amended_is_put_as_it_stood_and_leaves_when_not_adopted(
    adoption: World,
) -> None:
    world = adoption
    clause = world.clause("centres")
    assert ends(world, as_it_stands(world, "centres"), against="delegate.doha") is Outcome.REJECTED
    assert world.clause("centres").state is ClauseState.OPEN
    restored(world, clause.clause_id)
    assert world.clause("centres").text == world.text(1).by_key("centres").text
    assert ends(world, as_it_stands(world, "centres"), against="delegate.doha") is Outcome.REJECTED
    assert world.clause("centres").state is ClauseState.NOT_ADOPTED

    for key in keys(world):
        if key != "centres":
            assert ends(world, as_it_stands(world, key)) is Outcome.ADOPTED
    with pytest.raises(WrongState, match="what_was_not_adopted_is_out_of_the_text"):
        ends(world, the_whole(world))
    restored(world, clause.clause_id)
    assert "centres" not in keys(world)
    assert clauses_to_restore(world.declaration_id) == []
    assert ends(world, the_whole(world)) is Outcome.ADOPTED
    stages.adopt(world.declaration_id, world.actor(SECRETARIAT))
    freezing.freeze(world.declaration_id, world.actor(SECRETARIAT))
    frozen = freeze_of(world.declaration_id)
    assert frozen is not None
    assert clause.text not in frozen.canonical.decode("utf-8")


def test_a_tie_on_the_clause_as_it_stands_keeps_it_out_of_the_text(adoption: World) -> None:
    world = adoption
    version = world.clause("access").version_id
    put = Put(question=Question.CLAUSE, method=Method.RECORDED, version_id=version)
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    ballot = ballot_numbered(number)
    for city, choice in zip(VOTING, ("for", "against", "for", "against"), strict=True):
        voting.cast(ballot.id, Choice(choice), world.actor(f"delegate.{city}"))
    assert closing.close(ballot.id, world.actor("chair")) is Outcome.REJECTED
    assert world.clause("access").state is ClauseState.NOT_ADOPTED


def test_a_correction_of_a_merged_text_is_rejected_as_amended_all_the_same(
    adoption: World,
) -> None:
    world = adoption
    clause = world.clause("centres")
    corrected(world, "centres", "نتعهد", "نتعهَّد")
    assert ends(world, as_it_stands(world, "centres"), against="delegate.doha") is Outcome.REJECTED
    assert world.clause("centres").state is ClauseState.OPEN
    corrected(world, "centres", "نتعهَّد", "نتعهد")
    assert clauses_to_restore(world.declaration_id) == [clause.clause_id]
    restored(world, clause.clause_id)
    assert world.clause("centres").text == world.text(1).by_key("centres").text
    assert clauses_to_restore(world.declaration_id) == []


def test_what_an_earlier_rejection_took_out_is_not_taken_out_again(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    first = world.clause("centres")
    published(world, adopted(world, "delegate.jubail", "centres", old="40%", new="60%"))
    assert ends(world, as_it_stands(world, "centres")) is Outcome.ADOPTED
    published(world, adopted(world, "delegate.tunis", "centres", old="2030", new="2035"))
    for text in (first.text.replace("40%", "60%"), first.text):
        assert (
            ends(world, as_it_stands(world, "centres"), against="delegate.doha") is Outcome.REJECTED
        )
        restored(world, first.clause_id)
        assert world.clause("centres").text == text


def test_a_clause_that_left_returns_when_the_decision_against_it_is_reconsidered(
    adoption: World,
) -> None:
    world = adoption
    clause, order = world.clause("access"), keys(world)
    put = as_it_stands(world, "access")
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    rejected = ballot_numbered(number).id
    voting.raise_objection(rejected, "لا نوافق.", world.actor("delegate.doha"))
    assert closing.close(rejected, world.actor("chair")) is Outcome.REJECTED
    restored(world, clause.clause_id)
    assert "access" not in keys(world)
    again = Put(question=Question.RECONSIDERATION, method=Method.CONSENSUS, of_ballot_id=rejected)
    assert ends(world, again) is Outcome.ADOPTED
    assert clauses_to_restore(world.declaration_id) == [clause.clause_id]
    restored(world, clause.clause_id)
    back = world.clause("access")
    assert (back.text, back.state) == (clause.text, ClauseState.OPEN)
    assert keys(world) == order
    assert ends(world, as_it_stands(world, "access")) is Outcome.ADOPTED


def test_a_correction_has_no_substance_and_keeps_the_decision(adoption: World) -> None:
    world = adoption
    assert ends(world, as_it_stands(world, "centres")) is Outcome.ADOPTED
    clause = world.clause("centres")
    of_substance = {clause.clause_id: clause.text.replace("2030", "2031")}
    with pytest.raises(Invalid) as refused:
        publish(
            world.declaration_id,
            Plan(origin=Origin.CORRECTION, edits=of_substance),
            world.actor(SECRETARIAT),
        )
    assert refused.value.errors == {"edits": [NOT_TYPOGRAPHY]}
    corrected(world, "centres", "نتعهد", "نتعهَّد")
    assert world.clause("centres").state is ClauseState.ADOPTED
