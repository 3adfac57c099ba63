"""What delegations say in a ballot, and what those presiding write down of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import select

from declaration.extensions import db
from declaration.forums.models import Presence
from declaration.journal import Actor, Record, Repeated, act
from declaration.procedure import after
from declaration.procedure.acts import Act
from declaration.procedure.deadlines import extends, has_passed
from declaration.procedure.facts import Facts
from declaration.procedure.majority import Tally
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.states import Choice
from declaration.proof import read_entry
from declaration.text import TextError, normalize
from declaration.voting import steps
from declaration.voting.models import Ballot, Elector, Objection, Vote
from declaration.voting.opening import Put, open_ballot
from declaration.voting.permissions import ENTERED, answers_for

__all__ = [
    "LONGEST_REASON",
    "Put",
    "Receipt",
    "cast",
    "enter_totals",
    "extend",
    "open_ballot",
    "raise_objection",
]

LONGEST_REASON: Final = 5000
"""Characters, of the reason of an objection or of a ruling."""

TOO_LONG: Final = "This is longer than 5,000 characters."


@dataclass(frozen=True)
class Receipt:
    """What was recorded of a vote: by the first answer to its key."""

    choice: Choice | None
    at: datetime
    nonce: str


def cast(ballot_id: int, choice: Choice | None, by: Actor) -> Receipt:
    """Cast, change or (no choice) take back the vote of the actor's delegation.

    A retry with the same key gets the first answer and leaves a colleague's newer vote alone.
    Raises NotPermitted for who is no elector, WrongState after closing or while absent.
    """
    name = Act.TAKE_VOTE_BACK if choice is None else Act.CAST_VOTE
    try:
        with act(name, by=by) as entry:
            ballot = _answering(name, ballot_id, by, entry)
            replaced = _store(ballot, choice, by, entry)
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


def raise_objection(ballot_id: int, reason: str, by: Actor) -> None:
    """Object to a consensus, or break a silence with a reason; the first objection stays.

    Raises Invalid, NotPermitted, WrongState.
    """
    reason = typed(reason)
    with act(Act.OBJECT, by=by) as entry:
        ballot = _answering(Act.OBJECT, ballot_id, by, entry, reason=reason)
        if db.session.get(Objection, (ballot.id, by.delegation_id)) is None:
            db.session.add(
                Objection(
                    ballot_id=ballot.id,
                    delegation_id=by.delegation_id,
                    reason=reason,
                    raised_at=entry.at,
                )
            )
        entry.data(channel=_channel(by))
        entry.seal(reason=reason)


def _answering(name: Act, ballot_id: int, by: Actor, entry: Record, *, reason: str = "") -> Ballot:
    """The ballot, held open while the actor's delegation answers in it.

    The ballot is locked shared, so that nobody waits for anybody but the one who closes it; the
    elector alone, so that two colleagues come one after the other.
    """
    by.must(name)
    if not answers_for(by):
        raise NotPermitted(name)
    ballot = steps.held_open(ballot_id)
    elector = db.session.get(Elector, (ballot.id, by.delegation_id), with_for_update=True)
    if elector is None:
        raise NotPermitted(name)
    facts = Facts(
        method=ballot.method,
        reason=reason,
        deadline_passed=has_passed(ballot.closes_at, entry.at),
        elector_may_vote=ballot.written or _is_present(ballot, elector),
    )
    ballot.state = after(steps.BALLOT, ballot.state, name, facts)
    steps.about(entry, ballot)
    return ballot


def _is_present(ballot: Ballot, elector: Elector) -> bool:
    query = select(Presence.id).where(
        Presence.sitting_id == ballot.sitting_id,
        Presence.delegation_id == elector.delegation_id,
        Presence.until.is_(None),
    )
    return db.session.scalars(query).first() is not None


def _store(ballot: Ballot, choice: Choice | None, by: Actor, entry: Record) -> str | None:
    """Write the delegation's one row; gives the nonce of the entry whose vote it replaces."""
    vote = db.session.get(
        Vote, (ballot.id, by.delegation_id), with_for_update=True, populate_existing=True
    )
    replaced = vote.nonce if vote else None
    if vote is None:
        vote = Vote(ballot_id=ballot.id, delegation_id=by.delegation_id)
        db.session.add(vote)
    vote.choice, vote.nonce = choice, entry.nonce
    vote.cast_at = entry.at
    vote.membership_id = by.membership_id
    vote.on_behalf = by.channel in ENTERED
    return replaced


def _channel(by: Actor) -> str:
    return by.channel.value if by.channel in ENTERED else "own"


def _receipt(body: bytes) -> Receipt:
    said = read_entry(body)
    choice = said.data.get("choice")
    return Receipt(Choice(str(choice)) if choice else None, said.at, said.nonce)


def enter_totals(ballot_id: int, counted: Tally, by: Actor) -> None:
    """Write down how many hands were counted. Raises NotPermitted, WrongState.

    They may be corrected until the ballot closes. All numbers are delegations.
    """
    with act(Act.ENTER_TOTALS, by=by) as entry:
        by.must(Act.ENTER_TOTALS)
        ballot = steps.locked(ballot_id)
        entitled = steps.electors_present(ballot)
        facts = Facts(method=ballot.method, totals_fit=counted.taking_part <= entitled)
        ballot.state = after(steps.BALLOT, ballot.state, Act.ENTER_TOTALS, facts)
        totals = steps.as_numbers(counted)
        ballot.totals = {**ballot.totals, "counted": totals}
        steps.about(entry, ballot)
        entry.data(totals=totals)


def extend(ballot_id: int, closes: datetime, by: Actor, *, reason: str = "") -> None:
    """Give a ballot more time. Raises Invalid, NotPermitted, WrongState."""
    reason = typed(reason)
    with act(Act.EXTEND_BALLOT, by=by) as entry:
        by.must(Act.EXTEND_BALLOT)
        ballot = steps.locked(ballot_id)
        facts = Facts(
            deadline_passed=has_passed(ballot.closes_at, entry.at),
            closes_later=extends(ballot.closes_at, closes, entry.at),
        )
        ballot.state = after(steps.BALLOT, ballot.state, Act.EXTEND_BALLOT, facts)
        ballot.closes_at = closes
        steps.about(entry, ballot)
        entry.data(closes=closes.isoformat())
        entry.seal(reason=reason or None)


def typed(reason: str) -> str:
    """A reason in its normal form. Raises Invalid for what deceives the eye or is too long."""
    try:
        reason = normalize(reason).strip()
    except TextError as fault:
        raise Invalid({"reason": [fault.said.en]}) from fault
    if len(reason) > LONGEST_REASON:
        raise Invalid({"reason": [TOO_LONG]})
    return reason
