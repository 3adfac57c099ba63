"""Adopted amendments become the text."""

import pytest

from declaration.merging.replaying import chapters_of, replayed
from declaration.procedure.refusals import Invalid, Stale
from declaration.procedure.states import AmendmentState
from tests.conftest import statements
from tests.merging.situations import adopted, published, put_and_adopted, row
from tests.world import World

SHARE = "نسبة الأحياء"


def test_a_new_text_stands_in_the_next_revision(world: World) -> None:
    world.sitting_opened()
    id_ = adopted(world, "delegate.jubail", "centres", old="40%", new="60%")
    assert published(world, id_) == 2
    assert "60%" in world.clause("centres").text
    assert row(id_).state is AmendmentState.MERGED


def test_six_adopted_amendments_of_which_two_clash_become_one_text(world: World) -> None:
    world.sitting_opened()
    ids = [
        world.admitted("delegate.jubail", "centres", old="نتعهد", new="نلتزم"),
        world.admitted("delegate.tunis", "centres", old=SHARE, new="نسبة القرى والأحياء"),
        world.admitted("delegate.doha", "centres", old="مركز تعلم", new="مركز أو مكتبة تعلم"),
        world.admitted("delegate.jubail", "centres", old="40%", new="60%"),
        world.admitted("delegate.tunis", "centres", old="40%", new="50%"),
        world.admitted("delegate.doha", "centres", old="2030", new="2035"),
    ]
    put_and_adopted(world, *ids)
    clause = world.clause("centres")
    with pytest.raises(Invalid) as refused:
        published(world, *ids, seen={clause.clause_id: 1})
    assert "resolutions" in refused.value.errors

    published(world, *ids, seen={clause.clause_id: 1}, resolutions={clause.clause_id: {1: "55%"}})

    assert world.clause("centres").text == (
        "نلتزم بأن تبلغ نسبة القرى والأحياء التي يتاح فيها مركز أو مكتبة تعلم مجتمعي "
        "55% في موعد أقصاه عام 2035."
    )
    assert {row(id_).state for id_ in ids} == {AmendmentState.MERGED}
