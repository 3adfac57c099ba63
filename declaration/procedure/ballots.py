"""One rule of decision for every method of ballot, over what was recorded."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from declaration.procedure.decision import Decision, decide
from declaration.procedure.majority import Majority, Share, Tally
from declaration.procedure.rules import Rules
from declaration.procedure.silence import Objection, silence_ends
from declaration.procedure.states import Choice, CredentialsState, Method, Question


@dataclass(frozen=True)
class Elector:
    """A delegation entitled to vote in one ballot, fixed when it opens."""

    delegation: str
    present_at_opening: bool = False
    present_at_closing: bool = False


@dataclass(frozen=True, kw_only=True)
class BallotRecord:
    """Everything a result is computed from.

    `votes` holds the last choice of each delegation that took part; `totals` the count of hands.
    """

    key: str
    question: Question
    method: Method
    majority: Majority
    quorum: Share | None
    electors: Sequence[Elector]
    opened: datetime
    closed: datetime
    closes: datetime | None = None
    written: bool = False
    votes: Mapping[str, Choice] = field(default_factory=dict)
    objections: Sequence[Objection] = ()
    totals: Tally | None = None

    @property
    def present(self) -> int:
        """Delegations present at the closing; in a written ballot, those that answered."""
        if self.written or self.method is Method.SILENCE:
            return len(self.votes.keys() | {o.delegation for o in self.objections})
        return sum(elector.present_at_closing for elector in self.electors)


def majority_for(
    rules: Rules, question: Question, method: Method, tried: Sequence[Majority] = ()
) -> Majority | None:
    """The majority a ballot needs, or None when the rules have no further one to try.

    Consensus and silence ask for consensus, whatever the question. A vote asks for the first
    majority of the question's rule that is not a consensus and was not tried in vain.
    """
    if method in {Method.CONSENSUS, Method.SILENCE}:
        return Majority.CONSENSUS
    by_vote = [m for m in rules.majorities(question) if m is not Majority.CONSENSUS]
    return next((m for m in by_vote if m not in tried), None)


def quorum_for(rules: Rules, method: Method) -> Share | None:
    """The presence asked for: none by silence, otherwise what the rules ask to decide."""
    return None if method is Method.SILENCE else rules.quorum_to_decide


def is_elector(credentials: CredentialsState, *, votes: bool) -> bool:
    """Whether a delegation is an elector of a ballot opening now: accredited, and a voting one."""
    return votes and credentials is CredentialsState.ACCEPTED


def tally_of(ballot: BallotRecord) -> Tally:
    """Count what was recorded, by the ballot's method.

    Raises ValueError when somebody voted or objected who is no elector, or when a record by name
    holds totals, or a count of hands holds names.
    """
    electors = {elector.delegation for elector in ballot.electors}
    if len(electors) != len(ballot.electors):
        raise ValueError("a delegation is an elector once")
    strangers = (ballot.votes.keys() | {o.delegation for o in ballot.objections}) - electors
    if strangers:
        raise ValueError(f"not electors: {sorted(strangers)}")
    match ballot.method:
        case Method.RECORDED | Method.ROLL_CALL:
            if ballot.totals is not None:
                raise ValueError("votes by name are counted, not entered")
            return Tally.of(ballot.votes.values())
        case Method.SHOW_OF_HANDS:
            if ballot.votes or ballot.totals is None:
                raise ValueError("a show of hands has totals and no names")
            return ballot.totals
        case Method.CONSENSUS | Method.SILENCE:
            return Tally(0, len({o.delegation for o in ballot.objections}))


def result(ballot: BallotRecord) -> Decision:
    """The outcome of a closed ballot, from its record alone.

    Raises ValueError for a record that contradicts itself, and for silence closed before its
    time.
    """
    tally = tally_of(ballot)
    if ballot.method is Method.SILENCE:
        if ballot.closes is None:
            raise ValueError("silence has a deadline")
        end = silence_ends(ballot.closes, ballot.objections, ballot.closed)
        if end is None:
            raise ValueError("silence was closed before its deadline, unbroken")
        return end.decision
    return decide(
        ballot.majority,
        tally,
        electors=len(ballot.electors),
        present=ballot.present,
        quorum=ballot.quorum,
    )
