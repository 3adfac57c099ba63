"""Putting questions to the vote, voting, and closing ballots."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import func, select

from declaration import clock
from declaration.amendments import steps as amendments
from declaration.amendments.operations import label
from declaration.amendments.queries import newest
from declaration.drafting.models import Clause, ClauseVersion, Declaration, Revision
from declaration.drafting.operations import sha256_of
from declaration.extensions import db
from declaration.forums.models import Delegation, Forum
from declaration.journal import Actor, Channel, Record, Repeated, act
from declaration.procedure import MACHINES, Rules, after
from declaration.procedure.acts import Act
from declaration.procedure.deadlines import extends, has_passed
from declaration.procedure.facts import Facts
from declaration.procedure.majority import Majority
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.silence import earliest_end
from declaration.procedure.states import BallotState, Choice, Method, Question
from declaration.proof import read_entry
from declaration.voting import steps
from declaration.voting.models import Ballot, BallotSubject, Elector, Objection, Vote

AMENDMENT: Final = MACHINES["amendment"]
TOO_SOON: Final = "Silence must last longer than this."
NEEDS_A_DEADLINE: Final = "A ballot by silence needs a time at which it ends."


@dataclass(frozen=True, kw_only=True)
class Put:
    """A question to be put to the vote; exactly one of the subjects is named."""

    question: Question
    method: Method
    amendments: tuple[int, ...] = ()
    version_id: int | None = None
    revision_id: int | None = None
    of_ballot_id: int | None = None
    motion: str | None = None
    closes: datetime | None = None
    written: bool = False


def open_ballot(declaration_id: int, put: Put, by: Actor) -> int:
    """Put a question to the vote and fix who may vote; gives the ballot's number.

    Raises Invalid, NotPermitted, WrongState (the stage, a rival ballot, no electors, no sitting).
    """
    with act(Act.OPEN_BALLOT, by=by) as entry:
        by.must(Act.OPEN_BALLOT)
        declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
        forum = db.session.get_one(Forum, declaration.forum_id)
        rules = Rules.of(forum.rules)
        silent = put.method is Method.SILENCE
        _must_last(put, entry.at, rules)
        sitting = None if put.written or silent else steps.open_sitting(forum.id)
        ballot = Ballot(
            declaration_id=declaration.id,
            sitting_id=sitting.id if sitting else None,
            number=declaration.last_ballot + 1,
            question=put.question,
            method=put.method,
            rule=steps.rule_for(rules, put.question, put.method, _tried(declaration.id, put)),
            written=put.written or silent,
            state=BallotState.PREPARED,
            opened_at=entry.at,
            closes_at=put.closes,
            because={},
            totals={},
            reconsiders_id=put.of_ballot_id,
        )
        declaration.last_ballot += 1
        db.session.add(ballot)
        db.session.flush()
        rivals = _rivals(put)
        electors = steps.fix_electors(ballot, forum.id)
        facts = Facts(
            question=put.question,
            method=put.method,
            stage=declaration.state,
            rival_ballots=rivals,
            electors=len(electors),
            sitting_is_open=sitting is not None,
            written=ballot.written,
        )
        ballot.state = after(steps.BALLOT, ballot.state, Act.OPEN_BALLOT, facts)
        subjects = _put(ballot, put)
        _say_opened(entry, ballot, electors, subjects)
    return ballot.number


def _must_last(put: Put, now: datetime, rules: Rules) -> None:
    if put.method is Method.SILENCE:
        if put.closes is None:
            raise Invalid({"closes": [NEEDS_A_DEADLINE]})
        if put.closes < earliest_end(now, rules):
            raise Invalid({"closes": [TOO_SOON]})


def _tried(declaration_id: int, put: Put) -> list[Majority]:
    """The majorities tried in vain on the declaration as a whole, in this revision."""
    if put.question is not Question.DECLARATION:
        return []
    query = (
        select(Ballot)
        .join(BallotSubject, BallotSubject.ballot_id == Ballot.id)
        .where(
            Ballot.declaration_id == declaration_id,
            Ballot.state == BallotState.CLOSED,
            BallotSubject.revision_id == put.revision_id,
        )
    )
    return [Majority(ballot.rule["majority"]) for ballot in db.session.scalars(query)]


def _rivals(put: Put) -> int:
    """Other current ballots on the same question that are open or decided."""
    subject = BallotSubject
    same = {
        Question.AMENDMENT: subject.amendment_id.in_(put.amendments),
        Question.PACKAGE: subject.amendment_id.in_(put.amendments),
        Question.CLAUSE: subject.version_id == put.version_id,
        Question.DECLARATION: (subject.revision_id == put.revision_id)
        & (Ballot.state == BallotState.OPEN),
        Question.RECONSIDERATION: (subject.of_ballot_id == put.of_ballot_id)
        & (Ballot.state == BallotState.OPEN),
        Question.MOTION: (subject.motion == put.motion) & (Ballot.state == BallotState.OPEN),
    }[put.question]
    query = (
        select(func.count())
        .select_from(subject)
        .join(Ballot, Ballot.id == subject.ballot_id)
        .where(subject.current, same)
    )
    return db.session.scalars(query).one()


def _put(ballot: Ballot, put: Put) -> list[dict[str, object]]:
    """Store what the ballot is about, and gives it as the entry says it."""
    if put.amendments:
        return [_put_amendment(ballot, amendment_id) for amendment_id in put.amendments]
    subject = BallotSubject(
        ballot_id=ballot.id,
        version_id=put.version_id,
        revision_id=put.revision_id,
        of_ballot_id=put.of_ballot_id,
        motion=put.motion,
    )
    db.session.add(subject)
    db.session.flush()
    if put.version_id is not None:
        version = db.session.get_one(ClauseVersion, put.version_id)
        clause = db.session.get_one(Clause, version.clause_id)
        return [
            {
                "kind": "clause",
                "key": clause.key,
                "version": version.number,
                "sha256": sha256_of(version.text),
            }
        ]
    if put.revision_id is not None:
        revision = db.session.get_one(Revision, put.revision_id)
        return [{"kind": "declaration", "version": revision.serial}]
    if put.of_ballot_id is not None:
        earlier = db.session.get_one(Ballot, put.of_ballot_id)
        return [{"kind": "ballot", "key": str(earlier.number)}]
    return [{"kind": "motion"}]


def _put_amendment(ballot: Ballot, amendment_id: int) -> dict[str, object]:
    amendment = amendments.locked(amendment_id)
    wording = newest(amendment)
    facts = Facts(on_current_version=not amendment.needs_rebasing)
    amendment.state = after(AMENDMENT, amendment.state, Act.OPEN_BALLOT, facts)
    db.session.add(
        BallotSubject(
            ballot_id=ballot.id, amendment_id=amendment.id, amendment_revision_id=wording.id
        )
    )
    said: dict[str, object] = {
        "kind": "amendment",
        "key": label(amendment),
        "version": wording.number,
    }
    if wording.text is not None:
        said["sha256"] = sha256_of(wording.text)
    return said


def _say_opened(
    entry: Record,
    ballot: Ballot,
    electors: Sequence[Delegation],
    subjects: list[dict[str, object]],
) -> None:
    present = steps.present_in(ballot.sitting_id)
    quorum = ballot.rule["quorum"]
    entry.about("ballot", ballot.number)
    entry.data(
        question=ballot.question.value,
        method=ballot.method.value,
        majority=ballot.rule["majority"],
        quorum=None
        if quorum is None
        else dict(zip(("numerator", "denominator", "more_than"), quorum, strict=True)),
        subjects=subjects,
        electors=[delegation.key for delegation in electors],
        present=[delegation.key for delegation in electors if delegation.id in present],
        written=ballot.written or None,
        closes=ballot.closes_at.isoformat() if ballot.closes_at else None,
    )


@dataclass(frozen=True)
class Receipt:
    """What was recorded of a vote: by the first answer to its key."""

    choice: Choice | None
    at: datetime
    nonce: str


def cast(ballot_id: int, choice: Choice | None, by: Actor) -> Receipt:
    """Cast, change or (no choice) take back the vote of the actor's delegation.

    A retry with the same key gets the first answer and leaves a colleague's newer vote alone.
    Raises NotPermitted for who is no elector, WrongState after closing.
    """
    name = Act.TAKE_VOTE_BACK if choice is None else Act.CAST_VOTE
    try:
        with act(name, by=by) as entry:
            by.must(name)
            if by.delegation_id is None:
                raise NotPermitted(name)
            ballot = steps.locked(ballot_id, share=True)
            elector = db.session.get(Elector, (ballot.id, by.delegation_id))
            if elector is None:
                raise NotPermitted(name)
            facts = Facts(
                method=ballot.method,
                deadline_passed=has_passed(ballot.closes_at, clock.now()),
                elector_may_vote=_may_vote(ballot, by.delegation_id),
            )
            ballot.state = after(steps.BALLOT, ballot.state, name, facts)
            replaced = _store(ballot, choice, by, entry.nonce)
            entry.about("ballot", ballot.number)
            entry.data(
                choice=choice.value if choice else None,
                method=ballot.method.value if choice else None,
                channel=_channel(by),
                replaces=replaced,
            )
    except Repeated as earlier:
        return _receipt(earlier.entry.body)
    assert entry.entry is not None
    return _receipt(entry.entry.body)


def _may_vote(ballot: Ballot, delegation_id: int) -> bool:
    return ballot.written or delegation_id in steps.present_in(ballot.sitting_id)


def _store(ballot: Ballot, choice: Choice | None, by: Actor, nonce: str) -> str | None:
    """Write the delegation's one row; gives the nonce of the entry whose vote it replaces."""
    assert by.delegation_id is not None
    vote = db.session.get(Vote, (ballot.id, by.delegation_id), with_for_update=True)
    replaced = vote.nonce if vote else None
    if vote is None:
        vote = Vote(ballot_id=ballot.id, delegation_id=by.delegation_id)
        db.session.add(vote)
    vote.choice, vote.nonce = choice, nonce
    vote.cast_at = clock.now()
    vote.membership_id = by.membership_id
    vote.on_behalf = by.channel in (Channel.ON_BEHALF, Channel.ROLL_CALL)
    db.session.flush()
    return replaced


def _channel(by: Actor) -> str:
    if by.channel in (Channel.ON_BEHALF, Channel.ROLL_CALL):
        return by.channel.value
    return "own"


def _receipt(body: bytes) -> Receipt:
    said = read_entry(body)
    choice = said.data.get("choice")
    return Receipt(Choice(str(choice)) if choice else None, said.at, said.nonce)


def raise_objection(ballot_id: int, reason: str, by: Actor) -> None:
    """Object to a consensus, or break a silence with a reason. Raises NotPermitted, WrongState."""
    with act(Act.OBJECT, by=by) as entry:
        by.must(Act.OBJECT)
        ballot = steps.locked(ballot_id, share=True)
        if by.delegation_id is None or not db.session.get(Elector, (ballot.id, by.delegation_id)):
            raise NotPermitted(Act.OBJECT)
        facts = Facts(
            method=ballot.method,
            reason=reason.strip(),
            deadline_passed=has_passed(ballot.closes_at, clock.now()),
            elector_may_vote=_may_vote(ballot, by.delegation_id),
        )
        ballot.state = after(steps.BALLOT, ballot.state, Act.OBJECT, facts)
        objection = db.session.get(Objection, (ballot.id, by.delegation_id))
        if objection is None:
            db.session.add(
                Objection(
                    ballot_id=ballot.id,
                    delegation_id=by.delegation_id,
                    reason=reason.strip(),
                    raised_at=entry.at,
                )
            )
        entry.about("ballot", ballot.number)
        entry.seal(reason=reason.strip())


def extend(ballot_id: int, closes: datetime, by: Actor) -> None:
    """Give a ballot more time. Raises NotPermitted, WrongState."""
    with act(Act.EXTEND_BALLOT, by=by) as entry:
        by.must(Act.EXTEND_BALLOT)
        ballot = steps.locked(ballot_id)
        facts = Facts(
            deadline_passed=has_passed(ballot.closes_at, entry.at),
            closes_later=extends(ballot.closes_at, closes, entry.at),
        )
        ballot.state = after(steps.BALLOT, ballot.state, Act.EXTEND_BALLOT, facts)
        ballot.closes_at = closes
        entry.about("ballot", ballot.number)
        entry.data(closes=closes.isoformat())
