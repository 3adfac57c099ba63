"""What delegations say in a ballot, and what those presiding write down of it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from declaration.extensions import db
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
from declaration.voting.casting import Held, held, store_vote
from declaration.voting.models import Objection
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
            replaced = store_vote(
                ballot,
                by.delegation_id or 0,
                choice=choice,
                nonce=entry.nonce,
                cast_at=entry.at,
                membership_id=by.membership_id,
                on_behalf=by.channel in ENTERED,
            )
            entry.data(
                choice=choice.value if choice else None,
                method=ballot.method.value if choice else None,
                channel=_channel(by),
                replaces=replaced,
            )
    except Repeated as earlier:
        return _receipt(earlier.entry.body)
    return Receipt(choice, entry.at, entry.nonce)


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


def _answering(name: Act, ballot_id: int, by: Actor, entry: Record, *, reason: str = "") -> Held:
    """The ballot, held as it is while the actor's delegation answers in it."""
    by.must(name)
    if not answers_for(by) or by.delegation_id is None:
        raise NotPermitted(name)
    ballot = held(ballot_id, by.delegation_id)
    if ballot is None:
        raise NotPermitted(name)
    facts = Facts(
        method=ballot.method,
        reason=reason,
        deadline_passed=has_passed(ballot.closes_at, entry.at),
        elector_may_vote=ballot.written or ballot.is_present,
    )
    after(steps.BALLOT, ballot.state, name, facts)  # an answer leaves the ballot as it is
    entry.about("ballot", ballot.number)
    entry.data(declaration=ballot.declaration)
    return ballot


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
