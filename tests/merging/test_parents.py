"""What was adopted to an amendment is merged into its new wording, which is still to be voted."""

import pytest
from sqlalchemy import select

from declaration.amendments.facts import label
from declaration.amendments.models import Cause
from declaration.extensions import db
from declaration.journal.models import JournalEntry
from declaration.merging.models import MergeRecord
from declaration.merging.parents import ParentPlan, merge_into_parent, parents_to_merge
from declaration.merging.plans import TO_AN_AMENDMENT, UNDECIDED
from declaration.procedure.refusals import Invalid, NotPermitted, Stale
from declaration.procedure.states import AmendmentState
from declaration.proof import read_entry
from tests.merging.situations import (
    SECRETARIAT,
    adopted,
    published,
    put_and_adopted,
    row,
    to_the_amendment,
)
from tests.world import World, actor


def merged(world: World, parent: int, *chosen: int, **plan: object) -> int:
    return merge_into_parent(
        parent,
        ParentPlan(chosen=chosen, **plan),  # type: ignore[arg-type]
        world.actor(SECRETARIAT),
    )


def test_adopted_amendments_to_an_amendment_make_its_new_wording(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    parent = world.admitted("delegate.jubail", "centres", old="40%", new="60% من المراكز")
    one = to_the_amendment(world, "delegate.tunis", parent, "60%", "55%")
    two = to_the_amendment(world, "delegate.doha", parent, "2030", "2035")
    put_and_adopted(world, one, two)
    assert [each.adopted for each in parents_to_merge(world.declaration_id)] == [2]
    with pytest.raises(Invalid) as refused:
        published(world, one)
    assert refused.value.errors == {"chosen": [TO_AN_AMENDMENT]}

    merged(world, parent, one, two)
    wording = row(parent).revisions[-1]
    assert wording.cause is Cause.SUBAMENDED
    assert "55% من المراكز في موعد أقصاه عام 2035" in (wording.text or "")
    assert {row(one).state, row(two).state} == {AmendmentState.MERGED}
    assert row(parent).state is AmendmentState.ADMISSIBLE
    assert db.session.scalars(select(MergeRecord)).one().amendment_revision_id == wording.id
    assert parents_to_merge(world.declaration_id) == []

    put_and_adopted(world, parent)
    published(world, parent)
    assert "55% من المراكز" in world.clause("centres").text


def test_an_amendment_of_which_an_adoption_leaves_nothing_falls(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    parent = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    back = to_the_amendment(world, "delegate.tunis", parent, "60%", "40%")
    other = to_the_amendment(world, "delegate.doha", parent, "2030", "2035")
    put_and_adopted(world, back)
    merged(world, parent, back)
    fallen = row(parent)
    assert fallen.state is AmendmentState.FALLEN
    assert fallen.because["number"] == label(row(back))
    assert (row(back).state, row(other).state) == (AmendmentState.MERGED, AmendmentState.FALLEN)
    assert row(other).because["number"] == label(fallen)
    newest = db.session.scalars(select(JournalEntry.body).order_by(JournalEntry.id.desc())).first()
    assert read_entry(newest or b"").data["fallen"] == [label(row(other))]
    assert world.clause("centres").text.count("40%") == 1


def test_two_that_clash_need_an_agreed_wording(world: World) -> None:
    world.sitting_opened()
    parent = world.admitted("delegate.jubail", "centres", old="40%", new="60% من المراكز")
    one = to_the_amendment(world, "delegate.tunis", parent, "60%", "55%")
    two = to_the_amendment(world, "delegate.doha", parent, "60%", "50%")
    put_and_adopted(world, one, two)
    with pytest.raises(Invalid) as refused:
        merged(world, parent, one, two)
    assert refused.value.errors == {"resolutions": [UNDECIDED]}
    merged(world, parent, one, two, resolutions={1: "52%"})
    assert "52%" in (row(parent).revisions[-1].text or "")


def test_only_the_secretariat_merges_and_only_into_the_wording_it_read(world: World) -> None:
    world.sitting_opened()
    parent = world.admitted("delegate.jubail", "centres", old="40%", new="60% من المراكز")
    one = to_the_amendment(world, "delegate.tunis", parent, "60%", "55%")
    put_and_adopted(world, one)
    with pytest.raises(NotPermitted):
        merge_into_parent(parent, ParentPlan(chosen=(one,)), actor("delegate.jubail"))
    with pytest.raises(Stale):
        merged(world, parent, one, seen=7)


def test_when_the_text_moves_on_an_amendment_and_those_to_it_follow(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    parent = world.admitted("delegate.jubail", "centres", old="40%", new="60% من المراكز")
    child = to_the_amendment(world, "delegate.tunis", parent, "60%", "55%")
    published(world, adopted(world, "delegate.doha", "centres", old="2030", new="2035"))
    assert "2035" in (row(parent).revisions[-1].text or "")
    wording = row(child).revisions[-1].text or ""
    assert "55% من المراكز" in wording
    assert "2035" in wording
