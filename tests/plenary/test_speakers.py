"""The list of speakers as the rules order it, on both databases."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from flask import Flask
from sqlalchemy import select

from declaration import clock
from declaration.database import begin_writing
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.forums.operations import sittings
from declaration.forums.queries import open_sitting
from declaration.journal.models import JournalEntry
from declaration.plenary import speaking
from declaration.plenary.floor import SpeakersList, speakers_list
from declaration.procedure import Floor, NotPermitted, Rules, WrongState
from declaration.proof import read_entry
from tests.conftest import NOON, statements
from tests.plenary import situations
from tests.world import World


@pytest.fixture
def hall(any_world: World) -> World:
    """The clause on access is before the meeting, and everybody is present."""
    return situations.a_clause_is_taken_up()


def listed() -> SpeakersList:
    db.session.rollback()
    forum = db.session.scalars(select(Forum)).one()
    sitting = open_sitting(forum.id)
    assert sitting is not None
    return speakers_list(sitting.id, Rules.of(forum.rules))


def waiting() -> list[str]:
    return [each.delegation.key for each in listed().waiting]


def has_the_floor() -> str | None:
    speaking_now = listed().speaking
    return speaking_now.delegation.key if speaking_now else None


def ask(world: World, key: str, floor: Floor = Floor.GENERAL, *, minute: int = 0) -> None:
    with clock.set_to(NOON + timedelta(minutes=minute)):
        speaking.request_floor(floor, world.actor(f"delegate.{key}"))


def give_to_the_next(world: World, *, minute: int = 0) -> None:
    with clock.set_to(NOON + timedelta(minutes=minute)):
        speaking.give_floor(listed().waiting[0].id, world.actor("chair"))


def unmet(refused: pytest.ExceptionInfo[WrongState]) -> tuple[str, ...]:
    return refused.value.unmet


def rules_say(**changed: object) -> None:
    begin_writing(db.session)
    forum = db.session.scalars(select(Forum)).one()
    forum.rules = {**forum.rules, **changed}
    db.session.commit()


def test_the_floor_goes_in_the_order_of_request(hall: World) -> None:
    ask(hall, "tunis", minute=2)
    ask(hall, "doha", minute=1)
    ask(hall, "yanbu", minute=3)
    assert waiting() == ["doha", "tunis", "yanbu"]
    give_to_the_next(hall)
    assert has_the_floor() == "doha"
    assert waiting() == ["tunis", "yanbu"]


def test_a_point_of_order_comes_before_everybody_and_ends_the_turn_it_interrupts(
    hall: World,
) -> None:
    ask(hall, "tunis", minute=1)
    ask(hall, "doha", minute=2)
    give_to_the_next(hall)
    ask(hall, "yanbu", Floor.POINT_OF_ORDER, minute=3)
    assert waiting() == ["yanbu", "doha"]
    give_to_the_next(hall)
    assert has_the_floor() == "yanbu"


def test_of_two_who_give_the_floor_at_once_the_slower_is_told(hall: World) -> None:
    ask(hall, "tunis", minute=1)
    ask(hall, "doha", minute=2)
    shown_to_both = listed().waiting[0].id
    speaking.give_floor(shown_to_both, hall.actor("chair"))
    with pytest.raises(WrongState) as refused:
        speaking.give_floor(shown_to_both, hall.actor("secretariat"))
    assert unmet(refused) == ("it_is_next_to_speak",)
    assert has_the_floor() == "tunis"


def test_a_delegation_has_the_turns_that_the_rules_give_it(hall: World) -> None:
    rules_say(turns=2)
    for _turn in range(2):
        ask(hall, "tunis")
        give_to_the_next(hall)
        speaking.end_turn(hall.actor("chair"))
    with pytest.raises(WrongState) as refused:
        ask(hall, "tunis")
    assert unmet(refused) == ("a_turn_is_left",)
    ask(hall, "tunis", Floor.POINT_OF_ORDER)
    assert waiting() == ["tunis"]


def test_a_new_item_gives_everybody_new_turns_and_an_empty_list(hall: World) -> None:
    rules_say(turns=1)
    ask(hall, "tunis")
    give_to_the_next(hall)
    ask(hall, "doha", minute=1)
    speaking.take_up(hall.clause("centres").clause_id, hall.actor("chair"))
    assert has_the_floor() is None
    assert waiting() == []
    ask(hall, "tunis", minute=2)
    assert waiting() == ["tunis"]


def test_taking_up_the_same_clause_again_leaves_its_list_alone(hall: World) -> None:
    ask(hall, "tunis")
    speaking.take_up(hall.clause("access").clause_id, hall.actor("secretariat"))
    assert waiting() == ["tunis"]


def test_a_time_runs_for_each_turn(hall: World) -> None:
    rules_say(speaking_seconds=120)
    ask(hall, "tunis")
    give_to_the_next(hall, minute=5)
    assert listed().turn_ends_at == NOON + timedelta(minutes=7)


def test_a_closed_list_takes_points_of_order_alone(hall: World) -> None:
    ask(hall, "tunis")
    with clock.set_to(NOON + timedelta(minutes=1)):
        speaking.close_list(hall.actor("chair"))
    with pytest.raises(WrongState) as refused:
        ask(hall, "doha", minute=2)
    assert unmet(refused) == ("the_list_takes_the_request",)
    ask(hall, "yanbu", Floor.POINT_OF_ORDER, minute=3)
    assert waiting() == ["yanbu", "tunis"]
    with pytest.raises(WrongState):
        speaking.close_list(hall.actor("chair"))


def test_a_request_is_taken_back_by_its_delegation(hall: World) -> None:
    ask(hall, "tunis")
    ask(hall, "tunis", Floor.POINT_OF_ORDER)
    speaking.withdraw_request(Floor.GENERAL, hall.actor("delegate.tunis"))
    assert [each.floor for each in listed().waiting] == [Floor.POINT_OF_ORDER]
    with pytest.raises(WrongState) as refused:
        speaking.withdraw_request(Floor.GENERAL, hall.actor("delegate.tunis"))
    assert unmet(refused) == ("a_request_waits",)


def test_for_and_against_alternate_where_the_rules_say_so(hall: World) -> None:
    rules_say(for_and_against_alternate=True)
    ask(hall, "tunis", Floor.AGAINST, minute=1)
    ask(hall, "doha", Floor.AGAINST, minute=2)
    ask(hall, "yanbu", Floor.IN_FAVOUR, minute=3)
    assert waiting() == ["yanbu", "tunis", "doha"]


def test_who_is_absent_cannot_ask(hall: World) -> None:
    sittings.end_presence(1, "doha", hall.actor("delegate.doha"))
    with pytest.raises(WrongState) as refused:
        ask(hall, "doha")
    assert unmet(refused) == ("the_delegation_is_present",)


def test_nothing_is_asked_where_nothing_is_taken_up(any_world: World) -> None:
    any_world.sitting_opened()
    with pytest.raises(WrongState) as refused:
        ask(any_world, "doha")
    assert unmet(refused) == ("the_list_takes_the_request",)
    ask(any_world, "doha", Floor.POINT_OF_ORDER)
    assert waiting() == ["doha"]


def test_a_closed_sitting_has_no_speakers(any_world: World) -> None:
    with pytest.raises(WrongState):
        ask(any_world, "doha")


def test_nobody_asks_for_another_and_observers_not_at_all(hall: World) -> None:
    for who in ("observer", "chair", "secretariat"):
        with pytest.raises(NotPermitted):
            speaking.request_floor(Floor.GENERAL, hall.actor(who))


def test_the_record_says_who_asked_who_spoke_and_on_what(hall: World) -> None:
    ask(hall, "tunis")
    give_to_the_next(hall)
    speaking.end_turn(hall.actor("chair"))
    rows = db.session.scalars(select(JournalEntry).order_by(JournalEntry.id.desc()).limit(4)).all()
    said = [read_entry(row.body) for row in reversed(rows)]
    assert [(entry.act.value, entry.on_behalf, entry.data) for entry in said] == [
        ("item.taken-up", None, {"item": 1, "clause": "access"}),
        ("floor.requested", "tunis", {"item": 1, "floor": "general"}),
        ("floor.given", None, {"item": 1, "delegation": "tunis"}),
        ("floor.ended", None, {"item": 1, "delegation": "tunis"}),
    ]


def test_one_delegation_asking_from_many_devices_stands_on_the_list_once(any_app: Flask) -> None:
    devices = 4
    with any_app.app_context():
        world = situations.a_clause_is_taken_up()
        delegate = world.actor("delegate.tunis")
    together = Barrier(devices)

    def tap() -> bool:
        with any_app.app_context():
            together.wait()
            try:
                speaking.request_floor(Floor.GENERAL, delegate)
            except WrongState:
                return False
            return True

    with ThreadPoolExecutor(devices) as pool:
        taken = [each.result() for each in [pool.submit(tap) for _device in range(devices)]]
    assert sorted(taken) == [False] * (devices - 1) + [True]
    with any_app.app_context():
        assert waiting() == ["tunis"]
        db.session.close()


def test_the_list_costs_two_reads_however_long(hall: World) -> None:
    for number, key in enumerate(("tunis", "doha", "yanbu", "jubail")):
        ask(hall, key, minute=number)
    sitting = listed().waiting[0].sitting_id
    db.session.rollback()
    with statements() as sent:
        found = speakers_list(sitting, Rules())
        assert found.waiting[0].delegation.key == "tunis"
    assert len(sent) == 2
