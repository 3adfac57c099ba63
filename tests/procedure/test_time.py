from datetime import UTC, datetime, timedelta

import pytest

from declaration.procedure import FORUM, Ground, Outcome, Rules
from declaration.procedure.deadlines import Window, earliest_vote, extends, has_passed
from declaration.procedure.silence import (
    Objection,
    earliest_end,
    silence_ends,
    successor_closes,
)
from declaration.procedure.speakers import Floor, Request, overtime, speakers

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
SECOND, HOUR = timedelta(seconds=1), timedelta(hours=1)


@pytest.mark.parametrize(
    ("because", "deadline", "now", "passed"),
    [
        ("a second before there is time", NOON, NOON - SECOND, False),
        ("at its very second it has passed", NOON, NOON, True),
        ("without a deadline there is always time", None, NOON, False),
    ],
)
def test_a_deadline_passes(
    because: str, deadline: datetime | None, now: datetime, passed: bool
) -> None:
    assert has_passed(deadline, now) is passed, because


@pytest.mark.parametrize(
    ("because", "window", "is_open"),
    [
        ("never opened", Window(), False),
        ("opens later", Window(NOON + HOUR), False),
        ("opens now", Window(NOON), True),
        ("in its time", Window(NOON - HOUR, NOON + HOUR), True),
        ("closes now", Window(NOON - HOUR, NOON), False),
        ("no end set", Window(NOON - HOUR), True),
    ],
)
def test_amendments_are_in_time(because: str, window: Window, is_open: bool) -> None:
    assert window.is_open(NOON) is is_open, because


def test_the_countdown_ends_at_zero() -> None:
    window = Window(NOON, NOON + HOUR)
    assert window.remaining(NOON) == HOUR
    assert window.remaining(NOON + 2 * HOUR) == timedelta()
    assert Window(NOON).remaining(NOON) is None


def test_an_amendment_is_voted_after_the_notice_the_rules_ask_for() -> None:
    assert earliest_vote(NOON, FORUM) == NOON
    assert earliest_vote(NOON, Rules(notice_hours=24)) == NOON + 24 * HOUR


@pytest.mark.parametrize(
    ("because", "present", "proposed", "allowed"),
    [
        ("later is an extension", NOON + HOUR, NOON + 2 * HOUR, True),
        ("earlier would shorten it", NOON + 2 * HOUR, NOON + HOUR, False),
        ("the same is no extension", NOON + HOUR, NOON + HOUR, False),
        ("a past one helps nobody", None, NOON - HOUR, False),
        ("a first deadline may be set", None, NOON + HOUR, True),
    ],
)
def test_a_ballot_is_extended_never_shortened(
    because: str, present: datetime | None, proposed: datetime, allowed: bool
) -> None:
    assert extends(present, proposed, NOON) is allowed, because


def no(delegation: str, at: datetime, reason: str = "تكلفة لا نقدر عليها") -> Objection:
    return Objection(delegation, at, reason)


@pytest.mark.parametrize(
    ("because", "objections", "now", "outcome", "dated"),
    [
        ("it runs", [], NOON - SECOND, None, None),
        ("nobody objected", [], NOON, Outcome.ADOPTED, NOON),
        ("written late, dated at the deadline", [], NOON + 5 * HOUR, Outcome.ADOPTED, NOON),
        ("one objection breaks it", [no("a", NOON - HOUR)], NOON, Outcome.REJECTED, NOON - HOUR),
        ("at once", [no("a", NOON - HOUR)], NOON - HOUR, Outcome.REJECTED, NOON - HOUR),
        (
            "the first one counts",
            [no("b", NOON - HOUR), no("a", NOON - 2 * HOUR)],
            NOON,
            Outcome.REJECTED,
            NOON - 2 * HOUR,
        ),
        ("at the deadline it is too late", [no("a", NOON)], NOON, Outcome.ADOPTED, NOON),
        ("without a reason", [no("a", NOON - HOUR, " ")], NOON, Outcome.ADOPTED, NOON),
    ],
)
def test_silence_ends(
    because: str,
    objections: list[Objection],
    now: datetime,
    outcome: Outcome | None,
    dated: datetime | None,
) -> None:
    end = silence_ends(NOON, objections, now)
    assert (end and end.decision.outcome, end and end.at) == (outcome, dated), because


def test_silence_says_on_what_ground_it_ended() -> None:
    quiet = silence_ends(NOON, [], NOON)
    assert quiet is not None
    assert quiet.decision.ground is Ground.NO_OBJECTION


def test_silence_lasts_at_least_the_hours_of_the_rules() -> None:
    assert earliest_end(NOON, FORUM) == NOON + 72 * HOUR


def test_a_changed_text_gets_the_whole_time_again() -> None:
    restarted = NOON + 50 * HOUR
    assert successor_closes(NOON, NOON + 80 * HOUR, restarted) == restarted + 80 * HOUR


def asks(delegation: str, minute: int, floor: Floor = Floor.GENERAL) -> Request:
    return Request(delegation, NOON + timedelta(minutes=minute), floor)


def order(*args: object, **kwargs: object) -> list[str]:
    return [request.delegation for request in speakers(*args, **kwargs)]  # type: ignore[arg-type]


def test_points_of_order_come_before_speeches() -> None:
    waiting = [asks("jubail", 1), asks("tunis", 2), asks("doha", 3, Floor.POINT_OF_ORDER)]
    assert order(waiting, [], FORUM) == ["doha", "jubail", "tunis"]


def test_speakers_come_in_order_of_request() -> None:
    assert order([asks("b", 2), asks("a", 3), asks("c", 1)], [], FORUM) == ["c", "b", "a"]


def test_a_delegation_has_as_many_turns_as_the_rules_allow() -> None:
    heard = [asks("a", 0)]
    waiting = [asks("a", 1), asks("a", 2), asks("b", 3)]
    assert order(waiting, heard, FORUM) == ["a", "b"]


def test_a_point_of_order_costs_no_turn() -> None:
    heard = [asks("a", 0, Floor.POINT_OF_ORDER)]
    assert order([asks("a", 1), asks("a", 2)], heard, FORUM) == ["a", "a"]


def test_who_asks_after_the_list_is_closed_is_left_out_but_for_points_of_order() -> None:
    waiting = [asks("a", 1), asks("b", 9), asks("c", 9, Floor.POINT_OF_ORDER)]
    closed = NOON + timedelta(minutes=5)
    assert order(waiting, [], FORUM, list_closed_at=closed) == ["c", "a"]


def test_for_and_against_alternate_where_the_rules_say_so() -> None:
    waiting = [
        asks("a", 1, Floor.IN_FAVOUR),
        asks("b", 2, Floor.IN_FAVOUR),
        asks("c", 3, Floor.AGAINST),
        asks("d", 4, Floor.IN_FAVOUR),
    ]
    alternating = Rules(for_and_against_alternate=True)
    assert order(waiting, [], alternating) == ["a", "c", "b", "d"]
    assert order(waiting, [asks("z", 0, Floor.IN_FAVOUR)], alternating) == ["c", "a", "b", "d"]
    assert order(waiting, [], FORUM) == ["a", "b", "c", "d"]


def test_a_turn_has_its_time() -> None:
    assert overtime(NOON, NOON + timedelta(seconds=181), FORUM) == 1
    assert overtime(NOON, NOON + timedelta(seconds=100), FORUM) == -80
