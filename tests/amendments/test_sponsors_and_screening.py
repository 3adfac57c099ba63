"""Screening, sponsors, recommendations, and the way from English to Arabic."""

import pytest

from declaration.amendments import operations as amendments
from declaration.amendments.facts import recorded_sponsors
from declaration.amendments.permissions import may_read, open_acts
from declaration.amendments.queries import amendment_shown, main_sponsor, newest
from declaration.amendments.wording import CHANGES_NOTHING, Wording
from declaration.bookkeeping import bookkeeping
from declaration.forums.models import Forum
from declaration.procedure import Act, Invalid, NotPermitted, Stale, WrongState
from declaration.procedure.sponsors import standing, to_reconfirm
from declaration.procedure.states import AmendmentState as State
from tests.amendments import situations
from tests.world import World


def state_of(amendment_id: int) -> State:
    return amendment_shown(amendment_id).state


def main_key(amendment_id: int) -> str:
    main = main_sponsor(amendment_shown(amendment_id))
    assert main is not None
    return main.delegation.key


READERS = (
    "delegate.jubail",
    "colleague.jubail",
    "delegate.tunis",
    "secretariat",
    "chair",
    "observer",
)
OWN = {"delegate.jubail", "colleague.jubail"}


@pytest.mark.parametrize(
    ("situation", "seen_by"),
    [
        (situations.a_draft_is_kept, OWN),
        (situations.one_is_submitted, OWN | {"secretariat"}),
        (situations.it_puts_another_text, OWN | {"secretariat", "chair"}),
        (situations.one_is_admitted, set(READERS)),
        (situations.it_is_withdrawn, set(READERS)),
    ],
)
def test_an_amendment_is_seen_when_it_is_due(
    world: World, situation: object, seen_by: set[str]
) -> None:
    situation()  # type: ignore[operator]
    amendment = amendment_shown(1)
    assert {who for who in READERS if may_read(world.actor(who), amendment)} == seen_by


def test_one_refused_or_withdrawn_before_the_screening_stays_unseen(world: World) -> None:
    refused = world.proposed("delegate.jubail", "centres", old="40%", new="60%")
    amendments.refuse(refused, "خارج الموضوع.", world.actor("secretariat"))
    withdrawn = world.proposed("delegate.jubail", "centres", old="40%", new="70%")
    amendments.withdraw(withdrawn, world.actor("delegate.jubail"))
    for each in (refused, withdrawn):
        assert not may_read(world.actor("delegate.tunis"), amendment_shown(each))
        assert may_read(world.actor("secretariat"), amendment_shown(each))


def test_a_refusal_says_why(world: World) -> None:
    amendment = world.proposed("delegate.jubail", "centres", old="40%", new="60%")
    with pytest.raises(WrongState):
        amendments.refuse(amendment, "  ", world.actor("secretariat"))
    amendments.refuse(amendment, "خارج الموضوع.", world.actor("secretariat"))
    assert amendment_shown(amendment).because["reason"] == "خارج الموضوع."


def test_of_two_officers_screening_one_amendment_the_slower_is_told(any_world: World) -> None:
    world = any_world
    amendment = world.proposed("delegate.jubail", "centres", old="40%", new="60%")
    seen = amendment_shown(amendment).edition
    amendments.admit(amendment, world.actor("secretariat"), seen=seen)
    with pytest.raises(Stale):
        amendments.refuse(amendment, "لا.", world.actor("officer"), seen=seen)
    assert state_of(amendment) is State.ADMISSIBLE


def test_what_replaces_the_whole_clause_needs_the_chairs_ruling(world: World) -> None:
    situations.it_puts_another_text()
    with pytest.raises(WrongState) as refused:
        amendments.admit(1, world.actor("secretariat"))
    assert "the_scope_is_clear" in refused.value.unmet
    with pytest.raises(NotPermitted):
        amendments.rule_on_scope(1, "لا بأس.", world.actor("secretariat"))
    amendments.rule_on_scope(1, "يبقى غرض البند.", world.actor("chair"))
    amendments.admit(1, world.actor("secretariat"))
    assert state_of(1) is State.ADMISSIBLE


def test_fewer_sponsors_than_the_rules_ask_for_are_too_few(world: World) -> None:
    with bookkeeping() as notes:
        notes.get_one(Forum, world.forum_id).rules = {"least_sponsors": 2}
    amendment = world.proposed("delegate.jubail", "centres", old="40%", new="60%")
    with pytest.raises(Invalid):
        amendments.admit(amendment, world.actor("secretariat"))


def test_arabic_that_changes_nothing_in_the_clause_is_refused_where_it_is_written(
    world: World,
) -> None:
    situations.it_is_in_english()
    with pytest.raises(Invalid) as refused:
        amendments.enter_arabic(1, world.clause("centres").text, world.actor("secretariat"))
    assert refused.value.errors == {"text": [CHANGES_NOTHING]}


def test_an_english_amendment_waits_for_arabic_that_its_sponsor_confirms(world: World) -> None:
    situations.it_is_in_english()
    with pytest.raises(WrongState) as refused:
        amendments.admit(1, world.actor("secretariat"))
    assert "its_arabic_is_confirmed" in refused.value.unmet
    text = world.clause("centres").text.replace("40%", "60%")
    amendments.enter_arabic(1, text, world.actor("secretariat"))
    with pytest.raises(WrongState):
        amendments.admit(1, world.actor("secretariat"))
    with pytest.raises(NotPermitted):
        amendments.confirm_arabic(1, world.actor("delegate.tunis"))
    amendments.confirm_arabic(1, world.actor("colleague.jubail"))
    amendments.admit(1, world.actor("secretariat"))
    latest = newest(amendment_shown(1))
    assert latest.text == text
    assert latest.text_en is not None


def test_co_sponsors_join_leave_and_join_again(world: World) -> None:
    situations.it_is_co_sponsored()
    with pytest.raises(NotPermitted):
        amendments.co_sponsor(1, world.actor("delegate.tunis"))
    amendments.leave_sponsors(1, world.actor("delegate.tunis"))
    assert len(standing(recorded_sponsors(amendment_shown(1)), 1)) == 1
    amendments.co_sponsor(1, world.actor("delegate.tunis"))
    assert len(standing(recorded_sponsors(amendment_shown(1)), 1)) == 2


def test_the_main_sponsor_withdraws_and_does_not_leave(world: World) -> None:
    situations.it_is_co_sponsored()
    with pytest.raises(NotPermitted):
        amendments.leave_sponsors(1, world.actor("delegate.jubail"))
    with pytest.raises(NotPermitted):
        amendments.withdraw(1, world.actor("delegate.tunis"))


def test_a_revision_asks_co_sponsors_and_nobody_else(world: World) -> None:
    situations.it_is_revised()
    amendment = amendment_shown(1)
    tunis = world.actor("delegate.tunis").delegation_id
    assert to_reconfirm(recorded_sponsors(amendment), 2) == [str(tunis)]
    assert amendment.state is State.ADMISSIBLE
    assert [wording.number for wording in amendment.revisions] == [1, 2]
    amendments.confirm_sponsorship(1, world.actor("delegate.tunis"))
    assert to_reconfirm(recorded_sponsors(amendment_shown(1)), 2) == []
    with pytest.raises(NotPermitted):
        amendments.confirm_sponsorship(1, world.actor("delegate.tunis"))


def test_a_revision_that_replaces_the_clause_is_screened_again(world: World) -> None:
    situations.it_is_scheduled()
    amendments.revise(1, Wording(text=situations.ANOTHER_TEXT), world.actor("delegate.jubail"))
    assert state_of(1) is State.SUBMITTED


def test_a_withdrawn_amendment_is_taken_over_by_a_co_sponsor(any_world: World) -> None:
    world = any_world
    situations.it_is_withdrawn()
    with pytest.raises(NotPermitted):
        amendments.take_over(1, world.actor("delegate.doha"))
    amendments.take_over(1, world.actor("delegate.tunis"))
    assert state_of(1) is State.ADMISSIBLE
    assert main_key(1) == "tunis"
    with pytest.raises(NotPermitted):
        amendments.withdraw(1, world.actor("delegate.jubail"))


def test_a_recommendation_speaks_of_one_wording(world: World) -> None:
    situations.two_are_rivals()
    with pytest.raises(Invalid):
        amendments.recommend(1, "merge-with", world.actor("secretariat"))
    with pytest.raises(Invalid):
        amendments.recommend(1, "burn", world.actor("secretariat"))
    amendments.recommend(1, "merge-with", world.actor("secretariat"), with_id=2, shown=True)
    assert state_of(1) is State.ADMISSIBLE


def test_buttons_are_the_acts_that_are_open(world: World) -> None:
    situations.it_is_co_sponsored()
    amendment = amendment_shown(1)
    offered = {
        "delegate.jubail": {Act.WITHDRAW, Act.REVISE},
        "delegate.tunis": {Act.LEAVE_SPONSORS},
        "delegate.doha": {Act.CO_SPONSOR},
        "secretariat": {Act.SCHEDULE, Act.RECOMMEND, Act.CORRECT_SUBSTANCE},
        "chair": set(),
        "observer": set(),
    }
    for who, acts in offered.items():
        assert set(open_acts(world.actor(who), amendment)) == acts, who


def test_what_a_compromise_replaced_cannot_be_withdrawn_revised_or_refused(world: World) -> None:
    situations.jubail_has_agreed()
    amendments.give_consent(3, world.actor("delegate.doha"))
    assert state_of(1) is State.REPLACED
    jubail = world.actor("delegate.jubail")
    with pytest.raises(WrongState):
        amendments.withdraw(1, jubail)
    with pytest.raises(WrongState):
        amendments.revise(1, Wording(removes=True), jubail)
    with pytest.raises(WrongState):
        amendments.refuse(1, "لا.", world.actor("secretariat"))
    assert state_of(1) is State.REPLACED
