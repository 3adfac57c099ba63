"""Whom the journal's entries concern: told once, and never of what they may not see."""

from collections.abc import Callable
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from sqlalchemy import func, select

from declaration import clock
from declaration.accounts.models import Person
from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.comments import operations as comments
from declaration.drafting import operations as drafting
from declaration.extensions import db
from declaration.forums.models import Membership
from declaration.journal.sealing import seal_all
from declaration.notices import operations
from declaration.notices.following import follow
from declaration.notices.kinds import Event, Kind, Way
from declaration.notices.models import Notice
from declaration.procedure import FORUM, Method, Question
from declaration.procedure.states import Choice
from declaration.voting.operations import Put, cast, open_ballot
from tests.amendments import situations as amended
from tests.conftest import NOON, statements
from tests.endorsement import situations as endorsed
from tests.notices.situations import told
from tests.world import World, actor


def told_to(who: str) -> list[tuple[Kind, Event]]:
    """What this person was told, in order."""
    query = (
        select(Notice.kind, Notice.event)
        .join(Membership, Membership.id == Notice.membership_id)
        .join(Person, Person.id == Membership.person_id)
        .where(Person.email == f"{who}@forum.example")
        .order_by(Notice.id)
    )
    return [tuple(row) for row in db.session.execute(query)]


@pytest.mark.parametrize(
    ("because", "happened", "who", "news"),
    [
        (
            "an amendment awaits its screening",
            amended.one_is_submitted,
            "secretariat",
            (Kind.OFFICE, Event.SUBMITTED),
        ),
        (
            "its sponsor learns that it is admissible",
            amended.one_is_admitted,
            "delegate.jubail",
            (Kind.SCREENING, Event.ADMITTED),
        ),
        (
            "its sponsor learns that its words were changed by another",
            amended.it_must_be_restated,
            "delegate.jubail",
            (Kind.CARRIED, Event.TO_RESTATE),
        ),
        (
            "the sponsor of the other learns that it was adopted",
            amended.it_must_be_restated,
            "delegate.doha",
            (Kind.DECISIONS, Event.ADOPTED),
        ),
        (
            "and that it is in the text",
            amended.it_must_be_restated,
            "delegate.doha",
            (Kind.DECISIONS, Event.MERGED),
        ),
        (
            "every elector learns that a ballot is open",
            amended.it_must_be_restated,
            "delegate.tunis",
            (Kind.BALLOTS, Event.BALLOT_OPENED),
        ),
        (
            "everybody learns that the sitting is open",
            amended.it_must_be_restated,
            "observer",
            (Kind.SITTINGS, Event.SITTING_OPENED),
        ),
        (
            "a co-sponsor is asked to confirm a new wording",
            amended.it_is_revised,
            "delegate.tunis",
            (Kind.ASKED, Event.CONFIRMATION_ASKED),
        ),
        (
            "a co-sponsor learns that the amendment was withdrawn",
            amended.it_is_withdrawn,
            "delegate.tunis",
            (Kind.DECISIONS, Event.WITHDRAWN),
        ),
        (
            "a main sponsor is asked for consent to a compromise",
            amended.a_compromise_is_admitted,
            "delegate.doha",
            (Kind.ASKED, Event.CONSENT_ASKED),
        ),
        (
            "who proposed in English is asked to confirm the Arabic",
            amended.its_arabic_is_entered,
            "delegate.jubail",
            (Kind.ASKED, Event.ARABIC_ENTERED),
        ),
        (
            "a signatory learns that the text awaits a signature",
            endorsed.the_text_is_frozen,
            "signatory.yanbu",
            (Kind.SIGNING, Event.TO_SIGN),
        ),
        (
            "the secretariat learns of a mandate to check",
            endorsed.a_mandate_is_lodged,
            "secretariat",
            (Kind.OFFICE, Event.MANDATE_LODGED),
        ),
        (
            "a signatory learns that the mandate is accepted",
            endorsed.yanbu_may_sign,
            "signatory.yanbu",
            (Kind.SIGNING, Event.MANDATE_ACCEPTED),
        ),
    ],
)
def test_who_is_told(
    because: str, happened: Callable[[], None], who: str, news: tuple[Kind, Event], world: World
) -> None:
    happened()
    told()
    assert told_to(who).count(news) == 1, because


def test_nothing_is_told_before_the_clock_has_come_by(any_world: World) -> None:
    any_world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    assert db.session.scalars(select(func.count()).select_from(Notice)).one() == 0
    assert told() > 0


def test_everything_is_told_once_however_often_the_clock_comes_by(any_world: World) -> None:
    any_world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    assert told() > 0
    assert told() == 0


def test_two_clocks_at_once_tell_once(any_world: World) -> None:
    any_world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    any_world.admitted("delegate.doha", "centres", old="40%", new="30%")
    seal_all()
    db.session.close()
    together, made = Barrier(4), []

    def tick() -> None:
        with any_world.app.app_context(), clock.set_to(NOON):
            together.wait()
            made.append(follow())

    clocks = [Thread(target=tick) for _ in range(4)]
    for each in clocks:
        each.start()
    for each in clocks:
        each.join()
    rows = db.session.scalars(select(func.count()).select_from(Notice)).one()
    assert sum(made) == rows
    assert told_to("delegate.doha").count((Kind.SCREENING, Event.ADMITTED)) == 1


def test_nobody_is_told_of_what_they_did_themselves(world: World) -> None:
    world.proposed("delegate.jubail", "centres", old="40%", new="60%")
    amendments.admit(1, actor("secretariat"))
    told()
    assert told_to("officer") == [(Kind.OFFICE, Event.SUBMITTED)]
    assert (Kind.SCREENING, Event.ADMITTED) not in told_to("secretariat")


def test_who_watches_is_told_of_nothing_they_may_not_see(any_world: World) -> None:
    centres = any_world.clause("centres").clause_id
    operations.watch_clause(actor("delegate.tunis"), centres)
    any_world.proposed("delegate.jubail", "centres", old="40%", new="60%")
    amendments.refuse(1, "لا يتصل بالبند.", actor("secretariat"))
    told()
    assert told_to("delegate.tunis") == []
    assert (Kind.SCREENING, Event.INADMISSIBLE) in told_to("delegate.jubail")


def test_who_watches_a_clause_is_told_of_amendments_to_it_and_of_its_new_text(
    any_world: World,
) -> None:
    operations.watch_clause(actor("observer"), any_world.clause("centres").clause_id)
    amended.it_must_be_restated()
    told()
    watched = [event for kind, event in told_to("observer") if kind is Kind.WATCHED]
    assert watched == [
        Event.ADMITTED,
        Event.ADMITTED,
        Event.PUT,
        Event.ADOPTED,
        Event.CLAUSE_CHANGED,
    ]


def test_who_watches_an_amendment_is_told_of_its_new_wording(any_world: World) -> None:
    amended.one_is_admitted()
    told()
    operations.watch_amendment(actor("delegate.doha"), 1)
    text = any_world.clause("centres").text.replace("40%", "55%")
    amendments.revise(1, Wording(text=text), actor("delegate.jubail"))
    told()
    assert told_to("delegate.doha") == [(Kind.WATCHED, Event.REVISED)]


def test_who_has_stopped_watching_is_told_no_more(any_world: World) -> None:
    centres = any_world.clause("centres").clause_id
    operations.watch_clause(actor("delegate.doha"), centres)
    operations.watch_clause(actor("delegate.doha"), centres)
    operations.unwatch_clause(actor("delegate.doha"), centres)
    amended.one_is_admitted()
    told()
    assert told_to("delegate.doha") == []


def test_an_answer_is_told_to_those_who_take_part_in_the_discussion(any_world: World) -> None:
    access = any_world.clause("access").clause_id
    thread = comments.open_thread(access, "ما المقصود؟", actor("delegate.yanbu"), FORUM)
    comments.answer(thread, "المراكز كلها.", actor("delegate.tunis"), FORUM)
    told()
    assert told_to("delegate.yanbu") == [(Kind.COMMENTS, Event.COMMENTED)]
    assert told_to("delegate.tunis") == []


def test_who_chose_not_to_be_told_is_not(any_world: World) -> None:
    operations.choose_ways(actor("delegate.jubail"), {Kind.SCREENING: Way.NONE})
    amended.one_is_admitted()
    told()
    assert told_to("delegate.jubail") == []
    assert told_to("colleague.jubail") == [(Kind.SCREENING, Event.ADMITTED)]


def test_a_deadline_that_draws_near_is_told_once(any_world: World) -> None:
    told()
    with clock.set_to(NOON + timedelta(hours=1)):
        drafting.set_window(
            any_world.declaration_id,
            opens=NOON - timedelta(days=2),
            closes=NOON + timedelta(days=3),
            by=actor("secretariat"),
        )
        told()
    for hours, count in ((40, 0), (49, 1), (50, 1)):
        with clock.set_to(NOON + timedelta(hours=hours)):
            told()
        assert told_to("delegate.amman").count((Kind.DEADLINES, Event.WINDOW_CLOSING)) == count


def test_nobody_is_reminded_of_a_deadline_that_was_moved(any_world: World) -> None:
    told()
    for days in (3, 9):
        drafting.set_window(
            any_world.declaration_id,
            opens=NOON - timedelta(days=2),
            closes=NOON + timedelta(days=days),
            by=actor("secretariat"),
        )
        told()
    with clock.set_to(NOON + timedelta(days=2, hours=12)):
        told()
    assert told_to("delegate.amman") == []


def test_a_ballot_in_writing_is_told_and_reminded_of(any_world: World) -> None:
    amended.it_is_scheduled()
    put = Put(
        question=Question.AMENDMENT,
        method=Method.SILENCE,
        amendments=(1,),
        closes=NOON + timedelta(hours=80),
        waives_notice=True,
    )
    open_ballot(any_world.declaration_id, put, actor("chair"))
    told()
    assert (Kind.WRITING, Event.BALLOT_OPENED) in told_to("delegate.tunis")
    with clock.set_to(NOON + timedelta(hours=57)):
        told()
    assert told_to("delegate.tunis").count((Kind.DEADLINES, Event.BALLOT_CLOSING)) == 1


def test_a_forum_with_nothing_new_costs_the_clock_three_statements(world: World) -> None:
    amended.one_is_admitted()
    told()
    with statements() as sent:
        follow()
    assert len(sent) <= 3


@pytest.mark.parametrize("votes", [0, 4])
def test_votes_concern_nobody_and_cost_nothing(votes: int, world: World) -> None:
    amended.it_is_scheduled()
    world.sitting_opened()
    put = Put(question=Question.AMENDMENT, method=Method.RECORDED, amendments=(1,),
              waives_notice=True)  # fmt: skip
    open_ballot(world.declaration_id, put, actor("chair"))
    told()
    for city in ("yanbu", "jubail", "tunis", "doha")[:votes]:
        cast(1, Choice.IN_FAVOUR, actor(f"delegate.{city}"))
    assert told() == 0
