"""What random people found in the rooms, each as the shortest story that showed it."""

import pytest

from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.drafting.models import Origin
from declaration.merging.operations import Plan, publish
from declaration.merging.parents import ParentPlan, merge_into_parent
from declaration.procedure import (
    AmendmentState,
    Invalid,
    Method,
    NotPermitted,
    Question,
    WrongState,
)
from declaration.voting import operations as voting
from declaration.voting.operations import Put
from tests.amendments.situations import TWO_CHANGES
from tests.merging.situations import (
    adopted,
    published,
    put_and_adopted,
    reconsidered,
    restored,
    row,
    to_the_amendment,
)
from tests.world import World


@pytest.mark.parametrize("origin", [Origin.INITIAL, Origin.RESTORED, Origin.MERGE])
def test_no_origin_lets_the_secretariat_write_in_negotiation(world: World, origin: Origin) -> None:
    clause = world.clause("centres")
    words = {clause.clause_id: f"{clause.text.removesuffix('.')} حالاً."}
    with pytest.raises(Invalid):
        publish(world.declaration_id, Plan(origin=origin, edits=words), world.actor("secretariat"))
    assert world.clause("centres").version == 1


@pytest.fixture
def parent(world: World) -> int:
    """An admissible amendment of Jubail, whose co-sponsor is Doha."""
    world.sitting_opened()
    amendment = world.admitted("delegate.jubail", "centres", old="40%", new="60% من المراكز")
    amendments.co_sponsor(amendment, world.actor("delegate.doha"))
    return amendment


def put(world: World, amendment: int) -> None:
    amendments.schedule(amendment, world.actor("secretariat"))
    question = Put(question=Question.AMENDMENT, method=Method.RECORDED, amendments=(amendment,))
    voting.open_ballot(world.declaration_id, question, world.actor("chair"))


def test_what_amends_a_withdrawn_amendment_falls_and_returns_with_it(
    world: World, parent: int
) -> None:
    child = to_the_amendment(world, "delegate.tunis", parent, "60%", "55%")
    amendments.withdraw(parent, world.actor("delegate.jubail"))
    assert row(child).state is AmendmentState.FALLEN
    amendments.take_over(parent, world.actor("delegate.doha"))
    assert row(child).state is AmendmentState.ADMISSIBLE


def test_an_amendment_stays_as_it_is_while_one_to_it_is_voted(world: World, parent: int) -> None:
    put(world, to_the_amendment(world, "delegate.tunis", parent, "60%", "55%"))
    with pytest.raises(WrongState, match="no_amendment_to_it_is_put"):
        amendments.withdraw(parent, world.actor("delegate.jubail"))


def test_an_amendment_to_a_withdrawn_one_is_not_taken_over_alone(world: World, parent: int) -> None:
    child = to_the_amendment(world, "delegate.tunis", parent, "60%", "55%")
    amendments.co_sponsor(child, world.actor("delegate.yanbu"))
    amendments.withdraw(child, world.actor("delegate.tunis"))
    amendments.withdraw(parent, world.actor("delegate.jubail"))
    with pytest.raises(WrongState, match="what_it_amends_awaits_its_vote"):
        amendments.take_over(child, world.actor("delegate.yanbu"))


def test_an_amendment_merged_into_another_and_reconsidered_is_restated(
    world: World, parent: int
) -> None:
    child = to_the_amendment(world, "delegate.tunis", parent, "60%", "55%")
    put_and_adopted(world, child)
    merge_into_parent(parent, ParentPlan(chosen=(child,)), world.actor("secretariat"))
    reconsidered(world, child)
    assert row(child).needs_rebasing
    with pytest.raises(WrongState, match="it_is_on_the_current_version"):
        amendments.schedule(child, world.actor("secretariat"))


def test_what_was_reconsidered_is_voted_again_when_it_is_out_of_the_text(world: World) -> None:
    world.sitting_opened()
    amendment = adopted(world, "delegate.jubail", "centres", old="40%", new="60%")
    published(world, amendment)
    reconsidered(world, amendment)
    with pytest.raises(WrongState, match="it_is_out_of_the_text"):
        amendments.schedule(amendment, world.actor("secretariat"))
    restored(world, world.clause("centres").clause_id)
    amendments.schedule(amendment, world.actor("secretariat"))
    assert row(amendment).state is AmendmentState.SCHEDULED


def test_a_part_is_divided_no_further(world: World) -> None:
    whole = world.admitted("delegate.jubail", "centres", text=TWO_CHANGES)
    part, other = amendments.divide(whole, world.actor("chair"))
    by = world.actor("delegate.jubail")
    amendments.revise(part, Wording(text=TWO_CHANGES), by)
    with pytest.raises(NotPermitted):
        amendments.divide(part, world.actor("chair"))
    assert [row(each).part for each in (part, other)] == ["أ", "ب"]


def test_a_compromise_takes_no_other_in_whose_sponsors_are_not_asked(world: World) -> None:
    cities = ("jubail", "tunis", "doha")
    ids = [
        world.admitted(f"delegate.{city}", "centres", old="40%", new=share)
        for city, share in zip(cities, ("60%", "30%", "70%"), strict=True)
    ]
    text = world.clause("centres").text
    first = Wording(text=text.replace("40%", "45%"))
    compromise = amendments.propose_compromise(ids[:2], first, world.actor("delegate.jubail"))
    amendments.admit(compromise, world.actor("secretariat"))
    amendments.give_consent(compromise, world.actor("delegate.tunis"))
    second = Wording(text=text.replace("40%", "50%"))
    with pytest.raises(Invalid):
        amendments.propose_compromise([compromise, ids[2]], second, world.actor("delegate.jubail"))


def test_a_draft_that_adds_a_clause_is_refused_at_the_desk(world: World) -> None:
    draft = amendments.save_draft(
        world.declaration_id,
        Wording(text="نلتزم بتقرير.", moves=True, after="centres"),
        world.actor("delegate.jubail"),
        clause_key=None,
    )
    with pytest.raises(Invalid):
        publish(world.declaration_id, Plan(chosen=(draft,)), world.actor("secretariat"))
