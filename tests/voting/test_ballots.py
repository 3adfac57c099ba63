"""Putting, answering, ending: what the operations promise."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from declaration import clock
from declaration.amendments import operations as amendments
from declaration.amendments.models import Amendment
from declaration.amendments.wording import Wording
from declaration.database import begin_writing
from declaration.extensions import db
from declaration.forums.models import Delegation, Forum
from declaration.forums.operations import sittings
from declaration.journal import Channel
from declaration.journal.models import JournalEntry
from declaration.merging.operations import Plan, publish
from declaration.procedure.majority import Tally
from declaration.procedure.refusals import Invalid, NotPermitted, WrongState
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    Choice,
    ClauseState,
    Fate,
    Method,
    Outcome,
    Question,
)
from declaration.proof import read_entry
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.models import Elector, Vote
from declaration.voting.operations import Put
from declaration.voting.queries import seen_of
from declaration.voting.ruling import rule_consequence
from tests.conftest import NOON, statements
from tests.voting import situations as at
from tests.voting.served import crowd
from tests.world import VOTING, World


def said_last() -> dict[str, object]:
    """What the last entry of the journal says."""
    body = db.session.scalars(select(JournalEntry.body).order_by(JournalEntry.id.desc())).first()
    assert body is not None
    return dict(read_entry(body).data)


def rival_of_jubail(world: World) -> int:
    """Doha's: the same words, otherwise."""
    return at.scheduled(
        world, "delegate.doha", "access", old="في المراكز كافة", new="في الجامعات وحدها"
    )


def test_opening_fixes_who_may_vote(any_world: World) -> None:
    any_world.sitting_opened(present=("yanbu", "jubail", "tunis"))
    ballot = at.opened(any_world, at.centres_everywhere(any_world))
    electors = db.session.scalars(select(Elector).where(Elector.ballot_id == ballot)).all()
    names = {d.id: d.key for d in db.session.scalars(select(Delegation))}
    assert {names[e.delegation_id]: e.present_at_opening for e in electors} == {
        "yanbu": True,
        "jubail": True,
        "tunis": True,
        "doha": False,
    }
    with pytest.raises(WrongState, match="the_elector_may_vote"):
        at.cast(any_world, ballot, doha="for")
    sittings.note_presence(1, "doha", any_world.actor("secretariat"))
    at.cast(any_world, ballot, doha="for")


def test_the_last_of_several_votes_counts_and_a_retry_leaves_it_alone(any_world: World) -> None:
    any_world.sitting_opened()
    ballot = at.opened(any_world, at.centres_everywhere(any_world))
    delegate, colleague = (any_world.actor(who) for who in ("delegate.jubail", "colleague.jubail"))
    first = voting.cast(ballot, Choice.IN_FAVOUR, delegate.once("k"))
    voting.cast(ballot, Choice.AGAINST, colleague.once("k"))
    assert voting.cast(ballot, Choice.IN_FAVOUR, delegate.once("k")) == first
    assert db.session.scalars(select(Vote.choice)).all() == [Choice.AGAINST]
    voting.cast(ballot, None, delegate)
    assert db.session.scalars(select(Vote.choice)).all() == [None]
    assert said_last()["replaces"] is not None


def test_who_answers_for_another_delegation_says_so_and_is_the_secretariat(world: World) -> None:
    world.sitting_opened()
    ballot = at.opened(world, at.centres_everywhere(world))
    tunis = db.session.scalars(select(Delegation).where(Delegation.key == "tunis")).one()
    for who, admitted in (("delegate.jubail", False), ("chair", False), ("secretariat", True)):
        by = world.actor(who).on_behalf_of(tunis.id, tunis.key, Channel.ON_BEHALF)
        if not admitted:
            with pytest.raises(NotPermitted):
                voting.cast(ballot, Choice.IN_FAVOUR, by)
            continue
        voting.cast(ballot, Choice.IN_FAVOUR, by)
        assert said_last()["channel"] == "on-behalf"
    disguised = replace(world.actor("delegate.jubail"), delegation_id=tunis.id)
    voting.cast(ballot, Choice.AGAINST, disguised)
    assert db.session.scalars(select(Vote.on_behalf)).all() == [False]


def test_voters_do_not_change_the_ballot_yet_the_pages_see_them(any_world: World) -> None:
    any_world.sitting_opened()
    ballot = at.opened(any_world, at.centres_everywhere(any_world))
    seen = [seen_of(any_world.declaration_id, 1)]
    row = at.ballot(1).seen
    for choice in ("for", "against", "against"):
        at.cast(any_world, ballot, tunis=choice)
        seen.append(seen_of(any_world.declaration_id, 1))
    assert at.ballot(1).seen == row
    voting.extend(ballot, NOON + timedelta(hours=1), any_world.actor("chair"))
    seen.append(seen_of(any_world.declaration_id, 1))
    closing.close(ballot, any_world.actor("chair"))
    seen.append(seen_of(any_world.declaration_id, 1))
    assert seen == sorted(set(seen), key=lambda each: each or 0)


def test_a_void_ballot_frees_its_question(any_world: World) -> None:
    any_world.sitting_opened()
    amendment = at.centres_everywhere(any_world)
    ballot = at.opened(any_world, amendment)
    with pytest.raises(WrongState):
        at.opened(any_world, amendment)
    closing.void(ballot, "خلل في الأجهزة", any_world.actor("chair"))
    assert at.state_of(amendment) is AmendmentState.SCHEDULED
    second = at.opened(any_world, amendment)
    at.cast(any_world, second, yanbu="for", jubail="for", tunis="for")
    assert closing.close(second, any_world.actor("chair")) is Outcome.ADOPTED
    assert at.ballot(1).state is BallotState.VOID


def test_without_a_quorum_the_ballot_is_void_not_lost(world: World) -> None:
    world.sitting_opened(present=("yanbu", "jubail"))
    amendment = at.centres_everywhere(world)
    ballot = at.opened(world, amendment)
    at.cast(world, ballot, yanbu="for", jubail="for")
    assert closing.close(ballot, world.actor("chair")) is Outcome.VOID
    assert at.state_of(amendment) is AmendmentState.SCHEDULED


def test_an_amendment_scheduled_after_what_excludes_it_waits_for_the_chair(
    any_world: World,
) -> None:
    any_world.sitting_opened()
    first = at.centres_everywhere(any_world)
    at.adopted(any_world, first)
    late = rival_of_jubail(any_world)
    with pytest.raises(WrongState, match="nothing_adopted_excludes_it"):
        at.opened(any_world, late)
    chair = any_world.actor("chair")
    with pytest.raises(Invalid):
        rule_consequence(late, Fate.STAYS, first, chair)
    rule_consequence(late, Fate.STAYS, first, chair, reason="يُقرأ معه")
    assert said_last()["proposed"] == "falls"
    assert at.opened(any_world, late)


def test_what_falls_returns_when_its_adoption_is_reconsidered(any_world: World) -> None:
    any_world.sitting_opened()
    rival, first = rival_of_jubail(any_world), at.centres_everywhere(any_world)
    decided = at.adopted(any_world, first)
    rule_consequence(rival, Fate.FALLS, first, any_world.actor("chair"))
    assert at.state_of(rival) is AmendmentState.FALLEN
    put = Put(question=Question.RECONSIDERATION, method=Method.RECORDED, of_ballot_id=decided)
    number = voting.open_ballot(any_world.declaration_id, put, any_world.actor("chair"))
    ballot = at.ballot(number)
    assert ballot.rule["majority"] == "two-thirds"
    at.cast(any_world, ballot.id, **dict.fromkeys(VOTING, "for"))
    closing.close(ballot.id, any_world.actor("chair"))
    assert at.ballot(1).state is BallotState.SET_ASIDE
    assert at.state_of(first) is AmendmentState.ADMISSIBLE
    assert at.state_of(rival) is AmendmentState.ADMISSIBLE


def test_a_rejected_whole_waits_for_its_parts_again_when_one_is_reconsidered(
    world: World,
) -> None:
    world.sitting_opened()
    text = world.clause("centres").text.replace("40%", "60%").replace("2030", "2035")
    whole = at.scheduled(world, "delegate.jubail", "centres", text=text)
    amendments.divide(whole, world.actor("chair"))
    query = select(Amendment.id).where(Amendment.divided_from_id == whole).order_by(Amendment.id)
    parts = list(db.session.scalars(query))
    assert len(parts) == 2
    for part in parts:
        if at.state_of(part) is AmendmentState.ADMISSIBLE:
            amendments.schedule(part, world.actor("secretariat"))
        ballot = at.opened(world, part)
        at.cast(world, ballot, **dict.fromkeys(VOTING, "against"))
        closing.close(ballot, world.actor("chair"))
    assert at.state_of(whole) is AmendmentState.REJECTED
    put = Put(
        question=Question.RECONSIDERATION, method=Method.RECORDED, of_ballot_id=at.ballot(1).id
    )
    again = at.ballot(voting.open_ballot(world.declaration_id, put, world.actor("chair"))).id
    at.cast(world, again, **dict.fromkeys(VOTING, "for"))
    closing.close(again, world.actor("chair"))
    assert at.state_of(parts[0]) is AmendmentState.ADMISSIBLE
    assert at.state_of(parts[1]) is AmendmentState.REJECTED
    assert at.state_of(whole) is AmendmentState.DIVIDED


def test_a_package_is_put_whole(world: World) -> None:
    world.sitting_opened()
    one = at.centres_everywhere(world)
    two = at.scheduled(world, "delegate.jubail", "centres", old="40%", new="60%")
    begin_writing(db.session)
    for each in (one, two):
        db.session.get_one(Amendment, each).package = 1
    db.session.commit()
    with pytest.raises(Invalid) as alone:
        at.opened(world, one)
    assert list(alone.value.errors) == ["subject"]
    ballot = at.opened(world, one, two)
    at.cast(world, ballot, **dict.fromkeys(VOTING, "for"))
    closing.close(ballot, world.actor("chair"))
    assert [at.state_of(each) for each in (one, two)] == [AmendmentState.ADOPTED] * 2


def test_notice_is_waited_for_or_waived_on_record(world: World) -> None:
    world.sitting_opened()
    begin_writing(db.session)
    forum = db.session.scalars(select(Forum)).one()
    forum.rules = {**forum.rules, "notice_hours": 24}
    db.session.commit()
    amendment = at.centres_everywhere(world)
    with pytest.raises(WrongState, match="its_notice_is_over"):
        at.opened(world, amendment)
    put = Put(
        question=Question.AMENDMENT,
        method=Method.RECORDED,
        amendments=(amendment,),
        waives_notice=True,
    )
    voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    assert said_last()["notice_waived"] is True


def test_a_roll_is_called_from_the_drawn_delegation_in_arabic_order(world: World) -> None:
    world.sitting_opened()
    put = Put(
        question=Question.AMENDMENT,
        method=Method.ROLL_CALL,
        amendments=(at.centres_everywhere(world),),
        first="doha",
    )
    number = voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    query = (
        select(Delegation.key)
        .join(Elector, Elector.delegation_id == Delegation.id)
        .where(Elector.ballot_id == at.ballot(number).id)
        .order_by(Elector.call_order)
    )
    assert list(db.session.scalars(query)) == ["doha", "yanbu", "tunis", "jubail"]


def test_hands_are_not_votes_and_fit_the_hall(world: World) -> None:
    world.sitting_opened(present=("yanbu", "jubail", "tunis"))
    ballot = at.opened(world, at.centres_everywhere(world), method=Method.SHOW_OF_HANDS)
    with pytest.raises(WrongState, match="votes_are_by_name"):
        at.cast(world, ballot, tunis="for")
    with pytest.raises(WrongState, match="the_hands_were_counted"):
        closing.close(ballot, world.actor("chair"))
    with pytest.raises(WrongState, match="the_totals_fit"):
        voting.enter_totals(ballot, Tally(3, 1), world.actor("chair"))
    voting.enter_totals(ballot, Tally(2, 1), world.actor("chair"))
    assert closing.close(ballot, world.actor("chair")) is Outcome.ADOPTED


def silent(world: World, amendment: int, hours: int = 72) -> int:
    closes = NOON + timedelta(hours=hours)
    return at.opened(world, amendment, method=Method.SILENCE, closes=closes)


def test_silence_is_closed_by_the_clock_and_dated_at_its_deadline(any_world: World) -> None:
    amendment = at.centres_everywhere(any_world)
    silent(any_world, amendment)
    assert closing.tick(NOON + timedelta(hours=71)) == 0
    with clock.set_to(NOON + timedelta(hours=80)):
        assert closing.tick() == 1
        assert closing.tick() == 0
    assert at.ballot(1).closed_at == NOON + timedelta(hours=72)
    assert at.ballot(1).result is Outcome.ADOPTED
    assert at.state_of(amendment) is AmendmentState.ADOPTED


def test_one_reasoned_objection_breaks_the_silence(any_world: World) -> None:
    amendment = at.centres_everywhere(any_world)
    ballot = silent(any_world, amendment)
    with pytest.raises(WrongState, match="an_objection_to_silence_has_a_reason"):
        voting.raise_objection(ballot, " ", any_world.actor("delegate.tunis"))
    with clock.set_to(NOON + timedelta(hours=5)):
        voting.raise_objection(ballot, "تفصيل لا نقبله", any_world.actor("delegate.tunis"))
    with clock.set_to(NOON + timedelta(hours=6)):
        assert closing.tick() == 1
    assert at.ballot(1).closed_at == NOON + timedelta(hours=5)
    assert at.state_of(amendment) is AmendmentState.REJECTED


def test_silence_begins_anew_when_its_text_changes(world: World) -> None:
    world.sitting_opened()
    put = Put(
        question=Question.CLAUSE,
        method=Method.SILENCE,
        version_id=world.clause("access").version_id,
        closes=NOON + timedelta(hours=72),
    )
    voting.open_ballot(world.declaration_id, put, world.actor("chair"))
    amendment = at.centres_everywhere(world)
    at.adopted(world, amendment)
    plan = Plan(chosen=(amendment,), seen={world.clause("access").clause_id: 1})
    publish(world.declaration_id, plan, world.actor("secretariat"))
    assert at.ballot(1).state is BallotState.VOID
    successor = at.ballot(3)
    assert successor.restarts_id == at.ballot(1).id
    with clock.set_to(NOON + timedelta(hours=73)):
        assert closing.tick() == 1
    assert world.clause("access").state is ClauseState.ADOPTED


def test_a_vote_in_writing_needs_no_sitting_and_ends_by_the_clock(world: World) -> None:
    amendment = at.centres_everywhere(world)
    put = Put(
        question=Question.AMENDMENT,
        method=Method.RECORDED,
        amendments=(amendment,),
        written=True,
        closes=NOON + timedelta(hours=24),
    )
    ballot = at.ballot(voting.open_ballot(world.declaration_id, put, world.actor("chair"))).id
    at.cast(world, ballot, yanbu="for", jubail="for", tunis="against")
    with clock.set_to(NOON + timedelta(hours=25)):
        with pytest.raises(WrongState, match="the_deadline_has_not_passed"):
            at.cast(world, ballot, doha="for")
        assert closing.tick() == 1
    assert at.state_of(amendment) is AmendmentState.ADOPTED


@pytest.mark.parametrize(
    ("because", "field", "put"),
    [
        (
            "nobody shows hands by letter",
            "written",
            {"method": Method.SHOW_OF_HANDS, "written": True},
        ),
        ("silence has an end", "closes", {"method": Method.SILENCE}),
        (
            "silence lasts its time",
            "closes",
            {"method": Method.SILENCE, "closes": NOON + timedelta(hours=71)},
        ),
        ("a deadline lies ahead", "closes", {"closes": NOON}),
        (
            "an empty motion",
            "motion",
            {"question": Question.MOTION, "amendments": (), "motion": " "},
        ),
        ("an amendment that is not there", "subject", {"amendments": (99,)}),
        (
            "a ballot that is not there",
            "subject",
            {"question": Question.RECONSIDERATION, "amendments": (), "of_ballot_id": 7},
        ),
    ],
)
def test_a_question_that_makes_no_sense_is_refused_at_its_field(
    because: str, field: str, put: dict[str, object], world: World
) -> None:
    world.sitting_opened()
    amendment = at.centres_everywhere(world)
    asked: dict[str, object] = {
        "question": Question.AMENDMENT,
        "method": Method.RECORDED,
        "amendments": (amendment,),
        **put,
    }
    with pytest.raises(Invalid) as refused:
        voting.open_ballot(world.declaration_id, Put(**asked), world.actor("chair"))  # type: ignore[arg-type]
    assert list(refused.value.errors) == [field], because
    assert at.state_of(amendment) is AmendmentState.SCHEDULED


def test_the_old_text_of_a_clause_is_not_put(world: World) -> None:
    world.sitting_opened()
    old = world.clause("access").version_id
    amendment = at.centres_everywhere(world)
    at.adopted(world, amendment)
    plan = Plan(chosen=(amendment,), seen={world.clause("access").clause_id: 1})
    publish(world.declaration_id, plan, world.actor("secretariat"))
    put = Put(question=Question.CLAUSE, method=Method.CONSENSUS, version_id=old)
    with pytest.raises(Invalid):
        voting.open_ballot(world.declaration_id, put, world.actor("chair"))


def test_what_amends_a_fallen_amendment_falls_with_it(world: World) -> None:
    world.sitting_opened()
    rival, first = rival_of_jubail(world), at.centres_everywhere(world)
    child = amendments.save_draft(
        world.declaration_id,
        Wording(
            text=world.clause("access").text.replace("في المراكز كافة", "في الجامعات والمعاهد")
        ),
        world.actor("delegate.tunis"),
        clause_key=None,
        parent_id=rival,
    )
    amendments.submit(child, world.actor("delegate.tunis"))
    amendments.admit(child, world.actor("secretariat"))
    with pytest.raises(WrongState, match="its_own_amendments_are_decided"):
        at.opened(world, rival)
    at.adopted(world, first)
    rule_consequence(rival, Fate.FALLS, first, world.actor("chair"))
    assert at.state_of(child) is AmendmentState.FALLEN


@pytest.mark.parametrize("more", [0, 20])
def test_a_vote_costs_the_same_however_many_have_voted(more: int, world: World) -> None:
    world.sitting_opened()
    emails = crowd(more)
    ballot = at.opened(world, at.centres_everywhere(world))
    for email in emails:
        voting.cast(ballot, Choice.IN_FAVOUR, world.actor(email.removesuffix("@forum.example")))
    by = world.actor("delegate.tunis").once("k")
    with statements() as sent:
        voting.cast(ballot, Choice.IN_FAVOUR, by)
    assert len(sent) <= 6
