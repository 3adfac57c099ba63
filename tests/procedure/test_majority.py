from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.procedure import (
    MORE_THAN_HALF,
    ONE_THIRD,
    Choice,
    Decision,
    Ground,
    Majority,
    Outcome,
    Share,
    Tally,
    carries,
    decide,
    needed,
)

SIMPLE, TWO_THIRDS = Majority.SIMPLE, Majority.TWO_THIRDS
ABSOLUTE, CONSENSUS = Majority.ABSOLUTE, Majority.CONSENSUS


@pytest.mark.parametrize(
    ("because", "majority", "tally", "adopted"),
    [
        ("more for than against", SIMPLE, Tally(8, 7), True),
        ("a tie is not adopted", SIMPLE, Tally(7, 7), False),
        ("one vote can adopt", SIMPLE, Tally(1, 0, abstaining=19), True),
        ("nobody voted", SIMPLE, Tally(0, 0), False),
        ("everyone abstained", SIMPLE, Tally(0, 0, abstaining=20), False),
        ("exactly two thirds of 3", TWO_THIRDS, Tally(2, 1), True),
        ("less than two thirds of 4", TWO_THIRDS, Tally(2, 2), False),
        ("exactly two thirds of 30", TWO_THIRDS, Tally(20, 10), True),
        ("one short of two thirds of 30", TWO_THIRDS, Tally(19, 11), False),
        ("two thirds of 31 are 21", TWO_THIRDS, Tally(21, 10), True),
        ("20 of 31 are not two thirds", TWO_THIRDS, Tally(20, 11), False),
        ("abstaining is not voting", TWO_THIRDS, Tally(2, 1, abstaining=17), True),
        ("nobody voted", TWO_THIRDS, Tally(0, 0, abstaining=20), False),
        ("half is not a majority", ABSOLUTE, Tally(10, 0), False),
        ("one more than half of the electors", ABSOLUTE, Tally(11, 9), True),
        ("abstaining counts against an absolute majority", ABSOLUTE, Tally(10, 0, 10), False),
        ("nobody objects", CONSENSUS, Tally(0, 0), True),
        ("a single objection stands against a consensus", CONSENSUS, Tally(19, 1), False),
        ("who abstains does not object", CONSENSUS, Tally(1, 0, abstaining=19), True),
    ],
)
def test_a_question_carries(because: str, majority: Majority, tally: Tally, adopted: bool) -> None:
    assert carries(majority, tally, electors=20) is adopted, because


tallies = st.builds(Tally, st.integers(0, 60), st.integers(0, 60), st.integers(0, 60))
majorities = st.sampled_from(Majority)


@given(majorities, tallies)
def test_one_more_in_favour_never_loses_a_question(majority: Majority, tally: Tally) -> None:
    electors = tally.taking_part + 1
    if carries(majority, tally, electors):
        assert carries(majority, replace(tally, in_favour=tally.in_favour + 1), electors)


@given(majorities, tallies)
def test_one_more_against_never_wins_a_question(majority: Majority, tally: Tally) -> None:
    electors = tally.taking_part + 1
    if not carries(majority, tally, electors):
        assert not carries(majority, replace(tally, against=tally.against + 1), electors)


@given(st.sampled_from([SIMPLE, TWO_THIRDS, CONSENSUS]), tallies, st.integers(0, 500))
def test_abstaining_never_decides_a_vote(majority: Majority, tally: Tally, more: int) -> None:
    abstained = replace(tally, abstaining=tally.abstaining + more)
    electors = abstained.taking_part
    assert carries(majority, tally, electors) is carries(majority, abstained, electors)


@given(st.sampled_from([SIMPLE, TWO_THIRDS]), st.integers(0, 120))
def test_the_number_needed_is_the_least_that_carries(majority: Majority, voting: int) -> None:
    wanted = needed(majority, Tally(voting, 0), electors=voting)
    for ayes in range(voting + 1):
        tally = Tally(ayes, voting - ayes)
        assert carries(majority, tally, electors=voting) is (ayes >= wanted)


@given(st.integers(1, 200))
def test_the_absolute_majority_needed_is_more_than_half_of_the_electors(electors: int) -> None:
    wanted = needed(ABSOLUTE, Tally(0, 0), electors)
    assert carries(ABSOLUTE, Tally(wanted, 0), electors)
    assert not carries(ABSOLUTE, Tally(wanted - 1, 0), electors)


@pytest.mark.parametrize(
    ("because", "share", "count", "of", "met"),
    [
        ("a third of 30", ONE_THIRD, 10, 30, True),
        ("one short of a third", ONE_THIRD, 9, 30, False),
        ("a third of 31 is 11", ONE_THIRD, 10, 31, False),
        ("half of 30 is not more than half", MORE_THAN_HALF, 15, 30, False),
        ("16 of 30 are more than half", MORE_THAN_HALF, 16, 30, True),
        ("16 of 31 are more than half", MORE_THAN_HALF, 16, 31, True),
        ("nobody of nobody is no quorum", ONE_THIRD, 0, 0, False),
        ("all of one", MORE_THAN_HALF, 1, 1, True),
    ],
)
def test_a_share_is_met(because: str, share: Share, count: int, of: int, met: bool) -> None:
    assert share.met(count, of) is met, because


@given(st.integers(1, 200), st.sampled_from([ONE_THIRD, MORE_THAN_HALF, Share(2, 3), Share(1, 1)]))
def test_the_least_count_meets_a_share_and_one_less_does_not(of: int, share: Share) -> None:
    assert share.met(share.least(of), of)
    assert not share.met(share.least(of) - 1, of)


@pytest.mark.parametrize(
    "wrong", [(2, 1, False), (-1, 2, False), (0, 0, False), (1, 1, True)], ids=str
)
def test_a_share_lies_between_nothing_and_the_whole(wrong: tuple[int, int, bool]) -> None:
    with pytest.raises(ValueError):
        Share(*wrong)


def test_a_tally_cannot_count_less_than_nobody() -> None:
    with pytest.raises(ValueError):
        Tally(3, -1)


@given(st.lists(st.sampled_from([*Choice, None])))
def test_each_delegation_is_counted_in_one_of_four_states(choices: list[Choice | None]) -> None:
    tally = Tally.of(choices)
    assert tally.taking_part + choices.count(None) == len(choices)


@pytest.mark.parametrize(
    ("because", "majority", "tally", "present", "outcome", "ground"),
    [
        ("it is carried", SIMPLE, Tally(9, 7), 16, Outcome.ADOPTED, Ground.CARRIED),
        ("a tie", SIMPLE, Tally(8, 8), 16, Outcome.REJECTED, Ground.TIE),
        ("all abstain", SIMPLE, Tally(0, 0, 16), 16, Outcome.REJECTED, Ground.NOBODY_VOTED),
        ("short of it", TWO_THIRDS, Tally(10, 6), 16, Outcome.REJECTED, Ground.SHORT),
        ("no objection", CONSENSUS, Tally(0, 0), 16, Outcome.ADOPTED, Ground.NO_OBJECTION),
        ("an objection", CONSENSUS, Tally(0, 1), 16, Outcome.REJECTED, Ground.OBJECTION),
        ("one short of quorum", SIMPLE, Tally(15, 0), 15, Outcome.VOID, Ground.NO_QUORUM),
        ("consensus needs a quorum", CONSENSUS, Tally(0, 0), 15, Outcome.VOID, Ground.NO_QUORUM),
    ],
)
def test_a_ballot_is_decided(
    because: str, majority: Majority, tally: Tally, present: int, outcome: Outcome, ground: Ground
) -> None:
    decision = decide(majority, tally, electors=30, present=present, quorum=MORE_THAN_HALF)
    assert (decision.outcome, decision.ground) == (outcome, ground), because


def test_a_void_ballot_says_how_many_had_to_be_present() -> None:
    void = decide(SIMPLE, Tally(15, 0), electors=30, present=15, quorum=MORE_THAN_HALF)
    assert void == Decision(Outcome.VOID, Ground.NO_QUORUM, needed=16)


def test_more_votes_than_electors_are_refused() -> None:
    with pytest.raises(ValueError):
        decide(SIMPLE, Tally(2, 2), electors=3, present=3, quorum=None)


@given(tallies, majorities, st.integers(0, 200))
def test_without_a_quorum_nothing_is_decided(tally: Tally, majority: Majority, more: int) -> None:
    electors = max(tally.taking_part + more, 1)
    present = MORE_THAN_HALF.least(electors) - 1
    decision = decide(majority, tally, electors=electors, present=present, quorum=MORE_THAN_HALF)
    assert decision.outcome is Outcome.VOID
