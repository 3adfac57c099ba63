"""What was reconsidered, or rejected as amended, leaves the text; everything else stays."""

import pytest

from declaration.comments import operations as comments
from declaration.comments.queries import placement_in, threads_on_clause
from declaration.drafting.models import Origin
from declaration.extensions import db
from declaration.merging.outlooks import NOTHING_TO_RESTORE
from declaration.merging.replaying import chapters_of, replayed
from declaration.merging.restoring import clauses_to_restore
from declaration.procedure import Rules
from declaration.procedure.refusals import Invalid
from declaration.procedure.states import (
    AmendmentState,
    Choice,
    ClauseState,
    Method,
    Outcome,
    Question,
)
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


def both(world: World) -> tuple[int, int]:
    """Two amendments of one clause, merged together."""
    first = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    second = world.admitted("delegate.tunis", "centres", old="2030", new="2035")
    put_and_adopted(world, first, second)
    published(world, first, second)
    return first, second


def test_a_reconsidered_amendment_leaves_the_text_and_its_companions_stay(
    any_world: World,
) -> None:
    world = any_world
    world.sitting_opened()
    first, second = both(world)
    reconsidered(world, first)
    clause = world.clause("centres")
    assert clauses_to_restore(world.declaration_id) == [clause.clause_id]
    restored(world, clause.clause_id)

    now = world.clause("centres")
    assert now.text == world.text(1).by_key("centres").text.replace("2030", "2035")
    assert (now.version, now.origin) == (3, Origin.RESTORED)
    assert row(first).state is AmendmentState.ADMISSIBLE
    assert row(second).state is AmendmentState.MERGED
    assert clauses_to_restore(world.declaration_id) == []
    assert row(first).revisions[-1].text == now.text.replace("40%", "60%")


def test_later_merges_stay_on_top_of_the_restored_text(world: World) -> None:
    world.sitting_opened()
    first, _second = both(world)
    published(world, adopted(world, "delegate.doha", "centres", old="نتعهد", new="نلتزم"))
    reconsidered(world, first)
    restored(world, world.clause("centres").clause_id)
    text = world.clause("centres").text
    assert "نلتزم" in text
    assert "40%" in text
    assert "2035" in text


def test_what_a_later_merge_built_on_it_is_asked_about(world: World) -> None:
    world.sitting_opened()
    first, _second = both(world)
    published(world, adopted(world, "delegate.doha", "centres", old="60%", new="65%"))
    reconsidered(world, first)
    clause_id = world.clause("centres").clause_id
    with pytest.raises(Invalid):
        restored(world, clause_id)
    restored(world, clause_id, resolutions={clause_id: {1: "45%"}})
    assert "45%" in world.clause("centres").text


def test_a_reconsidered_removal_brings_the_clause_back_to_its_place(any_world: World) -> None:
    world = any_world
    world.sitting_opened()
    clause = world.clause("centres")
    start = clause.text.index("40%")
    comments.open_thread(
        clause.clause_id,
        "لماذا؟",
        world.actor("delegate.doha"),
        Rules(),
        version_id=clause.version_id,
        start=start,
        stop=start + 3,
    )
    removal = adopted(world, "delegate.jubail", "centres", removes=True)
    published(world, removal)
    published(world, adopted(world, "delegate.doha", "network", moves=True, after="theme-1"))
    reconsidered(world, removal)
    restored(world, clause.clause_id)

    back = world.clause("centres")
    assert (back.text, back.version, back.state) == (clause.text, 2, ClauseState.OPEN)
    order = [each.key for each in world.text().clauses]
    assert order[order.index("centres") - 1] == "access"
    thread = threads_on_clause(clause.clause_id)[0]
    placement = placement_in(thread, back.version_id)
    assert placement is not None
    assert placement.start == start


def test_a_reconsidered_addition_leaves_and_its_clause_is_kept_in_the_record(
    world: World,
) -> None:
    world.sitting_opened()
    added = adopted(
        world, "delegate.jubail", None, text="نلتزم بتقرير سنوي.", moves=True, after="centres"
    )
    published(world, added)
    assert len(world.text().clauses) == 11
    reconsidered(world, added)
    clause_id = row(added).clause_id
    assert clause_id is not None
    restored(world, clause_id)
    assert len(world.text().clauses) == 10
    assert len(world.text(2).clauses) == 11
    assert clauses_to_restore(world.declaration_id) == []

    put_and_adopted(world, added)
    published(world, added)
    assert len(world.text().clauses) == 11
    assert world.text().by_id(clause_id).version == 2  # type: ignore[union-attr]


def test_a_reconsidered_move_brings_the_clause_back(world: World) -> None:
    world.sitting_opened()
    moved = adopted(world, "delegate.jubail", "network", moves=True, after="theme-1")
    published(world, moved)
    reconsidered(world, moved)
    restored(world, world.clause("network").clause_id)
    assert [c.key for c in world.text().clauses] == [c.key for c in world.text(1).clauses]
    assert world.clause("network").version == 1
    assert clauses_to_restore(world.declaration_id) == []


def test_merged_again_it_can_be_reconsidered_again(world: World) -> None:
    world.sitting_opened()
    first, _second = both(world)
    clause_id = world.clause("centres").clause_id
    for _time in range(2):
        reconsidered(world, first)
        restored(world, clause_id)
        assert "40%" in world.clause("centres").text
        put_and_adopted(world, first)
        published(world, first)
        assert "60%" in world.clause("centres").text


def rejected(world: World, version_id: int) -> None:
    put = Put(question=Question.CLAUSE, method=Method.RECORDED, version_id=version_id)
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    ballot = ballot_numbered(number)
    for key in VOTING:
        voting.cast(ballot.id, Choice.AGAINST, world.actor(f"delegate.{key}"))
    assert closing.close(ballot.id, world.actor("chair")) is Outcome.REJECTED


def test_a_clause_rejected_as_amended_gets_the_version_before_the_merge_back(
    any_world: World,
) -> None:
    world = any_world
    world.sitting_opened()
    before = world.clause("centres")
    first, _second = both(world)
    rejected(world, world.clause("centres").version_id)
    assert clauses_to_restore(world.declaration_id) == [before.clause_id]
    restored(world, before.clause_id)
    now = world.clause("centres")
    assert (now.text, now.version, now.origin) == (before.text, 3, Origin.RESTORED)
    assert now.state is ClauseState.OPEN
    assert row(first).state is AmendmentState.MERGED
    assert clauses_to_restore(world.declaration_id) == []


def test_nothing_is_restored_that_no_decision_asks_for(world: World) -> None:
    world.sitting_opened()
    both(world)
    with pytest.raises(Invalid) as refused:
        restored(world, world.clause("centres").clause_id)
    assert refused.value.errors == {"restores": [NOTHING_TO_RESTORE]}


def test_every_merge_made_again_from_its_record_gives_the_same_text(world: World) -> None:
    world.sitting_opened()
    clause = world.clause("centres")
    rivals = [
        world.admitted("delegate.jubail", "centres", old="40%", new="60%"),
        world.admitted("delegate.tunis", "centres", old="40%", new="50%"),
        world.admitted("delegate.doha", "centres", old="2030", new="2035"),
        world.admitted("delegate.yanbu", "centres", old="2030", new="2036"),
    ]
    put_and_adopted(world, *rivals)
    published(world, *rivals[:3], resolutions={clause.clause_id: {1: "55%"}})
    published(world, rivals[3], resolutions={clause.clause_id: {1: "2034"}})
    published(world, adopted(world, "delegate.doha", "centres", old="نتعهد", new="نلتزم"))
    reconsidered(world, rivals[0])
    restored(world, clause.clause_id)
    db.session.expire_all()
    chapters = chapters_of(clause.clause_id)
    assert len(chapters) == 4
    for chapter in chapters:
        again = replayed(chapters, chapter.record_id)
        assert again is not None
        assert chapter.result is not None
        assert again.text == chapter.result.text
