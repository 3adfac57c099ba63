"""Random people vote at random moments, and what must never happen never does."""

from datetime import UTC, datetime, timedelta

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from declaration.procedure import (
    BALLOT,
    FORUM,
    Act,
    BallotRecord,
    BallotState,
    Choice,
    DeclarationState,
    Elector,
    Facts,
    Ground,
    Method,
    Objection,
    Outcome,
    Question,
    Refusal,
    Tally,
    after,
    extends,
    has_passed,
    majority_for,
    quorum_for,
    record_of,
    result,
    silence_ends,
)
from declaration.voting import recount

CITIES = ["doha", "jubail", "manama", "rabat", "sfax", "tunis", "yanbu"]
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DECIDED = {BallotState.CLOSED, BallotState.VOID}


class Voting(RuleBasedStateMachine):
    """One ballot, kept as a room would keep it."""

    def __init__(self) -> None:
        super().__init__()
        self.state = BALLOT.start
        self.now = NOON
        self.present: set[str] = set()
        self.electors: list[str] = []
        self.present_at_opening: set[str] = set()
        self.method = Method.RECORDED
        self.closes: datetime | None = None
        self.votes: dict[str, Choice] = {}
        self.objections: list[Objection] = []
        self.totals: Tally | None = None
        self.acknowledged: list[tuple[str, Choice | None]] = []
        self.record: BallotRecord | None = None

    @rule(hours=st.integers(1, 30))
    def time_passes(self, hours: int) -> None:
        self.now += hours * HOUR

    @rule(city=st.sampled_from(CITIES))
    def somebody_comes_or_goes(self, city: str) -> None:
        self.present ^= {city}

    @precondition(lambda self: self.state is BallotState.PREPARED)
    @rule(
        method=st.sampled_from(Method),
        accredited=st.sets(st.sampled_from(CITIES)),
        stage=st.sampled_from(DeclarationState),
        rivals=st.integers(0, 1),
        sitting=st.booleans(),
        limited=st.booleans(),
    )
    def the_ballot_is_opened(
        self,
        method: Method,
        accredited: set[str],
        stage: DeclarationState,
        rivals: int,
        sitting: bool,
        limited: bool,
    ) -> None:
        facts = Facts(
            question=Question.AMENDMENT,
            stage=stage,
            method=method,
            electors=len(accredited),
            rival_ballots=rivals,
            sitting_is_open=sitting,
        )
        if not self.moves(Act.OPEN_BALLOT, facts):
            return
        assert accredited
        assert rivals == 0
        self.method, self.electors = method, sorted(accredited)
        self.present_at_opening = self.present & accredited
        if limited or method is Method.SILENCE:
            self.closes = self.now + FORUM.silence_hours * HOUR

    @rule(city=st.sampled_from(CITIES), choice=st.sampled_from([*Choice, None]))
    def somebody_votes(self, city: str, choice: Choice | None) -> None:
        act = Act.TAKE_VOTE_BACK if choice is None else Act.CAST_VOTE
        if not self.moves(act, self.facts(city)):
            return
        assert city in self.electors
        assert self.state is BallotState.OPEN
        assert not has_passed(self.closes, self.now)
        if choice is None:
            self.votes.pop(city, None)
        else:
            self.votes[city] = choice
        self.acknowledged.append((city, choice))

    @rule(city=st.sampled_from(CITIES), reason=st.sampled_from(["", "التكلفة مرتفعة"]))
    def somebody_objects(self, city: str, reason: str) -> None:
        if self.moves(Act.OBJECT, self.facts(city, reason)):
            self.objections.append(Objection(city, self.now, reason))

    @rule(ayes=st.integers(0, 8), noes=st.integers(0, 8))
    def hands_are_counted(self, ayes: int, noes: int) -> None:
        here = len(self.present & set(self.electors))
        facts = Facts(method=self.method, totals_fit=ayes + noes <= here)
        if self.moves(Act.ENTER_TOTALS, facts):
            self.totals = Tally(ayes, noes)

    @rule(hours=st.integers(-5, 50))
    def the_chair_extends(self, hours: int) -> None:
        proposed = self.now + hours * HOUR
        facts = Facts(
            deadline_passed=has_passed(self.closes, self.now),
            closes_later=extends(self.closes, proposed, self.now),
        )
        if self.moves(Act.EXTEND_BALLOT, facts):
            assert self.closes is None or proposed > self.closes
            self.closes = proposed

    @rule(reason=st.sampled_from(["", "خطأ في نص السؤال"]))
    def the_chair_voids_it(self, reason: str) -> None:
        if self.moves(Act.VOID_BALLOT, Facts(reason=reason)):
            assert reason

    @rule()
    def the_chair_closes(self) -> None:
        if self.state is not BallotState.OPEN:
            assert not self.moves(Act.CLOSE_BALLOT, Facts(method=self.method))
            return
        drawn = self.drawn()
        try:
            outcome = result(drawn).outcome
        except ValueError:
            assert self.method in {Method.SHOW_OF_HANDS, Method.SILENCE}
            return
        facts = Facts(
            method=self.method,
            outcome=outcome,
            deadline_passed=has_passed(self.closes, self.now),
            silence_is_broken=bool(self.objections),
            totals_entered=drawn.totals is not None,
        )
        assert self.moves(Act.CLOSE_BALLOT, facts)
        self.record = drawn

    def drawn(self) -> BallotRecord:
        return BallotRecord(
            key="B1",
            question=Question.AMENDMENT,
            method=self.method,
            majority=majority_for(FORUM, Question.AMENDMENT, self.method),  # type: ignore[arg-type]
            quorum=quorum_for(FORUM, self.method),
            electors=[
                Elector(city, city in self.present_at_opening, city in self.present)
                for city in self.electors
            ],
            opened=NOON,
            closed=self.now,
            closes=self.closes,
            votes=dict(self.votes),
            objections=list(self.objections),
            totals=self.totals,
        )

    def facts(self, city: str, reason: str = "") -> Facts:
        there = city in self.present or self.method is Method.SILENCE
        return Facts(
            method=self.method,
            deadline_passed=has_passed(self.closes, self.now),
            elector_may_vote=city in self.electors and there,
            reason=reason,
        )

    def moves(self, act: Act, facts: Facts) -> bool:
        before = self.state
        try:
            self.state = after(BALLOT, self.state, act, facts)
        except Refusal:
            assert self.state is before
            return False
        return True

    @invariant()
    def each_delegation_has_one_vote_its_last(self) -> None:
        last = dict(self.acknowledged)
        assert {city: choice for city, choice in last.items() if choice} == self.votes

    @invariant()
    def a_decision_stands_on_its_record(self) -> None:
        if self.record is None:
            return
        written = record_of(self.record)
        assert recount.differences(written) == []
        assert self.state in DECIDED
        assert (written["result"]["outcome"] == "void") is (self.state is BallotState.VOID)

    @invariant()
    def nothing_is_decided_without_a_quorum(self) -> None:
        if self.record is None or self.record.quorum is None:
            return
        enough = 2 * self.record.present > len(self.record.electors)
        decision = result(self.record)
        assert (decision.outcome is not Outcome.VOID) is enough
        assert enough or decision.ground is Ground.NO_QUORUM

    @invariant()
    def silence_ends_with_its_deadline_or_an_objection(self) -> None:
        if self.record is None or self.method is not Method.SILENCE:
            return
        assert self.closes is not None
        end = silence_ends(self.closes, self.objections, self.now)
        assert end is not None
        assert end.at <= self.closes


TestVoting = Voting.TestCase
