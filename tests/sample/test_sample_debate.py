"""What the sample says of its two days agrees with itself and with the rules."""

import pytest

from declaration.procedure import FORUM as RULES
from declaration.procedure import Majority, Tally, decide, is_elector
from declaration.procedure.statements import StatementKind
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    Choice,
    CredentialsState,
    Method,
    Outcome,
    SittingState,
)
from declaration.sample import sample_amendments, sample_debate, sample_forum
from declaration.sample.debate import SampleBallot, SampleThread
from declaration.text import inspect

DEBATE, FORUM, PROPOSALS = sample_debate(), sample_forum(), sample_amendments()
ELECTORS = {
    each.key
    for each in FORUM.delegations
    if is_elector(CredentialsState(each.credentials), votes=each.votes)
}
ABSENT = {sitting.number: set(sitting.absent) for sitting in DEBATE.sittings}
LED_TO = {
    Outcome.ADOPTED: {AmendmentState.ADOPTED, AmendmentState.MERGED},
    Outcome.REJECTED: {AmendmentState.REJECTED},
    Outcome.VOID: {AmendmentState.SCHEDULED, AmendmentState.ADMISSIBLE},
    None: {AmendmentState.PUT, AmendmentState.SCHEDULED},
}


def name_of(ballot: SampleBallot) -> str:
    return ballot.question.amendment or ballot.question.clause or ""


def tally_of(ballot: SampleBallot, present: set[str]) -> Tally:
    if ballot.method is Method.SHOW_OF_HANDS:
        return Tally(*(ballot.totals[choice] for choice in Choice))
    choices = [ballot.choice_of(delegation) for delegation in present]
    return Tally(*(choices.count(choice) for choice in Choice))


each_ballot = pytest.mark.parametrize("ballot", DEBATE.ballots, ids=name_of)


@each_ballot
def test_those_who_voted_are_electors_and_were_there(ballot: SampleBallot) -> None:
    away = ABSENT[ballot.sitting] if ballot.sitting else set()
    assert set(ballot.votes) <= ELECTORS - away
    assert set(ballot.left) <= ELECTORS - away


@each_ballot
def test_a_closed_ballot_led_where_the_rules_lead(ballot: SampleBallot) -> None:
    if ballot.state not in (BallotState.CLOSED, BallotState.VOID):
        assert ballot.outcome is None
        return
    present = ELECTORS - ABSENT[ballot.sitting] - set(ballot.left)
    consensus = ballot.method is Method.CONSENSUS
    decision = decide(
        Majority.CONSENSUS if consensus else Majority.SIMPLE,
        tally_of(ballot, present),
        electors=len(ELECTORS),
        present=len(present),
        quorum=RULES.quorum_to_decide,
    )
    assert decision.outcome is ballot.outcome


@each_ballot
def test_an_amendment_s_state_is_what_its_ballot_left(ballot: SampleBallot) -> None:
    if ballot.question.amendment:
        assert PROPOSALS.named(ballot.question.amendment).state in LED_TO[ballot.outcome]


def test_what_was_decided_has_its_ballot() -> None:
    decided = {AmendmentState.ADOPTED, AmendmentState.MERGED, AmendmentState.REJECTED}
    balloted = {ballot.question.amendment for ballot in DEBATE.ballots}
    for amendment in PROPOSALS.amendments:
        if amendment.state in decided | {AmendmentState.PUT}:
            assert amendment.id in balloted


def test_what_was_published_is_what_is_merged() -> None:
    published = [id for publication in DEBATE.publications for id in publication.merges]
    merged = [each.id for each in PROPOSALS.amendments if each.state is AmendmentState.MERGED]
    assert published == merged


def test_there_are_closed_open_void_silent_and_prepared_ballots() -> None:
    assert {ballot.state for ballot in DEBATE.ballots} >= {
        BallotState.CLOSED,
        BallotState.OPEN,
        BallotState.VOID,
        BallotState.PREPARED,
    }
    silent = [ballot for ballot in DEBATE.ballots if ballot.method is Method.SILENCE]
    assert silent
    assert all(ballot.hours >= RULES.silence_hours for ballot in silent)


@pytest.mark.parametrize("thread", DEBATE.threads, ids=lambda thread: thread.comments[0].text[:20])
def test_a_thread_quotes_words_that_stand_in_its_text_once(thread: SampleThread) -> None:
    if thread.quote is None:
        return
    if thread.subject.amendment:
        text = PROPOSALS.named(thread.subject.amendment).text["ar"]
    else:
        clause = thread.subject.clause
        newest = max(version for key, version in PROPOSALS.texts if key == clause)
        text = PROPOSALS.texts[clause, thread.version or newest]["ar"]
    assert text.count(thread.quote) == 1


def test_a_thread_is_about_something_that_is_there() -> None:
    keys = {clause.key for clause in FORUM.declaration.clauses}
    for thread in DEBATE.threads:
        assert (thread.subject.clause is None) != (thread.subject.amendment is None)
        assert thread.subject.clause is None or thread.subject.clause in keys


def test_there_are_ten_threads_with_replies_and_people_of_the_forum_wrote_them() -> None:
    people = {person.email.removesuffix("@forum.example") for person in FORUM.people}
    assert sum(len(thread.comments) > 1 for thread in DEBATE.threads) >= 10
    for thread in DEBATE.threads:
        for comment in thread.comments:
            assert comment.by in people
            assert comment.language == "en" or inspect(comment.text) == []


def test_statements_are_made_by_those_who_may_and_on_no_amendment_of_their_own() -> None:
    for statement in DEBATE.statements:
        assert statement.kind is StatementKind.AFTER_THE_VOTE
        amendment = PROPOSALS.named(statement.ballot.amendment)
        assert statement.by in ELECTORS - {amendment.by, *amendment.co_sponsors}
        assert inspect(statement.text) == []


def test_speakers_ask_in_the_open_sitting_once_each_and_one_has_the_floor() -> None:
    floor = DEBATE.speakers
    [open_sitting] = [each for each in DEBATE.sittings if each.state is SittingState.OPEN]
    asked = [speaker.delegation for speaker in floor.speakers]
    assert floor.sitting == open_sitting.number
    assert len(set(asked)) == len(asked)
    assert set(asked) <= ELECTORS - set(open_sitting.absent)
    assert [speaker.turn for speaker in floor.speakers].count("speaking") == 1
