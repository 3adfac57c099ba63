"""Every path of an amendment's life, by the operations that the pages call."""

import pytest

from declaration.amendments import operations as amendments
from declaration.amendments.facts import recorded_sponsors
from declaration.amendments.models import Cause
from declaration.amendments.queries import agreement_on, newest, replaced_by
from declaration.amendments.wording import Wording
from declaration.merging.operations import publish
from declaration.merging.parents import ParentPlan, merge_into_parent
from declaration.merging.plans import Plan
from declaration.procedure import Invalid, NotPermitted, WrongState
from declaration.procedure.sponsors import standing
from declaration.procedure.states import AmendmentState as State
from declaration.procedure.states import Method, Outcome, Question
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.operations import Put
from tests.amendments.situations import TWO_CHANGES
from tests.merging.situations import ballot_numbered, published, put_and_adopted, row
from tests.world import World

SECRETARIAT, JUBAIL, TUNIS, DOHA, YANBU = (
    "secretariat",
    "delegate.jubail",
    "delegate.tunis",
    "delegate.doha",
    "delegate.yanbu",
)


def put(world: World, *ids: int, against: str | None = None) -> Outcome:
    """Schedule what is not scheduled yet, put it, and close; one objection rejects it."""
    for id_ in ids:
        if row(id_).state is State.ADMISSIBLE:
            amendments.schedule(id_, world.actor(SECRETARIAT))
    question = Question.PACKAGE if len(ids) > 1 else Question.AMENDMENT
    asked = Put(question=question, method=Method.CONSENSUS, amendments=ids)
    number = voting.open_ballot(world.declaration_id, asked, world.actor("chair"))
    ballot = ballot_numbered(number)
    if against is not None:
        voting.raise_objection(ballot.id, "لا نوافق.", world.actor(against))
    return closing.close(ballot.id, world.actor("chair"))


def states(*ids: int) -> list[State]:
    return [row(id_).state for id_ in ids]


def amended(world: World, who: str, parent: int, old: str, new: str) -> int:
    """An admissible amendment to an amendment."""
    text = newest(row(parent)).text or ""
    assert text.count(old) == 1
    by = world.actor(who)
    draft = amendments.save_draft(
        world.declaration_id,
        Wording(text=text.replace(old, new)),
        by,
        clause_key=None,
        parent_id=parent,
    )
    amendments.submit(draft, by)
    amendments.admit(draft, world.actor(SECRETARIAT))
    return draft


def numbered(world: World, who: str, number: str) -> int:
    """An admissible amendment that puts another share in the clause on centres."""
    return world.admitted(who, "centres", old="40%", new=number)


def test_a_revised_amendment_keeps_its_earlier_wording_and_asks_its_co_sponsors(
    any_world: World,
) -> None:
    world = any_world
    id_ = numbered(world, JUBAIL, "60%")
    amendments.co_sponsor(id_, world.actor(TUNIS))
    text = world.clause("centres").text.replace("40%", "55%")
    amendments.revise(id_, Wording(text=text), world.actor(JUBAIL))
    assert [w.cause for w in row(id_).revisions] == [Cause.DRAFTED, Cause.REVISED]
    assert len(standing(recorded_sponsors(row(id_)), 2)) == 1
    amendments.confirm_sponsorship(id_, world.actor(TUNIS))
    assert len(standing(recorded_sponsors(row(id_)), 2)) == 2
    world.sitting_opened()
    assert put(world, id_) is Outcome.ADOPTED
    with pytest.raises(WrongState):
        amendments.revise(id_, Wording(text=text), world.actor(JUBAIL))


def test_what_was_split_is_decided_one_by_one(world: World) -> None:
    whole = world.proposed(JUBAIL, "centres", text=TWO_CHANGES)
    first, second = amendments.split(whole, world.actor(JUBAIL))
    for each in (first, second):
        amendments.admit(each, world.actor(SECRETARIAT))
    world.sitting_opened()
    assert put(world, first) is Outcome.ADOPTED
    assert put(world, second, against=TUNIS) is Outcome.REJECTED
    published(world, first)
    assert "حيّ" in world.clause("centres").text
    assert "2030" in world.clause("centres").text


def test_of_a_divided_amendment_one_part_is_adopted_and_the_whole_stays_divided(
    any_world: World,
) -> None:
    world = any_world
    whole = world.admitted(JUBAIL, "centres", text=TWO_CHANGES)
    amendments.schedule(whole, world.actor(SECRETARIAT))
    first, second = amendments.divide(whole, world.actor("chair"))
    assert [(row(each).number, row(each).part) for each in (first, second)] == [(1, "أ"), (1, "ب")]
    assert states(whole, first, second) == [State.DIVIDED, State.SCHEDULED, State.SCHEDULED]
    world.sitting_opened()
    assert put(world, first, against=DOHA) is Outcome.REJECTED
    assert put(world, second) is Outcome.ADOPTED
    assert states(whole, first, second) == [State.DIVIDED, State.REJECTED, State.ADOPTED]
    published(world, second)
    assert world.clause("centres").text == world.text(1).by_key("centres").text.replace(
        "2030", "2031"
    )


def test_a_divided_amendment_is_rejected_with_all_its_parts(world: World) -> None:
    whole = world.admitted(JUBAIL, "centres", text=TWO_CHANGES)
    parts = amendments.divide(whole, world.actor(SECRETARIAT))
    world.sitting_opened()
    for part in parts:
        put(world, part, against=DOHA)
    assert states(whole) == [State.REJECTED]


def test_a_package_is_adopted_together(any_world: World) -> None:
    world = any_world
    words = world.admitted(JUBAIL, "access", old="في المراكز كافة ", new="")
    added = world.admitted(JUBAIL, None, text="ونلتزم بإتاحتها في المراكز كافة.", after="access")
    amendments.pack([words, added], world.actor(SECRETARIAT))
    with pytest.raises(Invalid):
        amendments.pack([words, added], world.actor(SECRETARIAT))
    world.sitting_opened()
    assert put(world, words, added) is Outcome.ADOPTED
    published(world, words, added)
    keys = [clause.key for clause in world.text().clauses]
    assert keys.index("added-2") == keys.index("access") + 1
    assert "في المراكز كافة" not in world.clause("access").text


def test_an_amendment_to_an_amendment_is_merged_into_a_parent_that_is_then_rejected(
    any_world: World,
) -> None:
    world = any_world
    parent = numbered(world, JUBAIL, "60%")
    child = amended(world, TUNIS, parent, "60%", "50%")
    rival = amended(world, DOHA, parent, "2030", "2031")
    world.sitting_opened()
    amendments.schedule(parent, world.actor(SECRETARIAT))
    with pytest.raises(WrongState):
        put(world, parent)
    assert put(world, child) is Outcome.ADOPTED
    merge_into_parent(parent, ParentPlan(chosen=(child,)), world.actor(SECRETARIAT))
    assert newest(row(parent)).text == world.clause("centres").text.replace("40%", "50%")
    assert states(child) == [State.MERGED]
    assert newest(row(rival)).cause is Cause.REBASED
    assert "50%" in (newest(row(rival)).text or "")
    assert put(world, rival, against=JUBAIL) is Outcome.REJECTED
    assert put(world, parent, against=DOHA) is Outcome.REJECTED
    assert "40%" in world.clause("centres").text


def test_an_amendment_goes_one_level_deep(world: World) -> None:
    parent = numbered(world, JUBAIL, "60%")
    child = amended(world, TUNIS, parent, "60%", "50%")
    with pytest.raises(Invalid):
        amended(world, DOHA, child, "50%", "45%")


def test_an_addition_is_amended_before_it_is_voted(any_world: World) -> None:
    world = any_world
    addition = world.admitted(JUBAIL, None, text="ندعو إلى يوم سنوي للتعلم.", after="network")
    child = amended(world, TUNIS, addition, "للتعلم", "لمدن التعلم")
    world.sitting_opened()
    assert put(world, child) is Outcome.ADOPTED
    merge_into_parent(addition, ParentPlan(chosen=(child,)), world.actor(SECRETARIAT))
    assert put(world, addition) is Outcome.ADOPTED
    published(world, addition)
    assert world.clause("added-1").text == "ندعو إلى يوم سنوي لمدن التعلم."


def three_and_a_compromise(world: World) -> tuple[list[int], int]:
    ids = [
        numbered(world, JUBAIL, "60%"),
        numbered(world, TUNIS, "30%"),
        numbered(world, DOHA, "70%"),
    ]
    text = world.clause("centres").text.replace("40%", "50%")
    compromise = amendments.propose_compromise(ids, Wording(text=text), world.actor(SECRETARIAT))
    amendments.admit(compromise, world.actor(SECRETARIAT))
    return ids, compromise


def test_a_compromise_for_three_stands_for_two_when_one_takes_its_consent_back(
    any_world: World,
) -> None:
    world = any_world
    ids, compromise = three_and_a_compromise(world)
    for who in (JUBAIL, TUNIS):
        amendments.give_consent(compromise, world.actor(who))
    assert states(*ids) == [State.ADMISSIBLE] * 3
    with pytest.raises(NotPermitted):
        amendments.give_consent(compromise, world.actor(YANBU))
    amendments.give_consent(compromise, world.actor(DOHA))
    assert states(*ids) == [State.REPLACED] * 3

    amendments.take_consent_back(compromise, world.actor(TUNIS))
    assert states(*ids) == [State.REPLACED, State.ADMISSIBLE, State.REPLACED]
    reached = agreement_on(row(compromise), replaced_by(compromise))
    assert reached.stands
    assert reached.returned == {ids[1]}
    world.sitting_opened()
    assert put(world, compromise) is Outcome.ADOPTED
    published(world, compromise)
    assert "50%" in world.clause("centres").text
    assert states(*ids)[1] is State.ADMISSIBLE
    assert row(ids[1]).needs_rebasing


def test_a_rejected_compromise_gives_back_what_it_replaced(any_world: World) -> None:
    world = any_world
    ids, compromise = three_and_a_compromise(world)
    for who in (JUBAIL, TUNIS, DOHA):
        amendments.give_consent(compromise, world.actor(who))
    world.sitting_opened()
    assert put(world, compromise, against=YANBU) is Outcome.REJECTED
    assert states(*ids) == [State.ADMISSIBLE] * 3


def test_a_revised_compromise_asks_everybody_again(world: World) -> None:
    ids, compromise = three_and_a_compromise(world)
    for who in (JUBAIL, TUNIS, DOHA):
        amendments.give_consent(compromise, world.actor(who))
    text = world.clause("centres").text.replace("40%", "45%")
    amendments.revise(compromise, Wording(text=text), world.actor(SECRETARIAT))
    assert states(*ids) == [State.ADMISSIBLE] * 3
    reached = agreement_on(row(compromise), replaced_by(compromise))
    assert len(reached.awaited) == 3


def test_a_withdrawn_compromise_gives_back_what_it_replaced(world: World) -> None:
    ids, compromise = three_and_a_compromise(world)
    for who in (JUBAIL, TUNIS, DOHA):
        amendments.give_consent(compromise, world.actor(who))
    with pytest.raises(NotPermitted):
        amendments.withdraw(compromise, world.actor(JUBAIL))
    amendments.withdraw(compromise, world.actor(SECRETARIAT))
    assert states(*ids) == [State.ADMISSIBLE] * 3


def test_a_delegation_that_proposes_a_compromise_agrees_to_it(world: World) -> None:
    ids = [numbered(world, JUBAIL, "60%"), numbered(world, TUNIS, "30%")]
    text = world.clause("centres").text.replace("40%", "50%")
    compromise = amendments.propose_compromise(ids, Wording(text=text), world.actor(JUBAIL))
    amendments.admit(compromise, world.actor(SECRETARIAT))
    amendments.give_consent(compromise, world.actor(TUNIS))
    assert states(*ids) == [State.REPLACED] * 2


def test_a_pending_amendment_is_carried_over_where_nothing_clashes(any_world: World) -> None:
    world = any_world
    share = numbered(world, JUBAIL, "60%")
    year = world.admitted(TUNIS, "centres", old="2030", new="2035")
    amendments.co_sponsor(year, world.actor(DOHA))
    world.sitting_opened()
    put_and_adopted(world, share)
    published(world, share)
    latest = newest(row(year))
    assert latest.cause is Cause.REBASED
    assert latest.text == world.clause("centres").text.replace("2030", "2035")
    assert len(standing(recorded_sponsors(row(year)), latest.number)) == 2
    assert put(world, year) is Outcome.ADOPTED


def test_a_clash_with_the_new_text_is_restated_by_its_proposer(any_world: World) -> None:
    world = any_world
    first, second = numbered(world, JUBAIL, "60%"), numbered(world, TUNIS, "30%")
    world.sitting_opened()
    put_and_adopted(world, first)
    published(world, first)
    assert row(second).needs_rebasing
    with pytest.raises(WrongState):
        amendments.schedule(second, world.actor(SECRETARIAT))
    with pytest.raises(NotPermitted):
        amendments.restate(second, "أ.", world.actor(DOHA))
    text = world.clause("centres").text.replace("60%", "45%")
    amendments.restate(second, text, world.actor(TUNIS))
    assert not row(second).needs_rebasing
    assert [w.text for w in row(second).revisions][-1] == text
    assert put(world, second) is Outcome.ADOPTED


def test_an_amendment_made_on_an_old_version_is_carried_over_when_submitted(
    any_world: World,
) -> None:
    world = any_world
    old = world.clause("centres")
    share = numbered(world, JUBAIL, "60%")
    by = world.actor(TUNIS)
    draft = amendments.save_draft(
        world.declaration_id,
        Wording(text=old.text.replace("2030", "2035")),
        by,
        clause_key="centres",
        base_version_id=old.version_id,
    )
    world.sitting_opened()
    put_and_adopted(world, share)
    published(world, share)
    amendments.submit(draft, by)
    assert newest(row(draft)).text == world.clause("centres").text.replace("2030", "2035")
    assert [w.cause for w in row(draft).revisions] == [Cause.DRAFTED, Cause.REBASED]


def test_what_was_taken_over_goes_to_the_vote(world: World) -> None:
    id_ = numbered(world, JUBAIL, "60%")
    amendments.co_sponsor(id_, world.actor(TUNIS))
    amendments.withdraw(id_, world.actor(JUBAIL))
    amendments.take_over(id_, world.actor(TUNIS))
    world.sitting_opened()
    assert put(world, id_) is Outcome.ADOPTED
    with pytest.raises(WrongState):
        amendments.withdraw(id_, world.actor(TUNIS))


def test_a_removal_and_a_move_are_amendments_of_their_own(world: World) -> None:
    gone = world.admitted(JUBAIL, "affirming", removes=True)
    moved = world.admitted(TUNIS, "network", moves=True, after="theme-1")
    world.sitting_opened()
    put_and_adopted(world, gone, moved)
    publish(world.declaration_id, Plan(chosen=(gone, moved)), world.actor(SECRETARIAT))
    keys = [clause.key for clause in world.text().clauses]
    assert "affirming" not in keys
    assert keys.index("network") == keys.index("theme-1") + 1


def test_the_chair_reorders_with_a_reason(world: World) -> None:
    ids = [numbered(world, JUBAIL, "60%"), numbered(world, TUNIS, "30%")]
    for id_ in ids:
        amendments.schedule(id_, world.actor(SECRETARIAT))
    chair = world.actor("chair")
    with pytest.raises(WrongState):
        amendments.reorder(world.declaration_id, "centres", ids[::-1], " ", chair)
    with pytest.raises(Invalid):
        amendments.reorder(world.declaration_id, "centres", ids[:1], "اتُّفق عليه.", chair)
    amendments.reorder(world.declaration_id, "centres", ids[::-1], "اتُّفق عليه.", chair)
    assert [row(id_).voting_place for id_ in ids] == [2, 1]
