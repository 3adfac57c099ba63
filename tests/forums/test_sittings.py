"""Sittings: attendance, quorum, opening and closing; and the rules they fix."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from declaration import clock
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from declaration.forums import steps
from declaration.forums.models import Forum, Presence, Sitting
from declaration.forums.operations import settings, sittings
from declaration.forums.queries import (
    attendance_seen,
    open_sitting,
    present_delegations,
    quorum,
    sitting_by_number,
)
from declaration.forums.rules import WORDS, rules_of
from declaration.journal.models import JournalEntry
from declaration.procedure import Invalid, NotPermitted, Rules, SittingState, WrongState
from declaration.proof import Entry, read_entry
from tests.conftest import NOON
from tests.world import World

ClientOf = Callable[[str], FlaskClient]


def sitting(world: World, number: int = 1) -> Sitting:
    return sitting_by_number(world.forum_id, number)


def forum(world: World) -> Forum:
    return db.session.get_one(Forum, world.forum_id)


def last_entry() -> Entry:
    query = select(JournalEntry.body).order_by(JournalEntry.id.desc()).limit(1)
    return read_entry(db.session.scalars(query).one())


def plan_another(world: World) -> None:
    with bookkeeping() as notes:
        theme = {"ar": "الجلسة الثانية"}
        notes.add(Sitting(forum_id=world.forum_id, number=2, theme=theme))


def attend(world: World, *keys: str, number: int = 1) -> None:
    for key in keys:
        sittings.note_presence(number, key, world.actor("secretariat"))


def test_a_third_of_those_accredited_opens_a_sitting(any_world: World) -> None:
    chair = any_world.actor("chair")
    attend(any_world, "jubail", "unesco", "amman")
    with pytest.raises(WrongState) as refused:
        sittings.open_sitting(1, chair)
    assert refused.value.unmet == ("the_quorum_to_open_is_present",), "one of four counts"
    attend(any_world, "tunis")
    sittings.open_sitting(1, chair)
    opened = open_sitting(any_world.forum_id)
    assert opened is not None
    assert (opened.number, opened.opened_at) == (1, NOON)
    assert last_entry().data == {"present": ["tunis", "jubail", "amman", "unesco"]}


def test_the_first_sitting_fixes_the_rules(world: World) -> None:
    settings.change_rules({"silence_hours": 24}, world.actor("secretariat"))
    assert rules_of(forum(world)).silence_hours == 24
    attend(world, "jubail", "tunis")
    sittings.open_sitting(1, world.actor("chair"))
    with pytest.raises(WrongState) as refused:
        settings.change_rules({"silence_hours": 1}, world.actor("secretariat"))
    assert refused.value.unmet == ("the_rules_are_not_fixed",)
    assert rules_of(forum(world)).silence_hours == 24


def test_one_sitting_is_open_at_a_time(world: World) -> None:
    plan_another(world)
    chair = world.actor("chair")
    attend(world, "jubail", "tunis")
    attend(world, "jubail", "tunis", number=2)
    sittings.open_sitting(1, chair)
    with pytest.raises(WrongState) as refused:
        sittings.open_sitting(2, chair)
    assert refused.value.unmet == ("no_other_sitting_is_open",)
    sittings.close_sitting(1, chair)
    sittings.open_sitting(2, chair)
    assert sitting(world, 2).state is SittingState.OPEN


def test_everybody_leaves_when_a_sitting_closes(world: World) -> None:
    chair = world.actor("chair")
    attend(world, "jubail", "tunis")
    sittings.open_sitting(1, chair)
    with clock.set_to(NOON + timedelta(hours=2)):
        sittings.close_sitting(1, chair)
    assert present_delegations(sitting(world).id) == frozenset()
    left = set(db.session.scalars(select(Presence.until)))
    assert left == {NOON + timedelta(hours=2)}
    with pytest.raises(WrongState):
        attend(world, "jubail")


@pytest.fixture
def a_ballot_is_open() -> Iterator[None]:
    def one(_sitting_id: int) -> int:
        return 1

    steps.ask_before_closing(one)
    yield
    steps._counts.discard(one)


def test_no_sitting_closes_over_an_open_ballot(world: World, a_ballot_is_open: None) -> None:
    attend(world, "jubail", "tunis")
    sittings.open_sitting(1, world.actor("chair"))
    with pytest.raises(WrongState) as refused:
        sittings.close_sitting(1, world.actor("chair"))
    assert refused.value.unmet == ("no_ballot_is_open",)


def test_a_delegate_notes_their_own_presence_alone(world: World) -> None:
    delegate = world.actor("delegate.jubail")
    sittings.note_presence(1, "jubail", delegate)
    assert last_entry().on_behalf == "jubail"
    with pytest.raises(NotPermitted):
        sittings.note_presence(1, "tunis", delegate)
    sittings.end_presence(1, "jubail", delegate)
    assert present_delegations(sitting(world).id) == frozenset()


@pytest.mark.parametrize("who", ["observer", "signatory.yanbu"])
def test_others_take_no_attendance(who: str, world: World) -> None:
    with pytest.raises(NotPermitted):
        sittings.note_presence(1, "yanbu", world.actor(who))


def test_two_colleagues_noting_their_presence_make_one(any_world: World) -> None:
    sittings.note_presence(1, "jubail", any_world.actor("delegate.jubail"))
    sittings.note_presence(1, "jubail", any_world.actor("colleague.jubail"))
    assert len(db.session.scalars(select(Presence)).all()) == 1


def test_the_database_holds_one_live_presence(any_world: World) -> None:
    sittings.note_presence(1, "jubail", any_world.actor("delegate.jubail"))
    first = db.session.scalars(select(Presence)).one()
    twice = Presence(
        sitting_id=first.sitting_id, delegation_id=first.delegation_id, since=clock.now()
    )
    with pytest.raises(IntegrityError), bookkeeping() as notes:
        notes.add(twice)


def test_who_comes_back_is_present_again_and_both_stays_are_kept(world: World) -> None:
    secretariat = world.actor("secretariat")
    attend(world, "jubail")
    sittings.end_presence(1, "jubail", secretariat)
    attend(world, "jubail")
    stays = db.session.scalars(select(Presence).order_by(Presence.id)).all()
    assert [stay.until is None for stay in stays] == [False, True]


def test_the_quorum_counts_those_who_may_vote(world: World) -> None:
    attend(world, "jubail", "tunis", "amman", "unesco")
    now = quorum(forum(world), sitting(world).id)
    assert (now.present, now.entitled) == (2, 4)
    assert (now.needed_to_open, now.needed_to_decide) == (2, 3)
    assert now.can_open
    assert not now.can_decide


def test_what_a_live_page_has_seen_grows_with_every_change(world: World) -> None:
    seen = [attendance_seen(sitting(world).id)]
    attend(world, "jubail")
    seen.append(attendance_seen(sitting(world).id))
    sittings.end_presence(1, "jubail", world.actor("chair"))
    seen.append(attendance_seen(sitting(world).id))
    assert seen == sorted(set(seen))


def test_a_live_part_answers_204_while_nothing_changed(client_of: ClientOf, app: Flask) -> None:
    watching, present = client_of("visitor"), client_of("delegate.jubail")
    page = watching.get("/tiny/sittings/1").text
    address, seen = (page.split(f'data-{name}="')[1].split('"')[0] for name in ("live", "seen"))
    address = f"{address}?seen={seen}"
    assert watching.get(address).status_code == 204
    present.post("/tiny/sittings/1/presence", data={"delegation": "jubail"})
    changed = watching.get(address)
    assert changed.status_code == 200
    assert "1 من 4" in changed.text
    assert "<html" not in changed.text


def test_a_delegate_is_present_by_one_tap(client_of: ClientOf) -> None:
    client = client_of("delegate.jubail")
    assert "تسجيل حضور وفدنا" in client.get("/tiny/sittings/1").text
    reply = client.post("/tiny/sittings/1/presence", data={"delegation": "jubail"})
    assert reply.status_code == 303
    page = client.get("/tiny/sittings/1").text
    assert "سُجّل الحضور" in page
    assert "/sittings/1/opening" not in page, "that is for those presiding"


def test_too_few_delegations_is_said_in_words(client_of: ClientOf) -> None:
    reply = client_of("chair").post("/tiny/sittings/1/opening")
    assert reply.status_code == 409
    assert "<li>" in reply.text
    assert "the quorum to open" not in reply.text, "it is said in the reader's language"


def test_a_sitting_goes_through_its_pages(client_of: ClientOf) -> None:
    chair = client_of("chair")
    for key in ("jubail", "tunis"):
        chair.post("/tiny/sittings/1/presence", data={"delegation": key})
    assert chair.post("/tiny/sittings/1/opening").status_code == 303
    assert "رفع الجلسة" in chair.get("/tiny/sittings/1").text
    assert chair.post("/tiny/sittings/1/closing").status_code == 303
    assert chair.post("/tiny/sittings/1/presence", data={"delegation": "doha"}).status_code == 409


def test_every_rule_has_its_words() -> None:
    assert list(WORDS) == list(Rules().as_dict())


def test_the_rules_are_changed_through_their_page(client_of: ClientOf, app: Flask) -> None:
    client = client_of("secretariat")
    page = client.get("/tiny/rules").text
    assert "نصاب اتخاذ القرار" in page
    filled = {
        "quorum_to_open": "1/2",
        "quorum_to_decide": ">1/2",
        "amendment_majority": "two-thirds",
        "clause_majority": "simple",
        "declaration_majorities": "consensus",
        "declaration_majorities_second": "",
        "reconsideration_majority": "two-thirds",
        "motion_majority": "simple",
        "silence_hours": "٤٨",
        "notice_hours": "0",
        "least_sponsors": "2",
        "amendment_depth": "1",
        "speaking_seconds": "120",
        "turns": "2",
        "observers_comment": "y",
        "comment_edit_minutes": "15",
        "statement_words": "400",
    }
    assert client.post("/tiny/rules", data=filled).status_code == 303
    with app.app_context():
        rules = rules_of(db.session.scalars(select(Forum)).one())
    assert rules.quorum_to_open.least(4) == 2
    assert rules.silence_hours == 48
    assert [each.value for each in rules.declaration_majorities] == ["consensus"]
    assert rules.observers_comment
    assert not rules.for_and_against_alternate
    wrong = client.post("/tiny/rules", data={**filled, "silence_hours": "0", "turns": "many"})
    assert wrong.status_code == 422
    assert wrong.text.count('class="field wrong"') == 2


def test_a_rule_out_of_range_is_refused_by_the_operation_too(world: World) -> None:
    with pytest.raises(Invalid):
        settings.change_rules({"silence_hours": 0}, world.actor("secretariat"))


def test_readers_see_the_rules_and_no_form(client_of: ClientOf) -> None:
    page = client_of("visitor").get("/tiny/rules").text
    assert "الثلث على الأقل" in page
    assert "<select" not in page
